package resolve

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed data/nicknames.txt
var nicknameList string

// formal goes from what somebody is called to the given names it may stand for.
var formal = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(nicknameList) {
		w := strings.Fields(line)
		for _, nick := range w[1:] {
			m[nick] = append(m[nick], w[0])
		}
	}
	return m
}()

// given are the English names of the list.
var given = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(nicknameList) {
		m[w] = true
	}
	return m
}()

// fit says in which ways two names of people differ that may be of one person.
type fit struct {
	initial bool // an initial for a given name: C.Q. Brown, Charles Q. Brown
	nick    bool // Tony for Antony
	first   bool // the first name is spelt in another way
	last    bool // the surname is
	letters bool // one has middle initials that the other leaves out
	middle  bool // one has further names in the middle
	tail    bool // one is the end of the other: Barth Eide
	head    bool // one is the beginning of the other: Abdullah bin Zayed
	order   bool // Kishida Fumio
}

// compareNames says how two names differ, as personWords gives them; false if they are
// of two people, or the same.
func compareNames(p, q []string) (f fit, ok bool) {
	if len(p) > len(q) || len(p) == len(q) && slices.Compare(p, q) > 0 {
		p, q = q, p
	}
	if len(p) < 2 || slices.Equal(p, q) {
		return f, false
	}
	n := len(q) - len(p)
	switch {
	case n > 0 && slices.Equal(p, q[n:]) && !particles[q[n-1]]:
		return fit{tail: true}, true
	case n > 0 && sameStart(p, q) && !particles[p[len(p)-1]] && len(q[len(p)]) > 1:
		return fit{head: true, first: p[0] != q[0]}, true
	case n == 0 && len(p) <= 3 && p[0] == q[len(q)-1] && (slices.Equal(p[1:], q[:len(q)-1]) || len(p) == 3 && slices.Equal(p[:2], []string{q[2], q[0]})):
		return fit{order: true}, true
	}
	a, b := p[len(p)-1], q[len(q)-1]
	if a != b {
		if !alike(a, b) {
			return f, false
		}
		f.last = true
	}
	switch a, b := p[0], q[0]; {
	case a == b:
	case f.last:
		return f, false // two words that differ
	case len(p) == 2 && stands(a, q):
		f.initial, f.letters = len(a) == 1, len(a) > 1 // C.Q. says more than C.
		return f, true
	case len(q) == 2 && stands(b, p):
		f.initial, f.letters = len(b) == 1, len(b) > 1
		return f, true
	case nickOf(a, b) || nickOf(b, a):
		f.nick = true
	case alike(a, b) && !(given[a] && given[b]): // Michael is not Michele
		f.first = true
	default:
		return f, false
	}
	return f, f.fitMiddle(p[1:len(p)-1], q[1:len(q)-1])
}

// sameStart reports whether q begins with p, the first word spelt alike.
func sameStart(p, q []string) bool {
	return slices.Equal(p[1:], q[1:len(p)]) && (p[0] == q[0] || alike(p[0], q[0]))
}

// stands reports whether a word is the initials of the given names of q.
func stands(word string, q []string) bool {
	var initials string
	for i, w := range q[:len(q)-1] {
		if i > 0 && len(w) <= 2 {
			initials += w
		} else {
			initials += w[:1]
		}
	}
	return word == initials || len(word) == 1 && strings.HasPrefix(initials, word)
}

// fitMiddle compares what stands between first name and surname: what both have
// must go together.
func (f *fit) fitMiddle(p, q []string) bool {
	particle := func(w string) bool { return particles[w] }
	p, q = slices.DeleteFunc(slices.Clone(p), particle), slices.DeleteFunc(slices.Clone(q), particle)
	if len(p) > len(q) {
		p, q = q, p
	}
	i := 0
	for _, w := range q {
		switch {
		case i < len(p) && (p[i] == w || p[i][0] == w[0] && (len(p[i]) == 1 || len(w) == 1) || alike(p[i], w)):
			i++
		case len(w) <= 2:
			f.letters = true
		default:
			f.middle = true
		}
	}
	return i == len(p)
}

// nickOf reports whether a nickname may stand for a given name, however spelt.
func nickOf(nick, name string) bool {
	return slices.ContainsFunc(formal[nick], func(f string) bool {
		return f == name || !given[name] && len(name) >= 5 && near(f, name)
	})
}

// alike reports whether two words may be spellings of one name: the same but for
// one letter, or the same consonants.
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 3 || len(b)-len(a) > 3 || particles[a] || particles[b] {
		return false
	}
	if len(a) >= 5 && near(a, b) {
		return true
	}
	s := skeleton(a)
	return len(s) >= 3 && s == skeleton(b)
}

// near reports whether b is a with one letter more, less, other or swapped.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i == len(a) || a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

// skeleton is a word's consonants as transliterations differ in them: Muhammad and
// Mohamed are both mhmt.
func skeleton(w string) string {
	var s []byte
	for i := range len(w) {
		c := w[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			if i > 0 {
				continue
			}
			c = 'a'
		case 'h':
			if i > 0 && strings.IndexByte("aeiou", w[i-1]) < 0 {
				continue // th, kh, gh
			}
		case 'c', 'q', 'g':
			c = 'k'
		case 'w', 'f':
			c = 'v'
		case 'd':
			c = 't'
		case 'z':
			c = 's'
		}
		if len(s) == 0 || s[len(s)-1] != c {
			s = append(s, c)
		}
	}
	return string(s)
}

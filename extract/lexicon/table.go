package lexicon

import (
	"iter"
	"strings"
)

// A pattern says, a letter a word, how the words of a form must be written:
// 'U' in capitals, 'M' with a capital after the first letter, 'T' with a capital
// first, 'x' as it comes.

// patternOf is the pattern of the words of a form. A single word with an inner
// capital is an acronym such as "DoD" where strict is set.
func patternOf(words []word, strict bool) string {
	var b strings.Builder
	for i := range words {
		switch w := &words[i]; {
		case w.caps && w.letters > 1:
			b.WriteByte('U')
		case strict && w.inner:
			b.WriteByte('M')
		case w.upper:
			b.WriteByte('T')
		default:
			b.WriteByte('x')
		}
	}
	return b.String()
}

// fits reports whether the words are written as the pattern wants them. Where
// lower is true, 'T' words may be lower-case.
func fits(pattern string, words []word, lower bool) bool {
	for i := range words {
		switch pattern[i] {
		case 'U':
			if !words[i].caps {
				return false
			}
		case 'M':
			if !words[i].inner {
				return false
			}
		case 'T':
			if !words[i].upper && !lower {
				return false
			}
		}
	}
	return true
}

// table finds the longest phrase that starts at a word.
type table[T any] struct {
	starts  map[string]int   // first word -> most words in a phrase that starts with it
	phrases map[string]int32 // folded words, joined by spaces; a comma is a word -> index of its first value
	values  []link[T]
	key     []byte // room for the key of the phrase being added
}

// link is one value of a phrase and the index of the next one, or -1.
type link[T any] struct {
	value T
	next  int32
}

func newTable[T any](n int) table[T] {
	return table[T]{starts: make(map[string]int, n/2), phrases: make(map[string]int32, n), values: make([]link[T], 0, n)}
}

// of gives the values of a phrase in the order they were added. The pointers
// hold until the next add.
func (t *table[T]) of(key []byte) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		i, ok := t.phrases[string(key)]
		for ok && i >= 0 && yield(&t.values[i].value) {
			i = t.values[i].next
		}
	}
}

// phrase is the key of a form that has been cut into words.
func (c *scan) phrase(b []byte) []byte {
	for i := range c.words {
		b = c.appendKey(b, i, i > 0)
	}
	return b
}

func (c *scan) appendKey(b []byte, i int, follows bool) []byte {
	w := &c.words[i]
	if follows {
		if w.gap == comma {
			b = append(b, " ,"...)
		} else if strings.Contains(c.s[c.words[i-1].end:w.start], "&") {
			b = append(b, " and"...)
		}
		b = append(b, ' ')
	}
	return append(b, c.fold(w)...)
}

// longest tries the phrases that start at word i, the longest last word first
// to win; accept says whether a value holds for words i to j (inclusive). It
// returns the accepted value, the index after the last word and the byte where
// the match ends.
func (t *table[T]) longest(c *scan, i int, accept func(v *T, i, j int) bool) (best *T, next, end int) {
	w := &c.words[i]
	most := t.starts[string(c.fold(w))]
	if w.base < w.end {
		most = max(most, t.starts[string(c.foldBase(w))])
	}
	var room [128]byte
	key := room[:0]
	try := func(key []byte, j, stop int) {
		for v := range t.of(key) {
			if accept(v, i, j) {
				best, next, end = v, j+1, stop
				return
			}
		}
	}
	for j := i; j < len(c.words) && j-i < most; j++ {
		w := &c.words[j]
		if j > i && w.gap == apart {
			break
		}
		key = c.appendKey(key, j, j > i)
		try(key, j, w.end)
		if w.base < w.end { // "America’s" is America and not Americas
			try(key[:len(key)-1], j, w.base)
		}
	}
	return best, next, end
}

// add stores v under the key of the words in c, after the values that stand there.
func (t *table[T]) add(c *scan, v T) {
	t.key = c.phrase(t.key[:0])
	first := c.fold(&c.words[0])
	if n := len(c.words); n > t.starts[string(first)] {
		t.starts[string(first)] = n
	}
	at := int32(len(t.values))
	t.values = append(t.values, link[T]{v, -1})
	i, ok := t.phrases[string(t.key)]
	if !ok {
		t.phrases[string(t.key)] = at
		return
	}
	for t.values[i].next >= 0 {
		i = t.values[i].next
	}
	t.values[i].next = at
}

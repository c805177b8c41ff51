package roles

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract"
	"entente/text"
)

// item is a word, a mark or a whole name of a sentence. Offices are read over
// items so that a name, however long, is one step.
type item struct {
	text.Span
	mention int    // the name mention it is, or -1
	word    string // the surface of a word or mark; empty of a name
	low     string // word in lower case, straight apostrophes, without full stops
}

func (t item) name() bool { return t.mention >= 0 }

// capital reports whether the item is a word that begins with a capital or digit.
func (t item) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.word)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// letters reports whether the item is a word rather than a mark.
func (t item) letters() bool {
	r, _ := utf8.DecodeRuneInString(t.word)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// reading is one sentence as items.
type reading struct {
	items []item
	role  text.Role
	title bool // nearly every word is capitalised, as in a headline
	index int  // of the sentence
}

func read(a *extract.Analysis, index, first int) (reading, int) {
	s := a.Sentences[index]
	r := reading{role: s.Role, index: index}
	src := a.Doc.Text()
	for at := s.Start; at < s.End; {
		for first < len(a.Mentions) && (a.Mentions[first].Start < at || a.Mentions[first].Kind != extract.Name) {
			first++
		}
		if first < len(a.Mentions) && a.Mentions[first].Start == at && a.Mentions[first].End <= s.End {
			m := a.Mentions[first]
			r.items = append(r.items, item{Span: m.Span, mention: first})
			at = max(m.End, at+1)
			continue
		}
		limit := s.End
		if first < len(a.Mentions) {
			limit = min(limit, a.Mentions[first].Start)
		}
		n := wordLength(src[at:limit])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(src[at:])
			at += n
			continue
		}
		w := src[at : at+n]
		r.items = append(r.items, item{Span: text.Span{Start: at, End: at + n}, mention: -1, word: w, low: lower(w)})
		at += n
	}
	r.title = titleCase(r.items)
	return r, first
}

func lower(w string) string {
	w = strings.ReplaceAll(strings.ToLower(w), "’", "'")
	return strings.ReplaceAll(w, ".", "")
}

// wordLength is the length in bytes of the word or mark that s begins with; 0
// at white space. A clitic ('s) is a word of its own; a stop belongs to an
// abbreviation (Gen., U.S., a.i.), not to a longer word.
func wordLength(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsSpace(r):
		return 0
	case r == '\'' || r == '’':
		if clitic(s[n:]) {
			return n + 1
		}
		return n
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return n
	}
	for n < len(s) {
		r, w := utf8.DecodeRuneInString(s[n:])
		after := next(s[n+w:])
		switch {
		case wordRune(r):
		case (r == '-' || r == '.' || r == '&' || r == '/') && wordRune(after):
		case (r == '\'' || r == '’') && wordRune(after) && !clitic(s[n+w:]):
		case r == '.' && (abbreviations[lower(s[:n])] || strings.ContainsRune(s[:n], '.')):
			return n + w
		default:
			return n
		}
		n += w
	}
	return n
}

// clitic reports whether s begins with the s of a possessive.
func clitic(s string) bool {
	return s != "" && (s[0] == 's' || s[0] == 'S') && !wordRune(next(s[1:]))
}

func next(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
}

func titleCase(items []item) bool {
	n, capital := 0, 0
	for _, t := range items {
		if t.name() || !t.letters() || len(t.word) < 4 {
			continue
		}
		n++
		if t.capital() {
			capital++
		}
	}
	return n > 2 && capital*4 >= n*3
}

package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// gap tells what stands between a word and the one before it.
type gap uint8

const (
	apart  gap = iota // a name cannot go across: a full stop, a bracket, a blank line
	joined            // space, a hyphen, at most one line break, or the full stop of "St."
	comma             // a comma: inside names such as "Washington, D.C."
)

// word is one word of a text. The folded forms of all words stand in scan.folded.
type word struct {
	start, end int // bytes in the text; "U.S." is one word
	base       int // end without a possessive ’s; equal to end when there is none
	from, to   int // its folded form in scan.folded
	gap        gap
	upper      bool // the first letter is a capital
	caps       bool // every letter is a capital
	inner      bool // a letter after the first is a capital
	letters    int
}

// scan is a text cut into words.
type scan struct {
	s      string
	folded []byte
	words  []word
}

func (c *scan) fold(w *word) []byte { return c.folded[w.from:w.to] }

// foldBase is the folded form without the possessive, whose apostrophe Fold drops.
func (c *scan) foldBase(w *word) []byte { return c.folded[w.from : w.to-1] }

// cut cuts s into words, keeping c's memory.
func (c *scan) cut(s string) {
	c.s, c.folded, c.words = s, c.folded[:0], c.words[:0]
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !isWord(r) {
			i += size
			continue
		}
		w := c.wordAt(i)
		if n := len(c.words); n > 0 {
			w.gap = gapOf(s[c.words[n-1].end:i], c.words[n-1].letters)
		}
		c.words = append(c.words, w)
		i = w.end
	}
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// wordAt reads the word that starts at i: letters, digits and inner
// apostrophes, or initials with their full stops ("U.S.", "D.C").
func (c *scan) wordAt(i int) word {
	s := c.s
	w := word{start: i, from: len(c.folded), caps: true}
	ascii, end := true, i
	for end < len(s) {
		r, size := rune(s[end]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[end:])
		}
		switch {
		case isWord(r):
		case isApostrophe(r) && end > i && letterAt(s, end+size):
			if rest := s[end+size:]; (rest[0] == 's' || rest[0] == 'S') && !letterAt(rest, 1) {
				w.base = end
			}
		case r == '.' && initial(s, i, end):
			// inside or at the end of initials
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		if r >= utf8.RuneSelf {
			ascii = false
		}
		if isLetter(r) {
			up := unicode.IsUpper(r)
			if w.letters == 0 {
				w.upper = up
			}
			if up && w.letters > 0 {
				w.inner = true
			}
			if !up && (w.base == 0 || end < w.base) {
				w.caps = false
			}
			w.letters++
		}
		end += size
	}
	w.end = end
	if w.base == 0 {
		w.base = end
	}
	w.caps = w.caps && w.letters > 0
	c.appendFold(s[i:end], ascii)
	w.to = len(c.folded)
	return w
}

func (c *scan) appendFold(s string, ascii bool) {
	if !ascii {
		c.folded = append(c.folded, strings.ReplaceAll(text.Fold(s), " ", "")...)
		return
	}
	for i := range len(s) {
		switch b := s[i]; {
		case 'A' <= b && b <= 'Z':
			c.folded = append(c.folded, b+'a'-'A')
		case b != '.' && b != '\'' && b != '`':
			c.folded = append(c.folded, b)
		}
	}
}

// initial reports whether the full stop at dot belongs to initials that began
// at i: two to six single capitals, each with its stop.
func initial(s string, i, dot int) bool {
	if (dot-i)%2 != 1 || dot-i > 11 {
		return false
	}
	for k := i; k < dot; k += 2 {
		if s[k] < 'A' || s[k] > 'Z' || s[k+1] != '.' {
			return false
		}
	}
	if dot > i+1 {
		return true
	}
	return dot+1 < len(s) && 'A' <= s[dot+1] && s[dot+1] <= 'Z' && !letterAt(s, dot+2)
}

// gapOf classes what stands between two words; before is the number of letters
// of the first.
func gapOf(g string, before int) gap {
	if g == " " {
		return joined
	}
	if g == "" || len(g) > 64 {
		return apart
	}
	kind, lines, spaces := joined, 0, 0
	for i, r := range g {
		switch {
		case r == '\n':
			lines++
		case unicode.IsSpace(r):
			spaces++
		case r == '&':
		case i > 0:
			return apart
		case r == '-' || r == '‐' || r == '‑' || r == '–':
		case r == ',':
			kind = comma
		case r == '.' && before <= 4 && len(g) > 1:
		default:
			return apart
		}
	}
	if lines > 1 || g[0] == '.' && lines+spaces == 0 || strings.HasPrefix(g, "–") && lines+spaces > 0 {
		return apart
	}
	return kind
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' }

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r)
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return isLetter(r)
}

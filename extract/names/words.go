package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// kind tells what a word is made of.
type kind uint8

const (
	mark       kind = iota // punctuation, one rune a word; also web addresses and handles
	lower                  // begins with a small letter
	capital                // begins with a capital
	number                 // begins with a digit: "7th", "1325", "2+2"
	possessive             // ’s, or the apostrophe after a plural
)

// word is one word of a sentence as names are written: "U.S.", "J." and "Jr."
// keep their full stops, a possessive is a word of its own, a hyphen parts.
type word struct {
	text.Span
	s        string
	key      string // s in lower case without full stops
	kind     kind
	shout    bool // two letters or more, all capitals
	glued    bool // nothing stands between it and the word before
	sentence int
}

// abbreviations keep their full stop inside a name.
var abbreviations = set(`jr sr st ste inc ltd co corp bros no gen lt col maj capt cmdr adm sgt brig dr mr mrs ms prof hon rev rep sen gov amb mt ft pty dept`)

// compounds are the first parts of words with a hyphen that are one word.
var compounds = set(`co anti counter multi inter non pre post re self vice semi cyber mid ex pro sub`)

// scanSentence appends the words of s[sp] to out.
func scanSentence(out []word, s string, sp text.Span, sentence int) []word {
	end := sp.Start // where the last word ended
	add := func(start, stop int, k kind) {
		w := word{Span: text.Span{Start: start, End: stop}, s: s[start:stop], kind: k, sentence: sentence}
		w.glued = start == end && len(out) > 0 && start > sp.Start
		if k != mark && k != possessive {
			w.key = strings.ReplaceAll(strings.ToLower(w.s), ".", "")
			w.key = strings.ReplaceAll(w.key, "’", "'")
			w.shout = isShout(w.s)
		} else {
			w.key = w.s
		}
		out = append(out, w)
		end = stop
	}
	for i := sp.Start; i < sp.End; {
		r, n := utf8.DecodeRuneInString(s[i:sp.End])
		switch {
		case unicode.IsSpace(r):
			i += n
		case isLetter(r) || unicode.IsDigit(r):
			if stop := address(s, i, sp.End); stop > 0 {
				add(i, stop, mark)
				i = stop
				continue
			}
			stop := wordEnd(s, i, sp.End)
			if compounds[strings.ToLower(s[i:stop])] && stop+1 < sp.End && s[stop] == '-' && letterAt(s, stop+1) {
				if end := wordEnd(s, stop+1, sp.End); !isShout(s[stop+1 : end]) {
					stop = end // "Co-operation", "Multi-agency", not "counter-ISIS"
				}
			}
			k := lower
			if unicode.IsDigit(r) {
				k = number
			} else if !unicode.IsLower(r) {
				k = capital
			}
			add(i, stop, k)
			i = stop
		case isApostrophe(r) && i == end && end > sp.Start:
			stop := i + n
			if rest := s[stop:sp.End]; len(rest) > 0 && (rest[0] == 's' || rest[0] == 'S') && !letterAt(rest, 1) {
				stop++
				add(i, stop, possessive)
			} else if last := s[i-1]; last == 's' || last == 'S' || last == 'z' {
				add(i, stop, possessive)
			} else {
				add(i, stop, mark)
			}
			i = stop
		case r == '@':
			stop := i + n
			for stop < sp.End && !unicode.IsSpace(rune(s[stop])) {
				stop++
			}
			add(i, stop, mark)
			i = stop
		default:
			add(i, i+n, mark)
			i += n
		}
	}
	return out
}

// wordEnd is the end of the word that starts at i.
func wordEnd(s string, i, limit int) int {
	start, letters := i, 0
	for i < limit {
		r, n := utf8.DecodeRuneInString(s[i:limit])
		switch {
		case isLetter(r) || unicode.IsDigit(r):
			letters++
			i += n
		case isApostrophe(r) && letterAt(s[:limit], i+n):
			if rest := s[i+n : limit]; (rest[0] == 's' || rest[0] == 'S') && !letterAt(rest, 1) {
				return i
			}
			i += n
		case r == '.' && initials(s[start:i]):
			i += n
			if !letterAt(s[:limit], i) || !initials(s[start:i]+s[i:i+1]) || letterAt(s[:limit], i+1) {
				return i
			}
		case r == '.' && abbreviations[strings.ToLower(s[start:i])]:
			return i + n
		default:
			return i
		}
	}
	return i
}

// initials reports whether w is capitals with full stops between them: "J", "U.S".
func initials(w string) bool {
	for len(w) > 0 {
		r, n := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) {
			return false
		}
		w = w[n:]
		if w == "" {
			return true
		}
		if w[0] != '.' {
			return false
		}
		w = w[1:]
	}
	return false
}

// address is the end of a web address, mail address or handle at i, or 0.
func address(s string, i, limit int) int {
	stop := i
	for stop < limit && s[stop] > ' ' && s[stop] != ')' && s[stop] != ',' {
		stop++
	}
	w := s[i:stop]
	if strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.Contains(w, "@") && strings.Contains(w, ".") {
		return stop
	}
	for _, top := range [...]string{".gov", ".com", ".org", ".int", ".net", ".edu", ".mil", ".eu"} {
		if at := strings.Index(w, top); at > 0 && (at+len(top) == len(w) || !letterAt(w, at+len(top))) {
			return i + at + len(top)
		}
	}
	return 0
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.M, r) }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' }

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

func isShout(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

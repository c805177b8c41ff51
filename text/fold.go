package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a name to a key for comparing: case, accents, punctuation and
// runs of space are folded away ("Chișinău" and "CHISINAU" have one key).
// Letters stay letters of their own script.
func Fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’', r == '‘', r == 'ʼ', r == '`':
			// dropped: U.S. is US, Sana'a is Sanaa
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			switch r {
			case 'ø', 'Ø':
				r = 'o'
			case 'ł', 'Ł':
				r = 'l'
			case 'đ', 'Đ':
				r = 'd'
			case 'ı':
				r = 'i'
			}
			b.WriteRune(unicode.ToLower(r))
		case r == '&':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("and")
			space = true
		default:
			space = true
		}
	}
	return b.String()
}

// Slug is Fold with hyphens for spaces: the readable part of an id. A name
// longer than 80 bytes is cut at a word.
func Slug(s string) string {
	f := strings.ReplaceAll(Fold(s), " ", "-")
	if len(f) > 80 {
		if i := strings.LastIndexByte(f[:81], '-'); i > 0 {
			f = f[:i]
		} else {
			f = strings.ToValidUTF8(f[:80], "")
		}
	}
	return f
}

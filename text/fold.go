package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a name to a key for comparing: case, accents, punctuation and
// runs of space are folded away ("Chișinău" and "CHISINAU" have one key).
// Letters stay letters of their own script. Folding is idempotent.
func Fold(s string) string {
	var b strings.Builder
	space := false
	// (Near broken bytes the norm package leaves letters as they are.)
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\uFFFD")) {
		switch {
		case unicode.Is(unicode.Mn, r), apostrophe(r), invisible(r), r == '.':
			// dropped: U.S. is US, Sana'a is Sanaa
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			r = unicode.ToLower(r)
			if plain, ok := latin[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
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

// Latin letters that Unicode does not take apart, and how they are written in
// plain ones.
var latin = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe",
	'ð': "d", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ŋ': "ng",
}

// apostrophe reports whether r is an apostrophe, a prime or one of the signs
// that transliterations of Arabic and Hawaiian use for a glottal stop.
func apostrophe(r rune) bool {
	switch r {
	case '\'', '`', '´', '’', '‘', '′', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ':
		return true
	}
	return false
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

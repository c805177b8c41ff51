package eval

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const space = `[\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]`

var (
	honorifics = regexp.MustCompile(`^(the|mr|mrs|ms|dr|prof|professor|h\.?e|sir|dame|lord)\.?` + space + `+`)
	gaps       = regexp.MustCompile(`(` + space + `|-)+`)
	quotes     = strings.NewReplacer("’", "'", "–", "-", "—", "-")
	marks      = strings.NewReplacer(".", "", ",", "", `"`, "", "“", "", "”", "", "(", "", ")", "")
)

// isSpace is white space as the shared scorer's language sees it: four
// separators of ASCII more than Unicode's.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// normal folds case, accents, quotes, dashes, articles, honorifics and
// possessives of a name away.
func normal(name string) string {
	s := norm.NFKD.String(name)
	var b strings.Builder
	for _, r := range s {
		if norm.NFKD.PropertiesString(string(r)).CCC() == 0 {
			b.WriteRune(r)
		}
	}
	s = cases.Fold().String(quotes.Replace(b.String()))
	s = strings.TrimSuffix(strings.TrimFunc(s, isSpace), "'s")
	for {
		t := honorifics.ReplaceAllString(s, "")
		if t == s {
			break
		}
		s = t
	}
	return strings.TrimFunc(gaps.ReplaceAllString(marks.Replace(s), " "), isSpace)
}

package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// functionWords are frequent in all English prose: one word in three or four.
var functionWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`the of and to in for on with that is by at from as was will be are this has have an
		it its he his she her they their we our i you your not or which who were been but about between today after`) {
		m[w] = true
	}
	return m
}()

const (
	longestFunction = len("between")
	fewWords        = 10   // fewer do not tell a language
	englishShare    = 0.08 // of the words of English prose, at least so many are function words
	proseShare      = 0.4  // of the words of prose, at least so many begin in lower case; of a list of names, fewer
)

// language is the ISO 639-1 code of the language that s is written in, or 639-3
// where there is no shorter one, if that is surely not English, else "". Names and
// figures have no language. The language is told by trigrams (whatlanggo), which
// is asked only where function words of English are missing.
func language(s string) string {
	var kept []string
	function, lower, letters, latin := 0, 0, 0, 0
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if w == "" || strings.ContainsAny(w, "/=<>_@&+;0123456789") { // addresses, markup
			continue
		}
		kept = append(kept, w)
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsLower(first) {
			lower++
		}
		if len(w) <= longestFunction && functionWords[strings.ToLower(w)] {
			function++
		}
		for _, r := range w {
			switch {
			case r < utf8.RuneSelf:
				letters++
				latin++
			case unicode.IsLetter(r):
				letters++
				if unicode.Is(unicode.Latin, r) {
					latin++
				}
			}
		}
	}
	words := len(kept)
	other := letters >= 2*fewWords && 2*latin < letters // another script
	prose := words >= fewWords && float64(lower) >= proseShare*float64(words)
	if float64(function) >= englishShare*float64(words) || !other && !prose {
		return ""
	}
	info := whatlanggo.Detect(strings.Join(kept, " "))
	if info.Lang == whatlanggo.Eng || !other && !info.IsReliable() {
		return ""
	}
	if code := info.Lang.Iso6391(); code != "" {
		return code
	}
	return info.Lang.Iso6393()
}

// foreign tells the units that are in another language than English, and the
// language of the whole text if that is most of it.
func foreign(s string, us []unit) (is []bool, of string) {
	is = make([]bool, len(us))
	bytes := map[string]int{}
	all := 0
	for i, u := range us {
		l := language(s[u.Start:u.End])
		is[i] = l != ""
		bytes[l] += u.Len()
		all += u.Len()
	}
	for l, n := range bytes {
		if l != "" && 2*n > all {
			for i := range is {
				is[i] = true
			}
			return is, l
		}
	}
	return is, ""
}

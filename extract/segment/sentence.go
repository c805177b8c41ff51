package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// Abbreviations that a name or number follows: a full stop after them never
// ends a sentence.
var joined = set(`Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Cpt Cmdr Cdr Sgt Adm Brig Cpl Pvt Rear Vice Hon Rep Sen Gov Amb Rev
	Fr Msgr Mgr St Ste Mt Ft Pres Sec Min Dep Asst Supt Insp Messrs Mmes H.E HE No Nos Art Sect Vol Fig pp vs cf ca approx
	e.g i.e viz Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec al Ph Op`)

// Those of them that only a number follows.
var numbered = set(`No Nos Art Sect Vol Fig pp Op`)

// Abbreviations that may end a sentence: it does when a word follows that
// usually begins one.
var trailing = set(`Jr Sr Inc Ltd Co Corp Bros etc a.m p.m U.S U.K U.N E.U D.C U.S.A U.A.E Ph.D M.D B.A M.A LL.B Esq Ave Blvd Rd est
	Dept Univ Assn Gov't Govt`)

// Words that begin a sentence far more often than they follow an abbreviation
// inside one.
var starters = set(`The This That These Those There It Its He She They We You I In On At As For From With During After Before Since
	While When Where If But And Or So Yet However Moreover Furthermore Also Today Yesterday Tomorrow Earlier Later Both All Each Our
	His Her Their My To By Under Through Over Despite Although Because Among Such Some Many Most Another What Who How Please Following
	Noting Speaking According Together Additionally Finally First Second Third Last Recently`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// boundary reports whether a sentence ends between before, which ends in the
// stop r and what closes it, and after.
func boundary(before, after string, r rune) bool {
	open, _ := utf8.DecodeRuneInString(after)
	word := firstWord(after)
	first, _ := utf8.DecodeRuneInString(word)
	if unicode.IsLower(first) && (open != '“' && open != '"' || r == '…') {
		return false
	}
	if r != '.' {
		return !unicode.IsLower(first)
	}
	if strings.HasSuffix(before, "..") {
		return unicode.IsUpper(first)
	}
	last := lastWord(before)
	if len(before) <= len("(99).") && strings.TrimFunc(before, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("(.)", r) }) == "" {
		return false // the number of a paragraph
	}
	switch {
	case numbered[last]:
		return !unicode.IsDigit(open) && !strings.ContainsRune("IVX", first)
	case joined[last]:
		return false
	case trailing[last], isInitials(last) && utf8.RuneCountInString(last) > 1:
		return starters[word]
	case isInitials(last): // one capital: an initial of a name, unless it closes a list or a quote
		return strings.ContainsAny(before[len(before)-1:], `”"’)]`) || starters[word] && last != "I"
	case last == "" && unicode.IsDigit(first):
		return true
	}
	return true
}

// lastWord is the word before the stops and closing marks that end s.
func lastWord(s string) string {
	s = strings.TrimRight(s, `.!?…”"’')]`)
	i := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(“\"‘[—–-/", r) })
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	return s
}

func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }); i >= 0 {
		return s[:i]
	}
	return s
}

// isInitials reports whether w is capitals with stops between them: "J", "U.S".
func isInitials(w string) bool {
	letter := false
	for _, r := range w {
		switch {
		case r == '.' && letter:
			letter = false
		case unicode.IsUpper(r) && !letter:
			letter = true
		default:
			return false
		}
	}
	return letter
}

func endsInAbbreviation(s string) bool {
	last := lastWord(s)
	return joined[last] || last != "" && isInitials(last) && utf8.RuneCountInString(last) == 1
}

// chop cuts a sentence of no end at white space, so that later stages stay fast.
func chop(s string, sp text.Span) []text.Span {
	var out []text.Span
	for sp.Len() > sentenceMax {
		at := strings.LastIndexAny(s[sp.Start:sp.Start+sentenceMax], " \n\t")
		if at <= 0 {
			at = sentenceMax
			for !utf8.RuneStart(s[sp.Start+at]) {
				at--
			}
		}
		out = append(out, trim(s, text.Span{Start: sp.Start, End: sp.Start + at}))
		sp.Start += at
	}
	if sp = trim(s, sp); !sp.Empty() {
		out = append(out, sp)
	}
	return out
}

func trim(s string, sp text.Span) text.Span {
	t := strings.TrimLeftFunc(s[sp.Start:sp.End], unicode.IsSpace)
	sp.Start = sp.End - len(t)
	sp.End = sp.Start + len(strings.TrimRightFunc(t, unicode.IsSpace))
	return sp
}

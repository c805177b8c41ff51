package prose

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// Parts of words that a hyphen does not part, by the usage of the English
// Universal Dependencies treebanks: "co-founder" and "anti-ship" are one word,
// "Joliot-Curie" and "U.S.-led" are three.
var prefixes = set(`anti arch bi co counter cross de e ex extra hyper infra inter intra macro mega meta micro mid mini mis mono
	multi neo non over pan para poly post pre pro proto pseudo quasi re semi socio sub super trans tri ultra un under uni vice`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// Words that are two, and the length of the first.
var double = map[string]int{"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3}

// markup are the marks of Markdown that stand around words.
const markup = "*_`~|"

var (
	contraction = regexp.MustCompile(`(?i)['’](?:ve|d|ll|re|m|s)$`)
	measure     = regexp.MustCompile(`^([#£€¥~<>+±]|[A-Z]{1,3}\$)?([-+]?[\d.,]*\d)(%|°|º|[a-zµ]{1,3}|[CF])?$`)
	units       = set(`% ° º bn m km kg cm mm mph ft lb lbs hr hrs am pm C F k K`)
	address     = regexp.MustCompile(`(?i)^(?:https?:|www\.|[^\s@]+@[^\s@]+\.)|\.(?:com|org|net|gov|edu|int|mil|eu)(?:/|$)|^[@#]\w`)
)

// join puts together what prose parts and the treebanks do not: runs of one mark
// ("...", "!!"), and a full stop inside a sentence with the initial or
// abbreviation before it.
func join(s string, tokens []text.Token) []text.Token {
	words := 0 // from the token on
	for _, t := range tokens {
		if !wordless(s[t.Start:t.End]) {
			words++
		}
	}
	out := tokens[:0]
	for _, t := range tokens {
		w := s[t.Start:t.End]
		if !wordless(w) {
			words--
		}
		if n := len(out); n > 0 && out[n-1].End == t.Start {
			before := s[out[n-1].Start:out[n-1].End]
			if strings.ContainsAny(w, ".!?-=") && strings.Trim(before+w, w[:1]) == "" || w == "." && words > 0 && letters(before) {
				out[n-1].End = t.End
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

func wordless(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) }

// letters reports whether w is a word or initials, as in "ASEAN-U.S".
func letters(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' && r != '-' }) && !wordless(w)
}

// split parts a token of prose the way that the treebanks do whose tags and
// trees the models learn: hyphens and slashes between words, signs from numbers,
// "cannot" and "we've"; last tells that the token ends its sentence, where a full
// stop stands alone. It appends the parts to out.
func split(out []text.Token, s string, t text.Token, last bool) []text.Token {
	w := s[t.Start:t.End]
	emit := func(i, j int) {
		if i < j {
			out = append(out, text.Token{Span: text.Span{Start: t.Start + i, End: t.Start + j}})
		}
	}
	if i := len(w) - len(strings.TrimLeft(w, markup+"([")); i > 0 && i < len(w) {
		emit(0, i)
		return split(out, s, text.Token{Span: text.Span{Start: t.Start + i, End: t.End}}, last)
	}
	if i := strings.Index(w, "]("); i > 0 { // [words](address)
		out = split(out, s, text.Token{Span: text.Span{Start: t.Start, End: t.Start + i}}, false)
		emit(i, i+2)
		return split(out, s, text.Token{Span: text.Span{Start: t.Start + i + 2, End: t.End}}, last)
	}
	if i := len(strings.TrimRight(w, markup)); i > 0 && i < len(w) {
		out = split(out, s, text.Token{Span: text.Span{Start: t.Start, End: t.Start + i}}, false)
		emit(i, len(w))
		return out
	}
	if n := len(w); last && n > 2 && w[n-1] == '.' && w[n-2] != '.' && !strings.Contains(w[:n-1], ".") && !abbreviated[strings.ToLower(w)] {
		out = split(out, s, text.Token{Span: text.Span{Start: t.Start, End: t.End - 1}}, false)
		emit(n-1, n)
		return out
	}
	if address.MatchString(w) {
		emit(0, len(w))
		return out
	}
	if m := measure.FindStringSubmatchIndex(w); m != nil && (m[2] >= 0 || m[6] >= 0 && units[w[m[6]:m[7]]]) {
		if m[2] >= 0 && w[m[2]:m[3]] != "+" {
			emit(m[2], m[3])
			emit(m[3], m[5])
		} else {
			emit(0, m[5])
		}
		emit(m[5], len(w))
		return out
	}
	if n := double[strings.ToLower(w)]; n > 0 {
		emit(0, n)
		emit(n, len(w))
		return out
	}
	if m := contraction.FindStringIndex(w); m != nil && m[0] > 0 {
		out = split(out, s, text.Token{Span: text.Span{Start: t.Start, End: t.Start + m[0]}}, false)
		emit(m[0], len(w))
		return out
	}
	from := 0
	for i := 1; i+1 < len(w); i++ {
		if w[i] != '-' && w[i] != '/' || i <= from || !joins(w, i) {
			continue
		}
		if w[i] == '-' && prefix(w[from:i], w[i+1:]) {
			continue
		}
		emit(from, i)
		emit(i, i+1)
		from = i + 1
	}
	emit(from, len(w))
	return out
}

// prefix reports whether a hyphen binds the part before it to what follows:
// "anti-ship" is one word, but "counter-ISIS" and "UN-led" hold names.
func prefix(before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case !prefixes[strings.ToLower(before)]:
		return false
	case prefixes[before]:
		return !unicode.IsUpper(next)
	}
	return strings.ToUpper(before) != before || unicode.IsUpper(next)
}

// joins reports whether the hyphen or slash at i joins words, rather than the
// digits of a date or a telephone number.
func joins(w string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(w[:i])
	after, _ := utf8.DecodeRuneInString(w[i+1:])
	if !wordRune(before) || !wordRune(after) {
		return false
	}
	return strings.ContainsFunc(w, unicode.IsLetter) || w[i] == '-' && strings.Count(w, "-") == 1 && len(w) > 8 && i == 4
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '.' || r == '’' || r == '\''
}

// abbreviated are words that keep their full stop at the end of a sentence.
var abbreviated = set(`mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. sgt. adm. gov. sen. rep. rev. hon. st. jr. sr. inc. ltd. co. corp. etc. al. vs.
	jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. no. nos. ave. blvd. rd. dept. est. approx. ca. cf. ed. eds. vol. pp.`)

package coref

import (
	"regexp"
	"slices"
	"strings"

	"entente/text"
	"entente/text/vocab"
)

// kind is the kind of a reference that wants an entity.
type kind uint8

const (
	he      kind = iota // he, him, his
	she                 // she, her
	they                // they, them, their
	its                 // its
	i                   // I, me, my
	we                  // we, us, our
	pair                // the two leaders
	sides               // the two countries
	office              // the Secretary General
	thing               // the Council, the summit
	country             // the country
)

// reference is a place that wants an entity.
type reference struct {
	text.Span
	kind kind
	word string // of a thing: its noun in the singular
	role int    // of an office: the index of its role
}

var (
	pairOf  = regexp.MustCompile(`(?i)\b(?:(?:the two|both|the) (?:leaders|presidents|prime ministers|ministers|foreign ministers|defen[cs]e ministers)|(?:the two|both) (?:secretaries|officials|principals|counterparts|men|women|generals|ambassadors))\b`)
	sidesOf = regexp.MustCompile(`(?i)\b(?:the two|both|our two) (?:sides|countries|nations|governments|states|peoples)\b`)
	common  = regexp.MustCompile(`\b(?:[Tt]he|[Tt]his|[Tt]hese) (\p{L}+)\b`)
	style   = regexp.MustCompile(`^ (?:Royal )?(?:Highness|Majest|Excellenc|Holiness|Eminence|Honou?r)`) // His Majesty is a form of address
	nation  = regexp.MustCompile(`\bthe (?:country|nation|island nation|kingdom|Kingdom|Republic)\b`)
)

var pronouns = map[string]kind{
	"he": he, "him": he, "his": he, "himself": he, "she": she, "her": she, "hers": she, "herself": she,
	"its": its, "they": they, "them": they, "their": they, "theirs": they, "themselves": they,
	"i": i, "me": i, "my": i, "myself": i, "we": we, "us": we, "our": we, "ours": we, "ourselves": we,
}

// things are the common nouns that stand for something whose name has the
// word, with the types it may be of.
var things = func() map[string][]vocab.EntityType {
	m := map[string][]vocab.EntityType{}
	add := func(nouns string, types ...vocab.EntityType) {
		for w := range strings.FieldsSeq(nouns) {
			m[w] = types
		}
	}
	add(`department ministry council committee agency organization organisation commission bank university institute centre center
		coalition command board authority federation foundation corporation secretariat academy court tribunal parliament
		senate alliance association network union`, vocab.Organization)
	add(`group mission force assembly congress forum partnership`, vocab.Organization, vocab.Event, vocab.Programme)
	add(`conference summit meeting dialogue exercise ceremony workshop seminar session convention`, vocab.Event, vocab.Organization)
	add(`initiative programme program project fund strategy plan campaign framework`, vocab.Programme, vocab.Document)
	add(`agreement treaty resolution report declaration act memorandum charter protocol accord accords compact`, vocab.Document, vocab.Programme)
	return m
}()

// references lists the places of sentence i that may want an entity.
func (r *resolver) references(n int) []reference {
	s := r.a.Sentences[n]
	t := r.a.Doc.Slice(s.Span)
	var out []reference
	at := func(m []int) text.Span { return text.Span{Start: s.Start + m[0], End: s.Start + m[1]} }
	for ; r.role < len(r.a.Roles) && r.a.Roles[r.role].Span.Start < s.End; r.role++ {
		if role, k := r.a.Roles[r.role], r.role; role.Person < 0 && s.Contains(role.Span) {
			out = append(out, reference{Span: role.Span, kind: office, role: k})
		}
	}
	for _, m := range wordsIn(t) {
		w := t[m[0]:m[1]]
		k, ok := pronouns[strings.ToLower(w)]
		if !ok {
			continue
		}
		if w == "US" || w == "i" || k == i && strings.HasPrefix(t[m[1]:], ".") || w == "ME" || w == "MY" || w == "HE" {
			continue
		}
		if (k == he || k == she || k == they) && style.MatchString(t[m[1]:]) {
			continue
		}
		out = append(out, reference{Span: at(m), kind: k, word: strings.ToLower(w)})
	}
	low := strings.ToLower(t)
	either := func(words ...string) bool { // saves most of the matching
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(low, w) })
	}
	if either("two ", "both ", "leaders", "presidents", "ministers") {
		for _, m := range pairOf.FindAllStringIndex(t, -1) {
			if !bound(t[m[1]:]) {
				out = append(out, reference{Span: at(m), kind: pair, word: strings.ToLower(t[m[0]:m[1]])})
			}
		}
	}
	if either("two ", "both ") {
		for _, m := range sidesOf.FindAllStringIndex(t, -1) {
			if !bound(t[m[1]:]) {
				out = append(out, reference{Span: at(m), kind: sides})
			}
		}
	}
	if either("the country", "the nation", "the island", "the kingdom", "the republic") {
		for _, m := range nation.FindAllStringIndex(t, -1) {
			if !bound(t[m[1]:]) {
				out = append(out, reference{Span: at(m), kind: country})
			}
		}
	}
	for _, m := range common.FindAllStringSubmatchIndex(t, -1) {
		w := strings.ToLower(t[m[2]:m[3]])
		if things[w] == nil || bound(t[m[1]:]) {
			continue
		}
		out = append(out, reference{Span: at(m[:2]), kind: thing, word: w})
	}
	return out
}

// longestPronoun is "themselves".
const longestPronoun = 10

// wordsIn finds the runs of letters, digits and underscores of ASCII that are no
// longer than a pronoun.
func wordsIn(t string) [][]int {
	var out [][]int
	for i := 0; i < len(t); {
		if !wordByte(t[i]) {
			i++
			continue
		}
		j := i + 1
		for j < len(t) && wordByte(t[j]) {
			j++
		}
		if j-i <= longestPronoun {
			out = append(out, []int{i, j})
		}
		i = j
	}
	return out
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// bound reports whether the words after a noun make another thing of it: "the
// Council of Europe", "the meeting room", "the Council's Committee".
func bound(after string) bool {
	after, spaced := strings.CutPrefix(after, " ")
	if !spaced {
		return strings.HasPrefix(after, "-") || strings.HasPrefix(after, "\n")
	}
	w, _, _ := strings.Cut(after, " ")
	if w == "" {
		return false
	}
	switch w {
	case "of", "for", "on", "between", "against":
		return true
	}
	return w[0] >= 'A' && w[0] <= 'Z'
}

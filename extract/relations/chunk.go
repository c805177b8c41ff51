package relations

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"entente/extract"
	"entente/text"
	"entente/text/dates"
)

// kind is the kind of a phrase.
type kind uint8

const (
	np    kind = iota // noun phrase
	vp                // verb group
	prep              // preposition
	conj              // and, or, as well as
	list              // including, such as: what follows are instances of what stands before
	comma             // ,
	wh                // who, which, where: begins a relative clause
	sub               // that, if, because: begins a clause of its own
	quote             // opening or closing quotation mark
	stop              // ; : – and the like
	date              // a date: never part of a noun phrase
	other             // adverbs and the rest
)

// phrase is one chunk of a sentence.
type phrase struct {
	kind        kind
	first, last int    // tokens [first, last)
	word        string // np: the head noun's singular, lower case, empty when a name is the head; vp: the head verb's lemma; else the words
	np          nounPhrase
	verb        verbGroup
}

// nounPhrase says which entities a noun phrase names.
type nounPhrase struct {
	head []int // the entities it refers to
	poss []int // whose it is: "Moldova's record", "his visit"
	pre  []int // modifiers: "NATO partner country", "U.S.-Japan talks"
	of   []int // "the people of Ukraine"
	bare bool  // no determiner, possessor or number before it
}

// verbGroup is the grammar of a verb group.
type verbGroup struct {
	form    form
	passive bool
	negated bool
	modal   string // will, would, may ...; "to" for "is to"
	perfect bool
	past    bool
}

type form uint8

const (
	finite     form = iota
	infinitive      // to meet
	gerund          // meeting, after a preposition or a comma
	participle      // hosted (by): a reduced relative clause
)

// sentence is the shallow parse of one sentence.
type sentence struct {
	a         *extract.Analysis
	index     int
	tokens    []text.Token
	words     []string // lower case
	phrases   []phrase
	nationals map[int]bool // see reader
	regions   map[int]bool
	visitor   int // whom "the delegation" stands for, or -1
	tree      *tree
	meeting   bool // the arguments of a meeting are asked for: ministers stand for their states
}

// unit is a run of tokens that stands for entities.
type unit struct {
	last     int // one past its last token
	entities []int
	person   bool
}

func parse(a *extract.Analysis, index int, v views) *sentence {
	sent := a.Sentences[index]
	s := &sentence{a: a, index: index, tokens: whole(a, a.Tokens[sent.First:sent.Last])}
	for _, t := range s.tokens {
		s.words = append(s.words, strings.ReplaceAll(strings.ToLower(a.Doc.Slice(t.Span)), "’", "'"))
	}
	units, inside := s.units(v)
	dates := s.dateTokens()
	s.retag(units, sent.Role == text.Headline || sent.Role == text.Heading)
	depth := 0
	for i := 0; i < len(s.tokens); {
		if w := s.words[i]; w == "(" || w == "[" {
			if end := s.closing(i); end > 0 {
				i = end
				continue
			}
			depth++
		}
		p := s.next(i, units, inside, dates)
		s.phrases = append(s.phrases, p)
		i = p.last
	}
	s.reduce()
	s.attachOf()
	s.tree = s.grow()
	return s
}

// whole puts words that hyphens and slashes join together again: "U.S.-ROK" and
// "rules-based" are one word in a phrase.
func whole(a *extract.Analysis, tokens []text.Token) []text.Token {
	out := make([]text.Token, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		for i+2 < len(tokens) && tokens[i+1].Len() == 1 && strings.Contains("-/", a.Doc.Slice(tokens[i+1].Span)) &&
			t.End == tokens[i+1].Start && tokens[i+1].End == tokens[i+2].Start {
			i += 2
			if t.End, t.Tag = tokens[i].End, tokens[i].Tag; isVerb(t.Tag) {
				t.Tag = "JJ"
			}
		}
		out = append(out, t)
	}
	return out
}

// reduce makes past forms that follow the object of an earlier verb into reduced
// relative clauses: "visited the command based at A".
func (s *sentence) reduce() {
	for k := 2; k < len(s.phrases); k++ {
		p := &s.phrases[k]
		if p.kind == vp && p.verb.form == finite && p.verb.past && p.last-p.first == 1 && p.word != "be" && s.phrases[k-1].kind == np &&
			(s.phrases[k-2].kind == vp && s.phrases[k-2].verb.form == finite || s.phrases[k-2].kind == prep && k > 3 && s.phrases[k-3].kind == vp) {
			p.verb.form = participle
		}
	}
}

// closing is the token after the bracket that closes the one at i, or 0. What
// stands in brackets never takes part in the clause around it.
func (s *sentence) closing(i int) int {
	for j := i + 1; j < len(s.words) && j < i+40; j++ {
		if s.words[j] == ")" || s.words[j] == "]" {
			return j + 1
		}
	}
	return 0
}

// units finds the tokens that name entities: names, persons with the titles
// around them, resolved nominals. inside maps a token to the entities named in
// a part of it ("U.S.-Japan").
func (s *sentence) units(v views) (units map[int]unit, inside map[int][]int) {
	units, inside = map[int]unit{}, map[int][]int{}
	for _, b := range v.blocks[s.index] {
		first, last := s.cover(b.Span)
		switch {
		case first >= last:
			continue
		case s.tokens[first].Start < b.Start || s.tokens[last-1].End > b.End && last == first+1:
			inside[first] = append(inside[first], b.entities...)
		default:
			if u, ok := units[first]; !ok || u.last < last {
				units[first] = unit{last, b.entities, b.person}
			}
		}
	}
	return units, inside
}

// cover returns the tokens that a span touches.
func (s *sentence) cover(sp text.Span) (first, last int) {
	first, _ = slices.BinarySearchFunc(s.tokens, sp.Start, func(t text.Token, at int) int {
		if t.End <= at {
			return -1
		}
		return 1
	})
	last = first
	for last < len(s.tokens) && s.tokens[last].Start < sp.End {
		last++
	}
	return first, last
}

func (s *sentence) dateTokens() map[int]int {
	out := map[int]int{}
	for _, d := range datesIn(s.a, s.a.Sentences[s.index].Span) {
		if first, last := s.cover(d.Span); first < last {
			out[first] = last
		}
	}
	return out
}

// datesIn are the dates that lie inside a span.
func datesIn(a *extract.Analysis, sp text.Span) []dates.Expression {
	i, _ := slices.BinarySearchFunc(a.Dates, sp.Start, func(d dates.Expression, at int) int { return cmp.Compare(d.Start, at) })
	j := i
	for j < len(a.Dates) && a.Dates[j].End <= sp.End {
		j++
	}
	return a.Dates[i:j]
}

// next reads the phrase that begins at token i.
func (s *sentence) next(i int, units map[int]unit, inside map[int][]int, dates map[int]int) phrase {
	w, tag := s.words[i], s.tokens[i].Tag
	if last, ok := dates[i]; ok && units[i].last == 0 {
		return phrase{kind: date, first: i, last: last, word: w}
	}
	if units[i].last == 0 {
		for n := min(longestConnective, len(s.words)-i); n > 0; n-- {
			if k, ok := connectives[strings.Join(s.words[i:i+n], " ")]; ok && (n > 1 || !isNoun(tag)) {
				if n == 1 && k == sub && w == "that" && s.relativeThat(i) {
					k = wh
				}
				if !(k == prep && w == "to" && i+1 < len(s.tokens) && s.tokens[i+1].Tag == "VB" && units[i+1].last == 0) {
					return phrase{kind: k, first: i, last: i + n, word: strings.Join(s.words[i:i+n], " ")}
				}
			}
		}
	}
	if isQuote(w) {
		return phrase{kind: quote, first: i, last: i + 1, word: w}
	}
	if p, ok := s.verbGroup(i, units); ok {
		return p
	}
	if p, ok := s.nounPhrase(i, units, inside, dates); ok {
		return p
	}
	k := other
	switch {
	case w == ",":
		k = comma
	case w == ";" || w == ":" || w == "–" || w == "—" || w == "--" || w == "-":
		k = stop
	case tag == "IN" || tag == "TO":
		k = prep
	case tag == "CC":
		k = conj
	case tag == "WP" || tag == "WDT" || tag == "WRB" || tag == "WP$":
		k = wh
	}
	return phrase{kind: k, first: i, last: i + 1, word: w}
}

// relativeThat reports whether "that" at i begins a relative clause: a noun
// stands before it and a verb after it.
func (s *sentence) relativeThat(i int) bool {
	return i > 0 && i+1 < len(s.tokens) && isNoun(s.tokens[i-1].Tag) && (isVerb(s.tokens[i+1].Tag) || s.tokens[i+1].Tag == "MD")
}

const longestConnective = 4 // words

// connectives are the words between phrases, by kind.
var connectives = map[string]kind{
	"and": conj, "or": conj, "&": conj, "as well as": conj, "but": conj, "along with": conj, "together with": conj, "alongside": conj,
	"including": list, "such as": list, "namely": list, "like": list,
	"who": wh, "which": wh, "whom": wh, "whose": wh, "where": wh, "when": wh,
	"that": sub, "if": sub, "because": sub, "although": sub, "while": sub, "whether": sub, "unless": sub, "whereas": sub, "so that": sub,
	"of": prep, "to": prep, "in": prep, "at": prep, "on": prep, "upon": prep, "with": prep, "by": prep, "for": prep, "from": prep,
	"between": prep, "among": prep, "against": prep, "about": prep, "over": prep, "into": prep, "towards": prep, "toward": prep,
	"during": prep, "following": prep, "after": prep, "before": prep, "under": prep, "through": prep, "within": prep, "across": prep,
	"as": prep, "on behalf of": prep, "in support of": prep, "in favour of": prep, "in favor of": prep, "in partnership with": prep,
	"in cooperation with": prep, "in coordination with": prep, "in collaboration with": prep, "in concert with": prep,
	"with the support of": prep, "in the framework of": prep, "within the framework of": prep, "under the auspices of": prep, "on the margins of": prep, "on the sidelines of": prep, "at the invitation of": prep,
	"since": prep, "until": prep, "throughout": prep, "around": prep, "regarding": prep, "concerning": prep, "via": prep, "near": prep,
	"according to": prep, "ahead of": prep, "prior to": prep, "despite": prep, "without": prep,
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }
func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") }

// nounPhrase reads a noun phrase at i.
func (s *sentence) nounPhrase(i int, units map[int]unit, inside map[int][]int, dates map[int]int) (phrase, bool) {
	p := phrase{kind: np, first: i}
	n := nounPhrase{bare: true}
	j := i
	named := false // the last unit read is a name
	for j < len(s.tokens) {
		if u, ok := units[j]; ok {
			if u.last == j+1 && s.tokens[j].Tag == "PRP$" {
				n.poss, n.bare = append(n.poss, u.entities...), false
				j++
				continue
			}
			n.pre = append(n.pre, n.head...)
			n.head, named, p.word = slices.Clone(u.entities), true, ""
			j = u.last
			continue
		}
		if _, ok := dates[j]; ok {
			if dates[j] == j+1 && j+1 < len(s.tokens) && isNoun(s.tokens[j+1].Tag) && j == i {
				j++ // "today's meeting", "the October summit"
				continue
			}
			break
		}
		w, tag := s.words[j], s.tokens[j].Tag
		next := func(k int) string {
			if _, ok := units[j+k]; ok {
				return "NNP"
			}
			if j+k < len(s.tokens) {
				return s.tokens[j+k].Tag
			}
			return ""
		}
		switch {
		case w == "'s" || w == "'" && (named || isNoun(s.prevTag(j))) && j > i && s.tokens[j-1].End == s.tokens[j].Start && possesses(next(1)):
			if j == i {
				return p, false
			}
			n.poss, n.head, n.pre = append(n.poss, n.head...), nil, nil
			named, p.word, n.bare = false, "", false
		case tag == "DT" || tag == "PRP$" || tag == "PDT":
			if j != i && s.tokens[j-1].Tag != "PDT" && s.words[j-1] != "all" && s.words[j-1] != "both" {
				goto done
			}
			n.bare = false
		case tag == "PRP" || tag == "EX":
			if j != i {
				goto done
			}
			j++
			goto done
		case isNoun(tag) || w == "%":
			n.pre = append(n.pre, n.head...)
			n.pre = append(n.pre, inside[j]...)
			n.head, named, p.word = nil, false, singular(w)
		case tag == "CD" || strings.HasPrefix(tag, "JJ"):
			if named && strings.HasPrefix(tag, "JJ") && !isNoun(next(1)) {
				goto done
			}
			n.pre = append(n.pre, n.head...)
			n.pre = append(n.pre, inside[j]...)
			n.head = nil
			if tag == "CD" {
				n.bare = false
			}
			if p.word == "" {
				named = false
			}
		case tag == "VBG" && j == i && isNoun(next(1)):
		case (tag == "VBN" || tag == "VBG") && j > i && (isNoun(next(1)) || strings.HasPrefix(next(1), "JJ")) && (!named && !isNoun(s.prevTag(j)) || s.words[j-1] == "'" || s.words[j-1] == "'s"):
		case tag == "RB" && strings.HasPrefix(next(1), "JJ") && !named:
		case j > i && isQuote(w) && units[j+1].last != 0 && !named: // a “Call to Action” meeting
		case (tag == "CC" || w == ",") && strings.HasPrefix(s.prevTag(j), "JJ") && j > i && strings.HasPrefix(next(1), "JJ") && units[j+1].last == 0:
		default:
			goto done
		}
		j++
	}
done:
	if j == i {
		return p, false
	}
	p.last = j
	if p.word == "" && len(n.head) == 0 && len(n.poss) == 0 { // adjectives and numbers alone
		n.head = append(n.head, n.pre...)
		n.pre = nil
	}
	p.np = n
	return p, true
}

func (s *sentence) prevTag(j int) string {
	if j == 0 {
		return ""
	}
	return s.tokens[j-1].Tag
}

func isQuote(w string) bool { return w == `"` || w == "“" || w == "”" }

// possesses reports whether a word of this tag can follow a bare apostrophe that
// marks a possessor: "the allies’ enduring support".
func possesses(tag string) bool {
	return isNoun(tag) || strings.HasPrefix(tag, "JJ") || tag == "VBG" || tag == "VBN" || tag == "CD" || tag == "RB"
}

// attachOf gives each noun phrase the entities of the "of" phrase after it.
func (s *sentence) attachOf() {
	for i := range s.phrases {
		p := &s.phrases[i]
		if p.kind != np || i+2 >= len(s.phrases) || s.phrases[i+1].kind != prep {
			continue
		}
		switch w := s.phrases[i+1].word; {
		case w == "of", w == "from", w == "by" && beneficiaries[p.word]:
			for _, k := range s.group(i + 2) {
				q := s.phrases[k].np
				if standsFor[s.phrases[k].word] {
					p.np.of = append(p.np.of, q.poss...)
					p.np.of = append(p.np.of, q.pre...)
					if k+2 < len(s.phrases) && s.phrases[k+1].kind == prep && s.phrases[k+1].word == "of" {
						for _, m := range s.group(k + 2) {
							p.np.of = append(p.np.of, s.phrases[m].np.head...)
						}
					}
				}
				if len(q.head) == 0 {
					p.np.of = append(p.np.of, q.poss...)
				}
				p.np.of = append(p.np.of, q.head...)
			}
		}
	}
}

// singular is the singular of a regular noun.
func singular(w string) string {
	w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
	switch {
	case len(w) < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is") || w == "news":
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}

package names

import (
	"slices"
	"sort"
	"strings"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/text"
	"entente/text/vocab"
)

// sentence is what the name rules know of a sentence: its words are
// words[first:last].
type sentence struct {
	first, last int
	role        text.Role
	titled      bool // most words begin with a capital, which so tells nothing
	shouted     bool // most words are all capitals
}

// reading is one release as the name rules see it.
type reading struct {
	a         *extract.Analysis
	lex       *lexicon.Lexicon
	s         string
	words     []word
	sentences []sentence
	facts     []facts         // beside words
	known     []known         // matches of the lexicon, in order
	titles    []title         // titles of people, in order
	chamber   bool            // the release speaks of Congress or a Senate, so "the House" is one too
	standing  map[string]bool // heads of bodies that meet: "Dialogue members", "the Forum was created"
	meets     map[string]bool // names of bodies that a meeting is of
}

// facts are what the tables say of one word.
type facts struct {
	function bool // articles, prepositions and the like: never part of a name but between its parts
	common   bool // an ordinary English word
	given    bool // a given name
	family   bool // a family name
	initial  bool // "J."
	head     *head
	known    int // index of the lexicon match that covers it, or -1
	title    int // index of the title that covers it, or -1
}

// known is a lexicon match over words[first:last].
type known struct {
	first, last int
	lexicon.Match
}

// title is a title of people over words[first:last].
type title struct {
	first, last int
	lexicon.TitleMatch
}

// read prepares a release for the name rules.
func read(a *extract.Analysis, lex *lexicon.Lexicon) *reading {
	r := &reading{a: a, lex: lex, s: a.Doc.Text(), meets: map[string]bool{}}
	for i, sent := range a.Sentences {
		first := len(r.words)
		r.words = scanSentence(r.words, r.s, sent.Span, i)
		r.sentences = append(r.sentences, sentence{first: first, last: len(r.words), role: sent.Role})
	}
	r.facts = make([]facts, len(r.words))
	for i := range r.words {
		r.facts[i] = r.factsOf(&r.words[i])
	}
	for i := range r.sentences {
		s := &r.sentences[i]
		r.caseOf(s)
		for j := s.first; j < s.last; j++ {
			switch f, w := &r.facts[j], &r.words[j]; {
			case !w.shout:
			case s.shouted:
				f.function = functionWords[w.key] && !strings.Contains(w.s, ".") // "IN", "US"
			default:
				f.given = f.given && len(w.s) == 2 // "ISIS" is no given name, "CQ" may be
			}
		}
	}
	r.align()
	r.standing = r.standingBodies()
	return r
}

// standingBodies collects the heads that the release uses of bodies with
// members rather than of meetings or plans.
func (r *reading) standingBodies() map[string]bool {
	m := map[string]bool{}
	for i := range r.words {
		r.chamber = r.chamber || r.words[i].kind == capital && r.is(i, "congress", "senate")
	}
	for i := 0; i+2 < len(r.words); i++ {
		h := r.facts[i].head
		if h == nil || !r.named(i) || h.typ != vocab.Event && h.typ != vocab.Programme || r.sentenceOf(i).titled {
			continue
		}
		if r.is(i+1, "members", "member", "entities", "countries", "states", "nations", "partners") && r.words[i+1].kind == lower ||
			actorVerbs[r.words[i+1].key] && r.words[i+1].kind == lower ||
			r.is(i+1, "was") && r.is(i+2, "created", "established", "founded", "set") {
			m[r.words[i].key] = true
		}
	}
	return m
}

func (r *reading) factsOf(w *word) facts {
	f := facts{known: -1, title: -1}
	if w.kind == mark || w.kind == possessive || w.kind == number {
		return f
	}
	f.initial = len(w.key) == 1 && w.kind == capital && (strings.HasSuffix(w.s, ".") || w.key != "a" && w.key != "i")
	f.function = functionWords[w.key] && !f.initial && !(w.shout && (upperNames[w.s] || strings.Contains(w.s, "."))) &&
		!(w.key == "may" && w.kind == capital)
	if f.function || w.kind == lower {
		f.common = true
		return f
	}
	f.common = r.ordinary(w.key)
	f.given = r.lex.GivenName(w.s)
	f.family = r.lex.Surname(w.s)
	f.common = f.common || !f.given && !f.family && len(w.key) > 7 && slices.ContainsFunc(derived, func(e string) bool { return strings.HasSuffix(w.key, e) })
	f.head = headOf(w.key)
	return f
}

// ordinary reports whether a word or its singular is common in English.
func (r *reading) ordinary(key string) bool {
	if r.lex.CommonWord(key) {
		return true
	}
	one, ok := strings.CutSuffix(key, "s")
	if !ok || len(one) < 3 {
		return false
	}
	if stem, ok := strings.CutSuffix(one, "ie"); ok && r.lex.CommonWord(stem+"y") {
		return true
	}
	return r.lex.CommonWord(one)
}

// caseOf decides whether capitals tell anything in a sentence.
func (r *reading) caseOf(s *sentence) {
	words, capitals, shouts, small := 0, 0, 0, 0
	for i := s.first; i < s.last; i++ {
		w := &r.words[i]
		if w.kind == lower && len(w.key) > 1 && !r.facts[i].function {
			small++
		}
		if w.kind != lower && w.kind != capital || len(w.key) < 4 {
			continue
		}
		words++
		if w.kind == capital {
			capitals++
		}
		if w.shout {
			shouts++
		}
	}
	s.shouted = words >= 1 && shouts*10 >= words*7
	s.titled = s.shouted && words > 1 || words >= 3 && small*4 <= capitals && s.role != text.Body && s.role != text.ListItem ||
		words >= 6 && small == 0 && r.words[s.last-1].s != "."
	if words <= 2 && s.role == text.Headline {
		s.titled = true
	}
}

// align lays the lexicon's matches and titles over the words.
func (r *reading) align() {
	for _, m := range r.lex.Find(r.s) {
		if first, last, ok := r.wordsOf(m.Span); ok {
			for i := first; i < last; i++ {
				r.facts[i].known = len(r.known)
			}
			r.known = append(r.known, known{first, last, m})
		}
	}
	for _, m := range r.lex.FindTitles(r.s) {
		if first, last, ok := r.wordsOf(m.Span); ok {
			if k := r.facts[first].known; k >= 0 && m.Class == lexicon.Prefix && r.known[k].last > last {
				continue // the "New" of New Zealand
			}
			for i := first; i < last; i++ {
				r.facts[i].title = len(r.titles)
			}
			r.titles = append(r.titles, title{first, last, m})
		}
	}
}

// wordsOf is the range of words that a span covers; the span must begin and
// end where words do, a closing full stop aside.
func (r *reading) wordsOf(sp text.Span) (first, last int, ok bool) {
	first = sort.Search(len(r.words), func(i int) bool { return r.words[i].Start >= sp.Start })
	last = first
	for last < len(r.words) && r.words[last].Start < sp.End {
		last++
	}
	if first == last || r.words[first].Start != sp.Start {
		return 0, 0, false
	}
	end := r.words[last-1].End
	return first, last, end == sp.End || end == sp.End+1 && r.s[sp.End] == '.'
}

// text is the surface of words[first:last].
func (r *reading) text(first, last int) string {
	return r.s[r.words[first].Start:r.words[last-1].End]
}

func (r *reading) sentenceOf(i int) *sentence { return &r.sentences[r.words[i].sentence] }

// is reports whether word i stands in the same sentence as its neighbour and
// has one of the keys.
func (r *reading) is(i int, keys ...string) bool {
	if i < 0 || i >= len(r.words) {
		return false
	}
	for _, k := range keys {
		if r.words[i].key == k {
			return true
		}
	}
	return false
}

// opens reports whether word i is the first of its sentence or of a quotation.
func (r *reading) opens(i int) bool {
	s := r.sentenceOf(i)
	if i == s.first {
		return true
	}
	switch r.words[i-1].s {
	case "“", "\"", ":", "•", "*", "‘":
		return true
	case "-", "–", "—":
		return i-1 == s.first
	}
	return false
}

// named reports whether word i can be a word of a name: a capital that is no
// article or preposition, or a number inside.
func (r *reading) named(i int) bool {
	return r.words[i].kind == capital && !r.facts[i].function
}

// tag is the Penn tag of word i, or "".
func (r *reading) tag(i int) string {
	at := r.words[i].Start
	t := r.a.Tokens
	n := sort.Search(len(t), func(k int) bool { return t[k].Start >= at })
	if n < len(t) && t[n].Start == at {
		return t[n].Tag
	}
	return ""
}

// verbal reports whether word i is tagged as a verb or adverb.
func (r *reading) verbal(i int) bool {
	t := r.tag(i)
	return strings.HasPrefix(t, "VB") || strings.HasPrefix(t, "RB") || t == "IN" || t == "CC"
}

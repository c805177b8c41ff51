package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text/vocab"
)

// mutual reads "cooperation between A and B" and "U.S.-Japan cooperation".
func (r *reader) mutual(s *sentence, i int, t vocab.RelationType) {
	p := s.phrases[i]
	f := r.nominal(s, i, fact{Relation: extract.Relation{Type: t, Confidence: .8, Rule: "noun:" + p.word + " between", Trigger: s.span(p.first, p.last)}})
	f.Place = s.placeOf(i)
	free := i+1 >= len(s.phrases) || s.phrases[i+1].kind != prep || s.phrases[i+1].word != "with" // no "with" says who the other is
	var es []int
	if j := s.betweenAfter(i); j >= 0 {
		for k := i + 1; k < j; k++ { // "talks will take place between"
			if s.phrases[k].kind == vp {
				f = r.tense(s, k, f)
			}
		}
		s.meeting = t == vocab.MetWith
		es = s.actors(s.group(j), true)
		s.meeting = false
	}
	if len(es) < 2 {
		switch {
		case t != vocab.MetWith && len(p.np.pre) >= 2: // U.S.-Japan cooperation
			es = p.np.pre
		case len(p.np.poss) == 1 && i > 1 && s.phrases[i-1].kind == conj && s.phrases[i-2].kind == np: // A and B's partnership
			es = append(slices.Clone(s.phrases[i-2].np.head), p.np.poss...)
		case t == vocab.MetWith && free:
			if k := s.governingVerb(i); k >= 0 && k >= i-2 && holding[s.phrases[k].word] { // A and B held talks
				if es = s.doers(k); len(es) != 2 {
					es = nil
				} else {
					f = r.tense(s, k, f)
				}
			}
		case t != vocab.MetWith && len(p.np.poss) == 0 && free:
			if k := s.governingVerb(i); k >= 0 && sharing[s.phrases[k].word] { // A and B maintain cooperation
				if es = r.of("OC", s.actors(s.subject(k), false)); len(es) != 2 {
					es = nil
				}
			}
		}
	}
	if t == vocab.MetWith && (len(es) > maxMutual || len(es) < 2 && s.betweenAfter(i) >= 0) {
		if a, b := s.twoParties(s.betweenAfter(i)); len(a) > 0 && len(b) > 0 {
			r.add(s, f, a, b)
			return
		}
	}
	if len(es) > maxMutual {
		if t == vocab.MetWith {
			r.twoGroups(s, i, f)
		}
		return
	}
	if len(es) < 2 && t != vocab.MetWith && len(p.np.pre) == 0 && r.bilateral(s, i) {
		if es = r.sidesOf(s); len(es) != 2 {
			r.between = append(r.between, pending{f, s})
			return
		}
		f.Rule, f.Confidence, f.Modality, f.tenseless = f.Rule+" of the two sides", .55, vocab.Asserted, false
	}
	for x := range es {
		for y := x + 1; y < len(es); y++ {
			r.add(s, f, es[x:x+1], es[y:y+1])
			if !t.Symmetric() {
				r.add(s, f, es[y:y+1], es[x:x+1])
			}
		}
	}
}

// betweenAfter is the phrase after "between" that tells whose the noun at i is:
// "talks between A and B", "talks took place between A and B"; -1 when none.
func (s *sentence) betweenAfter(i int) int {
	for j := i + 1; j+1 < len(s.phrases) && j < i+6; j++ {
		switch p := s.phrases[j]; {
		case p.kind == prep && (p.word == "between" || p.word == "among"):
			return j + 1
		case p.kind == vp && p.word == "take", p.kind == np && p.word == "place", p.kind == date, p.kind == other:
		default:
			return -1
		}
	}
	return -1
}

// twoParties are the sides of "between officials of A and representatives of B, C and
// D", whose first phrase is at j: the bodies and countries named up to the "and"
// before the second people, and those after it.
func (s *sentence) twoParties(j int) (a, b []int) {
	if j < 0 || len(s.phrases[j].np.head) > 0 {
		return nil, nil
	}
	second := false
	for ; j < len(s.phrases); j++ {
		p := s.phrases[j]
		switch p.kind {
		case vp, stop, sub, wh:
			return a, b
		case conj:
			if j+1 < len(s.phrases) && s.phrases[j+1].kind == np && len(s.phrases[j+1].np.head) == 0 && strings.HasSuffix(s.tokens[s.phrases[j+1].last-1].Tag, "S") {
				second = true
			}
		case np:
			for _, e := range append(append(slices.Clone(p.np.head), p.np.pre...), p.np.poss...) {
				if t := s.a.Entities[e].Type; t != vocab.Country && t != vocab.Organization {
					continue
				}
				if second {
					b = append(b, e)
				} else {
					a = append(a, e)
				}
			}
		}
	}
	return a, b
}

// twoGroups ties each of the first party to each of the second in "meetings
// between A and the ministers of B, C and D".
func (r *reader) twoGroups(s *sentence, i int, f fact) {
	g := s.group(s.betweenAfter(i))
	if len(g) != 2 {
		return
	}
	side := func(j int) []int {
		n := s.phrases[j].np
		if len(n.head) > 0 {
			return n.head
		}
		return append(slices.Clone(n.of), n.pre...)
	}
	r.add(s, f, side(g[0]), side(g[1]))
}

// sidesOf are the countries that a sentence names, with the one that the release
// speaks for where it says "our".
func (r *reader) sidesOf(s *sentence) []int {
	var out []int
	for _, m := range r.named[s.index] {
		if x := r.a.Mentions[m]; x.Type == vocab.Country {
			out = append(out, x.Entity)
		}
	}
	if r.home >= 0 && slices.Contains(s.words, "our") {
		out = append(out, r.home)
	}
	return unique(out)
}

// bilateral reports whether the cooperation at i is that of the two sides that
// the release is about: "our close cooperation", "bilateral cooperation".
func (r *reader) bilateral(s *sentence, i int) bool {
	p := s.phrases[i]
	for _, w := range s.words[p.first:p.last] {
		if twoSided[w] {
			return i+2 >= len(s.phrases) || s.phrases[i+1].kind != prep || s.phrases[i+1].word != "with" && s.phrases[i+1].word != "between"
		}
	}
	return false
}

var twoSided = words(`our their bilateral mutual joint close closer strong shared deepening strengthening longstanding continued continuing expanded`)

// pending is a fact of the two sides of the release, known at its end.
type pending struct {
	fact
	s *sentence
}

// twoSides ties the states of the two who meet by the cooperation they speak of.
func (r *reader) twoSides() {
	state := map[int]int{}
	for _, f := range r.facts {
		if f.Type == vocab.HoldsPosition && r.a.Entities[f.Object].Type == vocab.Country {
			if _, ok := state[f.Subject]; !ok {
				state[f.Subject] = f.Object
			}
		}
	}
	x, y := -1, -1
	for _, f := range r.facts {
		if f.Type != vocab.MetWith {
			continue
		}
		a, ok := state[f.Subject]
		b, ok2 := state[f.Object]
		if ok && ok2 && a != b {
			x, y = a, b
			break
		}
	}
	confidence := .55
	if x < 0 {
		if x, y = r.home, r.counterpart(); x < 0 || y < 0 {
			return
		}
		confidence = .5
	}
	for _, p := range r.between {
		p.Rule, p.Confidence, p.Modality, p.From, p.To = p.Rule+" of the two sides", confidence, vocab.Asserted, "", ""
		r.add(p.s, p.fact, []int{x}, []int{y})
		if !p.Type.Symmetric() {
			r.add(p.s, p.fact, []int{y}, []int{x})
		}
	}
}

// counterpart is the one foreign country that a release is about: it is named in
// the headline, or far more often than any other; -1 where none is.
func (r *reader) counterpart() int {
	best, next := -1, 0
	count := func(e int) int {
		n := len(r.a.Entities[e].Mentions)
		for _, m := range r.a.Entities[e].Mentions {
			if r.a.Mentions[m].Sentence == 0 {
				n += 2
			}
		}
		return n
	}
	for i, e := range r.a.Entities {
		if e.Type != vocab.Country || i == r.home {
			continue
		}
		switch n := count(i); {
		case best < 0 || n > count(best):
			if best >= 0 {
				next = max(next, count(best))
			}
			best = i
		default:
			next = max(next, n)
		}
	}
	if best < 0 || count(best) < 2*next || count(best) < 2 {
		return -1
	}
	return best
}

// sharing verbs make what is their object that of both their subjects.
var sharing = words(`share maintain enjoy have deepen strengthen expand continue celebrate build develop`)

// holding verbs have a meeting as their object.
var holding = words(`hold have conclude`)

// maxMutual is the largest group whose members are tied to one another pair by pair.
const maxMutual = 4

// inTheMeeting ties who joins "the call" or "this briefing" to the one who holds it.
func (r *reader) inTheMeeting(s *sentence, k int) {
	p := s.phrases[k]
	var obj []int
	switch p.word {
	case "participate", "partake":
		obj = s.prepositional(k, "in")
	case "take":
		if s.lightVerb(k, "part") {
			obj = s.prepositional(k, "in")
		}
	case "join", "attend":
		obj = s.object(k)
	case "include":
		if subj := s.subject(k); len(subj) == 1 && (s.isTheMeeting(subj[0]) || subj[0]+2 < k && (s.phrases[subj[0]+1].word == "at" || s.phrases[subj[0]+1].word == "in") && s.isTheMeeting(subj[0]+2)) {
			r.meet(s, k, s.actors(s.object(k), false))
		}
		return
	}
	if len(obj) == 1 && s.isTheMeeting(obj[0]) {
		s.meeting = true
		defer func() { s.meeting = false }()
		r.meet(s, k, s.doers(k))
	}
}

// itinerary reads the stops that a visit includes: "A's visit takes in B and C".
func (r *reader) itinerary(s *sentence, k int) {
	p := s.phrases[k]
	subj := s.subject(k)
	if len(subj) != 1 || !journeys[s.phrases[subj[0]].word] || p.verb.passive {
		return
	}
	n := s.phrases[subj[0]].np
	who := slices.Clone(n.poss)
	if len(who) == 0 {
		who = s.actors(s.prepositionalOf(subj[0], "of", k), false)
	}
	if len(who) == 0 && r.visitor() >= 0 && s.words[s.phrases[subj[0]].first] == "the" {
		who = []int{r.visitor()}
	}
	stops := append(s.object(k), s.prepositional(k, "in|to")...)
	f := r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.Visited, Confidence: .8, Rule: "stops:" + p.word, Trigger: s.span(p.first, p.last)}})
	r.add(s, f, r.of("PO", who), r.of("LFC", s.actors(stops, false)))
}

// journeys are nouns whose stops a verb may tell.
var journeys = words(`visit trip tour journey travel itinerary`)

// isTheMeeting reports whether the phrase at i is a meeting told of before.
func (s *sentence) isTheMeeting(i int) bool {
	p := s.phrases[i]
	return p.kind == np && mutualNouns[p.word] == vocab.MetWith && (s.words[p.first] == "the" || s.words[p.first] == "this") && len(p.np.head)+len(p.np.poss) == 0
}

const joinsMeeting = "joins the meeting"

// meet ties those who join a meeting to the one whom the release first tells to meet.
func (r *reader) meet(s *sentence, k int, who []int) {
	for _, f := range r.facts {
		if f.Type == vocab.MetWith {
			g := r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.MetWith, Confidence: .75, Rule: joinsMeeting, Trigger: s.span(s.phrases[k].first, s.phrases[k].last)}})
			r.add(s, g, []int{f.Subject}, who)
			return
		}
	}
	if len(r.held) > 0 {
		f := r.meeting
		f.Rule, f.Trigger = joinsMeeting, s.span(s.phrases[k].first, s.phrases[k].last)
		r.add(s, f, r.held, who)
	}
}

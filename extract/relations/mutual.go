package relations

import (
	"slices"

	"entente/extract"
	"entente/text/vocab"
)

// mutual reads "cooperation between A and B" and "U.S.-Japan cooperation".
func (r *reader) mutual(s *sentence, i int, t vocab.RelationType) {
	p := s.phrases[i]
	f := r.nominal(s, i, fact{Relation: extract.Relation{Type: t, Confidence: .8, Rule: "noun:" + p.word + " between", Trigger: s.span(p.first, p.last)}})
	free := i+1 >= len(s.phrases) || s.phrases[i+1].kind != prep || s.phrases[i+1].word != "with" // no "with" says who the other is
	var es []int
	if j := s.betweenAfter(i); j >= 0 {
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
	if len(es) > maxMutual {
		if t == vocab.MetWith {
			r.twoGroups(s, i, f)
		}
		return
	}
	if len(es) < 2 && t == vocab.CooperatesWith && len(p.np.pre) == 0 && r.bilateral(s, i) {
		r.between = append(r.between, pending{f, s})
		return
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
	for _, f := range r.facts {
		if f.Type != vocab.MetWith {
			continue
		}
		x, ok := state[f.Subject]
		y, ok2 := state[f.Object]
		if !ok || !ok2 || x == y {
			continue
		}
		for _, p := range r.between {
			p.Rule, p.Confidence, p.Modality, p.From, p.To = p.Rule+" of the two sides", .55, vocab.Asserted, "", ""
			r.add(p.s, p.fact, []int{x}, []int{y})
			if !p.Type.Symmetric() {
				r.add(p.s, p.fact, []int{y}, []int{x})
			}
		}
		return
	}
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
		if subj := s.subject(k); len(subj) == 1 && s.isTheMeeting(subj[0]) {
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
}

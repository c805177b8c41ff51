package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// onTheWay adds the stop of a journey where what the verb at k tells takes place:
// "In Ode, she will meet ...".
func (r *reader) onTheWay(s *sentence, k int, f fact, travellers []int) {
	var places []int
	if s.phrases[0].kind == prep && len(s.phrases) > 1 && (s.words[0] == "in" || s.words[0] == "at") && s.phrases[1].kind == np {
		places = r.of("LF", s.phrases[1].np.head)
	}
	if len(places) == 0 {
		for j := k + 1; j+1 < len(s.phrases) && s.phrases[j].kind != vp && s.phrases[j].kind != wh; j++ {
			if s.phrases[j].kind == prep && s.phrases[j].word == "in" && s.phrases[j+1].kind == np {
				places = r.of("LF", s.phrases[j+1].np.head)
				break
			}
		}
	}
	places = slices.DeleteFunc(slices.Clone(places), func(e int) bool { return s.regions[e] })
	f.Type, f.Rule, f.Confidence = vocab.Visited, "stop of a journey", .7
	r.add(s, f, r.of("P", travellers), places)
}

// mostSpecific drops a country that only tells where a named place or body of
// the same phrase lies: "to Berlin, Germany".
func (r *reader) mostSpecific(s *sentence, phrases, es []int) []int {
	within := map[int]bool{}
	for _, p := range phrases {
		if q := s.locatedIn(p); q >= 0 {
			for _, e := range s.phrases[q].np.head {
				within[e] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(es), func(e int) bool { return within[e] })
}

// placeOf is the name of the place or building where the meeting that phrase k
// tells of took place, or "": after it and what it takes, or at the head of the
// sentence.
func (s *sentence) placeOf(k int) string {
	at := func(i int) string { // a preposition and a place
		if i+1 >= len(s.phrases) || s.phrases[i].kind != prep || s.phrases[i].word != "in" && s.phrases[i].word != "at" || s.phrases[i+1].kind != np {
			return ""
		}
		for _, e := range s.phrases[i+1].np.head {
			if t := s.a.Entities[e].Type; t == vocab.Place || t == vocab.Facility {
				return s.a.Entities[e].Name
			}
		}
		return ""
	}
	for i := k + 1; i < len(s.phrases); i++ {
		switch q := s.phrases[i]; q.kind {
		case vp, wh, sub, stop:
			i = len(s.phrases)
		case prep:
			// "discussed trade in X" tells where the trade is.
			if before := s.phrases[i-1]; i-1 > k && before.kind == np && len(before.np.head) == 0 && !gatherings[before.word] && mutualNouns[before.word] == "" {
				continue
			}
			if name := at(i); name != "" {
				return name
			}
		}
	}
	return at(0)
}

// travels reports whether the headline is about a journey.
func travels(a *extract.Analysis) bool {
	if len(a.Sentences) == 0 {
		return false
	}
	head := strings.ToLower(a.Doc.Slice(a.Sentences[0].Span))
	if a.Sentences[0].Role != text.Headline {
		return false
	}
	for _, w := range []string{"travel", "visit", "trip", "tour", "journey"} {
		if strings.Contains(head, w) {
			return true
		}
	}
	return false
}

// delegation reads "A led a delegation to B" as a journey of A to B.
func (r *reader) delegation(s *sentence, k int) {
	if obj := s.object(k); len(obj) == 0 || s.phrases[obj[0]].word != "delegation" && s.phrases[obj[0]].word != "mission" {
		return
	}
	to := s.prepositional(k, "to")
	f := r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.Visited, Confidence: .85, Rule: "verb:" + s.phrases[k].word + " delegation",
		Trigger: s.span(s.phrases[k].first, s.phrases[k].last)}})
	r.add(s, f, s.doers(k), r.mostSpecific(s, to, r.of("LCF", s.actors(to, false))))
}

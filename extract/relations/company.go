package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// company says who goes along with whom: a delegation with its head, those who
// accompany or join a traveller.
type company struct {
	leader int // entity; -1: the release's main traveller
	with   []int
	at     text.Span // the sentence that says so
}

// companions reads "accompanied by B", "other members of the delegation include C".
func (r *reader) companions(s *sentence) {
	for k, p := range s.phrases {
		c := company{leader: -1, at: r.a.Sentences[s.index].Span}
		if p.kind == conj && with[p.word] && k > 0 && (s.phrases[k-1].kind == comma || s.phrases[k-1].kind == vp || s.phrases[k-1].kind == other) { // "travelled to A, along with B"
			if v := s.governingVerb(k); v >= 0 && k+1 < len(s.phrases) {
				if lead := s.doers(v); len(lead) > 0 {
					s.meeting = true
					c.leader, c.with = lead[0], r.of("POC", s.actors(s.group(k+1), false))
					s.meeting = false
					r.parties = append(r.parties, c)
				}
			}
			continue
		}
		if p.kind != vp {
			continue
		}
		passive := p.verb.passive || p.verb.form == participle
		switch {
		case (p.word == "accompany" || p.word == "join") && passive:
			c.with = s.actors(s.prepositional(k, "by"), false)
			if lead := r.of("PO", s.actors(s.passiveSubject(k), false)); len(lead) > 0 { // and no place: "travel to X, joined by"
				c.leader = lead[0]
			} else if p.verb.form != participle {
				continue
			}
		case p.word == "accompany" || p.word == "join":
			c.with = s.doers(k)
			obj := s.object(k)
			if len(obj) == 0 || len(r.of("P", s.phrases[obj[0]].np.head)) == 0 {
				continue
			}
			c.leader = s.phrases[obj[0]].np.head[0]
		case p.word == "include":
			subj := s.subject(k)
			if !slices.ContainsFunc(subj, func(i int) bool { return s.isDelegation(i) }) {
				continue
			}
			c.with = s.actors(s.object(k), false)
		default:
			continue
		}
		if c.with = r.of("PO", c.with); len(c.with) > 0 {
			r.parties = append(r.parties, c)
		}
	}
}

var with = map[string]bool{"alongside": true, "along with": true, "together with": true}

// isDelegation reports whether the phrase at i is a delegation or its members.
func (s *sentence) isDelegation(i int) bool {
	end := min(len(s.phrases), i+3)
	return strings.Contains(strings.Join(s.words[s.phrases[i].first:s.phrases[end-1].last], " "), "delegation")
}

// follow gives companions the journeys and meetings of those they go with.
func (r *reader) follow() {
	shared := map[vocab.RelationType]bool{vocab.Visited: true, vocab.ParticipatedIn: true}
	main := -1
	for _, f := range r.facts {
		if shared[f.Type] && r.a.Entities[f.Subject].Type == vocab.Person {
			main = f.Subject
			break
		}
	}
	deeds := map[int][]fact{} // by subject
	type deed struct {
		s, o int
		t    vocab.RelationType
		m    vocab.Modality
	}
	done := map[deed]bool{}
	for _, f := range r.facts {
		if k := (deed{f.Subject, f.Object, f.Type, f.Modality}); shared[f.Type] && !inHeadline(r.a, f.Evidence) && !done[k] {
			done[k] = true
			deeds[f.Subject] = append(deeds[f.Subject], f)
		}
	}
	for _, c := range r.parties {
		leader := c.leader
		if leader < 0 {
			leader = main
		}
		for _, f := range deeds[leader] {
			for _, w := range c.with {
				k := deed{w, f.Object, f.Type, f.Modality}
				if done[k] || !f.Type.Allows(r.a.Entities[w].Type, r.a.Entities[f.Object].Type) {
					continue
				}
				done[k] = true
				g := f
				g.Subject, g.Rule, g.Confidence, g.Evidence = w, "company: "+f.Rule, f.Confidence*.9, c.at
				r.facts = append(r.facts, g)
			}
		}
	}
}

// adjectives reads "is grateful to A", "remains committed to the people of B".
func (r *reader) adjectives(s *sentence) {
	for i, p := range s.phrases {
		f, ok := adjectiveFrames[s.words[p.last-1]]
		if !ok || p.kind == np && len(p.np.head)+len(p.np.poss) > 0 {
			continue
		}
		k := i
		if p.kind != vp || p.verb.form == participle {
			if k = s.governingVerb(i); k < 0 {
				continue
			}
		}
		fct := r.tense(s, k, fact{Relation: extract.Relation{Type: f.relation, Confidence: f.rank, Rule: "adjective:" + s.words[p.last-1], Trigger: s.span(p.first, p.last)}})
		r.add(s, fct, s.doers(k), r.of(f.objects, s.actors(s.prepositional(i, f.object), f.loose)))
	}
}

// listing is a list over several lines: what its items are tied to.
type listing struct {
	types  map[vocab.RelationType][]int // objects
	f      fact
	before int // the sentence that opened it
}

// items ties the head of each line to the list that the lines belong to.
func (r *reader) items(s *sentence) {
	if r.listing == nil || len(s.phrases) == 0 {
		return
	}
	role := r.a.Sentences[s.index].Role
	var head []int
	for _, p := range s.phrases {
		if p.kind == np && len(p.np.head) > 0 {
			head = p.np.head
			break
		}
		if p.kind == vp {
			break
		}
	}
	if role == text.Body && s.index > r.listing.before+1 && len(head) == 0 || s.index > r.listing.before+maxItems || slices.ContainsFunc(s.phrases, func(p phrase) bool {
		return p.kind == vp && p.verb.form == finite
	}) {
		r.listing = nil
		return
	}
	for _, t := range []vocab.RelationType{vocab.MemberOf, vocab.ParticipatedIn, vocab.MetWith} {
		r.listing.f.Type = t
		r.listing.f.Trigger = r.a.Sentences[s.index].Span
		r.add(s, r.listing.f, r.of("POC", head), r.listing.types[t])
	}
}

const maxItems = 200 // lines of one list

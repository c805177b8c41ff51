package relations

import (
	"strings"

	"entente/extract"
	"entente/text/vocab"
)

// giving verbs have aid as their object.
var giving = words(`provide give send donate deliver pledge commit announce allocate contribute extend offer supply deploy pay dispatch grant`)

// gifts are nouns that tell by themselves that something is given.
var gifts = words(`donation provision contribution assistance aid funding delivery`)

// aid reads who gives aid to whom off the tree: "A provided $5 million in
// assistance to B", "A provided B with aid", "A's donation of vaccines to B",
// "assistance from A to B".
func (r *reader) aid(s *sentence) {
	t := s.tree
	if t == nil {
		return
	}
	for k, p := range s.phrases {
		if p.kind != vp || !giving[p.word] {
			continue
		}
		v := s.main(k)
		if v < 0 {
			continue
		}
		object, passive := t.child(v, "obj"), p.verb.passive || p.verb.form == participle
		var givers, receivers []int
		if passive {
			if object = t.child(v, "nsubj:pass"); object < 0 && strings.HasPrefix(t.rel[v], "acl") {
				object = t.head[v]
			}
			givers = s.actors(s.treePrepositional(k, "by"), false)
		} else {
			givers = s.doers(k)
		}
		gift := -1
		switch {
		case object >= 0 && s.isAid(t, object, 0):
			gift = object
			if i := t.child(v, "iobj"); i >= 0 {
				receivers = append(receivers, s.nounsAt(t, i)...)
			}
		case object >= 0:
			for _, c := range t.kids[v] {
				if strings.HasPrefix(t.rel[c], "obl") && t.preposition(c) == "with" && s.isAid(t, c, 0) {
					gift, receivers = c, s.nounsAt(t, object)
				}
			}
		}
		if gift < 0 {
			continue
		}
		receivers = append(receivers, s.treePrepositional(k, "to|for")...)
		receivers = append(receivers, s.receivers(t, gift, 0)...)
		f := r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.ContributesTo, Confidence: .7, Rule: "aid:" + p.word, Trigger: s.span(p.first, p.last)}})
		r.add(s, f, r.of("OC", givers), r.of("OCGE", s.actors(receivers, true)))
	}
	for i, w := range t.word {
		p := t.phrase[i]
		if !gifts[singular(w)] || p < 0 || s.phrases[p].kind != np {
			continue
		}
		n := s.phrases[p].np
		givers := append(append([]int{}, n.poss...), n.pre...)
		for _, c := range t.kids[i] {
			if prep := t.preposition(c); strings.HasPrefix(t.rel[c], "nmod") && (prep == "from" || prep == "by") {
				givers = append(givers, s.actors(s.nounsAt(t, c), false)...)
			}
		}
		receivers := s.receivers(t, i, 0)
		if len(givers) == 0 || len(receivers) == 0 {
			continue
		}
		f := r.nominal(s, p, fact{Relation: extract.Relation{Type: vocab.ContributesTo, Confidence: .65, Rule: "aid:" + singular(w), Trigger: s.span(s.phrases[p].first, s.phrases[p].last)}})
		r.add(s, f, r.of("OC", givers), r.of("OCGE", s.actors(receivers, true)))
	}
}

// isAid reports whether a token is money, troops or other aid, or an amount of it.
func (s *sentence) isAid(t *tree, i, depth int) bool {
	if w := singular(t.word[i]); aid[w] || w == "package" {
		return true
	}
	if t.word[i] == "$" || strings.HasPrefix(t.word[i], "usd") {
		return true
	}
	for _, c := range t.kids[i] {
		if t.word[c] == "$" {
			return true
		}
		if prep := t.preposition(c); depth < 2 && strings.HasPrefix(t.rel[c], "nmod") && (prep == "of" || prep == "in" || prep == "worth") && s.isAid(t, c, depth+1) {
			return true
		}
	}
	return false
}

// receivers are the noun phrases after "to" or "for" under a gift.
func (s *sentence) receivers(t *tree, i, depth int) []int {
	var out []int
	for _, c := range t.kids[i] {
		if !strings.HasPrefix(t.rel[c], "nmod") {
			continue
		}
		switch t.preposition(c) {
		case "to", "for":
			out = append(out, s.nounsAt(t, c)...)
		case "of", "in":
			if depth < 3 {
				out = append(out, s.receivers(t, c, depth+1)...)
			}
		}
	}
	return out
}

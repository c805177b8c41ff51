package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text/vocab"
)

// nouns reads the facts that nouns state.
func (r *reader) nouns(s *sentence) {
	for i, p := range s.phrases {
		if p.kind != np || p.word == "" {
			continue
		}
		if t, ok := mutualNouns[p.word]; ok {
			r.mutual(s, i, t)
		}
		for _, f := range byNoun[p.word] {
			r.noun(s, i, f)
		}
	}
}

func (r *reader) noun(s *sentence, i int, f frame) {
	p := s.phrases[i]
	if len(p.np.pre) > 1 && f.relation == vocab.Attacked {
		return
	}
	s.meeting = f.relation == vocab.MetWith
	defer func() { s.meeting = false }()
	var objects []int
	var last int
	again := "" // the preposition read last
	at := i + 1
	for at+1 < len(s.phrases) { // the noun's own prepositional phrases
		if s.phrases[at].kind == date || s.phrases[at].kind == other && i+1 == at || s.phrases[at].kind == prep && s.phrases[at+1].kind == date {
			at++
			continue
		}
		if next := at + 1; s.phrases[at].kind == comma || s.phrases[at].kind == conj { // "for A, for B, and for C"
			if s.phrases[next].kind == conj {
				next++
			}
			if next+1 < len(s.phrases) && s.phrases[next].kind == prep && len(objects) > 0 && f.object.has(s.phrases[next].word) && s.phrases[next].word == again {
				at = next
			}
		}
		if s.phrases[at].kind != prep || s.phrases[at+1].kind != np {
			break
		}
		again = s.phrases[at].word
		g := s.group(at + 1)
		if f.object.has(again) && (len(objects) == 0 || again != "of" && again != "in") { // a later "of" belongs to the object
			objects = append(objects, r.of(f.objects, s.actors(g, f.loose))...)
			if f.relation == vocab.Visited {
				objects = r.mostSpecific(s, g, objects)
			}
		}
		last = at + 1 // what is no argument may begin a list that is not the noun's: "the war of aggression on A, the crisis in B"
		if len(objects) > 0 || !f.object.has(again) {
			last = g[len(g)-1]
		}
		at = last + 1
	}
	if r.trace != nil {
		r.tell(s, f, p, append(slices.Clone(p.np.poss), p.np.pre...), objects)
	}
	if len(objects) == 0 {
		return
	}
	if p.word == "thank" && p.np.bare && (i == 0 || s.phrases[i-1].kind != vp) { // "thanks to X": because of X
		return
	}
	var subjects []int
	switch {
	case f.subject != "S":
	case len(p.np.poss) > 0:
		subjects = p.np.poss
		if i > 1 && s.phrases[i-1].kind == conj && s.phrases[i-2].kind == np && len(s.phrases[i-2].np.head) > 0 && !s.governed(i-2) { // A and B's support
			subjects = append(slices.Clone(s.phrases[i-2].np.head), subjects...)
		}
	case len(p.np.pre) > 0 && (f.relation != vocab.Visited || !strings.Contains(strings.Join(s.words[p.first:p.last], " "), "state")):
		subjects = p.np.pre[:1]
	}
	if len(subjects) == 0 {
		subjects = s.actors(s.prepositionalOf(i, "by", at), false)
	}
	if len(subjects) == 0 && !f.object.has("of") {
		subjects = s.actors(s.prepositionalOf(i, "of", i+1), false) // right after the noun: further on, it belongs to another
	}
	tensed := fact{Relation: extract.Relation{Type: f.relation, Confidence: f.rank, Rule: "noun:" + p.word, Trigger: s.span(p.first, p.last)}}
	if len(subjects) == 0 {
		k := s.governingVerb(i)
		if k < 0 || f.relation == vocab.Attacked && !launching[s.phrases[k].word] {
			return
		}
		if f.relation == vocab.Supports && p.word == "assistance" && giving[s.phrases[k].word] {
			return // it is given: see aid
		}
		subjects = s.doers(k)
		if s.phrases[k].verb.passive {
			subjects = s.actors(s.prepositional(k, "by"), false)
		}
		tensed = r.tense(s, k, tensed)
		switch m := governors[s.phrases[k].word]; {
		case ending[s.phrases[k].word]:
			tensed.Modality = vocab.Former
		case tensed.Modality == vocab.Asserted && (m == vocab.Negated || occasions[f.relation] && (m == vocab.Hypothetical || m == vocab.Planned) && s.words[p.first] != "the"):
			tensed.Modality, tensed.tenseless = m, false // "cancelled his visit", "called for a meeting"
		}
		if s.words[p.first] == "no" {
			tensed.Modality = vocab.Negated
		}
	} else {
		tensed = r.nominal(s, i, tensed)
		if k := s.governingVerb(i); k >= 0 && governors[s.phrases[k].word] == vocab.Negated && k >= i-2 { // "cancelled her visit"
			tensed.Modality, tensed.tenseless = vocab.Negated, false
		}
	}
	if f.relation == vocab.MetWith {
		tensed.Place = s.placeOf(i)
	}
	r.add(s, tensed, subjects, objects)
	if f.relation == vocab.Attacked {
		r.accuse(s, tensed, subjects)
	}
}

// launching verbs have an attack as their object.
var launching = words(`apply exert put use step launch wage conduct carry begin start continue mount commit stage stop end`)

// prepositionalOf is the object of a preposition among the noun's own phrases [i, end).
func (s *sentence) prepositionalOf(i int, preposition string, end int) []int {
	for j := i + 1; j+1 < len(s.phrases) && j < end+1; j++ {
		if s.phrases[j].kind == prep && s.phrases[j].word == preposition && s.phrases[j+1].kind == np {
			return s.group(j + 1)
		}
	}
	return nil
}

// governingVerb is the verb whose object, or whose prepositional phrase, holds
// the noun phrase at i; -1 when there is none.
func (s *sentence) governingVerb(i int) int {
	for j := i - 1; j >= 0; j-- {
		switch p := s.phrases[j]; p.kind {
		case vp:
			return j
		case wh, sub, stop, quote:
			return -1
		}
	}
	// Fronted: "During her call with B, A thanked ..."
	if i > 0 && s.phrases[i-1].kind == prep {
		for j := i + 1; j < len(s.phrases); j++ {
			if s.phrases[j].kind == vp && s.phrases[j].verb.form == finite {
				return j
			}
		}
	}
	return -1
}

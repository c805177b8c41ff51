package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// verbs reads the facts that verbs state.
func (r *reader) verbs(s *sentence) {
	for k, p := range s.phrases {
		if p.kind != vp {
			continue
		}
		for _, f := range byVerb[p.word] {
			r.verb(s, k, f)
		}
	}
}

func (r *reader) verb(s *sentence, k int, f frame) {
	p := s.phrases[k]
	var subj, obj []int // phrases
	passive := p.verb.passive || p.verb.form == participle
	logical := func(sl slot) []int {
		switch {
		case sl == "S" && passive:
			return s.prepositional(k, "by")
		case sl == "S":
			return s.subject(k)
		case sl == "O" && passive:
			return s.passiveSubject(k)
		case sl == "O":
			return s.object(k)
		}
		return s.prepositional(k, sl)
	}
	if p.word == "take" && !s.lightVerb(k, "place", "part") {
		return
	}
	if p.word == "call" && f.object == "O" && len(s.prepositional(k, "on|upon|for")) > 0 {
		return
	}
	if motion[p.word] && f.object != "O" && s.hasObject(k) {
		return
	}
	if f.relation == vocab.ContributesTo && p.word != "contribute" && !s.gives(k) {
		return
	}
	s.meeting = f.relation == vocab.MetWith
	defer func() { s.meeting = false }()
	obj = logical(f.object)
	if len(obj) == 0 && (f.relation != vocab.MetWith || f.object == "O") {
		return
	}
	var subjects []int
	if f.subject == "S" && !passive {
		subjects = s.doers(k)
	} else {
		subj = logical(f.subject)
		subjects = s.actors(subj, false)
	}
	if f.relation == vocab.Praised && p.word == "welcome" { // people are welcomed somewhere; what they do is welcomed as good
		obj = slices.DeleteFunc(slices.Clone(obj), func(i int) bool {
			return len(r.of("P", s.phrases[i].np.head)) > 0 || s.phrases[i].word == "delegation"
		})
	}
	if f.relation == vocab.MetWith && f.object == "O" && p.word != "meet" { // of bodies only their delegations are received
		obj = slices.DeleteFunc(slices.Clone(obj), func(i int) bool {
			return len(r.of("O", s.phrases[i].np.head)) > 0
		})
	}
	objects := r.of(f.objects, s.actors(obj, f.loose))
	if f.relation == vocab.Visited {
		objects = r.mostSpecific(s, obj, objects)
	}
	fct := r.tense(s, k, fact{Relation: extract.Relation{Type: f.relation, Confidence: f.rank, Rule: "verb:" + p.word, Trigger: s.span(p.first, p.last)}})
	if f.relation == vocab.MetWith && f.object != "O" && len(objects) == 0 && len(subjects) == 2 && p.verb.form == finite && !passive &&
		(p.word == "meet" || p.word == "speak" || p.word == "talk" || p.word == "discuss") {
		r.add(s, fct, subjects[:1], subjects[1:])
		return
	}
	r.add(s, fct, subjects, objects)
	if f.relation == vocab.Attacked {
		r.accuse(s, fct, subjects)
	}
	if f.relation == vocab.Visited && len(objects) == 1 { // "will travel to Ode for the Forum"
		held := fct
		held.Type, held.Rule, held.Confidence = vocab.HeldIn, "journey to event", .7
		r.add(s, held, r.of("E", s.actors(s.prepositional(k, "for"), false)), objects)
	}
	if r.travel && (f.relation == vocab.MetWith || f.relation == vocab.ParticipatedIn || f.relation == vocab.Hosted) {
		r.onTheWay(s, k, fct, subjects)
	}
	if f.relation == vocab.Hosted || f.relation == vocab.Organized {
		if len(subjects) > 1 || p.word == "co-host" { // who holds an event together takes part in it
			fct.Type = vocab.ParticipatedIn
			r.add(s, fct, subjects, objects)
		}
		fct.Type = vocab.Supports
		r.add(s, fct, s.actors(s.prepositional(k, "with the support of"), true), r.of("E", objects))
	}
}

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

// doers are the entities that do what the active verb at k says. An infinitive
// right after a noun is done by the noun's owner: "Russia's decision to ...".
func (s *sentence) doers(k int) []int {
	if s.phrases[k].verb.form == infinitive && k > 0 && s.phrases[k-1].kind == np && len(s.phrases[k-1].np.head) == 0 {
		if owner := s.phrases[k-1].np.poss; len(owner) > 0 {
			return owner
		}
	}
	return s.actors(s.subject(k), false)
}

// hasObject reports whether a noun phrase follows the verb at k directly.
func (s *sentence) hasObject(k int) bool { return k+1 < len(s.phrases) && s.phrases[k+1].kind == np }

// gives reports whether the verb's object is troops, money or other aid.
func (s *sentence) gives(k int) bool {
	return slices.ContainsFunc(s.object(k), func(i int) bool {
		p := s.phrases[i]
		return aid[p.word] || slices.ContainsFunc(s.words[p.first:p.last], func(w string) bool { return aid[singular(w)] })
	})
}

// lightVerb reports whether the verb's object is one of the nouns: "takes place".
func (s *sentence) lightVerb(k int, nouns ...string) bool {
	for j := k + 1; j < len(s.phrases) && j < k+3; j++ {
		if s.phrases[j].kind == np {
			return slices.Contains(nouns, s.phrases[j].word)
		}
	}
	return false
}

// passiveSubject is the grammatical subject of a passive verb, or the noun that
// a reduced relative clause follows: "the talks, hosted by A".
func (s *sentence) passiveSubject(k int) []int {
	if s.phrases[k].verb.form != participle {
		return s.subject(k)
	}
	for j := k - 1; j >= 0; j-- {
		switch s.phrases[j].kind {
		case np:
			if j > 1 && s.phrases[j-1].kind == prep && attaches[s.phrases[j-1].word] && s.phrases[j-2].kind == np && len(s.phrases[j].np.head) == 0 {
				return []int{j - 2}
			}
			return s.antecedent(j)
		case comma, other, date:
			continue
		}
		break
	}
	// A fronted participle: "Co-organised by A, the conference was ..."
	if k == 0 || s.phrases[k-1].kind != np {
		for j := k + 1; j < len(s.phrases); j++ {
			if s.phrases[j].kind == vp && s.phrases[j].verb.form == finite {
				return s.subject(j)
			}
		}
	}
	return nil
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

// mutual reads "cooperation between A and B" and "U.S.-Japan cooperation".
func (r *reader) mutual(s *sentence, i int, t vocab.RelationType) {
	p := s.phrases[i]
	f := r.nominal(s, i, fact{Relation: extract.Relation{Type: t, Confidence: .8, Rule: "noun:" + p.word + " between", Trigger: s.span(p.first, p.last)}})
	var es []int
	if i+2 < len(s.phrases) && s.phrases[i+1].kind == prep && (s.phrases[i+1].word == "between" || s.phrases[i+1].word == "among") {
		es = s.actors(s.group(i+2), true)
	}
	if len(es) < 2 {
		switch {
		case t != vocab.MetWith && len(p.np.pre) >= 2: // U.S.-Japan cooperation
			es = p.np.pre
		case len(p.np.poss) == 1 && i > 1 && s.phrases[i-1].kind == conj && s.phrases[i-2].kind == np: // A and B's partnership
			es = append(slices.Clone(s.phrases[i-2].np.head), p.np.poss...)
		case t == vocab.MetWith && (i+1 >= len(s.phrases) || s.phrases[i+1].kind != prep || s.phrases[i+1].word != "with"):
			if k := s.governingVerb(i); k >= 0 && k >= i-2 && (s.phrases[k].word == "hold" || s.phrases[k].word == "have") { // A and B held talks
				if es = s.doers(k); len(es) != 2 {
					es = nil
				} else {
					f = r.tense(s, k, f)
				}
			}
		case t != vocab.MetWith && len(p.np.poss) == 0 && (i+1 >= len(s.phrases) || s.phrases[i+1].kind != prep || s.phrases[i+1].word != "with"):
			if k := s.governingVerb(i); k >= 0 && sharing[s.phrases[k].word] { // A and B maintain cooperation
				if es = r.of("OC", s.actors(s.subject(k), false)); len(es) != 2 {
					es = nil
				}
			}
		}
	}
	if len(es) > maxMutual {
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

// maxMutual is the largest group whose members are tied to one another pair by pair.
const maxMutual = 4

func (r *reader) noun(s *sentence, i int, f frame) {
	p := s.phrases[i]
	if len(p.np.pre) > 1 && f.relation == vocab.Attacked {
		return
	}
	var objects []int
	var last int
	at := i + 1
	for at+1 < len(s.phrases) { // the noun's own prepositional phrases
		if s.phrases[at].kind == date || s.phrases[at].kind == other && i+1 == at || s.phrases[at].kind == prep && s.phrases[at+1].kind == date {
			at++
			continue
		}
		if s.phrases[at].kind != prep || s.phrases[at+1].kind != np {
			break
		}
		g := s.group(at + 1)
		if f.object.has(s.phrases[at].word) {
			objects = append(objects, r.of(f.objects, s.actors(g, f.loose))...)
			objects = r.mostSpecificIf(f, s, g, objects)
		}
		last = g[len(g)-1]
		at = last + 1
	}
	if len(objects) == 0 {
		return
	}
	var subjects []int
	switch {
	case f.subject != "S":
	case len(p.np.poss) > 0:
		subjects = p.np.poss
	case len(p.np.pre) > 0 && (f.relation != vocab.Visited || !strings.Contains(strings.Join(s.words[p.first:p.last], " "), "state")):
		subjects = p.np.pre[:1]
	}
	if len(subjects) == 0 {
		subjects = s.actors(s.prepositionalOf(i, "by", at), false)
	}
	if len(subjects) == 0 && f.object != "of" && !f.object.has("of") {
		subjects = s.actors(s.prepositionalOf(i, "of", at), false)
	}
	tensed := fact{Relation: extract.Relation{Type: f.relation, Confidence: f.rank, Rule: "noun:" + p.word, Trigger: s.span(p.first, p.last)}}
	if len(subjects) == 0 {
		k := s.governingVerb(i)
		if k < 0 {
			return
		}
		subjects = s.doers(k)
		if s.phrases[k].verb.passive {
			subjects = s.actors(s.prepositional(k, "by"), false)
		}
		tensed = r.tense(s, k, tensed)
		if ending[s.phrases[k].word] {
			tensed.Modality = vocab.Former
		}
	} else {
		tensed = r.nominal(s, i, tensed)
	}
	r.add(s, tensed, subjects, objects)
	if f.relation == vocab.Attacked {
		r.accuse(s, tensed, subjects)
	}
}

// accuse adds that the one who says, in quotation marks, that another attacks
// thereby criticises the attacker.
func (r *reader) accuse(s *sentence, f fact, attackers []int) {
	if !strings.ContainsAny(r.a.Doc.Slice(r.a.Sentences[s.index].Span), "“\"") {
		return
	}
	for k, p := range s.phrases {
		if p.kind == vp && p.verb.form == finite && (p.word == "say" || p.word == "stress" || p.word == "add") {
			f.Type, f.Rule, f.Confidence, f.From, f.To = vocab.Criticized, "says that it attacks", .7, "", ""
			r.add(s, f, r.of("P", s.speaker(k)), attackers)
		}
	}
}

// speaker is the subject of the verb of saying at k, before or after it.
func (s *sentence) speaker(k int) []int {
	if k > 0 && s.phrases[k-1].kind == np && len(s.phrases[k-1].np.head) > 0 {
		return s.phrases[k-1].np.head
	}
	return s.actors(s.object(k), false)
}

func (r *reader) mostSpecificIf(f frame, s *sentence, g, es []int) []int {
	if f.relation == vocab.Visited {
		return r.mostSpecific(s, g, es)
	}
	return es
}

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

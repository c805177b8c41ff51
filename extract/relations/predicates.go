package relations

import (
	"slices"
	"strings"

	"entente/extract"
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
		r.inTheMeeting(s, k)
		r.atTheEvent(s, k)
		if p.word == "include" || p.word == "take" && s.follows(k, "in") || p.word == "cover" {
			r.itinerary(s, k)
		}
		if p.word == "lead" || p.word == "head" {
			r.delegation(s, k)
		}
	}
}

func (r *reader) verb(s *sentence, k int, f frame) {
	p := s.phrases[k]
	if p.verb.form == gerund && k > 1 && s.phrases[k-1].word == "of" && s.words[s.phrases[k-2].last-1] == "instead" {
		return // "instead of visiting"
	}
	passive := p.verb.passive || p.verb.form == participle
	logical := func(sl slot) []int {
		switch {
		case sl == "S" && passive:
			return either(s.prepositional(k, "by"), s.treePrepositional(k, "by"))
		case sl == "S":
			return either(s.subject(k), s.treeSubject(k))
		case sl == "O" && passive:
			return either(s.passiveSubject(k), s.treePassive(k))
		case sl == "O":
			if o := either(s.object(k), s.treeObject(k)); o != nil {
				return o
			}
			return s.relativeObject(k)
		case f.relation == vocab.MetWith && p.word == "meet" && s.hasObject(k):
			return nil // who is met is the object
		}
		return either(s.prepositional(k, sl), s.treePrepositional(k, sl))
	}
	if p.word == "take" && !s.lightVerb(k, "place", "part") {
		return
	}
	if p.word == "call" && f.object == "O" && (len(s.prepositional(k, "on|upon|for")) > 0 || s.follows(k, "on") || s.follows(k, "upon")) {
		return
	}
	if p.word == "call" && f.object != "O" && f.relation == vocab.CalledOn && !s.toDo(k) {
		if f.object.has("on") { // a courtesy call
			f.relation, f.objects, f.loose = vocab.MetWith, "P", false
		} else if f.object.has("to") {
			return
		}
	}
	if p.word == "impose" && !slices.ContainsFunc(s.object(k), func(i int) bool { return penalties[s.phrases[i].word] }) {
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
	obj := logical(f.object)
	if r.trace != nil {
		r.tell(s, f, p, s.actors(logical(f.subject), false), s.actors(obj, f.loose))
	}
	if len(obj) == 0 && (f.relation != vocab.MetWith && f.relation != vocab.CooperatesWith || f.object == "O") && !(p.word == "participate" && r.topic >= 0) {
		return
	}
	var subjects []int
	if f.subject == "S" && !passive {
		subjects = s.doers(k)
	} else {
		subjects = s.actors(logical(f.subject), false)
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
	if len(objects) == 0 && r.topic >= 0 && f.relation == vocab.ParticipatedIn && slices.ContainsFunc(obj, func(i int) bool {
		return eventNouns[s.phrases[i].word] && (s.words[s.phrases[i].first] == "the" || s.words[s.phrases[i].first] == "this") ||
			passive && s.words[s.phrases[i].first] == "it" && i == 0
	}) {
		objects = []int{r.topic} // "took part in the event", "It was chaired by"
	}
	if len(obj) == 0 && p.word == "participate" && !passive && p.verb.form == finite {
		objects = []int{r.topic} // "A and B also participated"
	}
	if f.relation == vocab.Visited {
		objects = r.mostSpecific(s, obj, objects)
	}
	fct := r.tense(s, k, fact{Relation: extract.Relation{Type: f.relation, Confidence: f.rank, Rule: "verb:" + p.word, Trigger: s.span(p.first, p.last)}})
	if f.relation == vocab.MetWith && (s.follows(k, "phone") || s.follows(k, "telephone") || s.follows(k, "video")) {
		fct.Rule += " by phone"
	}
	if f.relation == vocab.MetWith {
		fct.Place = s.placeOf(k)
	}
	if f.relation == vocab.HoldsPosition {
		fct.Title, fct.From, fct.To = strings.ToUpper(p.word[:1])+p.word[1:], "", ""
		if p.verb.form == participle { // "a meeting of the Committee, chaired by"
			fct.Modality, fct.tenseless = vocab.Asserted, false
		}
	}
	if p.word == "serve" && f.relation == vocab.MemberOf && p.verb.past && fct.Modality == vocab.Asserted {
		fct.Modality = vocab.Former
	}
	if p.word == "discuss" && s.dateAfter(k) { // the date is that of what is discussed
		fct.From, fct.To = "", ""
	}
	if f.relation == vocab.MetWith && f.object != "O" && len(objects) == 0 && len(subjects) == 2 && p.verb.form == finite && !passive && (p.word == "discuss" || !s.hasObject(k)) &&
		(p.word == "meet" || p.word == "speak" || p.word == "talk" || p.word == "discuss") {
		r.add(s, fct, subjects[:1], subjects[1:])
		return
	}
	if f.relation == vocab.CooperatesWith && len(objects) == 0 && len(subjects) > 1 && len(subjects) <= maxMutual && !passive && (p.word != "work" || s.follows(k, "together") || s.follows(k, "closely")) {
		for i := range subjects {
			r.add(s, fct, subjects[i:i+1], subjects[i+1:])
		}
		return
	}
	if f.relation == vocab.Sanctioned && passive && len(subjects) == 0 && r.home >= 0 { // "was designated": by the state that says so
		subjects, fct.Confidence = []int{r.home}, .6
	}
	if f.relation == vocab.Signed && passive && len(subjects) == 0 && len(obj) == 1 { // "a treaty between A and B was signed"
		if j := s.betweenAfter(obj[0]); j >= 0 {
			subjects = s.actors(s.group(j), true)
		}
	}
	r.add(s, fct, subjects, objects)
	if f.relation == vocab.MetWith && f.object == "O" && (p.word == "host" || p.word == "welcome" || p.word == "receive") && !passive {
		s.meeting = true
		r.guests(s, k, fct, subjects, s.actors(obj, true))
	}
	if f.relation == vocab.Attacked {
		r.accuse(s, fct, subjects)
	}
	if f.relation == vocab.ParticipatedIn && p.verb.form == infinitive { // "will travel to Ode to attend the Forum"
		if g := s.governor(k); g >= 0 && motion[s.phrases[g].word] {
			at := s.prepositional(g, "to|in")
			if places := r.mostSpecific(s, at, s.actors(at, false)); len(places) == 1 {
				held := fct
				held.Type, held.Rule, held.Confidence = vocab.HeldIn, "journey to event", .7
				r.add(s, held, r.of("E", objects), r.of("LF", places))
			}
		}
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

// penalties are what sanctions consist of.
var penalties = words(`sanction restriction ban measure embargo tariff control penalty freeze`)

// relativeObject is what a relative clause is about where it is the object of
// the clause's verb at k: "the Forum, which A hosted".
func (s *sentence) relativeObject(k int) []int {
	subj := s.subject(k)
	if len(subj) == 0 || subj[0] < 2 || s.phrases[subj[0]-1].kind != wh || s.phrases[subj[0]-1].word == "where" || s.phrases[subj[0]-1].word == "when" {
		return nil
	}
	for i := subj[0] - 2; i >= 0; i-- {
		switch s.phrases[i].kind {
		case np:
			return s.antecedent(i)
		case comma:
		default:
			return nil
		}
	}
	return nil
}

// follows reports whether a word comes within three words of the verb at k.
func (s *sentence) follows(k int, word string) bool {
	last := s.phrases[k].last
	return slices.Contains(s.words[last:min(last+3, len(s.words))], word)
}

// dateAfter reports whether no date stands before the verb at k.
func (s *sentence) dateAfter(k int) bool {
	return !slices.ContainsFunc(s.phrases[:k], func(p phrase) bool { return p.kind == date })
}

// doers are the entities that do what the active verb at k says. An infinitive
// right after a noun is done by the noun's owner: "Russia's decision to ...".
func (s *sentence) doers(k int) []int {
	if s.phrases[k].verb.form == infinitive && k > 0 && s.phrases[k-1].kind == np && len(s.phrases[k-1].np.head) == 0 {
		if owner := s.phrases[k-1].np.poss; len(owner) > 0 {
			return owner
		}
	}
	if k > 2 && s.phrases[k].verb.form == gerund && s.phrases[k-1].kind == prep && s.phrases[k-2].kind == np && len(s.phrases[k-2].np.head) == 0 {
		if n := s.phrases[k-2].np; len(n.poss)+len(n.pre) > 0 { // "U.S. interest in deepening"
			return append(slices.Clone(n.poss), n.pre...)
		}
	}
	return s.actors(either(s.subject(k), s.treeSubject(k)), false)
}

// toDo reports whether the verb at k is followed by what is to be done: "called
// on X to withdraw".
func (s *sentence) toDo(k int) bool {
	for j := k + 1; j < len(s.phrases); j++ {
		switch p := s.phrases[j]; {
		case p.kind == vp:
			return p.verb.form == infinitive && s.words[p.first] == "to"
		case p.kind == prep && p.word == "for":
			return true
		case p.kind == wh, p.kind == stop:
			return false
		}
	}
	return false
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
			return s.antecedent(s.personBefore(j))
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

// assaults are the nouns for what an attacker does.
var assaults = words(`aggression war invasion attack assault`)

// defended reads whom an attacker attacks where only the defence tells it: "as
// Ukraine defends itself against Russia's war of aggression".
func (r *reader) defended(s *sentence) {
	for i, p := range s.phrases {
		if p.kind != np || !assaults[p.word] || i == 0 || s.phrases[i-1].kind != prep {
			continue
		}
		attackers := append(slices.Clone(p.np.poss), p.np.pre...)
		if len(attackers) != 1 {
			continue
		}
		var victims []int
		for j := i - 1; j >= 0 && j > i-12 && len(victims) == 0; j-- {
			switch q := s.phrases[j]; {
			case q.kind == vp && q.word == "defend":
				if victims = s.doers(j); len(victims) == 0 && j > 0 && s.phrases[j-1].kind == np { // "Ukraine's efforts to defend itself"
					victims = append(slices.Clone(s.phrases[j-1].np.poss), s.phrases[j-1].np.of...)
				}
				for _, o := range s.object(j) { // "help Ukraine defend its people"
					victims = append(victims, s.phrases[o].np.head...)
				}
			case q.kind == np && (q.word == "defense" || q.word == "defence" || q.word == "self-defense"):
				victims = append(slices.Clone(q.np.poss), q.np.of...)
			}
		}
		f := r.nominal(s, i, fact{Relation: extract.Relation{Type: vocab.Attacked, Confidence: .7, Rule: "defence against:" + p.word, Trigger: s.span(p.first, p.last)}})
		f.Modality, f.tenseless = vocab.Asserted, false
		r.add(s, f, attackers, unique(victims))
	}
}

// speaker is the subject of the verb of saying at k, before or after it.
func (s *sentence) speaker(k int) []int {
	if k > 0 && s.phrases[k-1].kind == np && len(s.phrases[k-1].np.head) > 0 {
		return s.phrases[k-1].np.head
	}
	return s.actors(s.object(k), false)
}

// either joins the noun phrases that two readings of a sentence give, those of the
// shallow parse first.
func either(shallow, tree []int) []int {
	return unique(append(slices.Clone(shallow), tree...))
}

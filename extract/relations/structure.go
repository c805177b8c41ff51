package relations

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/text"
	"entente/text/vocab"
)

// locatedIn is the phrase that tells where the one at i lies ("Berlin,
// Germany", "the city of X in Y"), or -1.
func (s *sentence) locatedIn(i int) int {
	if i+4 < len(s.phrases) && s.phrases[i+2].kind == np && placeNouns[s.phrases[i+2].word] && s.phrases[i+3].word == "of" && s.phrases[i+4].kind == np &&
		(s.phrases[i+1].word == "in" || s.phrases[i+1].word == "on") && len(s.phrases[i].np.head) > 0 && len(s.phrases[i+4].np.head) > 0 &&
		vocab.LocatedIn.Allows(s.a.Entities[s.phrases[i].np.head[0]].Type, s.a.Entities[s.phrases[i+4].np.head[0]].Type) {
		return i + 4 // "Flint Bay on the island of Ard"
	}
	if i+2 >= len(s.phrases) || len(s.phrases[i].np.head) == 0 || len(s.phrases[i+2].np.head) == 0 || s.phrases[i+2].kind != np {
		return -1
	}
	from := s.a.Entities[s.phrases[i].np.head[len(s.phrases[i].np.head)-1]].Type
	to := s.a.Entities[s.phrases[i+2].np.head[0]].Type
	if from != vocab.Place && from != vocab.Facility || to != vocab.Country && to != vocab.Place {
		return -1
	}
	switch mid := s.phrases[i+1]; {
	case mid.kind == comma && len(s.phrases[i+2].np.pre) == 0 && s.phrases[i+2].np.bare && s.proper(i+2):
		// A country or region after a comma, unless the two are in one list.
		if to == vocab.Place && !s.regions[s.phrases[i+2].np.head[0]] || s.regions[s.phrases[i].np.head[0]] && to == vocab.Place {
			return -1
		}
		return i + 2
	case mid.kind == prep && (mid.word == "in" || mid.word == "of" || mid.word == "on") && (from == vocab.Facility || to == vocab.Country || mid.word == "in"):
		return i + 2
	}
	return -1
}

// proper reports whether the phrase at i is a proper name and not a noun that
// stands for one ("the two governments").
func (s *sentence) proper(i int) bool {
	p := s.phrases[i]
	name := strings.TrimPrefix(s.a.Doc.Slice(s.span(p.first, p.last)), "the ")
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(r)
}

// international reports whether the lexicon knows the name as that of a body of
// no one state: "Australia’s Security Council bid" makes it no part of Australia.
func (r *reader) international(name string) bool {
	known := r.lex.Lookup(name)
	return len(known) > 0 && known[0].Type == vocab.Organization && known[0].ISO3 == ""
}

// placeNouns go before the name of a place: "the island of X".
var placeNouns = words(`island city town province region district state coast village county territory municipality peninsula`)

// regionsIn are the entities that are a state, province or the like, so that
// "Miami, Florida" can be told from a list of cities.
func regionsIn(a *extract.Analysis, lex *lexicon.Lexicon) map[int]bool {
	out := map[int]bool{}
	for i, e := range a.Entities {
		if e.Type != vocab.Place {
			continue
		}
		for _, x := range lex.Lookup(e.Name) {
			switch x.Kind {
			case "state", "province", "region", "island", "territory", "continent":
				out[i] = true
			}
		}
		for _, w := range []string{"Province", "Region", "State", "Territory", "Island", "Islands", "County", "District"} {
			if strings.HasSuffix(e.Name, w) {
				out[i] = true
			}
		}
	}
	return out
}

// names reads the facts that stand in names and their order: places in
// countries, bodies of states, events in places.
func (r *reader) names(s *sentence) {
	for i, p := range s.phrases {
		if p.kind != np {
			continue
		}
		static := func(t vocab.RelationType, rule string, conf float64) fact {
			return fact{Relation: extract.Relation{Type: t, Modality: vocab.Asserted, Confidence: conf, Rule: rule, Trigger: s.span(p.first, p.last)}}
		}
		if q := s.locatedIn(i); q >= 0 {
			r.add(s, static(vocab.LocatedIn, "place, country", .9), p.np.head, s.phrases[q].np.head)
			for _, j := range s.group(s.listStart(i)) { // "Dover and Camden, Delaware"
				if j < i && s.akin(j, i) && s.locatedIn(j) < 0 {
					r.add(s, static(vocab.LocatedIn, "places, country", .75), s.phrases[j].np.head, s.phrases[q].np.head)
				}
			}
		}
		// NATO's SPS Programme, the United Arab Emirates' Ministry of Interior
		if len(p.np.pre) > 0 && !strings.Contains(strings.Join(s.words[p.first:p.last], " "), "-") { // not "UN-backed"
			r.add(s, static(vocab.PartOf, "modifier", .75), r.of("OG", p.np.head), p.np.pre)
		}
		for _, owner := range p.np.poss {
			if s.words[p.first] == "our" || s.words[p.first] == "my" {
				break
			}
			parts := r.of("OGED", p.np.head)
			if r.a.Entities[owner].Type == vocab.Country {
				parts = slices.DeleteFunc(parts, func(e int) bool { return r.international(r.a.Entities[e].Name) })
			}
			r.add(s, static(vocab.PartOf, "possessor", .85), parts, []int{owner})
		}
		if strings.Contains(strings.Join(s.words[p.first:p.last], " "), "exercise") { // the NATO exercise X
			f := static(vocab.Organized, "owner of the exercise", .75)
			f.From, f.To = r.when(s, i)
			r.add(s, f, r.of("OC", append(slices.Clone(p.np.poss), p.np.pre...)), r.of("E", p.np.head))
		}
		if i+2 < len(s.phrases) && s.phrases[i+1].kind == prep && (s.phrases[i+1].word == "of" || s.phrases[i+1].word == "from") { // Dr X of Y University
			if len(p.np.head) == 1 && p.last-p.first <= 4 && (honorific[s.words[p.first]] || r.isBare(s, p)) {
				r.add(s, static(vocab.MemberOf, "person of body", .7), r.of("P", p.np.head), r.of("O", s.phrases[i+2].np.head))
			}
		}
		if i+2 < len(s.phrases) && s.phrases[i+1].kind == prep {
			for _, at := range []string{"in", "at", "on"} {
				if s.phrases[i+1].word == at {
					f := static(vocab.HeldIn, "event in place", .8)
					if k := s.governingVerb(i); k >= 0 {
						f = r.tense(s, k, f)
						if f.Modality != vocab.Planned { // that nobody came does not move the event
							f.Modality, f.tenseless = vocab.Asserted, true
						}
					} else {
						f.From, f.To = r.when(s, i)
						f.tenseless = true
					}
					if m, ok := r.dated(f.From); ok && f.tenseless {
						f.Modality = m
					}
					r.add(s, f, r.of("E", p.np.head), r.of("LFC", s.phrases[i+2].np.head))
				}
			}
		}
		r.apposition(s, i)
	}
	r.partnership(s)
	r.namedAfter(s)
	r.adjacent(s)
	r.inBrackets(s)
	r.seated(s)
	r.signatories(s)
	r.backed(s)
}

// signatories reads "the signatories of the Accords are A and B".
func (r *reader) signatories(s *sentence) {
	for i, p := range s.phrases {
		if p.kind != np || p.word != "signatory" {
			continue
		}
		documents := r.of("D", append(slices.Clone(p.np.of), s.actors(s.prepositionalOf(i, "to", i+1), false)...))
		for k := i + 1; k < len(s.phrases) && len(documents) > 0; k++ {
			q := s.phrases[k]
			list := q.kind == vp && (copulas[q.word] || q.word == "include") || q.kind == stop && q.word == ":"
			if !list || k+1 == len(s.phrases) {
				continue
			}
			f := fact{Relation: extract.Relation{Type: vocab.Signed, Modality: vocab.Asserted, Confidence: .8, Rule: "signatories", Trigger: s.span(p.first, p.last)}}
			r.add(s, f, r.of("PCO", s.actors(s.group(k+1), false)), documents)
			break
		}
	}
}

// backed reads "with the support of A, B did": A supports B.
func (r *reader) backed(s *sentence) {
	for i, p := range s.phrases {
		if p.kind != np || p.word != "support" && p.word != "backing" || i == 0 || s.phrases[i-1].word != "with" {
			continue
		}
		backers := append(slices.Clone(p.np.of), s.actors(s.prepositionalOf(i, "from", i+1), false)...)
		if len(backers) == 0 {
			continue
		}
		if k := s.governingVerb(i); k >= 0 && !s.phrases[k].verb.passive {
			f := r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.Supports, Confidence: .65, Rule: "with the support of", Trigger: s.span(p.first, p.last)}})
			r.add(s, f, r.of("POC", backers), r.of("POC", s.doers(k)))
		}
	}
}

// adjacent reads PART_OF off names side by side: "the Bureau of the Ministry",
// "the Ministry’s Bureau", "Deputy Director, the Bureau, the Ministry", "the
// Ministry, including the Bureau".
func (r *reader) adjacent(s *sentence) {
	prev := -1
	for _, i := range r.named[s.index] {
		m := r.a.Mentions[i]
		if prev >= 0 && r.a.Mentions[prev].Entity == m.Entity { // the acronym in brackets
			prev = i
			continue
		}
		if prev >= 0 {
			if part, owner := r.partOf(prev, i); part >= 0 {
				f := fact{Relation: extract.Relation{Type: vocab.PartOf, Modality: vocab.Asserted, Confidence: .8, Rule: "names side by side", Trigger: m.Span}}
				r.add(s, f, []int{r.a.Mentions[part].Entity}, []int{r.a.Mentions[owner].Entity})
			}
		}
		prev = i
	}
}

// inBrackets reads the members of a body off the brackets after it: "the Troika
// (Norway, the United Kingdom and the United States)".
func (r *reader) inBrackets(s *sentence) {
	ms := r.named[s.index]
	for at, i := range ms {
		body := r.a.Mentions[i]
		rest := r.after(s, body)
		open := strings.IndexByte(rest, '(')
		end := strings.IndexByte(rest, ')')
		if body.Type != vocab.Organization || open < 0 || open > 2 || end < open {
			continue
		}
		var members []int
		for _, j := range ms[at+1:] {
			if m := r.a.Mentions[j]; m.End <= body.End+end && (m.Type == vocab.Country || m.Type == vocab.Organization) {
				members = append(members, m.Entity)
			}
		}
		inside := rest[open:end]
		if len(members) < 2 || strings.Count(inside, ",")+strings.Count(inside, " and ")+1 != len(members) {
			continue
		}
		f := fact{Relation: extract.Relation{Type: vocab.MemberOf, Modality: vocab.Asserted, Confidence: .85, Rule: "members in brackets", Trigger: body.Span}}
		r.add(s, f, members, []int{body.Entity})
	}
}

// after is the sentence after a mention.
func (r *reader) after(s *sentence, m extract.Mention) string {
	return r.a.Doc.Slice(text.Span{Start: m.End, End: max(m.End, r.a.Sentences[s.index].End)})
}

// partOf tells which of two neighbouring mentions is a part of the other; -1 when neither.
func (r *reader) partOf(i, j int) (part, owner int) {
	x, y := r.a.Mentions[i], r.a.Mentions[j]
	if x.End > y.Start || y.Start-x.End > 24 || strings.HasPrefix(r.a.Doc.Text()[y.End:], "-") { // not "UN-backed"
		return -1, -1
	}
	body := func(t vocab.EntityType) bool { return t == vocab.Organization || t == vocab.Country }
	gap := strings.TrimPrefix(strings.ReplaceAll(r.a.Doc.Slice(between(x.Span, y.Span)), "\u00a0", " "), ")")
	gap = strings.TrimSuffix(strings.TrimSuffix(gap, "the "), "The ")
	switch gap {
	case " of ", " at ":
		if body(y.Type) && (x.Type == vocab.Organization || gap == " of " && (x.Type == vocab.Event || x.Type == vocab.Programme)) {
			return i, j
		}
	case "’s ", "'s ", "’ ", "' ", " ":
		if x.Type == vocab.Country && r.international(r.a.Doc.Slice(y.Span)) { // its seat in a body, not the body
			return -1, -1
		}
		if body(x.Type) && (y.Type == vocab.Organization || y.Type == vocab.Programme && x.Type == vocab.Organization) {
			return j, i
		}
	case ", including ":
		if body(x.Type) && y.Type == vocab.Organization {
			return j, i
		}
	case ", ":
		if x.Type == vocab.Organization && y.Type == vocab.Organization && slices.ContainsFunc(r.a.Roles, func(o extract.Role) bool {
			return o.Span.Contains(x.Span) && o.Span.End >= x.End && (o.Span.Contains(y.Span) || o.Body == i)
		}) {
			return i, j
		}
	}
	return -1, -1
}

var honorific = words(`mr mr. ms ms. mrs mrs. dr dr. prof prof. professor`)

// isBare reports whether the phrase is a name alone.
func (r *reader) isBare(s *sentence, p phrase) bool {
	return slices.ContainsFunc(r.named[s.index], func(i int) bool { return r.a.Mentions[i].Span == s.span(p.first, p.last) })
}

// partners and the like: predicate nouns in apposition or after "is".
var classNouns = map[string]vocab.RelationType{
	"partner": vocab.PartnerOf, "ally": vocab.PartnerOf, "member": vocab.MemberOf, "part": vocab.PartOf, "unit": vocab.PartOf, "component": vocab.PartOf,
	"chair": vocab.MemberOf, "presidency": vocab.MemberOf, // of a state that has its turn
}

// apposition reads "Moldova, a NATO partner country", "A is a member of B".
func (r *reader) apposition(s *sentence, i int) {
	p := s.phrases[i]
	t, word := vocab.RelationType(""), ""
	for w := range strings.FieldsSeq(strings.Join(s.words[p.first:p.last], " ")) {
		if c, ok := classNouns[singular(w)]; ok {
			t, word = c, singular(w)
		}
	}
	if t == "" {
		return
	}
	if len(p.np.head) > 0 && p.word == "" { // NATO Allies Estonia and Latvia
		f := fact{Relation: extract.Relation{Type: t, Modality: vocab.Asserted, Confidence: .75, Rule: "class:" + word, Trigger: s.span(p.first, p.last)}}
		if word == "ally" && len(r.of("O", p.np.pre)) > 0 {
			f.Type = vocab.MemberOf
		}
		r.add(s, f, r.of("C", s.actors(s.group(i), false)), p.np.pre)
		return
	}
	whose := append(append(slices.Clone(p.np.poss), p.np.pre...), p.np.of...)
	if len(whose) == 0 && t == vocab.PartnerOf && i+2 < len(s.phrases) && (s.phrases[i+1].word == "for" || s.phrases[i+1].word == "to") {
		whose = s.actors(s.group(i+2), false) // a partner for X
	}
	verb := i - 1 // the verb before, past adverbs
	for verb >= 0 && s.phrases[verb].kind == other {
		verb--
	}
	var who []int
	switch g := s.group(i); {
	case len(g) > 1 && s.listBetween(g[0], g[1]): // the members of X, including A and B
		who = s.actors(g[1:], false)
	case i >= 2 && s.phrases[i-1].kind == comma && s.phrases[i-2].kind == np:
		who = s.phrases[s.pastOrigin(i-2)].np.head
	case i >= 2 && s.phrases[i-1].kind == conj && slices.Contains(s.words[p.first:p.last], "other"): // A, B and other X members
		b := s.before(i)
		who = s.actors(slices.DeleteFunc(b, func(j int) bool { return j == i }), false)
	case verb >= 0 && s.phrases[verb].kind == vp && copulas[s.phrases[verb].word]:
		who = s.actors(s.subject(verb), false)
	case i >= 3 && s.phrases[i-1].word == "of" && s.phrases[i-3].kind == vp && copulas[s.phrases[i-3].word]: // is one of X's partners
		who = s.actors(s.subject(i-3), false)
	case i >= 1 && s.phrases[i-1].kind == prep && s.phrases[i-1].word == "as":
		if i >= 2 && s.phrases[i-2].kind == np && len(s.phrases[i-2].np.head) > 0 { // values A as a member of B
			who = s.actors(s.before(i-2), false)
		} else if k := s.governingVerb(i); k >= 0 {
			who = s.doers(k)
		}
	case i+1 < len(s.phrases) && s.phrases[i+1].kind == np:
		who = s.actors(s.group(i+1), false)
	case i+2 < len(s.phrases) && s.phrases[i+1].kind == conj && s.phrases[i+2].kind == np && s.phrases[i+2].word == "" && slices.ContainsFunc(s.words[s.phrases[i+2].first:s.phrases[i+2].last], func(w string) bool {
		return classNouns[singular(w)] != ""
	}):
		who = s.phrases[i+2].np.head // our NATO Ally and EU partner A
	default:
		if j := s.appositive(i); j >= 0 && (len(s.phrases[j].np.head) > 1 || !several[s.words[p.first]]) { // not "several X members, A ..."
			who = s.phrases[j].np.head
		}
	}
	if word == "chair" || word == "presidency" {
		who, whose = r.of("C", who), r.of("O", whose)
	}
	f := fact{Relation: extract.Relation{Type: t, Modality: vocab.Asserted, Confidence: .8, Rule: "class:" + word, Trigger: s.span(p.first, p.last)}}
	if verb >= 0 && s.phrases[verb].kind == vp {
		if m, _ := s.modality(verb, 0); m == vocab.Negated || m == vocab.Planned || m == vocab.Hypothetical {
			f.Modality = m
		}
	}
	if word == "ally" { // an ally of a body is its member
		g := f
		g.Type = vocab.MemberOf
		r.add(s, g, who, r.of("O", whose))
		whose = r.of("C", whose)
	}
	r.add(s, f, who, whose)
}

// pastOrigin is the noun phrase that the one at i tells the origin of: X of "X, of
// Ohio, a member of"; i itself where it tells none.
func (s *sentence) pastOrigin(i int) int {
	j := i - 1
	if j < 1 || s.phrases[j].kind != prep || s.phrases[j].word != "of" && s.phrases[j].word != "from" {
		return i
	}
	if j--; j > 0 && s.phrases[j].kind == comma {
		j--
	}
	if s.phrases[j].kind == np && len(s.phrases[j].np.head) > 0 && s.a.Entities[s.phrases[j].np.head[0]].Type == vocab.Person {
		return j
	}
	return i
}

// partnership reads "A, in partnership with B and C, ...".
func (r *reader) partnership(s *sentence) {
	for i, p := range s.phrases {
		if p.kind != prep || p.word != "in partnership with" || i+1 >= len(s.phrases) {
			continue
		}
		var who []int
		switch k := s.governingVerb(i); {
		case k >= 0:
			who = s.doers(k)
		case i > 1 && s.phrases[i-1].kind == comma && s.phrases[i-2].kind == np:
			who = s.actors(s.before(i-2), false)
		}
		f := fact{Relation: extract.Relation{Type: vocab.PartnerOf, Modality: vocab.Asserted, Confidence: .85, Rule: "in partnership with", Trigger: s.span(p.first, p.last)}}
		r.add(s, f, who, s.actors(s.group(i+1), false))
	}
}

// several begin a phrase for more than the one name that may follow it.
var several = words(`several many some most other various`)

// copulas tie a subject to what it is.
var copulas = words(`be become remain constitute`)

// listBetween reports whether "including" or the like stands between two phrases.
func (s *sentence) listBetween(i, j int) bool {
	return slices.ContainsFunc(s.phrases[i:j], func(p phrase) bool { return p.kind == list })
}

// dateline says that the release's main event took place where the release
// comes from, when the text says of no place that it was held there.
func (r *reader) dateline() {
	event, days := mainEvent(r.a)
	if event < 0 || days.From == "" || slices.ContainsFunc(r.facts, func(f fact) bool { return f.Type == vocab.HeldIn && f.Subject == event }) {
		return
	}
	for i, sent := range r.a.Sentences {
		if sent.Role != text.Body {
			continue
		}
		head := r.a.Doc.Slice(text.Span{Start: sent.Start, End: min(sent.End, sent.Start+80)})
		dash := strings.IndexAny(head, "–—")
		if dash < 0 {
			return
		}
		for _, j := range r.named[i] {
			if m := r.a.Mentions[j]; m.Start == sent.Start && m.Type == vocab.Place && m.End < sent.Start+dash {
				r.facts = append(r.facts, fact{Relation: extract.Relation{Subject: event, Object: m.Entity, Type: vocab.HeldIn, Modality: vocab.Asserted,
					Confidence: .6, Rule: "dateline", AttributedTo: -1, Evidence: sent.Span, Trigger: m.Span}, tenseless: true})
			}
		}
		return
	}
}

// namedAfter reads PART_OF off a thing's own name: "Moldovan Armed Forces",
// "NATO Military Committee", "U.S. Department of State", "Bank of Moldova".
func (r *reader) namedAfter(s *sentence) {
	for _, i := range r.named[s.index] {
		m := r.a.Mentions[i]
		if m.Type != vocab.Organization && m.Type != vocab.Programme {
			continue
		}
		name := r.a.Doc.Slice(m.Span)
		if _, of, ok := strings.Cut(name, " of "); ok && m.Type == vocab.Organization { // "Bank of Moldova"
			for _, e := range r.owners(strings.TrimPrefix(of, "the ")) {
				if e != m.Entity {
					f := fact{Relation: extract.Relation{Type: vocab.PartOf, Modality: vocab.Asserted, Confidence: .75, Rule: "own name", Trigger: m.Span}}
					r.add(s, f, []int{m.Entity}, []int{e})
				}
			}
		}
		for at := range name {
			if rest := name[at:]; at == 0 || rest[0] != ' ' && rest[0] != '\'' && !strings.HasPrefix(rest, "’") && !strings.HasPrefix(rest, "\u00a0") {
				continue
			}
			for _, e := range r.owners(name[:at]) {
				if e != m.Entity && ownName(name[at:], r.a.Entities[e].Type) {
					f := fact{Relation: extract.Relation{Type: vocab.PartOf, Modality: vocab.Asserted, Confidence: .8, Rule: "own name", Trigger: m.Span}}
					r.add(s, f, []int{m.Entity}, []int{e})
				}
			}
		}
	}
}

// seated reads HELD_IN off an event's own name: "Vilnius Summit".
func (r *reader) seated(s *sentence) {
	for _, i := range r.named[s.index] {
		m := r.a.Mentions[i]
		if m.Type != vocab.Event {
			continue
		}
		name := r.a.Doc.Slice(m.Span)
		for e, x := range r.a.Entities {
			if x.Type != vocab.Place || !strings.HasPrefix(name, x.Name+" ") {
				continue
			}
			if known := r.lex.Lookup(x.Name); len(known) == 0 || known[0].Kind != "city" && known[0].Kind != "capital" {
				continue
			}
			f := fact{Relation: extract.Relation{Type: vocab.HeldIn, Modality: vocab.Asserted, Confidence: .75, Rule: "own name", Trigger: m.Span}, tenseless: true}
			r.add(s, f, []int{m.Entity}, []int{e})
		}
	}
}

// owners are the countries and bodies of the release that go by a name.
func (r *reader) owners(name string) []int {
	if len(name) < 2 {
		return nil
	}
	out := slices.Clone(r.byName[name])
	for _, known := range r.lex.Lookup(name) {
		if e, ok := r.countries[known.ID]; ok && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// ownName reports whether what follows the owner in a name is the name of one
// of its parts, and not of something between two owners ("U.S.-Japan").
func ownName(rest string, owner vocab.EntityType) bool {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "’s"), "'s")
	if !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, "\u00a0") {
		return false
	}
	if owner == vocab.Organization {
		return true
	}
	words := strings.Fields(rest)
	if len(words) > 1 && words[len(words)-1] == "Force" { // "Defence Force", but the Kosovo Force is not Kosovo's
		return true
	}
	if i := slices.Index(words, "Council"); i >= 0 && i+1 < len(words) && (words[i+1] == "of" || words[i+1] == "for") {
		return false // "Australian Council of Social Service"
	}
	return slices.ContainsFunc(words, func(w string) bool { return stateOrgans[strings.ToLower(w)] })
}

// stateOrgans are the words for parts of a state: a chamber of commerce or a
// bank that bears a country's name is none.
var stateOrgans = words(`ministry department government parliament senate congress house army navy forces guard corps command agency
	embassy mission treasury cabinet office bureau council commission police academy court service administration delegation consulate
	secretariat assembly directorate strategy mfa mod`)

// Package relations reads facts off sentences: a shallow parse, a lexicon of
// predicates with their argument frames, and rules for lists and names.
package relations

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/roles"
	"entente/text"
	"entente/text/vocab"
)

// Stage gives Relations.
type Stage struct{ lex *lexicon.Lexicon }

// New returns the stage.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "relations" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Tokens, extract.Tags, extract.Trees, extract.Dates, extract.Mentions, extract.Roles, extract.Entities}
}

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Relations} }

// Apply implements extract.Stage.
func (st *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	r, err := st.read(ctx, a, nil)
	if err != nil {
		return err
	}
	a.Relations = settle(a, r.facts, r.planned())
	return nil
}

// read collects the facts of a release. trace is told of the predicates, nil is
// told of none.
func (st *Stage) read(ctx context.Context, a *extract.Analysis, trace func(Reading)) (*reader, error) {
	r := &reader{a: a, lex: st.lex, named: make([][]int, len(a.Sentences)), byName: map[string][]int{}, countries: map[string]int{}, travel: travels(a), nationals: nationalsIn(a, st.lex), trace: trace}
	r.index()
	r.topic = r.findTopic()
	r.home = r.speaksFor()
	v, regions := newViews(a), regionsIn(a, st.lex)
	for i := range a.Sentences {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if role := a.Sentences[i].Role; role.Silent() || role == text.SourceLine {
			continue
		}
		s := parse(a, i, v)
		s.nationals, s.regions, s.visitor = r.nationals, regions, r.visitor()
		r.verbs(s)
		r.nouns(s)
		r.attendance(s)
		r.holds(s)
		r.aid(s)
		r.defended(s)
		r.adjectives(s)
		r.lists(s)
		r.names(s)
		r.companions(s)
	}
	r.follow()
	for _, p := range roles.Positions(a) {
		r.facts = append(r.facts, fact{Relation: p})
	}
	r.twoSides()
	r.dateline()
	return r, nil
}

// reader collects the facts of one release.
type reader struct {
	a         *extract.Analysis
	lex       *lexicon.Lexicon
	travel    bool             // the release announces or reports a journey
	named     [][]int          // the name mentions of each sentence that stand for an entity
	byName    map[string][]int // countries and bodies by each of their names
	countries map[string]int   // countries by the lexicon's id
	nationals map[int]bool     // start offsets of mentions such as "Afghans": people, not their state
	home      int              // the country that the release speaks for, or -1
	topic     int              // the event that the release is about, or -1
	facts     []fact
	seen      int           // facts that tell of no journey
	listing   *listing      // the list that the last sentences opened
	held      []int         // who held the meeting that the release reports
	meeting   fact          // and that they met
	parties   []company     // who goes along with whom
	trace     func(Reading) // is told of predicates and their ends; nil in an extraction
	between   []pending     // cooperation whose two sides the whole release tells
}

// index makes the reader's look-ups.
func (r *reader) index() {
	for i, m := range r.a.Mentions {
		if m.Kind == extract.Name && m.Entity >= 0 && m.Sentence >= 0 && m.Sentence < len(r.named) {
			r.named[m.Sentence] = append(r.named[m.Sentence], i)
		}
	}
	for i, e := range r.a.Entities {
		if e.Type != vocab.Country && e.Type != vocab.Organization {
			continue
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if e.Type == vocab.Country || !r.lex.CommonWord(name) {
				r.byName[name] = append(r.byName[name], i)
			}
		}
		if known := r.lex.Lookup(e.Name); e.Type == vocab.Country && len(known) > 0 {
			if _, ok := r.countries[known[0].ID]; !ok {
				r.countries[known[0].ID] = i
			}
		}
	}
}

// speaksFor is the country whose government publishes the release, if the release
// names it, or -1.
func (r *reader) speaksFor() int {
	if home, _ := roles.Publisher(r.a.Doc, r.lex); home != nil {
		if e, ok := r.countries[home.ID]; ok {
			return e
		}
	}
	return -1
}

// fact is a relation before the release as a whole is considered.
type fact struct {
	extract.Relation
	tenseless bool // stated by a noun or a headline: the modality is the release's
}

// add records a relation between every subject and object whose types fit.
func (r *reader) add(s *sentence, f fact, subjects, objects []int) {
	for _, x := range subjects {
		for _, y := range objects {
			if x == y || x < 0 || y < 0 || !f.Type.Allows(r.a.Entities[x].Type, r.a.Entities[y].Type) {
				continue
			}
			g := f
			g.Subject, g.Object = x, y
			if standing[g.Type] {
				g.From, g.To = "", ""
			}
			if g.Type != vocab.MetWith {
				g.Place = ""
			}
			g.AttributedTo = -1
			g.Evidence = r.a.Sentences[s.index].Span
			r.facts = append(r.facts, g)
		}
	}
}

// standing relations hold for years: the date of the sentence is not theirs.
var standing = map[vocab.RelationType]bool{vocab.CooperatesWith: true, vocab.PartnerOf: true}

// of returns the entities of type t among es whose initials are in types; all when types is empty.
func (r *reader) of(types string, es []int) []int {
	if types == "" {
		return es
	}
	return slices.DeleteFunc(slices.Clone(es), func(e int) bool {
		return e < 0 || !strings.Contains(types, initial(r.a.Entities[e].Type))
	})
}

// initial is the letter that stands for an entity type in a frame.
func initial(t vocab.EntityType) string {
	switch t {
	case vocab.Programme:
		return "G"
	case vocab.Document:
		return "D"
	case vocab.Place:
		return "L"
	}
	return string(t[0])
}

// actors are the entities that act when the noun phrases do: named, or through
// their government. loose takes whoever owns what is named.
func (s *sentence) actors(phrases []int, loose bool) []int {
	var out []int
	for _, i := range phrases {
		p := s.phrases[i]
		switch {
		case len(p.np.head) > 0:
			if loose || !s.nationals[s.tokens[p.last-1].Start] {
				out = append(out, p.np.head...)
			}
		case len(p.np.poss) > 0 && (loose || actsFor[p.word]):
			out = append(out, p.np.poss...)
		case len(p.np.of) > 0 && (actsFor[p.word] || loose && beneficiaries[p.word]):
			out = append(out, p.np.of...)
		case loose && beneficiaries[p.word] && i+1 < len(s.phrases) && s.phrases[i+1].kind == vp && s.phrases[i+1].verb.form == participle:
			out = append(out, s.actors(s.prepositional(i+1, "by"), false)...) // "the steps taken by X"
		case titleNouns[p.word] && s.appositive(i) >= 0 && s.a.Entities[s.phrases[s.appositive(i)].np.head[0]].Type == vocab.Person:
			out = append(out, s.phrases[s.appositive(i)].np.head...) // "their Foreign Minister, X"
		case memberNouns[p.word] && i+2 < len(s.phrases) && s.appositive(i) >= 0:
			out = append(out, s.phrases[s.appositive(i)].np.head...) // "our newest member, X"
		case gatherings[p.word] && len(s.events(p.np.of)) > 0: // the second session of the Forum
			out = append(out, s.events(p.np.of)...)
		case p.word == "delegation" && s.words[p.first] == "the" && s.visitor >= 0 && len(p.np.pre)+len(p.np.poss) == 0:
			out = append(out, s.visitor)
		case s.meeting && i+1 < len(s.phrases) && s.phrases[i+1].kind == vp && s.phrases[i+1].word == "represent" && s.phrases[i+1].verb.form == gerund:
			out = append(out, s.actors(s.object(i+1), false)...)
		case s.meeting && p.word == "counterpart" && len(p.np.of) > 0:
			out = append(out, p.np.of...)
		case loose && p.word == "board":
			out = append(append(append(out, p.np.of...), p.np.pre...), p.np.poss...)
		case s.meeting && envoys[p.word]:
			out = append(append(out, p.np.of...), p.np.pre...)
		case s.meeting && p.word == "head" && i+2 < len(s.phrases) && heads[s.phrases[i+2].word]: // "Heads of Government from A and B"
			out = append(append(out, s.phrases[i+2].np.of...), p.np.pre...)
		case actsFor[p.word] || loose && nationals[p.word]:
			out = append(out, p.np.pre...)
		}
	}
	return unique(out)
}

// heads follow "head of".
var heads = words(`government state mission delegation`)

// gatherings are what an event consists of.
var gatherings = words(`meeting session round edition ceremony opening launch part ministerial`)

// events are those of the entities that are events.
func (s *sentence) events(es []int) []int {
	return slices.DeleteFunc(slices.Clone(es), func(e int) bool { return s.a.Entities[e].Type != vocab.Event })
}

// titleNouns are followed by the name of the one who holds the office.
var titleNouns = words(`minister president secretary ambassador commander chairman chairperson chair director commissioner governor premier
	chancellor king queen spokesperson envoy representative general wife husband honourable honorable`)

// memberNouns are followed by the name of the one they mean.
var memberNouns = words(`member partner ally neighbour neighbor friend colleague counterpart host`)

// appositive is the name in apposition to the noun phrase at i, after its own
// "of" phrase and a comma; -1 when there is none.
func (s *sentence) appositive(i int) int {
	j := i + 1
	for j+1 < len(s.phrases) && s.phrases[j].kind == prep && s.phrases[j+1].kind == np {
		j += 2
	}
	if j+1 < len(s.phrases) && s.phrases[j].kind == comma && s.phrases[j+1].kind == np && len(s.phrases[j+1].np.head) > 0 && (j == i+1 || !s.akin(j-1, j+1)) {
		return j + 1 // and not one of a list that the "of" phrase begins
	}
	return -1
}

// unique drops repeated entities and keeps the order.
func unique(es []int) []int {
	out := es[:0:0]
	for _, e := range es {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// settle merges facts that say the same and puts them in the order of the text.
//
// A fact without tense takes the modality of the tensed statement of it; else,
// where the release as a whole is an announcement, it is planned.
func settle(a *extract.Analysis, facts []fact, planned bool) []extract.Relation {
	type key struct {
		s, o int
		t    vocab.RelationType
	}
	tensed := map[key]bool{}
	for i := range facts {
		f := &facts[i]
		if f.Type.Symmetric() && f.Subject > f.Object {
			f.Subject, f.Object = f.Object, f.Subject
		}
		if !f.tenseless {
			tensed[key{f.Subject, f.Object, f.Type}] = true
		}
	}
	type full struct {
		key
		m vocab.Modality
		t string
	}
	at := map[full]int{}
	var out []extract.Relation
	for _, f := range facts {
		k := key{f.Subject, f.Object, f.Type}
		if f.tenseless && tensed[k] {
			continue
		}
		if f.tenseless && planned && occasions[f.Type] && f.From == "" {
			f.Modality = vocab.Planned
		}
		id := full{k, f.Modality, ""}
		if f.Type == vocab.HoldsPosition {
			id.t = text.Fold(f.Title)
		}
		if i, ok := at[id]; ok {
			place := cmp.Or(out[i].Place, f.Place)
			if better(f.Relation, out[i]) {
				out[i] = f.Relation
			}
			out[i].Place = place
			continue
		}
		at[id] = len(out)
		out = append(out, f.Relation)
	}
	out = dropContained(a, out)
	inherit(a, out)
	slices.SortStableFunc(out, func(x, y extract.Relation) int {
		return cmp.Or(cmp.Compare(x.Evidence.Start, y.Evidence.Start), cmp.Compare(x.Trigger.Start, y.Trigger.Start),
			cmp.Compare(x.Type, y.Type), cmp.Compare(x.Subject, y.Subject), cmp.Compare(x.Object, y.Object))
	})
	return out
}

// occasions are the relations that take place on a day.
var occasions = map[vocab.RelationType]bool{vocab.MetWith: true, vocab.Visited: true, vocab.Hosted: true, vocab.Organized: true,
	vocab.ParticipatedIn: true, vocab.HeldIn: true}

// planned reports whether the release announces what is to come: the first
// occasion that it tells with a tense is planned.
func (r *reader) planned() bool {
	for _, f := range r.facts {
		if !f.tenseless && occasions[f.Type] && !inHeadline(r.a, f.Evidence) {
			return f.Modality == vocab.Planned
		}
	}
	return false
}

// visitor is the first who is told to travel, whom "the delegation" stands for; -1 when none is.
func (r *reader) visitor() int {
	for ; r.seen < len(r.facts); r.seen++ {
		if r.facts[r.seen].Type == vocab.Visited {
			return r.facts[r.seen].Subject
		}
	}
	return -1
}

// inHeadline reports whether a sentence is the release's headline.
func inHeadline(a *extract.Analysis, sentence text.Span) bool {
	return a.Sentences[0].Role == text.Headline && a.Sentences[0].Span == sentence
}

// dropContained leaves out a visit to a country where a visit of the same party
// to a place in it is stated, and an event's country where its place is.
func dropContained(a *extract.Analysis, rs []extract.Relation) []extract.Relation {
	inside := map[int][]int{} // country -> places in it
	for _, r := range rs {
		if r.Type == vocab.LocatedIn {
			inside[r.Object] = append(inside[r.Object], r.Subject)
		}
	}
	type stay struct {
		t    vocab.RelationType
		s, o int
	}
	have := map[stay]bool{}
	for _, r := range rs {
		have[stay{r.Type, r.Subject, r.Object}] = true
	}
	return slices.DeleteFunc(rs, func(r extract.Relation) bool {
		if r.Type != vocab.Visited && r.Type != vocab.HeldIn || r.Modality == vocab.Former {
			return false
		}
		return slices.ContainsFunc(inside[r.Object], func(p int) bool { return have[stay{r.Type, r.Subject, p}] })
	})
}

// nationalsIn finds the mentions that name a people and not its state:
// "Afghans", "the Dutch" stay out, "Afghan" before a noun is a modifier anyway.
func nationalsIn(a *extract.Analysis, lex *lexicon.Lexicon) map[int]bool {
	out := map[int]bool{}
	for _, m := range a.Mentions {
		if m.Kind != extract.Name || m.Type != vocab.Country {
			continue
		}
		for _, f := range lex.Find(a.Doc.Slice(m.Span)) {
			if f.Surface == lexicon.Demonym && strings.HasSuffix(a.Doc.Slice(m.Span), "s") {
				out[m.Start] = true
			}
		}
	}
	return out
}

// better prefers a dated statement, then the more exact date, then the surer one.
func better(x, y extract.Relation) bool {
	if (x.From != "") != (y.From != "") {
		return x.From != ""
	}
	if x.From >= y.From && x.To <= y.To && (x.From != y.From || x.To != y.To) {
		return true
	}
	return x.Confidence > y.Confidence
}

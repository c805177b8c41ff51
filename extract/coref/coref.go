// Package coref reads pronouns, offices without their holder and common nouns
// through to the entities of a release: "he", "the Secretary General", "the two
// leaders", "the Council". What it is not sure of it leaves out.
package coref

import (
	"cmp"
	"context"
	"slices"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/roles"
	"entente/text"
	"entente/text/vocab"
)

// Stage adds nominal and pronoun mentions to the names.
type Stage struct{ lex *lexicon.Lexicon }

// New returns the stage.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "coref" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Mentions, extract.Entities, extract.Roles}
}

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Mentions} }

// Apply implements extract.Stage.
func (s *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	r := &resolver{a: a, lex: s.lex, gender: map[int]byte{}, last: map[int]int{}, home: -1, org: -1}
	r.learn()
	for i := range a.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch a.Sentences[i].Role {
		case text.Boilerplate, text.Foreign, text.SourceLine:
		default:
			r.sentence(i)
		}
		r.pass(a.Sentences[i].End)
	}
	places := a.AddMentions(r.found)
	for i, role := range r.foundRole {
		if role >= 0 {
			a.Roles[role].Person = places[i]
		}
	}
	return nil
}

// use is one reference to entities at a place: a name, or what was resolved so
// far. Later references look back over them.
type use struct {
	text.Span
	sentence int
	entity   int
	also     []int
	subject  bool // the first of its sentence, or near its start
}

type resolver struct {
	a         *extract.Analysis
	lex       *lexicon.Lexicon
	uses      []use // in order up to the current place
	next      int   // the first name not in uses yet
	role      int   // the first role not read yet; roles stand sentence by sentence
	holders   []holding
	last      map[int]int // where each entity was last referred to
	gender    map[int]byte
	home, org int   // the entities that the release speaks for, or -1
	speaker   int   // the entity that says "I", or -1
	we        []int // the entities that say "we"
	found     []extract.Mention
	foundRole []int // the role that found[i] is the holder of, or -1
}

// learn gathers what the whole release tells before its sentences are read.
func (r *resolver) learn() {
	country, org := roles.Publisher(r.a.Doc, r.lex)
	for i, e := range r.a.Entities {
		if country != nil && r.home < 0 && e.Type == vocab.Country && roles.Is(e, country, r.lex) {
			r.home = i
		}
		if org != nil && r.org < 0 && e.Type == vocab.Organization && roles.Is(e, org, r.lex) {
			r.org = i
		}
	}
	r.genders()
	r.hold()
	r.speaker, r.we = r.speakers()
}

// person reports whether entity e is a person.
func (r *resolver) person(e int) bool { return e >= 0 && r.a.Entities[e].Type == vocab.Person }

// upTo takes the names before the offset into uses.
func (r *resolver) upTo(at int) {
	for ; r.next < len(r.a.Mentions) && r.a.Mentions[r.next].Start < at; r.next++ {
		m := r.a.Mentions[r.next]
		if m.Entity >= 0 {
			r.last[m.Entity] = m.Start
			r.uses = append(r.uses, use{Span: m.Span, sentence: m.Sentence, entity: m.Entity, subject: r.first(m.Sentence, m.Entity)})
		}
	}
}

// first reports whether no use of the same type stands before in the sentence.
func (r *resolver) first(sentence, entity int) bool {
	for i := len(r.uses) - 1; i >= 0 && r.uses[i].sentence == sentence; i-- {
		if r.a.Entities[r.uses[i].entity].Type == r.a.Entities[entity].Type {
			return false
		}
	}
	return true
}

// add records a resolved reference.
func (r *resolver) add(sp text.Span, sentence int, kind extract.MentionKind, entities []int, rule string, score float64, role int) {
	if len(entities) == 0 {
		return
	}
	e := entities[0]
	var also []int
	if len(entities) > 1 {
		also = slices.Clone(entities[1:])
	}
	r.found = append(r.found, extract.Mention{Span: sp, Kind: kind, Type: r.a.Entities[e].Type, Sentence: sentence, Entity: e, Also: also, Rule: rule, Score: score})
	r.foundRole = append(r.foundRole, role)
	for _, e := range entities {
		r.last[e] = sp.Start
	}
	r.uses = append(r.uses, use{Span: sp, sentence: sentence, entity: e, also: also, subject: r.first(sentence, e)})
}

// sentence resolves the references of one sentence, in order.
func (r *resolver) sentence(i int) {
	refs := r.references(i)
	slices.SortStableFunc(refs, func(x, y reference) int { return cmp.Or(x.Start-y.Start, y.End-x.End) })
	end := 0
	for _, ref := range refs {
		if ref.Start < end || r.isName(ref.Span) {
			continue
		}
		r.upTo(ref.Start)
		n := len(r.found)
		r.resolve(ref, i)
		if len(r.found) > n {
			end = ref.End
		}
	}
	r.upTo(r.a.Sentences[i].End)
}

// pass steps over the roles that begin before the offset.
func (r *resolver) pass(end int) {
	for r.role < len(r.a.Roles) && r.a.Roles[r.role].Span.Start < end {
		r.role++
	}
}

// isName reports whether the span lies inside a name.
func (r *resolver) isName(sp text.Span) bool {
	i, _ := slices.BinarySearchFunc(r.a.Mentions, sp.Start+1, func(m extract.Mention, at int) int { return cmp.Compare(m.Start, at) })
	return i > 0 && r.a.Mentions[i-1].Contains(sp)
}

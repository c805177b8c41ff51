// Package relations reads facts off sentences: a shallow parse, a lexicon of
// predicates with their argument frames, and rules for lists and names.
package relations

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// Stage gives Relations.
type Stage struct{}

// New returns the stage.
func New() *Stage { return &Stage{} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "relations" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Tokens, extract.Tags, extract.Dates, extract.Mentions, extract.Roles, extract.Entities}
}

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Relations} }

// Apply implements extract.Stage.
func (*Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	r := &reader{a: a, travel: travels(a)}
	v := newViews(a)
	for i := range a.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		if role := a.Sentences[i].Role; role == text.Boilerplate || role == text.SourceLine {
			continue
		}
		s := parse(a, i, v)
		r.verbs(s)
		r.nouns(s)
		r.lists(s)
		r.names(s)
	}
	r.offices()
	a.Relations = settle(a, r.facts)
	return nil
}

// reader collects the facts of one release.
type reader struct {
	a      *extract.Analysis
	travel bool // the release announces or reports a journey
	facts  []fact
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
			g.AttributedTo = -1
			g.Evidence = r.a.Sentences[s.index].Span
			r.facts = append(r.facts, g)
		}
	}
}

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
			out = append(out, p.np.head...)
		case actsFor[p.word] || loose:
			switch {
			case len(p.np.poss) > 0 && (loose || len(p.np.of) == 0):
				out = append(out, p.np.poss...)
			case len(p.np.of) > 0:
				out = append(out, p.np.of...)
			default:
				out = append(out, p.np.pre...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// settle merges facts that say the same and puts them in the order of the text.
func settle(a *extract.Analysis, facts []fact) []extract.Relation {
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
		id := full{k, f.Modality, ""}
		if f.Type == vocab.HoldsPosition {
			id.t = text.Fold(f.Title)
		}
		if i, ok := at[id]; ok {
			if better(f.Relation, out[i]) {
				out[i] = f.Relation
			}
			continue
		}
		at[id] = len(out)
		out = append(out, f.Relation)
	}
	inherit(a, out)
	slices.SortStableFunc(out, func(x, y extract.Relation) int {
		return cmp.Or(cmp.Compare(x.Evidence.Start, y.Evidence.Start), cmp.Compare(x.Trigger.Start, y.Trigger.Start),
			cmp.Compare(x.Type, y.Type), cmp.Compare(x.Subject, y.Subject), cmp.Compare(x.Object, y.Object))
	})
	return out
}

// better prefers a dated statement, then a surer one.
func better(x, y extract.Relation) bool {
	if (x.From != "") != (y.From != "") {
		return x.From != ""
	}
	return x.Confidence > y.Confidence
}

func stringsSplit(p slot) iter.Seq[string] { return strings.SplitSeq(string(p), "|") }

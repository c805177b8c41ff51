package parser

import (
	"context"

	"entente/extract"
)

// Stage gives Trees.
type Stage struct {
	model *Model
	which func(*extract.Analysis) []bool
}

// New returns the stage that parses with a model. which says of each sentence
// whether it is wanted; where it is nil, all are.
func New(m *Model, which func(*extract.Analysis) []bool) *Stage { return &Stage{m, which} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "parser" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Tokens, extract.Tags}
}

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Trees} }

// Apply implements extract.Stage.
func (s *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	in := make([][]Word, len(a.Sentences))
	var wanted []bool
	if s.which != nil {
		wanted = s.which(a)
	}
	for i, sent := range a.Sentences {
		if wanted != nil && !wanted[i] {
			continue
		}
		for _, t := range a.Tokens[sent.First:sent.Last] {
			in[i] = append(in[i], Word{a.Doc.Slice(t.Span), t.Tag})
		}
	}
	for i, arcs := range s.model.Parse(in) {
		if err := ctx.Err(); err != nil {
			return err
		}
		first := a.Sentences[i].First
		for k, arc := range arcs {
			t := &a.Tokens[first+k]
			if t.Head, t.Rel = -1, arc.Relation; arc.Head >= 0 {
				t.Head = first + arc.Head
			}
		}
	}
	return nil
}

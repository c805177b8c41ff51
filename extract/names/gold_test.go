package names_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"entente/eval"
	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/internal/goldtest"
	"entente/text"
)

// noDates gives no Dates, which the name rules can do without.
type noDates struct{}

func (noDates) Name() string                                   { return "no dates" }
func (noDates) Needs() []extract.Layer                         { return nil }
func (noDates) Gives() []extract.Layer                         { return []extract.Layer{extract.Dates} }
func (noDates) Apply(context.Context, *extract.Analysis) error { return nil }

func pipeline(t testing.TB) *extract.Pipeline {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.NewPipeline(append(goldtest.Words(t), noDates{}, names.New(lex), names.Cluster(lex))...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func analyse(t testing.TB, p *extract.Pipeline, d *text.Document) *extract.Analysis {
	t.Helper()
	a, err := p.Run(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestGold holds the figures on the gold releases above a floor.
func TestGold(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct {
		file               string
		mentions, entities float64
	}{
		{"seed.jsonl", 0.97, 0.97},
		{"dev.jsonl", 0.96, 0.95},
		{"train.jsonl", 0.96, 0.955},
	} {
		t.Run(c.file, func(t *testing.T) {
			var gold []eval.Gold
			var system []eval.System
			for _, d := range goldtest.Load(t, c.file) {
				gold = append(gold, goldOf(d))
				system = append(system, systemOf(analyse(t, p, d.Document())))
			}
			r := eval.Score(gold, system)
			t.Logf("mentions %.3f, entities %.3f", r.Mentions.F1, r.Entities.F1)
			for _, kind := range slices.Sorted(maps.Keys(r.MentionsByType)) {
				m, e := r.MentionsByType[kind], r.EntitiesByType[kind]
				t.Logf("%-13s mentions P %.2f R %.2f F1 %.2f, entities P %.2f R %.2f F1 %.2f", kind, m.Precision, m.Recall, m.F1, e.Precision, e.Recall, e.F1)
			}
			if float64(r.Mentions.F1) < c.mentions || float64(r.Entities.F1) < c.entities {
				t.Errorf("mentions F1 %.3f, want %.2f; entities F1 %.3f, want %.2f", r.Mentions.F1, c.mentions, r.Entities.F1, c.entities)
			}
		})
	}
}

func goldOf(d goldtest.Doc) eval.Gold {
	g := eval.Gold{ID: d.ID}
	for _, e := range d.Entities {
		x := eval.GoldEntity{Key: e.Key, Type: string(e.Type), Names: e.Names, Optional: e.Optional}
		for _, m := range e.Mentions {
			x.Mentions = append(x.Mentions, eval.Mention{Start: m.Start, End: m.End, Text: m.Text, Optional: m.Optional})
		}
		g.Entities = append(g.Entities, x)
	}
	return g
}

func systemOf(a *extract.Analysis) eval.System {
	s := eval.System{ID: a.Doc.ID}
	for _, e := range a.Entities {
		x := eval.SystemEntity{ID: e.ID, Type: string(e.Type), Name: e.Name, Aliases: e.Aliases}
		for _, i := range e.Mentions {
			sp := a.Doc.Original(a.Mentions[i].Span)
			x.Mentions = append(x.Mentions, eval.Mention{Start: sp.Start, End: sp.End, Text: a.Doc.Slice(a.Mentions[i].Span), Kind: string(a.Mentions[i].Kind)})
		}
		s.Entities = append(s.Entities, x)
	}
	return s
}

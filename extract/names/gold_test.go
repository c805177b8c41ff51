package names_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"testing"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/extract/prose"
	"entente/extract/segment"
	"entente/internal/goldtest"
)

func pipeline(t testing.TB) *extract.Pipeline {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.NewPipeline(segment.New(), prose.New(), noDates{}, names.New(lex), names.Cluster(lex))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// noDates gives no Dates, which the name rules can do without.
type noDates struct{}

func (noDates) Name() string                                   { return "no dates" }
func (noDates) Needs() []extract.Layer                         { return nil }
func (noDates) Gives() []extract.Layer                         { return []extract.Layer{extract.Dates} }
func (noDates) Apply(context.Context, *extract.Analysis) error { return nil }

// TestPrint writes what the stages find in $NAMES_GOLD to $NAMES_OUT.
func TestPrint(t *testing.T) {
	out := os.Getenv("NAMES_OUT")
	if out == "" {
		t.Skip("NAMES_OUT is not set")
	}
	f, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	defer w.Flush()
	p := pipeline(t)
	for _, d := range goldtest.Load(t, os.Getenv("NAMES_GOLD")) {
		a, err := p.Run(context.Background(), d.Document())
		if err != nil {
			t.Fatal(err)
		}
		type jm struct {
			Start int    `json:"start"`
			End   int    `json:"end"`
			Text  string `json:"text"`
			Kind  string `json:"kind"`
			Rule  string `json:"rule"`
		}
		type je struct {
			ID       string   `json:"id"`
			Type     string   `json:"type"`
			Name     string   `json:"name"`
			Aliases  []string `json:"aliases"`
			Mentions []jm     `json:"mentions"`
		}
		es := []je{}
		for _, e := range a.Entities {
			x := je{ID: e.ID, Type: string(e.Type), Name: e.Name, Aliases: append([]string{}, e.Aliases...), Mentions: []jm{}}
			for _, m := range e.Mentions {
				sp := a.Doc.Original(a.Mentions[m].Span)
				x.Mentions = append(x.Mentions, jm{sp.Start, sp.End, a.Doc.Slice(a.Mentions[m].Span), "name", a.Mentions[m].Rule})
			}
			es = append(es, x)
		}
		b, _ := json.Marshal(map[string]any{"id": d.ID, "entities": es})
		w.Write(append(b, '\n'))
	}
}

package names_test

import (
	"context"
	"reflect"
	"testing"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/internal/goldtest"
	"entente/text"
)

// FuzzNames feeds any bytes to the stages: names stand in order, do not
// overlap, lie inside their sentence's text and belong to the entity that lists
// them; a second run gives the same.
func FuzzNames(f *testing.F) {
	for _, s := range []string{
		"Minister of Foreign Affairs of Norway, Mr Espen Strand, Jr.",
		"The U.S.-Japan Council on A, B, and C (CABC) Programme’s “2+2” of the",
		"(", "’s", "-", "A-", "A’", "Dr.", "SECRETARY GENERAL:", "of of of the Of The", "Council Foo Council Foo & Bar, Inc.",
		"Resolution 1325 on the", "the House and Senate", "Prince of", "Exercise", "island of", "his wife", "X, of Y", "\xff\xfe(\xf0",
	} {
		f.Add(s)
	}
	lex, err := lexicon.Load()
	if err != nil {
		f.Fatal(err)
	}
	p, err := extract.NewPipeline(goldtest.Words(f)[0], noTokens{}, names.New(lex), names.Cluster(lex))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := p.Run(context.Background(), text.New(s))
		if err != nil {
			t.Fatal(err)
		}
		end := 0
		for i, m := range a.Mentions {
			if m.Start < end || m.End <= m.Start || m.End > len(a.Doc.Text()) {
				t.Fatalf("mention %d at %v after %d", i, m.Span, end)
			}
			end = m.End
			if !a.Sentences[m.Sentence].Contains(text.Span{Start: m.Start, End: m.Start + 1}) {
				t.Fatalf("mention %d at %v begins outside sentence %d", i, m.Span, m.Sentence)
			}
			if m.Entity < 0 || a.Entities[m.Entity].Type != m.Type {
				t.Fatalf("mention %d has entity %d", i, m.Entity)
			}
		}
		ids := map[string]bool{}
		for _, e := range a.Entities {
			if e.ID == "" || e.Name == "" || ids[e.ID] || len(e.Mentions) == 0 {
				t.Fatalf("entity %+v", e)
			}
			ids[e.ID] = true
		}
		again, err := p.Run(context.Background(), text.New(s))
		if err != nil || !reflect.DeepEqual(a.Mentions, again.Mentions) || !reflect.DeepEqual(a.Entities, again.Entities) {
			t.Fatal("a second run differs", err)
		}
	})
}

// noTokens stands in for the tagger, which the rules can do without and which
// would take most of the time.
type noTokens struct{ noDates }

func (noTokens) Gives() []extract.Layer {
	return []extract.Layer{extract.Tokens, extract.Tags, extract.Dates}
}

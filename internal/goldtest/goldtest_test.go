package goldtest

import (
	"context"
	"testing"

	"entente/extract"
)

// TestOracleGivesTheAnnotatedNames holds the oracle to the gold: each name's
// span is its surface, and nearly all of them are kept.
func TestOracleGivesTheAnnotatedNames(t *testing.T) {
	want, got := 0, 0
	for _, file := range []string{"seed.jsonl", "train.jsonl"} {
		for _, d := range Load(t, file) {
			if !d.Same() {
				t.Logf("%s is not normal text: its offsets do not hold", d.ID)
				continue
			}
			a := &extract.Analysis{Doc: d.Document()}
			if err := Oracle(d).Apply(context.Background(), a); err != nil {
				t.Fatal(err)
			}
			surfaces := map[int]string{}
			for _, e := range d.Entities {
				want += len(e.Mentions)
				for _, m := range e.Mentions {
					surfaces[m.Start] = m.Text
				}
			}
			got += len(a.Mentions)
			for i, m := range a.Mentions {
				if s := a.Doc.Slice(m.Span); s != surfaces[m.Start] {
					t.Errorf("%s: mention %d is %q, annotated as %q", d.ID, i, s, surfaces[m.Start])
				}
			}
		}
	}
	if got < want*99/100 {
		t.Errorf("%d of %d annotated names kept", got, want)
	}
}

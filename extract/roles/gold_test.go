package roles_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/roles"
	"entente/internal/goldtest"
	"entente/text"
	"entente/text/vocab"
)

// TestPositionsAgainstGold measures HOLDS_POSITION with the annotated names and
// holds it to what it reached. ENTENTE_ERRORS=1 prints what is missed and what
// is too much.
func TestPositionsAgainstGold(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	verbose := os.Getenv("ENTENTE_ERRORS") != ""
	for _, c := range []struct {
		file                      string
		precision, recall, titles float64
	}{{"seed.jsonl", 1, 1, 1}, {"train.jsonl", 0.96, 0.86, 0.965}, {"dev.jsonl", 0.93, 0.82, 0.97}} {
		var right, spurious, missed, titles, titled int
		for _, d := range goldtest.Load(t, c.file) {
			if !d.Same() {
				continue
			}
			p, err := extract.NewPipeline(goldtest.Words(t)[0], goldtest.Oracle(d), roles.New(lex))
			if err != nil {
				t.Fatal(err)
			}
			a, err := p.Run(context.Background(), d.Document())
			if err != nil {
				t.Fatal(err)
			}
			type key struct {
				s, o string
				m    vocab.Modality
			}
			optionalEntity := map[string]bool{}
			for _, e := range d.Entities {
				optionalEntity[e.Key] = e.Optional
			}
			want, optional := map[key]goldtest.Relation{}, map[key]bool{}
			for _, r := range d.Relations {
				if r.Type != vocab.HoldsPosition {
					continue
				}
				if r.Modality == "" {
					r.Modality = vocab.Asserted
				}
				k := key{r.Subject, r.Object, r.Modality}
				if r.Optional || optionalEntity[r.Subject] || optionalEntity[r.Object] {
					optional[k] = true
				} else {
					want[k] = r
				}
			}
			say := func(format string, args ...any) {
				if verbose && c.file != "dev.jsonl" {
					fmt.Printf(d.ID+" "+format+"\n", args...)
				}
			}
			got := map[key]bool{}
			for _, r := range roles.Positions(a) {
				if r.Type != vocab.HoldsPosition {
					continue
				}
				k := key{a.Entities[r.Subject].ID, a.Entities[r.Object].ID, r.Modality}
				got[k] = true
				g, ok := want[k]
				switch {
				case optional[k]:
				case !ok:
					spurious++
					say("SPURIOUS %s | %s | %s | %s  <%s>  %.250s", k.s, r.Title, k.o, k.m, r.Rule, line(a, r.Evidence))
				default:
					right++
					if g.Title != "" {
						titled++
						if same(g.Title, r.Title) {
							titles++
						} else {
							say("TITLE %s | %s | want %s", k.s, r.Title, g.Title)
						}
					}
				}
			}
			for _, r := range d.Relations {
				k := key{r.Subject, r.Object, cmpModality(r.Modality)}
				if g, ok := want[k]; ok && !got[k] && r.Type == vocab.HoldsPosition {
					got[k] = true
					missed++
					say("MISSED %s | %s | %s | %s  %.250s", k.s, g.Title, k.o, k.m, strings.ReplaceAll(g.Evidence, "\n", " "))
				}
			}
		}
		p := float64(right) / float64(max(1, right+spurious))
		r := float64(right) / float64(max(1, right+missed))
		t.Logf("%s: right %d spurious %d missed %d: precision %.3f recall %.3f F1 %.3f, titles %d of %d", c.file, right, spurious, missed,
			p, r, 2*p*r/max(0.001, p+r), titles, titled)
		if p < c.precision || r < c.recall || float64(titles) < c.titles*float64(titled) {
			t.Errorf("%s: fell below precision %.3f, recall %.3f or titles %.3f", c.file, c.precision, c.recall, c.titles)
		}
	}
}

func cmpModality(m vocab.Modality) vocab.Modality {
	if m == "" {
		return vocab.Asserted
	}
	return m
}

func line(a *extract.Analysis, sp text.Span) string {
	return strings.Join(strings.Fields(a.Doc.Slice(sp)), " ")
}

// same compares titles as the shared scorer does.
func same(a, b string) bool { return fold(a) == fold(b) }

func fold(s string) string { return strings.TrimPrefix(text.Fold(s), "the ") }

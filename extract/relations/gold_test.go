package relations_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/coref"
	"entente/extract/lexicon"
	"entente/extract/parser"
	"entente/extract/relations"
	"entente/extract/roles"
	"entente/internal/goldtest"
	"entente/text/dates"
	"entente/text/vocab"
)

type dateStage struct{}

func (dateStage) Name() string           { return "dates" }
func (dateStage) Needs() []extract.Layer { return nil }
func (dateStage) Gives() []extract.Layer { return []extract.Layer{extract.Dates} }
func (dateStage) Apply(_ context.Context, a *extract.Analysis) error {
	a.Dates = dates.Find(a.Doc.Text(), a.Doc.Published.ISO)
	return nil
}

// TestGoldMentions measures the relation stage alone: names and entities are
// the gold's. GOLD=file ERRORS=1 prints every miss.
func TestGoldMentions(t *testing.T) {
	file := os.Getenv("GOLD")
	if file == "" {
		file = "train.jsonl"
	}
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	type triple struct {
		s, o string
		t    vocab.RelationType
		m    vocab.Modality
	}
	type count struct{ tp, fp, fn int }
	counts := map[vocab.RelationType]*count{}
	at := func(t vocab.RelationType) *count {
		if counts[t] == nil {
			counts[t] = &count{}
		}
		return counts[t]
	}
	var right, dated, titles, titled int
	trees, err := goldtest.Set(t).Parser()
	if err != nil {
		t.Fatal(err)
	}
	words := append(goldtest.Words(t), parser.New(trees, nil))
	for _, d := range goldtest.Load(t, file) {
		p, err := extract.NewPipeline(append(slices.Clip(words), dateStage{}, goldtest.Oracle(d), roles.New(lex), coref.New(lex), relations.New(lex))...)
		if err != nil {
			t.Fatal(err)
		}
		a, err := p.Run(context.Background(), d.Document())
		if err != nil {
			t.Fatal(err)
		}
		norm := func(s string, ty vocab.RelationType, o string, m vocab.Modality) triple {
			if ty.Symmetric() && o < s {
				s, o = o, s
			}
			return triple{s, o, ty, m}
		}
		optEnt := map[string]bool{}
		for _, e := range d.Entities {
			optEnt[e.Key] = e.Optional
		}
		want, opt := map[triple]goldtest.Relation{}, map[triple]bool{}
		for _, r := range d.Relations {
			m := r.Modality
			if m == "" {
				m = vocab.Asserted
			}
			k := norm(r.Subject, r.Type, r.Object, m)
			if r.Optional || optEnt[r.Subject] || optEnt[r.Object] {
				opt[k] = true
			} else {
				want[k] = r
			}
		}
		seen := map[triple]bool{}
		for _, r := range a.Relations {
			k := norm(a.Entities[r.Subject].ID, r.Type, a.Entities[r.Object].ID, r.Modality)
			if seen[k] || opt[k] && want[k].Subject == "" {
				continue
			}
			seen[k] = true
			g, ok := want[k]
			if !ok {
				at(k.t).fp++
				if os.Getenv("ERRORS") != "" {
					ev := a.Doc.Slice(r.Evidence)
					fmt.Printf("SPURIOUS\t%s\t%s\t%s -> %s [%s]\t%s\t%.160q\n", k.t, d.ID, k.s, k.o, k.m, r.Rule, ev)
				}
				continue
			}
			at(k.t).tp++
			if g.From != "" {
				dated++
				to := g.To
				if to == "" {
					to = g.From
				}
				if r.From == g.From && r.To == to {
					right++
				} else if os.Getenv("ERRORS") != "" {
					fmt.Printf("DATE\t%s\t%s\t%s -> %s: %s/%s for %s/%s\t%.160q\n", k.t, d.ID, k.s, k.o, r.From, r.To, g.From, to, a.Doc.Slice(r.Evidence))
				}
			}
			if g.Title != "" {
				titled++
				if r.Title == g.Title {
					titles++
				} else if os.Getenv("ERRORS") != "" {
					fmt.Printf("TITLE\t%s\t%s: %q for %q\n", d.ID, k.s, r.Title, g.Title)
				}
			}
		}
		for k, g := range want {
			if !seen[k] {
				at(k.t).fn++
				if os.Getenv("ERRORS") != "" {
					at := strings.Index(d.Text, g.Evidence)
					for _, sent := range a.Sentences {
						if at >= sent.Start && at < sent.End {
							fmt.Printf("MISSED\t%s\t%s\t%s -> %s [%s]\t\t%.420q\n", k.t, d.ID, k.s, k.o, k.m, a.Doc.Slice(sent.Span))
						}
					}
				}
			}
		}
	}
	var names []string
	var all count
	for ty, c := range counts {
		names = append(names, string(ty))
		all.tp += c.tp
		all.fp += c.fp
		all.fn += c.fn
	}
	sort.Strings(names)
	f1 := func(c count) float64 { return 2 * float64(c.tp) / float64(max(1, 2*c.tp+c.fp+c.fn)) }
	for _, n := range names {
		c := counts[vocab.RelationType(n)]
		t.Logf("%-18s P %.2f R %.2f F1 %.2f  tp %d fp %d fn %d", n, float64(c.tp)/float64(max(1, c.tp+c.fp)), float64(c.tp)/float64(max(1, c.tp+c.fn)), f1(*c), c.tp, c.fp, c.fn)
	}
	t.Logf("all P %.3f R %.3f F1 %.3f  dates %d/%d titles %d/%d", float64(all.tp)/float64(max(1, all.tp+all.fp)), float64(all.tp)/float64(max(1, all.tp+all.fn)), f1(all), right, dated, titles, titled)
}

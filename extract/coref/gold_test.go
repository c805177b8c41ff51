package coref_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/coref"
	"entente/extract/lexicon"
	"entente/extract/roles"
	"entente/internal/goldtest"
)

// TestReferencesOfTheGoldReleases resolves the references of the gold releases
// and holds the result to what every stage relies on: order, valid indices and
// entities that know their mentions. ENTENTE_ERRORS=1 prints the resolutions.
func TestReferencesOfTheGoldReleases(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"seed.jsonl", "train.jsonl"} {
		found := map[extract.MentionKind]int{}
		for _, d := range goldtest.Load(t, file) {
			if !d.Same() {
				continue
			}
			p, err := extract.NewPipeline(goldtest.Words(t)[0], goldtest.Oracle(d), roles.New(lex), coref.New(lex))
			if err != nil {
				t.Fatal(err)
			}
			a, err := p.Run(context.Background(), d.Document())
			if err != nil {
				t.Fatal(err)
			}
			for i, m := range a.Mentions {
				found[m.Kind]++
				if i > 0 && (m.Start < a.Mentions[i-1].Start || m.Start == a.Mentions[i-1].Start && m.End > a.Mentions[i-1].End) {
					t.Errorf("%s: mention %d is out of order", d.ID, i)
				}
				if m.Kind == extract.Name || os.Getenv("ENTENTE_ERRORS") == "" {
					continue
				}
				var names []string
				for _, e := range append([]int{m.Entity}, m.Also...) {
					names = append(names, a.Entities[e].Name)
				}
				text := a.Doc.Text()
				fmt.Printf("%s\t%s\t%s\t=> %s\t%q [[%s]] %q\n", d.ID, m.Rule, a.Doc.Slice(m.Span), strings.Join(names, " + "),
					strings.ToValidUTF8(text[max(0, m.Start-110):m.Start], ""), a.Doc.Slice(m.Span), strings.ToValidUTF8(text[m.End:min(len(text), m.End+60)], ""))
			}
			for _, r := range a.Roles {
				if r.Person >= 0 && a.Entities[a.Mentions[r.Person].Entity].Type != "Person" {
					t.Errorf("%s: %q is held by %q", d.ID, r.Title, a.Entities[a.Mentions[r.Person].Entity].Name)
				}
			}
			for e := range a.Entities {
				for _, m := range a.Entities[e].Mentions {
					if x := a.Mentions[m]; x.Entity != e && !has(x.Also, e) {
						t.Errorf("%s: entity %s claims mention %q of another", d.ID, a.Entities[e].Name, a.Doc.Slice(x.Span))
					}
				}
			}
		}
		t.Logf("%s: %d names, %d nominals, %d pronouns", file, found[extract.Name], found[extract.Nominal], found[extract.Pronoun])
		if found[extract.Nominal] == 0 || found[extract.Pronoun] == 0 {
			t.Errorf("%s: nothing resolved", file)
		}
	}
}

func has(list []int, e int) bool {
	for _, x := range list {
		if x == e {
			return true
		}
	}
	return false
}

package queries_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/graph"
	"entente/graph/storetest"
	"entente/queries"
	"entente/text"
)

// TestSearchFindsWhatHoldsTheWords compares with looking at every text, with words
// of the texts and with what means something to FTS5 or Lucene.
func TestSearchFindsWhatHoldsTheWords(t *testing.T) { wantSearch(t, sampleStore(t)) }

func wantSearch(t *testing.T, s graph.Store) {
	b := storetest.Sample()
	words := []string{"AND", "or", "NOT", "NEAR(", `"`, "*", "words:", "(", ")", "-", "+", "^", "~2", "/x/", `\`, "'", "{", "[a TO b]", "&&", "||", "!", "?", "\x00", "\xff", "🕊", "NORCOM"}
	for _, r := range b.Releases {
		words = append(words, strings.Fields(r.Title)...)
	}
	for _, c := range b.Claims {
		words = append(words, strings.Fields(c.Quote)...)
	}
	rapid.Check(t, func(rt *rapid.T) {
		asked := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 3).Draw(rt, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(rt, "between"))
		hits, err := queries.Search(context.Background(), s, asked, 0)
		fields := strings.Fields(text.Fold(asked))
		if len(fields) == 0 {
			if graph.CodeOf(err) != graph.Invalid {
				rt.Fatalf("%q: %v", asked, err)
			}
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		holds := func(s string) bool {
			has := strings.Fields(text.Fold(s))
			return !slices.ContainsFunc(fields, func(w string) bool { return !slices.Contains(has, w) })
		}
		var want, got []string
		for _, r := range b.Releases {
			if holds(r.Title) {
				want = append(want, r.ID)
			}
		}
		for _, c := range b.Claims {
			if holds(c.Quote) {
				want = append(want, c.ID)
			}
		}
		for _, h := range hits {
			got = append(got, h.ID)
		}
		slices.Sort(want)
		slices.Sort(got)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			rt.Fatalf("%q finds %v, want %v", asked, got, want)
		}
	})
}

func TestSearchRanks(t *testing.T) {
	s := sampleStore(t)
	ctx := context.Background()
	all, err := queries.Search(ctx, s, "the Compact", 0)
	if err != nil || len(all) < 3 {
		t.Fatal(all, err)
	}
	beside := true
	for _, h := range all {
		is := strings.Contains(text.Fold(h.Quote.Text), "the compact")
		if is && !beside {
			t.Errorf("%q comes after one without the words beside each other", h.Quote.Text)
		}
		beside = is
	}
	two, err := queries.Search(ctx, s, "the Compact", 2)
	if err != nil || len(two) != 2 || two[0].ID != all[0].ID || two[1].ID != all[1].ID {
		t.Errorf("the first two are %v, %v", two, err)
	}
}

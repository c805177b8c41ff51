package queries_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/storetest"
	"entente/queries"
	"entente/text/vocab"
)

// TestMoment wants the name of what a graph holds to change with all that changes
// answers, and with nothing else.
func TestMoment(t *testing.T) { wantMoment(t, sampleStore(t)) }

func wantMoment(t *testing.T, s graph.Store) {
	t.Helper()
	ctx := t.Context()
	seen := map[string]string{}
	step := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		m, err := queries.Moment(ctx, s)
		if err != nil || m == "" || seen[m] != "" {
			t.Errorf("after %s it is %q, as after %q; error %v", what, m, seen[m], err)
		}
		seen[m] = what
	}
	step("the sample", nil)
	step("parting all", s.Decide(ctx, graph.Verdicts{}))
	step("a name", s.Decide(ctx, graph.Verdicts{Names: map[string]string{storetest.Sample().Entities[0].ID: "Another"}}))
	release := storetest.Sample().Releases[0].ID
	step("a retraction", s.Retract(ctx, []string{release}))
	before, _ := queries.Moment(ctx, s)
	if err := s.Decide(ctx, graph.Verdicts{Names: map[string]string{storetest.Sample().Entities[0].ID: "Another"}}); err != nil {
		t.Fatal(err)
	}
	if after, _ := queries.Moment(ctx, s); after != before {
		t.Errorf("it is %q and then %q, though nothing changed", before, after)
	}
}

// TestReleaseMarks reads the spans of a release back from its text.
func TestReleaseMarks(t *testing.T) {
	s, ctx := sampleStore(t), t.Context()
	text := "Talks in Ţara\n\nAna Ţâr met Ana. The Anarchists of Ana Ţâr's Ţara did not, said ANA."
	id := graph.ReleaseID(text)
	quote := "Ana Ţâr met Ana."
	start := strings.Index(text, quote)
	c := graph.Claim{Type: vocab.MetWith, Subject: "person/ana", Object: "person/ana-tar", Modality: vocab.Asserted, Release: id,
		Quote: quote, Start: start, End: start + len(quote), Confidence: 1, Rule: "r"}
	c.ID = graph.ClaimID(c)
	err := s.Write(ctx, graph.Batch{
		Releases: []graph.Release{{ID: id, Title: "Talks in Ţara", Text: text}},
		Entities: []graph.Entity{{ID: "person/ana-tar", Type: vocab.Person, Name: "Ana Ţâr"}, {ID: "person/ana", Type: vocab.Person, Name: "Ana"}, {ID: "country/x", Type: vocab.Country, Name: "Ţara"}},
		Claims:   []graph.Claim{c},
		Mentioned: []graph.Mentioned{{Entity: "person/ana-tar", Release: id, Count: 2, Name: "Ana Ţâr"}, {Entity: "person/ana", Release: id, Count: 1, Name: "Ana"},
			{Entity: "country/x", Release: id, Count: 2, Name: "Ţara"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := queries.Release(ctx, s, id)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range r.Mentions {
		if !utf8.ValidString(r.Text[m.Start:m.End]) {
			t.Errorf("%+v cuts a character", m)
		}
		got = append(got, r.Text[m.Start:m.End]+"="+m.Entity)
	}
	if want := "Ţara=country/x Ana Ţâr=person/ana-tar Ana=person/ana Ana Ţâr=person/ana-tar Ţara=country/x"; strings.Join(got, " ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, " "), want)
	}
	if len(r.Said) != 1 || r.Text[r.Said[0].Start:r.Said[0].End] != quote {
		t.Errorf("%+v", r.Said)
	}
	if _, err := queries.Release(ctx, s, "release/none"); graph.CodeOf(err) != graph.NotFound {
		t.Error(err)
	}
	if none, total, err := queries.Releases(ctx, s, queries.ReleasesParams{Offset: 1000, Limit: 1}); len(none) > 0 || total != -1 || err != nil {
		t.Errorf("%v, %d, %v", none, total, err)
	}
}

package queries_test

import (
	"context"
	"encoding/json"
	"flag"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/internal/neo4jtest"
	"entente/queries"
	"entente/text/vocab"
)

// TestAnswersNeo4j wants the very answers that SQLite gives.
func TestAnswersNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	ctx := context.Background()
	s, err := neo4j.Open(ctx, neo4j.Options{URL: server.URL, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(ctx) })
	fill(t, s)
	got, err := json.MarshalIndent(answers(t, s), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "answers.json", append(got, '\n'))
	wantErrors(t, s)
	wantSameByDay(t, s)
	checks := flag.Lookup("rapid.checks") // each takes a while here
	defer checks.Value.Set(checks.Value.String())
	checks.Value.Set("10")
	wantSearch(t, s)
	wantMoment(t, s) // the last: it changes the graph
}

// wantSameByDay wants the same ties whether they are sorted or come day by day.
func wantSameByDay(t *testing.T, s graph.Store) {
	defer queries.GoByDay(true)()
	asked := 0
	for e, err := range s.Entities(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		want, err := queries.Show(t.Context(), s, e.ID)
		if graph.CodeOf(err) == graph.NotFound {
			continue // it is merged
		}
		if err != nil {
			t.Fatal(err)
		}
		undo := queries.ReadingsAreMany(0)
		got, err := queries.Show(t.Context(), s, e.ID)
		undo()
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%q: %v (-sorted +by day):\n%s", e.ID, err, diff)
		}
		for _, f := range []queries.Filter{
			{Limit: 1}, {Limit: 3}, {Limit: 2, Planned: queries.WithPlanned}, {Limit: 2, Since: "2023-10", Until: "2024"},
			{Limit: 1, Types: []vocab.RelationType{vocab.MetWith, vocab.HoldsPosition}}, {Limit: 2, MinConfidence: 0.8},
		} {
			both := func(ask func(id string) (any, error)) {
				asked++
				queries.GoByDay(false)
				want, err := ask(e.ID)
				if err != nil {
					t.Fatal(err)
				}
				queries.GoByDay(true)
				got, err := ask(e.ID)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("%q with %+v: %v (-sorted +by day):\n%s", e.ID, f, err, diff)
				}
			}
			both(func(id string) (any, error) {
				return queries.Ties(t.Context(), s, queries.TiesParams{Filter: f, Entity: id})
			})
			both(func(id string) (any, error) {
				return queries.WhoMet(t.Context(), s, queries.WhoMetParams{Filter: f, Entity: id})
			})
			both(func(id string) (any, error) {
				return queries.Timeline(t.Context(), s, queries.TimelineParams{Filter: f, Entity: id})
			})
			both(func(id string) (any, error) {
				return queries.Pending(t.Context(), s, queries.PendingParams{Filter: f, Entity: id, On: "2024-01-01"})
			})
		}
	}
	if asked < 100 {
		t.Error(asked)
	}
}

func TestTimeNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	ctx := context.Background()
	s, err := neo4j.Open(ctx, neo4j.Options{URL: server.URL, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(ctx) })
	if err := s.Write(ctx, events()); err != nil {
		t.Fatal(err)
	}
	wantTime(t, s)
}

package queries_test

import (
	"context"
	"encoding/json"
	"flag"
	"testing"

	"entente/graph/neo4j"
	"entente/internal/neo4jtest"
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
	checks := flag.Lookup("rapid.checks") // each takes a while here
	defer checks.Value.Set(checks.Value.String())
	checks.Value.Set("10")
	wantSearch(t, s)
	wantMoment(t, s) // the last: it changes the graph
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

package queries_test

import (
	"context"
	"testing"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/internal/neo4jtest"
	"entente/queries"
	"entente/text/vocab"
)

// The benchmarks ask about the entity that is in a tenth of 20,000 claims.
func BenchmarkSQLite(b *testing.B) {
	s, err := sqlite.Open(context.Background(), ":memory:")
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, s)
}

func BenchmarkNeo4j(b *testing.B) {
	server := neo4jtest.Start(b)
	s, err := neo4j.Open(context.Background(), neo4j.Options{URL: server.URL, User: server.User, Password: server.Password})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, s)
}

func benchmark(b *testing.B, s graph.Store) {
	ctx := context.Background()
	b.Cleanup(func() { s.Close(ctx) })
	if err := s.Write(ctx, storetest.World(1000, 20, 2000)); err != nil {
		b.Fatal(err)
	}
	const hub, far = "organization/body-0", "organization/body-1500"
	for _, q := range []struct {
		name string
		ask  func() error
	}{
		{"who-met", func() error { _, err := queries.WhoMet(ctx, s, queries.WhoMetParams{Entity: hub}); return err }},
		{"members", func() error { _, err := queries.Members(ctx, s, queries.MembersParams{Entity: hub}); return err }},
		{"ties", func() error {
			_, err := queries.Ties(ctx, s, queries.TiesParams{Entity: hub, Filter: queries.Filter{Limit: 50}})
			return err
		}},
		{"ties of two", func() error {
			_, err := queries.Ties(ctx, s, queries.TiesParams{Entity: hub, Ends: queries.Ends{With: "organization/body-7"}})
			return err
		}},
		{"show", func() error { _, err := queries.Show(ctx, s, hub); return err }},
		{"path", func() error {
			_, err := queries.Path(ctx, s, queries.PathParams{A: "organization/body-7", B: far})
			return err
		}},
		{"path of one type", func() error {
			_, err := queries.Path(ctx, s, queries.PathParams{A: "organization/body-7", B: far, Filter: queries.Filter{Types: []vocab.RelationType{vocab.Signed}}})
			return err
		}},
		{"find", func() error { _, err := queries.Find(ctx, s, "B77"); return err }},
		{"find a part", func() error { _, err := queries.Find(ctx, s, "number 77"); return err }},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if err := q.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

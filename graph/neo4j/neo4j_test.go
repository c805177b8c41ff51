package neo4j_test

import (
	"context"
	"flag"
	"testing"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/storetest"
	"entente/internal/neo4jtest"
)

func TestStore(t *testing.T) {
	server := neo4jtest.Start(t)
	defer few(t, "4")()
	storetest.Run(t, func(t testing.TB) graph.Store {
		t.Helper()
		wantCounted(t, server)
		server.Wipe(t)
		return open(t, server)
	})
	wantCounted(t, server)
}

// wantCounted wants each entity to tell how often it is mentioned, whatever was done
// before.
func wantCounted(t testing.TB, server *neo4jtest.Server) {
	t.Helper()
	wrong := server.Run(t, `MATCH (e:Entity|Merged)
WITH e, reduce(n = 0, c IN [(e)-[m:MENTIONED_IN]->() | m.count] | n + c) AS n
WHERE n <> coalesce(e.mentions, 0)
RETURN e.id AS id, e.mentions AS told, n AS mentions ORDER BY id`)
	if len(wrong) > 0 {
		t.Errorf("counted otherwise: %v", wrong)
	}
}

// few makes property tests try fewer cases: each takes a second here.
func few(t *testing.T, n string) (restore func()) {
	f := flag.Lookup("rapid.checks")
	was := f.Value.String()
	if err := f.Value.Set(n); err != nil {
		t.Fatal(err)
	}
	return func() { f.Value.Set(was) }
}

func options(s *neo4jtest.Server) neo4j.Options {
	return neo4j.Options{URL: s.URL, User: s.User, Password: s.Password}
}

func open(t testing.TB, server *neo4jtest.Server) graph.Store {
	t.Helper()
	s, err := neo4j.Open(context.Background(), options(server))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

func BenchmarkWrite(b *testing.B) {
	server := neo4jtest.Start(b)
	storetest.Benchmark(b, func(t testing.TB) graph.Store {
		server.Wipe(t)
		return open(t, server)
	})
}

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
		server.Wipe(t)
		return open(t, server)
	})
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

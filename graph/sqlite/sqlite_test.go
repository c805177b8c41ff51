package sqlite_test

import (
	"context"
	"testing"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
)

func open(t testing.TB) graph.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, open) }

func BenchmarkWrite(b *testing.B) { storetest.Benchmark(b, open) }

package neo4j_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/storetest"
	"entente/internal/neo4jtest"
)

func wantFailure(t *testing.T, err error, code graph.Code, words ...string) {
	t.Helper()
	if graph.CodeOf(err) != code {
		t.Errorf("error %v has code %q, want %q", err, graph.CodeOf(err), code)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q does not say %q", err, w)
		}
	}
}

// TestHardTimes has a server of its own, which has little memory, then may only be
// read, then ends.
func TestHardTimes(t *testing.T) {
	if testing.Short() {
		t.Skip("no Neo4j with -short")
	}
	server, err := neo4jtest.Launch(ctx, "db.memory.transaction.max=2m")
	if errors.Is(err, neo4jtest.ErrUnavailable) && os.Getenv("ENTENTE_REQUIRE_NEO4J") != "1" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	s, err := neo4j.Open(ctx, options(server))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	want := storetest.ExportOf(t, s)
	// The driver by itself would try all these again for 15 seconds.
	soon := func(code graph.Code, b graph.Batch, words ...string) {
		t.Helper()
		var took []time.Duration
		for range 3 { // the processors may all have had other work to do
			start := time.Now()
			wantFailure(t, s.Write(ctx, b), code, words...)
			took = append(took, time.Since(start))
			if slices.Min(took) < 14*time.Second {
				break
			}
		}
		t.Logf("%v: %v", took, words)
		if slices.Min(took) >= 14*time.Second {
			t.Errorf("it took %v", took)
		}
		if storetest.ExportOf(t, s) != want {
			t.Error("half of a batch was kept")
		}
	}
	large := storetest.World(200, 20, 100)
	soon(graph.Broken, large, "too little memory", "raise db.memory.transaction.max in")
	if err := server.Restart(ctx, "dbms.memory.transaction.total.max=10m"); err != nil {
		t.Fatal(err)
	}
	soon(graph.Broken, large, "too little memory", "raise dbms.memory.transaction.total.max in")
	if err := server.Restart(ctx, "server.databases.read_only=neo4j"); err != nil {
		t.Fatal(err)
	}
	soon(graph.ReadOnly, storetest.Variants(), "read only", "server.databases.read_only")
	s.Close(ctx)
	_, err = neo4j.Open(ctx, options(server))
	wantFailure(t, err, graph.ReadOnly, "read only", "server.databases.read_only")
	s, err = neo4j.OpenReadOnly(ctx, options(server))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if storetest.ExportOf(t, s) != want {
		t.Error("another graph is read where nothing may be written")
	}
	server.Stop()
	start := time.Now()
	_, err = s.Revision(ctx)
	wantFailure(t, err, graph.Unreachable, "no Neo4j answers at bolt://")
	if d := time.Since(start); d > time.Minute {
		t.Errorf("it took %v", d)
	}
}

// TestCulprit writes a record that Neo4j can't keep, among others.
func TestCulprit(t *testing.T) {
	server := neo4jtest.Start(t)
	s := open(t, server)
	b := storetest.Sample()
	b.Entities[3].Name = strings.Repeat("a very long name ", 3000)
	err := s.Write(ctx, b)
	wantFailure(t, err, graph.Invalid, b.Entities[3].ID)
	if got := storetest.ExportOf(t, s); got != "" {
		t.Errorf("half of a batch was kept: %s", got)
	}
}

func TestTransactionTimeout(t *testing.T) {
	server := neo4jtest.Start(t)
	open(t, server)
	o := options(server)
	o.TransactionTimeout = 200 * time.Millisecond
	s, err := neo4j.OpenReadOnly(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	start := time.Now()
	_, err = s.Query(ctx, "UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 8 RETURN count(x)", nil)
	wantFailure(t, err, graph.Conflict, "neo4j.transaction_timeout is 200ms")
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("it took %v", d)
	}
}

// TestDeadlock has another program hold what a write needs and want what it holds:
// Neo4j ends one of the two, and the write is done nevertheless.
func TestDeadlock(t *testing.T) {
	server := neo4jtest.Start(t)
	s := open(t, server)
	parts := storetest.Split(storetest.Sample())
	if err := s.Write(ctx, parts[0]); err != nil {
		t.Fatal(err)
	}
	d, err := driver.NewDriverWithContext(server.URL, driver.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	for _, wait := range []time.Duration{0, 20 * time.Millisecond, 200 * time.Millisecond} {
		session := d.NewSession(ctx, driver.SessionConfig{})
		other, err := session.BeginTransaction(ctx)
		if err != nil {
			t.Fatal(err)
		}
		lock := func(query string) error {
			r, err := other.Run(ctx, query, nil)
			if err == nil {
				_, err = r.Consume(ctx)
			}
			return err
		}
		if err := lock("MATCH (e:Entity) SET e.held = true"); err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		go func() {
			done <- errors.Join(s.Write(ctx, storetest.Variants()), s.Retract(ctx, []string{parts[1].Releases[0].ID}))
		}()
		time.Sleep(wait)
		err = lock("MATCH (v:Entente {id: 'schema'}) SET v.held = true")
		t.Logf("after %v the other program is told: %v", wait, err)
		other.Rollback(ctx)
		session.Close(ctx)
		if err := <-done; err != nil {
			t.Errorf("after %v: %v", wait, err)
		}
	}
}

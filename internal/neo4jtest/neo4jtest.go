package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/testcache"
)

// Start gives a test an empty Neo4j of its own until the test ends. Call it once
// a top-level test, and Wipe to empty it again.
//
// It uses the server that ENTENTE_TEST_NEO4J names (bolt://user:password@host:port;
// everything in it is deleted), else one that it starts for the test binary.
// Packages that share a server take turns. Where no server can be had the test
// is skipped, or fails if ENTENTE_REQUIRE_NEO4J is 1.
func Start(t testing.TB) *Server {
	t.Helper()
	if testing.Short() {
		t.Skip("no Neo4j with -short")
	}
	s, err := server()
	need(t, err)
	dir, err := testcache.Dir()
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := lock(filepath.Join(dir, "neo4j-turn.lock"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(unlock)
	s.Wipe(t)
	return s
}

// StartOn gives a test a Neo4j of its own on what neo4j-admin imports from a folder,
// with the arguments in its import.args. It is skipped or fails as Start does.
func StartOn(t testing.TB, folder string) *Server {
	t.Helper()
	if testing.Short() {
		t.Skip("no Neo4j with -short")
	}
	s, err := LaunchOn(context.Background(), folder)
	need(t, err)
	t.Cleanup(s.Stop)
	return s
}

// need ends a test that cannot have what it needs.
func need(t testing.TB, err error) {
	t.Helper()
	switch {
	case errors.Is(err, ErrUnavailable) && os.Getenv("ENTENTE_REQUIRE_NEO4J") != "1":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
}

// server finds or starts the server, once a process. It is left running: it
// ends with the process.
var server = sync.OnceValues(func() (*Server, error) {
	if address := os.Getenv("ENTENTE_TEST_NEO4J"); address != "" {
		return parse(address)
	}
	return Launch(context.Background())
})

// Wipe deletes every node and relationship. Indexes and constraints stay.
func (s *Server) Wipe(t testing.TB) {
	t.Helper()
	s.Run(t, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
}

// Shell runs a script with Neo4j's own cypher-shell. The test is skipped or fails as
// with Start where there is none.
func (s *Server) Shell(t testing.TB, script string) {
	t.Helper()
	java, err := exec.LookPath("java")
	if err != nil {
		err = fmt.Errorf("%w: java (17 or newer) is not installed", ErrUnavailable)
	}
	need(t, err)
	lib, err := fetch(context.Background(), "cypher-shell")
	need(t, err)
	shell := exec.Command(java, "-cp", filepath.Join(lib, "*"), "org.neo4j.shell.Main", "--file", script)
	shell.Env = append(os.Environ(), "NEO4J_ADDRESS="+s.URL, "NEO4J_USERNAME="+s.User, "NEO4J_PASSWORD="+s.Password)
	if out, err := shell.CombinedOutput(); err != nil {
		t.Fatalf("cypher-shell --file %s: %v\n%s", script, err, out)
	}
}

// Run runs one statement and gives its rows, past the store under test.
func (s *Server) Run(t testing.TB, cypher string) []map[string]any {
	t.Helper()
	return s.RunWith(t, cypher, nil)
}

// RunWith is Run with parameters.
func (s *Server) RunWith(t testing.TB, cypher string, params map[string]any) []map[string]any {
	t.Helper()
	ctx := context.Background()
	driver, err := s.driver()
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		t.Fatal(err)
	}
	records, err := result.Collect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]any, len(records))
	for i, r := range records {
		rows[i] = r.AsMap()
	}
	return rows
}

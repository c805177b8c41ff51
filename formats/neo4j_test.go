package formats

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/internal/neo4jtest"
)

// exported is the export of what a server holds, opened as a store.
func exported(t *testing.T, server *neo4jtest.Server) string {
	t.Helper()
	s, err := neo4j.Open(t.Context(), neo4j.Options{URL: server.URL, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	return encoded(t, s)
}

func encoded(t testing.TB, s graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := graph.Encode(&b, s.Export(t.Context())); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func statements(script string) []string {
	var out []string
	for _, q := range strings.Split(script, ";\n") {
		if q = strings.TrimSpace(q); q != "" {
			out = append(out, q)
		}
	}
	return out
}

// hidden is what an export does not show: the ties of claims, names and labels.
func hidden(t *testing.T, server *neo4jtest.Server) string {
	t.Helper()
	var b strings.Builder
	for _, q := range []string{
		"MATCH (c:Claim) RETURN c.id + ' ' + coalesce(c.tie, '') AS line ORDER BY line",
		"MATCH (e)-[:NAMED]->(n:Name) RETURN e.id + ' ' + n.key AS line ORDER BY line",
		"MATCH (n) UNWIND labels(n) AS l RETURN coalesce(n.id, n.key) + ' ' + l AS line ORDER BY line",
		"SHOW CONSTRAINTS YIELD name RETURN name AS line ORDER BY line",
		"SHOW INDEXES YIELD name RETURN name AS line ORDER BY line",
	} {
		for _, r := range server.Run(t, q) {
			b.WriteString(r["line"].(string) + "\n")
		}
	}
	return b.String()
}

// TestCypherMakesTheStore runs the script in an empty database, twice, and compares
// with a store that the same batches were written to.
func TestCypherMakesTheStore(t *testing.T) {
	server := neo4jtest.Start(t)
	s := sample(t)
	want := encoded(t, s)
	out, err := files(t, s, "cypher", Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, constraint := range server.Run(t, "SHOW CONSTRAINTS YIELD name RETURN name") {
		server.Run(t, "DROP CONSTRAINT "+constraint["name"].(string))
	}
	var first string
	for range 2 {
		for _, q := range statements(out[""].String()) {
			server.Run(t, q)
		}
		now := hidden(t, server) // before the store opens it and makes what is missing
		if got := exported(t, server); got != want {
			t.Fatalf("another graph:\n%s\nwant\n%s", got, want)
		}
		if first != "" && now != first {
			t.Error("a second run changed something")
		}
		first = now
	}
	server.Wipe(t)
	if _, err := Import(t.Context(), open(t, server), "sample", strings.NewReader(want)); err != nil {
		t.Fatal(err)
	}
	n := open(t, server)
	if err := n.Decide(t.Context(), graph.Verdicts{Merges: map[string]string{"person/strand": "person/ole-strand"}}); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, server); got != want {
		t.Errorf("the import is another graph:\n%s\nwant\n%s", got, want)
	}
	if got := hidden(t, server); got != first {
		t.Errorf("the script makes\n%s\nthe store\n%s", first, got)
	}
}

func open(t *testing.T, server *neo4jtest.Server) graph.Store {
	t.Helper()
	s, err := neo4j.Open(t.Context(), neo4j.Options{URL: server.URL, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	return s
}

// TestCypherStrings lets Neo4j read literals back.
func TestCypherStrings(t *testing.T) {
	server := neo4jtest.Start(t)
	check := func(want ...string) {
		var b strings.Builder
		literal(&b, want)
		rows := server.Run(t, "RETURN "+b.String()+" AS v")
		got, _ := rows[0]["v"].([]any)
		for i, w := range want {
			if got[i] != w {
				t.Fatalf("%q is read as %q", w, got[i])
			}
		}
	}
	for _, r := range rough().Entities {
		check(append(r.Aliases, r.Name)...)
	}
	texts := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune("\\u'\"`n0041{}$;\n\r\t/*")), rapid.Rune()))
	rapid.Check(t, func(rt *rapid.T) {
		check(rapid.SliceOfN(texts, 20, 20).Draw(rt, "texts")...)
	})
}

// TestNeo4jImportMakesTheStore lets neo4j-admin import the folder.
func TestNeo4jImportMakesTheStore(t *testing.T) {
	s := sample(t)
	out, err := files(t, s, "neo4j-csv", Filter{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for file, b := range out {
		if err := os.WriteFile(filepath.Join(dir, file), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	server := neo4jtest.StartOn(t, dir)
	if got, want := exported(t, server), encoded(t, s); got != want {
		t.Errorf("another graph:\n%s\nwant\n%s", got, want)
	}
	// What an export does not show, against a store that was written to.
	imported := hidden(t, server)
	server.Wipe(t)
	n := open(t, server)
	if _, err := Import(t.Context(), n, "sample", strings.NewReader(encoded(t, s))); err != nil {
		t.Fatal(err)
	}
	if err := n.Decide(t.Context(), graph.Verdicts{Merges: map[string]string{"person/strand": "person/ole-strand"}}); err != nil {
		t.Fatal(err)
	}
	if written := hidden(t, server); imported != written {
		t.Errorf("neo4j-admin makes\n%s\nthe store\n%s", imported, written)
	}
}

package formats

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/storetest"
	"entente/internal/neo4jtest"
	"entente/text/vocab"
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

// large is a store with the sample and some hundred releases that are alike.
func large(t *testing.T) graph.Store {
	t.Helper()
	s := sample(t)
	if err := s.Write(t.Context(), storetest.World(250, 4, 200)); err != nil {
		t.Fatal(err)
	}
	return s
}

// written writes a format into a folder.
func written(t *testing.T, s graph.Store, name string) (folder string) {
	t.Helper()
	out, err := files(t, s, name, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	for file, b := range out {
		if err := os.WriteFile(filepath.Join(folder, cmp.Or(file, name)), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
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

// TestCypherMakesTheStore has cypher-shell run the script on an empty database, twice,
// and compares with a store that the same batches were written to.
func TestCypherMakesTheStore(t *testing.T) {
	server := neo4jtest.Start(t)
	s := large(t)
	want := encoded(t, s)
	script := filepath.Join(written(t, s, "cypher"), "cypher")
	for _, constraint := range server.Run(t, "SHOW CONSTRAINTS YIELD name RETURN name") {
		server.Run(t, "DROP CONSTRAINT "+constraint["name"].(string))
	}
	var first string
	for range 2 {
		start := time.Now()
		server.Shell(t, script)
		t.Logf("%v for %d bytes", time.Since(start), len(want))
		now := hidden(t, server) // before the store opens it and makes what is missing
		if got := exported(t, server); got != want {
			t.Fatal("another graph", firstDifference(want, got))
		}
		if first != "" && now != first {
			t.Error("a second run changed something", firstDifference(first, now))
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
		t.Error("the import is another graph", firstDifference(want, got))
	}
	if got := hidden(t, server); got != first {
		t.Error("the script makes another store", firstDifference(got, first))
	}
}

// firstDifference shows the first lines that differ.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("in line %d:\n%s\nwant\n%s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("of %d lines, want %d", len(g), len(w))
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

// TestCypherStrings has texts read back that went through the shell.
func TestCypherStrings(t *testing.T) {
	server := neo4jtest.Start(t)
	var want []string
	for _, r := range rough().Entities {
		want = append(append(want, r.Aliases...), r.Name)
	}
	texts := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune("\\u'\"`n0041{}$;:\n\r\t/*")), rapid.Rune()))
	for seed := range 2000 {
		want = append(want, texts.Example(seed))
	}
	var b bytes.Buffer
	s := &script{w: &b, pages: map[string]*page{}}
	for i, text := range want {
		s.add("texts", "CREATE (:Name {key: row.key, texts: row.texts})", cypherMap{{"key", fmt.Sprint(i)}, {"texts", []string{text}}})
	}
	s.flush()
	path := filepath.Join(t.TempDir(), "texts")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	server.Shell(t, path)
	rows := server.Run(t, "MATCH (n:Name) RETURN n.texts[0] AS text ORDER BY toInteger(n.key)")
	if len(rows) != len(want) {
		t.Fatalf("%d texts, want %d", len(rows), len(want))
	}
	for i, row := range rows {
		if row["text"] != want[i] {
			t.Errorf("%q is read as %q", want[i], row["text"])
		}
	}
}

// TestCypherScriptIsShort holds the script to few statements: each costs the server a
// plan, and types that take turns in the graph would give nearly one a tie.
func TestCypherScriptIsShort(t *testing.T) {
	s := large(t)
	out, err := files(t, s, "cypher", Filter{})
	if err != nil {
		t.Fatal(err)
	}
	records := strings.Count(encoded(t, s), "\n")
	kinds := len(vocab.RelationTypes()) + 2*len(vocab.EntityTypes()) + 6
	if n, most := strings.Count(out[""].String(), "UNWIND $rows"), kinds+2*records/pageRows; n > most {
		t.Errorf("%d statements for %d records, want at most %d", n, records, most)
	}
}

// TestNeo4jImportMakesTheStore lets neo4j-admin import the folder.
func TestNeo4jImportMakesTheStore(t *testing.T) {
	s := large(t)
	want := encoded(t, s)
	server := neo4jtest.StartOn(t, written(t, s, "neo4j-csv"))
	if got := exported(t, server); got != want {
		t.Error("another graph", firstDifference(want, got))
	}
	// What an export does not show, against a store that was written to.
	imported := hidden(t, server)
	server.Wipe(t)
	n := open(t, server)
	if _, err := Import(t.Context(), n, "sample", strings.NewReader(want)); err != nil {
		t.Fatal(err)
	}
	if err := n.Decide(t.Context(), graph.Verdicts{Merges: map[string]string{"person/strand": "person/ole-strand"}}); err != nil {
		t.Fatal(err)
	}
	if stored := hidden(t, server); imported != stored {
		t.Error("neo4j-admin makes another store", firstDifference(stored, imported))
	}
}

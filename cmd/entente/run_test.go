package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/internal/neo4jtest"
)

const samples = "../../testdata/releases"

// result is what one run of the command gave.
type result struct {
	status   int
	out, err string
}

// call runs the command in this process; change may set up its terminal.
func call(ctx context.Context, change func(*terminal), args ...string) result {
	var out, err bytes.Buffer
	t := terminal{in: strings.NewReader(""), out: &out, err: &err, now: time.Now,
		env: func(string) (string, bool) { return "", false }}
	if change != nil {
		change(&t)
	}
	status := run(ctx, t, args)
	return result{status, out.String(), err.String()}
}

func ingested(t *testing.T) (store string) {
	t.Helper()
	store = "sqlite:" + filepath.Join(t.TempDir(), "x.db")
	if r := call(t.Context(), nil, "ingest", "--store", store, samples); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	return store
}

func TestExitStatus(t *testing.T) {
	t.Chdir(t.TempDir())
	good, bad := filepath.Join(t.TempDir(), "good.txt"), "none.txt"
	if err := os.WriteFile(good, []byte("Talks\n\nAna Turcan met Kari Lien in Oslo on 3 May 2024."), 0o600); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		ctx  context.Context
		want int
		args string
	}{
		{t.Context(), 0, "ingest " + good},
		{t.Context(), 0, "who-met Turcan"},
		{t.Context(), 1, "ingest " + bad},
		{t.Context(), 1, "ingest --strict " + bad + " " + good},
		{t.Context(), 1, "extract " + bad},
		{t.Context(), 1, "explain " + bad},
		{t.Context(), 1, "eval " + bad},
		{t.Context(), 2, "who-met Turcan --since May"},
		{t.Context(), 2, "nothing"},
		{t.Context(), 2, "version --store x"},
		{t.Context(), 2, "evidence nonsense"},
		{t.Context(), 3, "who-met Nobody"},
		{t.Context(), 3, "evidence tie/0000000000000000"},
		{t.Context(), 4, "who-met Turcan --store sqlite:none.db"},
		{t.Context(), 4, "doctor --store sqlite:none.db"},
		{t.Context(), 4, "doctor --store bolt://127.0.0.1:1"},
		{t.Context(), 5, "ingest " + bad + " " + good},
		{t.Context(), 5, "extract " + bad + " " + good},
		{ended, 130, "ingest --store sqlite:i.db " + good},
		{ended, 130, "extract " + good},
	} {
		r := call(c.ctx, nil, strings.Fields(c.args)...)
		if r.status != c.want {
			t.Errorf("%s: status %d, want %d\n%s%s", c.args, r.status, c.want, r.out, r.err)
		}
		if r.status != 0 && r.err == "" && r.out == "" {
			t.Errorf("%s: fails without a word", c.args)
		}
	}
}

// TestInterruptSavesAndTheNextRunGoesOn interrupts a run that waits for more on
// its standard input.
func TestInterruptSavesAndTheNextRunGoesOn(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "x.db")
	ctx, interrupt := context.WithCancel(t.Context())
	stuck, unstick := io.Pipe()
	defer unstick.Close()
	time.AfterFunc(2*time.Second, interrupt)
	r := call(ctx, func(t *terminal) { t.in = stuck }, "ingest", "--store", store, samples, "-")
	if r.status != 130 || !strings.Contains(r.out, "10 added") || !strings.Contains(r.err, "interrupted") {
		t.Fatalf("%+v", r)
	}
	r = call(t.Context(), nil, "ingest", "--store", store, samples)
	if r.status != 0 || !strings.Contains(r.out, "0 added") || !strings.Contains(r.out, "10 known") {
		t.Fatalf("the next run: %+v", r)
	}
}

// TestTerminal holds tables to the width of the terminal, with and without colour.
func TestTerminal(t *testing.T) {
	store := ingested(t)
	for _, width := range []int{100, 160} {
		for _, noColor := range []string{"", "1"} {
			r := call(t.Context(), func(t *terminal) {
				t.outTTY, t.errTTY, t.width = true, true, width
				t.env = func(k string) (string, bool) { return noColor, k == "NO_COLOR" }
			}, "members", "Coastal Dialogue", "--store", store)
			if r.status != 0 || !strings.Contains(r.out, "│") || !strings.Contains(r.out, "WAPCCO") {
				t.Fatalf("%+v", r)
			}
			if colour := strings.Contains(r.out, "\x1b["); colour == (noColor != "") {
				t.Errorf("NO_COLOR=%q, yet colour is %v", noColor, colour)
			}
			for line := range strings.Lines(r.out) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width && noColor != "" {
					t.Errorf("%d characters at width %d: %s", n, width, line)
				}
			}
		}
	}
}

// TestBothStoresAnswerAlike asks a real Neo4j and an SQLite file the same.
func TestBothStoresAnswerAlike(t *testing.T) {
	server := neo4jtest.Start(t)
	password := server.Password
	env := func(t *terminal) {
		t.env = func(k string) (string, bool) { return password, k == "ENTENTE_NEO4J_PASSWORD" }
	}
	feeds := []string{samples}
	if feed := "../../../shared/seeds/feed.txt"; exists(feed) {
		feeds = append(feeds, feed)
	}
	store := "sqlite:" + filepath.Join(t.TempDir(), "x.db")
	for _, s := range []string{store, server.URL} {
		for range 2 { // the second run changes nothing
			if r := call(t.Context(), env, append([]string{"ingest", "--store", s}, feeds...)...); r.status != 0 {
				t.Fatalf("%+v", r)
			}
		}
	}
	for _, q := range [][]string{
		{"export"},
		{"who-met", "--planned", "--json"},
		{"who-met", "Moldova", "--planned"},
		{"members", "Coastal Dialogue", "--csv"},
		{"ties", "Moldova", "--json"},
		{"show", "Moldova", "--json"},
		{"timeline", "NATO", "--planned"},
		{"path", "Turcan", "Keita", "--json"},
		{"offices", "Lindqvist", "--evidence"},
		{"events", "Cabo Verde", "--json"},
		{"participants", "3rd INTERPOL Coastal Dialogue on Port Security", "--evidence", "--csv"},
		{"common", "AFRIPOL", "WAPCCO", "--format", "markdown"},
		{"centrality", "--by", "betweenness"},
		{"communities", "--json"},
		{"evidence", "Lindqvist", "Turcan", "--json"},
		{"who-met", "Lindquist"},
		{"search", "secretary general", "--json", "--limit", "0"},
	} {
		want := call(t.Context(), env, append(q, "--store", store)...)
		got := call(t.Context(), env, append(q, "--store", server.URL)...)
		if got != want {
			t.Errorf("%v: Neo4j says\n%+v\nSQLite says\n%+v", q, got, want)
		}
	}

	r := call(t.Context(), env, "cypher", "MATCH (p:Person {id: $id}) RETURN p.name AS name, 1 AS one, null AS none", "--param", "id=person/ana-turcan", "--store", server.URL)
	if want := "name        one\nAna Turcan  1\n"; r.status != 0 || r.out != want {
		t.Errorf("cypher: %+v", r)
	}
	r = call(t.Context(), env, "cypher", "CREATE (n:Entity)", "--store", server.URL)
	if r.status == 0 || r.err == "" {
		t.Errorf("cypher wrote: %+v", r)
	}
	r = call(t.Context(), env, "doctor", "--store", server.URL)
	if r.status != 0 || !strings.Contains(r.out, "neo4j") || strings.Contains(r.out, password) {
		t.Errorf("doctor: %+v", r)
	}
	wantGuide(t, server, env)
	password = "wrong"
	r = call(t.Context(), env, "who-met", "Moldova", "--store", server.URL)
	if r.status != 4 || !strings.Contains(r.err, "ENTENTE_NEO4J_PASSWORD") {
		t.Errorf("wrong password: %+v", r)
	}
}

// TestTwoIngestsAtOnce reads halves of one input into one store from two sides, and
// wants the graph that one run over all gives: names are joined over both halves.
func TestTwoIngestsAtOnce(t *testing.T) {
	dir := t.TempDir()
	half := [2]string{filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "b.jsonl")}
	var lines [2]strings.Builder
	for i := range 60 {
		who := []string{"Jens Marten Solberg", "J. Solberg", "Jens Solberg", "Ana Maria Turcan", "Ana Turcan"}[i%5]
		fmt.Fprintf(&lines[i%2], `{"id":"%d","date":"2024-05-%02d","text":"Talks %d\n\n%s met the Prime Minister of Norway in Oslo on %d May 2024."}`+"\n", i, 1+i%28, i, who, 1+i%28)
	}
	for i := range half {
		if err := os.WriteFile(half[i], []byte(lines[i].String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole := "sqlite:" + filepath.Join(dir, "whole.db")
	if r := call(t.Context(), nil, "ingest", "--store", whole, half[0], half[1]); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	want := call(t.Context(), nil, "export", "--store", whole).out
	wantBoth := func(store func(i int) string, env func(*terminal)) {
		t.Helper()
		for i := range 3 {
			s := store(i)
			results := make(chan result)
			for _, h := range half {
				go func() { results <- call(t.Context(), env, "ingest", "--store", s, h) }()
			}
			for range half {
				if r := <-results; r.status != 0 {
					t.Errorf("%+v", r)
				}
			}
			if got := call(t.Context(), env, "export", "--store", s).out; got != want {
				t.Errorf("%s, run %d: not the graph of one run (-want +got)\n%s", s, i, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
			}
		}
	}
	wantBoth(func(i int) string { return "sqlite:" + filepath.Join(dir, fmt.Sprint(i, ".db")) }, nil)
	t.Run("Neo4j", func(t *testing.T) {
		server := neo4jtest.Start(t)
		wantBoth(func(int) string {
			server.Wipe(t)
			for _, kind := range []string{"CONSTRAINT", "INDEX"} { // both runs make them
				for _, r := range server.Run(t, "SHOW "+kind+" YIELD name, type WHERE type <> 'LOOKUP' RETURN name") {
					server.Run(t, "DROP "+kind+" "+r["name"].(string))
				}
			}
			return server.URL
		}, func(term *terminal) {
			term.env = func(k string) (string, bool) { return server.Password, k == "ENTENTE_NEO4J_PASSWORD" }
		})
	})
}

// wantGuide runs each statement of cypher-guide as Neo4j's Browser would.
func wantGuide(t *testing.T, server *neo4jtest.Server, env func(*terminal)) {
	t.Helper()
	r := call(t.Context(), env, "cypher-guide")
	ran, answered := 0, 0
	for statement := range strings.SplitSeq(r.out, ";\n") {
		params, query := "", ""
		for line := range strings.Lines(statement) {
			if p, ok := strings.CutPrefix(line, ":param "); ok {
				name, value, _ := strings.Cut(strings.TrimSpace(p), " => ")
				params += ", " + name + ": " + value
			} else {
				query += line
			}
		}
		if query = strings.TrimSpace(query); query == "" {
			continue
		}
		// The Browser works out the values with Cypher too.
		values := server.Run(t, "RETURN {"+strings.TrimPrefix(params, ", ")+"} AS v")[0]["v"].(map[string]any)
		rows := server.RunWith(t, query, values)
		if ran++; len(rows) > 0 {
			answered++
		}
	}
	if r.status != 0 || ran < 18 || answered < ran/3 { // the samples hold only some of whom the guide asks about
		t.Errorf("%d statements ran, %d gave rows: %+v", ran, answered, r)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// TestCandidates answers for a person at a terminal.
func TestCandidates(t *testing.T) {
	dir := t.TempDir()
	store, file := "sqlite:"+filepath.Join(dir, "x.db"), filepath.Join(dir, "x.jsonl")
	var lines strings.Builder
	for i, who := range []string{"Marten Solberg", "Martin Solberg", "Carlo Brandini", "Carla Brandini", "Petra Lund", "Pietra Lund"} {
		fmt.Fprintf(&lines, `{"id":"%d","date":"20%02d-05-03","text":"Talks %d\n\n%s met the Prime Minister of Norway on 3 May 20%02d."}`+"\n", i, 4+3*i, i, who, 4+3*i)
	}
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := call(t.Context(), nil, "ingest", "--store", store, file); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	listed := call(t.Context(), nil, "candidates", "--store", store)
	if n := strings.Count(listed.out, "person/"); n < 6 {
		t.Fatalf("%d names in the list\n%s", n, listed.out)
	}
	answering := func(answers string) result {
		return call(t.Context(), func(term *terminal) {
			term.inTTY, term.outTTY, term.in = true, true, strings.NewReader(answers)
		}, "candidates", "--store", store, "--by", "ada")
	}
	if r := answering("what?\ny\nn\n\n"); r.status != 0 || strings.Count(r.out, "one? ") < 4 || !strings.Contains(r.out, "1 of 3") {
		t.Fatalf("%+v", r)
	}
	r := call(t.Context(), nil, "decisions", "--store", store)
	if strings.Count(r.out, " is not ") != 1 || strings.Count(r.out, " is person/") != 1 || strings.Count(r.out, "ada") != 2 {
		t.Errorf("%s", r.out)
	}
	if r := answering("q\n"); !strings.Contains(r.out, "1 of 1") { // the one for later
		t.Errorf("%+v", r)
	}
	if r := answering(""); r.status != 0 { // the terminal goes away
		t.Errorf("%+v", r)
	}
}

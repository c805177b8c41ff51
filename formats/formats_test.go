package formats

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/text/vocab"
)

var update = flag.Bool("update", false, "write the golden files anew")

// rough is a release whose texts hold what formats give a meaning to.
func rough() graph.Batch {
	hard := "“=1+1” <b>&amp; ]]> \\u0041 \\n C:\\up '); DROP \"x\" `y` $z {a} #35; é🕊"
	r := graph.Release{Title: hard, URL: "https://example.org/a b?q=\"<x>\"&é=1", Publisher: "A, B; \"C\"", Published: "2031-07", Basis: "dateline",
		Text: hard + "\n\n" + "A quote, with \"quotes\",\n\ta line and a \\ at its end\\"}
	r.ID = graph.ReleaseID(r.Text)
	quote := r.Text[len(hard)+2:]
	c := graph.Claim{Type: vocab.Visited, Subject: "person/o-neill@a-b", Object: "place/quoted", Modality: vocab.Asserted, From: "2031-02", To: "2032",
		Title: "it's \\' \"so\"", Place: "a|b;c", Release: r.ID, Quote: quote, Start: len(hard) + 2, End: len(r.Text), Confidence: 1, Rule: "verb:visit"}
	c.ID = graph.ClaimID(c)
	return graph.Batch{
		Releases: []graph.Release{r},
		Entities: []graph.Entity{
			{ID: c.Subject, Type: vocab.Person, Name: "Seán \"Jack\" O'Neill\\", Aliases: []string{"=cmd|' /C calc'!A0", "O;Neill", "\\u004fneill", hard}},
			{ID: c.Object, Type: vocab.Place, Name: hard, SameAs: []string{"http://www.wikidata.org/entity/Q1", "https://example.org/a b<c>"}},
		},
		Claims:    []graph.Claim{c},
		Mentioned: []graph.Mentioned{{Entity: c.Subject, Release: r.ID, Count: 2}, {Entity: c.Object, Release: r.ID, Count: 1}},
	}
}

// sample is a store with the sample graph and what is rough.
func sample(t testing.TB) graph.Store {
	t.Helper()
	s := empty(t)
	for _, b := range []graph.Batch{storetest.Sample(), rough()} {
		if err := s.Write(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Decide(t.Context(), graph.Verdicts{Merges: storetest.Merges()}); err != nil {
		t.Fatal(err)
	}
	return s
}

func empty(t testing.TB) graph.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// files writes a format into memory, by file.
func files(t testing.TB, s graph.Store, name string, filter Filter) (map[string]*bytes.Buffer, error) {
	t.Helper()
	f, ok := Find(name)
	if !ok {
		t.Fatalf("no format %s", name)
	}
	out := map[string]*bytes.Buffer{}
	err := f.Write(s.Export(t.Context()), filter, func(file string) (io.Writer, error) {
		if out[file] != nil {
			return nil, fmt.Errorf("%s is made twice", file)
		}
		out[file] = &bytes.Buffer{}
		return out[file], nil
	})
	if (len(out) != 1 || out[""] == nil) != f.Folder && err == nil {
		t.Errorf("%s: folder is %v, files are %d", name, f.Folder, len(out))
	}
	return out, err
}

// TestGolden holds every format to the bytes that it gave before.
func TestGolden(t *testing.T) {
	s := sample(t)
	for _, f := range All() {
		got, err := files(t, s, f.Name, Filter{})
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		again, _ := files(t, s, f.Name, Filter{})
		for file := range got {
			if !bytes.Equal(got[file].Bytes(), again[file].Bytes()) {
				t.Errorf("%s %s: other bytes the second time", f.Name, file)
			}
			if f.Binary {
				continue
			}
			golden := filepath.Join("testdata", "golden", f.Name, file)
			if !f.Folder {
				golden = filepath.Join("testdata", "golden", "sample."+f.Name)
			}
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, got[file].Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got[file].String()); d != "" {
				t.Errorf("%s %s (-want +got):\n%s", f.Name, file, d)
			}
		}
	}
}

func TestEmptyGraph(t *testing.T) {
	for _, f := range All() {
		if _, err := files(t, empty(t), f.Name, Filter{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// TestFailingStore wants the store's error from every format, and a disk's.
func TestFailingStore(t *testing.T) {
	broken := fmt.Errorf("the disk is gone")
	records := func(yield func(any, error) bool) { yield(nil, broken) }
	for _, f := range All() {
		err := f.Write(records, Filter{}, func(string) (io.Writer, error) { return io.Discard, nil })
		if err != broken {
			t.Errorf("%s: %v", f.Name, err)
		}
		err = f.Write(sample(t).Export(t.Context()), Filter{}, func(string) (io.Writer, error) { return full{}, nil })
		if err == nil {
			t.Errorf("%s: nobody told that the disk is full", f.Name)
		}
		err = f.Write(sample(t).Export(t.Context()), Filter{}, func(string) (io.Writer, error) { return nil, broken })
		if err != broken {
			t.Errorf("%s: no file can be made: %v", f.Name, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("no space left") }

func TestFilter(t *testing.T) {
	s := sample(t)
	for _, c := range []struct {
		name        string
		filter      Filter
		nodes, ties int
	}{
		{"all", Filter{}, 15, 21},
		{"entity", Filter{Entity: "person/ole-strand"}, 4, 3},
		{"alone", Filter{Entity: "person/lone-figure"}, 1, 0},
		{"types", Filter{Types: []vocab.RelationType{vocab.MetWith}}, 7, 5},
		{"since", Filter{Since: "2031-06-01"}, 9, 5},
		{"all three", Filter{Entity: "person/ivo-marek", Types: []vocab.RelationType{vocab.MetWith}, Since: "2031"}, 2, 1},
		{"what has no end", Filter{Since: "2050"}, 2, 1},
	} {
		g, err := Read(s.Export(t.Context()), c.filter)
		if err != nil {
			t.Fatal(err)
		}
		if len(g.Entities) != c.nodes || len(g.Ties) != c.ties {
			t.Errorf("%s: %d entities and %d ties, want %d and %d", c.name, len(g.Entities), len(g.Ties), c.nodes, c.ties)
		}
		for _, e := range g.Entities {
			if e.MergedInto != "" {
				t.Errorf("%s: %s is merged", c.name, e.ID)
			}
		}
	}
}

func TestEvidenceIsTheSurestFirst(t *testing.T) {
	g, err := Read(sample(t).Export(t.Context()), Filter{Entity: "person/ana-petrescu-lund", Types: []vocab.RelationType{vocab.MetWith}})
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Ties) != 1 || len(g.Ties[0].Evidence) != 2 || g.Ties[0].surest().Confidence != 0.9 || g.Ties[0].surest().In.Publisher != "Northern Compact" {
		t.Errorf("%+v", g.Ties)
	}
}

// TestDrawable refuses drawings that nobody can see anything in.
func TestDrawable(t *testing.T) {
	g := &Graph{Ties: make([]Tie, drawable+1)}
	for name, write := range map[string]func(io.Writer, *Graph) error{"dot": writeDOT, "mermaid": writeMermaid} {
		g.Filter = Filter{}
		if err := write(io.Discard, g); err == nil || !strings.Contains(err.Error(), "at most 500 ties and these are 501") {
			t.Errorf("%s: %v", name, err)
		}
		g.Filter = Filter{Entity: "country/rur"}
		if err := write(io.Discard, g); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ iso, first, last string }{
		{"2024", "2024-01-01", "2024-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2024-02-03", "2024-02-03", "2024-02-03"},
		{"", "", ""}, {"2024-", "", ""}, {"2024-13", "", ""}, {"soon", "", ""},
	} {
		if f, l := dayText(c.iso, false), dayText(c.iso, true); f != c.first || l != c.last {
			t.Errorf("%q: %s to %s, want %s to %s", c.iso, f, l, c.first, c.last)
		}
	}
}

// TestEveryTypeHasItsWords in the vocabularies that have no default.
func TestEveryTypeHasItsWords(t *testing.T) {
	for _, r := range vocab.RelationTypes() {
		if len(predicates[r]) == 0 || predicates[r][0].inverse {
			t.Errorf("no predicate for %s", r)
		}
	}
	for _, e := range vocab.EntityTypes() {
		if classes[e] == "" {
			t.Errorf("no class for %s", e)
		}
	}
}

func TestSchemaIsThatOfTheStore(t *testing.T) {
	want, err := os.ReadFile("../graph/neo4j/schema.cypher")
	if err != nil {
		t.Fatal(err)
	}
	if schema != string(want) {
		t.Error("schema.cypher is not that of graph/neo4j: copy it")
	}
}

func TestStrings(t *testing.T) {
	for _, c := range []struct{ in, cypher, dot, mermaid, turtle string }{
		{"", `''`, `""`, ``, `""`},
		{"Ana", `'Ana'`, `"Ana"`, `Ana`, `"Ana"`},
		{"O'Neill", `'O\'Neill'`, `"O'Neill"`, `O'Neill`, `"O'Neill"`},
		{`a"b`, `'a"b'`, `"a\"b"`, `a#34;b`, `"a\"b"`},
		{`\`, `'\\'`, `"\\"`, `#92;`, `"\\"`},
		{`\u0041`, `'\\' + 'u0041'`, `"\\u0041"`, `#92;u0041`, `"\\u0041"`},
		{`\\u`, `'\\\\' + 'u'`, `"\\\\u"`, `#92;#92;u`, `"\\\\u"`},
		{"a\nb\t", `'a\nb\u0009'`, "\"a\\nb\t\"", "a b#9;", `"a\nb\t"`},
		{"<&#35;>", `'<&#35;>'`, `"<&amp;#35;>"`, `#60;#38;#35;35#59;#62;`, `"<&#35;>"`},
		{"é🕊", `'é🕊'`, `"é🕊"`, `é🕊`, `"é🕊"`},
	} {
		for name, got := range map[string][2]string{"cypher": {cypherString(c.in), c.cypher}, "dot": {dotString(c.in), c.dot},
			"mermaid": {mermaidText(c.in), c.mermaid}, "turtle": {turtleString(c.in), c.turtle}} {
			if got[0] != got[1] {
				t.Errorf("%s of %q: %s, want %s", name, c.in, got[0], got[1])
			}
		}
	}
}

func TestAlpha2(t *testing.T) {
	for iso3, want := range map[string]string{"MDA": "md", "GBR": "gb", "XKX": "xk", "": "", "ZZ9": "", "EU": "eu"} {
		if got := alpha2(iso3); got != want {
			t.Errorf("%q is %q, want %q", iso3, got, want)
		}
	}
}

func TestCells(t *testing.T) {
	long := strings.Repeat("🕊", 20000)
	if got, _ := cell(long).(string); len(got) != 4*(32767/2) {
		t.Errorf("a long text has %d bytes", len(got))
	}
	if cell("") != nil || cell(3) != 3 || cell("=1") != "=1" {
		t.Error("a short one is another")
	}
}

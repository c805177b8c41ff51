package formats

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/pytest"
	"entente/text/vocab"
)

// network is what a reader found; -1 and nil are what it does not tell.
type network struct {
	Nodes       int      `json:"nodes"`
	Edges       int      `json:"edges"`
	Names       []string `json:"names"`
	Quotes      []string `json:"quotes"`
	Confidence  float64  `json:"confidence"`
	Independent int      `json:"independent"`
	Starts      int      `json:"starts"`
}

func networkOf(g *Graph) network {
	n := network{Nodes: len(g.Entities), Edges: len(g.Ties)}
	for _, e := range g.Entities {
		n.Names = append(n.Names, e.Name)
	}
	for i := range g.Ties {
		t := &g.Ties[i]
		n.Quotes = append(n.Quotes, t.surest().Quote)
		n.Confidence += t.Confidence
		n.Independent += t.Independent
		if t.From != "" {
			n.Starts++
		}
	}
	n.Confidence = math.Round(n.Confidence*1e6) / 1e6
	slices.Sort(n.Names)
	slices.Sort(n.Quotes)
	return n
}

// TestReaders lets the readers of each field say what is in the files, and compares.
func TestReaders(t *testing.T) {
	s := sample(t)
	dir := t.TempDir()
	for _, name := range []string{"graphml", "gexf", "xlsx", "csv", "dot", "turtle", "json-ld", "stix"} {
		out, err := files(t, s, name, Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for file, b := range out {
			path := filepath.Join(dir, name, file)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	var got struct {
		GraphML, GEXF, XLSX, CSV, DOT, Turtle, STIX network
		Same                                        bool
		Direct                                      []string
		Reports                                     int
	}
	if err := json.Unmarshal(pytest.Run(t, "testdata/readers.txt", "testdata/readers.py", dir), &got); err != nil {
		t.Fatal(err)
	}
	g, err := Read(s.Export(t.Context()), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	want := networkOf(g)
	plain, drawn, said, shared := want, network{Nodes: want.Nodes, Edges: want.Edges}, want, want
	plain.Starts = 0
	said.Starts = 0
	said.Quotes = nil
	for i := range g.Ties {
		for _, e := range g.Ties[i].Evidence {
			said.Quotes = append(said.Quotes, e.Quote)
		}
	}
	slices.Sort(said.Quotes)
	said.Quotes = slices.Compact(said.Quotes)
	shared.Independent = 0
	for _, c := range []struct {
		name      string
		got, want network
	}{
		{"graphml", got.GraphML, plain}, {"gexf", got.GEXF, want}, {"xlsx", got.XLSX, plain}, {"csv", got.CSV, plain},
		{"dot", got.DOT, drawn}, {"turtle", got.Turtle, said}, {"stix", got.STIX, shared},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	if !got.Same {
		t.Error("Turtle and JSON-LD say different things")
	}
	if len(got.Direct) != len(g.Ties) {
		t.Errorf("%d of %d statements are told as triples where they hold", len(got.Direct), len(g.Ties))
	}
	if got.Reports != len(g.Releases) {
		t.Errorf("%d reports of %d releases", got.Reports, len(g.Releases))
	}
}

func TestFollowTheMoney(t *testing.T) {
	s := sample(t)
	out, err := files(t, s, "ftm", Filter{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ftm.json")
	if err := os.WriteFile(path, out[""].Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schemata      map[string]int
		Names, Quotes []string
	}
	if err := json.Unmarshal(pytest.Run(t, "testdata/ftm.txt", "testdata/ftm.py", path), &got); err != nil {
		t.Fatal(err)
	}
	g, err := Read(s.Export(t.Context()), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	want := networkOf(g)
	if d := cmp.Diff(want.Names, got.Names); d != "" {
		t.Errorf("names (-want +got):\n%s", d)
	}
	if d := cmp.Diff(want.Quotes, got.Quotes); d != "" {
		t.Errorf("quotes (-want +got):\n%s", d)
	}
	ties := 0
	for _, schema := range []string{"UnknownLink", "Occupancy", "Membership", "Succession", "ProjectParticipant", "Event"} {
		ties += got.Schemata[schema]
	}
	for _, e := range g.Entities {
		if e.Type == vocab.Event {
			ties--
		}
	}
	if ties != want.Edges || got.Schemata["Article"] != len(g.Releases) || got.Schemata["Position"] == 0 {
		t.Errorf("%d ties, want %d; %v", ties, want.Edges, got.Schemata)
	}
}

package formats

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/internal/nodetest"
	"entente/text/vocab"
)

// drawing is what a reader shows: names, and ties with their ends, style and direction.
type drawing struct {
	Nodes []string    `json:"nodes"`
	Edges [][5]string `json:"edges"`
	Tips  []string    `json:"tips"` // of the edges; Mermaid has none
}

// TestDrawings has Mermaid and Graphviz read names and titles that hold what has a
// meaning to them, and wants these to be shown as they are.
func TestDrawings(t *testing.T) {
	names := []string{
		"Ana", "end", "subgraph", "graph", "click", "style", "default", "x", "o", "---", "-->", "%% note", "%%{init: {}}%%", "A & B", "a;b", "@{shape: cyl}",
		`"quoted"`, `'quoted'`, "“quoted”", "[a]", "(a)", "((a))", "{a}", "|a|", "a|b", "a>b", "<b>bold</b>", "<br/>", "<script>", "</p>", "&amp;", "&#35;", "#35;", "#quot;",
		"`code`", "**bold**", "_it_", "# title", "$x$", "\\", "\\n", "\\N", "\\G\\l\\r", "a\\", "C:\\up", "1. Corps", "- item", "a:::b", "Chișinău", "Łódź", "東京", "🕊", "\u202eabc", "e\u0301",
		"one\ntwo", "http://example.org/?a=b&c=d", "https://www.example.org", "ann@example.org", "U.S.-led", "spaced  out", "nbsp\u00a0here", "%s",
	}
	hard := rapid.StringMatching(`[a-c "'\[\](){}|<>&;#%$*_~^=\\/.:@,é東-]{1,12}`)
	for seed := range 300 {
		if s := hard.Example(seed); strings.TrimSpace(s) == s {
			names = append(names, s)
		}
	}
	g := &Graph{Filter: Filter{Entity: "any"}} // more ties than anybody can see
	for i, name := range names {
		g.Entities = append(g.Entities, graph.Entity{ID: fmt.Sprintf("person/%d-%s", i, name), Type: vocab.Person, Name: name})
	}
	want := map[string]*drawing{"mermaid": {}, "dot": {}}
	for i := range names {
		tie := Tie{Tie: graph.Tie{Type: vocab.HoldsPosition, Modality: vocab.Asserted, Title: names[(i+7)%len(names)]}}
		end := (i + 3) % len(names)
		style, dir := "", ""
		if i%2 == 0 {
			tie.Modality, style = vocab.Planned, "dashed"
		}
		if i%3 == 0 {
			tie.Type, dir = vocab.MetWith, "none"
		}
		tie.Subject, tie.Object, tie.Evidence = g.Entities[i].ID, g.Entities[end].ID, []Evidence{{Claim: graph.Claim{Quote: names[i] + "."}}}
		g.Ties = append(g.Ties, tie)
		for format, d := range want {
			seen := func(s string) string {
				if format == "mermaid" {
					return strings.ReplaceAll(s, "\n", " ") // as HTML shows it
				}
				return strings.ReplaceAll(s, "\u00a0", " ")
			}
			if format == "dot" {
				d.Tips = append(d.Tips, seen(names[i]+"."))
			}
			d.Nodes = append(d.Nodes, seen(names[i]))
			d.Edges = append(d.Edges, [5]string{seen(names[i]), seen(caption(&tie)), seen(names[end]), style, dir})
		}
	}
	folder := t.TempDir()
	for format, write := range map[string]func(io.Writer, *Graph) error{"mermaid": writeMermaid, "dot": writeDOT} {
		var b strings.Builder
		if err := write(&b, g); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, format), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got map[string]*drawing
	if err := json.Unmarshal(nodetest.Run(t, "testdata/drawings.json", "testdata/drawings.mjs", folder), &got); err != nil {
		t.Fatal(err)
	}
	for format := range want {
		for _, d := range []*drawing{want[format], got[format]} { // Graphviz gives edges in an order of its own
			slices.Sort(d.Tips)
			slices.SortFunc(d.Edges, func(a, b [5]string) int { return slices.Compare(a[:], b[:]) })
		}
		if d := cmp.Diff(want[format], got[format]); d != "" {
			t.Errorf("%s (-want +got):\n%s", format, d)
		}
	}
}

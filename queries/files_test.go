package queries

import (
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/text/vocab"
)

// TestEveryQuestionInBothLanguages also wants both to take the same parameters
// and a comment that tells what they ask.
func TestEveryQuestionInBothLanguages(t *testing.T) {
	texts, err := questions()
	if err != nil || len(texts) < 40 {
		t.Fatal(len(texts), err)
	}
	params := func(text string) []string {
		found := param.FindAllString(text, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	for file := range texts {
		name, _, whole := strings.Cut(file, ".")
		if !whole { // a part
			continue
		}
		sql, cyp := texts[name+".sql"], texts[name+".cypher"]
		if !strings.HasPrefix(sql, "-- ") || !strings.HasPrefix(cyp, "// ") {
			t.Errorf("%s: not in both languages, or no comment", name)
		}
		if a, b := params(sql), params(cyp); name != "path" && !slices.Equal(a, b) {
			t.Errorf("%s takes %v in SQL and %v in Cypher", name, a, b)
		}
	}
}

// TestTypesInCypher wants the list of tie types to be the vocabulary's: a pattern
// without types would walk over claims and mentions.
func TestTypesInCypher(t *testing.T) {
	var all []string
	for _, typ := range vocab.RelationTypes() {
		all = append(all, string(typ))
	}
	b, err := files.ReadFile("part/types.cypher")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(strings.Fields(string(b)), ""), strings.Join(all, "|"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var each []string
	for _, typ := range all {
		each = append(each, "{type: '"+typ+"', ties: COUNT { (x)-[:"+typ+"]-() }}")
	}
	if b, err = files.ReadFile("part/pertype.cypher"); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(string(b)), "["+strings.Join(each, ",\n    ")+"]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	texts, _ := questions()
	for name, text := range texts {
		if strings.HasSuffix(name, ".cypher") && strings.Contains(text, "-[t]-") {
			t.Errorf("%s has a tie of any type", name)
		}
	}
}

func TestFilter(t *testing.T) {
	for _, d := range []string{"", "2023", "2023-10", "2023-10-26"} {
		if _, err := (Filter{Since: d, Until: d}).params(); err != nil {
			t.Errorf("%q: %v", d, err)
		}
	}
	for _, d := range []string{"23", "2023-1", "2023/10", "2023-10-26T00", "yesterday", "20231026", "2023-", "２０２３"} {
		for _, f := range []Filter{{Since: d}, {Until: d}} {
			if _, err := f.params(); graph.CodeOf(err) != graph.Invalid {
				t.Errorf("%q: %v", d, err)
			}
		}
	}
	if _, err := (Filter{Planned: "maybe"}).params(); graph.CodeOf(err) != graph.Invalid {
		t.Error(err)
	}
	p, err := Filter{Planned: OnlyPlanned, Modalities: []vocab.Modality{vocab.Negated}}.params("x", 1)
	if err != nil || len(p["modalities"].([]any)) != 1 || p["modalities"].([]any)[0] != "negated" || p["x"] != 1 {
		t.Errorf("%v, %v", p, err)
	}
}

func FuzzCheckDate(f *testing.F) {
	f.Add("2023-10-26")
	f.Add("2023-1")
	f.Fuzz(func(t *testing.T, d string) {
		if checkDate(d) == nil && strings.Trim(d, "0123456789-") != "" {
			t.Errorf("%q passes", d)
		}
	})
}

func TestLikeness(t *testing.T) {
	for _, test := range []struct {
		key, name string
		near      bool
	}{
		{"stoltenburg", "jens stoltenberg", true},
		{"stolt", "jens stoltenberg", true},
		{"ruritannia", "ruritania", true},
		{"nato", "otan", false},
		{"quetzal", "ruritania", false},
		{"xy", "xylophone club", false},
	} {
		if got := likeness(test.key, test.name); (got >= alike) != test.near {
			t.Errorf("likeness(%q, %q) = %v", test.key, test.name, got)
		}
	}
}

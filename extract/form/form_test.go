package form

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/extract/lexicon"
)

func table(t testing.TB) *Table {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	f, err := Load(lex)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Chișinău": "chisinau", "1978-79": "0000-00", "’s": "'s", "“": `"`, "ŁÓDŹ": "lodz", "Ø": "o", "": "", "İ": "i", "٣": "0",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestShapeOf(t *testing.T) {
	for in, want := range map[string]string{"Minister": "Xxx", "U.S.": "X.X.", "NATO": "XX", "F-16s": "X-00x", "!!!!": "!!", "": ""} {
		if got := ShapeOf(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestModeOf(t *testing.T) {
	for in, want := range map[string]Mode{
		"The ministers met Secretary Vance in Oslo today":   Ordinary,
		"Secretary Vance Meets Foreign Ministers":           Titled,
		"SECRETARY VANCE MEETS FOREIGN MINISTERS OF NORWAY": Shouted,
		"the ministers will meet again":                     Small,
		"5 to 8 pm":                                         Wordless,
		"":                                                  Wordless,
	} {
		if got := ModeOf(strings.Fields(in)); got != want {
			t.Errorf("%q: mode %d, want %d", in, got, want)
		}
	}
}

// TestLikeWordsShareClusters checks that the embedded clusters mean something.
func TestLikeWordsShareClusters(t *testing.T) {
	f := table(t)
	if f.ID() == "" {
		t.Error("the table has no id")
	}
	for _, like := range [][]string{{"Norway", "Sweden"}, {"Monday", "Thursday"}, {"December", "October"}} {
		a, b := f.Of(like[0]), f.Of(like[1])
		if a[Cluster1] != b[Cluster1] || a[Cluster1] == 0 {
			t.Errorf("%v are in different clusters", like)
		}
	}
	if a, b := f.Of("Norway"), f.Of("spoke"); a[Cluster1] == b[Cluster1] {
		t.Error("Norway and spoke are in one cluster")
	}
	if a, b := f.Of("Qzxv"), f.Of("qzxv"); a[Cluster1] != 0 || a[Plain] != b[Plain] || a[Cased] == b[Cased] || a[Shape] == b[Shape] {
		t.Error("a word that was never seen")
	}
}

func FuzzOf(f *testing.F) {
	words := table(f)
	for _, s := range []string{"Chișinău", "", "\xff\xfe", "ﬁn", "e\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v := words.Of(s)
		n := utf8.RuneCountInString(Fold(s))
		if got := v[Prefix1:Suffix1]; n < len(got) && slices.ContainsFunc(got[n:], func(x uint64) bool { return x != 0 }) {
			t.Errorf("%q has beginnings longer than itself", s)
		}
		if v[Plain] == 0 || v[Cased] == 0 || v[Shape] == 0 {
			t.Errorf("%q lacks an attribute", s)
		}
	})
}

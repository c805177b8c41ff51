package prose

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func surfaces(t testing.TB, s string) (words, tags []string) {
	t.Helper()
	tokens, err := New().tokens(s)
	if err != nil {
		t.Fatal(err)
	}
	end := 0
	for _, tok := range tokens {
		if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) {
			t.Fatalf("token %v out of order or out of %q", tok, s)
		}
		end = tok.End
		words = append(words, s[tok.Start:tok.End])
		tags = append(tags, tok.Tag)
	}
	return words, tags
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"He met Gen. Marlo Brandt, Jr.’s aides.", "He met Gen. Marlo Brandt , Jr. ’s aides ."},
		{"WASHINGTON, D.C.,—Joint talks", "WASHINGTON , D.C. , — Joint talks"},
		{"trends…and “talks–end”", "trends … and “ talks – end ”"},
		{"in\u00a0the\nhouse", "in the house"},
		{"Côte d’Ivoire’s envoy", "Côte d’Ivoire ’s envoy"},
		{"", ""},
	} {
		words, _ := surfaces(t, tt.in)
		if diff := cmp.Diff(tt.want, strings.Join(words, " ")); diff != "" {
			t.Errorf("%q: %s", tt.in, diff)
		}
	}
}

func TestRepeatedWordsKeepTheirOwnTags(t *testing.T) {
	words, tags := surfaces(t, "They will visit the base before the visit ends.")
	var got []string
	for i, w := range words {
		if w == "visit" {
			got = append(got, tags[i])
		}
	}
	if diff := cmp.Diff([]string{"VB", "NN"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestHostileInputIsNotQuadratic(t *testing.T) {
	for _, s := range []string{strings.Repeat("(", 8000), strings.Repeat("a", 20000), strings.Repeat("....", 3000), strings.Repeat("'s", 4000)} {
		begin := time.Now()
		surfaces(t, s)
		if d := time.Since(begin); d > 3*time.Second {
			t.Errorf("%.10q x %d took %v", s, len(s), d)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Gen. X—“Y”", "((((", "a\xff\xfeb", "d’", "’", "\u00a0", "…"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { surfaces(t, strings.ToValidUTF8(s, "\uFFFD")) })
}

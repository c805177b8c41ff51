package prose

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/extract"
	"entente/text"
)

// words are the tokens of a sentence, which must be in order and cover all that
// is no white space.
func words(t testing.TB, s string) []string {
	t.Helper()
	d := text.New(s)
	s = d.Text()
	a := &extract.Analysis{Doc: d, Sentences: []text.Sentence{{Span: text.Span{End: len(s)}}}}
	if err := New().Apply(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	var out []string
	end := 0
	for _, tok := range a.Tokens {
		if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) {
			t.Fatalf("token %v out of order or out of %q", tok, s)
		}
		end = tok.End
		out = append(out, s[tok.Start:tok.End])
	}
	return out
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"He met Gen. Marlo Brandt, Jr.’s aides.", "He met Gen. Marlo Brandt , Jr. ’s aides ."},
		{"WASHINGTON, D.C.,—Joint talks", "WASHINGTON , D.C. , — Joint talks"},
		{"trends…and “talks–end”", "trends … and “ talks – end ”"},
		{"in\u00a0the\nhouse", "in the house"},
		{"Côte d’Ivoire’s envoy", "Côte d’Ivoire ’s envoy"},
		{"the U.S.-led and UN-led rules-based order", "the U.S. - led and UN - led rules - based order"},
		{"anti-ship, co-founder, counter-ISIS", "anti-ship , co-founder , counter - ISIS"},
		{"We've met; they cannot go, I'd say.", "We 've met ; they can not go , I 'd say ."},
		{"50% of $5m on 2024-03-05 at 10:30", "50 % of $ 5 m on 2024-03-05 at 10:30"},
		{"**Bold** and *(Virtual", "** Bold ** and *( Virtual"},
		{"[**Ann Roe**](https://x.org/a) spoke", "[ ** Ann Roe ** ]( https://x.org/a ) spoke"},
		{"see www.state.gov/a-b or a-b@x.org", "see www.state.gov/a-b or a-b@x.org"},
		{"“Yes!!” ... he said", "“ Yes !! ” ... he said"},
		{"Vice-President Ana Joliot-Curie", "Vice-President Ana Joliot - Curie"},
		{"", ""},
	} {
		if diff := cmp.Diff(tt.want, strings.Join(words(t, tt.in), " ")); diff != "" {
			t.Errorf("%q: %s", tt.in, diff)
		}
	}
}

func TestHostileInputIsNotQuadratic(t *testing.T) {
	for _, s := range []string{strings.Repeat("(", 8000), strings.Repeat("a", 20000), strings.Repeat("....", 3000), strings.Repeat("'s", 4000)} {
		begin := time.Now()
		words(t, s)
		if d := time.Since(begin); d > 3*time.Second {
			t.Errorf("%.10q x %d took %v", s, len(s), d)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Gen. X—“Y”", "((((", "a\xff\xfeb", "d’", "’", "\u00a0", "…"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { words(t, s) })
}

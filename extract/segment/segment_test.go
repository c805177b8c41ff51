package segment

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"entente/text"
)

var roleNames = map[text.Role]string{text.Body: "", text.Headline: "H ", text.Heading: "h ", text.ListItem: "- ", text.SourceLine: "S ", text.Boilerplate: "# "}

func split(t testing.TB, s string) []text.Sentence {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	out, _ := m.Split(s)
	return out
}

func TestSplit(t *testing.T) {
	for name, tt := range map[string]struct {
		in   string
		want []string
	}{
		"abbreviations": {"Call held\n\nGen. A. B. Marlo, Jr., spoke with Capt. Ode today. He thanked the U.S. Navy. In Washington, D.C., — the U.S. The talks ended at 5 p.m. They left.",
			[]string{"H Call held", "Gen. A. B. Marlo, Jr., spoke with Capt. Ode today.", "He thanked the U.S. Navy.", "In Washington, D.C., — the U.S.", "The talks ended at 5 p.m.", "They left."}},
		"quotes": {"x\n\n“It is good. It stays.” Marta Ode, Chair\n\n“We agree,” he said. “Now go on.” They did.",
			[]string{"H x", "“It is good.", "It stays.”", "Marta Ode, Chair", "“We agree,” he said.", "“Now go on.”", "They did."}},
		"dump": {"Ministers meet\n\nSource: Union of Ports\n\nThey met.\nFollow us on X @ports\n",
			[]string{"H Ministers meet", "S Source: Union of Ports", "They met.", "# Follow us on X @ports"}},
		"wrapped": {"Talks\n\nThe minister of trade of the republic arrived in the\ncapital on Monday and met the members of the board of\nthe bank. She leaves today.",
			[]string{"H Talks", "The minister of trade of the republic arrived in the\ncapital on Monday and met the members of the board of\nthe bank.", "She leaves today."}},
		"wrapped after initials": {"Talks\n\nThe minister thanked the secretary and reaffirmed the U.S.\ncommitment to the alliance of the two states and to\nthe treaty.",
			[]string{"H Talks", "The minister thanked the secretary and reaffirmed the U.S.\ncommitment to the alliance of the two states and to\nthe treaty."}},
		"list": {"Heads\n\nTaking part:\n• Ana Bell, Chile\n• Bo Carr, Peru\n\nAna Dunn, Minister of Trade\nBo Eck, Minister of Ports",
			[]string{"H Heads", "h Taking part:", "- • Ana Bell, Chile", "- • Bo Carr, Peru", "h Ana Dunn, Minister of Trade", "h Bo Eck, Minister of Ports"}},
		"gaps":    {"News today. All agreed.          As said on Friday, it holds.", []string{"News today.", "All agreed.", "As said on Friday, it holds."}},
		"contact": {"News\n\nThey met.\n\nFor more information, contact:\n\nPress Office\n+1 555 0100\n\nFacebookTwitterInstagram,\nLinkedIn and Flickr.", []string{"H News", "They met.", "# For more information, contact:", "# Press Office", "# +1 555 0100", "# FacebookTwitterInstagram,", "# LinkedIn and Flickr."}},
		"empty":   {" \n\n ", nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range split(t, tt.in) {
				got = append(got, roleNames[s.Role]+tt.in[s.Start:s.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func check(t *testing.T, s string) {
	end := 0
	for _, sp := range split(t, s) {
		if sp.Start < end || sp.Empty() || sp.End > len(s) {
			t.Fatalf("sentence %v out of order in %q", sp, s)
		}
		if gap := strings.TrimSpace(s[end:sp.Start]); gap != "" {
			t.Fatalf("%q belongs to no sentence of %q", gap, s)
		}
		end = sp.End
	}
	if rest := strings.TrimFunc(s[end:], unicode.IsSpace); rest != "" {
		t.Fatalf("%q belongs to no sentence of %q", rest, s)
	}
}

func TestLongInputIsLinear(t *testing.T) {
	for _, s := range []string{strings.Repeat("a b. ", 400_000), strings.Repeat("x", 2_000_000), strings.Repeat("A\n", 400_000), strings.Repeat("Line of a list that is long enough to be full\n", 40_000)} {
		begin := time.Now()
		check(t, s)
		if d := time.Since(begin); d > 8*time.Second {
			t.Errorf("%.20q x %d took %v", s, len(s), d)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"A. B.", "“.”", "\n\n•", "Mr.\u00a0X", "a...”\nb", "Source: x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, text.New(s).Text()) })
}

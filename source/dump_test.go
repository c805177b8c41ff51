package source

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	const body = "The two ministers met on Monday to discuss trade. They agreed to meet again.\n"
	tests := []struct {
		name string
		in   string
		want []release
	}{
		{"one release, no source line", "Ministers meet\n\n" + body, []release{{"Ministers meet\n\n" + strings.TrimSpace(body), ""}}},
		{"two releases", "Ministers meet\n\nSource: Ministry\n\n" + body + "\nTalks held\n\nSource: Agency (news)\n\n" + body + "\n\n",
			[]release{{"Ministers meet\n\nSource: Ministry\n\n" + strings.TrimSpace(body), "Ministry"}, {"Talks held\n\nSource: Agency (news)\n\n" + strings.TrimSpace(body), "Agency (news)"}}},
		{"no blank line between headline and source", "A meets B\nSource: X\n" + body + "\nC meets D\nSource: Y\n" + body,
			[]release{{"A meets B\nSource: X\n" + strings.TrimSpace(body), "X"}, {"C meets D\nSource: Y\n" + strings.TrimSpace(body), "Y"}}},
		{"Windows line ends, rules between", "A meets B\r\n\r\nSource: X\r\n\r\nText.\r\n\r\n-----\r\n\r\nC meets D\r\n\r\nSource: Y\r\n\r\nText.\r\n",
			[]release{{"A meets B\r\n\r\nSource: X\r\n\r\nText.", "X"}, {"C meets D\r\n\r\nSource: Y\r\n\r\nText.", "Y"}}},
		{"headline of two lines", "Digest\n\nA meets B in the capital\nto discuss trade\n\nSource: X\n\nText.\n\nC meets D\n\nSource: Y\n\nText.",
			[]release{{"A meets B in the capital\nto discuss trade\n\nSource: X\n\nText.", "X"}, {"C meets D\n\nSource: Y\n\nText.", "Y"}}},
		{"credit under a table", "Trade grows\n\n" + body + "\nTable 1: Exports by year\n\nSource: Statistics Office\n\n" + body,
			[]release{{"Trade grows\n\n" + body + "\nTable 1: Exports by year\n\nSource: Statistics Office\n\n" + strings.TrimSpace(body), ""}}},
		{"credit under a plain caption", "Trade grows\n\n" + strings.Repeat(body, 9) + "\nExports by year\n\nSource: Statistics Office\n\n" + body,
			[]release{{"Trade grows\n\n" + strings.Repeat(body, 9) + "\nExports by year\n\nSource: Statistics Office\n\n" + strings.TrimSpace(body), ""}}},
		{"source at the end", "Ministers meet\n\n" + body + "\nSource: Ministry\n", []release{{"Ministers meet\n\n" + body + "\nSource: Ministry", ""}}},
		{"first release without its source", "Ministers meet\n\n" + body + "\nA meets B\n\nSource: X\n\nText.\n\nC meets D\n\nSource: Y\n\nText.",
			[]release{{"Ministers meet\n\n" + strings.TrimSpace(body), ""}, {"A meets B\n\nSource: X\n\nText.", "X"}, {"C meets D\n\nSource: Y\n\nText.", "Y"}}},
		{"source line first", "Source: X\n\n" + body, []release{{"Source: X\n\n" + strings.TrimSpace(body), ""}}},
		{"two source lines", "A meets B\n\nSource: X\nSource: Y\n\nText.", []release{{"A meets B\n\nSource: X\nSource: Y\n\nText.", "X"}}},
		{"headline with an abbreviation", "Minister travels to the U.S.\n\nSource: X\n\nText.", []release{{"Minister travels to the U.S.\n\nSource: X\n\nText.", "X"}}},
		{"empty", "", []release{{"", ""}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := split(tt.in)
			if len(got) != len(tt.want) {
				t.Fatalf("%d releases %q, want %d", len(got), got, len(tt.want))
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Errorf("release %d is\n%q\nwant\n%q", i, got[i], tt.want[i])
				}
			}
		})
	}
}

func TestSourceLine(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Source: NATO", "NATO"},
		{"SOURCE : Ministry of Foreign Affairs", "Ministry of Foreign Affairs"},
		{"**Source:** NATO", "NATO"},
		{"Source:\u00a0NATO", "NATO"},
		{"Source:", ""},
		{"Sources: several", ""},
		{"Source NATO", ""},
		{"The source: NATO", ""},
		{"Source: " + strings.Repeat("long ", 40), ""},
	}
	for _, tt := range tests {
		if got := sourceLine(tt.in); got != tt.want {
			t.Errorf("sourceLine(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("A meets B\n\nSource: X\n\nText.\r\n\r\nC\rSource: Y\n")
	f.Add("Source: X\nSource: Y\n\n---\n\u00a0\n")
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, r := range split(s) {
			i := strings.Index(s[at:], r.text)
			if i < 0 {
				t.Fatalf("split(%q): %q is no slice of what follows byte %d", s, r.text, at)
			}
			at += i + len(r.text)
			if r.publisher != "" && !strings.Contains(r.text, r.publisher) {
				t.Fatalf("split(%q): publisher %q is not in %q", s, r.publisher, r.text)
			}
		}
	})
}

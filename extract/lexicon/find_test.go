package lexicon

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func open(t testing.TB) *Lexicon {
	t.Helper()
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// show prints matches as "surface=id", alternatives after a slash.
func show(s string, found []Match) []string {
	var out []string
	for _, m := range found {
		var ids []string
		for _, e := range m.Entries {
			ids = append(ids, e.ID)
		}
		out = append(out, fmt.Sprintf("%s=%s", s[m.Start:m.End], strings.Join(ids, " ")))
	}
	return out
}

func TestFind(t *testing.T) {
	l := open(t)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"plain and possessive", "Moldova’s envoy met NATO's chief.", []string{"Moldova=country/mda", "NATO=organization/nato"}},
		{"no article in the span", "The United Arab Emirates thanked the UN.", []string{"United Arab Emirates=country/are", "UN=organization/un"}},
		{"dotted initials", "in the U.S. and the U.K.-led force, U.S.A", []string{"U.S.=country/usa", "U.K.=country/gbr", "U.S.A=country/usa"}},
		{"lower case is no name", "let us say turkey or china who", nil},
		{"accents and quotes", "Cote d'Ivoire, CHIȘINĂU and Chisinau", []string{"Cote d'Ivoire=country/civ", "CHIȘINĂU=place/chisinau-mda", "Chisinau=place/chisinau-mda"}},
		{"line break and hard space", "United\nStates and Saudi\u00a0Arabia", []string{"United\nStates=country/usa", "Saudi\u00a0Arabia=country/sau"}},
		{"not across a blank line", "South\n\nSudan", []string{"Sudan=country/sdn"}},
		{"longest", "the Democratic People’s Republic of Korea (DPRK)", []string{"Democratic People’s Republic of Korea=country/prk", "DPRK=country/prk"}},
		{"demonyms", "Norwegians, Danes and a Moldovan", []string{"Norwegians=country/nor", "Danes=country/dnk", "Moldovan=country/mda"}},
		{"hyphens", "Guinea-Bissau and Timor Leste", []string{"Guinea-Bissau=country/gnb", "Timor Leste=country/tls"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, show(tt.text, l.Find(tt.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindTitles(t *testing.T) {
	l := open(t)
	tests := []struct {
		text string
		want []string
	}{
		{"Secretary-General and Prime Minister of X", []string{"Secretary-General=Secretary General", "Prime Minister=Prime Minister"}},
		{"Lt. Gen. Ann Roe and Adm. Doe", []string{"Lt. Gen.=Lieutenant General", "Adm.=Admiral"}},
		{"the president and a former chairman", []string{"president=President", "former=former", "chairman=Chairman"}},
		{"Secretaries of State, Presidents", []string{"Secretaries of State=Secretary of State", "Presidents=President"}},
		{"President-elect Roe, H.E. Mr. Doe", []string{"President=President", "elect=elect", "H.E.=His Excellency", "Mr.=Mr"}},
		{"a major step in general", nil},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, m := range l.FindTitles(tt.text) {
				got = append(got, tt.text[m.Start:m.End]+"="+m.Norm)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(); err != nil {
			b.Fatal(err)
		}
	}
}

package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/text"
	"entente/text/vocab"
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
		{"acronyms in capitals only", "WHO and the CoE, not who or Coe", []string{"WHO=organization/who", "CoE=organization/coe"}},
		{"an English word in a line of capitals", "LEADERS WHO MEET IN NEW ZEALAND", []string{"NEW ZEALAND=country/nzl"}},
		{"possessive before plural", "America’s ties with the Americas", []string{"America=country/usa", "Americas=place/americas"}},
		{"ambiguous, the likely first", "Georgia", []string{"Georgia=country/geo place/georgia-usa"}},
		{"spellings", "Organisation for Security and Cooperation in Europe", []string{"Organisation for Security and Cooperation in Europe=organization/osce"}},
		{"comma and ampersand", "Bureau of Population, Refugees & Migration in Washington, D.C.", []string{
			"Bureau of Population, Refugees & Migration=organization/prm", "Washington, D.C.=place/washington-usa"}},
		{"short names stand alone", "the Alliance, the Alliance for Progress, the Atlantic Alliance", []string{
			"Alliance=organization/nato", "Atlantic Alliance=organization/nato"}},
		{"postal codes in place", "Miami, FL (Dick Roe (IL)), a cooperative arrangement (CA), or, OK", []string{
			"Miami=place/miami-usa", "FL=place/florida-usa", "IL=place/illinois-usa"}},
		{"not in addresses", "NATO-Press@x.int, @NATO, https://NATO.int/UN", nil},
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
		{"PRIME MINISTER, CEO, ceo", []string{"PRIME MINISTER=Prime Minister", "CEO=Chief Executive Officer"}},
		{"Chargé d’Affaires", []string{"Chargé d’Affaires=Chargé d’Affaires"}},
		{"Chairman of the Joint Chiefs of Staff Gen.", []string{"Chairman of the Joint Chiefs of Staff=Chairman of the Joint Chiefs of Staff", "Gen.=General"}},
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

func TestTitleMatch(t *testing.T) {
	l := open(t)
	tests := []struct {
		text string
		want TitleMatch
	}{
		{"presidents", TitleMatch{Norm: "President", Class: Office, Holder: HeldState, Lower: true, Plural: true}},
		{"Mrs.", TitleMatch{Norm: "Mrs", Class: Honorific, Gender: 'f'}},
		{"Directors-General", TitleMatch{Norm: "Director General", Class: Office, Holder: HeldOrganisation, Plural: true}},
		{"Maj Gen", TitleMatch{Norm: "Major General", Class: Rank, Holder: HeldMilitary}},
		{"Her Excellency", TitleMatch{Norm: "Her Excellency", Class: Courtesy, Gender: 'f'}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			tt.want.Span = text.Span{End: len(tt.text)}
			if diff := cmp.Diff([]TitleMatch{tt.want}, l.FindTitles(tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLookup(t *testing.T) {
	l := open(t)
	for name, want := range map[string]string{"the united states": "country/usa", "nato": "organization/nato", "CAPE VERDE": "country/cpv", "Kishinev": "place/chisinau-mda",
		"Bureau of Democracy, Human Rights, and Labor": "organization/drl", "U.N.": "organization/un"} {
		if es := l.Lookup(name); len(es) == 0 || es[0].ID != want {
			t.Errorf("Lookup(%q) = %v, want %s first", name, es, want)
		}
	}
	if es := l.Lookup("no such name"); es != nil {
		t.Errorf("an unknown name gave %v", es)
	}
	if e := l.Country("MDA"); e == nil || e.Name != "Moldova" || e != l.Entry("country/mda") {
		t.Errorf("Country(MDA) = %v", e)
	}
	if e := l.Country("zzz"); e != nil {
		t.Errorf("Country(zzz) = %v", e)
	}
}

func TestWords(t *testing.T) {
	l := open(t)
	for w, want := range map[string][4]bool{ // given, surname, common, female
		"Ursula": {true, false, false, true}, "today": {false, false, true, false}, "Obama": {false, true, false, false},
		"Zuzana": {true, false, false, true}, "President": {false, false, true, false},
	} {
		got := [4]bool{l.GivenName(w), l.Surname(w), l.CommonWord(w), l.Gender(w) == 'f'}
		if got != want {
			t.Errorf("%s: given, surname, common, female = %v, want %v", w, got, want)
		}
	}
}

// TestData holds the data files to what the code and the other stages rely on.
func TestData(t *testing.T) {
	l := open(t)
	for id, e := range l.entries {
		if e.Parent != "" && l.entries[e.Parent] == nil {
			t.Errorf("%s: no entry %s", id, e.Parent)
		}
		if e.ISO3 != "" && l.Country(e.ISO3) == nil && e.Type != vocab.Place {
			t.Errorf("%s: no country %s", id, e.ISO3)
		}
		if (e.Type == vocab.Country || e.Type == vocab.Event || e.Kind == "capital" || e.Kind == "mission") && !slices.Contains(l.Lookup(e.Name), e) {
			t.Errorf("%s: its own name %q does not find it", id, e.Name)
		}
	}
	for _, iso := range []string{"xkx", "twn", "pse", "usa", "gbr", "chn", "mda"} {
		if l.Country(iso) == nil {
			t.Errorf("no country %s", iso)
		}
	}
	if n := len(l.Portfolios()); n < 150 {
		t.Errorf("only %d portfolios", n)
	}
}

// TestLong holds the search to a cost that grows with the text and no faster.
func TestLong(t *testing.T) {
	l := open(t)
	for _, s := range []string{"A.", "WHO ", "'a", "(CA", "the the ", "United ", "e\u0301", "Georgia, ", "x", " \n", "@UN"} {
		text := strings.Repeat(s, 2<<20/len(s))
		start := time.Now()
		l.Find(text)
		l.FindTitles(text)
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("2 MiB of %q took %v", s, d)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "U.S.", "NATO’s", "Gen. ", "the U. S.\n\nStates", "(D-TX)", "a\xff.B.\x80’s", "Côte d’", "President-elect", "ʼs A.B", "İ İ’S"} {
		f.Add(s)
	}
	l := open(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		check := func(m text.Span) {
			if m.Start < end || m.Empty() || m.End > len(s) {
				t.Fatalf("span %v after %d in %q", m, end, s)
			}
			end = m.End
		}
		for _, m := range l.Find(s) {
			check(m.Span)
			if len(m.Entries) == 0 {
				t.Fatalf("no entry for %q", s[m.Start:m.End])
			}
		}
		end = 0
		for _, m := range l.FindTitles(s) {
			check(m.Span)
			if m.Norm == "" {
				t.Fatalf("no norm for %q", s[m.Start:m.End])
			}
		}
		l.Lookup(s)
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	l := open(b)
	s := strings.Repeat("The Secretary General met the Prime Minister of Moldova, Jane Roe, in Brussels on Friday. They "+
		"discussed the United Nations Security Council, support for Ukraine and the work of the European Union’s mission.\n", 500)
	for _, f := range []struct {
		name string
		find func()
	}{{"names", func() { l.Find(s) }}, {"titles", func() { l.FindTitles(s) }}} {
		b.Run(f.name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				f.find()
			}
		})
	}
}

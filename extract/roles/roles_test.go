package roles_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/roles"
	"entente/text"
	"entente/text/vocab"
)

// names are the markers of the test texts: {P:Anna Berg} is a person's name.
var names = map[byte]vocab.EntityType{'P': vocab.Person, 'O': vocab.Organization, 'C': vocab.Country, 'L': vocab.Place}

// analysis makes an Analysis of a text with marked names, a sentence a line.
// Names that are spelled alike are one entity.
func analysis(marked, publisher string) *extract.Analysis {
	var b strings.Builder
	var mentions []extract.Mention
	for rest := marked; ; {
		before, after, ok := strings.Cut(rest, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		inner, tail, _ := strings.Cut(after, "}")
		start := b.Len()
		b.WriteString(inner[2:])
		mentions = append(mentions, extract.Mention{Span: text.Span{Start: start, End: b.Len()}, Kind: extract.Name, Type: names[inner[0]]})
		rest = tail
	}
	a := &extract.Analysis{Doc: text.New(b.String()), Mentions: mentions}
	a.Doc.Publisher = publisher
	at := 0
	for line := range strings.Lines(a.Doc.Text()) {
		a.Sentences = append(a.Sentences, text.Sentence{Span: text.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))}})
		at += len(line)
	}
	known := map[string]int{}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		for n, s := range a.Sentences {
			if s.Contains(m.Span) {
				m.Sentence = n
			}
		}
		name := a.Doc.Slice(m.Span)
		e, ok := known[name]
		if !ok {
			e = len(a.Entities)
			known[name] = e
			a.Entities = append(a.Entities, extract.Entity{ID: name, Type: m.Type, Name: name})
		}
		m.Entity = e
		a.Entities[e].Mentions = append(a.Entities[e].Mentions, i)
	}
	return a
}

func stage(t testing.TB) *roles.Stage {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	return roles.New(lex)
}

func TestRoles(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		text, publisher string
		want            []string // "person | title | body | modality"
	}{
		{"The {C:Norwegian} Minister of Foreign Affairs, Mr {P:Ola Berg}, spoke.", "",
			[]string{"Ola Berg | Minister of Foreign Affairs | Norwegian | asserted"}},
		{"Chairman of the {O:Harbour Council} Gen. {P:Mia Falk, Jr.} met {C:Canada}’s Chief of Defence Staff Gen. {P:Jan Holt}.", "",
			[]string{"Mia Falk, Jr. | Chairman | Harbour Council | asserted", "Jan Holt | Chief of Defence Staff | Canada | asserted"}},
		{"They met Prime Minister {P:Ana Lima} of {C:Cabo Verde}.", "", []string{"Ana Lima | Prime Minister | Cabo Verde | asserted"}},
		{"{P:Jo Sand}, Deputy Director-General, {O:Fisheries Bureau}, {O:Ministry of Food}.", "",
			[]string{"Jo Sand | Deputy Director-General | Fisheries Bureau | asserted"}},
		{"{C:Jordanian} Deputy Prime Minister and Minister of Trade and Industry {P:Sami Nur} came.", "",
			[]string{"Sami Nur | Deputy Prime Minister and Minister of Trade and Industry | Jordanian | asserted"}},
		{"{C:Kosovo} President {P:Vera Hoxha} and Prime Minister {P:Alban Krasniqi} came.", "",
			[]string{"Vera Hoxha | President | Kosovo | asserted", "Alban Krasniqi | Prime Minister | Kosovo | asserted"}},
		{"Foreign Ministers {P:Ida Lund} of {C:Sweden} and {P:Per Vik} of {C:Norway} met.", "",
			[]string{"Ida Lund | Foreign Minister | Sweden | asserted", "Per Vik | Foreign Minister | Norway | asserted"}},
		{"Former {C:Malawi} President {P:Joy Banda} spoke.", "", []string{"Joy Banda | President | Malawi | former"}},
		{"{P:Tom Reed} of {L:Ohio} is nominated to be Administrator of the {O:Harbour Agency}, vice {P:Ann Cole}, resigned.", "",
			[]string{"Tom Reed | Administrator | Harbour Agency | planned", "Ann Cole | Administrator | Harbour Agency | former"}},
		{"{P:Tom Reed}, of {L:Ohio}, to be {C:United States} Attorney for the District of {L:Ohio} for the term of four years, vice {P:Ann Cole}, resigned.", "",
			[]string{"Tom Reed | Attorney for the District of Ohio | United States | planned", "Ann Cole | Attorney for the District of Ohio | United States | former"}},
		{"{P:Tom Reed}, Adviser to the {O:Harbour Council} and Director of the {O:Fisheries Bureau}, {P:Ann Cole}, Head of the {O:Harbour Agency}, and others came.", "",
			[]string{"Tom Reed | Director | Fisheries Bureau | asserted", "Ann Cole | Head | Harbour Agency | asserted"}},
		{"Call with {O:NATO} Secretary General {P:Tom Reed}, {O:OSCE} Chair-in-Office and {C:Polish} Foreign Minister {P:Jan Nowak}", "",
			[]string{"Tom Reed | Secretary General | NATO | asserted", "Jan Nowak | Foreign Minister | Polish | asserted", "Jan Nowak | Chair-in-Office | OSCE | asserted"}},
		{"{P:Tom Reed}, as Acting Head of the {O:Harbour Agency}, will open it.", "", []string{"Tom Reed | Acting Head | Harbour Agency | asserted"}},
		{"{P:Tom Reed} became Secretary to the {O:Department of Roads} in 1991.", "", []string{"Tom Reed | Secretary | Department of Roads | asserted"}},
		{"{P:Tom Reed} arrived.\nHe served as Chairman of the {O:Harbour Council} from 2010 to 2014.", "", []string{"Tom Reed | Chairman | Harbour Council | former"}},
		{"{P:Tom Reed} arrived.\nHe previously served as Director of the {O:Harbour Agency}.", "",
			[]string{"Tom Reed | Director | Harbour Agency | former"}},
		{"{P:Eva Roth} – Minister of Defence, {C:Austria}", "", []string{"Eva Roth | Minister of Defence | Austria | asserted"}},
		{"Secretary General {P:Lars Ek} welcomed guests to {O:NATO}.", "NATO", []string{"Lars Ek | Secretary General | NATO | asserted"}},
		{"The {C:U.S.} Special Envoy for {C:Yemen} {P:Kim Hale} left.", "", []string{"Kim Hale | Special Envoy for Yemen | U.S. | asserted"}},
		{"{P:Ned Low}, Admiral, and General {P:Al Most} spoke in {C:Italy}.", "", []string{}},
		{"The Prime Minister of {C:Moldova} arrived.", "", []string{"- | Prime Minister | Moldova | asserted"}},
	} {
		a := analysis(c.text, c.publisher)
		if err := s.Apply(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, r := range a.Roles {
			if r.Body < 0 {
				continue
			}
			person := "-"
			if r.Person >= 0 {
				person = a.Doc.Slice(a.Mentions[r.Person].Span)
			}
			got = append(got, fmt.Sprintf("%s | %s | %s | %s", person, r.Title, a.Doc.Slice(a.Mentions[r.Body].Span), r.Modality))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q:\n got %q\nwant %q", a.Doc.Text(), got, c.want)
		}
	}
}

func FuzzRoles(f *testing.F) {
	s := stage(f)
	f.Add("The Norwegian Minister of Foreign Affairs, Mr Ola Berg (Norway), President-elect of X and Director", uint16(45), uint16(8))
	f.Add("Secretaries-General, a.i. ’s Chief of ’", uint16(3), uint16(3))
	f.Fuzz(func(t *testing.T, raw string, at, n uint16) {
		a := &extract.Analysis{Doc: text.New(raw)}
		src := a.Doc.Text()
		a.Sentences = []text.Sentence{{Span: text.Span{End: len(src)}}}
		if start, end := int(at), int(at)+int(n); n > 0 && end <= len(src) {
			a.Mentions = []extract.Mention{{Span: text.Span{Start: start, End: end}, Kind: extract.Name, Type: vocab.EntityTypes()[int(at)%3]}}
			a.Entities = []extract.Entity{{ID: "x", Type: a.Mentions[0].Type, Name: "X", Mentions: []int{0}}}
		}
		if err := s.Apply(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		for _, r := range a.Roles {
			if r.Title == "" || r.Span.Start < 0 || r.Span.End > len(src) || r.Span.Empty() || r.Person >= len(a.Mentions) || r.Body >= len(a.Mentions) {
				t.Fatalf("bad role %+v", r)
			}
		}
	})
}

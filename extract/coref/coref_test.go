package coref_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/coref"
	"entente/extract/lexicon"
	"entente/extract/roles"
	"entente/text"
	"entente/text/vocab"
)

// kinds are the markers of the test texts: {P:Anna Berg} is a person's name. A
// second name after "=" joins it to the entity of that name.
var kinds = map[byte]vocab.EntityType{'P': vocab.Person, 'O': vocab.Organization, 'C': vocab.Country, 'E': vocab.Event}

func analysis(marked, publisher string) *extract.Analysis {
	var b strings.Builder
	a := &extract.Analysis{}
	known := map[string]int{}
	for rest := marked; ; {
		before, after, ok := strings.Cut(rest, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		inner, tail, _ := strings.Cut(after, "}")
		name, full, _ := strings.Cut(inner[2:], "=")
		if full == "" {
			full = name
		}
		e, ok := known[full]
		if !ok {
			e = len(a.Entities)
			known[full] = e
			a.Entities = append(a.Entities, extract.Entity{ID: full, Type: kinds[inner[0]], Name: full})
		}
		start := b.Len()
		b.WriteString(name)
		a.Entities[e].Mentions = append(a.Entities[e].Mentions, len(a.Mentions))
		a.Mentions = append(a.Mentions, extract.Mention{
			Span: text.Span{Start: start, End: b.Len()}, Kind: extract.Name, Type: kinds[inner[0]], Entity: e, Sentence: strings.Count(b.String(), "\n"),
		})
		rest = tail
	}
	a.Doc = text.New(b.String())
	a.Doc.Publisher = publisher
	at := 0
	for line := range strings.Lines(a.Doc.Text()) {
		a.Sentences = append(a.Sentences, text.Sentence{Span: text.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))}})
		at += len(line)
	}
	return a
}

func TestReferences(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, publisher string
		want            []string // "surface = entities"
	}{
		{"Mr {P:Ola Berg} met Ms {P:Ida Lund}.\nShe thanked him.", "", []string{"She = Ida Lund", "him = Ola Berg"}},
		{"{P:Ola Berg} met {P:Ida Lund}.\nThe two leaders agreed.\nThey spoke again.", "",
			[]string{"The two leaders = Ola Berg + Ida Lund", "They = Ola Berg + Ida Lund"}},
		{"Secretary General {P:Lars Ek} spoke.\nThe Secretary General left.", "", []string{"The Secretary General = Lars Ek"}},
		{"Prime Minister {P:Ana Lima} of {C:Cabo Verde} and Prime Minister {P:Ion Rusu} of {C:Moldova} met.\nThe Prime Minister of {C:Moldova} left.", "",
			[]string{"The Prime Minister of Moldova = Ion Rusu"}},
		{"Deputy Prime Minister {P:Ana Lima} spoke.\nThe Prime Minister left.", "", nil},
		{"The {E:Harbour Summit} opened.\nThe summit ended, but the summit of Oslo did not.", "", []string{"The summit = Harbour Summit"}},
		{"We thank {C:Norway}.\nOur friends in {C:Australia} know.", "Prime Minister of Australia", []string{"We = Australia", "Our = Australia"}},
		{"{P:Ola Berg} came.\n“I am glad”, said {P:Ida Lund}.", "", []string{"I = Ida Lund"}},
		{"{P:Ola Berg} met His Majesty.\nThe ministers saw their staff.", "", nil},
	} {
		a := analysis(c.text, c.publisher)
		p, err := extract.NewPipeline(given{a}, roles.New(lex), coref.New(lex))
		if err != nil {
			t.Fatal(err)
		}
		if a, err = p.Run(context.Background(), a.Doc); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range a.Mentions {
			if m.Kind == extract.Name {
				continue
			}
			names := []string{a.Entities[m.Entity].Name}
			for _, e := range m.Also {
				names = append(names, a.Entities[e].Name)
			}
			got = append(got, a.Doc.Slice(m.Span)+" = "+strings.Join(names, " + "))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q:\n got %q\nwant %q", a.Doc.Text(), got, c.want)
		}
	}
}

// given is the stage that gives what a test wrote down.
type given struct{ from *extract.Analysis }

func (given) Name() string           { return "given" }
func (given) Needs() []extract.Layer { return nil }
func (given) Gives() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Mentions, extract.Entities}
}

func (g given) Apply(_ context.Context, a *extract.Analysis) error {
	a.Sentences, a.Mentions, a.Entities = g.from.Sentences, g.from.Mentions, g.from.Entities
	return nil
}

func FuzzReferences(f *testing.F) {
	lex, err := lexicon.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("{P:Ola Berg} met {P:Ida Lund}.\nThe two leaders said “I am their Minister of Defence”; she and the Council of 5 agreed.", "NATO")
	f.Fuzz(func(t *testing.T, raw, publisher string) {
		if !strings.Contains(raw, "{P:") || strings.Count(raw, "{") != strings.Count(raw, "{P:") || strings.Contains(raw, "{P:}") || text.New(raw).Text() != raw {
			return
		}
		given := analysis(raw, publisher)
		a := &extract.Analysis{Doc: given.Doc, Sentences: given.Sentences}
		for _, m := range given.Mentions { // names across lines, or of no letter, are no names
			if s := given.Sentences; !m.Empty() && m.Sentence < len(s) && s[m.Sentence].Contains(m.Span) {
				a.Mentions = append(a.Mentions, m)
			}
		}
		a.Entities = given.Entities
		for i := range a.Entities {
			a.Entities[i].Mentions = nil
		}
		for i, m := range a.Mentions {
			a.Entities[m.Entity].Mentions = append(a.Entities[m.Entity].Mentions, i)
		}
		for _, s := range []extract.Stage{roles.New(lex), coref.New(lex)} {
			if err := s.Apply(context.Background(), a); err != nil {
				t.Fatal(err)
			}
		}
		for i, m := range a.Mentions {
			if m.Start < 0 || m.End > len(a.Doc.Text()) || m.Span.Empty() || i > 0 && m.Start < a.Mentions[i-1].Start {
				t.Fatalf("bad mention %+v", m)
			}
		}
	})
}

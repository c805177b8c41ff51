package relations

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/coref"
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/extract/prose"
	"entente/extract/roles"
	"entente/extract/segment"
	"entente/extract/when"
	"entente/text"
)

var kindNames = [...]string{np: "np", vp: "vp", prep: "prep", conj: "conj", list: "list", comma: "comma", wh: "wh", sub: "sub", quote: "quote", stop: "stop", date: "date", other: "other"}

// outline writes a parse as "np[the Minister] vp[met] ...".
func (s *sentence) outline() string {
	var out []string
	for _, p := range s.phrases {
		out = append(out, kindNames[p.kind]+"["+s.text(p)+"]")
	}
	return strings.Join(out, " ")
}

func (s *sentence) text(p phrase) string { return s.a.Doc.Slice(s.span(p.first, p.last)) }

// arguments writes the subject and the object of every verb group as
// "subject | verb | object", the members of a coordination joined by " + ".
func (s *sentence) arguments() []string {
	join := func(is []int) string {
		var out []string
		for _, i := range is {
			out = append(out, s.text(s.phrases[i]))
		}
		return strings.Join(out, " + ")
	}
	var out []string
	for k, p := range s.phrases {
		if p.kind == vp {
			out = append(out, fmt.Sprintf("%s | %s | %s", join(s.subject(k)), p.word, join(s.object(k))))
		}
	}
	return out
}

// parsed is the parse of a release's second line, its first being a headline.
func parsed(t *testing.T, p *extract.Pipeline, body string) *sentence {
	t.Helper()
	d := text.New("Readout\n\n" + body + "\n")
	d.Published = text.Date{ISO: "2024-03-12", Basis: text.FromMetadata}
	a, err := p.Run(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Sentences) != 2 {
		t.Fatalf("%d sentences in %q", len(a.Sentences), d.Text())
	}
	return parse(a, 1, newViews(a))
}

func beforeRelations(t *testing.T) *extract.Pipeline {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.NewPipeline(segment.New(), prose.New(), when.New(), names.New(lex), names.Cluster(lex), roles.New(lex), coref.New(lex))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

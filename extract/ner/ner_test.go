package ner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract"
	"entente/extract/form"
	"entente/extract/lexicon"
	"entente/extract/model"
	"entente/text"
	"entente/text/vocab"
)

func load(t testing.TB) (*lexicon.Lexicon, *form.Table) {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	forms, err := form.Load(lex)
	if err != nil {
		t.Fatal(err)
	}
	return lex, forms
}

// analysis is a text of one sentence a line, its words between spaces.
func analysis(s string) *extract.Analysis {
	a := &extract.Analysis{Doc: text.New(s)}
	at := 0
	for line := range strings.Lines(a.Doc.Text()) {
		sent := text.Sentence{Span: text.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}, First: len(a.Tokens)}
		k := at
		for _, w := range strings.Split(strings.TrimRight(line, "\n"), " ") {
			if w != "" {
				a.Tokens = append(a.Tokens, text.Token{Span: text.Span{Start: k, End: k + len(w)}, Tag: "NN"})
			}
			k += len(w) + 1
		}
		if sent.Last = len(a.Tokens); sent.Last > sent.First {
			a.Sentences = append(a.Sentences, sent)
		}
		at += len(line)
	}
	return a
}

// examples are small releases in which people meet.
func examples() []Example {
	var out []Example
	number := map[string]int{}
	for i, l := range Labels() {
		number[l] = i
	}
	for i := range 40 {
		name := []string{"Ana Bell", "Bo Carr", "Cleo Dunn", "Dag Eide"}[i%4]
		x := Example{Analysis: analysis("Today " + name + " met the envoy of Norway .\nThe envoy thanked " + strings.Fields(name)[1] + " ."), Weight: 1}
		for _, l := range strings.Fields("O B-Person I-Person O O O O B-Country O O O O B-Person O") {
			x.Allowed = append(x.Allowed, 1<<number[l])
		}
		out = append(out, x)
	}
	return out
}

func learn(t testing.TB, epochs int, seed uint64) *Model {
	t.Helper()
	lex, forms := load(t)
	m, err := Train(context.Background(), examples(), lex, forms, Options{Epochs: epochs, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func found(a *extract.Analysis, names []Name) []string {
	var out []string
	for _, n := range names {
		out = append(out, string(n.Type)+" "+a.Doc.Slice(text.Span{Start: a.Tokens[n.First].Start, End: a.Tokens[n.Last-1].End}))
	}
	return out
}

func TestTrain(t *testing.T) {
	m := learn(t, 10, 1)
	a := analysis("Today Eva Finn met the envoy of Peru .")
	names, sure := m.Find(a)
	if diff := cmp.Diff([]string{"Person Eva Finn", "Country Peru"}, found(a, names)); diff != "" {
		t.Error(diff)
	}
	if len(sure) != len(a.Tokens) {
		t.Errorf("%d probabilities for %d tokens", len(sure), len(a.Tokens))
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := Read(bytes.NewReader(b.Bytes()), "m", m.lex, m.forms)
	if err != nil {
		t.Fatal(err)
	}
	if names2, _ := again.Find(a); cmp.Diff(names, names2) != "" {
		t.Errorf("after reading: %v, before %v", names2, names)
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	file := func(seed uint64) string {
		var b bytes.Buffer
		if err := learn(t, 2, seed).Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := file(1)
	if first != file(1) {
		t.Error("two runs differ")
	}
	if first == file(2) {
		t.Error("the seed changes nothing")
	}
}

func TestTrainErrors(t *testing.T) {
	lex, forms := load(t)
	if _, err := Train(context.Background(), nil, lex, forms, Options{}); err == nil {
		t.Error("no data: no error")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Train(ctx, examples(), lex, forms, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestFollows(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{{"", "O", true}, {"", "B-Person", true}, {"", "I-Person", false}, {"O", "I-Person", false}, {"B-Person", "I-Person", true},
		{"I-Person", "I-Person", true}, {"B-Place", "I-Person", false}, {"I-Person", "B-Person", true}} {
		if got := Follows(tt.a, tt.b); got != tt.want {
			t.Errorf("%s after %q: %v", tt.b, tt.a, got)
		}
	}
}

// TestDecide lets model and rules claim names in the same tokens.
func TestDecide(t *testing.T) {
	rule := func(first, last int, typ vocab.EntityType) claim {
		return claim{first, last, extract.Mention{Span: text.Span{Start: first, End: last}, Type: typ, Rule: "rule"}, false}
	}
	model := func(first, last int, typ vocab.EntityType) claim {
		return claim{first, last, extract.Mention{Span: text.Span{Start: first, End: last}, Type: typ, Rule: "model", Score: 0.7}, true}
	}
	for name, tt := range map[string]struct {
		claims []claim
		sure   []float64
		want   string
	}{
		"both agree":           {[]claim{model(0, 2, vocab.Person), rule(0, 2, vocab.Person)}, []float64{0.7, 0.7}, "rule Person 0.7"},
		"sure of another type": {[]claim{model(0, 2, vocab.Person), rule(0, 2, vocab.Place)}, []float64{0.99, 0.95}, "model Person 0.7"},
		"unsure of the type":   {[]claim{model(0, 2, vocab.Person), rule(0, 2, vocab.Place)}, []float64{0.99, 0.5}, "rule Place 0"},
		"sure of no name":      {[]claim{rule(0, 2, vocab.Place)}, []float64{0.99, 0.95}, ""},
		"unsure of no name":    {[]claim{rule(0, 2, vocab.Place)}, []float64{0.99, 0.6}, "rule Place 0"},
		"the model alone":      {[]claim{model(0, 1, vocab.Event)}, []float64{0.4}, "model Event 0.7"},
		"one against two":      {[]claim{model(0, 3, vocab.Event), rule(0, 1, vocab.Place), rule(2, 3, vocab.Place)}, []float64{1, 0.5, 1}, "rule Place 0, rule Place 0"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, m := range decide(tt.claims, tt.sure) {
				got = append(got, fmt.Sprint(m.Rule, " ", m.Type, " ", m.Score))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzRead reads damaged models whose hash is right.
func FuzzRead(f *testing.F) {
	m := learn(f, 1, 1)
	var e model.Encoder
	e.String(m.forms.WideID())
	m.first.Encode(&e)
	m.second.Encode(&e)
	f.Add(e.Content())
	f.Fuzz(func(t *testing.T, content []byte) {
		var b bytes.Buffer
		if err := model.Write(&b, Kind, content); err != nil {
			t.Fatal(err)
		}
		a := analysis("Today Eva Finn met the envoy of Peru .")
		if m, err := Read(&b, "m", m.lex, m.forms); err == nil {
			m.Find(a)
		} else if !strings.HasPrefix(err.Error(), "m: ") {
			t.Error(err)
		}
	})
}

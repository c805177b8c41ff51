package confidence

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/model"
	"entente/text"
	"entente/text/vocab"
)

// release is one in which a rule says of each of n people that they met one more.
// Every word is a token that depends on the verb.
func release(n int, rule string) *extract.Analysis {
	words := []string{"Ana", "met"}
	for i := range n {
		words = append(words, fmt.Sprintf("P%d", i))
	}
	a := &extract.Analysis{Doc: text.New(strings.Join(words, " "))}
	at := 0
	for i, w := range words {
		t := text.Token{Span: text.Span{Start: at, End: at + len(w)}, Head: 1, Rel: "obj"}
		if i == 1 {
			t.Head, t.Rel = -1, "root"
		}
		a.Tokens = append(a.Tokens, t)
		at += len(w) + 1
	}
	s := text.Sentence{Span: text.Span{End: at - 1}, Last: len(words)}
	a.Sentences = []text.Sentence{s}
	for i, w := range words {
		if i == 1 {
			continue
		}
		e := len(a.Entities)
		a.Mentions = append(a.Mentions, extract.Mention{Span: a.Tokens[i].Span, Kind: extract.Name, Type: vocab.Person, Entity: e})
		a.Entities = append(a.Entities, extract.Entity{Type: vocab.Person, Name: w, Mentions: []int{len(a.Mentions) - 1}})
		if e > 0 {
			a.Relations = append(a.Relations, extract.Relation{Object: e, Type: vocab.MetWith, Modality: vocab.Asserted, AttributedTo: -1, Rule: rule, Confidence: .8, Evidence: s.Span, Trigger: a.Tokens[1].Span})
		}
	}
	return a
}

func examples() []Example {
	var out []Example
	for i := range 40 {
		x := Example{Analysis: release(2, "verb:meet"), Right: []Verdict{Right, Unknown}}
		if i%2 == 1 {
			x = Example{Analysis: release(2, "noun:talk"), Right: []Verdict{Wrong, Wrong}}
		}
		out = append(out, x)
	}
	return out
}

func learn(t testing.TB) *Model {
	t.Helper()
	m, err := Train(context.Background(), examples(), Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTrain(t *testing.T) {
	m := learn(t)
	good, bad := release(3, "verb:meet"), release(3, "noun:talk")
	if p := m.Of(good); len(p) != 3 || p[0] < .6 {
		t.Errorf("by the rule that was right: %v", p)
	}
	if p := m.Of(bad); len(p) != 3 || p[0] > .4 {
		t.Errorf("by the rule that was wrong: %v", p)
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	first := b.String()
	again, err := Read(strings.NewReader(first), "m")
	if err != nil {
		t.Fatal(err)
	}
	if m.Of(good)[0] != again.Of(good)[0] {
		t.Error("another confidence after reading")
	}
	b.Reset()
	if err := learn(t).Write(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != first {
		t.Error("two runs differ")
	}
}

func TestTrainErrors(t *testing.T) {
	if _, err := Train(context.Background(), nil, Options{}); err == nil {
		t.Error("no data: no error")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Train(ctx, examples(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestPath reads the way between two words off a tree.
func TestPath(t *testing.T) {
	a := release(2, "verb:meet")
	a.Tokens[0].Rel = "nsubj"
	a.Tokens[3].Head, a.Tokens[3].Rel = 2, "conj"
	v := newView(a)
	for _, c := range []struct {
		x, y int
		want string
	}{{0, 2, "nsubj|obj"}, {0, 3, "nsubj|obj"}, {2, 3, "|"}, {0, -1, "none"}} {
		if got := v.path(c.x, c.y); got != c.want {
			t.Errorf("path from %d to %d is %q, want %q", c.x, c.y, got, c.want)
		}
	}
	a.Tokens[0].Rel = ""
	if got := v.path(0, 2); got != "none" {
		t.Errorf("without a tree: %q", got)
	}
}

func TestEmbedded(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.Of(release(4, "verb:meet")) {
		if p < 0 || p > 1 {
			t.Errorf("a confidence of %v", p)
		}
	}
}

// FuzzRead reads damaged models whose hash is right.
func FuzzRead(f *testing.F) {
	var e model.Encoder
	learn(f).crf.Encode(&e)
	f.Add(e.Content())
	a := release(2, "verb:meet")
	f.Fuzz(func(t *testing.T, content []byte) {
		var b bytes.Buffer
		if err := model.Write(&b, Kind, content); err != nil {
			t.Fatal(err)
		}
		if m, err := Read(&b, "m"); err == nil {
			m.Of(a)
		} else if !strings.HasPrefix(err.Error(), "m: ") {
			t.Error(err)
		}
	})
}

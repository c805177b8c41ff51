package parser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/extract/corpus"
	"entente/extract/form"
	"entente/extract/lexicon"
	"entente/extract/matrix"
	"entente/extract/model"
)

func forms(t testing.TB) *form.Table {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	f, err := form.Load(lex)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestBestTree compares with the best of all trees of one root.
func TestBestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		n := 2 + rng.IntN(5)
		scores := matrix.New(n, n)
		for i := range scores.Data {
			scores.Data[i] = float32(rng.NormFloat64() * 3)
		}
		sum := func(heads []int) float64 {
			s := 0.0
			for d := 1; d < n; d++ {
				s += float64(scores.Row(d)[heads[d]])
			}
			return s
		}
		best := math.Inf(-1)
		heads := make([]int, n)
		var all func(d int)
		all = func(d int) {
			if d == n {
				if isTree(heads) {
					best = max(best, sum(heads))
				}
				return
			}
			for heads[d] = range n {
				all(d + 1)
			}
		}
		all(1)
		got := bestTree(scores)
		if !isTree(got) || math.Abs(sum(got)-best) > 1e-4 {
			t.Fatalf("%v of %v: %v, the best is %v", got, scores, sum(got), best)
		}
	}
}

// isTree reports whether heads, from the second on, make a tree of one root.
func isTree(heads []int) bool {
	roots := 0
	for d := 1; d < len(heads); d++ {
		if heads[d] == 0 {
			roots++
		}
		at := d
		for steps := 0; at != 0; steps++ {
			if steps > len(heads) {
				return false
			}
			at = heads[at]
		}
	}
	return roots == 1
}

// treebank has 40 small sentences of one pattern.
func treebank() (data []corpus.Sentence, tags [][]string) {
	for i := range 40 {
		name := []string{"Ana", "Bo", "Carla", "Dmitri"}[i%4]
		verb := []string{"visits", "leaves"}[i/4%2]
		data = append(data, corpus.Sentence{Words: []corpus.Word{
			{Form: name, Head: 2, Rel: "nsubj"}, {Form: verb, Rel: "root"}, {Form: "Oslo", Head: 2, Rel: "obj"}, {Form: ".", Head: 2, Rel: "punct"},
		}})
		tags = append(tags, []string{"NNP", "VBZ", "NNP", "."})
	}
	return data, tags
}

func learn(t testing.TB, epochs int, seed uint64) *Model {
	t.Helper()
	data, tags := treebank()
	m, err := Train(context.Background(), data, tags, forms(t), Options{Epochs: epochs, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func file(t testing.TB, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func words(s string) (out []Word) {
	for f := range strings.FieldsSeq(s) {
		w, tag, _ := strings.Cut(f, "/")
		out = append(out, Word{w, tag})
	}
	return out
}

func show(arcs []Arc) string {
	var out []string
	for _, a := range arcs {
		out = append(out, fmt.Sprintf("%d %s", a.Head, a.Relation))
	}
	return strings.Join(out, ", ")
}

func TestTrain(t *testing.T) {
	m := learn(t, 120, 1)
	const want = "1 nsubj, -1 root, 1 obj, 1 punct"
	sentence := words("Eva/NNP visits/VBZ Riga/NNP ./.")
	if got := show(m.Parse([][]Word{sentence})[0]); got != want {
		t.Errorf("learnt %s, want %s", got, want)
	}
	saved := file(t, m)
	again, err := Read(bytes.NewReader(saved), "m", m.forms)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := fmt.Sprint(m.Parse([][]Word{sentence})), fmt.Sprint(again.Parse([][]Word{sentence})); a != b {
		t.Errorf("before writing %s, after reading %s", a, b)
	}
	if !bytes.Equal(saved, file(t, again)) {
		t.Error("a model that was read is written in other bytes")
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	a := file(t, learn(t, 2, 1))
	if !bytes.Equal(a, file(t, learn(t, 2, 1))) {
		t.Error("two runs differ")
	}
	if bytes.Equal(a, file(t, learn(t, 2, 2))) {
		t.Error("the seed changes nothing")
	}
}

func TestTrainErrors(t *testing.T) {
	data, tags := treebank()
	f := forms(t)
	if _, err := Train(context.Background(), nil, nil, f, Options{}); err == nil {
		t.Error("no data: no error")
	}
	tags[3] = tags[3][:2]
	data[3].Line = 17
	if _, err := Train(context.Background(), data, tags, f, Options{}); err == nil || !strings.Contains(err.Error(), "line 17") {
		t.Errorf("too few tags: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	data, tags = treebank()
	if _, err := Train(ctx, data, tags, f, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestEmbedded parses a sentence with the embedded model, alone and among
// others, empty and very long ones.
func TestEmbedded(t *testing.T) {
	m, err := Default(forms(t))
	if err != nil {
		t.Fatal(err)
	}
	s := words("The/DT Secretary/NNP met/VBD with/IN Prime/NNP Minister/NNP Ana/NNP Turcan/NNP in/IN Oslo/NNP ./.")
	const want = "1 det, 2 nsubj, -1 root, 7 case, 5 compound, 7 compound, 7 flat"
	long := slices.Repeat(s[:10], 120)
	out := m.Parse([][]Word{s, nil, long, s})
	if show(out[0]) != show(out[3]) {
		t.Errorf("alone %s, after others %s", show(out[0]), show(out[3]))
	}
	got := out[0]
	for i, head := range []int{1, 2, -1, 7, 5} {
		if got[i].Head != head && i != 3 && i != 4 {
			t.Errorf("word %d has head %d, want %d: %s", i, got[i].Head, head, show(got))
		}
	}
	if got[1].Relation != "nsubj" || got[3].Relation != "case" {
		t.Errorf("%s, want something like %s", show(got), want)
	}
	for i, arcs := range out {
		if n := len([][]Word{s, nil, long, s}[i]); len(arcs) != n {
			t.Fatalf("sentence %d: %d arcs for %d words", i, len(arcs), n)
		}
		heads := []int{0}
		for _, a := range arcs {
			heads = append(heads, a.Head+1)
			if a.Score < 0 || a.Score > 1 || a.Relation == "" {
				t.Fatalf("sentence %d: %+v", i, a)
			}
		}
		if len(arcs) > 0 && !isTree(heads) {
			t.Errorf("sentence %d is no tree", i)
		}
	}
}

func FuzzParse(f *testing.F) {
	m := learn(f, 1, 1)
	f.Add("Eva/NNP visits/VBZ", "\xff/ /")
	f.Fuzz(func(t *testing.T, a, b string) {
		in := [][]Word{words(a), words(b)}
		for i, arcs := range m.Parse(in) {
			if len(arcs) != len(in[i]) {
				t.Errorf("%d arcs for %d words", len(arcs), len(in[i]))
			}
		}
	})
}

// FuzzRead reads damaged models whose hash is right.
func FuzzRead(f *testing.F) {
	m := learn(f, 1, 1)
	_, content, _ := bytes.Cut(file(f, m), []byte("\n"))
	f.Add(content[:200])
	f.Add(content)
	f.Fuzz(func(t *testing.T, content []byte) {
		var b bytes.Buffer
		if err := model.Write(&b, Kind, content); err != nil {
			t.Fatal(err)
		}
		if m, err := Read(&b, "m", m.forms); err == nil {
			m.Parse([][]Word{words("a/NNP b/VB")})
		} else if !strings.HasPrefix(err.Error(), "m: ") {
			t.Error(err)
		}
	})
}

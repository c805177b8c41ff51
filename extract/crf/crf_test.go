package crf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/extract/model"
)

var bio = []string{"O", "B", "I"}

func follows(a, b string) bool { return b != "I" || a == "B" || a == "I" }

// sample has sequences in which a 2 begins a name and the 3s after it go on
// with it; elsewhere a 3 is nothing.
func sample(n int) []Sequence {
	rng := rand.New(rand.NewPCG(1, 2))
	var t Templates
	for o := -1; o <= 1; o++ {
		t.Add(Ref{0, o})
	}
	t.Add(Ref{0, -1}, Ref{0, 0})
	var out []Sequence
	for range n {
		var attrs [][]uint64
		s := Sequence{Weight: 1}
		inside := false
		for range 3 + rng.IntN(8) {
			v := uint64(1 + rng.IntN(3))
			attrs = append(attrs, []uint64{v})
			label := 0
			switch {
			case v == 2:
				label, inside = 1, true
			case v == 3 && inside:
				label = 2
			default:
				inside = false
			}
			s.Allowed = append(s.Allowed, 1<<label)
		}
		s.Features = t.Features(attrs)
		out = append(out, s)
	}
	return out
}

func learn(t testing.TB, data []Sequence, o Options) *Model {
	t.Helper()
	o.Epochs, o.Rate, o.MinSeen = 8, 0.1, 1
	m, err := Train(context.Background(), bio, follows, data, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func accuracy(m *Model, data []Sequence) float64 {
	right, all := 0, 0
	for _, s := range data {
		for i, l := range m.Decode(s.Features) {
			all++
			if s.Allowed[i] == 1<<l {
				right++
			}
		}
	}
	return float64(right) / float64(all)
}

func TestLearns(t *testing.T) {
	data := sample(400)
	m := learn(t, data[:300], Options{Seed: 1, L1: 1e-6, Drop: 0.1})
	if a := accuracy(m, data[300:]); a < 0.97 {
		t.Errorf("accuracy %.3f", a)
	}
}

// TestLearnsFromPartOfTheLabels leaves one label in three open.
func TestLearnsFromPartOfTheLabels(t *testing.T) {
	data := sample(400)
	part := slices.Clone(data[:300])
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range part {
		part[i].Allowed = slices.Clone(part[i].Allowed)
		for k := range part[i].Allowed {
			if rng.IntN(3) == 0 {
				part[i].Allowed[k] = 7
			}
		}
	}
	if a := accuracy(learn(t, part, Options{Seed: 1}), data[300:]); a < 0.95 {
		t.Errorf("accuracy %.3f", a)
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	data := sample(100)
	content := func(seed uint64) []byte {
		var e model.Encoder
		learn(t, data, Options{Seed: seed, Drop: 0.2, L1: 1e-5}).Encode(&e)
		return e.Content()
	}
	if !bytes.Equal(content(1), content(1)) {
		t.Error("two runs differ")
	}
	if bytes.Equal(content(1), content(2)) {
		t.Error("the seed changes nothing")
	}
}

// TestDecodeAgainstAllSequences compares the best sequence and the
// probabilities with those of going through all of them.
func TestDecodeAgainstAllSequences(t *testing.T) {
	data := sample(60)
	m := learn(t, data, Options{Seed: 1, Drop: 0.3})
	n := len(bio)
	for _, s := range data[:20] {
		length := min(len(s.Features), 6)
		features := s.Features[:length]
		weight := func(t, l int) float64 {
			sum := 0
			for _, f := range features[t] {
				if r, ok := m.index.find(keyOf(f)); ok {
					for _, e := range m.entries[r.first:][:r.count] {
						if int(e.label) == l {
							sum += int(e.weight)
						}
					}
				}
			}
			return float64(sum)
		}
		best, total := math.Inf(-1), 0.0
		var labels []int
		marginal := make([][]float64, length)
		for i := range marginal {
			marginal[i] = make([]float64, n)
		}
		count := 1
		for range length {
			count *= n
		}
		for code := range count {
			seq := make([]int, length)
			for i, c := 0, code; i < length; i++ {
				seq[i], c = c%n, c/n
			}
			score, from := 0.0, n
			for i, l := range seq {
				w := m.trans[from*n+l]
				if w == forbid {
					score = math.Inf(-1)
					break
				}
				score += float64(w) + weight(i, l)
				from = l
			}
			if score > best {
				best, labels = score, seq
			}
			p := math.Exp(score / unit)
			total += p
			for i, l := range seq {
				marginal[i][l] += p
			}
		}
		got, p := m.DecodeProbabilities(nil, features)
		if !slices.Equal(got, labels) || !slices.Equal(m.Decode(features), labels) {
			t.Fatalf("%v, want %v", got, labels)
		}
		for i, l := range got {
			if want := marginal[i][l] / total; math.Abs(p[i]-want) > 1e-9 {
				t.Errorf("probability %v, want %v", p[i], want)
			}
		}
	}
}

// TestEverySequenceIsValid decodes sequences of features that contradict the
// rule of what may follow.
func TestEverySequenceIsValid(t *testing.T) {
	m := learn(t, sample(200), Options{Seed: 1})
	for _, s := range sample(300) {
		slices.Reverse(s.Features)
		before := ""
		for _, l := range m.Decode(s.Features) {
			if !follows(before, bio[l]) {
				t.Fatalf("%s after %q", bio[l], before)
			}
			before = bio[l]
		}
	}
}

func TestTrainErrors(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Train(ctx, bio, follows, sample(3), Options{Epochs: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := Train(context.Background(), nil, follows, sample(3), Options{Epochs: 1}); err == nil {
		t.Error("no labels: no error")
	}
	if _, err := Train(context.Background(), bio, follows, nil, Options{Epochs: 1}); err == nil {
		t.Error("no data: no error")
	}
}

func TestModelComesBack(t *testing.T) {
	data := sample(100)
	m := learn(t, data, Options{Seed: 1})
	var e model.Encoder
	m.Encode(&e)
	again, err := Decode(model.NewDecoder(e.Content()))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range data {
		a, p := m.DecodeProbabilities(nil, s.Features)
		b, q := again.DecodeProbabilities(nil, s.Features)
		if fmt.Sprint(a, p) != fmt.Sprint(b, q) {
			t.Fatalf("%v %v, before %v %v", b, q, a, p)
		}
	}
}

// FuzzDecode makes models of damaged content and uses them.
func FuzzDecode(f *testing.F) {
	data := sample(20)
	var e model.Encoder
	learn(f, data, Options{Seed: 1}).Encode(&e)
	f.Add(e.Content())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, content []byte) {
		m, err := Decode(model.NewDecoder(content))
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Error(err)
			}
			return
		}
		for _, s := range data {
			if got, _ := m.DecodeProbabilities(nil, s.Features); len(got) != len(s.Features) {
				t.Error("a position has no label")
			}
		}
	})
}

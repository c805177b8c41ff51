package crf

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// TestKeptIsTheSameToTheBit compares decoding with all features with decoding from
// the kept scores: words of two attributes, of which the second does not follow
// from the word.
func TestKeptIsTheSameToTheBit(t *testing.T) {
	var all Templates
	all.Add()
	for o := -2; o <= 2; o++ {
		all.Add(Ref{0, o})
		all.Add(Ref{1, o})
	}
	all.Add(Ref{0, -1}, Ref{0, 0})
	all.Add(Ref{0, 0}, Ref{1, 0})
	rng := rand.New(rand.NewPCG(1, 2))
	var data []Sequence
	var words [][]string
	var attributes [][][]uint64
	for range 300 {
		s := Sequence{Weight: 1}
		var attrs [][]uint64
		var ws []string
		for range 1 + rng.IntN(6) {
			w := rng.IntN(20)
			ws = append(ws, strconv.Itoa(w))
			attrs = append(attrs, []uint64{uint64(w + 1), uint64(rng.IntN(3))})
			s.Allowed = append(s.Allowed, 1<<(w%2))
		}
		s.Features = all.Features(attrs)
		data, words, attributes = append(data, s), append(words, ws), append(attributes, attrs)
	}
	m := learn(t, data, Options{Seed: 1})
	for _, most := range []int32{0, 5, 100} {
		kept, rest := Keep(m, all, func(attr int) bool { return attr == 0 }, most)
		if len(rest) != 8 { // that of nothing, five of the second attribute, two of two
			t.Fatalf("%d templates are not kept", len(rest))
		}
		for i, s := range data {
			want, p := m.DecodeProbabilities(nil, s.Features)
			got, q := m.DecodeProbabilities(kept.Base(words[i], 0, attributes[i], nil), rest.Features(attributes[i]))
			if !slices.Equal(got, want) || !slices.Equal(p, q) {
				t.Fatalf("of %d kept, %v is %v %v, want %v %v", most, words[i], got, q, want, p)
			}
		}
	}
}

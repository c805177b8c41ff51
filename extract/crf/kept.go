package crf

import (
	"slices"
	"strings"

	"entente/extract/recall"
)

// Kept scores what words add by themselves at the positions around them, and keeps
// it from sentence to sentence: most words of a text were met before. The scores
// are those of the templates to the bit.
type Kept struct {
	model  *Model
	single []placed
	scores *recall.Map[kept, [][]int32] // by place in single
}

// kept is what scores are kept by: a word, and what else its attributes follow from.
type kept struct {
	word   string
	manner uint64
}

// placed are the templates that look at one position alone, so many places from
// the one they score, and what they add where that lies outside of the sequence.
type placed struct {
	offset    int
	templates Templates
	edge      []int32
}

// Keep parts the templates into those that look at one position alone and there
// at attributes that follow from the word and the manner of the sequence, as own
// reports, and the rest. The scores of the first are kept, of so many words at most.
func Keep(m *Model, t Templates, own func(attr int) bool, most int32) (*Kept, Templates) {
	k := &Kept{model: m, scores: recall.New[kept, [][]int32](most)}
	var rest Templates
	for _, x := range t {
		if len(x.refs) == 0 || slices.ContainsFunc(x.refs, func(r Ref) bool { return r.Offset != x.refs[0].Offset || !own(r.Attr) }) {
			rest = append(rest, x)
			continue
		}
		i := slices.IndexFunc(k.single, func(p placed) bool { return p.offset == x.refs[0].Offset })
		if i < 0 {
			i = len(k.single)
			k.single = append(k.single, placed{offset: x.refs[0].Offset})
		}
		here := template{number: x.number}
		for _, r := range x.refs {
			here.refs = append(here.refs, Ref{Attr: r.Attr})
		}
		k.single[i].templates = append(k.single[i].templates, here)
	}
	for i := range k.single {
		var outside []uint64
		for _, x := range k.single[i].templates {
			for j := range x.refs {
				x.refs[j].Offset = 1 // beyond a sequence of one
			}
			h, _ := x.feature([][]uint64{nil}, 0)
			outside = append(outside, h)
			for j := range x.refs {
				x.refs[j].Offset = 0
			}
		}
		k.single[i].edge = m.Scores(outside)
	}
	return k, rest
}

// Base is what the kept templates add to the scores of each position; nil for
// those that where leaves out. A nil where is all positions. manner is what
// attributes follow from besides the word.
func (k *Kept) Base(words []string, manner uint64, attrs [][]uint64, where []bool) [][]int32 {
	out := make([][]int32, len(words))
	n := len(k.model.labels)
	all := make([]int32, len(words)*n)
	of := make([][][]int32, len(words))
	for t := range words {
		if where != nil && !where[t] {
			continue
		}
		row := all[t*n : (t+1)*n]
		out[t] = row
		for i, p := range k.single {
			add := p.edge
			if j := t + p.offset; j >= 0 && j < len(words) {
				if of[j] == nil {
					of[j] = k.of(kept{words[j], manner}, attrs[j])
				}
				add = of[j][i]
			}
			for l, v := range add {
				row[l] += v
			}
		}
	}
	return out
}

// of are the scores of a word at each of the places.
func (k *Kept) of(key kept, attrs []uint64) [][]int32 {
	if s, ok := k.scores.Load(key); ok {
		return s
	}
	out := make([][]int32, len(k.single))
	for i, p := range k.single {
		out[i] = k.model.Scores(p.templates.Features([][]uint64{attrs})[0])
	}
	if !k.scores.Full() {
		k.scores.Store(kept{strings.Clone(key.word), key.manner}, out)
	}
	return out
}

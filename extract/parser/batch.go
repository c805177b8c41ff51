package parser

import (
	"cmp"
	"slices"
)

// batch is some sentences whose words are worked on together, step by step: the
// rows of step t are the words at place t of all sentences that are so long,
// the longest sentence first.
type batch struct {
	order    []int     // of each sentence of the batch, which it was
	sentence [][]int32 // of each sentence, the rows of its words, the root's first
	steps    []int     // where the rows of each step begin, and where the last end
	rows     int
	features []features // of each row
	reverse  []int32    // the rows in the order of the steps of reading backwards
}

func newBatch(sentences [][]features) *batch {
	b := &batch{}
	for i := range sentences {
		b.order = append(b.order, i)
	}
	slices.SortStableFunc(b.order, func(x, y int) int { return cmp.Compare(len(sentences[y]), len(sentences[x])) })
	for t := 0; ; t++ {
		b.steps = append(b.steps, b.rows)
		active := 0
		for active < len(b.order) && len(sentences[b.order[active]]) > t {
			active++
		}
		if active == 0 {
			break
		}
		b.rows += active
	}
	b.features = make([]features, b.rows)
	b.reverse = make([]int32, b.rows)
	b.sentence = make([][]int32, len(b.order))
	for k, i := range b.order {
		s := sentences[i]
		b.sentence[k] = make([]int32, len(s))
		for t, f := range s {
			row := b.steps[t] + k
			b.sentence[k][t] = int32(row)
			b.features[row] = f
			b.reverse[row] = int32(b.steps[len(s)-1-t] + k)
		}
	}
	return b
}

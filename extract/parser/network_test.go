package parser

import (
	"math"
	"math/rand/v2"
	"testing"

	"entente/extract/matrix"
)

// tiny is a small network with random parameters, and a batch for it.
func tiny(seed uint64) (*network, *batch, [][]int32, [][]int32) {
	rng := rand.New(rand.NewPCG(seed, 1))
	n := newNetwork(sizes{words: 7, affixRows: 6, tags: 5, relations: 4, word: 3, affix: 2, tag: 2, hidden: 4, layers: 2, arc: 5, label: 3})
	n.initialise(rng)
	for _, p := range n.parameters() {
		for i := range p.Data {
			p.Data[i] += float32(rng.NormFloat64() * 0.3)
		}
	}
	n.pack()
	var sentences [][]features
	var heads, relations [][]int32
	for _, length := range []int{3, 6, 1, 6} {
		s := []features{root}
		h, r := []int32{0}, []int32{0}
		for i := range length {
			var f features
			for k := range f {
				f[k] = int32(rng.IntN(5))
			}
			s = append(s, f)
			h, r = append(h, int32(rng.IntN(i+1))), append(r, int32(rng.IntN(4)))
		}
		sentences, heads, relations = append(sentences, s), append(heads, h), append(relations, r)
	}
	return n, newBatch(sentences), heads, relations
}

// loss computes the loss of a batch, and the gradients into g unless it is nil.
func loss(n *network, b *batch, heads, relations [][]int32, g *network) float64 {
	s := n.forward(b, nil, nil)
	sum := 0.0
	of, want := make([]int32, b.rows), make([]int32, b.rows)
	var dArcs []matrix.Matrix
	for k, rows := range b.sentence {
		d := matrix.New(len(rows), len(rows))
		for i := 1; i < len(rows); i++ {
			sum += softmaxGradient(d.Row(i), s.arcs[k].Row(i), int(heads[b.order[k]][i]), 1)
			of[rows[i]], want[rows[i]] = rows[heads[b.order[k]][i]], relations[b.order[k]][i]
		}
		of[rows[0]], want[rows[0]] = rows[0], -1
		dArcs = append(dArcs, d)
	}
	scores := n.labels(s, of)
	d := matrix.New(scores.Rows, scores.Columns)
	for i, r := range want {
		if r >= 0 {
			sum += softmaxGradient(d.Row(i), scores.Row(i), int(r), 1)
		}
	}
	if g != nil {
		n.backward(s, b, of, dArcs, d, nil, g)
	}
	return sum
}

// TestGradients compares the gradients with what small changes of the parameters
// do to the loss.
func TestGradients(t *testing.T) {
	n, b, heads, relations := tiny(1)
	g := newNetwork(n.sizes)
	loss(n, b, heads, relations, g)
	rng := rand.New(rand.NewPCG(9, 9))
	gradients := g.parameters()
	for k, p := range n.parameters() {
		for range 25 {
			i := rng.IntN(len(p.Data))
			const step = 1e-2
			old := p.Data[i]
			p.Data[i] = old + step
			n.pack()
			up := loss(n, b, heads, relations, nil)
			p.Data[i] = old - step
			n.pack()
			down := loss(n, b, heads, relations, nil)
			p.Data[i] = old
			n.pack()
			want, got := (up-down)/(2*step), float64(gradients[k].Data[i])
			if math.Abs(want-got) > 0.02*math.Max(1, math.Abs(want)) {
				t.Errorf("parameter %d of matrix %d: gradient %.4f, want %.4f", i, k, got, want)
			}
		}
	}
}

// TestBatchesAgree parses sentences together and apart.
func TestBatchesAgree(t *testing.T) {
	n, _, _, _ := tiny(2)
	rng := rand.New(rand.NewPCG(3, 3))
	var sentences [][]features
	for range 9 {
		s := []features{root}
		for range rng.IntN(12) + 1 {
			var f features
			for k := range f {
				f[k] = int32(rng.IntN(5))
			}
			s = append(s, f)
		}
		sentences = append(sentences, s)
	}
	all := newBatch(sentences)
	together := n.forward(all, nil, nil)
	for k, i := range all.order {
		alone := n.forward(newBatch(sentences[i:i+1]), nil, &memory{})
		for j, v := range alone.arcs[0].Data {
			if v != together.arcs[k].Data[j] {
				t.Fatalf("sentence %d: score %d is %v alone and %v with others", i, j, v, together.arcs[k].Data[j])
			}
		}
	}
}

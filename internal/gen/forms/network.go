package main

import (
	"log"
	"math"
	"math/rand/v2"
)

const (
	hidden = 64 // units between vector and kinds
	passes = 12
	step   = 0.05 // of AdaGrad
)

// example is a word of the annotations: its vector, how often it is of which
// kind, as shares, and how much that counts.
type example struct {
	vector []float32
	shares [kinds]float64
	weight float64
	part   int
}

// newExample makes an example. What is seen often counts more, but not for ever.
func newExample(vector []float32, counts *[kinds]float64, part int) example {
	x := example{part: part}
	x.vector = vector
	n := 0.0
	for _, c := range counts {
		n += c
	}
	for i, c := range counts {
		x.shares[i] = c / n
	}
	x.weight = math.Sqrt(min(n, 5) / 5)
	return x
}

// network tells kinds from a vector: a layer of rectified units, then softmax.
type network struct {
	in, out layer
}

// layer is a matrix with a last column for a constant.
type layer struct {
	weights, squares []float64
	columns          int
}

func newLayer(rng *rand.Rand, rows, columns int) layer {
	l := layer{weights: make([]float64, rows*(columns+1)), squares: make([]float64, rows*(columns+1)), columns: columns + 1}
	for i := range l.weights {
		l.weights[i] = rng.NormFloat64() * math.Sqrt(1/float64(columns))
		l.squares[i] = 1e-2
	}
	return l
}

func (l layer) row(i int) []float64 { return l.weights[i*l.columns : (i+1)*l.columns] }

func (l layer) times(row int, v []float64) float64 {
	w := l.row(row)
	sum := w[len(v)]
	for i, x := range v {
		sum += w[i] * x
	}
	return sum
}

// move moves the weights of a row against the gradient g times v.
func (l layer) move(row int, v []float64, g float64) {
	w, q := l.row(row), l.squares[row*l.columns:(row+1)*l.columns]
	to := func(i int, d float64) {
		q[i] += d * d
		w[i] -= step * d / math.Sqrt(q[i])
	}
	for i, x := range v {
		to(i, g*x)
	}
	to(len(v), g)
}

// learnKinds trains a network on the examples of all parts but one.
func learnKinds(examples []example, without int) *network {
	rng := rand.New(rand.NewPCG(1, uint64(without+2)))
	n := &network{in: newLayer(rng, hidden, wideSize), out: newLayer(rng, kinds, hidden)}
	for pass := range passes {
		loss, seen := 0.0, 0.0
		for _, k := range rng.Perm(len(examples)) {
			x := examples[k]
			if x.part == without {
				continue
			}
			v := wide(x.vector)
			h, p := n.run(v)
			back := make([]float64, hidden)
			for c := range kinds {
				loss -= x.weight * x.shares[c] * math.Log(p[c]+1e-12)
				g := x.weight * (p[c] - x.shares[c])
				for i, w := range n.out.row(c)[:hidden] {
					back[i] += g * w
				}
				n.out.move(c, h, g)
			}
			seen += x.weight
			for i, g := range back {
				if h[i] > 0 {
					n.in.move(i, v, g)
				}
			}
		}
		if without < 0 {
			log.Printf("pass %d: loss %.3f", pass+1, loss/seen)
		}
	}
	return n
}

// say gives how likely each kind is.
func (n *network) say(v []float32) [kinds]float64 {
	_, p := n.run(wide(v))
	return p
}

func (n *network) run(v []float64) (h []float64, p [kinds]float64) {
	h = make([]float64, hidden)
	for i := range h {
		h[i] = max(0, n.in.times(i, v))
	}
	sum := 0.0
	for c := range p {
		p[c] = math.Exp(n.out.times(c, h))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
	return h, p
}

func wide(v []float32) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = float64(x)
	}
	return out
}

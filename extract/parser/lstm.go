package parser

import "entente/extract/matrix"

// lstm reads a sequence in one direction (Hochreiter and Schmidhuber 1997, with
// a forget gate). The columns of its matrices are the input gate, the forget
// gate, the output gate and the candidate, each as wide as the hidden state.
type lstm struct {
	in, again, bias       matrix.Matrix // from the input, from the hidden state before
	inPacked, againPacked matrix.Packed
}

func newLSTM(in, hidden int) lstm {
	return lstm{in: matrix.New(in, 4*hidden), again: matrix.New(hidden, 4*hidden), bias: matrix.New(1, 4*hidden)}
}

// direction is what an lstm computed of a batch, its rows in the order of its
// own steps.
type direction struct {
	input          matrix.Matrix
	gates          matrix.Matrix // after their activation
	cell, squashed matrix.Matrix // the cell, and its tanh
	hidden         matrix.Matrix
}

// layerState is what a layer computed; in out both directions stand side by
// side, in the order of the batch's rows.
type layerState struct {
	side [2]direction
	out  matrix.Matrix
}

func (n *network) forwardLayer(i int, b *batch, x matrix.Matrix, mem *memory) layerState {
	var s layerState
	h := n.sizes.hidden
	s.out = mem.raw(b.rows, 2*h)
	for d := range s.side {
		in := x
		if d == 1 {
			in = mem.gather(x, b.reverse)
		}
		l := &n.lstm[i][d]
		gates := mem.raw(x.Rows, 4*h)
		if i == 0 && mem != nil {
			copyRows(gates, mem.inputs, d*4*h, b, d == 1)
		} else {
			affine(gates, in, l.inPacked, l.bias)
		}
		s.side[d] = l.forward(b, in, gates, mem)
		for r := range b.rows {
			to := r
			if d == 1 {
				to = int(b.reverse[r])
			}
			copy(s.out.Row(to)[d*h:], s.side[d].hidden.Row(r))
		}
	}
	return s
}

// copyRows fills gates with columns, from one on, of what the words of a batch
// give them.
func copyRows(gates matrix.Matrix, inputs [][]float32, from int, b *batch, backwards bool) {
	for r := range gates.Rows {
		at := r
		if backwards {
			at = int(b.reverse[r])
		}
		copy(gates.Row(r), inputs[at][from:])
	}
}

// forward reads a batch, given what the input adds to the gates.
func (l *lstm) forward(b *batch, x, gates matrix.Matrix, mem *memory) direction {
	h := l.again.Rows
	s := direction{input: x, gates: gates, cell: mem.raw(x.Rows, h), squashed: mem.raw(x.Rows, h), hidden: mem.raw(x.Rows, h)}
	for t := 0; t+1 < len(b.steps); t++ {
		from, to := b.steps[t], b.steps[t+1]
		if t > 0 {
			before := b.steps[t-1]
			matrix.Mul(s.gates.Slice(from, to), s.hidden.Slice(before, before+to-from), l.againPacked)
		}
		for r := from; r < to; r++ {
			g, c := s.gates.Row(r), s.cell.Row(r)
			matrix.Sigmoid(g[:3*h])
			matrix.Tanh(g[3*h:])
			in, forget, candidate := g[:h], g[h:2*h], g[3*h:]
			if t > 0 {
				old := s.cell.Row(b.steps[t-1] + r - from)
				for j := range c {
					c[j] = float32(in[j]*candidate[j]) + float32(forget[j]*old[j])
				}
			} else {
				for j := range c {
					c[j] = in[j] * candidate[j]
				}
			}
			y := s.squashed.Row(r)
			copy(y, c)
			matrix.Tanh(y)
			out, hidden := g[2*h:3*h], s.hidden.Row(r)
			for j, v := range y {
				hidden[j] = out[j] * v
			}
		}
	}
	return s
}

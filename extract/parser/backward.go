package parser

import "entente/extract/matrix"

// backward adds to g the gradients of the parameters, given those of the scores
// that forward and labels gave for heads. The rows of x, what the noise dropped
// from, are those of the state.
func (n *network) backward(s *state, b *batch, heads []int32, dArcs []matrix.Matrix, dLabels matrix.Matrix, noise *noise, g *network) {
	dTop := matrix.New(s.top.Rows, s.top.Columns)
	dHead, dDep := n.backwardArcs(s, b, dArcs, g)
	n.head.backward(s.top, s.head, dHead, noise, dTop, &g.head)
	n.dep.backward(s.top, s.dep, dDep, noise, dTop, &g.dep)
	dLabelHead, dLabelDep := n.backwardLabels(s, heads, dLabels, g)
	n.labelHead.backward(s.top, s.labelHead, dLabelHead, noise, dTop, &g.labelHead)
	n.labelDep.backward(s.top, s.labelDep, dLabelDep, noise, dTop, &g.labelDep)
	d := dTop
	for i := len(n.lstm) - 1; i >= 0; i-- {
		noise.undrop(s.layers[i].out, d)
		d = n.backwardLayer(i, &s.layers[i], b, d, g)
	}
	noise.undrop(s.input, d)
	for i, f := range b.features {
		row := d.Row(i)
		for k, id := range f {
			to := g.table[k].Row(int(id))
			for j := range to {
				to[j] += row[j]
			}
			row = row[len(to):]
		}
	}
}

// backward passes the gradient d of an activated layer on: to its input's dx,
// and to its parameters' g.
func (l *dense) backward(x, y, d matrix.Matrix, noise *noise, dx matrix.Matrix, g *dense) {
	noise.undrop(y, d)
	for i, v := range y.Data {
		if v < 0 {
			d.Data[i] *= leak
		}
	}
	l.backwardLinear(x, d, dx, g)
}

func (l *dense) backwardLinear(x, d, dx matrix.Matrix, g *dense) {
	addProduct(g.weight, x.Transpose(), d)
	addColumns(g.bias, d)
	addProduct(dx, d, l.weight.Transpose())
}

func addProduct(c, a, b matrix.Matrix) { matrix.Mul(c, a, matrix.Pack(b)) }

// addColumns adds the sums of the columns of m to the row sum.
func addColumns(sum, m matrix.Matrix) {
	for i := range m.Rows {
		for j, v := range m.Row(i) {
			sum.Data[j] += v
		}
	}
}

// scatter adds the rows of m to rows of to.
func scatter(to, m matrix.Matrix, rows []int32) {
	for i, r := range rows {
		row := to.Row(int(r))
		for j, v := range m.Row(i) {
			row[j] += v
		}
	}
}

func (n *network) backwardArcs(s *state, b *batch, dArcs []matrix.Matrix, g *network) (dHead, dDep matrix.Matrix) {
	dHead, dDep = matrix.New(s.head.Rows, s.head.Columns), matrix.New(s.dep.Rows, s.dep.Columns)
	dAsked := matrix.New(s.asked.Rows, s.asked.Columns)
	for k, rows := range b.sentence {
		d := dArcs[k]
		heads, asked := s.memory.gather(s.head, rows), s.memory.gather(s.asked, rows)
		a := matrix.New(asked.Rows, asked.Columns)
		addProduct(a, d, heads)
		scatter(dAsked, a, rows)
		h := matrix.New(heads.Rows, heads.Columns)
		addProduct(h, d.Transpose(), asked)
		bias := matrix.New(1, len(rows))
		addColumns(bias, d)
		for j, v := range bias.Data {
			for q, w := range n.isHead.Data {
				h.Row(j)[q] += v * w
				g.isHead.Data[q] += v * heads.Row(j)[q]
			}
		}
		scatter(dHead, h, rows)
	}
	addProduct(g.arc, s.dep.Transpose(), dAsked)
	addProduct(dDep, dAsked, n.arc.Transpose())
	return dHead, dDep
}

func (n *network) backwardLabels(s *state, heads []int32, d matrix.Matrix, g *network) (dHead, dDep matrix.Matrix) {
	r := n.sizes.label
	dTogether := matrix.New(s.together.Rows, r)
	n.relation.backwardLinear(s.together, d, dTogether, &g.relation)
	dAsked := matrix.New(s.labelAsked.Rows, n.pair.Columns)
	dHeadOf := matrix.New(dTogether.Rows, r)
	copy(dHeadOf.Data, dTogether.Data)
	for i := range d.Rows {
		asked, dAsk, h, dh := s.labelAsked.Row(i), dAsked.Row(i), s.headOf.Row(i), dHeadOf.Row(i)
		for l, v := range d.Row(i) {
			if v == 0 {
				continue
			}
			for q := range r {
				dAsk[l*r+q] = v * h[q]
				dh[q] += v * asked[askedAt(l, q, r)]
			}
		}
	}
	addProduct(g.pair, s.labelDep.Transpose(), dAsked)
	dDep = dTogether
	addProduct(dDep, dAsked, n.pair.Transpose())
	dHead = matrix.New(s.labelHead.Rows, r)
	scatter(dHead, dHeadOf, heads)
	return dHead, dDep
}

func (n *network) backwardLayer(i int, s *layerState, b *batch, d matrix.Matrix, g *network) matrix.Matrix {
	h := n.sizes.hidden
	var dx matrix.Matrix
	for side := range s.side {
		own := matrix.New(b.rows, h)
		for r := range b.rows {
			from := r
			if side == 1 {
				from = int(b.reverse[r])
			}
			copy(own.Row(r), d.Row(from)[side*h:(side+1)*h])
		}
		x := n.lstm[i][side].backward(b, &s.side[side], own, &g.lstm[i][side])
		if side == 0 {
			dx = x
		} else {
			scatter(dx, x, b.reverse)
		}
	}
	return dx
}

// backward passes the gradient of the hidden states on to the input and to the
// parameters. It changes d.
func (l *lstm) backward(b *batch, s *direction, d matrix.Matrix, g *lstm) matrix.Matrix {
	h := l.again.Rows
	dGates, dCell := matrix.New(d.Rows, 4*h), matrix.New(d.Rows, h)
	before := matrix.New(d.Rows, h) // the hidden states of the steps before
	again := matrix.Pack(l.again.Transpose())
	for t := len(b.steps) - 2; t >= 0; t-- {
		from, to := b.steps[t], b.steps[t+1]
		for r := from; r < to; r++ {
			gate, dg, dc, dh := s.gates.Row(r), dGates.Row(r), dCell.Row(r), d.Row(r)
			squashed := s.squashed.Row(r)
			var old, dOld []float32
			if t > 0 {
				p := b.steps[t-1] + r - from
				old, dOld = s.cell.Row(p), dCell.Row(p)
				copy(before.Row(r), s.hidden.Row(p))
			}
			for j := range h {
				in, forget, out, candidate := gate[j], gate[h+j], gate[2*h+j], gate[3*h+j]
				c := dc[j] + dh[j]*out*(1-squashed[j]*squashed[j])
				dg[j] = c * candidate * in * (1 - in)
				dg[2*h+j] = dh[j] * squashed[j] * out * (1 - out)
				dg[3*h+j] = c * in * (1 - candidate*candidate)
				if t > 0 {
					dg[h+j] = c * old[j] * forget * (1 - forget)
					dOld[j] = c * forget
				}
			}
		}
		if t > 0 {
			p := b.steps[t-1]
			matrix.Mul(d.Slice(p, p+to-from), dGates.Slice(from, to), again)
		}
	}
	addProduct(g.in, s.input.Transpose(), dGates)
	addProduct(g.again, before.Transpose(), dGates)
	addColumns(g.bias, dGates)
	dx := matrix.New(s.input.Rows, s.input.Columns)
	addProduct(dx, dGates, l.in.Transpose())
	return dx
}

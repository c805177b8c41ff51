package parser

import (
	"math"
	"math/rand/v2"
	"slices"

	"entente/extract/matrix"
	"entente/extract/recall"
)

// sizes of a network.
type sizes struct {
	words, affixRows, tags, relations int // rows of the tables
	word, affix, tag                  int // columns of the tables
	hidden, layers                    int // of the LSTM, in each direction
	arc, label                        int // of what an arc and a label are judged by
}

func (s *sizes) fields() []*int {
	return []*int{&s.words, &s.affixRows, &s.tags, &s.relations, &s.word, &s.affix, &s.tag, &s.hidden, &s.layers, &s.arc, &s.label}
}

// sound reports whether a network of these sizes can be built.
func (s *sizes) sound() bool {
	for _, p := range s.fields() {
		if *p < 1 {
			return false
		}
	}
	return s.affixRows > firstWord && s.hidden <= 1024 && s.layers <= 8 && s.arc <= 1024 && s.label <= 1024 && s.word <= 1024 &&
		s.affix <= 1024 && s.tag <= 1024
}

func (s *sizes) input() int { return s.word + affixes*s.affix + s.tag }

// numbers is how many parameters there are.
func (s *sizes) numbers() int {
	n := s.words*s.word + affixes*s.affixRows*s.affix + s.tags*s.tag
	in := s.input()
	for range s.layers {
		n += 2 * (in + s.hidden + 1) * 4 * s.hidden
		in = 2 * s.hidden
	}
	return n + 2*(in+1)*s.arc + s.arc*s.arc + s.arc + 2*(in+1)*s.label + s.label*s.relations*s.label + (s.label+1)*s.relations
}

// dense is a layer: a matrix from inputs to outputs, and what is added.
type dense struct {
	weight, bias matrix.Matrix
	packed       matrix.Packed
}

func newDense(in, out int) dense {
	return dense{weight: matrix.New(in, out), bias: matrix.New(1, out)}
}

// network holds the parameters.
type network struct {
	sizes
	table      [allFeatures]matrix.Matrix
	lstm       [][2]lstm // of each layer, forwards and backwards
	head, dep  dense     // for arcs
	arc        matrix.Matrix
	isHead     matrix.Matrix // how likely a word is a head at all
	arcPacked  matrix.Packed
	labelHead  dense
	labelDep   dense
	pair       matrix.Matrix // from what the dependent is to, for each relation, what is asked of the head
	pairPacked matrix.Packed
	inputs     *recall.Map[features, []float32] // what lookUp found; only once the parameters stay
	relation   dense                            // of the sum of both
}

func newNetwork(s sizes) *network {
	n := &network{sizes: s, inputs: recall.New[features, []float32](mostInputs)}
	n.table[wordFeature] = matrix.New(s.words, s.word)
	for i := range affixes {
		n.table[affixFeature+i] = matrix.New(s.affixRows, s.affix)
	}
	n.table[tagFeature] = matrix.New(s.tags, s.tag)
	in := s.input()
	for range s.layers {
		n.lstm = append(n.lstm, [2]lstm{newLSTM(in, s.hidden), newLSTM(in, s.hidden)})
		in = 2 * s.hidden
	}
	n.head, n.dep = newDense(in, s.arc), newDense(in, s.arc)
	n.arc, n.isHead = matrix.New(s.arc, s.arc), matrix.New(1, s.arc)
	n.labelHead, n.labelDep = newDense(in, s.label), newDense(in, s.label)
	n.pair = matrix.New(s.label, s.relations*s.label)
	n.relation = newDense(s.label, s.relations)
	return n
}

// parameters lists the parameters, always in the same order.
func (n *network) parameters() []*matrix.Matrix {
	var out []*matrix.Matrix
	for i := range n.table {
		out = append(out, &n.table[i])
	}
	for i := range n.lstm {
		for d := range n.lstm[i] {
			l := &n.lstm[i][d]
			out = append(out, &l.in, &l.again, &l.bias)
		}
	}
	for _, d := range []*dense{&n.head, &n.dep, &n.labelHead, &n.labelDep, &n.relation} {
		out = append(out, &d.weight, &d.bias)
	}
	return append(out, &n.arc, &n.isHead, &n.pair)
}

// pack prepares the parameters for use, after each change of them.
func (n *network) pack() {
	for i := range n.lstm {
		for d := range n.lstm[i] {
			l := &n.lstm[i][d]
			l.inPacked, l.againPacked = matrix.Pack(l.in), matrix.Pack(l.again)
		}
	}
	for _, d := range []*dense{&n.head, &n.dep, &n.labelHead, &n.labelDep, &n.relation} {
		d.packed = matrix.Pack(d.weight)
	}
	n.arcPacked = matrix.Pack(n.arc)
	r := n.sizes.label
	panels := (n.sizes.relations + matrix.Panel - 1) / matrix.Panel
	pair := matrix.New(r, panels*matrix.Panel*r)
	for i := range r {
		from, to := n.pair.Row(i), pair.Row(i)
		for l := range n.sizes.relations {
			for k := range r {
				to[askedAt(l, k, r)] = from[l*r+k]
			}
		}
	}
	n.pairPacked = matrix.Pack(pair)
}

// askedAt is where in a row of state.labelAsked stands what relation l asks of
// number k, of r, of the head: in the panels of matrix.MulRow.
func askedAt(l, k, r int) int { return (l/matrix.Panel*r+k)*matrix.Panel + l%matrix.Panel }

// apply returns x through the layer.
func (d *dense) apply(x matrix.Matrix, m *memory) matrix.Matrix {
	y := m.raw(x.Rows, d.weight.Columns)
	affine(y, x, d.packed, d.bias)
	return y
}

// affine fills y with the product of x and weight and adds bias to each row.
func affine(y, x matrix.Matrix, weight matrix.Packed, bias matrix.Matrix) {
	for i := range y.Rows {
		copy(y.Row(i), bias.Data)
	}
	matrix.Mul(y, x, weight)
}

// leak is the slope of the activation below zero.
const leak = 0.1

func activate(m matrix.Matrix) {
	for i, v := range m.Data {
		m.Data[i] = max(v, leak*v)
	}
}

// memory gives matrices out of memory that is used again and again. A nil
// memory gives fresh ones.
type memory struct {
	data   []float32
	used   int
	inputs [][]float32 // of each word of the batch, what it adds to the gates of the first layer, forwards and backwards
}

// matrix returns a matrix of zeros.
func (m *memory) matrix(rows, columns int) matrix.Matrix {
	out := m.raw(rows, columns)
	if m != nil {
		clear(out.Data)
	}
	return out
}

// raw returns a matrix that is still to be filled.
func (m *memory) raw(rows, columns int) matrix.Matrix {
	n := rows * columns
	if m == nil {
		return matrix.New(rows, columns)
	}
	if m.used+n > len(m.data) {
		// What was given before stays where it is.
		m.data, m.used = make([]float32, max(2*len(m.data), n)), 0
	}
	out := matrix.Matrix{Rows: rows, Columns: columns, Data: m.data[m.used : m.used+n : m.used+n]}
	m.used += n
	return out
}

// gather returns some rows of a matrix.
func (m *memory) gather(of matrix.Matrix, rows []int32) matrix.Matrix {
	out := m.raw(len(rows), of.Columns)
	for i, r := range rows {
		copy(out.Row(i), of.Row(int(r)))
	}
	return out
}

// state is what a network computes of a batch.
type state struct {
	memory                       *memory
	input                        matrix.Matrix
	layers                       []layerState
	top                          matrix.Matrix   // what is known of each word in its context
	head, dep                    matrix.Matrix   // activated
	asked                        matrix.Matrix   // dep times arc
	arcs                         []matrix.Matrix // of each sentence, the scores of heads (columns) for dependents (rows)
	labelHead, labelDep          matrix.Matrix
	labelAsked, headOf, together matrix.Matrix // of the heads that labels was given
}

// forward computes the scores of arcs. With noise, some of the numbers are
// dropped, as in training.
func (n *network) forward(b *batch, noise *noise, mem *memory) *state {
	s := &state{memory: mem}
	if mem != nil {
		n.lookUp(b, mem)
		s.input = matrix.Matrix{Rows: b.rows}
	} else {
		s.input = n.embed(b.features, mem)
		noise.drop(s.input)
	}
	x := s.input
	for i := range n.lstm {
		if i > 0 {
			noise.drop(x)
		}
		s.layers = append(s.layers, n.forwardLayer(i, b, x, mem))
		x = s.layers[i].out
	}
	s.top = x
	noise.drop(s.top)
	s.head, s.dep = n.head.apply(s.top, mem), n.dep.apply(s.top, mem)
	s.labelHead, s.labelDep = n.labelHead.apply(s.top, mem), n.labelDep.apply(s.top, mem)
	for _, m := range []matrix.Matrix{s.head, s.dep, s.labelHead, s.labelDep} {
		activate(m)
		noise.drop(m)
	}
	s.asked = mem.matrix(s.dep.Rows, n.sizes.arc)
	matrix.Mul(s.asked, s.dep, n.arcPacked)
	for _, rows := range b.sentence {
		heads, asked := mem.gather(s.head, rows), mem.gather(s.asked, rows)
		scores := mem.raw(len(rows), len(rows))
		bias := make([]float32, len(rows))
		for j := range rows {
			bias[j] = dot(heads.Row(j), n.isHead.Data)
		}
		for i := range rows {
			copy(scores.Row(i), bias)
		}
		matrix.Mul(scores, asked, matrix.Pack(heads.Transpose()))
		s.arcs = append(s.arcs, scores)
	}
	return s
}

// embed looks the features up.
func (n *network) embed(words []features, mem *memory) matrix.Matrix {
	x := mem.raw(len(words), n.sizes.input())
	for i, f := range words {
		row := x.Row(i)
		for k, id := range f {
			row = row[copy(row, n.table[k].Row(int(id))):]
		}
	}
	return x
}

// mostInputs bounds the words whose part in the gates is kept, at 3 KB each.
const mostInputs = 1 << 12

// lookUp fills the inputs of mem. Words recur, so most are known already.
func (n *network) lookUp(b *batch, mem *memory) {
	mem.inputs = mem.inputs[:0]
	var fresh []features
	place := map[features]int{}
	for _, f := range b.features {
		if v, ok := n.inputs.Load(f); ok {
			mem.inputs = append(mem.inputs, v)
			continue
		}
		if _, ok := place[f]; !ok {
			place[f] = len(fresh)
			fresh = append(fresh, f)
		}
		mem.inputs = append(mem.inputs, nil)
	}
	if len(fresh) == 0 {
		return
	}
	x, h := n.embed(fresh, mem), 4*n.sizes.hidden
	rows := matrix.New(len(fresh), 2*h)
	for d := range n.lstm[0] {
		l := &n.lstm[0][d]
		gates := mem.raw(len(fresh), h)
		affine(gates, x, l.inPacked, l.bias)
		for r := range fresh {
			copy(rows.Row(r)[d*h:], gates.Row(r))
		}
	}
	for i, f := range b.features {
		if mem.inputs[i] == nil {
			mem.inputs[i] = rows.Row(place[f])
		}
	}
	for r, f := range fresh {
		if n.inputs.Full() {
			break
		}
		n.inputs.Store(f, slices.Clone(rows.Row(r)))
	}
}

// labels returns the score of each relation for each row, whose head is given.
func (n *network) labels(s *state, heads []int32) matrix.Matrix {
	mem := s.memory
	s.headOf = mem.gather(s.labelHead, heads)
	s.together = mem.raw(s.headOf.Rows, n.sizes.label)
	for i, v := range s.headOf.Data {
		s.together.Data[i] = v + s.labelDep.Data[i]
	}
	out := n.relation.apply(s.together, mem)
	s.labelAsked = mem.matrix(s.labelDep.Rows, n.pairPacked.Columns())
	matrix.Mul(s.labelAsked, s.labelDep, n.pairPacked)
	for i := range out.Rows {
		// What is asked of the head has a row for each number of it.
		matrix.MulRow(out.Row(i), s.headOf.Row(i), s.labelAsked.Row(i))
	}
	return out
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var sum float32
	for i, v := range a {
		sum += float32(v * b[i])
	}
	return sum
}

// noise drops numbers at random in training. A nil noise drops nothing.
type noise struct {
	rng   *rand.Rand
	share float64
	masks map[*float32][]float32 // by the matrix dropped from: what each number was multiplied by
}

func (n *noise) drop(m matrix.Matrix) {
	if n == nil || n.share == 0 || len(m.Data) == 0 {
		return
	}
	keep := float32(1 / (1 - n.share))
	limit := uint32(n.share * math.MaxUint32)
	mask := make([]float32, len(m.Data))
	for i := range mask {
		if n.rng.Uint32() >= limit {
			mask[i] = keep
		}
		m.Data[i] *= mask[i]
	}
	n.masks[&m.Data[0]] = mask
}

// undrop passes a gradient back through drop.
func (n *noise) undrop(of, gradient matrix.Matrix) {
	if n == nil || len(of.Data) == 0 {
		return
	}
	for i, k := range n.masks[&of.Data[0]] {
		gradient.Data[i] *= k
	}
}

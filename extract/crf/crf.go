// Package crf is a linear-chain conditional random field over hashed features
// (Lafferty, McCallum and Pereira 2001). It learns from sequences whose labels
// may be known only in part, decodes to the best valid sequence, and gives the
// probability of each label.
package crf

import (
	"math"
	"sync"

	"entente/extract/model"
)

// Model scores sequences of labels: the weights of the features of a position
// and of the transitions add up. It is safe for use by several goroutines.
type Model struct {
	labels  []string
	trans   []int16  // transition from label a to b at a*n+b; the last row is the start. forbid where not valid
	index   table    // of the features, to their rows in entries
	entries []entry  // the rows, one after the other
	keys    []uint64 // of the features, rising; only in a model that was trained just now
	working sync.Pool
}

// entry is the weight that a feature gives a label, in units of 1/unit.
type entry struct {
	label  uint16
	weight int16
}

// unit is how many steps of a weight make up 1.
const unit = 256

// certain is the weight of the first label where a position has no features.
const certain = 30 * unit

// forbid is the weight of a transition that may not be.
const forbid = math.MinInt16

// Labels are the labels, by number. The caller must not change them.
func (m *Model) Labels() []string { return m.labels }

// lattice is the working memory for one sequence.
type lattice struct {
	n                int
	psi, alpha, beta []float64 // of each position, a row of n
	scale            []float64 // of each position, what alpha was multiplied by
	trans, start     []float64 // exp of the transitions; 0 where not valid
	rows             []row
	live             []uint8
	touched          uint32 // keeps reads that are made for their own sake
	row              []float64
	best             []int32
	back             []uint8
}

func newLattice(n int) *lattice {
	return &lattice{n: n, trans: make([]float64, n*n), start: make([]float64, n), row: make([]float64, n)}
}

func (l *lattice) grow(length int) {
	if k := length * l.n; cap(l.psi) < k {
		l.psi, l.alpha, l.beta = make([]float64, k), make([]float64, k), make([]float64, k)
		l.best, l.back = make([]int32, k), make([]uint8, k)
		l.scale = make([]float64, length)
	}
	k := length * l.n
	l.psi, l.alpha, l.beta, l.best, l.back = l.psi[:k], l.alpha[:k], l.beta[:k], l.best[:k], l.back[:k]
	l.scale = l.scale[:length]
}

func (l *lattice) at(v []float64, t int) []float64 { return v[t*l.n : t*l.n+l.n] }

// forwardBackward fills alpha, beta and scale. mask has a bit for each label that
// a position may have; nil allows all. It returns the logarithm of the sum over
// all sequences, up to what psi was scaled by, or -Inf if there is none.
func (l *lattice) forwardBackward(length int, mask []uint64) float64 {
	z := 0.0
	for t := range length {
		a, p := l.at(l.alpha, t), l.at(l.psi, t)
		if t == 0 {
			for j := range a {
				a[j] = l.start[j] * p[j]
			}
		} else {
			clear(a)
			for i, v := range l.at(l.alpha, t-1) {
				if v == 0 {
					continue
				}
				for j, w := range l.at(l.trans, i) {
					a[j] += float64(v * w)
				}
			}
			for j := range a {
				a[j] *= p[j]
			}
		}
		sum := 0.0
		for j := range a {
			if mask != nil && mask[t]>>j&1 == 0 {
				a[j] = 0
			}
			sum += a[j]
		}
		if sum == 0 {
			return math.Inf(-1)
		}
		l.scale[t] = 1 / sum
		for j := range a {
			a[j] *= l.scale[t]
		}
		z += math.Log(sum)
	}
	last := l.at(l.beta, length-1)
	for j := range last {
		last[j] = 1
	}
	for t := length - 2; t >= 0; t-- {
		next, p := l.at(l.beta, t+1), l.at(l.psi, t+1)
		for j := range l.row {
			l.row[j] = next[j] * p[j] * l.scale[t+1]
			if mask != nil && mask[t+1]>>j&1 == 0 {
				l.row[j] = 0
			}
		}
		for i := range l.at(l.beta, t) {
			sum := 0.0
			for j, w := range l.at(l.trans, i) {
				sum += float64(w * l.row[j])
			}
			l.beta[t*l.n+i] = sum
		}
	}
	return z
}

// load computes the scores of a sequence's positions into best, and where
// probabilities are wanted psi and the transitions.
func (m *Model) load(l *lattice, base [][]int32, features [][]uint64, probabilities bool) {
	l.grow(len(features))
	for t, fs := range features {
		score := l.best[t*l.n : t*l.n+l.n]
		switch {
		case base != nil && base[t] != nil:
			copy(score, base[t])
		case len(fs) == 0:
			clear(score)
			score[0] = certain
		default:
			clear(score)
		}
		// Memory is far away, so all that is needed of it is asked for before any
		// of it is waited for: first the slots, then the rows.
		touched := uint32(0)
		for _, f := range fs {
			touched += m.index.touch(keyOf(f))
		}
		l.rows = l.rows[:0]
		for _, f := range fs {
			if r, ok := m.index.find(keyOf(f)); ok {
				l.rows = append(l.rows, r)
			}
		}
		for _, r := range l.rows {
			touched += uint32(m.entries[r.first].label)
		}
		l.touched += touched
		for _, r := range l.rows {
			for _, e := range m.entries[r.first:][:r.count] {
				score[e.label] += int32(e.weight)
			}
		}
		if !probabilities {
			continue
		}
		top := score[0]
		for _, v := range score {
			top = max(top, v)
		}
		p := l.at(l.psi, t)
		for j, v := range score {
			p[j] = math.Exp(float64(v-top) / unit)
		}
	}
	if !probabilities {
		return
	}
	for i := range l.n + 1 {
		row := l.start
		if i < l.n {
			row = l.at(l.trans, i)
		}
		for j := range row {
			row[j] = 0
			if w := m.trans[i*l.n+j]; w != forbid {
				row[j] = math.Exp(float64(w) / unit)
			}
		}
	}
}

// Decode returns the labels of the best valid sequence, by number. A position
// without features has the first label.
func (m *Model) Decode(features [][]uint64) []int {
	labels, _ := m.decode(nil, features, false)
	return labels
}

// DecodeFrom is Decode where some features of each position are scored already:
// base has what Scores gave for them.
func (m *Model) DecodeFrom(base [][]int32, features [][]uint64) []int {
	labels, _ := m.decode(base, features, false)
	return labels
}

// Scores is what features of a position add to the score of each label.
func (m *Model) Scores(features []uint64) []int32 {
	out := make([]int32, len(m.labels))
	for _, f := range features {
		if r, ok := m.index.find(keyOf(f)); ok {
			for _, e := range m.entries[r.first:][:r.count] {
				out[e.label] += int32(e.weight)
			}
		}
	}
	return out
}

// DecodeProbabilities is DecodeFrom with the probability that each position has its
// label. base may be nil, or nil for some positions.
func (m *Model) DecodeProbabilities(base [][]int32, features [][]uint64) ([]int, []float64) {
	return m.decode(base, features, true)
}

func (m *Model) decode(base [][]int32, features [][]uint64, probabilities bool) ([]int, []float64) {
	if len(features) == 0 {
		return nil, nil
	}
	l, ok := m.working.Get().(*lattice)
	if !ok {
		l = newLattice(len(m.labels))
	}
	defer m.working.Put(l)
	m.load(l, base, features, probabilities)
	labels := m.viterbi(l, len(features))
	if !probabilities {
		return labels, nil
	}
	l.forwardBackward(len(features), nil)
	p := make([]float64, len(features))
	for t, j := range labels {
		p[t] = min(1, l.alpha[t*l.n+j]*l.beta[t*l.n+j])
	}
	return labels, p
}

// behind is how far below the best label of a position, by its features alone, a
// label is still followed: 16 in units of weight, a chance of one in nine million.
const behind = 16 * unit

// viterbi finds the best sequence; best holds the scores of the positions.
func (m *Model) viterbi(l *lattice, length int) []int {
	n := l.n
	const never = math.MinInt32 / 2
	for t := range length {
		row := l.best[t*n : t*n+n]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		var before []int32 // and which labels are still in the race there
		if t > 0 {
			before = l.best[(t-1)*n : t*n]
			l.live = l.live[:0]
			for i, v := range before {
				if v != never {
					l.live = append(l.live, uint8(i))
				}
			}
		}
		for j := range row {
			if row[j] < top-behind {
				row[j] = never
				continue
			}
			if t == 0 {
				if w := m.trans[n*n+j]; w == forbid {
					row[j] = never
				} else {
					row[j] += int32(w)
				}
				continue
			}
			best, from := int32(math.MinInt32), 0
			for _, i := range l.live {
				w := m.trans[int(i)*n+j]
				if w == forbid {
					continue
				}
				if v := before[i] + int32(w); v > best {
					best, from = v, int(i)
				}
			}
			if best == math.MinInt32 {
				row[j] = never
				continue
			}
			row[j] += best
			l.back[t*n+j] = uint8(from)
		}
		// Keep the numbers small, however long the sequence.
		top = never
		for _, v := range row {
			top = max(top, v)
		}
		if top == never { // no label can follow: begin anew
			for j := range row {
				if m.trans[n*n+j] != forbid {
					row[j] = 0
				}
			}
			continue
		}
		for j := range row {
			if row[j] != never {
				row[j] -= top
			}
		}
	}
	labels := make([]int, length)
	j := 0
	for k, v := range l.best[(length-1)*n : length*n] {
		if v > l.best[(length-1)*n+j] {
			j = k
		}
	}
	for t := length - 1; t >= 0; t-- {
		labels[t] = j
		j = int(l.back[t*n+j])
	}
	return labels
}

// Encode puts a model that Train gave into e.
func (m *Model) Encode(e *model.Encoder) {
	e.Strings(m.labels)
	for _, w := range m.trans {
		e.Int(int64(w))
	}
	e.Uint(uint64(len(m.keys)))
	last := uint64(0)
	for _, k := range m.keys {
		r, _ := m.index.find(k)
		e.Uint((k-last)<<countBits | uint64(r.count-1))
		last = k
	}
	for _, x := range m.entries {
		e.Byte(byte(x.label))
		e.Int(int64(x.weight))
	}
}

// Decode takes a model that Encode put.
func Decode(d *model.Decoder) (*Model, error) {
	m := &Model{labels: d.Strings()}
	n := len(m.labels)
	if n == 0 || n > maxLabels {
		d.Fail()
		return nil, d.Err()
	}
	m.trans = make([]int16, (n+1)*n)
	for i := range m.trans {
		m.trans[i] = int16(d.Int())
	}
	count := d.Len(2)
	m.index = newTable(count)
	key, total := uint64(0), 0
	for range count {
		v := d.Uint()
		k := int(v&(1<<countBits-1)) + 1
		if key += v >> countBits; key>>keyBits != 0 || k > n || !d.Has(2*(total+k)) {
			d.Fail()
			return nil, d.Err()
		}
		m.index.add(key, row{uint32(total), uint8(k)})
		total += k
	}
	m.entries = make([]entry, total)
	for i := range m.entries {
		label := uint16(d.Byte())
		if int(label) >= n {
			d.Fail()
			return nil, d.Err()
		}
		m.entries[i] = entry{label, int16(d.Int())}
	}
	if err := d.Err(); err != nil {
		return nil, err
	}
	return m, nil
}

// Alone gives the probability of each label at a position by itself.
func (m *Model) Alone(features []uint64) []float64 {
	n := len(m.labels)
	scores := m.Scores(features)
	top := int32(math.MinInt32)
	for j := range scores {
		scores[j] += int32(m.trans[n*n+j])
		top = max(top, scores[j])
	}
	out := make([]float64, n)
	sum := 0.0
	for j, s := range scores {
		out[j] = math.Exp(float64(s-top) / unit)
		sum += out[j]
	}
	for j := range out {
		out[j] /= sum
	}
	return out
}

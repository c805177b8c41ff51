package crf

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// maxLabels is the largest number of labels, since a mask has a bit for each.
const maxLabels = 64

// Sequence is one training example.
type Sequence struct {
	Features [][]uint64 // of each position
	Allowed  []uint64   // of each position, a bit for each label that it may have
	Weight   float64    // how much it counts
}

// Options of training.
type Options struct {
	Epochs  int     // passes over the data
	Rate    float64 // of AdaGrad (Duchi, Hazan and Singer 2011)
	L1      float64 // penalty on weights, a sequence
	Drop    float64 // share of the features left out at random, anew at each reading
	MinSeen int     // features seen less often are left out
	Seed    uint64
	// Progress is told after each epoch how many of how many are done, and the
	// loss: the mean negative log-likelihood of a position.
	Progress func(done, of int, loss float64)
}

// Train learns a model of labels. valid reports whether b may follow a, which is
// "" at the start. The weights are the mean over the ends of all epochs but the
// first. The same data and options give the same model. It is cancelled by ctx.
func Train(ctx context.Context, labels []string, valid func(a, b string) bool, data []Sequence, o Options) (*Model, error) {
	if len(labels) == 0 || len(labels) > maxLabels {
		return nil, fmt.Errorf("crf: %d labels, of 1 to %d", len(labels), maxLabels)
	}
	t := newTrainer(labels, valid, data, o)
	for epoch := range o.Epochs {
		loss, err := t.epoch(ctx)
		if err != nil {
			return nil, err
		}
		if math.IsNaN(loss) {
			return nil, errors.New("crf: no sequence to learn from")
		}
		if epoch > 0 || o.Epochs == 1 {
			t.remember()
		}
		if o.Progress != nil {
			o.Progress(epoch+1, o.Epochs, loss)
		}
	}
	return t.model(), nil
}

// trainer is a model in the making, with a full row of weights a feature.
type trainer struct {
	o            Options
	n            int
	labels       []string
	valid        []bool // like trans
	data         []Sequence
	ids          [][][]int32 // of each sequence and position, the rows of its features
	keys         []uint64    // of each row
	rows, trans  []float32
	sum, sumT    []float32 // of the weights remembered
	remembered   int
	square       []float32 // AdaGrad: sums of squared gradients
	squareT      []float32
	touched      []int32 // of each row, the step at which its penalty was last paid
	step         int32
	rng          *rand.Rand
	order        []int
	free, held   *lattice
	difference   []float64
	differencesT []float64
}

func newTrainer(labels []string, valid func(a, b string) bool, data []Sequence, o Options) *trainer {
	n := len(labels)
	t := &trainer{o: o, n: n, labels: labels, data: data, rng: rand.New(rand.NewPCG(o.Seed, 1)), free: newLattice(n), held: newLattice(n)}
	t.number()
	t.rows, t.sum, t.square = make([]float32, len(t.keys)*n), make([]float32, len(t.keys)*n), make([]float32, len(t.keys)*n)
	t.touched = make([]int32, len(t.keys))
	t.trans, t.sumT, t.squareT = make([]float32, (n+1)*n), make([]float32, (n+1)*n), make([]float32, (n+1)*n)
	t.valid = make([]bool, (n+1)*n)
	for i := range n + 1 {
		for j := range n {
			t.valid[i*n+j] = valid(append(slices.Clone(labels), "")[i], labels[j])
		}
	}
	t.difference, t.differencesT = make([]float64, n), make([]float64, (n+1)*n)
	for i := range data {
		t.order = append(t.order, i)
	}
	return t
}

// number gives a row to each feature that is seen often enough.
func (t *trainer) number() {
	seen := map[uint64]int{}
	for _, s := range t.data {
		for _, fs := range s.Features {
			for _, f := range fs {
				seen[keyOf(f)]++
			}
		}
	}
	row := map[uint64]int32{}
	t.ids = make([][][]int32, len(t.data))
	for k, s := range t.data {
		t.ids[k] = make([][]int32, len(s.Features))
		for i, fs := range s.Features {
			ids := make([]int32, 0, len(fs))
			for _, f := range fs {
				key := keyOf(f)
				if seen[key] < t.o.MinSeen {
					continue
				}
				id, ok := row[key]
				if !ok {
					id = int32(len(t.keys))
					row[key] = id
					t.keys = append(t.keys, key)
				}
				ids = append(ids, id)
			}
			t.ids[k][i] = ids
		}
	}
}

const epsilon = 1e-2 // keeps AdaGrad's first steps small

func (t *trainer) epoch(ctx context.Context) (loss float64, err error) {
	t.rng.Shuffle(len(t.order), func(i, j int) { t.order[i], t.order[j] = t.order[j], t.order[i] })
	positions := 0.0
	for _, k := range t.order {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		s := &t.data[k]
		if len(s.Features) == 0 || s.Weight == 0 {
			continue
		}
		t.step++
		ids := t.drop(t.ids[k])
		t.penalise(ids)
		t.score(ids)
		z := t.free.forwardBackward(len(ids), nil)
		c := t.held.forwardBackward(len(ids), s.Allowed)
		if math.IsInf(c, -1) || math.IsInf(z, -1) {
			continue // its labels are no valid sequence
		}
		loss += (z - c) * s.Weight
		positions += float64(len(ids)) * s.Weight
		t.update(ids, s)
	}
	return loss / positions, nil
}

// drop leaves out a share of the features.
func (t *trainer) drop(ids [][]int32) [][]int32 {
	if t.o.Drop == 0 {
		return ids
	}
	out := make([][]int32, len(ids))
	for i, row := range ids {
		kept := make([]int32, 0, len(row))
		for _, f := range row {
			if t.rng.Float64() >= t.o.Drop {
				kept = append(kept, f)
			}
		}
		out[i] = kept
	}
	return out
}

// penalise pays the L1 penalty of the features for all steps since they were
// last seen.
func (t *trainer) penalise(ids [][]int32) {
	if t.o.L1 == 0 {
		return
	}
	for _, row := range ids {
		for _, f := range row {
			steps := t.step - t.touched[f]
			if steps == 0 {
				continue
			}
			t.touched[f] = t.step
			w, g := t.rows[int(f)*t.n:][:t.n], t.square[int(f)*t.n:][:t.n]
			for j, v := range w {
				if v == 0 {
					continue
				}
				p := float32(t.o.L1 * t.o.Rate * float64(steps) / (math.Sqrt(float64(g[j])) + epsilon))
				switch {
				case v > p:
					w[j] = v - p
				case v < -p:
					w[j] = v + p
				default:
					w[j] = 0
				}
			}
		}
	}
}

// score fills psi and the transitions of both lattices.
func (t *trainer) score(ids [][]int32) {
	n := t.n
	t.free.grow(len(ids))
	t.held.grow(len(ids))
	sum := make([]float32, n)
	for i, row := range ids {
		clear(sum)
		for _, f := range row {
			for j, w := range t.rows[int(f)*n:][:n] {
				sum[j] += w
			}
		}
		top := slices.Max(sum)
		p := t.free.at(t.free.psi, i)
		for j, v := range sum {
			p[j] = math.Exp(float64(v - top))
		}
	}
	copy(t.held.psi, t.free.psi)
	for i := range n + 1 {
		row := t.free.start
		if i < n {
			row = t.free.at(t.free.trans, i)
		}
		for j := range row {
			row[j] = 0
			if t.valid[i*n+j] {
				row[j] = math.Exp(float64(t.trans[i*n+j]))
			}
		}
	}
	copy(t.held.trans, t.free.trans)
	copy(t.held.start, t.free.start)
}

// negligible is the gradient below which a label is not updated.
const negligible = 1e-4

func (t *trainer) update(ids [][]int32, s *Sequence) {
	n, free, held := t.n, t.free, t.held
	clear(t.differencesT)
	for i := range ids {
		any := false
		for j := range n {
			d := s.Weight * (held.alpha[i*n+j]*held.beta[i*n+j] - free.alpha[i*n+j]*free.beta[i*n+j])
			if math.Abs(d) < negligible {
				d = 0
			}
			t.difference[j] = d
			any = any || d != 0
		}
		if any {
			for _, f := range ids[i] {
				w, g := t.rows[int(f)*n:][:n], t.square[int(f)*n:][:n]
				for j, d := range t.difference {
					if d != 0 {
						w[j] += t.adagrad(&g[j], d)
					}
				}
			}
		}
		if i == 0 {
			for j, d := range t.difference {
				t.differencesT[n*n+j] += d
			}
			continue
		}
		for a := range n {
			f, h := free.alpha[(i-1)*n+a], held.alpha[(i-1)*n+a]
			if f < 1e-6 && h < 1e-6 {
				continue
			}
			for b := range n {
				q := free.trans[a*n+b] * free.psi[i*n+b]
				if q == 0 {
					continue
				}
				d := -f * q * free.beta[i*n+b] * free.scale[i]
				if s.Allowed[i]>>b&1 == 1 {
					d += h * q * held.beta[i*n+b] * held.scale[i]
				}
				t.differencesT[a*n+b] += s.Weight * d
			}
		}
	}
	for i, d := range t.differencesT {
		if d != 0 && t.valid[i] {
			t.trans[i] += t.adagrad(&t.squareT[i], d)
		}
	}
}

func (t *trainer) adagrad(square *float32, gradient float64) float32 {
	*square += float32(gradient * gradient)
	return float32(t.o.Rate * gradient / (math.Sqrt(float64(*square)) + epsilon))
}

// remember adds the weights as they are to the mean.
func (t *trainer) remember() {
	t.remembered++
	for i, w := range t.rows {
		t.sum[i] += w
	}
	for i, w := range t.trans {
		t.sumT[i] += w
	}
}

// least is the smallest weight that is kept, in units: what is smaller decides
// nothing, and there is much of it.
const least = 8

// model rounds the mean weights to units and leaves out the small ones.
func (t *trainer) model() *Model {
	round := func(sum float32) int16 {
		w := math.Round(float64(sum) / float64(t.remembered) * unit)
		if math.Abs(w) < least {
			return 0
		}
		return int16(max(-math.MaxInt16, min(math.MaxInt16, w)))
	}
	m := &Model{labels: t.labels, trans: make([]int16, len(t.trans))}
	for i, w := range t.sumT {
		if m.trans[i] = round(w); !t.valid[i] {
			m.trans[i] = forbid
		}
	}
	order := make([]int, 0, len(t.keys))
	for r := range t.keys {
		if slices.ContainsFunc(t.sum[r*t.n:][:t.n], func(w float32) bool { return round(w) != 0 }) {
			order = append(order, r)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(t.keys[a], t.keys[b]) })
	m.index = newTable(len(order))
	for _, r := range order {
		first := len(m.entries)
		for j, w := range t.sum[r*t.n:][:t.n] {
			if v := round(w); v != 0 {
				m.entries = append(m.entries, entry{uint16(j), v})
			}
		}
		m.index.add(t.keys[r], row{uint32(first), uint8(len(m.entries) - first)})
		m.keys = append(m.keys, t.keys[r])
	}
	return m
}

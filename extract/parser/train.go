package parser

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"entente/extract/corpus"
	"entente/extract/form"
	"entente/extract/matrix"
)

// Options of training. Zero values are the usual ones.
type Options struct {
	Epochs int // 20
	Seed   uint64
	// Vectors of plain forms (form.Fold), 64 numbers each, that the table of
	// words begins with; others begin at random.
	Vectors  map[string][]float32
	Progress func(done, of int, loss float64)
}

// The network's sizes and how it is trained; see MODELS.md for what was tried.
const (
	wordSize, affixSize, tagSize = 64, 16, 24
	affixRows                    = 4000
	hiddenSize, layers           = 100, 2
	arcSize, labelSize           = 100, 40
	batchTrain                   = 600 // words
	rate                         = 2e-3
	warmup                       = 200 // batches
	dropShare                    = 0.25
	dropWord, dropTag            = 0.2, 0.1
	longestGradient              = 5
	rareWord                     = 2 // forms seen less often are unknown
	shards                       = 4 // parts of a batch; fixed, so that the sums are the same on every machine
)

// Train learns a model from treebanks. tags are those that a tagger gives the
// words, which should be ones it was not trained on. The same data and options
// give the same model.
func Train(ctx context.Context, data []corpus.Sentence, tags [][]string, forms *form.Table, o Options) (*Model, error) {
	if len(data) == 0 || len(data) != len(tags) {
		return nil, errors.New("parser: no sentence to learn from")
	}
	if o.Epochs == 0 {
		o.Epochs = 20
	}
	t, err := newTrainer(data, tags, forms, o)
	if err != nil {
		return nil, err
	}
	total := 0
	for range o.Epochs {
		total += len(t.batches())
	}
	t.rng = rand.New(rand.NewPCG(o.Seed, 11))
	for epoch := range o.Epochs {
		loss, words := 0.0, 0
		for _, b := range t.batches() {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			l, n := t.batch(b, schedule(t.step, total))
			loss += l
			words += n
		}
		if o.Progress != nil {
			o.Progress(epoch+1, o.Epochs, loss/float64(words))
		}
	}
	for _, p := range t.model.net.parameters() {
		settle(*p)
	}
	t.model.net.pack()
	return t.model, nil
}

// schedule is the rate of learning at a step: up over the first steps, then down
// along a cosine to a twentieth.
func schedule(step, total int) float64 {
	up := min(1, float64(step+1)/float64(min(warmup, total/10+1)))
	return rate * up * (0.05 + 0.95*0.5*(1+math.Cos(math.Pi*float64(step)/float64(total))))
}

// example is a sentence in numbers, the root first.
type example struct {
	ids       []features
	heads     []int32 // places in the sentence
	relations []int32
}

type trainer struct {
	model    *Model
	examples []example
	rng      *rand.Rand
	step     int
	gradient [shards]*network
	adam     [2][]matrix.Matrix // running means of gradients and of their squares
	seed     uint64
}

func newTrainer(data []corpus.Sentence, tags [][]string, forms *form.Table, o Options) (*trainer, error) {
	m := &Model{forms: forms, words: map[uint64]int32{}, tags: map[string]int32{}}
	seen := map[string]int{}
	for _, s := range data {
		for _, w := range s.Words {
			seen[form.Fold(w.Form)]++
		}
	}
	known := make([]string, 0, len(seen))
	for f, n := range seen {
		if n >= rareWord {
			known = append(known, f)
		}
	}
	slices.Sort(known)
	for _, f := range known {
		if h := form.Hash(f); m.words[h] == 0 {
			m.words[h] = int32(len(m.words) + firstWord)
		}
	}
	relations := map[string]int32{}
	for i, s := range data {
		if len(tags[i]) != len(s.Words) {
			return nil, fmt.Errorf("parser: %d tags for the %d words of the sentence at line %d", len(tags[i]), len(s.Words), s.Line)
		}
		for k, w := range s.Words {
			relations[w.Rel] = 0
			m.tags[tags[i][k]] = 0
		}
	}
	m.relations = slices.Sorted(maps.Keys(relations))
	for i, r := range m.relations {
		relations[r] = int32(i)
	}
	for i, tag := range slices.Sorted(maps.Keys(m.tags)) {
		m.tags[tag] = int32(i + firstWord)
	}
	m.net = newNetwork(sizes{
		words: len(m.words) + firstWord, affixRows: affixRows, tags: len(m.tags) + firstWord, relations: len(m.relations),
		word: wordSize, affix: affixSize, tag: tagSize, hidden: hiddenSize, layers: layers, arc: arcSize, label: labelSize,
	})
	t := &trainer{model: m, rng: rand.New(rand.NewPCG(o.Seed, 11)), seed: o.Seed}
	m.net.initialise(rand.New(rand.NewPCG(o.Seed, 5)))
	for f, v := range o.Vectors {
		if row := m.words[form.Hash(f)]; row != 0 && len(v) == wordSize {
			place(m.net.table[wordFeature].Row(int(row)), v)
		}
	}
	m.net.pack()
	for i, s := range data {
		if len(s.Words) > longest {
			continue
		}
		words := make([]Word, len(s.Words))
		x := example{heads: []int32{0}, relations: []int32{0}}
		for k, w := range s.Words {
			words[k] = Word{w.Form, tags[i][k]}
			x.heads, x.relations = append(x.heads, int32(w.Head)), append(x.relations, relations[w.Rel])
		}
		x.ids = m.features(words)
		t.examples = append(t.examples, x)
	}
	for i := range t.gradient {
		t.gradient[i] = newNetwork(m.net.sizes)
	}
	for _, p := range m.net.parameters() {
		for k := range t.adam {
			t.adam[k] = append(t.adam[k], matrix.New(p.Rows, p.Columns))
		}
	}
	return t, nil
}

const tableSpread = 0.3 // standard deviation of what tables begin with

// initialise fills the parameters at random.
func (n *network) initialise(rng *rand.Rand) {
	uniform := func(m matrix.Matrix, bound float64) {
		for i := range m.Data {
			m.Data[i] = float32((rng.Float64()*2 - 1) * bound)
		}
	}
	for _, m := range n.table {
		for i := range m.Data {
			m.Data[i] = float32(rng.NormFloat64() * tableSpread)
		}
	}
	for i := range n.lstm {
		for d := range n.lstm[i] {
			l := &n.lstm[i][d]
			bound := 1 / math.Sqrt(float64(n.sizes.hidden))
			uniform(l.in, bound)
			uniform(l.again, bound)
			for j := range n.sizes.hidden {
				l.bias.Data[n.sizes.hidden+j] = 1 // remember, to begin with
			}
		}
	}
	for _, d := range []*dense{&n.head, &n.dep, &n.labelHead, &n.labelDep, &n.relation} {
		uniform(d.weight, 1/math.Sqrt(float64(d.weight.Rows)))
	}
	uniform(n.arc, math.Sqrt(3/float64(n.sizes.arc)))
	uniform(n.isHead, 1/math.Sqrt(float64(n.sizes.arc)))
	for i := range n.pair.Data {
		n.pair.Data[i] = float32(rng.NormFloat64() * 0.02)
	}
}

// place puts a vector in a row, as long as the random ones are.
func place(row, v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	f := float32(tableSpread * math.Sqrt(float64(len(v))/sum))
	for i, x := range v {
		row[i] = x * f
	}
}

// batches parts the examples into batches of like lengths, in random order.
func (t *trainer) batches() [][]int {
	order := t.rng.Perm(len(t.examples))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(t.examples[a].ids)/4, len(t.examples[b].ids)/4) })
	var out [][]int
	words := 0
	for _, k := range order {
		n := len(t.examples[k].ids)
		if len(out) == 0 || words+n > batchTrain {
			out, words = append(out, nil), 0
		}
		out[len(out)-1] = append(out[len(out)-1], k)
		words += n
	}
	t.rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// batch learns from some examples, and returns the sum of their losses and the
// number of their words.
func (t *trainer) batch(examples []int, rate float64) (loss float64, words int) {
	for _, k := range examples {
		words += len(t.examples[k].ids) - 1
	}
	var losses [shards]float64
	var group sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range shards {
		var part []int
		for k := i; k < len(examples); k += shards {
			part = append(part, examples[k])
		}
		group.Add(1)
		go func() {
			defer group.Done()
			free <- struct{}{}
			defer func() { <-free }()
			for _, p := range t.gradient[i].parameters() {
				clear(p.Data)
			}
			if len(part) > 0 {
				losses[i] = t.learn(part, t.gradient[i], words, rand.New(rand.NewPCG(t.seed, uint64(t.step*shards+i+100))))
			}
		}()
	}
	group.Wait()
	t.update(rate)
	t.step++
	for _, l := range losses {
		loss += l
	}
	return loss, words
}

// learn computes the gradients of some examples.
func (t *trainer) learn(examples []int, g *network, words int, rng *rand.Rand) float64 {
	n := t.model.net
	sentences := make([][]features, len(examples))
	for i, k := range examples {
		ids := slices.Clone(t.examples[k].ids)
		for j := 1; j < len(ids); j++ {
			if rng.Float64() < dropWord {
				ids[j][wordFeature] = unknown
			}
			if rng.Float64() < dropTag {
				ids[j][tagFeature] = unknown
			}
		}
		sentences[i] = ids
	}
	b := newBatch(sentences)
	noise := &noise{rng: rng, share: dropShare, masks: map[*float32][]float32{}}
	s := n.forward(b, noise, nil)
	loss := 0.0
	heads, want := make([]int32, b.rows), make([]int32, b.rows)
	var dArcs []matrix.Matrix
	scale := float32(1 / float64(words))
	for k, rows := range b.sentence {
		x := &t.examples[examples[b.order[k]]]
		d := matrix.New(len(rows), len(rows))
		for i := 1; i < len(rows); i++ {
			loss += softmaxGradient(d.Row(i), s.arcs[k].Row(i), int(x.heads[i]), scale)
			heads[rows[i]] = rows[x.heads[i]]
			want[rows[i]] = x.relations[i]
		}
		heads[rows[0]], want[rows[0]] = rows[0], -1
		dArcs = append(dArcs, d)
	}
	scores := n.labels(s, heads)
	dLabels := matrix.New(scores.Rows, scores.Columns)
	for i, r := range want {
		if r >= 0 {
			loss += softmaxGradient(dLabels.Row(i), scores.Row(i), int(r), scale)
		}
	}
	n.backward(s, b, heads, dArcs, dLabels, noise, g)
	return loss
}

// softmaxGradient fills d with the gradient of the negative logarithm of the
// probability of one choice, and returns that.
func softmaxGradient(d, scores []float32, one int, scale float32) float64 {
	top := slices.Max(scores)
	sum := 0.0
	for _, v := range scores {
		sum += math.Exp(float64(v - top))
	}
	for i, v := range scores {
		d[i] = scale * float32(math.Exp(float64(v-top))/sum)
	}
	d[one] -= scale
	return math.Log(sum) - float64(scores[one]-top)
}

// update takes a step of Adam (Kingma and Ba 2015) along the sum of the
// gradients, which is cut to a length.
func (t *trainer) update(rate float64) {
	const mean, square, tiny = 0.9, 0.95, 1e-8
	var parts [shards][]*matrix.Matrix
	for i, g := range t.gradient {
		parts[i] = g.parameters()
	}
	length := 0.0
	for k, first := range parts[0] {
		for i := 1; i < shards; i++ {
			for j, v := range parts[i][k].Data {
				first.Data[j] += v
			}
		}
		for _, v := range first.Data {
			length += float64(v) * float64(v)
		}
	}
	cut := float32(min(1, longestGradient/(math.Sqrt(length)+1e-6)))
	n := float64(t.step + 1)
	step := float32(rate * math.Sqrt(1-math.Pow(square, n)) / (1 - math.Pow(mean, n)))
	for k, p := range t.model.net.parameters() {
		g, a, q := parts[0][k].Data, t.adam[0][k].Data, t.adam[1][k].Data
		for j, v := range g {
			v *= cut
			a[j] = mean*a[j] + (1-mean)*v
			q[j] = square*q[j] + (1-square)*v*v
			p.Data[j] -= step * a[j] / (float32(math.Sqrt(float64(q[j]))) + tiny)
		}
	}
	t.model.net.pack()
}

// Package parser gives sentences their dependency trees, with the relations of
// Universal Dependencies. A bidirectional LSTM over words, their beginnings and
// endings and their tags describes each word in its context; a biaffine scorer
// weighs every word as the head of every other (Dozat and Manning 2017), and the
// best tree over all of them is taken (Chu and Liu 1965, Edmonds 1967).
package parser

import (
	"io"
	"math"
	"sync"

	"entente/extract/form"
	"entente/extract/matrix"
	"entente/extract/model"
)

// Kind marks the model files of this package.
const Kind = "parser"

// Model parses sentences. It is safe for use by several goroutines.
type Model struct {
	forms     *form.Table
	words     map[uint64]int32 // plain form, hashed, to its row
	tags      map[string]int32
	relations []string
	net       *network
	memories  sync.Pool // of *memory
}

// Word is a word as the parser takes it.
type Word struct{ Form, Tag string }

// Arc is what the parser says of a word.
type Arc struct {
	Head     int     // the index of its head, or -1 for the root
	Relation string  // "nsubj", "nsubj:pass"
	Score    float64 // the probability of the head
}

// longest is the longest sentence that is parsed as one, in words. A longer one
// is cut into pieces, and the roots of the later pieces hang on the first root.
const longest = 512

// Parse returns an arc for each word of each sentence. Several sentences at once
// take less time than one after the other.
func (m *Model) Parse(sentences [][]Word) [][]Arc {
	var pieces [][]Word
	for _, s := range sentences {
		for len(s) > longest {
			pieces, s = append(pieces, s[:longest]), s[longest:]
		}
		if len(s) > 0 {
			pieces = append(pieces, s)
		}
	}
	arcs := make([][]Arc, len(pieces))
	for _, group := range groups(pieces) {
		var ids [][]features
		for _, k := range group {
			ids = append(ids, m.features(pieces[k]))
		}
		for i, a := range m.parse(ids) {
			arcs[group[i]] = a
		}
	}
	out := make([][]Arc, len(sentences))
	next := 0
	for i, s := range sentences {
		root := -1
		for len(out[i]) < len(s) {
			offset := len(out[i])
			for _, a := range arcs[next] {
				switch {
				case a.Head >= 0:
					a.Head += offset
				case root < 0:
					root = len(out[i])
				default:
					a.Head, a.Relation = root, "parataxis"
				}
				out[i] = append(out[i], a)
			}
			next++
		}
	}
	return out
}

// batchWords is about how many words are worked on at once.
const batchWords = 1000

// groups parts sentences into batches, each a list of their indices.
func groups(sentences [][]Word) [][]int {
	var out [][]int
	words := 0
	for i, s := range sentences {
		if len(out) == 0 || words+len(s) > batchWords {
			out, words = append(out, nil), 0
		}
		words += len(s) + 1
		out[len(out)-1] = append(out[len(out)-1], i)
	}
	return out
}

// parse finds the trees of a batch of sentences.
func (m *Model) parse(ids [][]features) [][]Arc {
	b := newBatch(ids)
	mem, ok := m.memories.Get().(*memory)
	if !ok {
		mem = &memory{}
	}
	mem.used = 0
	defer m.memories.Put(mem)
	s := m.net.forward(b, nil, mem)
	out := make([][]Arc, len(ids))
	heads := make([]int32, b.rows)
	for k, at := range b.sentence {
		scores := s.arcs[k]
		tree := bestTree(scores)
		arcs := make([]Arc, len(tree)-1)
		for d := 1; d < len(tree); d++ {
			arcs[d-1] = Arc{Head: tree[d] - 1, Score: chance(scores.Row(d), tree[d])}
			heads[at[d]] = at[tree[d]]
		}
		heads[at[0]] = at[0]
		out[b.order[k]] = arcs
	}
	labels := m.net.labels(s, heads)
	for k, at := range b.sentence {
		for d := range at[1:] {
			out[b.order[k]][d].Relation = m.relations[argmax(labels.Row(int(at[d+1])))]
		}
	}
	return out
}

// chance is the probability of one of several choices by their scores.
func chance(scores []float32, one int) float64 {
	sum := 0.0
	for _, v := range scores {
		sum += math.Exp(float64(v - scores[one]))
	}
	return 1 / sum
}

func argmax(v []float32) int {
	best := 0
	for i, x := range v {
		if x > v[best] {
			best = i
		}
	}
	return best
}

// Read reads a model from a file that is called name. forms must be those that
// the model was trained with.
func Read(r io.Reader, name string, forms *form.Table) (*Model, error) {
	content, err := model.Read(r, name, Kind)
	if err != nil {
		return nil, err
	}
	d := model.NewDecoder(content)
	if err := model.Forms(d, name, forms.ID()); err != nil {
		return nil, err
	}
	m := &Model{forms: forms, words: map[uint64]int32{}, tags: map[string]int32{}}
	count := d.Len(8)
	for i := range count {
		m.words[d.Uint64()] = int32(i + firstWord)
	}
	for i, t := range d.Strings() {
		m.tags[t] = int32(i + firstWord)
	}
	m.relations = d.Strings()
	var s sizes
	for _, p := range s.fields() {
		*p = int(min(d.Uint(), 1<<20))
	}
	if d.Err() == nil && (s.words != count+firstWord || s.tags != len(m.tags)+firstWord || s.relations != len(m.relations) || s.relations == 0 || !s.sound()) {
		d.Fail()
	}
	if d.Err() == nil && !d.Has(2*s.numbers()) {
		d.Fail()
	}
	if d.Err() != nil {
		return nil, model.Damaged(name, d.Err())
	}
	m.net = newNetwork(s)
	for _, p := range m.net.parameters() {
		unround(d, *p)
	}
	if d.Err() != nil {
		return nil, model.Damaged(name, d.Err())
	}
	m.net.pack()
	return m, nil
}

// Write writes the model.
func (m *Model) Write(w io.Writer) error {
	var e model.Encoder
	e.String(m.forms.ID())
	hashes := make([]uint64, len(m.words))
	for h, i := range m.words {
		hashes[i-firstWord] = h
	}
	e.Uint(uint64(len(hashes)))
	for _, h := range hashes {
		e.Uint64(h)
	}
	tags := make([]string, len(m.tags))
	for t, i := range m.tags {
		tags[i-firstWord] = t
	}
	e.Strings(tags)
	e.Strings(m.relations)
	s := m.net.sizes
	for _, p := range s.fields() {
		e.Uint(uint64(*p))
	}
	for _, p := range m.net.parameters() {
		round(&e, *p)
	}
	return model.Write(w, Kind, e.Content())
}

// rounded are the numbers of a row in 16 bits, in steps of a size of its own.
func rounded(row []float32) (step float32, numbers []int16) {
	for _, v := range row {
		step = max(step, v, -v)
	}
	step /= math.MaxInt16
	numbers = make([]int16, len(row))
	if step > 0 {
		for i, v := range row {
			numbers[i] = int16(math.Round(float64(v / step)))
		}
	}
	return step, numbers
}

// settle makes the numbers of a matrix those that a file will give back.
func settle(m matrix.Matrix) {
	for i := range m.Rows {
		step, numbers := rounded(m.Row(i))
		for j, k := range numbers {
			m.Row(i)[j] = step * float32(k)
		}
	}
}

func round(e *model.Encoder, m matrix.Matrix) {
	for i := range m.Rows {
		step, numbers := rounded(m.Row(i))
		e.Float(step)
		for _, k := range numbers {
			e.Int16(k)
		}
	}
}

func unround(d *model.Decoder, m matrix.Matrix) {
	for i := range m.Rows {
		step := d.Float()
		for j := range m.Row(i) {
			m.Row(i)[j] = step * float32(d.Int16())
		}
	}
}

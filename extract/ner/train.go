package ner

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/extract"
	"entente/extract/crf"
	"entente/extract/form"
	"entente/extract/lexicon"
	"entente/text/vocab"
)

// Labels are O, and B- and I- with each type of entity.
func Labels() []string {
	labels := []string{"O"}
	for _, t := range vocab.EntityTypes() {
		labels = append(labels, "B-"+string(t), "I-"+string(t))
	}
	return labels
}

// Follows reports whether label b may follow label a, which is "" at the start
// of a sentence: a name begins with B.
func Follows(a, b string) bool {
	typ, inside := strings.CutPrefix(b, "I-")
	return !inside || a == "B-"+typ || a == "I-"+typ
}

// Example is a release with the labels that its tokens may have.
type Example struct {
	*extract.Analysis          // with tags, and the mentions of the rules
	Allowed           []uint64 // of each token, a bit for each of Labels
	Weight            float64
}

// Options of training. Zero values are the usual ones.
type Options struct {
	Epochs   int // 10
	Seed     uint64
	Progress func(step string, done, of int, loss float64)
}

// folds is how many parts the examples are cut into so that the second pass
// learns from a first pass that has not seen them.
const folds = 4

// penalty is the L1 penalty on weights that an epoch adds up to, however many
// sentences it has.
const penalty = 0.03

// Train learns a model.
func Train(ctx context.Context, examples []Example, lex *lexicon.Lexicon, forms *form.Table, o Options) (*Model, error) {
	if len(examples) == 0 {
		return nil, errors.New("ner: no release to learn from")
	}
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	m := &Model{forms: forms, lex: lex}
	part := make([]int, len(examples))
	rng := rand.New(rand.NewPCG(o.Seed, 3))
	for i, k := range rng.Perm(len(examples)) {
		part[k] = i % folds
	}
	// learn trains on the examples that use picks, with what was seen elsewhere
	// in them unless that is nil.
	learn := func(step string, epochs int, seen []map[string]string, use func(int) bool) (*crf.Model, error) {
		var data []crf.Sequence
		for i, x := range examples {
			if !use(i) {
				continue
			}
			attributes := m.attributes(x.Analysis)
			t := first
			if seen != nil {
				seeElsewhere(x.Analysis, attributes, seen[i])
				t = slices.Concat(first, second)
			}
			features := featuresOf(x.Analysis, t, attributes)
			for _, s := range x.Sentences {
				data = append(data, crf.Sequence{Features: features[s.First:s.Last], Allowed: x.Allowed[s.First:s.Last], Weight: x.Weight})
			}
		}
		return crf.Train(ctx, Labels(), Follows, data, crf.Options{
			Epochs: epochs, Rate: 0.02, L1: penalty / float64(len(data)), Drop: 0.3, MinSeen: 2, Seed: o.Seed,
			Progress: func(done, of int, loss float64) {
				if o.Progress != nil {
					o.Progress(step, done, of, loss)
				}
			},
		})
	}
	seen := make([]map[string]string, len(examples))
	for k := range folds {
		c, err := learn(fmt.Sprintf("names %d/%d", k+1, folds), min(4, o.Epochs), nil, func(i int) bool { return part[i] != k || len(examples) == 1 })
		if err != nil {
			return nil, err
		}
		reading := newPass(c, first)
		for i, x := range examples {
			if part[i] == k {
				attributes := m.attributes(x.Analysis)
				names, _ := reading.find(x.Analysis, attributes, worthwhile(x.Analysis, attributes))
				seen[i] = m.elsewhere(x.Analysis, names)
			}
		}
	}
	all := func(int) bool { return true }
	one, err := learn("names, first pass", o.Epochs, nil, all)
	if err != nil {
		return nil, err
	}
	two, err := learn("names, second pass", o.Epochs, seen, all)
	if err != nil {
		return nil, err
	}
	return newModel(one, two, lex, forms), nil
}

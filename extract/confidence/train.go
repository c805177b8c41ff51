package confidence

import (
	"context"

	"entente/extract"
	"entente/extract/crf"
)

// Example is a release with the facts that the rules find in it, and which of
// them are right.
type Example struct {
	Analysis *extract.Analysis
	Right    []Verdict // of each of its relations
}

// Verdict is what the reference says of a fact.
type Verdict uint8

// The verdicts.
const (
	Unknown Verdict = iota // careful readers differ on it
	Wrong
	Right
)

// Options of training.
type Options struct {
	Epochs   int // 0 is 20
	Seed     uint64
	Progress func(done, of int, loss float64)
}

const (
	penalty = 5 // L1 on weights that an epoch adds up to
	// doubt is how much a wrong fact counts against a right one. The rules were
	// written with releases to train on in view, so they are right there more often
	// than elsewhere.
	doubt = 2
)

// Train learns how sure facts are. The same examples and options give the same
// model.
func Train(ctx context.Context, examples []Example, o Options) (*Model, error) {
	if o.Epochs == 0 {
		o.Epochs = 20
	}
	var data []crf.Sequence
	for _, x := range examples {
		v := newView(x.Analysis)
		for i, r := range x.Analysis.Relations {
			if x.Right[i] == Unknown {
				continue
			}
			weight := 1.0
			if x.Right[i] == Wrong {
				weight = doubt
			}
			data = append(data, crf.Sequence{Features: [][]uint64{v.features(r)}, Allowed: []uint64{1 << (x.Right[i] - Wrong)}, Weight: weight})
		}
	}
	c, err := crf.Train(ctx, labels, func(string, string) bool { return true }, data, crf.Options{
		Epochs: o.Epochs, Rate: 0.02, L1: penalty / float64(max(1, len(data))), MinSeen: 3, Seed: o.Seed, Progress: o.Progress})
	if err != nil {
		return nil, err
	}
	return &Model{c}, nil
}

package tagger

import (
	"context"
	"errors"
	"slices"

	"entente/extract/corpus"
	"entente/extract/crf"
	"entente/extract/form"
)

// Options of training. Zero values are the usual ones.
type Options struct {
	Epochs   int // 0 is 8
	Seed     uint64
	Progress func(done, of int, loss float64)
}

// Train learns a model from the tags (XPOS) of treebanks.
func Train(ctx context.Context, data []corpus.Sentence, forms *form.Table, o Options) (*Model, error) {
	var labels []string
	number := map[string]int{}
	for _, s := range data {
		for _, w := range s.Words {
			if _, ok := number[w.XPOS]; !ok {
				number[w.XPOS] = 0
				labels = append(labels, w.XPOS)
			}
		}
	}
	if len(labels) < 2 {
		return nil, errors.New("tagger: the treebank has no tags in its fifth column (XPOS)")
	}
	slices.Sort(labels)
	for i, l := range labels {
		number[l] = i
	}
	var sequences []crf.Sequence
	for _, s := range corpus.Noisy(data, o.Seed) {
		words := make([]string, len(s.Words))
		allowed := make([]uint64, len(s.Words))
		for i, w := range s.Words {
			words[i] = w.Form
			allowed[i] = 1 << number[w.XPOS]
		}
		sequences = append(sequences, crf.Sequence{Features: templates.Features(attributes(forms, words)), Allowed: allowed, Weight: 1})
	}
	epochs := o.Epochs
	if epochs == 0 {
		epochs = 8
	}
	m, err := crf.Train(ctx, labels, func(string, string) bool { return true }, sequences, crf.Options{
		Epochs: epochs, Rate: 0.05, L1: 1e-6, Drop: 0.25, MinSeen: 2, Seed: o.Seed, Progress: o.Progress,
	})
	if err != nil {
		return nil, err
	}
	return newModel(m, forms), nil
}

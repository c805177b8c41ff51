package segment

import (
	"context"
	"errors"

	"entente/extract/corpus"
	"entente/extract/crf"
	"entente/text"
)

// Options of training.
type Options struct {
	// Releases are texts that the rules for full stops read well. They show what
	// treebanks lack: ranks, times of day, datelines, lists.
	Releases []string
	Epochs   int // 0 is 12
	Seed     uint64
	Progress func(done, of int, loss float64)
}

// releaseWeight is how much a paragraph of a release counts beside one of a
// treebank.
const releaseWeight = 0.3

// Train learns from treebanks where sentences end.
func Train(ctx context.Context, data []corpus.Sentence, o Options) (*Model, error) {
	var sequences []crf.Sequence
	for _, p := range corpus.Paragraphs(data) {
		u := text.Span{End: len(p.Text)}
		found := gaps(p.Text, u)
		if len(found) == 0 {
			continue
		}
		ends := map[int]bool{}
		for _, e := range p.Ends {
			ends[e] = true
		}
		q := crf.Sequence{Features: features(p.Text, u, found), Weight: 1}
		for _, g := range found {
			allowed := uint64(1)
			if ends[g.end] {
				allowed = 1 << endLabel
			}
			q.Allowed = append(q.Allowed, allowed)
		}
		sequences = append(sequences, q)
	}
	for _, s := range o.Releases {
		for _, u := range units(s) {
			found := gaps(s, u.Span)
			if len(found) == 0 {
				continue
			}
			q := crf.Sequence{Features: features(s, u.Span, found), Weight: releaseWeight}
			for _, g := range found {
				allowed := uint64(1)
				if r := stopBefore(s[u.Start:g.end]); r != 0 && boundary(s[u.Start:g.end], s[g.next:u.End], r) {
					allowed = 1 << endLabel
				}
				q.Allowed = append(q.Allowed, allowed)
			}
			sequences = append(sequences, q)
		}
	}
	if len(sequences) == 0 {
		return nil, errors.New("segment: no sentence with its text (# text = ...) to learn from")
	}
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	c, err := crf.Train(ctx, labels, func(string, string) bool { return true }, sequences, crf.Options{
		Epochs: o.Epochs, Rate: 0.05, L1: 1e-5, Drop: 0.2, MinSeen: 2, Seed: o.Seed, Progress: o.Progress,
	})
	if err != nil {
		return nil, err
	}
	return &Model{c}, nil
}

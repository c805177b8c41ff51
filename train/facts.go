package train

import (
	"context"
	"fmt"

	"entente/extract"
	"entente/extract/confidence"
	"entente/extract/corpus"
	"entente/extract/models"
	"entente/extract/stages"
	"entente/text"
	"entente/text/vocab"
)

// facts learns how sure the facts are that the rules find in annotated releases.
func (r *Recipe) facts(ctx context.Context, set *models.Set, progress Progress) (Model, error) {
	all, err := stages.All(set)
	if err != nil {
		return nil, err
	}
	p, err := extract.NewPipeline(all...)
	if err != nil {
		return nil, err
	}
	var examples []confidence.Example
	for _, d := range r.Data {
		data, err := d.releases()
		if err != nil {
			return nil, err
		}
		for _, x := range data {
			if !x.HasRelations {
				continue
			}
			a, err := p.Run(ctx, document(x))
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", d.File, x.Line, err)
			}
			examples = append(examples, confidence.Example{Analysis: a, Right: verdicts(a, x)})
		}
	}
	if len(examples) == 0 {
		return nil, fmt.Errorf("%s: %w: no release has relations", r.Data[0].File, corpus.ErrEmpty)
	}
	return some(confidence.Train(ctx, examples, confidence.Options{Epochs: r.Epochs, Seed: r.Seed,
		Progress: func(done, of int, loss float64) { progress("facts", done, of, loss) }}))
}

// document is an annotated release as it would be read.
func document(x corpus.Release) *text.Document {
	d := text.New(x.Text)
	d.ID, d.Publisher, d.URL = x.ID, x.Source, x.URL
	if x.Date != "" {
		d.Published = text.Date{ISO: x.Date, Basis: text.FromMetadata}
	}
	return d
}

// verdicts says of each relation of an analysis what the annotation says of it.
// An entity is the annotated one of its type with which it has most names in common.
func verdicts(a *extract.Analysis, x corpus.Release) []confidence.Verdict {
	at := map[text.Span]int{}
	for _, m := range a.Mentions {
		if m.Kind == extract.Name && m.Entity >= 0 {
			at[a.Doc.Original(m.Span)] = m.Entity
		}
	}
	entity, optional := map[string]int{}, map[string]bool{}
	for _, e := range x.Entities {
		optional[e.Key] = e.Optional
		votes := map[int]int{}
		best := -1
		for _, n := range e.Names {
			if k, ok := at[text.Span{Start: n.Start, End: n.End}]; ok && a.Entities[k].Type == e.Type {
				votes[k]++
				if best < 0 || votes[k] > votes[best] {
					best = k
				}
			}
		}
		if best >= 0 {
			entity[e.Key] = best
		}
	}
	type fact struct {
		s, o int
		t    vocab.RelationType
		m    vocab.Modality
	}
	key := func(s, o int, t vocab.RelationType, m vocab.Modality) fact {
		if t.Symmetric() && o < s {
			s, o = o, s
		}
		return fact{s, o, t, m}
	}
	want := map[fact]confidence.Verdict{}
	for _, f := range x.Facts {
		s, ok := entity[f.Subject]
		o, ok2 := entity[f.Object]
		if !ok || !ok2 {
			continue
		}
		k, v := key(s, o, f.Type, f.Modality), confidence.Right
		if f.Optional || optional[f.Subject] || optional[f.Object] {
			v = confidence.Unknown
		}
		if have, ok := want[k]; !ok || have == confidence.Unknown {
			want[k] = v
		}
	}
	out := make([]confidence.Verdict, len(a.Relations))
	for i, r := range a.Relations {
		v, ok := want[key(r.Subject, r.Object, r.Type, r.Modality)]
		if !ok {
			v = confidence.Wrong
		}
		out[i] = v
	}
	return out
}

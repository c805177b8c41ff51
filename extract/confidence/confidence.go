// Package confidence says by a trained model how sure a fact is that the rules
// have found: the probability that a careful reader would state it too.
package confidence

import (
	"context"
	"io"
	"math"
	"slices"

	"entente/extract"
	"entente/extract/crf"
	"entente/extract/model"
)

// Kind marks the model files of this package.
const Kind = "facts"

// labels are what a fact may be.
var labels = []string{"wrong", "right"}

// Model gives facts their confidence. It is safe for use by several goroutines.
type Model struct{ crf *crf.Model }

// Read reads a model from a file that is called name.
func Read(r io.Reader, name string) (*Model, error) {
	content, err := model.Read(r, name, Kind)
	if err != nil {
		return nil, err
	}
	c, err := crf.Decode(model.NewDecoder(content))
	if err == nil && !slices.Equal(c.Labels(), labels) {
		err = model.ErrDamaged
	}
	if err != nil {
		return nil, model.Damaged(name, err)
	}
	return &Model{c}, nil
}

// Write writes a model that Train gave.
func (m *Model) Write(w io.Writer) error {
	var e model.Encoder
	m.crf.Encode(&e)
	return model.Write(w, Kind, e.Content())
}

// Of gives the confidence of each relation of a release, 0 to 1.
func (m *Model) Of(a *extract.Analysis) []float64 {
	v := newView(a)
	out := make([]float64, len(a.Relations))
	for i, r := range a.Relations {
		p := m.crf.Alone(v.features(r))[1]
		out[i] = math.Round(p*100) / 100
	}
	return out
}

// Stage gives Relations their confidence.
type Stage struct{ model *Model }

// New returns the stage that rates facts with a model.
func New(m *Model) *Stage { return &Stage{m} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "confidence" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer { return []extract.Layer{extract.Trees, extract.Relations} }

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Relations} }

// Apply implements extract.Stage.
func (s *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	for i, p := range s.model.Of(a) {
		a.Relations[i].Confidence = p
	}
	return ctx.Err()
}

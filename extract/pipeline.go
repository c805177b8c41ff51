package extract

import (
	"context"
	"fmt"
	"slices"

	"entente/text"
)

// Layer is a part of an Analysis that one stage gives and others need.
type Layer string

// The layers.
const (
	Sentences Layer = "sentences"
	Tokens    Layer = "tokens"
	Tags      Layer = "tags"
	Trees     Layer = "trees"
	Dates     Layer = "dates"
	Mentions  Layer = "mentions"
	Roles     Layer = "roles"
	Entities  Layer = "entities"
	Relations Layer = "relations"
)

// Stage adds layers to an Analysis. One stage value serves many goroutines at
// once, so Apply must not change the stage.
type Stage interface {
	Name() string
	Needs() []Layer
	Gives() []Layer
	Apply(ctx context.Context, a *Analysis) error
}

// Pipeline is a checked sequence of stages.
type Pipeline struct{ stages []Stage }

// With is a pipeline that goes on with further stages.
func (p *Pipeline) With(stages ...Stage) (*Pipeline, error) {
	return NewPipeline(slices.Concat(p.stages, stages)...)
}

// NewPipeline builds a pipeline, or says which stage lacks which layer.
func NewPipeline(stages ...Stage) (*Pipeline, error) {
	have := map[Layer]bool{}
	for _, s := range stages {
		for _, l := range s.Needs() {
			if !have[l] {
				return nil, fmt.Errorf("stage %s needs %s, which no stage before it gives", s.Name(), l)
			}
		}
		for _, l := range s.Gives() {
			have[l] = true
		}
	}
	return &Pipeline{stages}, nil
}

// Run analyses one release.
func (p *Pipeline) Run(ctx context.Context, d *text.Document) (*Analysis, error) {
	a := &Analysis{Doc: d}
	if err := p.Fill(ctx, a); err != nil {
		return nil, err
	}
	return a, nil
}

// Fill adds to an analysis that some layers are in already.
func (p *Pipeline) Fill(ctx context.Context, a *Analysis) error {
	for _, s := range p.stages {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.Apply(ctx, a); err != nil {
			return fmt.Errorf("%s: %w", s.Name(), err)
		}
	}
	return nil
}

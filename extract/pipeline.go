package extract

import (
	"context"
	"fmt"

	"entente/text"
)

// Layer is a part of an Analysis that one stage gives and others need.
type Layer string

// The layers.
const (
	Sentences Layer = "sentences"
	Tokens    Layer = "tokens"
	Tags      Layer = "tags"
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
	for _, s := range p.stages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.Apply(ctx, a); err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name(), err)
		}
	}
	return a, nil
}

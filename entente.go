// Package entente reads official press releases into a knowledge graph.
//
// Open puts the parts together, Extract reads one release, Ingest reads many
// into a graph.Store. The questions are in package queries.
package entente

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"

	"entente/extract"
	"entente/extract/confidence"
	"entente/extract/models"
	"entente/extract/parser"
	"entente/extract/stages"
	"entente/graph"
	"entente/resolve"
	"entente/text"
)

// Options say how to read. The zero value is ready to use.
type Options struct {
	Workers       int      // releases read at once; 0 is one a processor
	MinConfidence float64  // facts below it are dropped
	Models        []string // model files to use in place of the embedded models of their kinds
	Strict        bool     // Ingest stops at the first release that fails
	Replace       bool     // Ingest retracts what a file that is read again no longer holds
	Ledger        string   // the file of people's decisions; empty is none
	// Failed is told of each release that could not be read, and Progress of
	// each that is done with. Both are called by one goroutine at a time.
	Failed   func(error)
	Progress func(Report)
}

// Entente reads releases. It is safe for use by several goroutines.
type Entente struct {
	pipeline *extract.Pipeline
	resolver *resolve.Resolver
	store    graph.Store
	options  Options
}

// Open loads the lexicon and the models. The store may be nil for Extract alone.
func Open(store graph.Store, o Options) (*Entente, error) {
	return build(store, o, func(set *models.Set) ([]extract.Stage, error) {
		all, err := stages.All(set)
		if err != nil {
			return nil, err
		}
		facts, err := set.Facts()
		return append(all, confidence.New(facts)), err
	})
}

// OpenParser is for Extract to give words, tags and trees, and nothing else.
func OpenParser(o Options) (*Entente, error) {
	return build(nil, o, func(set *models.Set) ([]extract.Stage, error) {
		words, err := set.Words()
		if err != nil {
			return nil, err
		}
		m, err := set.Parser()
		return append(words, parser.New(m, nil)), err
	})
}

// OpenGraph is for Settle, Decide and Review, and nothing else: it loads no models.
func OpenGraph(store graph.Store, o Options) (*Entente, error) {
	r, err := resolve.New()
	if err != nil {
		return nil, err
	}
	return &Entente{nil, r, store, o}, nil
}

func build(store graph.Store, o Options, stagesOf func(*models.Set) ([]extract.Stage, error)) (*Entente, error) {
	set, err := models.Load(o.Models...)
	if err != nil {
		return nil, err
	}
	list, err := stagesOf(set)
	if err != nil {
		return nil, err
	}
	p, err := extract.NewPipeline(list...)
	if err != nil {
		return nil, err
	}
	r, err := resolve.New()
	if err != nil {
		return nil, err
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return &Entente{p, r, store, o}, nil
}

// Extract reads one release. A fault in a stage is an error, not a panic: one
// odd release must not end a run over thousands.
func (e *Entente) Extract(ctx context.Context, d *text.Document) (a *extract.Analysis, err error) {
	defer func() {
		if p := recover(); p != nil {
			a, err = nil, fmt.Errorf("release %s (%s): a fault in entente: %v", d.ID, d.Title, p)
		}
	}()
	a, err = e.pipeline.Run(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("release %s (%s): %w", d.ID, d.Title, err)
	}
	a.Relations = slices.DeleteFunc(a.Relations, func(r extract.Relation) bool { return r.Confidence < e.options.MinConfidence })
	return a, nil
}

// Result is one release that was read, or why it could not be.
type Result struct {
	Analysis *extract.Analysis
	Err      error
}

// ExtractAll reads releases on several processors and yields them in their order.
func (e *Entente) ExtractAll(ctx context.Context, docs iter.Seq2[*text.Document, error]) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		parallel(ctx, e.options.Workers, docs, func(ctx context.Context, d *text.Document) Result {
			a, err := e.Extract(ctx, d)
			return Result{a, err}
		}, func(err error) Result { return Result{Err: err} }, nil, yield)
	}
}

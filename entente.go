// Package entente reads official press releases into a knowledge graph and answers
// questions from it: who met whom, who holds which office, who belongs to what, when and
// where, each fact with the sentence that says so.
//
//	e, err := entente.Open(ctx, "sqlite:talks.db", entente.Options{})
//	defer e.Close(ctx)
//	report, err := e.Ingest(ctx, entente.Read(ctx, "releases/", "https://www.example.org/news.rss"))
//	answer, err := e.Ask(ctx, "who-met", entente.Args{"entity": "Stoltenberg", "since": "2023-10"})
//
// # Reading
//
// Read yields the releases of files, folders, pages and feeds, ReadFrom those of an
// io.Reader. Extract reads one release and gives its names, offices, dates and relations
// as byte spans of its text; ExtractAll reads many on all processors. Neither needs a
// graph: New(nil, Options{}) is enough. Ingest reads many into the graph, passes over
// what is there already, and then joins the names that turned out to be one.
//
// # Asking
//
// Ask asks a question by its name, with texts for its parameters; Questions lists all
// with what they take. An Answer has typed rows (of who-met []queries.Meeting) and the
// same as lines of a table; every row that rests on a fact has its sentence and release.
// Whoever wants the types at once calls the functions of package queries with Store.
//
// # Errors
//
// Trouble of the store, and of questions put to it, is a *graph.Error with a code
// (graph.CodeOf). A name that nobody bears is a *queries.Unknown with the nearest names.
// An input that can't be read is a *source.Error with a hint; Ingest counts these and
// goes on. A ledger that can't be read is a *ledger.Error with its line.
//
// # Stability
//
// Before version 1 anything may change, and CHANGELOG.md tells what did. From then on
// this package, package queries and the types that they show keep to semantic
// versioning; other packages are for this one and may change at any time. What is
// extracted from a release gets better with each version: ids of entities, ties and
// claims follow from what is read, and are the same for the same version and releases.
// Stores of earlier versions are brought up to date when they are opened.
//
// Nothing is kept in global variables but tables that never change. An Entente is safe
// for use by several goroutines, and every call ends early when its context does.
package entente

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"

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
	// Ledger is the file of people's decisions. Empty is none, but for Open of an SQLite
	// store: that of the command line, PATH.ledger beside it.
	Ledger string
	Store  StoreOptions // how Open reaches the store
	// Failed is told of each release that could not be read, and Progress of
	// each that is done with. Both are called by one goroutine at a time.
	Failed   func(error)
	Progress func(Report)
}

// Entente reads releases. It is safe for use by several goroutines.
type Entente struct {
	pipeline *pipeline
	resolver *resolve.Resolver
	store    graph.Store
	owned    bool // Open has opened the store, so that Close closes it
	options  Options
}

// New loads the lexicon and the models, to read releases into a store that is open. The
// store may be nil for Extract alone.
func New(store graph.Store, o Options) (*Entente, error) {
	e, err := build(store, o, allStages)
	if err != nil {
		return nil, err
	}
	_, err = e.pipeline.get() // what is wrong with a model is told before anything is read
	return e, err
}

func allStages(set *models.Set) ([]extract.Stage, error) {
	all, err := stages.All(set)
	if err != nil {
		return nil, err
	}
	facts, err := set.Facts()
	return append(all, confidence.New(facts)), err
}

// OpenParser is for Extract to give words, tags and trees, and nothing else.
func OpenParser(o Options) (*Entente, error) {
	e, err := build(nil, o, func(set *models.Set) ([]extract.Stage, error) {
		words, err := set.Words()
		if err != nil {
			return nil, err
		}
		m, err := set.Parser()
		return append(words, parser.New(m, nil)), err
	})
	if err != nil {
		return nil, err
	}
	_, err = e.pipeline.get()
	return e, err
}

// OpenGraph is New for Settle, Decide and Review: it loads no models before a release is
// to be read.
func OpenGraph(store graph.Store, o Options) (*Entente, error) { return build(store, o, allStages) }

func build(store graph.Store, o Options, stagesOf func(*models.Set) ([]extract.Stage, error)) (*Entente, error) {
	r, err := resolve.New()
	if err != nil {
		return nil, err
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	load := func() (*extract.Pipeline, error) {
		set, err := models.Load(o.Models...)
		if err != nil {
			return nil, err
		}
		list, err := stagesOf(set)
		if err != nil {
			return nil, err
		}
		return extract.NewPipeline(list...)
	}
	return &Entente{pipeline: &pipeline{load: load}, resolver: r, store: store, options: o}, nil
}

// pipeline reads releases. It is loaded when it is needed.
type pipeline struct {
	load func() (*extract.Pipeline, error)

	mu sync.Mutex
	it *extract.Pipeline
}

func (p *pipeline) get() (_ *extract.Pipeline, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.it == nil {
		p.it, err = p.load()
	}
	return p.it, err
}

// drop lets the models go and gives the system back what they and reading took: what is
// being read keeps them, and what is read later loads them anew.
func (p *pipeline) drop() {
	p.mu.Lock()
	p.it = nil
	p.mu.Unlock()
	debug.FreeOSMemory()
}

// Extract reads one release. A fault in a stage is an error, not a panic: one
// odd release must not end a run over thousands.
func (e *Entente) Extract(ctx context.Context, d *text.Document) (a *extract.Analysis, err error) {
	defer func() {
		if p := recover(); p != nil {
			a, err = nil, fmt.Errorf("release %s (%s): a fault in entente: %v", d.ID, d.Title, p)
		}
	}()
	p, err := e.pipeline.get()
	if err != nil {
		return nil, err
	}
	a, err = p.Run(ctx, d)
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

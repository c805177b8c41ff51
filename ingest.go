package entente

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"time"

	"entente/graph"
	"entente/text"
)

// Report counts what a run of Ingest did.
type Report struct {
	Read    int     `json:"read"`    // releases that were looked at
	Added   int     `json:"added"`   // releases written to the graph
	Known   int     `json:"known"`   // releases that it held already, or that came twice
	Failed  int     `json:"failed"`  // inputs that could not be read
	Foreign int     `json:"foreign"` // of those added, in another language than English: they give no facts
	Facts   int     `json:"facts"`   // claims of the added releases
	Merged  int     `json:"merged"`  // entities that are one with another, in the whole graph
	Errors  []error `json:"-"`       // of those that failed
}

const (
	batchSize = 50              // releases a transaction
	batchAge  = 2 * time.Second // the longest that a release waits to be saved
)

// outcome is what became of one release on its way to the graph.
type outcome struct {
	batch    graph.Batch
	language string // if it is not English
	known    bool
	err      error // this release's trouble
	store    error // the store's trouble, which ends the run
}

// errAgain stands for a release that came before in the same run.
var errAgain = errors.New("the same text again")

// Ingest reads releases into the graph and then joins what turned out to be
// one. Releases that the graph holds already are passed over, so a run that was
// stopped goes on where it was. What was read is saved when ctx ends too; the
// error is then ctx's. A release that fails is counted and reported, and is an
// error only when Strict is set.
func (e *Entente) Ingest(ctx context.Context, docs iter.Seq2[*text.Document, error]) (Report, error) {
	w := writer{Entente: e, ctx: context.WithoutCancel(ctx)}
	parallel(ctx, e.options.Workers, once(docs), e.read,
		func(err error) outcome { return outcome{known: err == errAgain, err: err} },
		w.idle,
		func(o outcome) bool { return (ctx.Err() == nil || o.err == nil && o.store == nil) && w.take(o) })
	if w.broken == nil {
		w.broken = w.flush()
	}
	if w.broken == nil {
		w.report.Merged, w.broken = e.resolveAll(w.ctx)
	}
	return w.report, cmp.Or(w.broken, ctx.Err(), w.strict)
}

// once marks the releases whose text came before.
func once(docs iter.Seq2[*text.Document, error]) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		seen := map[string]bool{}
		for d, err := range docs {
			if err == nil {
				if id := graph.ReleaseID(d.Text()); seen[id] {
					d, err = nil, errAgain
				} else {
					seen[id] = true
				}
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// read extracts a release unless the graph has it.
func (e *Entente) read(ctx context.Context, d *text.Document) outcome {
	id := graph.ReleaseID(d.Text())
	known, err := e.store.Known(ctx, []string{id})
	if err != nil || known[id] {
		return outcome{known: known[id], store: err}
	}
	a, err := e.Extract(ctx, d)
	if err != nil {
		return outcome{err: err}
	}
	b, err := e.resolver.Batch(a).Clean()
	return outcome{batch: b, language: a.Language, err: err}
}

// writer gathers releases into batches and counts.
type writer struct {
	*Entente
	ctx    context.Context // does not end before the batch is saved
	report Report
	batch  graph.Batch
	since  time.Time // when the batch was begun
	broken error     // the store's trouble
	strict error     // the release that ended a strict run
}

// take adds one outcome and reports whether the run goes on.
func (w *writer) take(o outcome) bool {
	if o.store != nil {
		w.broken = o.store
		return false
	}
	w.report.Read++
	switch {
	case o.known:
		w.report.Known++
	case o.err != nil:
		w.report.Failed++
		w.report.Errors = append(w.report.Errors, o.err)
		if w.options.Failed != nil {
			w.options.Failed(o.err)
		}
		if w.options.Strict {
			w.strict = o.err
		}
	default:
		if o.language != "" {
			w.report.Foreign++
		}
		if len(w.batch.Releases) == 0 {
			w.since = time.Now()
		}
		w.batch.Releases = append(w.batch.Releases, o.batch.Releases...)
		w.batch.Entities = append(w.batch.Entities, o.batch.Entities...)
		w.batch.Claims = append(w.batch.Claims, o.batch.Claims...)
		w.batch.Mentioned = append(w.batch.Mentioned, o.batch.Mentioned...)
		if len(w.batch.Releases) >= batchSize {
			w.broken = w.flush()
		}
	}
	if w.options.Progress != nil {
		w.options.Progress(w.report)
	}
	return w.broken == nil && w.strict == nil
}

// idle saves a batch that has waited long enough.
func (w *writer) idle() bool {
	if time.Since(w.since) > batchAge {
		w.broken = w.flush()
	}
	return w.broken == nil
}

func (w *writer) flush() error {
	if len(w.batch.Releases) == 0 {
		return nil
	}
	if err := w.store.Write(w.ctx, w.batch); err != nil {
		return err
	}
	w.report.Added += len(w.batch.Releases)
	w.report.Facts += len(w.batch.Claims)
	w.batch = graph.Batch{}
	return nil
}

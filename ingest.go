package entente

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	"entente/graph"
	"entente/ledger"
	"entente/source"
	"entente/text"
)

// Report counts what a run of Ingest did.
type Report struct {
	Read       int      `json:"read"`       // releases that were looked at
	Added      int      `json:"added"`      // releases written to the graph
	Known      int      `json:"known"`      // releases that it held already, or that came twice
	Failed     int      `json:"failed"`     // inputs that could not be read
	Foreign    int      `json:"foreign"`    // of those added, in another language than English: they give no facts
	Facts      int      `json:"facts"`      // claims of the added releases
	Retracted  int      `json:"retracted"`  // releases that the graph held and their files no longer do
	Merged     int      `json:"merged"`     // entities that are one with another, in the whole graph
	Copies     int      `json:"copies"`     // releases that repeat another's text, in the whole graph
	Versions   int      `json:"versions"`   // releases of which there is a later version, in the whole graph
	Candidates int      `json:"candidates"` // pairs of entities that may be one
	Barred     int      `json:"barred"`     // releases that a decision keeps out
	Idle       int      `json:"idle"`       // decisions about what the graph does not hold
	Errors     []error  `json:"-"`          // of those that failed, the first hundred
	Releases   []string `json:"-"`          // ids of those added, the first hundred
}

const (
	batchSize = 50              // releases a transaction
	batchAge  = 2 * time.Second // the longest that a release waits to be saved
	mostTold  = 100             // errors and ids in a Report
)

// outcome is what became of one release on its way to the graph.
type outcome struct {
	doc      *text.Document // nil if there is none
	release  string         // its id
	origin   string         // where it was read, if it can be read there again
	batch    graph.Batch
	language string // if it is not English
	known    bool
	barred   bool
	err      error // this release's trouble
	store    error // the store's trouble, which ends the run
}

// again stands for a release that came before in the same run.
type again struct{ release, origin string }

func (again) Error() string { return "the same text again" }

// Ingest reads releases into the graph and then joins what turned out to be
// one. Releases that the graph holds already are passed over, so a run that was
// stopped goes on where it was. What was read is saved when ctx ends too; the
// error is then ctx's. A release that fails is counted and reported, and is an
// error only when Strict is set.
//
// With Options.Replace, a file that was read before and has changed gives its new
// releases for its old ones: those that it no longer holds, nor any other file,
// are retracted, unless the run or the file could not be read to its end. docs
// must then have all releases of each file.
func (e *Entente) Ingest(ctx context.Context, docs iter.Seq2[*text.Document, error]) (Report, error) {
	if e.store == nil {
		return Report{}, errNoStore
	}
	l, err := ledger.Open(e.options.Ledger)
	if err != nil {
		return Report{}, err
	}
	plan, err := l.Plan(ledger.NewWorld()) // all that concerns entities is idle there
	if err != nil {
		return Report{}, err
	}
	w := e.writer(ctx)
	w.readAll(ctx, once(docs), plan.Retracted, unread)
	if w.broken == nil && w.strict == nil && ctx.Err() == nil && e.options.Replace {
		w.broken = w.withdraw()
	}
	if w.report.Read >= many {
		e.pipeline.drop()
	}
	if w.broken == nil {
		var s Settlement
		s, w.broken = e.Settle(w.ctx)
		w.report.Merged, w.report.Candidates, w.report.Copies, w.report.Versions = s.Merged, len(s.Candidates), s.Copies, s.Versions
		for _, h := range s.Decisions {
			if h.Idle != "" {
				w.report.Idle++
			}
		}
	}
	return w.report, cmp.Or(w.broken, ctx.Err(), w.strict)
}

// Work is Ingest for releases that a queue hands out, perhaps to others too. done is
// told of those that the graph holds for good, and of each that failed, with its
// error; of others the queue must not forget that they are to be read. Work does not
// settle, and a file that has changed takes nothing away: other workers may have the
// rest of it. An error of docs is the queue's and ends the run.
func (e *Entente) Work(ctx context.Context, docs iter.Seq2[*text.Document, error], done func([]*text.Document, error)) (Report, error) {
	if e.store == nil {
		return Report{}, errNoStore
	}
	l, err := ledger.Open(e.options.Ledger)
	if err != nil {
		return Report{}, err
	}
	plan, err := l.Plan(ledger.NewWorld())
	if err != nil {
		return Report{}, err
	}
	w := e.writer(ctx)
	w.done = done
	w.readAll(ctx, docs, plan.Retracted, func(err error) outcome { return outcome{store: err} })
	return w.report, cmp.Or(w.broken, ctx.Err(), w.strict)
}

// many is so many releases that settling them needs the memory of what is not needed
// any more: of the models, 130 MB, and of what was surveyed. That loading the models
// again and collecting garbage take 0.1 s each does not matter then.
const many = 10_000

func (e *Entente) writer(ctx context.Context) *writer {
	return &writer{Entente: e, ctx: context.WithoutCancel(ctx), held: map[string][]string{}, partly: map[string]bool{}}
}

// readAll reads and saves docs, or what comes of them before ctx ends.
func (w *writer) readAll(ctx context.Context, docs iter.Seq2[*text.Document, error], barred map[string]bool, unread func(error) outcome) {
	parallel(ctx, w.options.Workers, docs, func(ctx context.Context, d *text.Document) outcome { return w.read(ctx, d, barred) }, unread, w.idle,
		func(o outcome) bool { return (ctx.Err() == nil || o.err == nil && o.store == nil) && w.take(o) })
	if w.broken == nil {
		w.broken = w.flush()
	}
}

// once marks the releases whose text came before.
func once(docs iter.Seq2[*text.Document, error]) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		seen := map[string]bool{}
		for d, err := range docs {
			if err == nil {
				if id := graph.ReleaseID(d.Text()); seen[id] {
					d, err = nil, again{id, d.Origin}
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

// unread is the outcome of an input that gives no release.
func unread(err error) outcome {
	if a, ok := err.(again); ok {
		return outcome{release: a.release, origin: a.origin, known: true}
	}
	o := outcome{err: err}
	if e, ok := errors.AsType[*source.Error](err); ok {
		o.origin = e.Origin
	}
	return o
}

// read extracts a release unless the graph has it or a decision keeps it out.
func (e *Entente) read(ctx context.Context, d *text.Document, barred map[string]bool) outcome {
	o := outcome{doc: d, release: graph.ReleaseID(d.Text()), origin: d.Origin}
	if barred[o.release] {
		o.barred = true
		return o
	}
	known, err := e.store.Known(ctx, []string{o.release})
	if o.known, o.store = known[o.release], err; err != nil || o.known {
		return o
	}
	a, err := e.Extract(ctx, d)
	if err != nil {
		o.err = err
		return o
	}
	o.language = a.Language
	o.batch, o.err = e.resolver.Batch(a).Clean()
	return o
}

// writer gathers releases into batches and counts.
type writer struct {
	*Entente
	ctx    context.Context // does not end before the batch is saved
	report Report
	batch  graph.Batch
	fresh  []string                      // releases of the batch that the store did not know
	docs   []*text.Document              // those that the batch saves
	done   func([]*text.Document, error) // told of what is done with, in Work
	since  time.Time                     // when the batch was begun
	held   map[string][]string           // origins to their releases, of which one may come twice
	partly map[string]bool               // origins with something that could not be read
	broken error                         // the store's trouble
	strict error                         // the release that ended a strict run
}

// take adds one outcome and reports whether the run goes on.
func (w *writer) take(o outcome) bool {
	if o.store != nil {
		w.broken = o.store
		return false
	}
	w.report.Read++
	switch {
	case o.origin == "" || o.barred || w.done != nil || !w.options.Replace:
	case o.err != nil:
		w.partly[o.origin] = true
	default:
		w.held[o.origin] = append(w.held[o.origin], o.release)
	}
	switch {
	case o.barred:
		w.report.Barred++
	case o.known:
		w.report.Known++
		if w.done != nil && o.origin != "" { // it may lie there too
			w.gather(graph.Batch{Releases: []graph.Release{{ID: o.release, Origins: []string{o.origin}}}})
		}
	case o.err != nil:
		w.report.Failed++
		if len(w.report.Errors) < mostTold {
			w.report.Errors = append(w.report.Errors, o.err)
		}
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
		for _, r := range o.batch.Releases {
			w.fresh = append(w.fresh, r.ID)
		}
		w.gather(o.batch)
	}
	if w.done != nil && o.err != nil {
		w.done([]*text.Document{o.doc}, o.err)
	} else if w.done != nil {
		w.docs = append(w.docs, o.doc)
	}
	if max(len(w.batch.Releases), len(w.docs)) >= batchSize {
		w.broken = w.flush()
	}
	if w.options.Progress != nil {
		w.options.Progress(w.report)
	}
	return w.broken == nil && w.strict == nil
}

// gather adds records to the batch.
func (w *writer) gather(b graph.Batch) {
	if len(w.batch.Releases) == 0 {
		w.since = time.Now()
	}
	w.batch.Releases = append(w.batch.Releases, b.Releases...)
	w.batch.Entities = append(w.batch.Entities, b.Entities...)
	w.batch.Claims = append(w.batch.Claims, b.Claims...)
	w.batch.Mentioned = append(w.batch.Mentioned, b.Mentioned...)
}

// idle saves a batch that has waited long enough.
func (w *writer) idle() bool {
	if time.Since(w.since) > batchAge {
		w.broken = w.flush()
	}
	return w.broken == nil
}

func (w *writer) flush() error {
	if len(w.batch.Releases) > 0 {
		if err := w.store.Write(w.ctx, w.batch); err != nil {
			return err
		}
		w.report.Added += len(w.fresh)
		w.report.Releases = append(w.report.Releases, w.fresh[:min(len(w.fresh), mostTold-len(w.report.Releases))]...)
		w.report.Facts += len(w.batch.Claims)
		w.batch, w.fresh = graph.Batch{}, nil
	}
	if len(w.docs) > 0 {
		w.done(w.docs, nil)
		w.docs = nil
	}
	return nil
}

// withdraw brings the origins of the releases up to date, and retracts those
// that no origin holds any more.
func (w *writer) withdraw() error {
	had, err := w.store.From(w.ctx, slices.Sorted(maps.Keys(w.held)))
	if err != nil {
		return err
	}
	var gained graph.Batch
	for _, origin := range slices.Sorted(maps.Keys(w.held)) {
		slices.Sort(w.held[origin])
		w.held[origin] = slices.Compact(w.held[origin])
		for _, id := range w.held[origin] {
			if !slices.Contains(had[id], origin) {
				gained.Releases = append(gained.Releases, graph.Release{ID: id, Origins: []string{origin}})
			}
		}
	}
	// A text that came twice may have failed both times.
	ids := make([]string, len(gained.Releases))
	for i, r := range gained.Releases {
		ids[i] = r.ID
	}
	there, err := w.store.Known(w.ctx, ids)
	if err != nil {
		return err
	}
	gained.Releases = slices.DeleteFunc(gained.Releases, func(r graph.Release) bool { return !there[r.ID] })
	if err := w.store.Write(w.ctx, gained); err != nil {
		return err
	}
	holds := func(sorted []string, id string) bool { _, ok := slices.BinarySearch(sorted, id); return ok }
	gone := map[string][]string{} // origins to releases
	for _, id := range slices.Sorted(maps.Keys(had)) {
		lost := 0
		for _, origin := range had[id] {
			if w.held[origin] != nil && !w.partly[origin] && !holds(w.held[origin], id) {
				gone[origin] = append(gone[origin], id)
				lost++
			}
		}
		if lost == len(had[id]) && !slices.ContainsFunc(gained.Releases, func(r graph.Release) bool { return r.ID == id }) {
			w.report.Retracted++
		}
	}
	for _, origin := range slices.Sorted(maps.Keys(gone)) {
		if err := w.store.Withdraw(w.ctx, origin, gone[origin]); err != nil {
			return err
		}
	}
	return nil
}

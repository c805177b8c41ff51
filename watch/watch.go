// Package watch polls feeds, has what is new read into the graph, and tells what that
// changed: to whoever looks and to a webhook.
//
// What it must not forget lies in a state file. Before releases are read their ids are
// noted there, and what they changed is noted before it is told; so a watcher that was
// killed anywhere goes on where it was, loses nothing, and repeats at most what it was
// telling at that moment, under the same id.
package watch

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"entente/graph"
	"entente/queries"
	"entente/source"
	"entente/text"
)

// Options say what to watch. Feeds, World, Ingest and State are needed.
type Options struct {
	Feeds    []string      // http and https addresses of feeds, pages and files, as ingest takes them
	Entities []string      // names or ids of those whose changes are told; none is everybody's
	Every    time.Duration // how often a feed is asked
	State    string        // the file of what must not be forgotten; one watcher a file

	World queries.World
	// Ingest reads releases into the World's store.
	Ingest func(ctx context.Context, docs iter.Seq2[*text.Document, error]) error
	Source source.Options
	Tell   func(Event) error                // is told of each change
	Note   func(format string, args ...any) // for the person at the terminal; nil says nothing

	Webhook string // where events are posted to; empty is nowhere
	Secret  string // that posts are signed with; empty signs nothing

	Now    func() time.Time
	Sleep  func(context.Context, time.Duration) error // until ctx ends; nil is a timer
	Jitter func() float64                             // 0 to 1; nil is random
}

const (
	spacing     = 2 * time.Second    // between two requests to one host
	longest     = 24 * time.Hour     // that a feed that fails is left alone, unless its server asks for more
	mostPatient = 7 * 24 * time.Hour // that a server can ask for
)

// CheckFeed says what is wrong with an address.
func CheckFeed(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is no http or https address; watch polls these, ingest reads files", address)
	}
	return nil
}

// Watcher watches. It is for one goroutine.
type Watcher struct {
	Options
	state  *state
	lock   *flock.Flock         // on the state, until Run ends
	asked  map[string]time.Time // hosts, when
	absent map[string]bool      // names that the graph does not know yet, once told
	again  time.Time            // when the webhook is tried again
	fails  int                  // of the webhook, one after another
}

// New reads the state file, which no other Watcher can until Run has ended.
func New(ctx context.Context, o Options) (*Watcher, error) {
	if o.Note == nil {
		o.Note = func(string, ...any) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.Source.Client == nil {
		o.Source.Client = &http.Client{Timeout: 30 * time.Second}
	}
	for _, f := range o.Feeds {
		if err := CheckFeed(f); err != nil {
			return nil, err
		}
	}
	o.Feeds = slices.Compact(slices.Sorted(slices.Values(o.Feeds)))
	w := &Watcher{Options: o, asked: map[string]time.Time{}, absent: map[string]bool{}}
	var err error
	if w.lock, err = lockState(o.State); err != nil {
		return nil, err
	}
	if w.state, err = loadState(o.State); err == nil {
		err = w.forget(ctx)
	}
	if err != nil {
		return nil, cmp.Or(err, w.lock.Unlock())
	}
	return w, nil
}

// forget drops what is remembered of feeds whose releases the store does not hold: it is
// another store than the last time, and a feed that says that nothing has changed since
// would leave it empty.
func (w *Watcher) forget(ctx context.Context) error {
	for _, address := range slices.Sorted(maps.Keys(w.state.Feeds)) {
		f := w.state.Feeds[address]
		if f.Holds == "" {
			continue
		}
		known, err := w.World.Store.Known(ctx, []string{f.Holds})
		if err != nil {
			return err
		}
		if !known[f.Holds] {
			f.ETag, f.Modified, f.Seen, f.Holds = "", "", "", ""
		}
	}
	return nil
}

// Run watches until ctx ends, which is no error: what is being read then is read to its
// end. With once it asks each feed once, and reports trouble with the store or webhook.
//
// It gives the state file free, and can't be called again.
func (w *Watcher) Run(ctx context.Context, once bool) (err error) {
	defer func() { err = cmp.Or(err, w.lock.Unlock()) }()
	next := map[string]time.Time{}
	for _, address := range w.Feeds {
		if f := w.state.Feeds[address]; f != nil && f.Failures > 0 {
			next[address] = f.Next // what a server was promised holds for a new process too
		}
	}
	for ctx.Err() == nil {
		now := w.Now()
		var due []string
		for _, address := range w.Feeds {
			switch at := next[address]; {
			case !at.After(now):
				due = append(due, address)
			case once:
				w.Note("%s is left alone until %s", address, at.Format(time.RFC3339))
			}
		}
		var err error
		if len(due) > 0 || len(w.state.Pending) > 0 {
			err = w.poll(ctx, due, next)
		}
		if err != nil && (once || graph.CodeOf(err) == "") { // a store may be back the next time, a full disk of the state file isn't
			return err
		}
		if err != nil {
			w.Note("%v; it is tried again", err)
		}
		if err := w.deliver(ctx, once); err != nil || once {
			return err
		}
		if ctx.Err() != nil {
			break
		}
		wake := slices.MinFunc(slices.Collect(maps.Values(next)), time.Time.Compare) // each feed has one by now
		if !w.again.IsZero() && w.again.Before(wake) {
			wake = w.again
		}
		if w.Sleep(ctx, max(0, wake.Sub(w.Now()))) != nil {
			break
		}
	}
	return nil
}

// poll asks feeds, has what is new read, and puts what that changed into the outbox.
func (w *Watcher) poll(ctx context.Context, due []string, next map[string]time.Time) error {
	after := map[string]*feed{} // what to remember of the feeds once all is read
	var items []item
	for _, address := range due {
		f, got, err := w.ask(ctx, address)
		if err != nil {
			return nil // ctx has ended: nothing was promised yet
		}
		after[address], next[address] = f, f.Next
		items = append(items, got...)
	}
	fresh, err := w.unknown(ctx, items)
	if err != nil {
		return w.failed(due, next, err)
	}
	// From here on what was begun is ended, though the process be told to end meanwhile.
	ctx = context.WithoutCancel(ctx)
	if len(items) > 0 || len(w.state.Pending) > 0 {
		for _, id := range fresh {
			if !slices.Contains(w.state.Pending, id) {
				w.state.Pending = append(w.state.Pending, id)
			}
		}
		if err := w.state.save(); err != nil {
			return err
		}
		if err := w.Ingest(ctx, sequence(items)); err != nil {
			return w.failed(due, next, err)
		}
		events, err := w.events(ctx, w.state.Pending)
		if err != nil {
			return w.failed(due, next, err)
		}
		for _, e := range events {
			w.state.Outbox = append(w.state.Outbox, waiting{Event: e, Tell: true, Post: w.Webhook != ""})
		}
		if len(fresh) > 0 {
			w.Note("feeds asked: %d, new releases: %d, changes: %d", len(due), len(fresh), len(events))
		}
	}
	w.state.Pending = nil
	maps.Copy(w.state.Feeds, after)
	return w.state.save()
}

// failed leaves the feeds for later: they are asked anew, since what they said was not
// read.
func (w *Watcher) failed(due []string, next map[string]time.Time, err error) error {
	for _, address := range due {
		next[address] = w.Now().Add(w.Every)
	}
	return err
}

// unknown gives the ids of the releases that the store does not hold.
func (w *Watcher) unknown(ctx context.Context, items []item) ([]string, error) {
	var ids []string
	for _, i := range items {
		if i.doc != nil {
			ids = append(ids, graph.ReleaseID(i.doc.Text()))
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	known, err := w.World.Store.Known(ctx, ids)
	return slices.DeleteFunc(ids, func(id string) bool { return known[id] }), err
}

// later is a time after a wait that is up to a tenth longer, so that feeds and watchers
// that began together do not stay together.
func (w *Watcher) later(wait time.Duration) time.Time {
	return w.Now().Add(wait + time.Duration(w.Jitter()*float64(wait)/10))
}

// backoff doubles a wait with each failure after the first.
func backoff(wait time.Duration, failures int, most time.Duration) time.Duration {
	for ; failures > 1 && wait < most; failures-- {
		wait *= 2
	}
	return min(wait, most)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

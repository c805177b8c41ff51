package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/graph"
	"entente/queue"
)

func (a *app) work() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "work",
		Short: "Read releases from a queue into the graph",
		Long: `Read the releases that "entente ingest --queue" publishes into the graph, on all
processors, side by side with as many other workers as there are. A release leaves the
queue when the graph holds it: one whose worker ends or falls silent goes to another,
and reading it twice changes nothing. One that fails five times is put aside:
"entente queue failed" lists these.

When nothing has come for a while, one of the workers joins the names that turned out
to be one, as "entente ingest" does at its end. Workers on several machines need a
store that all reach, Neo4j; those of one machine may also share an SQLite file. All
must have the same ledger.`,
		Example: `  entente work --queue nats://queue.example.org:4222 --store neo4j://graph.example.org:7687
  entente work --queue nats://localhost:4222 --drain`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.loaded.Queue == "" {
				return errWhichQueue
			}
			if a.loaded.Store == "sqlite::memory:" {
				return &usageError{errors.New("a graph in memory is gone when the worker ends; name a file or a Neo4j with --store")}
			}
			ctx := cmd.Context()
			s, err := a.openStore(ctx, true)
			if err != nil {
				return err
			}
			defer s.Close(context.WithoutCancel(ctx))
			w := worker{app: a, store: s}
			w.drain, _ = cmd.Flags().GetBool("drain")
			w.idle, _ = cmd.Flags().GetDuration("settle-after")
			ackWait, _ := cmd.Flags().GetDuration("ack-wait")
			if w.idle <= 0 || ackWait < time.Second {
				return &usageError{errors.New("--settle-after must be longer than nothing, and --ack-wait a second or more")}
			}
			a.saveMemory()
			bar := a.bar()
			o := a.options()
			o.Failed = func(err error) { _ = bar.Clear(); a.failed(err) }
			o.Progress = func(r entente.Report) {
				bar.Describe(fmt.Sprintf("%d read, %d known, %d failed", w.total.Read+r.Read, w.total.Known+r.Known, w.total.Failed+r.Failed))
				_ = bar.Add(1)
			}
			if w.entente, err = entente.New(s, o); err != nil {
				return err
			}
			if w.queue, err = a.dial(ctx, ackWait); err != nil {
				return err
			}
			defer w.queue.Close()
			err = w.run(ctx)
			_ = bar.Clear()
			return w.report(ctx, err)
		},
	}
	readingFlags(cmd)
	queueFlags(cmd)
	f := cmd.Flags()
	f.Bool("drain", false, "end when the queue is empty and the graph is settled")
	f.Duration("settle-after", 5*time.Second, "settle the graph when nothing has come for so long")
	f.Duration("ack-wait", 30*time.Second, "a worker that is silent for so long is taken for dead; the same for all")
	return cmd
}

// worker is one run of the verb.
type worker struct {
	*app
	entente *entente.Entente
	store   graph.Store
	queue   *queue.Queue
	drain   bool
	idle    time.Duration
	total   entente.Report
}

// run reads and settles in turn until ctx ends or, to drain, all is done by whomever.
func (w *worker) run(ctx context.Context) error {
	if err := w.queue.Join(ctx); err != nil {
		return err
	}
	idle := w.idle
	if w.drain {
		idle = time.Second // what the others have may come back
	}
	for {
		r, err := w.entente.Work(ctx, w.queue.Releases(ctx, idle, queue.Origins(w.store)), w.queue.Done)
		w.count(r)
		if ctx.Err() != nil {
			if w.total.Added > 0 {
				_, err = w.queue.Settle(context.WithoutCancel(ctx), func() error { return w.settle(context.WithoutCancel(ctx)) })
			}
			return cmp.Or(err, ctx.Err())
		}
		if err != nil {
			return err
		}
		if w.drain {
			if n, err := w.queue.Left(ctx); err != nil {
				return err
			} else if n > 0 {
				continue
			}
		}
		if settled, err := w.queue.Settle(ctx, func() error { return w.settle(ctx) }); err != nil || settled && w.drain {
			return err
		}
	}
}

func (w *worker) settle(ctx context.Context) error {
	s, err := w.entente.Settle(ctx)
	w.total.Merged, w.total.Candidates, w.total.Copies, w.total.Versions = s.Merged, len(s.Candidates), s.Copies, s.Versions
	return err
}

func (w *worker) count(r entente.Report) {
	w.total.Read += r.Read
	w.total.Added += r.Added
	w.total.Known += r.Known
	w.total.Failed += r.Failed
	w.total.Foreign += r.Foreign
	w.total.Facts += r.Facts
	w.total.Barred += r.Barred
}

// report tells what the worker did.
func (w *worker) report(ctx context.Context, err error) error {
	if w.loaded.Format == "json" {
		if err := printJSON(w.out, w.total); err != nil {
			return err
		}
	} else {
		r := w.total
		fmt.Fprintf(w.out, "%d read: %d added with %d facts, %d known already, %d failed; from the queue at %s to %s\n",
			r.Read, r.Added, r.Facts, r.Known, r.Failed, w.loaded.Queue, w.loaded.Store)
		if r.Barred > 0 {
			fmt.Fprintf(w.out, "%d stay out by decision\n", r.Barred)
		}
	}
	if err == nil {
		var aside int
		if aside, err = w.queue.Failed(ctx); aside > 0 {
			w.note("%d releases that failed every time are put aside; \"entente queue failed\" lists them", aside)
		}
	}
	return outcome(err, w.total.Failed, w.total.Added+w.total.Known, w.loaded.Strict)
}

package queue

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"entente/graph"
	"entente/text"
)

// Join makes this Queue a worker's.
func (q *Queue) Join(ctx context.Context) error {
	join := func(name, subject string, most int) (c jetstream.Consumer, err error) {
		err = q.persist(ctx, patience, func(ctx context.Context) error {
			c, err = q.stream.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
				Durable: name, FilterSubject: subject, AckPolicy: jetstream.AckExplicitPolicy, AckWait: q.wait, MaxAckPending: most,
				MaxDeliver: -1, // open counts, so that one that ends its workers is put aside too
			})
			return err
		})
		return c, err
	}
	var err error
	if q.work, err = join("work", releases, -1); err != nil {
		return err
	}
	if q.settle, err = join("settle", settling, 1); err != nil { // one settles at a time
		return err
	}
	go q.beat()
	return nil
}

// beat tells the queue that the releases taken are still worked on.
func (q *Queue) beat() {
	tick := time.NewTicker(q.wait / 3)
	defer tick.Stop()
	for {
		select {
		case <-q.stop:
			return
		case <-tick.C:
		}
		q.mu.Lock()
		for _, m := range q.held {
			_ = m.InProgress()
		}
		q.mu.Unlock()
	}
}

// Also records that a release lies at an origin too; known says whether the graph
// holds the release at all.
type Also func(ctx context.Context, release, origin string) (known bool, err error)

// Releases takes releases from the queue until none has come for the time idle, or
// ctx ends. Done must be told of each. An error is the queue's or the store's.
func (q *Queue) Releases(ctx context.Context, idle time.Duration, also Also) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		last := time.Now()
		for ctx.Err() == nil && time.Since(last) < idle {
			// A few at a time, and all are held before the first is worked on:
			// what waits in a buffer has no heartbeat.
			msgs, err := q.take(ctx, q.work, runtime.GOMAXPROCS(0))
			if err != nil {
				if ctx.Err() == nil {
					yield(nil, err)
				}
				return
			}
			var docs []*text.Document
			for _, m := range msgs {
				last = time.Now()
				d, err := q.open(ctx, m, also)
				if err != nil {
					yield(nil, err)
					return
				}
				if d != nil {
					docs = append(docs, d)
				}
			}
			for _, d := range docs {
				if !yield(d, nil) {
					return
				}
			}
		}
	}
}

// take waits a moment for messages, n at most.
func (q *Queue) take(ctx context.Context, c jetstream.Consumer, n int) (msgs []jetstream.Msg, err error) {
	err = q.persist(ctx, patience, func(context.Context) error {
		batch, err := c.Fetch(n, jetstream.FetchMaxWait(200*time.Millisecond))
		if err != nil {
			return err
		}
		for m := range batch.Messages() {
			msgs = append(msgs, m)
		}
		if err = batch.Error(); len(msgs) > 0 || errors.Is(err, nats.ErrTimeout) || errors.Is(err, context.DeadlineExceeded) {
			return nil
		}
		return err
	})
	return msgs, err
}

// open reads a message and holds it until Done. It gives nil for what is no release to
// be read.
func (q *Queue) open(ctx context.Context, m jetstream.Msg, also Also) (*text.Document, error) {
	meta, err := m.Metadata()
	if err != nil {
		return nil, explain(err)
	}
	if meta.NumDelivered > tries {
		return nil, q.putAside(ctx, m, errors.New("the workers that took it ended before they were done"))
	}
	content, err := decode(m.Data())
	if err != nil {
		return nil, q.putAside(ctx, m, err)
	}
	if content.Text == "" {
		known, err := also(ctx, content.Release, content.Origin)
		switch {
		case err != nil:
			return nil, err
		case known:
			return nil, q.ack(m)
		}
		return nil, q.tryLater(ctx, m, errors.New("the graph does not hold the release "+content.Release))
	}
	d := content.document()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.held[d] = m
	return d, nil
}

// Done takes from the queue releases that the graph holds now. With an error, which
// is the releases' own, they are tried again later, and put aside after some tries.
func (q *Queue) Done(docs []*text.Document, trouble error) {
	ctx := context.Background() // the graph has them, whatever ended since
	if trouble == nil {
		// The note comes first: if this worker ends now, another settles.
		if err := q.persist(ctx, patience, func(ctx context.Context) error {
			_, err := q.js.Publish(ctx, settling, nil)
			return err
		}); err != nil {
			q.drop(docs) // others find them in the graph and leave the note
			return
		}
	}
	for i, m := range q.drop(docs) {
		switch {
		case m == nil:
		case trouble != nil:
			_ = q.tryLater(ctx, m, trouble)
		case i == len(docs)-1:
			_ = m.DoubleAck(ctx) // the others have arrived, too, then
		default:
			_ = q.ack(m)
		}
	}
}

// drop holds releases no longer.
func (q *Queue) drop(docs []*text.Document) []jetstream.Msg {
	q.mu.Lock()
	defer q.mu.Unlock()
	msgs := make([]jetstream.Msg, len(docs))
	for i, d := range docs {
		msgs[i] = q.held[d]
		delete(q.held, d)
	}
	return msgs
}

// ack lets the queue forget a message. If that gets lost it comes again, and the
// graph has it.
func (q *Queue) ack(m jetstream.Msg) error {
	if err := m.Ack(); err != nil {
		return explain(err)
	}
	return nil
}

// tryLater gives a message back, each time for longer, or puts it aside.
func (q *Queue) tryLater(ctx context.Context, m jetstream.Msg, trouble error) error {
	meta, err := m.Metadata()
	if err != nil {
		return explain(err)
	}
	if meta.NumDelivered >= tries {
		return q.putAside(ctx, m, trouble)
	}
	if err := m.NakWithDelay(q.wait / 30 << (2 * (meta.NumDelivered - 1))); err != nil { // 1, 4, 16, 64 seconds
		return explain(err)
	}
	return nil
}

// Left counts the releases that wait or are worked on, by anybody.
func (q *Queue) Left(ctx context.Context) (int, error) { return q.left(ctx, q.work) }

func (q *Queue) left(ctx context.Context, c jetstream.Consumer) (n int, err error) {
	err = q.persist(ctx, patience, func(ctx context.Context) error {
		info, err := c.Info(ctx)
		if err == nil {
			n = int(info.NumPending) + info.NumAckPending
		}
		return err
	})
	return n, err
}

// Settle runs do if something was written since the graph was settled last, and
// nobody else is at it. settled says that the graph is settled then.
func (q *Queue) Settle(ctx context.Context, do func() error) (settled bool, err error) {
	notes, err := q.take(ctx, q.settle, 1)
	if err != nil {
		return false, err
	}
	if len(notes) > 0 {
		if err := q.settleFor(ctx, notes[0], do); err != nil {
			return false, err
		}
	}
	n, err := q.left(ctx, q.settle)
	return n == 0, err
}

func (q *Queue) settleFor(ctx context.Context, note jetstream.Msg, do func() error) error {
	key := new(text.Document) // the note is held like a release
	q.mu.Lock()
	q.held[key] = note
	q.mu.Unlock()
	defer q.drop([]*text.Document{key})
	var last uint64 // of the notes that do answers
	if err := q.persist(ctx, patience, func(ctx context.Context) error {
		info, err := q.stream.Info(ctx)
		if err == nil {
			last = info.State.LastSeq
		}
		return err
	}); err != nil {
		return err
	}
	if err := do(); err != nil {
		_ = note.Nak()
		return err
	}
	return q.persist(ctx, patience, func(ctx context.Context) error {
		return q.stream.Purge(ctx, jetstream.WithPurgeSubject(settling), jetstream.WithPurgeSequence(last+1))
	})
}

// Origins gives an Also that records origins in a store.
func Origins(s graph.Store) Also {
	return func(ctx context.Context, release, origin string) (bool, error) {
		known, err := s.Known(ctx, []string{release})
		if err != nil || !known[release] {
			return false, err
		}
		return true, s.Write(ctx, graph.Batch{Releases: []graph.Release{{ID: release, Origins: []string{origin}}}})
	}
}

package queue

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"entente/graph"
)

// Failure is a release that was put aside.
type Failure struct {
	ID      uint64    `json:"id"` // its number in the queue, by which Retry and Drop know it
	Release string    `json:"release,omitempty"`
	Title   string    `json:"title,omitempty"`
	Origin  string    `json:"origin,omitempty"`
	URL     string    `json:"url,omitempty"`
	Why     string    `json:"why"`
	Tries   int       `json:"tries"` // how often a worker took it
	When    time.Time `json:"when"`  // it was put aside
}

const (
	errorHeader = "Entente-Error"
	triesHeader = "Entente-Tries"
)

// putAside moves a message to where people look for what failed.
func (q *Queue) putAside(ctx context.Context, m jetstream.Msg, trouble error) error {
	letter := nats.NewMsg(failed)
	letter.Data = m.Data()
	letter.Header.Set(errorHeader, trouble.Error())
	if meta, err := m.Metadata(); err == nil {
		letter.Header.Set(triesHeader, fmt.Sprint(meta.NumDelivered))
		// Once, though this worker may end before the next line.
		letter.Header.Set(jetstream.MsgIDHeader, fmt.Sprint("failed ", meta.Sequence.Stream))
	}
	if err := q.persist(ctx, patience, func(ctx context.Context) error {
		_, err := q.js.PublishMsg(ctx, letter)
		return err
	}); err != nil {
		return err
	}
	if err := m.Term(); err != nil {
		return explain(err)
	}
	return nil
}

// Failed counts the releases that were put aside.
func (q *Queue) Failed(ctx context.Context) (int, error) {
	var n int
	err := q.persist(ctx, patience, func(ctx context.Context) error {
		info, err := q.stream.Info(ctx, jetstream.WithSubjectFilter(failed))
		if err == nil {
			n = int(info.State.Subjects[failed])
		}
		return err
	})
	return n, err
}

// Failures lists the releases that were put aside, the oldest first.
func (q *Queue) Failures(ctx context.Context) ([]Failure, error) {
	all := []Failure{}
	for next := uint64(1); ; {
		m, err := q.message(ctx, next, jetstream.WithGetMsgSubject(failed))
		if m == nil || err != nil {
			return all, err
		}
		f := Failure{ID: m.Sequence, Why: m.Header.Get(errorHeader), When: m.Time.UTC()}
		f.Tries, _ = strconv.Atoi(m.Header.Get(triesHeader))
		if c, err := content(m.Data); err == nil { // else Why says that it is no release
			f.Release, f.Title, f.Origin, f.URL = c.Release, c.Title, c.Origin, c.URL
		}
		all = append(all, f)
		next = m.Sequence + 1
	}
}

// Retry gives a release that was put aside to the workers again, once, though two ask
// for it at a time or one that asked ended before it was done.
func (q *Queue) Retry(ctx context.Context, id uint64) error {
	m, err := q.failure(ctx, id)
	if err != nil {
		return err
	}
	again := nats.NewMsg(releases)
	again.Data = m.Data
	// Its own id would have the queue take it for the one that was published first.
	again.Header.Set(jetstream.MsgIDHeader, fmt.Sprint("retry ", id))
	if err := q.persist(ctx, patience, func(ctx context.Context) error {
		_, err := q.js.PublishMsg(ctx, again)
		return err
	}); err != nil {
		return err
	}
	return q.forget(ctx, id)
}

// Drop removes a release that was put aside.
func (q *Queue) Drop(ctx context.Context, id uint64) error {
	if _, err := q.failure(ctx, id); err != nil {
		return err
	}
	return q.forget(ctx, id)
}

// forget removes a message, if another has not.
func (q *Queue) forget(ctx context.Context, id uint64) error {
	return q.persist(ctx, patience, func(ctx context.Context) error {
		err := q.stream.DeleteMsg(ctx, id)
		if err != nil {
			if _, gone := q.stream.GetMsg(ctx, id); errors.Is(gone, jetstream.ErrMsgNotFound) {
				return nil
			}
		}
		return err
	})
}

// NotAside is the error that no release was put aside with a number.
func NotAside(id uint64) error {
	return errorf(graph.NotFound, "no release was put aside as %d", id)
}

// failure is the message of a release that was put aside.
func (q *Queue) failure(ctx context.Context, id uint64) (*jetstream.RawStreamMsg, error) {
	m, err := q.message(ctx, id)
	if err == nil && (m == nil || m.Subject != failed) {
		err = NotAside(id)
	}
	return m, err
}

// message reads a message without taking it; nil where there is none.
func (q *Queue) message(ctx context.Context, id uint64, o ...jetstream.GetMsgOpt) (m *jetstream.RawStreamMsg, err error) {
	err = q.persist(ctx, patience, func(ctx context.Context) error {
		m, err = q.stream.GetMsg(ctx, id, o...)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			m, err = nil, nil
		}
		return err
	})
	return m, err
}

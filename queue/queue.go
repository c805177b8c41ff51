// Package queue hands releases to workers on several machines, through a stream of
// NATS JetStream.
//
// A release stays in the stream until a worker says that the graph holds it. One
// whose worker is silent for long goes to another, and one that fails every time
// goes to a subject of its own. Whoever writes also leaves a note that the graph is
// to be settled, and only one worker at a time settles it.
package queue

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nkeys"

	"entente/graph"
	"entente/text"
)

// The stream, what is in it and who takes it out.
const (
	stream   = "ENTENTE"
	releases = "entente.release"
	settling = "entente.settle"
	failed   = "entente.failed" // only people take these out

	window = 2 * time.Minute // in which a message that is published again is not kept twice
	tries  = 5               // of a release before it is put aside
)

// Options say which queue. Only URL must be set.
type Options struct {
	URL      string        // nats://HOST:PORT or tls://HOST:PORT; several with commas between
	Creds    string        // a file with the user's credentials
	CA       string        // a file with the certificates to trust; empty is the system's
	Replicas int           // servers that keep each release; 0 is 1, or what the stream has
	AckWait  time.Duration // a worker that is silent for so long is taken for dead; 0 is 30 s
}

// Queue is a connection to the queue. It is safe for use by several goroutines.
type Queue struct {
	conn   *nats.Conn
	js     jetstream.JetStream
	stream jetstream.Stream
	wait   time.Duration

	work, settle jetstream.Consumer // of a worker

	denied atomic.Pointer[error] // what the user may not do

	sent map[string]bool // releases that were published, by id

	mu   sync.Mutex
	held map[*text.Document]jetstream.Msg // taken and not done with
	stop chan struct{}                    // closed by Close
}

// Dial connects to the queue, and makes its stream where there is none.
func Dial(ctx context.Context, o Options) (*Queue, error) {
	q := &Queue{wait: o.AckWait, sent: map[string]bool{}, held: map[*text.Document]jetstream.Msg{}, stop: make(chan struct{})}
	options := []nats.Option{
		nats.Name("entente"), nats.Timeout(5 * time.Second), nats.MaxReconnects(-1), nats.ReconnectWait(250 * time.Millisecond),
		nats.ErrorHandler(q.trouble),
	}
	secure, err := o.secure()
	if err != nil {
		return nil, err
	}
	conn, err := nats.Connect(o.URL, append(options, secure...)...)
	if err != nil {
		return nil, explain(err)
	}
	q.conn = conn
	if q.wait <= 0 {
		q.wait = 30 * time.Second
	}
	if q.js, err = jetstream.New(conn); err == nil {
		began := time.Now()
		err = q.persist(ctx, patience, func(ctx context.Context) error {
			err := q.makeStream(ctx, o.Replicas)
			if noJetStream(err) && time.Since(began) > 5*time.Second {
				return explain(err) // it is not starting, it has none
			}
			return err
		})
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return q, nil
}

// secure says how to log in and whom to trust. The files are read here too, for NATS
// would only say that it cannot connect.
func (o Options) secure() (options []nats.Option, err error) {
	if o.Creds != "" {
		creds, err := os.ReadFile(o.Creds)
		if err == nil {
			if _, err = nkeys.ParseDecoratedJWT(creds); err == nil {
				_, err = nkeys.ParseDecoratedUserNKey(creds)
			}
		}
		if err != nil {
			return nil, errorf(graph.Auth, "the credentials of the queue cannot be read (nats.creds is %s): %w", o.Creds, err)
		}
		options = append(options, nats.UserCredentials(o.Creds))
	}
	if o.CA != "" {
		certificates, err := os.ReadFile(o.CA)
		if err == nil && !x509.NewCertPool().AppendCertsFromPEM(certificates) {
			err = errors.New("it holds no certificate")
		}
		if err != nil {
			return nil, errorf(graph.Invalid, "the certificates to trust cannot be read (nats.ca is %s): %w", o.CA, err)
		}
		options = append(options, nats.RootCAs(o.CA))
	}
	return options, nil
}

// trouble is told what comes by itself. Whoever waits for an answer is told without it,
// but for what the user may not do: that is not answered.
func (q *Queue) trouble(_ *nats.Conn, _ *nats.Subscription, err error) {
	if errors.Is(err, nats.ErrPermissionViolation) {
		q.denied.Store(&err)
	}
}

func (q *Queue) makeStream(ctx context.Context, replicas int) error {
	config := jetstream.StreamConfig{
		Name: stream, Subjects: []string{releases, settling, failed}, Description: "releases on their way to the graph of entente",
		Retention: jetstream.WorkQueuePolicy, Storage: jetstream.FileStorage, Replicas: max(1, replicas), Duplicates: window,
	}
	s, err := q.js.Stream(ctx, stream)
	switch {
	case errors.Is(err, jetstream.ErrStreamNotFound):
		s, err = q.js.CreateStream(ctx, config)
		if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) { // another was faster
			s, err = q.js.Stream(ctx, stream)
		}
	case err == nil && replicas > 0 && s.CachedInfo().Config.Replicas != replicas:
		s, err = q.js.UpdateStream(ctx, config)
	}
	q.stream = s
	if err == nil && replicas > 1 {
		err = replicated(ctx, s, replicas)
	}
	return err
}

var errCopying = errors.New("its servers still copy what it holds")

// replicated fails until most of the servers that are to keep the stream and its
// consumers do. Those that a stream gains later copy it first, for seconds, and until
// then all of it is lost with the one that had it.
func replicated(ctx context.Context, s jetstream.Stream, replicas int) error {
	most := func(c *jetstream.ClusterInfo) bool {
		if c == nil {
			return true // a server of its own, which refuses replicas
		}
		current := 1 // the leader
		for _, r := range c.Replicas {
			if r.Current && !r.Offline {
				current++
			}
		}
		return c.Leader != "" && 2*current > replicas
	}
	ok := most(s.CachedInfo().Cluster) // which was asked for just now
	consumers := s.ListConsumers(ctx)
	for c := range consumers.Info() {
		ok = ok && most(c.Cluster)
	}
	if err := consumers.Err(); err != nil || ok {
		return err
	}
	return errCopying
}

// Close hands back what was taken and is not done with, and ends the connection.
func (q *Queue) Close() {
	close(q.stop)
	q.mu.Lock()
	for _, m := range q.held {
		_ = m.Nak() // if it gets lost, the others wait a little longer
	}
	clear(q.held)
	q.mu.Unlock()
	if q.conn.IsConnected() {
		_ = q.conn.FlushTimeout(5 * time.Second)
	}
	q.conn.Close()
}

// patience is how long a queue that does not answer is asked again: a cluster that
// has lost a server chooses new leaders meanwhile.
const patience = time.Minute

// persist runs do until it succeeds, fails for good, or patience ends.
func (q *Queue) persist(ctx context.Context, patience time.Duration, do func(context.Context) error) error {
	until := time.Now().Add(patience)
	for {
		once, cancel := context.WithTimeout(ctx, 5*time.Second)
		err := do(once)
		cancel()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case q.denied.Load() != nil:
			return explain(*q.denied.Load())
		case final(err) || time.Now().After(until):
			return explain(err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// final reports whether an error stays however often one asks.
func final(err error) bool {
	if _, ok := errors.AsType[*Error](err); ok {
		return true
	}
	if e, ok := errors.AsType[*jetstream.APIError](err); ok {
		const (
			noPeers     = 10005 // a cluster that starts: the others will come
			notACluster = 10074 // and has no replicas
		)
		return e.ErrorCode == notACluster || e.Code < 500 && e.Code != 408 && e.ErrorCode != noPeers
	}
	for _, e := range []error{nats.ErrMaxPayload, nats.ErrAuthorization, nats.ErrPermissionViolation, nats.ErrConnectionClosed, nats.ErrBadSubject} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// Error is trouble of the queue, as against that of a release or of the graph. It
// wraps a graph.Error, whose code tells the kind.
type Error struct{ err error }

func (e *Error) Error() string { return e.err.Error() }

func (e *Error) Unwrap() error { return e.err }

func errorf(code graph.Code, format string, args ...any) error {
	return &Error{graph.Errorf(code, format, args...)}
}

func noJetStream(err error) bool {
	return errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount)
}

// explain gives an error of NATS the words that people need.
func explain(err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	for _, auth := range []error{nats.ErrAuthorization, nats.ErrAuthExpired, nats.ErrPermissionViolation} {
		if errors.Is(err, auth) {
			return errorf(graph.Auth, "the queue does not let us in: %w", err)
		}
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return errorf(graph.Invalid, "the queue shows a certificate that we do not trust; nats.ca names the file with that of its authority: %w", err)
	}
	if errors.Is(err, nats.ErrSecureConnWanted) {
		return errorf(graph.Invalid, "the queue speaks no TLS, which tls:// and nats.ca want; write nats://HOST:4222 if that may be: %w", err)
	}
	if noJetStream(err) {
		return errorf(graph.Unreachable, "the queue has no JetStream that answers: %w", err)
	}
	if errors.Is(err, errCopying) {
		return errorf(graph.Unreachable, "the queue is not safe yet: %w; try again in a while", err)
	}
	if api, ok := errors.AsType[*jetstream.APIError](err); ok {
		return errorf(graph.Broken, "the queue refuses: %s", api.Description)
	}
	return errorf(graph.Unreachable, "the queue does not answer: %w", err)
}

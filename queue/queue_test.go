package queue

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"entente/graph"
	"entente/text"
)

// serve runs a server for a test.
func serve(t *testing.T) string {
	t.Helper()
	s, err := Serve(t.TempDir(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s.URL()
}

// worker joins the queue at url as one worker.
func worker(t *testing.T, url string) *Queue {
	t.Helper()
	q, err := Dial(t.Context(), Options{URL: url, AckWait: time.Second})
	if err == nil {
		err = q.Join(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return q
}

func release(i int) *text.Document {
	d := text.New(fmt.Sprintf("Talks %d\n\nAna Turcan met Kari Lien in Oslo <today> & left.", i))
	d.ID, d.Title, d.URL, d.Origin, d.Publisher = fmt.Sprint("id", i), "A title", "https://example.org/1", "/tmp/a.txt", "Norway"
	d.Published = text.Date{ISO: "2024-05", Basis: text.FromDateline}
	return d
}

func publish(t *testing.T, q *Queue, ds ...*text.Document) (fresh int) {
	t.Helper()
	for _, d := range ds {
		again, err := q.Publish(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if !again {
			fresh++
		}
	}
	return fresh
}

// all takes what comes within the time idle.
func all(t *testing.T, q *Queue, idle time.Duration, also Also) (docs []*text.Document) {
	t.Helper()
	for d, err := range q.Releases(t.Context(), idle, also) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

func left(t *testing.T, q *Queue, want int) {
	t.Helper()
	var n int
	var err error
	for range 100 { // what was acknowledged without waiting is counted a moment later
		if n, err = q.Left(t.Context()); err == nil && n == want {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d left, want %d (%v)", n, want, err)
}

func TestAReleaseArrivesAsItWas(t *testing.T) {
	url := serve(t)
	q := worker(t, url)
	odd := text.New("A\x00 ﬁrst\r\nline \xff with e\u0301 and \u2028 and \U0001F600")
	for _, want := range []*text.Document{release(1), odd} {
		publish(t, q, want)
		got := all(t, q, 300*time.Millisecond, nil)
		if len(got) != 1 {
			t.Fatalf("%d releases", len(got))
		}
		if a, b := encode(want), encode(got[0]); a != b {
			t.Errorf("sent %+v\ngot %+v", a, b)
		}
		q.Done(got, nil)
	}
	left(t, q, 0)
}

func TestTheSameReleaseIsQueuedOnce(t *testing.T) {
	url := serve(t)
	q, other := worker(t, url), worker(t, url)
	elsewhere := release(1)
	elsewhere.Origin, elsewhere.Title = "/tmp/b.txt", "Another title"
	if n := publish(t, q, release(1), release(1), release(2)); n != 2 {
		t.Errorf("%d are fresh", n)
	}
	if n := publish(t, other, elsewhere); n != 0 {
		t.Errorf("%d are fresh to another publisher", n)
	}
	held := false
	var origins []string
	also := func(_ context.Context, id, origin string) (bool, error) {
		if id != graph.ReleaseID(elsewhere.Text()) {
			t.Errorf("a note about %s", id)
		}
		if held {
			origins = append(origins, origin)
		}
		return held, nil
	}
	docs := all(t, q, 300*time.Millisecond, also)
	if len(docs) != 2 || docs[0].Title != "A title" {
		t.Fatalf("%d releases", len(docs))
	}
	q.Done(docs, nil)
	held = true // the notes come again, now that the graph has the release
	if docs := all(t, other, time.Second, also); len(docs) != 0 || len(origins) != 2 {
		t.Errorf("%d more releases, also at %v", len(docs), origins)
	}
	left(t, q, 0)
}

func TestWhatAWorkerDoesNotFinishGoesToAnother(t *testing.T) {
	url := serve(t)
	first, second := worker(t, url), worker(t, url)
	publish(t, first, release(1), release(2))
	if docs := all(t, first, 300*time.Millisecond, nil); len(docs) != 2 {
		t.Fatalf("%d releases", len(docs))
	}
	// It lives, so what it holds stays its own, for longer than the ack wait.
	if docs := all(t, second, 2*time.Second, nil); len(docs) != 0 {
		t.Errorf("another got %d of them", len(docs))
	}
	first.conn.Close() // it dies
	docs := all(t, second, 2*time.Second, nil)
	if len(docs) != 2 {
		t.Fatalf("%d come back", len(docs))
	}
	third := worker(t, url)
	second.Done(docs[:1], nil)
	second.mu.Lock()
	for _, m := range second.held { // as Close does
		_ = m.Nak()
	}
	clear(second.held)
	second.mu.Unlock()
	docs = all(t, third, 500*time.Millisecond, nil)
	if len(docs) != 1 {
		t.Fatalf("%d were handed back", len(docs))
	}
	third.Done(docs, nil)
	left(t, third, 0)
}

func TestWhatFailsEveryTimeIsPutAside(t *testing.T) {
	q := worker(t, serve(t))
	publish(t, q, release(1), release(2))
	for _, text := range []string{"no JSON", "{}", `{"release":"release/0000000000000000","text":"Other words"}`} {
		if _, err := q.js.Publish(t.Context(), releases, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	took := map[string]int{}
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); {
		for _, d := range all(t, q, 300*time.Millisecond, nil) {
			took[d.ID]++
			if d.ID == "id1" {
				q.Done([]*text.Document{d}, errors.New("a fault"))
			} else {
				q.Done([]*text.Document{d}, nil)
			}
		}
		if n, err := q.Left(t.Context()); err == nil && n == 0 {
			break
		}
	}
	if took["id1"] != tries || took["id2"] != 1 {
		t.Errorf("tried %v", took)
	}
	if n, err := q.Failed(t.Context()); err != nil || n != 4 {
		t.Errorf("%d put aside (%v)", n, err)
	}
	all, err := q.Failures(t.Context())
	if err != nil || len(all) != 4 {
		t.Fatalf("%+v (%v)", all, err)
	}
	for i, want := range []string{"not a release", "without a text", "was changed", "a fault"} {
		if !strings.Contains(all[i].Why, want) || time.Since(all[i].When) > time.Minute {
			t.Errorf("put aside: %+v, want %q", all[i], want)
		}
	}
	got := all[3]
	got.When, got.ID = time.Time{}, 0
	if want := (Failure{Release: encode(release(1)).Release, Title: "A title", Origin: "/tmp/a.txt", URL: "https://example.org/1", Why: "a fault", Tries: tries}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if all[0].Tries != 1 {
		t.Errorf("%+v is tried again", all[0])
	}
}

// TestWhatWasPutAsideIsTriedAgainOnce though several people ask for it at a time, and
// one more has done so and ended before it was done.
func TestWhatWasPutAsideIsTriedAgainOnce(t *testing.T) {
	url := serve(t)
	q := worker(t, url)
	publish(t, q, release(1), release(2))
	for range 2 { // what fails again is put aside again
		for _, d := range all(t, q, 300*time.Millisecond, nil) {
			q.mu.Lock()
			m := q.held[d]
			delete(q.held, d)
			q.mu.Unlock()
			if err := q.putAside(t.Context(), m, errors.New("a fault")); err != nil {
				t.Fatal(err)
			}
		}
		left(t, q, 0)
		aside, err := q.Failures(t.Context())
		if err != nil || len(aside) != 2 {
			t.Fatalf("%+v (%v)", aside, err)
		}
		m, err := q.message(t.Context(), aside[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := q.js.Publish(t.Context(), releases, m.Data, jetstream.WithMsgID(fmt.Sprint("retry ", aside[0].ID))); err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		for range 4 {
			go func() {
				other, err := Dial(t.Context(), Options{URL: url})
				if err == nil {
					defer other.Close()
					for _, f := range aside {
						if err = other.Retry(t.Context(), f.ID); graph.CodeOf(err) == graph.NotFound { // another was faster
							err = nil
						}
					}
				}
				done <- err
			}()
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		left(t, q, 2)
		if n, err := q.Failed(t.Context()); err != nil || n != 0 {
			t.Errorf("%d are still put aside (%v)", n, err)
		}
	}
	docs := all(t, q, 300*time.Millisecond, nil)
	for _, d := range docs {
		if want := release(int(d.ID[2] - '0')); encode(d) != encode(want) {
			t.Errorf("%+v comes back as %+v", encode(want), encode(d))
		}
	}
	q.Done(docs, nil)
	left(t, q, 0)
}

func TestOnlyWhatWasPutAsideIsDropped(t *testing.T) {
	q := worker(t, serve(t))
	publish(t, q, release(1)) // the first of the queue
	if _, err := q.js.Publish(t.Context(), failed, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	for _, id := range []uint64{1, 3} {
		for _, err := range []error{q.Drop(t.Context(), id), q.Retry(t.Context(), id)} {
			if graph.CodeOf(err) != graph.NotFound {
				t.Errorf("%d: %v", id, err)
			}
		}
	}
	if err := q.Drop(t.Context(), 2); err != nil {
		t.Error(err)
	}
	if aside, err := q.Failures(t.Context()); err != nil || len(aside) != 0 {
		t.Errorf("%+v (%v)", aside, err)
	}
	left(t, q, 1)
}

func TestOneSettlesAtATime(t *testing.T) {
	url := serve(t)
	first, second := worker(t, url), worker(t, url)
	none := func() error { t.Error("there is nothing to settle"); return nil }
	if ok, err := first.Settle(t.Context(), none); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	write := func(q *Queue, i int) {
		publish(t, q, release(i))
		q.Done(all(t, q, 300*time.Millisecond, nil), nil)
	}
	write(first, 1)
	write(first, 2)
	if ok, err := first.Settle(t.Context(), func() error { return errors.New("a fault") }); ok || err == nil {
		t.Errorf("%v, %v", ok, err)
	}
	var n atomic.Int32
	ok, err := first.Settle(t.Context(), func() error {
		n.Add(1)
		write(second, 3)
		ok, err := second.Settle(t.Context(), none)
		if ok || err != nil {
			t.Errorf("the other: %v, %v", ok, err)
		}
		return nil
	})
	if ok || err != nil { // what was written meanwhile is not settled
		t.Errorf("%v, %v", ok, err)
	}
	if ok, err := second.Settle(t.Context(), func() error { n.Add(1); return nil }); !ok || err != nil || n.Load() != 2 {
		t.Errorf("%v, %v after %d times", ok, err, n.Load())
	}
	if ok, err := first.Settle(t.Context(), none); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
}

func TestTooLarge(t *testing.T) {
	q := worker(t, serve(t))
	d := text.New(strings.Repeat("word ", 2<<20))
	_, err := q.Publish(t.Context(), d)
	if e, ok := errors.AsType[*TooLarge](err); !ok || !strings.Contains(e.Error(), "max_payload") {
		t.Errorf("%v", err)
	}
	if n := publish(t, q, text.New(strings.Repeat("“word”\n", 5<<20/11))); n != 1 { // as large as releases may be
		t.Errorf("%d published", n)
	}
}

func TestTheServerKeepsItsReleases(t *testing.T) {
	dir := t.TempDir()
	s, err := Serve(dir, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	q, err := Dial(t.Context(), Options{URL: s.URL()})
	if err != nil {
		t.Fatal(err)
	}
	publish(t, q, release(1))
	q.Close()
	s.Stop()
	if s, err = Serve(dir, "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	q = worker(t, s.URL())
	if docs := all(t, q, time.Second, nil); len(docs) != 1 {
		t.Errorf("%d releases", len(docs))
	}
}

func TestErrorsHaveCodes(t *testing.T) {
	url := serve(t)
	for _, c := range []struct {
		o    Options
		want graph.Code
	}{
		{Options{URL: "nats://127.0.0.1:1"}, graph.Unreachable},
		{Options{URL: url, Creds: filepath.Join(t.TempDir(), "none")}, graph.Auth},
		{Options{URL: url, Replicas: 3}, graph.Broken},
	} {
		q, err := Dial(t.Context(), c.o)
		if _, ours := errors.AsType[*Error](err); !ours || graph.CodeOf(err) != c.want {
			t.Errorf("%+v: %v", c.o, err)
		}
		if err == nil {
			q.Close()
		}
	}
	for _, listen := range []string{"", "4222", ":4222", "127.0.0.1:x", "127.0.0.1:70000", strings.TrimPrefix(url, "nats://")} {
		if s, err := Serve(t.TempDir(), listen); err == nil {
			t.Errorf("it listens at %q", listen)
			s.Stop()
		}
	}
	if s, err := Serve("/proc/none", "127.0.0.1:0"); err == nil {
		t.Error("it keeps releases in /proc")
		s.Stop()
	}
}

package watch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"entente/graph"
	"entente/source"
	"entente/text"
)

// feed is what is remembered of one.
type feed struct {
	ETag     string    `json:"etag,omitempty"`
	Modified string    `json:"last_modified,omitempty"`
	Seen     string    `json:"seen,omitempty"`  // a digest of the releases that it held
	Holds    string    `json:"holds,omitempty"` // one of these, which the store held then
	Failures int       `json:"failures,omitempty"`
	Next     time.Time `json:"next,omitzero"` // not to be asked before
}

// item is a release of a feed, or why one could not be read.
type item struct {
	doc *text.Document
	err error
}

func sequence(items []item) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		for _, i := range items {
			if !yield(i.doc, i.err) {
				return
			}
		}
	}
}

// conditional asks a server for what has changed, and keeps what it says of its answer.
type conditional struct {
	next   http.RoundTripper
	feed   *feed
	status int
	header http.Header
}

func (c *conditional) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	if c.feed.ETag != "" {
		r.Header.Set("If-None-Match", c.feed.ETag)
	}
	if c.feed.Modified != "" {
		r.Header.Set("If-Modified-Since", c.feed.Modified)
	}
	resp, err := c.next.RoundTrip(r)
	c.status, c.header = 0, nil
	if err == nil { // of redirects the last counts
		c.status, c.header = resp.StatusCode, resp.Header
	}
	return resp, err
}

// ask asks a feed for its releases. It gives none where nothing has changed, and what to
// remember of the feed when they are read. The error is ctx's.
func (w *Watcher) ask(ctx context.Context, address string) (*feed, []item, error) {
	u, _ := url.Parse(address) // New has checked it
	if at, ok := w.asked[u.Host]; ok {
		if wait := at.Add(spacing).Sub(w.Now()); wait > 0 {
			if err := w.Sleep(ctx, wait); err != nil {
				return nil, nil, err
			}
		}
	}
	before := w.state.Feeds[address]
	if before == nil {
		before = &feed{}
	}
	f := *before
	client := *w.Source.Client
	answer := &conditional{next: client.Transport, feed: before}
	if answer.next == nil {
		answer.next = http.DefaultTransport
	}
	client.Transport = answer
	o := w.Source
	o.Client = &client
	var items []item
	var trouble error // of the whole feed
	for doc, err := range source.Open(ctx, o, address) {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		items = append(items, item{doc, err})
		if e, ok := errors.AsType[*source.Error](err); ok && (e.Code == source.Unreachable || len(items) == 1 && e.Name == address && e.Code != source.Empty) {
			trouble = err
		}
	}
	w.asked[u.Host] = w.Now()
	switch {
	case answer.status == http.StatusNotModified:
		f.Failures, f.Next = 0, w.later(w.Every)
		return &f, nil, nil
	case trouble != nil:
		f.Failures++
		wait := max(backoff(w.Every, f.Failures, longest), w.Every, min(retryAfter(answer.header, w.Now()), mostPatient))
		f.Next = w.later(wait)
		hint := ""
		if e, ok := errors.AsType[*source.Error](trouble); ok && e.Hint != "" && e.Code != source.Unreachable {
			hint = "\n         " + e.Hint
		}
		w.Note("%v; asked again in %v%s", trouble, f.Next.Sub(w.Now()).Round(time.Second), hint)
		if answer.status != http.StatusOK {
			return &f, nil, nil
		}
		var read []item // before the answer broke off
		for _, i := range items {
			if i.doc != nil {
				read = append(read, i)
			}
		}
		return &f, read, nil
	}
	seen := sha256.New()
	for _, i := range items {
		if i.doc == nil {
			fmt.Fprintln(seen, i.err)
			continue
		}
		id := graph.ReleaseID(i.doc.Text())
		io.WriteString(seen, id+"\n")
		f.Holds = cmp.Or(id, f.Holds)
	}
	f.ETag, f.Modified, f.Seen = answer.header.Get("ETag"), answer.header.Get("Last-Modified"), hex.EncodeToString(seen.Sum(nil))
	f.Failures, f.Next = 0, w.later(w.Every)
	if f.Seen == before.Seen { // its server does not say so, but nothing has changed
		return &f, nil, nil
	}
	return &f, items, nil
}

// retryAfter is how long a server asks to be left alone.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

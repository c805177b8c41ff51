package watch

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	firstWait = 5 * time.Second // after a webhook has failed; then twice that, and so on
	mostWait  = 10 * time.Minute
	onceTries = 3 // of a run that asks once
)

// ErrWaiting says that a webhook could not be reached: the events wait in the state file.
var ErrWaiting = errors.New("the webhook did not take all events: those that wait are posted by the next run")

// deliver tells what is in the outbox, as far as the webhook takes it.
func (w *Watcher) deliver(ctx context.Context, once bool) error {
	told := false
	for i := range w.state.Outbox {
		if o := &w.state.Outbox[i]; o.Tell {
			if err := w.Tell(o.Event); err != nil {
				return err
			}
			o.Tell, told = false, true
		}
	}
	if told {
		w.sweep()
		if err := w.state.save(); err != nil {
			return err
		}
	}
	if w.Webhook == "" {
		if n := len(w.state.Outbox); n > 0 && once {
			w.Note("%d events wait for a webhook", n)
		}
		return nil
	}
	for ctx.Err() == nil && len(w.state.Outbox) > 0 && !w.again.After(w.Now()) {
		wait, err := w.post(ctx, w.state.Outbox[0].Event)
		if err == nil {
			w.fails, w.again = 0, time.Time{}
			w.state.Outbox[0].Post = false
			w.sweep()
			if err := w.state.save(); err != nil {
				return err
			}
			continue
		}
		w.fails++
		w.again = w.later(max(backoff(firstWait, w.fails, mostWait), min(wait, mostPatient)))
		if once && (w.fails >= onceTries || w.again.Sub(w.Now()) > time.Minute) {
			w.Note("%v", err)
			return ErrWaiting
		}
		w.Note("%v; %d events wait, tried again in %v", err, len(w.state.Outbox), w.again.Sub(w.Now()).Round(time.Second))
		if once {
			if w.Sleep(ctx, w.again.Sub(w.Now())) != nil {
				return ErrWaiting
			}
		}
	}
	return nil
}

// sweep drops what all were told. Events from the time of another webhook wait for one.
func (w *Watcher) sweep() {
	var left []waiting
	for _, o := range w.state.Outbox {
		if o.Tell || o.Post {
			left = append(left, o)
		}
	}
	w.state.Outbox = left
}

// post posts one event, signed as the Standard Webhooks are. With an error it gives how
// long the server asks to be left alone.
func (w *Watcher) post(ctx context.Context, e Event) (time.Duration, error) {
	body, err := json.Marshal(e)
	if err != nil {
		return 0, err
	}
	// A post that was begun is ended: to break it off would only repeat it later.
	r, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodPost, w.Webhook, bytes.NewReader(body))
	if err != nil {
		return 0, fmt.Errorf("the webhook is no address")
	}
	stamp := strconv.FormatInt(w.Now().Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "entente (press release reader)")
	r.Header.Set("Webhook-Id", e.ID)
	r.Header.Set("Webhook-Timestamp", stamp)
	if w.Secret != "" {
		r.Header.Set("Webhook-Signature", "v1,"+sign(w.Secret, e.ID+"."+stamp+"."+string(body)))
	}
	client := *w.Source.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // it would become a GET
	resp, err := client.Do(r)
	if err != nil {
		if u, ok := errors.AsType[*url.Error](err); ok { // it has the whole address, which may hold a secret
			err = u.Err
		}
		return 0, fmt.Errorf("the webhook at %s cannot be reached: %w", r.URL.Host, err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // so that the connection can be used again
	if resp.StatusCode/100 != 2 {
		return retryAfter(resp.Header, w.Now()), fmt.Errorf("the webhook at %s answers %s", r.URL.Host, resp.Status)
	}
	return 0, nil
}

// CheckWebhook says what is wrong with an address.
func CheckWebhook(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("--webhook is no http or https address") // it may hold a secret
	}
	return nil
}

// sign is the HMAC-SHA256 of a text in base64. A secret "whsec_..." is the base64 of its
// bytes, another stands for itself.
func sign(secret, text string) string {
	key := []byte(secret)
	if rest, ok := strings.CutPrefix(secret, "whsec_"); ok {
		if b, err := base64.StdEncoding.DecodeString(rest); err == nil {
			key = b
		}
	}
	h := hmac.New(sha256.New, key)
	io.WriteString(h, text)
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

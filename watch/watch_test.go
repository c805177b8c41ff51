package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente"
	"entente/graph"
	"entente/internal/pytest"
	"entente/source"
	"entente/text"
)

var start = time.Date(2024, 5, 10, 12, 0, 0, 0, time.UTC)

// rig is a watcher with a clock of its own, one server for its feeds and its webhook, and
// a store. Nothing in it waits.
type rig struct {
	t        *testing.T
	mu       sync.Mutex // of the clock and what the server is asked: an answer that breaks off orders nothing
	dir      string
	e        *entente.Entente
	now      time.Time
	slept    []time.Duration
	wakes    func(n int) // is called after sleep n, counted from 1
	stop     context.CancelFunc
	server   *httptest.Server
	feed     http.HandlerFunc
	asked    []*http.Request
	askedAt  []time.Time
	hook     http.HandlerFunc
	posted   []Event
	told     []Event
	notes    []string
	ingested int
	options  Options
}

func newRig(t *testing.T) *rig {
	r := &rig{t: t, dir: t.TempDir(), now: start, wakes: func(int) {}}
	r.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if req.Method == http.MethodPost {
			r.hook(w, req)
			return
		}
		r.asked, r.askedAt = append(r.asked, req), append(r.askedAt, r.now)
		r.feed(w, req)
	}))
	t.Cleanup(r.server.Close)
	r.hook = r.take
	r.open()
	r.options = Options{
		Feeds: []string{r.server.URL + "/news.rss"}, Every: 15 * time.Minute, State: filepath.Join(r.dir, "state.json"),
		Source: source.Options{Now: r.clock}, Now: r.clock, Jitter: func() float64 { return 0 },
		Sleep: func(ctx context.Context, d time.Duration) error {
			r.mu.Lock()
			r.slept = append(r.slept, d)
			r.now = r.now.Add(d)
			r.mu.Unlock()
			r.wakes(len(r.slept))
			return ctx.Err()
		},
		Note: func(format string, args ...any) { r.notes = append(r.notes, fmt.Sprintf(format, args...)) },
		Tell: func(e Event) error { r.told = append(r.told, e); return nil },
		Ingest: func(ctx context.Context, docs iter.Seq2[*text.Document, error]) error {
			r.ingested++
			_, err := r.e.Ingest(ctx, docs)
			return err
		},
	}
	return r
}

func (r *rig) clock() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

// open opens the store.
func (r *rig) open() {
	r.t.Helper()
	e, err := entente.Open(r.t.Context(), "sqlite:"+filepath.Join(r.dir, "x.db"), entente.Options{Replace: true, Workers: 1, Store: entente.StoreOptions{Fast: true}})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { e.Close(context.Background()) })
	r.e = e
}

// run watches anew, from the state file, for so many sleeps; 0 is once.
func (r *rig) run(sleeps int) error {
	r.t.Helper()
	r.options.World = entente.World(r.e.Store(), r.options.Now)
	ctx, cancel := context.WithCancel(r.t.Context())
	defer cancel()
	r.stop = cancel
	before := r.wakes
	r.slept = nil
	r.wakes = func(n int) {
		before(n)
		if sleeps > 0 && n >= sleeps {
			cancel()
		}
	}
	defer func() { r.wakes = before }()
	w, err := New(ctx, r.options)
	if err != nil {
		return err
	}
	return w.Run(ctx, sleeps == 0)
}

// take is a webhook that takes events.
func (r *rig) take(w http.ResponseWriter, req *http.Request) {
	var e Event
	if err := json.NewDecoder(req.Body).Decode(&e); err != nil {
		r.t.Errorf("posted: %v", err)
	}
	r.posted = append(r.posted, e)
	w.WriteHeader(http.StatusNoContent)
}

func (r *rig) wantNote(part string) {
	r.t.Helper()
	if !strings.Contains(strings.Join(r.notes, "\n"), part) {
		r.t.Errorf("nothing is said of %q: %q", part, r.notes)
	}
}

func summaries(events []Event) []string {
	var out []string
	for _, e := range events {
		out = append(out, e.Summary)
	}
	return out
}

func ids(events []Event) []string {
	var out []string
	for _, e := range events {
		out = append(out, e.ID)
	}
	return out
}

// release is an entry of a feed: who met whom on a day of May 2024.
func release(who, whom string, day int) string {
	date := time.Date(2024, 5, day, 0, 0, 0, 0, time.UTC)
	return fmt.Sprintf("<item><title>Talks of %s</title><link>https://example.org/%[4]d</link><pubDate>%[3]s</pubDate><description>%[1]s met %[2]s in Oslo on %[4]d May 2024.</description></item>",
		who, whom, date.Format(time.RFC1123Z), day)
}

func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>` + strings.Join(items, "") + `</channel></rss>`
}

// serves answers with a body, and with 304 to whoever has it.
func serves(body *string) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		etag := fmt.Sprintf(`"%x"`, len(*body))
		w.Header().Set("ETag", etag)
		w.Header().Set("Last-Modified", start.Format(http.TimeFormat))
		if req.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, *body)
	}
}

var (
	first  = release("Ana Turcan", "Kari Lien", 3)
	second = release("Juhan Kallas", "Kari Lien", 4)
	third  = release("Ana Turcan", "Juhan Kallas", 6)
)

const (
	metFirst  = "Ana Turcan MET_WITH, Oslo Kari Lien, 2024-05-03 (asserted, new)"
	metSecond = "Juhan Kallas MET_WITH, Oslo Kari Lien, 2024-05-04 (asserted, new)"
	metThird  = "Ana Turcan MET_WITH, Oslo Juhan Kallas, 2024-05-06 (asserted, new)"
)

// met are those of the summaries that tell of meetings.
func met(events []Event) []string {
	return slices.DeleteFunc(summaries(events), func(s string) bool { return !strings.Contains(s, "MET_WITH") })
}

// TestOneAtATime wants a second watcher of the same state to be told of the first.
func TestOneAtATime(t *testing.T) {
	r := newRig(t)
	r.options.World = entente.World(r.e.Store(), r.options.Now)
	first, err := New(t.Context(), r.options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(t.Context(), r.options); err == nil || !strings.Contains(err.Error(), r.options.State) || !strings.Contains(err.Error(), "--state") {
		t.Errorf("a second one: %v", err)
	}
	if err := first.Run(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if err := r.run(0); err != nil {
		t.Errorf("after the first: %v", err)
	}
}

func TestOnlyWhatIsNew(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	r.wakes = func(n int) {
		if n == 2 {
			body = rss(first, second)
		}
	}
	if err := r.run(4); err != nil {
		t.Fatal(err)
	}
	if got := met(r.told); !slices.Equal(got, []string{metFirst, metSecond}) {
		t.Errorf("told %q", got)
	}
	if r.ingested != 2 || len(r.asked) != 4 {
		t.Errorf("asked %d times, read %d times", len(r.asked), r.ingested)
	}
	for i, want := range []string{"", `"c"`, `"`} {
		if got := r.asked[i].Header.Get("If-None-Match"); (got == "") != (want == "") {
			t.Errorf("request %d: If-None-Match is %q", i, got)
		}
		if got := r.asked[i].Header.Get("If-Modified-Since"); (got == "") != (i == 0) {
			t.Errorf("request %d: If-Modified-Since is %q", i, got)
		}
	}
	for _, d := range r.slept {
		if d != 15*time.Minute {
			t.Errorf("slept %v", r.slept)
		}
	}
	e := r.told[0]
	if e.News.Quote.Text == "" || e.News.Quote.URL == "" || e.News.Change != "new" || !strings.HasPrefix(e.ID, "event/") || !e.At.Equal(start) || e.Watched != nil {
		t.Errorf("%+v", e)
	}
	// A restart repeats nothing, and asks for what has changed.
	told := len(r.told)
	if err := r.run(1); err != nil || len(r.told) != told || r.asked[4].Header.Get("If-None-Match") == "" {
		t.Errorf("%v, told %q", err, summaries(r.told[told:]))
	}
	// Another store has nothing of it, whatever the state file remembers.
	r.dir = t.TempDir()
	r.open()
	if err := r.run(1); err != nil || len(met(r.told[told:])) != 2 {
		t.Errorf("%v, of another store told %q", err, summaries(r.told[told:]))
	}
}

// TestPage watches a page that is written anew: its new release takes the place of the old.
func TestPage(t *testing.T) {
	r := newRig(t)
	body := "<html><head><title>News</title></head><body><article><h1>News</h1><p>Ana Turcan met Kari Lien in Oslo on 3 May 2024.</p></article></body></html>"
	r.feed = serves(&body)
	if err := r.run(0); err != nil || !slices.Equal(met(r.told), []string{metFirst}) {
		t.Fatalf("%v, told %q", err, summaries(r.told))
	}
	told := len(r.told)
	body = strings.ReplaceAll(strings.Replace(body, "3 May", "4 May", 1), "Ana Turcan", "Juhan Kallas")
	if err := r.run(0); err != nil || !slices.Equal(met(r.told[told:]), []string{metSecond}) {
		t.Errorf("%v, told %q", err, summaries(r.told[told:]))
	}
	if d, err := r.e.Store().Describe(t.Context()); err != nil || d.Counts["releases"] != 1 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestWithoutValidators(t *testing.T) {
	r := newRig(t)
	r.feed = func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, rss(first)) }
	if err := r.run(3); err != nil || r.ingested != 1 || len(r.asked) != 3 {
		t.Errorf("%v, read %d of %d times", err, r.ingested, len(r.asked))
	}
}

func TestServersAreLeftAlone(t *testing.T) {
	minutes := func(r *rig) (out []float64) {
		for i := 1; i < len(r.askedAt); i++ {
			out = append(out, r.askedAt[i].Sub(r.askedAt[i-1]).Minutes())
		}
		return out
	}
	for _, c := range []struct {
		name   string
		answer func(w http.ResponseWriter, now time.Time)
		want   []float64
	}{
		{"500", func(w http.ResponseWriter, _ time.Time) { w.WriteHeader(500) }, []float64{15, 30, 60, 120}},
		{"429 with seconds", func(w http.ResponseWriter, _ time.Time) {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(429)
		}, []float64{120, 120, 120, 120}},
		{"503 with a date", func(w http.ResponseWriter, now time.Time) {
			w.Header().Set("Retry-After", now.Add(3*time.Hour).Format(http.TimeFormat))
			w.WriteHeader(503)
		}, []float64{180, 180, 180, 180}},
		{"a Retry-After that is soon", func(w http.ResponseWriter, _ time.Time) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(429)
		}, []float64{15, 30, 60, 120}},
		{"no feed", func(w http.ResponseWriter, _ time.Time) { io.WriteString(w, "<rss><channel><item><title>x</ti") }, []float64{15, 30, 60, 120}},
		{"no answer", func(w http.ResponseWriter, _ time.Time) { panic(http.ErrAbortHandler) }, []float64{15, 30, 60, 120}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t)
			body := rss(first)
			r.feed = func(w http.ResponseWriter, req *http.Request) {
				if len(r.asked) < 5 {
					c.answer(w, r.now)
					return
				}
				serves(&body)(w, req)
			}
			if err := r.run(6); err != nil {
				t.Fatal(err)
			}
			if got := minutes(r); !slices.Equal(got[:4], c.want) {
				t.Errorf("asked again after %v minutes, want %v", got, c.want)
			}
			if got := met(r.told); !slices.Equal(got, []string{metFirst}) || minutes(r)[4] != 15 {
				t.Errorf("told %q, then asked after %v minutes", got, minutes(r)[4])
			}
			r.wantNote("asked again in")
		})
	}
	// What a server was promised holds for the next process.
	r := newRig(t)
	r.feed = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(429)
	}
	if err := errors.Join(r.run(0), r.run(0)); err != nil || len(r.asked) != 1 {
		t.Errorf("%v, asked %d times", err, len(r.asked))
	}
	r.wantNote("is left alone until 2024-05-10T14:00:00Z")
	r.now = r.now.Add(2 * time.Hour)
	if err := r.run(0); err != nil || len(r.asked) != 2 {
		t.Errorf("%v, asked %d times", err, len(r.asked))
	}
}

func TestJitter(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	r.options.Jitter = func() float64 { return 0.5 }
	if err := r.run(1); err != nil || r.slept[0] != 15*time.Minute+45*time.Second {
		t.Errorf("%v, slept %v", err, r.slept)
	}
}

func TestHostsAreSpared(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { io.WriteString(w, rss(second)) }))
	defer other.Close()
	r.options.Feeds = append(r.options.Feeds, r.server.URL+"/more.rss", other.URL, r.server.URL+"/more.rss")
	if err := r.run(0); err != nil {
		t.Fatal(err)
	}
	if len(r.asked) != 2 || r.askedAt[1].Sub(r.askedAt[0]) != spacing || !slices.Equal(r.slept, []time.Duration{spacing}) {
		t.Errorf("asked at %v, slept %v", r.askedAt, r.slept)
	}
	if got := met(r.told); len(got) != 2 || r.ingested != 1 {
		t.Errorf("told %q, read %d times", got, r.ingested)
	}
}

func TestEntities(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	r.options.Entities = []string{"Juhan Kallas", "Ana Turcan", "person/ana-turcan"}
	r.wakes = func(n int) {
		body = rss(first, second, third)
	}
	if err := r.run(2); err != nil {
		t.Fatal(err)
	}
	if got := met(r.told); !slices.Equal(got, []string{metFirst, metSecond, metThird}) {
		t.Errorf("told %q", got)
	}
	for _, e := range r.told {
		want := []string{"person/juhan-kallas"}
		switch e.Summary {
		case metFirst:
			want = []string{"person/ana-turcan"}
		case metThird:
			want = []string{"person/juhan-kallas", "person/ana-turcan"}
		}
		if !slices.Equal(e.Watched, want) {
			t.Errorf("%s: watched are %v, want %v", e.Summary, e.Watched, want)
		}
	}
	r.wantNote(`the graph knows no "Juhan Kallas"`)
	if n := strings.Count(strings.Join(r.notes, "\n"), "Juhan Kallas"); n != 1 {
		t.Errorf("told %d times that he is not known", n)
	}
	r = newRig(t)
	r.feed = serves(&body)
	r.options.Entities = []string{"Nobody"}
	if err := r.run(1); err != nil || len(r.told) != 0 {
		t.Errorf("%v, told %q", err, summaries(r.told))
	}
}

// TestKnownBefore wants nothing told of what another release has said before, even where
// it is read again in a release that is older.
func TestKnownBefore(t *testing.T) {
	r := newRig(t)
	body := rss(first, second)
	r.feed = serves(&body)
	if err := r.run(0); err != nil {
		t.Fatal(err)
	}
	told := len(r.told)
	again := strings.ReplaceAll(strings.ReplaceAll(first, "Talks of", "More on"), "https://example.org/", "https://example.org/more/")
	again = strings.Replace(again, "Ana Turcan met", "As is known, Ana Turcan met", 1)
	again = strings.Replace(again, "Fri, 03 May", "Thu, 09 May", 1)
	body = rss(first, second, again, third)
	r.now = r.now.Add(time.Hour)
	if err := r.run(0); err != nil {
		t.Fatal(err)
	}
	if got := met(r.told[told:]); !slices.Equal(got, []string{metThird}) {
		t.Errorf("told %q", got)
	}
}

func TestWebhook(t *testing.T) {
	r := newRig(t)
	body := rss(first, second)
	r.feed = serves(&body)
	r.options.Webhook, r.options.Secret = r.server.URL+"/hook?token=hush", "whsec_c2VjcmV0"
	tries := 0
	r.hook = func(w http.ResponseWriter, req *http.Request) {
		tries++
		switch tries {
		case 1:
			w.WriteHeader(500)
		case 2:
			http.Redirect(w, req, "/elsewhere", http.StatusFound)
		case 3:
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(429)
		case 4:
			panic(http.ErrAbortHandler)
		default:
			b, _ := io.ReadAll(req.Body)
			signed := sign("secret", req.Header.Get("Webhook-Id")+"."+req.Header.Get("Webhook-Timestamp")+"."+string(b))
			if got := req.Header.Get("Webhook-Signature"); got != "v1,"+signed || req.Header.Get("Content-Type") != "application/json" {
				t.Errorf("signature %q, want %q", got, signed)
			}
			if got := req.Header.Get("Webhook-Timestamp"); got != fmt.Sprint(r.now.Unix()) {
				t.Errorf("timestamp %s", got)
			}
			req.Body = io.NopCloser(strings.NewReader(string(b)))
			r.take(w, req)
			if id := r.posted[len(r.posted)-1].ID; req.Header.Get("Webhook-Id") != id {
				t.Errorf("id %s, want %s", req.Header.Get("Webhook-Id"), id)
			}
		}
	}
	if err := r.run(2); err != nil { // two tries, then the process ends
		t.Fatal(err)
	}
	if len(r.posted) != 0 || len(r.told) == 0 {
		t.Fatalf("posted %d, told %d", len(r.posted), len(r.told))
	}
	if want := []time.Duration{5 * time.Second, 10 * time.Second}; !slices.Equal(r.slept, want) {
		t.Errorf("slept %v, want %v", r.slept, want)
	}
	told := len(r.told)
	if err := r.run(4); err != nil {
		t.Fatal(err)
	}
	if r.slept[0] != time.Minute || r.slept[1] != 10*time.Second {
		t.Errorf("slept %v", r.slept)
	}
	if !slices.Equal(ids(r.posted), ids(r.told)) || len(r.told) != told {
		t.Errorf("posted %q\ntold %q", summaries(r.posted), summaries(r.told))
	}
	if err := r.run(1); err != nil || len(r.posted) != told {
		t.Errorf("%v: a restart posts again: %d of %d", err, len(r.posted), told)
	}
	for _, part := range []string{"answers 500", "answers 302", "answers 429", "cannot be reached", "events wait, tried again in 10s"} {
		r.wantNote(part)
	}
	if strings.Contains(strings.Join(r.notes, ""), "hush") {
		t.Errorf("a secret is told: %q", r.notes)
	}
}

// TestSignature has the library of the Standard Webhooks verify what is posted.
func TestSignature(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	r.now = time.Now() // the library takes nothing old
	r.options.Webhook, r.options.Secret = r.server.URL, "whsec_c2VjcmV0c2VjcmV0c2VjcmV0"
	headers, post := map[string]string{}, ""
	r.hook = func(w http.ResponseWriter, req *http.Request) {
		b, _ := io.ReadAll(req.Body)
		if post = string(b); !strings.Contains(post, metFirst) {
			return
		}
		for _, name := range []string{"webhook-id", "webhook-timestamp", "webhook-signature"} {
			headers[name] = req.Header.Get(name)
		}
		panic(http.ErrAbortHandler) // no other is wanted
	}
	if err := r.run(1); err != nil {
		t.Fatal(err)
	}
	h, _ := json.Marshal(headers)
	if out := pytest.Run(t, "testdata/requirements.txt", "testdata/verify.py", r.options.Secret, string(h), post); strings.TrimSpace(string(out)) != metFirst {
		t.Errorf("%s", out)
	}
}

func TestOnceWithWebhookDown(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	r.options.Webhook = r.server.URL
	r.hook = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }
	if err := r.run(0); err != ErrWaiting || !slices.Equal(r.slept, []time.Duration{5 * time.Second, 10 * time.Second}) {
		t.Errorf("%v, slept %v", err, r.slept)
	}
	told := ids(r.told)
	// Without a webhook they wait for one.
	r.options.Webhook = ""
	if err := r.run(0); err != nil || !slices.Equal(ids(r.told), told) {
		t.Errorf("%v, told %v", err, ids(r.told))
	}
	r.wantNote("events wait for a webhook")
	r.options.Webhook, r.hook = r.server.URL, r.take
	if err := r.run(0); err != nil || !slices.Equal(ids(r.posted), told) || !slices.Equal(ids(r.told), told) {
		t.Errorf("%v, posted %v, want %v", err, ids(r.posted), told)
	}
}

type death struct{}

type roundTrip func(*http.Request) (*http.Response, error)

func (r roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return r(req) }

// TestKilled kills the watcher at every step at which it does something that others see,
// before and after, and wants all to be told and posted by those that come after it: what
// was being told as it died may come twice, under one id.
func TestKilled(t *testing.T) {
	whole := newRig(t)
	body := rss(first, second, third)
	whole.feed = serves(&body)
	if err := whole.run(0); err != nil {
		t.Fatal(err)
	}
	want := ids(whole.told)
	if len(want) < 3 {
		t.Fatalf("%q", summaries(whole.told))
	}
	stride := 1
	if testing.Short() {
		stride = 3
	}
	for step := 1; ; step += stride {
		r := newRig(t)
		r.feed = serves(&body)
		r.options.Webhook = r.server.URL
		n := 0
		die := func() {
			if n++; n == step {
				panic(death{})
			}
		}
		ingest, tell := r.options.Ingest, r.options.Tell
		r.options.Ingest = func(ctx context.Context, docs iter.Seq2[*text.Document, error]) error {
			die()
			err := ingest(ctx, docs)
			die()
			return err
		}
		r.options.Tell = func(e Event) error {
			die()
			err := tell(e)
			die()
			return err
		}
		r.options.Source.Client = &http.Client{Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			die()
			defer die()
			return http.DefaultTransport.RoundTrip(req)
		})}
		died := func() (died bool) {
			defer func() {
				if p := recover(); p != nil {
					if _, died = p.(death); !died {
						panic(p)
					}
				}
			}()
			if err := r.run(0); err != nil {
				t.Errorf("step %d: %v", step, err)
			}
			return false
		}()
		if died {
			if err := r.run(0); err != nil {
				t.Errorf("after step %d: %v", step, err)
			}
		}
		if len(r.told) > 2*len(want) || len(r.posted) > len(want)+1 {
			t.Errorf("step %d: of %d told %d, posted %d", step, len(want), len(r.told), len(r.posted))
		}
		for what, got := range map[string][]string{"told": ids(r.told), "posted": ids(r.posted)} {
			slices.Sort(got)
			sorted := slices.Sorted(slices.Values(want))
			if got = slices.Compact(got); !slices.Equal(got, sorted) {
				t.Errorf("step %d: %s %v, want %v", step, what, got, sorted)
			}
		}
		if !died {
			if step < 2*(1+1+2*len(want)) { // a feed, a reading, each told and posted
				t.Errorf("only %d steps", step)
			}
			break
		}
	}
}

// TestStopped ends while releases are being read: they are read to the end.
func TestStopped(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	ingest := r.options.Ingest
	r.options.Ingest = func(ctx context.Context, docs iter.Seq2[*text.Document, error]) error {
		r.stop()
		return ingest(ctx, docs)
	}
	if err := r.run(1); err != nil || !slices.Equal(met(r.told), []string{metFirst}) {
		t.Errorf("%v, told %q", err, summaries(r.told))
	}
	// While a feed is asked nothing is promised yet.
	r = newRig(t)
	r.feed = func(w http.ResponseWriter, req *http.Request) {
		r.stop()
		<-req.Context().Done()
	}
	if err := r.run(1); err != nil || r.ingested != 0 {
		t.Errorf("%v, read %d times", err, r.ingested)
	}
	r.feed = serves(&body)
	if err := r.run(0); err != nil || !slices.Equal(met(r.told), []string{metFirst}) {
		t.Errorf("%v, told %q", err, summaries(r.told))
	}
}

var errStore = graph.Errorf(graph.Unreachable, "no answer from the store")

// TestStoreTrouble has the store fail for a while.
func TestStoreTrouble(t *testing.T) {
	r := newRig(t)
	body := rss(first)
	r.feed = serves(&body)
	ingest, fails := r.options.Ingest, 0
	r.options.Ingest = func(ctx context.Context, docs iter.Seq2[*text.Document, error]) error {
		if fails++; fails < 3 {
			return errStore
		}
		return ingest(ctx, docs)
	}
	if err := r.run(4); err != nil || !slices.Equal(met(r.told), []string{metFirst}) {
		t.Errorf("%v, told %q", err, summaries(r.told))
	}
	r.wantNote("no answer from the store; it is tried again")
	fails = 0
	body = rss(first, second)
	if err := r.run(0); !errors.Is(err, errStore) {
		t.Errorf("once: %v", err)
	}
}

func TestBadState(t *testing.T) {
	r := newRig(t)
	r.feed = func(http.ResponseWriter, *http.Request) {}
	for content, want := range map[string]string{
		"{":                        "is no state of watch",
		`{"version":1,"more":2}`:   "is no state of watch",
		`{"version":2,"feeds":{}}`: "is of version 2",
		"":                         "is no state of watch",
	} {
		if err := os.WriteFile(r.options.State, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := r.run(0); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", content, err, want)
		}
	}
	r.options.State = filepath.Join(r.dir, "no", "such", "folder")
	if err := r.run(0); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Error(err)
	}
	r.options.State, r.options.Feeds = filepath.Join(r.dir, "s"), []string{"file:///etc/passwd"}
	if err := r.run(0); err == nil || !strings.Contains(err.Error(), "no http or https address") {
		t.Error(err)
	}
}

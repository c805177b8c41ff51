package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/config"
	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/internal/format"
	"entente/ledger"
	"entente/queries"
	"entente/web/token"
)

var day = time.Date(2031, 5, 7, 0, 0, 0, 0, time.UTC)

// sample makes a server of the sample graph, whose jobs and decisions do nothing.
func sample(t testing.TB, change func(*Options)) *Server {
	t.Helper()
	store, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close(context.Background()) })
	if err := store.Write(t.Context(), storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := store.Decide(t.Context(), graph.Verdicts{Merges: storetest.Merges()}); err != nil {
		t.Fatal(err)
	}
	o := Options{
		World: queries.World{Store: store, Now: func() time.Time { return day }}, Settings: config.Default().Serve, Loopback: true, Version: "test",
		Log: slog.New(slog.DiscardHandler),
		Extract: func(_ context.Context, text string) ([]Extracted, error) {
			return []Extracted{{format.Document{ID: "1", Entities: []format.Entity{}, Relations: []format.Relation{}}, text}}, nil
		},
		Ingest: func(_ context.Context, in Input, _ func(Counts)) (Counts, []string, error) {
			return Counts{Read: max(1, len(in.Files)), Added: max(1, len(in.Files))}, nil, nil
		},
		Trace: func(_ context.Context, r queries.Reread) ([]Trace, error) {
			var out []Trace
			for _, p := range r.Said {
				s := Span{p.Start, p.End}
				out = append(out, Trace{Claim: p.ID, Span: s, Subject: []Span{s}, Object: []Span{}, Trigger: s, Rule: p.Rule, Confidence: p.Confidence})
			}
			return out, nil
		},
		Ask: func(ctx context.Context, question string) (Understood, error) {
			if question != "Who met whom?" {
				return Understood{}, &NotUnderstood{"I don't know what it asks for", []string{"Who met whom?"}}
			}
			q, _ := queries.Named("who-met")
			a, err := q.Run(ctx, queries.World{Store: store}, nil)
			return Understood{Understood: "who-met", Columns: a.Columns, Lines: []Told{}, Answer: a}, err
		},
		Decisions: func(context.Context, bool) ([]Decided, error) {
			return []Decided{{Decision: ledger.Decision{ID: "d-0", Do: ledger.Merge}}}, nil
		},
		Decide: func(_ context.Context, d ledger.Decision) (ledger.Decision, error) {
			if d.A == "nobody" {
				return d, &queries.Unknown{Name: d.A}
			}
			if d.Do == ledger.Undo {
				return d, &Refused{"there is no decision " + d.Undoes}
			}
			d.Sign()
			return d, nil
		},
	}
	if change != nil {
		change(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// do asks a server without a network. The head is lines of a header.
func do(s http.Handler, method, target, body string, head ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1/", strings.NewReader(body))
	r.RequestURI = target
	path, query, _ := strings.Cut(target, "?")
	r.URL.RawQuery, r.URL.RawPath = query, path
	r.URL.Path = unescaped(path)
	for _, h := range head {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
		if name == "Host" {
			r.Host = value
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func unescaped(path string) string {
	r, err := http.NewRequest("GET", path, nil)
	if err != nil {
		return path
	}
	return r.URL.Path
}

// problemOf reads the body of an error, and wants it to be one.
func problemOf(t testing.TB, w *httptest.ResponseRecorder) Problem {
	t.Helper()
	var p Problem
	d := json.NewDecoder(w.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" ||
		p.Status != w.Code || p.Title == "" || p.Type == "" || p.Detail == "" || p.Request != w.Header().Get("X-Request-Id") {
		t.Errorf("status %d with %v is no problem: %+v, %v", w.Code, w.Header(), p, err)
	}
	return p
}

var needed = map[string]string{
	"members": "entity=Compact", "ties": "entity=Ruritania", "show": "entity=Strand", "report": "entity=Compact", "offices": "entity=Strand", "holders": "entity=Compact",
	"events": "entity=Ruritania", "participants": "entity=Amber", "common": "a=Ruritania&b=Zubrowka", "path": "a=Strand&b=Lutz", "timeline": "entity=Strand",
	"changed": "since=2031", "evidence": "id=Strand&other=Brandt", "search": "words=compact",
}

// TestQuestions wants each question's rows to be those of the Go function, and of the
// type that the document shows.
func TestQuestions(t *testing.T) {
	s := sample(t, nil)
	empty := 0
	for _, q := range queries.Questions() {
		args := queries.Args{}
		for pair := range strings.SplitSeq(needed[q.Name], "&") {
			name, value, _ := strings.Cut(pair, "=")
			if name != "" {
				args[name] = value
			}
		}
		want, err := q.Run(t.Context(), s.World, args)
		if err != nil {
			t.Fatalf("%s: %v", q.Name, err)
		}
		if got, said := reflect.TypeOf(want.Rows), reflect.TypeOf(rowsOf[q.Name]); got != said {
			t.Errorf("%s has rows of %v, and the document says %v", q.Name, got, said)
		}
		w := do(s, "GET", base+"/questions/"+q.Name+"?"+needed[q.Name], "")
		var got struct {
			Question string
			Args     queries.Args
			Rows     any
			Entities map[string]queries.Match
			Page     *page
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || got.Question != q.Name {
			t.Errorf("%s: %d %v %s", q.Name, w.Code, err, w.Body)
			continue
		}
		var rows any
		b, _ := json.Marshal(want.Rows)
		if err := json.Unmarshal(b, &rows); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(rows, got.Rows); d != "" {
			t.Errorf("%s (-want +got)\n%s", q.Name, d)
		}
		if string(b) == "[]" {
			empty++
		}
	}
	if empty > 2 {
		t.Errorf("%d questions give nothing: they test nothing", empty)
	}
}

// TestAddresses asks what stands at the addresses that are no questions.
func TestAddresses(t *testing.T) {
	s := sample(t, nil)
	release := storetest.Sample().Releases[0].ID
	for _, c := range []struct{ target, want string }{
		{"/", `"api":"/api/v1/openapi.json"`},
		{"/healthz", `"ok"`},
		{"/readyz", `"ready"`},
		{"/metrics", `entente_requests_total{method="GET",route="/healthz",status="200"} 1`},
		{base + "/openapi.json", `"openapi":"3.1.0"`},
		{base + "/questions", `"name":"who-met"`},
		{base + "/find?name=strand", `"id":"person/ole-strand"`},
		{base + "/entities/person/ole-strand", `"name":"Ole Strand"`},
		{base + "/entities/person/ole%2Dstrand", `"name":"Ole Strand"`},
		{base + "/entities/person/ole-strand/ties?limit=1", `"next":"` + base + `/entities/person/ole-strand/ties`},
		{base + "/search?words=compact", `"question":"search"`},
		{base + "/evidence?id=" + release, `"release":"` + release},
		{base + "/releases", `"total":`},
		{base + "/releases/" + strings.TrimPrefix(release, "release/"), `"text":`},
		{base + "/releases/" + strings.TrimPrefix(release, "release/") + "/why", `"trigger":`},
		{base + "/ask?question=Who+met+whom%3F", `"understood":"who-met"`},
		{base + "/jobs", `"jobs":[]`},
		{base + "/decisions?status=true", `"do":"merge"`},
	} {
		w := do(s, "GET", c.target, "")
		if w.Code != 200 || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: %d %.300s", c.target, w.Code, w.Body)
		}
		head := do(s, "HEAD", c.target, "")
		if head.Code != 200 || head.Body.Len() > 0 {
			t.Errorf("HEAD %s: %d, %d bytes", c.target, head.Code, head.Body.Len())
		}
	}
	for id := range storetest.Merges() { // an address stays when its entity turns out to be another
		w := do(s, "GET", base+"/entities/"+id, "")
		if w.Code != 200 || strings.Contains(w.Body.String(), `"merged_into"`) {
			t.Errorf("%s: %d %.200s", id, w.Code, w.Body)
		}
	}
}

// TestReleaseOffsets reads a release's spans back as a page would: bytes of the text.
func TestReleaseOffsets(t *testing.T) {
	s := sample(t, nil)
	marked := 0
	for _, r := range storetest.Sample().Releases {
		var got queries.Reread
		w := do(s, "GET", base+"/releases/"+strings.TrimPrefix(r.ID, "release/"), "")
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Text != r.Text {
			t.Fatal(err, got.Text)
		}
		for _, m := range got.Mentions {
			i := slices.IndexFunc(got.Entities, func(e queries.Called) bool { return e.ID == m.Entity })
			if i < 0 || !slices.Contains(got.Entities[i].Names, got.Text[m.Start:m.End]) {
				t.Errorf("%+v marks %q", m, got.Text[m.Start:m.End])
			}
			marked++
		}
	}
	if marked < 5 {
		t.Errorf("only %d mentions are marked", marked)
	}
}

// TestPages walks through pages by their links, and wants all rows, each once.
func TestPages(t *testing.T) {
	s := sample(t, nil)
	for _, target := range []string{base + "/entities/country/rur/ties", base + "/questions/who-met", base + "/questions/evidence?id=" + storetest.Sample().Releases[0].ID} {
		var all, walked []any
		rows := func(w *httptest.ResponseRecorder) (got struct {
			Rows []any
			Page page
		}) {
			t.Helper()
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 {
				t.Fatalf("%s: %d %v %s", target, w.Code, err, w.Body)
			}
			return got
		}
		whole := rows(do(s, "GET", target, ""))
		all = whole.Rows
		if whole.Page.Total == nil || *whole.Page.Total != len(all) || len(all) < 3 {
			t.Fatalf("%s: %d rows, page %+v", target, len(all), whole.Page)
		}
		next := target + "?limit=2"
		if strings.Contains(target, "?") {
			next = target + "&limit=2"
		}
		for pages := 0; next != ""; pages++ {
			w := do(s, "GET", next, "")
			got := rows(w)
			walked = append(walked, got.Rows...)
			link, ok := strings.CutSuffix(w.Header().Get("Link"), `>; rel="next"`)
			if next = strings.TrimPrefix(link, "<"); next != got.Page.Next || ok != (next != "") || pages > len(all) {
				t.Fatalf("the header's next page is %q, the body's %q", next, got.Page.Next)
			}
		}
		text := func(v any) string { b, _ := json.Marshal(v); return string(b) }
		byText := func(a, b any) int { return strings.Compare(text(a), text(b)) }
		slices.SortFunc(all, byText) // a page has its own order
		slices.SortFunc(walked, byText)
		if d := cmp.Diff(all, walked); d != "" {
			t.Errorf("%s: not all rows, or others\n%s", target, d)
		}
	}
}

func TestETag(t *testing.T) {
	s := sample(t, nil)
	target := base + "/questions/who-met?limit=3"
	first := do(s, "GET", target, "")
	tag := first.Header().Get("ETag")
	again := func(target string, tag string) int { return do(s, "GET", target, "", "If-None-Match: "+tag).Code }
	if tag == "" || again(target, tag) != 304 || again(target, `"x", `+tag) != 304 {
		t.Errorf("ETag %q does not hold", tag)
	}
	if w := do(s, "GET", target, "", "If-None-Match: "+tag); w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	for _, other := range []string{base + "/questions/who-met?limit=4", base + "/questions/ties?entity=Strand&limit=3", base + "/questions/who-met?limit=3&offset=1"} {
		if again(other, tag) != 200 {
			t.Errorf("%s has the ETag of %s", other, target)
		}
	}
	if err := s.World.Store.Decide(t.Context(), graph.Verdicts{}); err != nil { // parts whom the sample joins
		t.Fatal(err)
	}
	if again(target, tag) != 200 {
		t.Error("after a decision the ETag still holds")
	}
	tag = do(s, "GET", target, "").Header().Get("ETag")
	if err := s.World.Store.Retract(t.Context(), []string{storetest.Sample().Releases[0].ID}); err != nil {
		t.Fatal(err)
	}
	if again(target, tag) != 200 {
		t.Error("after a retraction the ETag still holds")
	}
	if w := do(s, "GET", base+"/entities/person/nobody", ""); w.Header().Get("ETag") != "" {
		t.Error("an error has an ETag")
	}
}

func TestGzip(t *testing.T) {
	s := sample(t, nil)
	target := base + "/entities/country/rur/ties"
	flat := do(s, "GET", target, "").Body.Bytes()
	w := do(s, "GET", target, "", "Accept-Encoding: br, gzip;q=0.5")
	r, err := gzip.NewReader(w.Body)
	if err != nil || w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(w.Header()["Vary"], ","), "Accept-Encoding") {
		t.Fatal(w.Header(), err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, flat) {
		t.Error("unpacked it is another answer", err)
	}
	for _, no := range []string{"", "identity", "gzip;q=0", "gzip; q=0.0", "gzipped"} {
		if w := do(s, "GET", target, "", "Accept-Encoding: "+no); w.Header().Get("Content-Encoding") != "" {
			t.Errorf("packed for %q", no)
		}
	}
}

func TestTokens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	reader, read := token.New("ada", token.Read, time.Now(), time.Time{})
	writer, write := token.New("ci", token.Write, time.Now(), time.Time{})
	old, expired := token.New("old", token.Write, time.Now(), time.Now().Add(-time.Second))
	if err := token.Save(path, []token.Token{reader, writer, old}); err != nil {
		t.Fatal(err)
	}
	file, err := token.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	by := ""
	s := sample(t, func(o *Options) {
		o.Tokens = file
		decide := o.Decide
		o.Decide = func(ctx context.Context, d ledger.Decision) (ledger.Decision, error) {
			by = d.By
			return decide(ctx, d)
		}
	})
	const reject = `{"do":"reject","claims":["claim/0123456789abcdef"]}`
	for _, c := range []struct {
		method, target, body, authorization string
		want                                int
	}{
		{"GET", "/healthz", "", "", 200},
		{"GET", "/readyz", "", "", 200},
		{"GET", base + "/openapi.json", "", "", 200},
		{"GET", base + "/questions", "", "", 401},
		{"GET", base + "/questions", "", "Bearer nonsense", 401},
		{"GET", base + "/questions", "", "Bearer " + read + "x", 401},
		{"GET", base + "/questions", "", "Bearer " + expired, 401},
		{"GET", base + "/questions", "", "Basic " + read, 401},
		{"GET", base + "/questions", "", "Bearer", 401},
		{"GET", base + "/questions", "", "bearer " + read, 200},
		{"GET", base + "/questions", "", "Bearer " + write, 200},
		{"GET", "/metrics", "", "", 401},
		{"GET", "/metrics", "", "Bearer " + read, 200},
		{"GET", base + "/jobs/" + strings.Repeat("A", 26) + "/events", "", "", 401},
		{"POST", base + "/extract", "Talks", "Bearer " + read, 200},
		{"POST", base + "/ingest", `{"url":"https://a.example/"}`, "Bearer " + read, 403},
		{"POST", base + "/ingest", `{"url":"https://a.example/"}`, "Bearer " + write, 202},
		{"POST", base + "/decisions", reject, "", 401},
		{"POST", base + "/decisions", reject, "Bearer " + read, 403},
		{"POST", base + "/decisions", reject, "Bearer " + write, 201},
	} {
		kind := "Content-Type: application/json"
		if c.target == base+"/extract" {
			kind = "Content-Type: text/plain"
		}
		w := do(s, c.method, c.target, c.body, "Authorization: "+c.authorization, kind)
		if w.Code != c.want {
			t.Errorf("%s %s with %q: %d, want %d", c.method, c.target, c.authorization, w.Code, c.want)
		}
		if w.Code == 401 && !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Bearer ") {
			t.Errorf("%v", w.Header())
		}
		if w.Code >= 400 {
			if p := problemOf(t, w); strings.Contains(p.Detail, path) {
				t.Error(p.Detail)
			}
		}
	}
	if by != "ci" {
		t.Errorf("the decision is by %q", by)
	}
	for _, r := range s.routes { // a route that was forgotten would be open
		if r.role == "" && !slices.Contains([]string{"/", "/healthz", "/readyz", base + "/openapi.json"}, r.path) {
			t.Errorf("%s is open to everybody", r.path)
		}
		if r.method != "GET" && r.role != token.Write && r.path != base+"/extract" && r.path != base+"/graph" && r.path != base+"/members" {
			t.Errorf("%s %s needs no right to write", r.method, r.path)
		}
	}
}

func TestHostsAndOrigins(t *testing.T) {
	s := sample(t, func(o *Options) { o.Settings.Origins, o.Settings.Hosts = "https://good.example", "graph.example" })
	for host, want := range map[string]int{"127.0.0.1": 200, "127.0.0.1:8420": 200, "localhost:8420": 200, "LOCALHOST": 200, "[::1]:8420": 200, "localhost.": 200, "graph.example:80": 200,
		"evil.example": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example:8420": 421, "10.0.0.1": 421, "": 421} {
		if w := do(s, "GET", base+"/questions", "", "Host: "+host); w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
	for _, c := range []struct {
		method, origin, more string
		want                 int
		allowed              bool
	}{
		{"GET", "https://good.example", "", 200, true},
		{"GET", "https://evil.example", "", 200, false}, // a browser keeps it from the page
		{"GET", "null", "", 200, false},
		{"OPTIONS", "https://good.example", "Access-Control-Request-Method: POST", 204, true},
		{"OPTIONS", "https://evil.example", "Access-Control-Request-Method: POST", 405, false},
		{"OPTIONS", "https://good.example.evil.example", "Access-Control-Request-Method: POST", 405, false},
		{"POST", "https://evil.example", "Sec-Fetch-Site: cross-site", 403, false},
		{"POST", "https://evil.example", "", 403, false},
		{"POST", "https://good.example", "Sec-Fetch-Site: cross-site", 201, true},
		{"POST", "", "", 201, false}, // no browser
	} {
		head := []string{c.more, "Content-Type: application/json"}
		if c.origin != "" {
			head = append(head, "Origin: "+c.origin)
		}
		w := do(s, c.method, base+"/decisions", `{"do":"reject","claims":["claim/0123456789abcdef"]}`, head...)
		if allowed := w.Header().Get("Access-Control-Allow-Origin") == c.origin && c.origin != ""; w.Code != c.want || allowed != c.allowed || w.Header().Get("Access-Control-Allow-Origin") == "*" {
			t.Errorf("%+v: %d %v", c, w.Code, w.Header())
		}
	}
	closed := sample(t, nil)
	if w := do(closed, "GET", base+"/questions", "", "Origin: https://good.example"); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("CORS is open by default")
	}
}

// trouble is a store that fails, or does not answer.
type trouble struct {
	graph.Store
	err     error
	block   bool
	asked   atomic.Int32
	stopped atomic.Int32
}

func (s *trouble) Query(ctx context.Context, q string, p map[string]any) ([]graph.Row, error) {
	s.asked.Add(1)
	switch {
	case s.err != nil:
		return nil, s.err
	case s.block:
		<-ctx.Done()
		s.stopped.Add(1)
		return nil, ctx.Err()
	}
	return s.Store.Query(ctx, q, p)
}

// TestNothingLeaks gives errors that tell of the machine, and wants answers that don't,
// with the status that is theirs.
func TestNothingLeaks(t *testing.T) {
	store := &trouble{}
	var logs bytes.Buffer
	s := sample(t, func(o *Options) {
		store.Store, o.World.Store = o.World.Store, store
		o.Log = slog.New(slog.NewJSONHandler(&logs, nil))
	})
	cause := errors.New("SELECT secret FROM /var/lib/x.db: password hunter2")
	for _, c := range []struct {
		err  error
		want int
	}{
		{graph.Errorf(graph.NotFound, "no database /var/lib/x.db: %w", cause), 500},
		{graph.Errorf(graph.NotAStore, "/var/lib/x.db: %w", cause), 500},
		{graph.Errorf(graph.ReadOnly, "/var/lib/x.db: %w", cause), 503},
		{graph.Errorf(graph.Unreachable, "/var/lib/x.db: %w", cause), 503},
		{graph.Errorf(graph.Auth, "hunter2: %w", cause), 503},
		{graph.Errorf(graph.Conflict, "/var/lib/x.db: %w", cause), 503},
		{graph.Errorf(graph.Invalid, "the query does not run: %w", cause), 500},
		{graph.Errorf(graph.Broken, "/var/lib/x.db: %w", cause), 500},
		{cause, 500},
	} {
		store.err = c.err
		logs.Reset()
		w := do(s, "GET", base+"/questions/who-met", "")
		body := w.Body.String()
		if w.Code != c.want || strings.Contains(body, "/var") || strings.Contains(body, "hunter2") || strings.Contains(body, "SELECT") {
			t.Errorf("%v: %d %s", c.err, w.Code, body)
		}
		problemOf(t, w)
		if !strings.Contains(logs.String(), "hunter2") || !strings.Contains(logs.String(), w.Header().Get("X-Request-Id")) {
			t.Errorf("the logs do not tell: %s", &logs)
		}
	}
	store.err = nil
	s.Extract = func(context.Context, string) ([]Extracted, error) { panic("a secret") }
	if w := do(s, "POST", base+"/extract", "x", "Content-Type: text/plain"); w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("a panic: %d %s", w.Code, w.Body)
	}
	if w := do(s, "GET", base+"/questions/who-met", ""); w.Code != 200 {
		t.Errorf("after it: %d", w.Code)
	}
}

// TestTime wants the limit of time and a client that goes away to end the query.
func TestTime(t *testing.T) {
	store := &trouble{}
	s := sample(t, func(o *Options) {
		store.Store, o.World.Store = o.World.Store, store
		o.Settings.Timeout, o.Settings.MaxRequests = 100*time.Millisecond, 1
	})
	store.block = true
	w := do(s, "GET", base+"/questions/who-met", "")
	if w.Code != 504 || store.stopped.Load() == 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	problemOf(t, w)
	s.Settings.Timeout = time.Minute
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan bool)
	before := store.stopped.Load()
	go func() {
		r := httptest.NewRequestWithContext(ctx, "GET", "http://127.0.0.1"+base+"/questions/who-met", nil)
		s.ServeHTTP(httptest.NewRecorder(), r)
		close(gone)
	}()
	for store.asked.Load() < 2 {
		time.Sleep(time.Millisecond)
	}
	// It has the one place that there is.
	if w := do(s, "GET", base+"/questions", ""); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("one too many: %d", w.Code)
	}
	if w := do(s, "GET", "/healthz", ""); w.Code != 200 {
		t.Errorf("health of a full server: %d", w.Code)
	}
	cancel()
	<-gone
	if store.stopped.Load() != before+1 {
		t.Error("the query goes on though nobody waits")
	}
	store.block = false
	if w := do(s, "GET", base+"/questions", ""); w.Code != 200 {
		t.Errorf("its place is not free: %d", w.Code)
	}
}

// TestHeavy wants what looks at the whole graph to be asked of the store once, until the
// graph changes.
func TestHeavy(t *testing.T) {
	store := &trouble{}
	s := sample(t, func(o *Options) { store.Store, o.World.Store = o.World.Store, store })
	ask := func() (string, int32) {
		before := store.asked.Load()
		w := do(s, "GET", base+"/questions/centrality", "")
		return w.Body.String(), store.asked.Load() - before
	}
	first, n := ask()
	again, m := ask()
	if n < 3 || m != 1 || first != again {
		t.Errorf("%d queries and then %d", n, m)
	}
	if err := store.Retract(t.Context(), []string{storetest.Sample().Releases[0].ID}); err != nil {
		t.Fatal(err)
	}
	if after, m := ask(); m < 3 || after == first {
		t.Error("the graph has changed, and the answer has not")
	}
	for range heavyAtOnce {
		s.heavy <- struct{}{}
	}
	if w := do(s, "GET", base+"/questions/communities", ""); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("one too many: %d", w.Code)
	}
	if w := do(s, "GET", base+"/questions/centrality", ""); w.Code != 200 {
		t.Errorf("what is known already: %d", w.Code)
	}
}

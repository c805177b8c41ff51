// Package web offers the graph over HTTP: an http.Handler with the questions, entities,
// releases and decisions as JSON, and Serve to run it.
//
// The table of routes (routes.go) is written once: requests are matched and checked by
// it, and the OpenAPI document is made of it. What reads releases or takes decisions is
// handed in with Options.
package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"entente/config"
	"entente/internal/format"
	"entente/ledger"
	"entente/queries"
	"entente/web/token"
)

// Options say what is offered, and to whom.
type Options struct {
	World         queries.World
	Settings      config.Serve
	Tokens        *token.File // nil: nobody is asked who he is
	MinConfidence float64     // facts below it are not shown
	Loopback      bool        // it listens to this machine alone, so that no name but its own may be in a request
	Version       string
	Log           *slog.Logger

	// Extract reads a text without saving anything.
	Extract func(ctx context.Context, text string) ([]Extracted, error)
	// Ingest reads files or an address into the graph, one call at a time, and tells how
	// far it is. What could not be read is in words that anybody may see.
	Ingest func(ctx context.Context, in Input, progress func(Counts)) (Counts, []string, error)
	// Trace reads a release of the graph again and tells of each claim that it makes of it
	// by which words. Offsets are bytes of its text.
	Trace func(ctx context.Context, r queries.Reread) ([]Trace, error)
	// Ask reads a question in plain English and answers it.
	Ask func(ctx context.Context, question string) (Understood, error)
	// Decisions lists the ledger, and whether each holds, which takes a look at the whole
	// graph, where status is set.
	Decisions func(ctx context.Context, status bool) ([]Decided, error)
	// Decide completes a decision and takes it. Its ends may be names.
	Decide func(ctx context.Context, d ledger.Decision) (ledger.Decision, error)
}

// Extracted is what a release says. Offsets are bytes of Text.
type Extracted struct {
	format.Document
	Text string `json:"text"`
}

// Trace is by which words of a release a claim was read.
type Trace struct {
	Claim      string  `json:"claim"`
	Span               // its sentence
	Subject    []Span  `json:"subject"` // what its sentence calls the subject
	Object     []Span  `json:"object"`
	Trigger    Span    `json:"trigger"` // what states it; empty where the layout does
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
}

// Span is a stretch of a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Understood is the answer to a question in plain English, with what it was read as.
type Understood struct {
	Understood string   `json:"understood"`     // "who-met, person Jens Stoltenberg, 2023-10"
	Columns    []string `json:"columns"`        // of the lines
	Lines      []Told   `json:"lines"`          // the rows as people read them
	More       bool     `json:"more,omitempty"` // there are rows beyond the first hundred
	queries.Answer
}

// Told is one line of an answer, with the tie that it rests on.
type Told struct {
	Cells []string `json:"cells"`
	Tie   string   `json:"tie,omitempty"`
}

// NotUnderstood is a question that can't be read, with questions that can.
type NotUnderstood struct {
	Why     string
	Nearest []string
}

func (n *NotUnderstood) Error() string { return n.Why }

// Decided is a decision and whether it holds.
type Decided struct {
	ledger.Decision
	Status string `json:"status"`         // holds, idle or undone; empty of an undo, and where it was not asked for
	Idle   string `json:"idle,omitempty"` // why it changes nothing now
}

// Refused is a decision that can't be taken, or an input that can't be one, with the
// reason for whoever asked.
type Refused struct{ Why string }

func (r *Refused) Error() string { return r.Why }

// Server answers requests. It is safe for use by several goroutines.
type Server struct {
	Options
	routes  []route
	guard   *http.CrossOriginProtection
	slots   chan struct{} // a request each
	heavy   chan struct{} // a question of the whole graph each
	streams chan struct{}
	jobs    *jobs
	cache   cache
	metrics *metrics
	openapi []byte
	page    *explorer
	closing atomic.Bool
}

// New makes a Server. Close ends what it does beside answering.
func New(o Options) (*Server, error) {
	s := &Server{Options: o, guard: http.NewCrossOriginProtection(),
		slots: make(chan struct{}, o.Settings.MaxRequests), heavy: make(chan struct{}, heavyAtOnce), streams: make(chan struct{}, o.Settings.MaxStreams)}
	for _, origin := range o.Settings.OriginList() {
		if err := s.guard.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	s.jobs = newJobs(o.Ingest)
	s.metrics = newMetrics(s)
	s.routes = s.table()
	var err error
	if s.page, err = newExplorer(); err != nil {
		return nil, err
	}
	s.openapi, err = s.document()
	return s, err
}

// Close ends the jobs: what was read until then is saved.
func (s *Server) Close() {
	s.closing.Store(true)
	s.jobs.close()
}

// call is one request on its way.
type call struct {
	*Server
	w      *recorder
	r      *http.Request
	client context.Context // ends when nobody waits for the answer any more
	route  *route
	id     string // of the request
	bearer token.Token
	args   map[string]string // parameters of path and query, as they were given and found right
	etag   string
}

// recorder knows what was answered.
type recorder struct {
	http.ResponseWriter
	head   bool // asked for without the body
	status int
	bytes  int
}

func (w *recorder) WriteHeader(status int) {
	w.status = cmp.Or(w.status, status)
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	w.status = cmp.Or(w.status, http.StatusOK)
	if w.head {
		return len(b), nil
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

var requestID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// ServeHTTP answers one request and tells of it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	c := &call{Server: s, w: &recorder{ResponseWriter: w, head: r.Method == http.MethodHead}, r: r, client: r.Context(), id: r.Header.Get("X-Request-Id")}
	if !requestID.MatchString(c.id) {
		c.id = rand.Text()
	}
	h := w.Header()
	h.Set("X-Request-Id", c.id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	s.metrics.inFlight.Inc()
	err := c.answer()
	s.metrics.inFlight.Dec()
	if err != nil {
		err = c.fail(err)
	}
	name := "none"
	if c.route != nil {
		name = c.route.path
	}
	s.metrics.observe(name, r.Method, c.w.status, time.Since(began))
	level, more := slog.LevelInfo, []any{}
	if c.w.status >= 500 {
		level = slog.LevelError
	}
	if c.bearer.ID != "" {
		more = append(more, "token", c.bearer.ID)
	}
	if err != nil {
		more = append(more, "error", err.Error())
	}
	s.Log.Log(r.Context(), level, "request", append([]any{"id", c.id, "method", r.Method, "path", r.URL.EscapedPath(), "status", c.w.status,
		"bytes", c.w.bytes, "ms", float64(time.Since(began).Microseconds()) / 1000}, more...)...)
}

// answer goes through what a request must pass, in the order in which it tells least to
// those who may know least.
func (c *call) answer() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a fault in entente: %v\n%s", p, debug.Stack())
		}
	}()
	if err := c.checkHost(); err != nil {
		return err
	}
	if done := c.crossOrigin(); done {
		return nil
	}
	if err := c.guard.Check(c.r); err != nil {
		return &Problem{Status: http.StatusForbidden, Detail: "a page of another origin may not ask for this"}
	}
	args, err := c.match()
	if err != nil {
		return err
	}
	if err := c.authorise(); err != nil {
		return err
	}
	leave, err := c.enter()
	if err != nil {
		return err
	}
	defer leave()
	if err := c.setDeadlines(); err != nil {
		return err
	}
	if c.args, err = c.read(args); err != nil {
		return err
	}
	if !c.route.limited() {
		return c.route.serve(c)
	}
	ctx, cancel := context.WithTimeout(c.r.Context(), c.Settings.Timeout)
	defer cancel()
	c.r = c.r.WithContext(ctx)
	err = c.route.serve(c)
	if err != nil && ctx.Err() == context.DeadlineExceeded {
		err = fmt.Errorf("%w: %w", errTooLong, err)
	}
	return err
}

// errTooLong tells that the limit of time ended a request.
var errTooLong = errors.New("out of time")

// checkHost refuses names that a server of this machine alone does not have: a page
// whose name was made to lead here would read the graph otherwise (DNS rebinding).
func (c *call) checkHost() error {
	hosts := c.Settings.HostList()
	if !c.Loopback && len(hosts) == 0 {
		return nil
	}
	host := c.r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	own := host == "localhost"
	if ip := net.ParseIP(host); ip != nil {
		own = ip.IsLoopback()
	}
	if own && c.Loopback || slices.Contains(hosts, host) {
		return nil
	}
	return &Problem{Status: http.StatusMisdirectedRequest, Detail: "this server is not known by the name in the Host header"}
}

// crossOrigin tells browsers which pages may read answers. It reports whether the
// request asked for no more.
func (c *call) crossOrigin() bool {
	origin := c.r.Header.Get("Origin")
	h := c.w.Header()
	if len(c.Settings.OriginList()) > 0 {
		h.Add("Vary", "Origin")
	}
	if origin == "" || !slices.Contains(c.Settings.OriginList(), origin) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After, X-Request-Id")
	if c.r.Method != http.MethodOptions || c.r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, X-Request-Id")
	h.Set("Access-Control-Max-Age", "600")
	c.w.WriteHeader(http.StatusNoContent)
	return true
}

// authorise finds out who asks, and whether he may.
func (c *call) authorise() error {
	if c.route.role == "" || c.Tokens == nil {
		return nil
	}
	scheme, text, _ := strings.Cut(c.r.Header.Get("Authorization"), " ")
	t, ok := token.Token{}, false
	if strings.EqualFold(scheme, "Bearer") {
		t, ok = c.Tokens.Find(strings.TrimSpace(text), time.Now())
	}
	if !ok {
		h := `Bearer realm="entente"`
		if scheme != "" {
			h += `, error="invalid_token"`
		}
		c.w.Header().Set("WWW-Authenticate", h)
		return &Problem{Status: http.StatusUnauthorized, Detail: "a bearer token is needed, and this is none that holds"}
	}
	c.bearer = t
	if !t.Role.Lets(c.route.role) {
		return &Problem{Status: http.StatusForbidden, Detail: "this needs a token of the role " + string(c.route.role)}
	}
	return nil
}

const (
	patience = 2 * time.Second // how long a request waits for others to end
	retry    = 2               // seconds, for those that were sent away
)

// enter waits for a place among the requests that are answered at once.
func (c *call) enter() (leave func(), err error) {
	slots := c.slots
	switch c.route.kind {
	case open: // what tells how the server is must answer when it is full
		return func() {}, nil
	case stream:
		slots = c.streams
	}
	leave = func() { <-slots }
	select {
	case slots <- struct{}{}:
		return leave, nil
	default:
	}
	if c.route.kind != stream { // a stream that is open stays so
		t := time.NewTimer(patience)
		defer t.Stop()
		select {
		case slots <- struct{}{}:
			return leave, nil
		case <-c.r.Context().Done():
			return nil, c.r.Context().Err()
		case <-t.C:
		}
	}
	c.metrics.refused.Inc()
	return nil, c.busy("as many requests are answered as may be at once")
}

func (c *call) busy(why string) error {
	c.w.Header().Set("Retry-After", strconv.Itoa(retry))
	return &Problem{Status: http.StatusServiceUnavailable, Detail: why + "; try again"}
}

const (
	uploadTime = 10 * time.Minute // for an upload to come in
	longWrite  = 10 * time.Minute // for a decision to be worked into the graph
)

// setDeadlines bounds how long the other side may take.
func (c *call) setDeadlines() error {
	in, out := c.Settings.Timeout, c.Settings.Timeout+5*time.Second
	switch c.route.kind {
	case upload:
		in, out = uploadTime, uploadTime+c.Settings.Timeout
	case long:
		out = longWrite
	}
	now := time.Now()
	rc := http.NewResponseController(c.w)
	read, write := now.Add(in), now.Add(out)
	if c.route.kind == stream { // it bounds each event by itself
		read, write = time.Time{}, time.Time{}
	}
	err := errors.Join(rc.SetReadDeadline(read), rc.SetWriteDeadline(write))
	if errors.Is(err, http.ErrNotSupported) { // no connection, as in a test
		return nil
	}
	return err
}

// link is a query's address with other parameters.
func (c *call) link(change map[string]string) string {
	q := c.r.URL.Query()
	for k, v := range change {
		q.Set(k, v)
	}
	return (&url.URL{Path: c.r.URL.Path, RawPath: c.r.URL.RawPath, RawQuery: q.Encode()}).String()
}

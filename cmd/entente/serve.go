package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/ask"
	"entente/config"
	"entente/graph"
	"entente/internal/format"
	"entente/ledger"
	"entente/mcp"
	"entente/queries"
	"entente/resolve"
	"entente/source"
	"entente/text"
	"entente/web"
	"entente/web/token"
)

func (a *app) serve() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Offer the graph over HTTP, as JSON",
		Long: `Offer the graph over HTTP until Ctrl-C: the questions, entities and releases, what a
text says, and with the right to write also ingest and decisions. What there is stands
in /api/v1/openapi.json.

On 127.0.0.1 anybody on this machine may use it, unless there are tokens when it starts.
Elsewhere tokens are needed: "entente serve token new" makes one. It speaks plain HTTP;
over a network put a proxy with TLS before it.

Addresses to ingest are read where they are of the public internet: with
serve.private_urls others are too, and whoever may write reaches what this machine does.`,
		Example: `  entente serve
  entente serve token new --name ada --role write
  entente serve --listen 10.0.0.5:8420 --log json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if v, _ := cmd.Flags().GetString("listen"); v != "" {
				a.loaded.Serve.Listen = v
			}
			if v, _ := cmd.Flags().GetString("log"); v != "" {
				a.loaded.Serve.Log = v
			}
			if err := a.loaded.Validate(); err != nil {
				return &usageError{err}
			}
			return a.runServe(cmd.Context())
		},
	}
	f := cmd.Flags()
	f.String("listen", "", "`address` to answer at, HOST:PORT; without it serve.listen, by default "+config.Default().Serve.Listen)
	f.String("log", "", "logs as text or json (`format`)")
	readingFlags(cmd)
	cmd.AddCommand(a.serveToken())
	return cmd
}

// tokens are those that let others ask what listens at an address; nil lets anybody on
// this machine ask, who is the only one that can reach it.
func (a *app) tokens(address string) (*token.File, error) {
	path := a.loaded.Serve.Tokens
	tokens, err := token.Open(path)
	switch {
	case err != nil:
		return nil, &usageError{err}
	case !mcp.Loopback(address) && !tokens.Any(a.now()):
		return nil, &usageError{fmt.Errorf("%s can be reached by others, and %s has no token that holds: make one with \"entente serve token new\", or listen on 127.0.0.1", address, path)}
	case mcp.Loopback(address) && tokens.Len() == 0:
		return nil, nil
	}
	return tokens, nil
}

func (a *app) runServe(ctx context.Context) error {
	set := a.loaded.Serve
	tokens, err := a.tokens(set.Listen)
	if err != nil {
		return err
	}
	alone := mcp.Loopback(set.Listen)
	store, err := a.openStore(ctx, true)
	if err != nil {
		return err
	}
	defer store.Close(context.WithoutCancel(ctx))
	handler := slog.Handler(slog.NewTextHandler(a.err, nil))
	if set.Log == "json" {
		handler = slog.NewJSONHandler(a.err, nil)
	}
	s := &api{app: a, store: store, log: slog.New(handler), turns: make(chan struct{}, 2)}
	s.reader, s.parser = sync.OnceValues(s.open), sync.OnceValues(a.questionParser)
	if s.graph, err = entente.OpenGraph(store, a.options()); err != nil {
		return err
	}
	w, err := web.New(web.Options{World: a.world(store), Settings: set, Tokens: tokens, MinConfidence: a.loaded.MinConfidence, Loopback: alone,
		Version: release, Log: s.log, Extract: s.extract, Trace: s.trace, Ask: s.inEnglish, Ingest: s.ingest, Decisions: s.decisions, Decide: s.decide})
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", set.Listen)
	if err != nil {
		w.Close()
		return err
	}
	fmt.Fprintf(a.out, "%s is at http://%s; Ctrl-C ends it\n", a.loaded.Store, l.Addr())
	if !alone {
		a.note("this is plain HTTP: over a network put a proxy with TLS before it, or tokens can be read on the way")
	}
	return w.Serve(ctx, l)
}

// api is what the API has done for it.
type api struct {
	*app
	store  graph.Store
	graph  *entente.Entente // for decisions
	reader func() (*entente.Entente, error)
	parser func() (*ask.Parser, error)
	log    *slog.Logger
	turns  chan struct{} // an extraction each

	progress atomic.Pointer[func(entente.Report)] // of the job that runs
	failed   atomic.Pointer[func(error)]

	mu      sync.Mutex // one decision at a time
	decided int        // decisions since the start
}

// open loads the models, which only what reads releases needs.
func (s *api) open() (*entente.Entente, error) {
	o := s.options()
	o.Replace, o.Strict = true, false
	o.Progress = func(r entente.Report) {
		if tell := s.progress.Load(); tell != nil {
			(*tell)(r)
		}
	}
	o.Failed = func(err error) {
		if tell := s.failed.Load(); tell != nil {
			(*tell)(err)
		}
	}
	return entente.New(s.store, o)
}

// sourceOptions say where a server reads from: not what only its machine can reach.
func (s *api) sourceOptions() source.Options {
	o := s.sources()
	if !s.loaded.Serve.PrivateURLs {
		o.Client = source.PublicClient(s.loaded.HTTP.Timeout)
	}
	return o
}

// turn gives what reads releases, when few others do; done lets the next one read.
func (s *api) turn(ctx context.Context) (e *entente.Entente, done func(), err error) {
	if e, err = s.reader(); err != nil {
		return nil, nil, err
	}
	select {
	case s.turns <- struct{}{}:
		return e, func() { <-s.turns }, nil
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
}

// extract reads a text as standard input is read.
func (s *api) extract(ctx context.Context, given string) ([]web.Extracted, error) {
	e, done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	o := s.sourceOptions()
	o.Stdin = strings.NewReader(given)
	var out []web.Extracted
	for d, err := range source.Open(ctx, o, "-") {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, &web.Refused{Why: s.words(err, "standard input", "the text")}
		}
		x, err := e.Extract(ctx, d)
		if err != nil {
			return nil, err
		}
		out = append(out, web.Extracted{Document: format.Of(x), Text: d.Raw()})
	}
	return out, nil
}

// trace reads a release of the graph again.
func (s *api) trace(ctx context.Context, r queries.Reread) ([]web.Trace, error) {
	ids, err := resolve.New()
	if err != nil {
		return nil, err
	}
	e, done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	d := text.New(r.Text)
	d.Title, d.URL, d.Publisher, d.Published = r.Title, r.URL, r.Publisher, text.Date{ISO: r.Published, Basis: text.Basis(r.Basis)}
	x, err := e.Extract(ctx, d)
	if err != nil {
		return nil, err
	}
	called := func(entity int, in text.Span) []web.Span {
		out := []web.Span{}
		for _, m := range x.Mentions {
			if in.Contains(m.Span) && (m.Entity == entity || slices.Contains(m.Also, entity)) {
				out = append(out, web.Span{Start: m.Start, End: m.End})
			}
		}
		return out
	}
	var out []web.Trace
	claims, named := ids.Claims(x), ids.IDs(x)
	for i, f := range x.Relations {
		if claims[i] == "" || slices.Contains(claims[:i], claims[i]) {
			continue
		}
		t := web.Trace{Claim: claims[i], Span: web.Span{Start: f.Evidence.Start, End: f.Evidence.End}, Subject: called(f.Subject, f.Evidence), Object: called(f.Object, f.Evidence),
			Trigger: web.Span{Start: f.Evidence.Start, End: f.Evidence.Start}, Rule: f.Rule, Confidence: f.Confidence}
		if f.Type.Symmetric() && named[f.Object] < named[f.Subject] { // as the claim has them
			t.Subject, t.Object = t.Object, t.Subject
		}
		if f.Evidence.Contains(f.Trigger) && !f.Trigger.Empty() {
			t.Trigger = web.Span{Start: f.Trigger.Start, End: f.Trigger.End}
		}
		out = append(out, t)
	}
	return out, nil
}

// inEnglish answers as "entente ask" does, with as many rows as a page has.
func (s *api) inEnglish(ctx context.Context, question string) (web.Understood, error) {
	p, err := s.parser()
	if err != nil {
		return web.Understood{}, err
	}
	r, err := p.Parse(ctx, question, s.world(s.store))
	if refusal, ok := errors.AsType[*ask.Refusal](err); ok {
		return web.Understood{}, &web.NotUnderstood{Why: refusal.Why, Nearest: refusal.Nearest}
	}
	if err != nil {
		return web.Understood{}, err
	}
	s.least(r)
	out := web.Understood{Understood: r.String(), Lines: []web.Told{}, Columns: []string{}}
	if out.Answer, err = r.Ask(ctx, s.world(s.store)); err != nil {
		return web.Understood{}, err
	}
	out.More = out.Cut(web.PageRows, web.PageRows)
	out.Columns = append(out.Columns, out.Answer.Columns...)
	for _, l := range out.Answer.Lines {
		told := web.Told{Cells: l.Cells}
		if l.Fact != nil {
			told.Tie = l.Fact.Tie
		}
		out.Lines = append(out.Lines, told)
	}
	return out, nil
}

// words is an error of reading as anybody may see it: without the cause, which tells of
// this machine, and without the path of an upload.
func (s *api) words(err error, path, name string) string {
	e, ok := errors.AsType[*source.Error](err)
	if !ok {
		s.log.Error("a release could not be read", "error", err)
		return "a release could not be read; the logs of the server tell why"
	}
	if errors.Is(err, source.ErrPrivate) {
		return e.Name + ": leads to no address of the public internet, and others are not read here"
	}
	s.log.Warn("not read", "error", err)
	said := strings.ReplaceAll(e.Name, path, name) + ": " + e.Reason
	if e.Hint != "" {
		said += "; " + e.Hint
	}
	return said
}

// ingest reads what a job names.
func (s *api) ingest(ctx context.Context, in web.Input, progress func(web.Counts)) (web.Counts, []string, error) {
	e, err := s.reader()
	if err != nil {
		s.log.Error("ingest", "error", err)
		return web.Counts{}, nil, err
	}
	names := map[string]string{}
	var paths []string
	for _, f := range in.Files {
		names[f.Path] = f.Name
		paths = append(paths, f.Path)
	}
	if in.URL != "" {
		paths = []string{in.URL}
	}
	var told []string
	tell := func(err error) {
		path, name := "", ""
		if e, ok := errors.AsType[*source.Error](err); ok {
			for p, n := range names {
				if strings.HasPrefix(e.Name, p) && len(p) > len(path) {
					path, name = p, n
				}
			}
		}
		if path == "" {
			path, name = "\x00", "\x00"
		}
		told = append(told, s.words(err, path, name))
	}
	last := time.Time{}
	show := func(r entente.Report) {
		if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
			last = now
			progress(counts(r))
		}
	}
	s.failed.Store(&tell)
	s.progress.Store(&show)
	defer s.failed.Store(nil)
	defer s.progress.Store(nil)
	s.mu.Lock()
	before := s.decided
	s.mu.Unlock()
	docs := source.Open(ctx, s.sourceOptions(), paths...)
	if in.URL == "" {
		docs = homeless(docs)
	}
	report, err := e.Ingest(ctx, docs)
	// A decision that came after the job had read the ledger may have been passed over.
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil && s.decided != before {
		_, err = s.graph.Settle(context.WithoutCancel(ctx))
	}
	if err != nil && ctx.Err() == nil {
		s.log.Error("ingest", "error", err)
	}
	return counts(report), told, err
}

// homeless takes from uploads where they lie, which is gone when they are read.
func homeless(docs iter.Seq2[*text.Document, error]) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		for d, err := range docs {
			if d != nil {
				d.Origin = ""
			}
			if e, ok := errors.AsType[*source.Error](err); ok {
				e.Origin = ""
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

func counts(r entente.Report) web.Counts {
	return web.Counts{Read: r.Read, Added: r.Added, Known: r.Known, Failed: r.Failed, Foreign: r.Foreign, Facts: r.Facts, Retracted: r.Retracted, Barred: r.Barred, Releases: r.Releases}
}

func (s *api) decisions(ctx context.Context, status bool) ([]web.Decided, error) {
	l, err := ledger.Open(s.loaded.LedgerFile())
	if err != nil {
		return nil, plain(err)
	}
	if !status {
		out := make([]web.Decided, len(l.Decisions))
		for i, d := range l.Decisions {
			out[i] = web.Decided{Decision: d}
		}
		return out, nil
	}
	out, err := review(ctx, s.graph, l)
	return out, plain(err)
}

// plain hides that an error is of the ledger, where it is no answer to a decision: it is
// for the logs then.
func plain(err error) error {
	if err == nil || graph.CodeOf(err) != "" {
		return err
	}
	return fmt.Errorf("the ledger: %w", err)
}

// decide takes a decision as the verbs do.
func (s *api) decide(ctx context.Context, d ledger.Decision) (ledger.Decision, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := ledger.Open(s.loaded.LedgerFile()); err != nil {
		return d, plain(err) // not this decision's fault
	}
	for _, end := range []*string{&d.A, &d.B} {
		if *end == "" {
			continue
		}
		id, err := s.whom(ctx, s.store, *end)
		if usage, ok := errors.AsType[*usageError](err); ok {
			return d, &web.Refused{Why: usage.Error()}
		}
		if err != nil {
			return d, err
		}
		*end = id
	}
	d.Name = strings.TrimSpace(d.Name)
	s.sign(&d, cmp.Or(d.By, "api"), d.Why)
	_, err := s.graph.Decide(ctx, d)
	if refused, ok := errors.AsType[*ledger.Error](err); ok {
		return d, &web.Refused{Why: refused.Why}
	}
	if err == nil {
		s.decided++
	}
	return d, err
}

func (a *app) serveToken() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Make, list and revoke tokens",
		Long: `Make, list and revoke the tokens that let others use "entente serve" and "entente mcp". Their hashes are
kept in a file (serve.tokens, by default entente.tokens), which a server that runs reads
again within a second when it changes.`,
		Args: cobra.NoArgs,
	}
	var name, role string
	var expires time.Duration
	fresh := &cobra.Command{
		Use: "new", Short: "Make a token and print it, this once", Args: cobra.NoArgs,
		Example: "  entente serve token new --name ada --role write\n  entente serve token new --name dashboard --expires 720h",
		RunE: func(*cobra.Command, []string) error {
			if role != string(token.Read) && role != string(token.Write) {
				return &usageError{fmt.Errorf("--role is %q; it may be read or write", role)}
			}
			if expires < 0 {
				return &usageError{errors.New("--expires must be longer than nothing: 720h")}
			}
			all, err := token.Load(a.loaded.Serve.Tokens)
			if err != nil {
				return err
			}
			ends := time.Time{}
			if expires > 0 {
				ends = a.now().Add(expires)
			}
			t, text := token.New(name, token.Role(role), a.now(), ends)
			if err := token.Save(a.loaded.Serve.Tokens, append(all, t)); err != nil {
				return err
			}
			fmt.Fprintln(a.out, text)
			a.note("%s may %s; only its hash is kept, in %s, so this is the one time to copy it", t.ID, t.Role, a.loaded.Serve.Tokens)
			return nil
		},
	}
	fresh.Flags().StringVar(&name, "name", "", "`who` has it, for the logs and the ledger")
	fresh.Flags().StringVar(&role, "role", string(token.Read), "what it is good for: read, or write (`role`)")
	fresh.Flags().DurationVar(&expires, "expires", 0, "how long it holds; without it for ever")
	list := &cobra.Command{
		Use: "list", Short: "List the tokens", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.listTokens() },
	}
	revoke := &cobra.Command{
		Use: "revoke ID", Short: "Take a token back", Args: cobra.ExactArgs(1), Example: "  entente serve token revoke t-0123abcd",
		RunE: func(_ *cobra.Command, args []string) error {
			all, err := token.Load(a.loaded.Serve.Tokens)
			if err != nil {
				return err
			}
			var left []token.Token
			for _, t := range all {
				if t.ID != args[0] {
					left = append(left, t)
				}
			}
			if len(left) == len(all) {
				return graph.Errorf(graph.NotFound, "there is no token %s in %s", args[0], a.loaded.Serve.Tokens)
			}
			return token.Save(a.loaded.Serve.Tokens, left)
		},
	}
	cmd.AddCommand(fresh, list, revoke)
	return cmd
}

// listTokens prints the tokens without what would let anybody use one.
func (a *app) listTokens() error {
	all, err := token.Load(a.loaded.Serve.Tokens)
	if err != nil {
		return err
	}
	rows := []map[string]string{}
	t := queries.Answer{Columns: []string{"ID", "Name", "Role", "Made", "Expires"}, Empty: "there is no token in " + a.loaded.Serve.Tokens}
	for _, k := range all {
		expires := ""
		if !k.Expires.IsZero() {
			expires = k.Expires.Format(time.RFC3339)
		}
		if !k.Holds(a.now()) {
			expires += ", over"
		}
		t.Add(k.ID, k.Name, string(k.Role), k.Created.Format(time.RFC3339), expires)
		rows = append(rows, map[string]string{"id": k.ID, "name": k.Name, "role": string(k.Role), "created": k.Created.Format(time.RFC3339), "expires": expires})
	}
	t.Rows = rows
	return a.print(t)
}

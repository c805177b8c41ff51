// Package mcp offers the questions to assistants by the Model Context Protocol: each
// is a tool, and releases and entities are resources. Everything is for reading.
package mcp

import (
	"context"
	"io"
	"log/slog"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/queries"
)

// Options say what a Server answers from.
type Options struct {
	World   queries.World
	Version string       // of this program
	Logger  *slog.Logger // nil logs nothing
}

// Server answers assistants. It is safe for use by several at once.
type Server struct {
	world  queries.World
	log    *slog.Logger
	server *sdk.Server
}

const instructions = `The graph holds what official press releases say: who met whom, who holds which office,
who belongs to what, who visited, hosted or signed, when and where. Names are given as
people write them; "find" tells what a name stands for. Each row of an answer has the
sentence that it was read from, with the title, publisher, day and address of its
release: quote and cite these. What is "planned" was announced and is not known to have
happened. Ids (tie/..., claim/..., release/..., person/...) can be given to "evidence"
and to other tools in place of names. The text of a release is the resource
entente://release/{id}, what is known of an entity is entente://entity/{id}.`

// New makes a server.
func New(o Options) *Server {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Server{world: o.World, log: o.Logger}
	s.server = sdk.NewServer(&sdk.Implementation{Name: "entente", Title: "entente: a graph of official releases", Version: o.Version}, &sdk.ServerOptions{
		Instructions:      instructions,
		Capabilities:      &sdk.ServerCapabilities{}, // what is added below; no logging to clients
		CompletionHandler: s.complete,
	})
	for _, q := range queries.Questions() {
		s.server.AddTool(tool(q), s.call(q))
	}
	s.server.AddTool(findTool(), s.find)
	s.addResources()
	s.server.AddReceivingMiddleware(s.logged)
	return s
}

// Run serves one client on a stream of lines until it hangs up or ctx ends, neither of
// which is an error. It writes nothing but the protocol to out.
func (s *Server) Run(ctx context.Context, in io.Reader, out io.Writer) error {
	err := s.server.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(in), Writer: unclosed{out}, MaxLineLength: longestRequest})
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// unclosed is a writer that stays open: it is not the server's to close.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

const longestRequest = 1 << 20 // bytes; no name or list of types comes near it

// logged tells of each request and what became of it.
func (s *Server) logged(next sdk.MethodHandler) sdk.MethodHandler {
	return func(ctx context.Context, method string, r sdk.Request) (sdk.Result, error) {
		began := time.Now()
		result, err := next(ctx, method, r)
		attrs := []any{"method", method, "took", time.Since(began).Round(time.Microsecond)}
		if c, ok := r.(*sdk.CallToolRequest); ok {
			attrs = append(attrs, "tool", c.Params.Name)
		}
		if c, ok := result.(*sdk.CallToolResult); ok && err == nil && c != nil && c.IsError {
			attrs = append(attrs, "refused", true)
		}
		if err != nil {
			attrs = append(attrs, "error", err)
		}
		s.log.Info("request", attrs...)
		return result, err
	}
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/mcp"
	"entente/web/token"
)

func (a *app) mcp() *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Answer assistants by the Model Context Protocol",
		Long: `Answer assistants by the Model Context Protocol: each question is a tool, releases and
entities are resources, and each row of an answer has its sentence with the release that
it stands in. Nothing can be changed. Without --http it speaks to the program that
started it, on standard input and output; its log is on standard error.

With --http it answers at http://ADDRESS/mcp. On 127.0.0.1 any program of this machine may
ask, unless there are tokens when it starts; to listen beyond it, behind a server that adds
TLS, tokens are needed: "entente serve token new" makes one for both.`,
		Example: `  entente mcp --store sqlite:/home/ada/entente.db
  entente mcp --http 127.0.0.1:8808
  entente serve token new --name assistant && entente mcp --http 0.0.0.0:8808`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var lets func(string) bool
			if cmd.Flags().Changed("http") {
				if _, _, err := net.SplitHostPort(address); err != nil {
					return &usageError{fmt.Errorf("--http is %q; write HOST:PORT, as in 127.0.0.1:8808", address)}
				}
				tokens, err := a.tokens(address)
				if err != nil {
					return err
				}
				if tokens != nil {
					lets = func(text string) bool {
						t, ok := tokens.Find(text, a.now())
						return ok && t.Role.Lets(token.Read)
					}
				}
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				server := mcp.New(mcp.Options{World: a.world(s), Version: release, Logger: slog.New(slog.NewTextHandler(a.err, nil))})
				if address == "" {
					return server.Run(ctx, a.in, a.out)
				}
				return a.serveHTTP(ctx, address, server.Handler(lets))
			})
		},
	}
	cmd.Flags().StringVar(&address, "http", "", "answer at this `address` and not on standard input and output: 127.0.0.1:8808")
	return cmd
}

// serveHTTP serves until ctx ends, and then what was asked before.
func (a *app) serveHTTP(ctx context.Context, address string, h http.Handler) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return &usageError{fmt.Errorf("cannot listen: %w", err)}
	}
	a.note("listening on http://%s%s", l.Addr(), mcp.Path)
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(slog.NewTextHandler(a.err, nil), slog.LevelWarn)}
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	select {
	case err = <-served:
	case <-ctx.Done():
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		err = cmp.Or(server.Shutdown(end), <-served)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

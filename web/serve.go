package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The bounds of connections. What a request may take is bounded by itself.
const (
	headerTime = 5 * time.Second // for the first line and headers
	idleTime   = 2 * time.Minute // between two requests
	mostHeader = 32 << 10        // bytes
	grace      = 15 * time.Second
)

// Serve answers on a listener until ctx ends; then it lets requests end, jobs save what
// they have read, and returns.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{Handler: s, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: mostHeader,
		ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn)}
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(l) }()
	select {
	case err := <-ended:
		s.Close()
		return err
	case <-ctx.Done():
	}
	s.Log.Info("ending")
	s.closing.Store(true)
	s.jobs.cancel() // the streams end with them
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err := h.Shutdown(end)
	if errors.Is(err, context.DeadlineExceeded) {
		err = h.Close()
	}
	s.Close()
	return err
}

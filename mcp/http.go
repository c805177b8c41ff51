package mcp

import (
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Path is where Handler answers.
const Path = "/mcp"

// Handler serves the protocol over HTTP ("streamable HTTP") at Path, to those whose bearer
// token is let in, or to all where lets is nil. Pages of other sites are refused by their
// Origin, and requests to the loopback under another name (DNS rebinding) by their Host.
func (s *Server) Handler(lets func(token string) bool) http.Handler {
	// Each request stands for itself: no session lies about that a client has forgotten.
	protocol := sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s.server }, &sdk.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: longestRequest, PropagateRequestCancellation: true,
		Logger: slog.New(slog.DiscardHandler), // of each request s.logged tells
	})
	mux := http.NewServeMux()
	mux.HandleFunc(Path, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !sameSite(r):
			s.log.Warn("refused a page of another site", "origin", r.Header.Get("Origin"))
			http.Error(w, "pages of other sites may not ask", http.StatusForbidden)
		case lets != nil && !lets(bearer(r)):
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "a bearer token is needed", http.StatusUnauthorized)
		default:
			protocol.ServeHTTP(w, r)
		}
	})
	return mux
}

// bearer is the token of a request.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// sameSite reports whether a request comes from no page, from one of the server's own
// address, or from one of this machine to this machine.
func sameSite(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && (u.Host == r.Host || Loopback(u.Host) && Loopback(r.Host))
}

// Loopback reports whether an address, with or without its port, is this machine only.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

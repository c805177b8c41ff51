package mcp

import (
	"crypto/sha256"
	"crypto/subtle"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Path is where Handler answers.
const Path = "/mcp"

// Handler serves the protocol over HTTP ("streamable HTTP") at Path. With a token each
// request must bear it. Pages of other sites are refused by their Origin, and requests
// to the loopback under another name (DNS rebinding) by their Host.
func (s *Server) Handler(token string) http.Handler {
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
		case token != "" && !bears(r, token):
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "a bearer token is needed", http.StatusUnauthorized)
		default:
			protocol.ServeHTTP(w, r)
		}
	})
	return mux
}

// bears reports whether a request has the token. Digests are compared, which all have
// one length, so that the time tells nothing.
func bears(r *http.Request, token string) bool {
	scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	a, b := sha256.Sum256([]byte(strings.TrimSpace(given))), sha256.Sum256([]byte(token))
	return strings.EqualFold(scheme, "Bearer") && subtle.ConstantTimeCompare(a[:], b[:]) == 1
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

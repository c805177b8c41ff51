package source

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestPublic(t *testing.T) {
	for _, a := range []string{"127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
		"192.0.0.192", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "203.0.113.9", "192.0.2.1",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136::", "fe80::1", "fe80::1%eth0",
		"fd00:ec2::254", "fc00::1", "ff02::1", "2001:db8::1"} {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s is gone to", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8"} {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s is not gone to", a)
		}
	}
}

// TestPublicClient gives addresses that lead to this machine, in all the ways there are:
// by number in its forms, by a name, and by a redirect.
func TestPublicClient(t *testing.T) {
	reached := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached++
		fmt.Fprint(w, "<html><body><p>A secret of this machine.</p></body></html>")
	}))
	defer s.Close()
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	o := Options{Client: PublicClient(5 * time.Second)}
	refused := func(address string) {
		t.Helper()
		for _, err := range Open(t.Context(), o, address) {
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Code != Unreachable || !errors.Is(err, ErrPrivate) {
				t.Errorf("%s: %v", address, err)
			}
		}
		if reached > 0 {
			t.Fatalf("%s reaches this machine", address)
		}
	}
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "[::]", "127.1.2.3"} {
		refused("http://" + host + ":" + port + "/")
	}
	// A redirect is followed by a connection of its own. The first leg must be let
	// through, which a transport for this test does.
	c := PublicClient(5 * time.Second)
	inner := c.Transport
	c.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host != "public.example" {
			return inner.RoundTrip(r)
		}
		return &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {r.URL.Query().Get("to")}}, Body: http.NoBody, Request: r}, nil
	})
	o.Client = c
	refused("http://public.example/?to=http://127.0.0.1:" + port)
	refused("http://public.example/?to=http://localhost:" + port)
	for _, to := range []string{"file:///etc/passwd", "gopher://127.0.0.1:" + port, "http://public.example/"} {
		for _, err := range Open(t.Context(), o, "http://public.example/?to="+to) {
			if err == nil || strings.Contains(err.Error(), "root:") {
				t.Errorf("%s: %v", to, err)
			}
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

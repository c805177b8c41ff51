package queue

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/jwt/v2"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nkeys"

	"entente/graph"
)

// authority makes a certificate for 127.0.0.1 that signs itself, and a file to trust it by.
func authority(t *testing.T) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "queue"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file(t, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func file(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// guarded runs a server with options of its own and gives HOST:PORT.
func guarded(t *testing.T, o *server.Options) string {
	t.Helper()
	o.Host, o.Port, o.JetStream, o.StoreDir, o.NoSigs, o.NoLog = "127.0.0.1", server.RANDOM_PORT, true, t.TempDir(), true, true
	s, err := server.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("the server does not start")
	}
	return s.Addr().String()
}

// wantDial dials, and sends a release if no error is wanted.
func wantDial(t *testing.T, o Options, code graph.Code, words ...string) {
	t.Helper()
	start := time.Now()
	q, err := Dial(t.Context(), o)
	if err == nil {
		defer q.Close()
	}
	if code == "" && err == nil {
		_, err = q.Publish(t.Context(), release(1))
	}
	if code == "" || err == nil {
		if code != "" || err != nil {
			t.Errorf("%+v: error %v, want code %q", o, err, code)
		}
		return
	}
	if _, ours := errors.AsType[*Error](err); !ours || graph.CodeOf(err) != code {
		t.Errorf("%+v: %v, want code %q", o, err, code)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%+v: %q does not say %q", o, err, w)
		}
	}
	if strings.Contains(err.Error(), "hush") {
		t.Errorf("the message tells the password: %v", err)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("%v after %v", err, d)
	}
}

// TestTLSAndPassword wants a server that asks for both to get both.
func TestTLSAndPassword(t *testing.T) {
	own, trusted := authority(t)
	_, strange := authority(t)
	nothing := &server.Permissions{Publish: &server.SubjectPermission{Deny: []string{">"}}}
	address := guarded(t, &server.Options{
		TLS: true, TLSTimeout: 5, TLSConfig: &tls.Config{Certificates: []tls.Certificate{own}, MinVersion: tls.VersionTLS12},
		Users: []*server.User{{Username: "ann", Password: "hush"}, {Username: "bob", Password: "hush", Permissions: nothing}},
	})
	for _, scheme := range []string{"tls://", "nats://"} { // the server's demand counts for either
		ann := scheme + "ann:hush@" + address
		wantDial(t, Options{URL: ann, CA: trusted}, "")
		wantDial(t, Options{URL: ann}, graph.Invalid, "do not trust", "nats.ca")
		wantDial(t, Options{URL: ann, CA: strange}, graph.Invalid, "do not trust", "nats.ca")
		wantDial(t, Options{URL: scheme + "ann:hush2@" + address, CA: trusted}, graph.Auth, "does not let us in")
		wantDial(t, Options{URL: scheme + address, CA: trusted}, graph.Auth, "does not let us in")
		wantDial(t, Options{URL: scheme + "bob:hush@" + address, CA: trusted}, graph.Auth, "does not let us in", "ermissions")
	}
	for _, ca := range []string{"none.pem", file(t, []byte("no certificate"))} {
		wantDial(t, Options{URL: "tls://ann:hush@" + address, CA: ca}, graph.Invalid, "nats.ca is "+ca)
	}
	plain := serve(t)
	wantDial(t, Options{URL: strings.Replace(plain, "nats://", "tls://", 1)}, graph.Invalid, "speaks no TLS", "tls://")
	wantDial(t, Options{URL: plain, CA: trusted}, graph.Invalid, "speaks no TLS", "nats.ca")
}

// key makes a pair of keys and gives the public one too.
func key(t *testing.T, make func() (nkeys.KeyPair, error)) (nkeys.KeyPair, string) {
	t.Helper()
	pair, err := make()
	if err != nil {
		t.Fatal(err)
	}
	public, err := pair.PublicKey()
	if err != nil {
		t.Fatal(err)
	}
	return pair, public
}

// TestCredentials has a server whose users are those that an operator's account signs.
func TestCredentials(t *testing.T) {
	operator, operatorKey := key(t, nkeys.CreateOperator)
	system, systemKey := key(t, nkeys.CreateAccount)
	account, accountKey := key(t, nkeys.CreateAccount)
	stranger, _ := key(t, nkeys.CreateAccount)
	encode := func(c jwt.Claims, by nkeys.KeyPair) string {
		token, err := c.Encode(by)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	claims := jwt.NewOperatorClaims(operatorKey)
	claims.SystemAccount = systemKey
	accounts := &server.MemAccResolver{}
	for public, storage := range map[string]int64{systemKey: 0, accountKey: jwt.NoLimit} {
		c := jwt.NewAccountClaims(public)
		c.Limits.JetStreamLimits = jwt.JetStreamLimits{DiskStorage: storage, Streams: -1, Consumer: -1}
		if err := accounts.Store(public, encode(c, operator)); err != nil {
			t.Fatal(err)
		}
	}
	encode(claims, operator) // fills in what the server looks at
	address := guarded(t, &server.Options{TrustedOperators: []*jwt.OperatorClaims{claims}, SystemAccount: systemKey, AccountResolver: accounts})
	creds := func(by nkeys.KeyPair, expires time.Duration) string {
		user, userKey := key(t, nkeys.CreateUser)
		c := jwt.NewUserClaims(userKey)
		c.Expires = time.Now().Add(expires).Unix()
		seed, err := user.Seed()
		if err != nil {
			t.Fatal(err)
		}
		content, err := jwt.FormatUserConfig(encode(c, by), seed)
		if err != nil {
			t.Fatal(err)
		}
		return file(t, content)
	}
	url := "nats://" + address
	wantDial(t, Options{URL: url, Creds: creds(account, time.Hour)}, "")
	wantDial(t, Options{URL: url, Creds: creds(account, -time.Hour)}, graph.Auth, "does not let us in")
	wantDial(t, Options{URL: url, Creds: creds(stranger, time.Hour)}, graph.Auth, "does not let us in")
	wantDial(t, Options{URL: url}, graph.Auth, "does not let us in")
	wantDial(t, Options{URL: url, Creds: creds(system, time.Hour)}, graph.Unreachable, "no JetStream")
	for _, broken := range []string{"none.creds", t.TempDir(), file(t, []byte("ann hush"))} {
		wantDial(t, Options{URL: url, Creds: broken}, graph.Auth, "nats.creds is "+broken)
	}
}

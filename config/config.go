// Package config reads entente's settings: defaults, then entente.yaml, then
// ENTENTE_* variables, then flags, each over the one before.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Config holds every setting. The tags are the keys of entente.yaml; a
// variable's name is the key in capitals with ENTENTE_ before it and _ for the
// dot: ENTENTE_NEO4J_PASSWORD.
type Config struct {
	Store         string    `mapstructure:"store"`          // sqlite:PATH, neo4j://HOST:PORT or bolt://HOST:PORT
	Sync          string    `mapstructure:"sync"`           // of an SQLite store: full or normal
	Ledger        string    `mapstructure:"ledger"`         // the file of people's decisions; empty is beside the store
	Workers       int       `mapstructure:"workers"`        // releases read at once; 0 is one a processor
	MinConfidence float64   `mapstructure:"min_confidence"` // facts below it are neither kept nor shown, 0 to 1
	Strict        bool      `mapstructure:"strict"`         // stop at the first input that fails
	Format        string    `mapstructure:"format"`         // of answers, one of Formats
	Model         string    `mapstructure:"model"`          // model files to use in place of the embedded ones, with commas between
	Queue         Addresses `mapstructure:"queue"`          // nats://HOST:PORT, several with commas between; empty is none
	Neo4j         Neo4j     `mapstructure:"neo4j"`
	NATS          NATS      `mapstructure:"nats"`
	HTTP          HTTP      `mapstructure:"http"`
	Watch         Watch     `mapstructure:"watch"`
	Serve         Serve     `mapstructure:"serve"`
}

// Neo4j says how to log in and how long to wait.
type Neo4j struct {
	User     string `mapstructure:"user"`
	Password Secret `mapstructure:"password"` // never a flag: the process list would show it
	Database string `mapstructure:"database"`

	MaxConnections     int           `mapstructure:"max_connections"`
	ConnectTimeout     time.Duration `mapstructure:"connect_timeout"`
	TransactionTimeout time.Duration `mapstructure:"transaction_timeout"` // 0 leaves it to the server
}

// NATS says how to log in to the queue, and how safe it keeps what it is given.
type NATS struct {
	Creds    string `mapstructure:"creds"`    // a file with the user's credentials
	CA       string `mapstructure:"ca"`       // a file with the certificates to trust; empty is the system's
	Replicas int    `mapstructure:"replicas"` // servers that keep each release; 0 is 1, or what the stream has
}

// HTTP bounds the reading of pages and feeds.
type HTTP struct {
	Timeout time.Duration `mapstructure:"timeout"` // for one page
}

// Watch says how what has changed is posted.
type Watch struct {
	Secret Secret `mapstructure:"secret"` // that posts to a webhook are signed with; empty signs nothing
}

// Serve says how the HTTP API is offered.
type Serve struct {
	Listen      string        `mapstructure:"listen"`       // HOST:PORT
	Tokens      string        `mapstructure:"tokens"`       // the file of hashed tokens
	Origins     string        `mapstructure:"origins"`      // pages that browsers may call from, with commas between; empty is none
	Hosts       string        `mapstructure:"hosts"`        // names that it is called by beside those of loopback, with commas between
	PrivateURLs bool          `mapstructure:"private_urls"` // ingest addresses of private networks too
	Timeout     time.Duration `mapstructure:"timeout"`      // of one request
	MaxUpload   int           `mapstructure:"max_upload"`   // MiB of one upload
	MaxRequests int           `mapstructure:"max_requests"` // answered at once
	MaxStreams  int           `mapstructure:"max_streams"`  // of events, open at once
	Log         string        `mapstructure:"log"`          // text or json
}

// OriginList are the addresses of Origins.
func (s Serve) OriginList() []string { return commaed(s.Origins) }

// HostList are the names of Hosts.
func (s Serve) HostList() []string { return commaed(s.Hosts) }

// Secret is a string that does not print.
type Secret string

// String hides the secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "(set)"
}

// GoString hides the secret from %#v too.
func (s Secret) GoString() string { return fmt.Sprintf("%q", s.String()) }

// MarshalText hides the secret from JSON and YAML.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Addresses are addresses with commas between, which print without their passwords.
type Addresses string

// String hides passwords.
func (a Addresses) String() string {
	all := strings.Split(string(a), ",")
	for i := range all {
		all[i] = redact(all[i])
	}
	return strings.Join(all, ",")
}

// GoString hides passwords from %#v too.
func (a Addresses) GoString() string { return fmt.Sprintf("%q", a.String()) }

// MarshalText hides passwords from JSON and YAML.
func (a Addresses) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// Default is the configuration without file, variables and flags.
func Default() Config {
	return Config{
		Store:  "sqlite:entente.db",
		Sync:   "full",
		Format: "table",
		Neo4j: Neo4j{User: "neo4j", Database: "neo4j", MaxConnections: 10,
			ConnectTimeout: 5 * time.Second, TransactionTimeout: 10 * time.Minute},
		HTTP: HTTP{Timeout: 30 * time.Second},
		Serve: Serve{Listen: "127.0.0.1:8420", Tokens: "entente.tokens", Timeout: 30 * time.Second,
			MaxUpload: 64, MaxRequests: 64, MaxStreams: 100, Log: "text"},
	}
}

// Formats are those of answers. A table is drawn on a terminal and plain, aligned
// columns elsewhere.
func Formats() []string { return []string{"table", "plain", "json", "csv", "markdown"} }

// Models are the files of Model.
func (c Config) Models() []string { return commaed(c.Model) }

func commaed(list string) []string {
	var out []string
	for s := range strings.SplitSeq(list, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// WatchFile is the file in which watch keeps what it must not forget: beside an SQLite
// store or, for Neo4j, in the working folder.
func (c Config) WatchFile() string {
	if path, sqlite := strings.CutPrefix(c.Store, "sqlite:"); sqlite {
		return path + ".watch.json"
	}
	return "entente.watch.json"
}

// LedgerFile is the file of people's decisions: that of Ledger, else beside an
// SQLite store or, for Neo4j, in the working folder.
func (c Config) LedgerFile() string {
	path, sqlite := strings.CutPrefix(c.Store, "sqlite:")
	switch {
	case c.Ledger != "":
		return c.Ledger
	case path == ":memory:":
		return ""
	case sqlite:
		return path + ".ledger"
	}
	return "entente.ledger"
}

// settings lists every key with its value, in the order that doctor prints.
func (c Config) settings() []Setting {
	return []Setting{
		{Key: "store", Value: c.Store},
		{Key: "workers", Value: c.Workers},
		{Key: "min_confidence", Value: c.MinConfidence},
		{Key: "strict", Value: c.Strict},
		{Key: "format", Value: c.Format},
		{Key: "model", Value: c.Model},
		{Key: "ledger", Value: c.Ledger},
		{Key: "sync", Value: c.Sync},
		{Key: "neo4j.user", Value: c.Neo4j.User},
		{Key: "neo4j.password", Value: c.Neo4j.Password},
		{Key: "neo4j.database", Value: c.Neo4j.Database},
		{Key: "neo4j.max_connections", Value: c.Neo4j.MaxConnections},
		{Key: "neo4j.connect_timeout", Value: c.Neo4j.ConnectTimeout},
		{Key: "neo4j.transaction_timeout", Value: c.Neo4j.TransactionTimeout},
		{Key: "queue", Value: c.Queue},
		{Key: "nats.creds", Value: c.NATS.Creds},
		{Key: "nats.ca", Value: c.NATS.CA},
		{Key: "nats.replicas", Value: c.NATS.Replicas},
		{Key: "http.timeout", Value: c.HTTP.Timeout},
		{Key: "watch.secret", Value: c.Watch.Secret},
		{Key: "serve.listen", Value: c.Serve.Listen},
		{Key: "serve.tokens", Value: c.Serve.Tokens},
		{Key: "serve.origins", Value: c.Serve.Origins},
		{Key: "serve.hosts", Value: c.Serve.Hosts},
		{Key: "serve.private_urls", Value: c.Serve.PrivateURLs},
		{Key: "serve.timeout", Value: c.Serve.Timeout},
		{Key: "serve.max_upload", Value: c.Serve.MaxUpload},
		{Key: "serve.max_requests", Value: c.Serve.MaxRequests},
		{Key: "serve.max_streams", Value: c.Serve.MaxStreams},
		{Key: "serve.log", Value: c.Serve.Log},
	}
}

// schemes are the stores that a Store setting may name.
var schemes = []string{"sqlite", "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// Validate says which setting is wrong and what it may be.
func (c Config) Validate() error {
	scheme, rest, ok := strings.Cut(c.Store, ":")
	var wrong []error
	bad := func(key, format string, args ...any) {
		wrong = append(wrong, &KeyError{key, fmt.Sprintf(format, args...)})
	}
	switch {
	case !ok || !slices.Contains(schemes, scheme) || rest == "":
		bad("store", "is %q; write sqlite:PATH, neo4j://HOST:7687 or bolt://HOST:7687", redact(c.Store))
	case scheme != "sqlite" && (!strings.HasPrefix(rest, "//") || rest == "//"):
		bad("store", "has no host: write %s://HOST:7687", scheme)
	case scheme != "sqlite" && strings.Contains(rest, "@"):
		bad("store", "holds a user name or password; set neo4j.user in the file and ENTENTE_NEO4J_PASSWORD in the environment instead")
	}
	for server := range strings.SplitSeq(string(c.Queue), ",") {
		if scheme, host, ok := strings.Cut(server, "://"); c.Queue != "" && (!ok || host == "" || scheme != "nats" && scheme != "tls") {
			bad("queue", "is %q; write nats://HOST:4222 or tls://HOST:4222, several with commas between", redact(server))
		}
	}
	if r := c.NATS.Replicas; r < 0 || r > 5 || r > 0 && r%2 == 0 {
		bad("nats.replicas", "is %d; it may be 1, 3 or 5, or 0 for what the stream has", r)
	}
	if c.Workers < 0 || c.Workers > 1024 {
		bad("workers", "is %d; it may be 0 (one a processor) to 1024", c.Workers)
	}
	if !(c.MinConfidence >= 0 && c.MinConfidence <= 1) {
		bad("min_confidence", "is %v; it may be 0 to 1", c.MinConfidence)
	}
	if !slices.Contains(Formats(), c.Format) {
		bad("format", "is %q; it may be %s", c.Format, strings.Join(Formats(), ", "))
	}
	if c.Sync != "full" && c.Sync != "normal" {
		bad("sync", "is %q; it may be full or normal", c.Sync)
	}
	if n := c.Neo4j.MaxConnections; n < 2 || n > 1000 {
		bad("neo4j.max_connections", "is %d; it may be 2 to 1000", n)
	}
	if c.Neo4j.ConnectTimeout <= 0 {
		bad("neo4j.connect_timeout", "is %v; it must be longer than nothing: 5s", c.Neo4j.ConnectTimeout)
	}
	if d := c.Neo4j.TransactionTimeout; d < 0 || d > 0 && d < time.Millisecond {
		bad("neo4j.transaction_timeout", "is %v; it may be 0 (the server's own), or a millisecond and more: 10m", d)
	}
	if c.HTTP.Timeout <= 0 {
		bad("http.timeout", "is %v; it must be longer than nothing: 30s", c.HTTP.Timeout)
	}
	c.Serve.validate(bad)
	return errors.Join(wrong...)
}

func (s Serve) validate(bad func(key, format string, args ...any)) {
	if _, port, err := net.SplitHostPort(s.Listen); err != nil || port == "" {
		bad("serve.listen", "is %q; write HOST:PORT: 127.0.0.1:8420", s.Listen)
	}
	if s.Tokens == "" {
		bad("serve.tokens", "is empty; name the file of tokens, which need not be there")
	}
	for _, o := range s.OriginList() {
		if u, err := url.Parse(o); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || o != u.Scheme+"://"+u.Host {
			bad("serve.origins", "has %q; write scheme and host alone: https://graph.example.org", o)
		}
	}
	if s.Timeout < time.Second {
		bad("serve.timeout", "is %v; it may be a second or more: 30s", s.Timeout)
	}
	for _, n := range []struct {
		key            string
		value, largest int
	}{{"max_upload", s.MaxUpload, 4096}, {"max_requests", s.MaxRequests, 10000}, {"max_streams", s.MaxStreams, 10000}} {
		if n.value < 1 || n.value > n.largest {
			bad("serve."+n.key, "is %d; it may be 1 to %d", n.value, n.largest)
		}
	}
	if s.Log != "text" && s.Log != "json" {
		bad("serve.log", "is %q; it may be text or json", s.Log)
	}
}

// redact keeps a password that was typed into an address out of messages.
func redact(address string) string {
	if i := strings.LastIndexByte(address, '@'); i >= 0 {
		return "..." + address[i:]
	}
	return address
}

// KeyError is a setting with a wrong value.
type KeyError struct{ Key, Problem string }

func (e *KeyError) Error() string { return "setting " + e.Key + " " + e.Problem }

package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func env(m map[string]string) func(string) (string, bool) {
	return func(k string) (string, bool) { v, ok := m[k]; return v, ok }
}

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDefaults(t *testing.T) {
	t.Chdir(t.TempDir())
	l, err := Load(Source{Env: env(nil)})
	if err != nil {
		t.Fatal(err)
	}
	if l.Config != Default() {
		t.Errorf("%+v, want the defaults", l.Config)
	}
}

// TestPrecedence sets one key in every place and takes the places away again.
func TestPrecedence(t *testing.T) {
	t.Chdir(t.TempDir())
	xdg := t.TempDir()
	vars := map[string]string{"XDG_CONFIG_HOME": xdg}
	flags := pflag.NewFlagSet("t", pflag.ContinueOnError)
	flags.Int("workers", 99, "")
	want := func(workers int, origin string) {
		t.Helper()
		l, err := Load(Source{Env: env(vars), Flags: flags})
		if err != nil {
			t.Fatal(err)
		}
		if l.Workers != workers || l.Settings[1].Origin != origin || l.Settings[1].Value != workers {
			t.Errorf("%d from %s, want %d from %s", l.Workers, l.Settings[1].Origin, workers, origin)
		}
	}
	want(0, "default")
	far := write(t, filepath.Join(xdg, "entente", "entente.yaml"), "workers: 2\n")
	want(2, far)
	write(t, "entente.yaml", "workers: 3\nneo4j:\n  user: ann\n")
	want(3, "entente.yaml")
	vars["ENTENTE_WORKERS"] = "4"
	want(4, "ENTENTE_WORKERS")
	if err := flags.Set("workers", "5"); err != nil {
		t.Fatal(err)
	}
	want(5, "--workers")
}

func TestEveryKeyFromFileAndVariable(t *testing.T) {
	t.Chdir(t.TempDir())
	values := map[string]string{
		"store": "bolt://h:1", "sync": "normal", "ledger": "l.jsonl", "workers": "3", "min_confidence": "0.5", "strict": "true", "format": "csv", "model": "a.model,b.model",
		"neo4j.user": "u", "neo4j.password": "p w", "neo4j.database": "d",
		"neo4j.max_connections": "7", "neo4j.connect_timeout": "2s", "neo4j.transaction_timeout": "1m30s", "http.timeout": "5s",
		"serve.listen": "127.0.0.1:1", "serve.tokens": "t", "serve.origins": "https://a.example", "serve.hosts": "a.example", "serve.private_urls": "true",
		"serve.timeout": "2s", "serve.max_upload": "3", "serve.max_requests": "4", "serve.max_streams": "5", "serve.log": "json",
		"queue": "nats://h:1,tls://h:2", "nats.creds": "c.creds", "nats.ca": "ca.pem", "nats.replicas": "3",
		"watch.secret": "s k",
	}
	var file strings.Builder
	vars := map[string]string{}
	for _, d := range Default().settings() {
		v, ok := values[d.Key]
		if !ok {
			t.Fatalf("this test leaves out %s", d.Key)
		}
		fmt.Fprintf(&file, "%s: %s\n", d.Key, v)
		vars["ENTENTE_"+strings.ToUpper(strings.ReplaceAll(d.Key, ".", "_"))] = v
	}
	for name, s := range map[string]Source{
		"file":      {File: write(t, "a.yaml", file.String()), Env: env(nil)},
		"variables": {Env: env(vars)},
	} {
		l, err := Load(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range l.Settings {
			got := fmt.Sprint(set.Value)
			switch set.Key {
			case "neo4j.password":
				got = string(l.Neo4j.Password)
			case "watch.secret":
				got = string(l.Watch.Secret)
			}
			if got != values[set.Key] || set.Origin == "default" {
				t.Errorf("%s: %s is %q from %s", name, set.Key, got, set.Origin)
			}
		}
	}
}

func TestLedgerFile(t *testing.T) {
	for store, want := range map[string]string{"sqlite:a/b.db": "a/b.db.ledger", "sqlite::memory:": "", "neo4j://h:1": "entente.ledger"} {
		c := Default()
		c.Store = store
		if got := c.LedgerFile(); got != want {
			t.Errorf("%s: %q, want %q", store, got, want)
		}
		if c.Ledger = "x"; c.LedgerFile() != "x" {
			t.Errorf("%s: %q, want x", store, c.LedgerFile())
		}
	}
}

func TestBadSettings(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct{ file, want string }{
		{"stroe: x\n", `entente.yaml: unknown key "stroe"; did you mean "store"?`},
		{"neo4j:\n  pasword: x\n", `unknown key "neo4j.pasword"; did you mean "neo4j.password"?`},
		{"neo4j: x\n", `unknown key "neo4j"`},
		{"workers: many\n", "setting workers cannot be read as int (from entente.yaml)"},
		{"neo4j:\n  password: [hush]\n", "setting neo4j.password cannot be read as"},
		{"workers: -1\n", "setting workers is -1"},
		{"min_confidence: 2\n", "setting min_confidence is 2"},
		{"min_confidence: .nan\n", "setting min_confidence is NaN"},
		{"format: xml\n", "it may be table, plain, json, csv, markdown (from entente.yaml)"},
		{"http:\n  timeout: 0s\n", "setting http.timeout"},
		{"serve:\n  listen: nowhere\n", "setting serve.listen"},
		{"serve:\n  tokens: ''\n", "setting serve.tokens"},
		{"serve:\n  origins: '*'\n", "setting serve.origins"},
		{"serve:\n  timeout: 5ms\n", "setting serve.timeout"},
		{"serve:\n  max_streams: 0\n", "setting serve.max_streams"},
		{"serve:\n  log: xml\n", "setting serve.log"},
		{"sync: off\n", "setting sync is \"off\"; it may be full or normal"},
		{"sync: fast\n", "setting sync is \"fast\"; it may be full or normal"},
		{"neo4j:\n  max_connections: 0\n", "setting neo4j.max_connections is 0; it may be 2 to 1000"},
		{"neo4j:\n  max_connections: many\n", "setting neo4j.max_connections cannot be read as int"},
		{"neo4j:\n  connect_timeout: 0s\n", "setting neo4j.connect_timeout"},
		{"neo4j:\n  transaction_timeout: -1s\n", "setting neo4j.transaction_timeout"},
		{"neo4j:\n  transaction_timeout: 10\n", "setting neo4j.transaction_timeout is 10ns"},
		{"store: mysql://x\n", "write sqlite:PATH"},
		{"store: sqlite\n", "write sqlite:PATH"},
		{"store: 'bolt:'\n", "write sqlite:PATH"},
		{"store: bolt://\n", "has no host"},
		{"store: bolt://u:hush@h\n", "ENTENTE_NEO4J_PASSWORD"},
		{"store: mongo://u:hush@h\n", "write sqlite:PATH"},
		{"queue: nats://u:hush@h,http://u:hush@h\n", `setting queue is "...@h"; write nats://HOST:4222`},
		{"queue: 'nats://'\n", "setting queue is"},
		{"nats:\n  replicas: 2\n", "setting nats.replicas is 2; it may be 1, 3 or 5"},
		{"a: [\n", "entente.yaml: not a configuration file"},
	} {
		write(t, "entente.yaml", c.file)
		_, err := Load(Source{Env: env(nil)})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.file, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: the message tells the secret: %v", c.file, err)
		}
	}
	if _, err := Load(Source{File: "none.yaml", Env: env(nil)}); err == nil || !strings.Contains(err.Error(), "none.yaml") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	c := Default()
	c.Neo4j.Password, c.Watch.Secret = "hush", "hush"
	c.Queue = "nats://ann:hush@h:1,nats://bob:hush@h:2"
	j, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{string(j), fmt.Sprint(c), fmt.Sprintf("%+v %#v", c, c), fmt.Sprint(c.settings())} {
		if strings.Contains(s, "hush") {
			t.Errorf("printed: %s", s)
		}
	}
}

func TestModels(t *testing.T) {
	for in, want := range map[string]int{"": 0, "a.model": 1, " a.model , b.model ,": 2} {
		if got := (Config{Model: in}).Models(); len(got) != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/rogpeppe/go-internal/testscript"

	"entente/queue"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts' cmp files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main, "nats-node": node})
}

// TestScripts runs the command as people do, one script a verb. Each starts in
// an empty folder with the sample releases at $RELEASES.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs("../../testdata/releases")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// serve runs a queue at $QUEUE.
			"serve": func(ts *testscript.TestScript, _ bool, _ []string) {
				s, err := queue.Serve(ts.MkAbs("queue"), "127.0.0.1:0")
				ts.Check(err)
				ts.Defer(s.Stop)
				ts.Setenv("QUEUE", s.URL())
			},
			// site serves a folder at $SITE. What is posted there goes into a file of
			// the folder, posts.jsonl, unless a file "down" is there.
			"site": func(ts *testscript.TestScript, _ bool, args []string) {
				dir := ts.MkAbs(args[0])
				files := http.FileServer(http.Dir(dir))
				s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.Method != http.MethodPost {
						files.ServeHTTP(w, r)
						return
					}
					if _, err := os.Stat(filepath.Join(dir, "down")); err == nil {
						w.Header().Set("Retry-After", "3600")
						w.WriteHeader(http.StatusServiceUnavailable)
						return
					}
					f, err := os.OpenFile(filepath.Join(dir, "posts.jsonl"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
					if err == nil {
						fmt.Fprintf(f, "%s ", r.Header.Get("Webhook-Signature"))
						_, err = io.Copy(f, r.Body)
						fmt.Fprintln(f)
						err = errors.Join(err, f.Close())
					}
					if err != nil {
						w.WriteHeader(http.StatusInternalServerError)
					}
				}))
				ts.Defer(s.Close)
				ts.Setenv("SITE", s.URL)
			},
			// publish puts a file into the queue as a release of another program.
			"publish": func(ts *testscript.TestScript, _ bool, args []string) {
				conn, err := nats.Connect(ts.Getenv("QUEUE"))
				ts.Check(err)
				defer conn.Close()
				_, err = conn.Request("entente.release", []byte(ts.ReadFile(args[0])), 5*time.Second)
				ts.Check(err)
			},
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("RELEASES", samples)
			e.Setenv("HOME", e.WorkDir)
			// What an archive of text cannot hold.
			return os.WriteFile(filepath.Join(e.WorkDir, "picture.png"), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), 0o600)
		},
	})
}

package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/rogpeppe/go-internal/testscript"

	"entente/internal/freeport"
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
						// A script changes a file twice within a second, which its day can't tell.
						if b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path.Clean("/"+r.URL.Path)))); err == nil {
							w.Header().Set("ETag", fmt.Sprintf("\"%x\"", sha256.Sum256(b)))
						}
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
			// freeport sets $PORT to one that nobody listens on.
			"freeport": func(ts *testscript.TestScript, _ bool, _ []string) {
				port, err := freeport.Get()
				ts.Check(err)
				ts.Setenv("PORT", fmt.Sprint(port))
			},
			// bearer makes the requests that follow show the token of a file.
			"bearer": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Setenv("BEARER", strings.TrimSpace(ts.ReadFile(args[0])))
			},
			// http METHOD PATH [TYPE FILE] asks the server at $PORT, which may be starting.
			"http": func(ts *testscript.TestScript, _ bool, args []string) {
				kind, body := "", ""
				if len(args) > 2 {
					kind, body = args[2], ts.ReadFile(args[3])
				}
				askHTTP(ts, args[0], args[1], kind, body)
			},
			// upload PATH FILE... uploads files, and job PATH FILE sends JSON; both wait until
			// the job is over and print it.
			"upload": func(ts *testscript.TestScript, _ bool, args []string) {
				var body bytes.Buffer
				w := multipart.NewWriter(&body)
				for _, name := range args[1:] {
					part, err := w.CreateFormFile("file", name)
					ts.Check(err)
					_, err = io.WriteString(part, ts.ReadFile(name))
					ts.Check(err)
				}
				ts.Check(w.Close())
				await(ts, askHTTP(ts, "POST", args[0], w.FormDataContentType(), body.String()))
			},
			"job": func(ts *testscript.TestScript, _ bool, args []string) {
				await(ts, askHTTP(ts, "POST", args[0], "application/json", ts.ReadFile(args[1])))
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

// askHTTP sends a request, prints the body of the answer and gives its header.
func askHTTP(ts *testscript.TestScript, method, path, kind, body string) http.Header {
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		r, err := http.NewRequest(method, "http://127.0.0.1:"+ts.Getenv("PORT")+path, strings.NewReader(body))
		ts.Check(err)
		r.Header.Set("Content-Type", kind)
		if t := ts.Getenv("BEARER"); t != "" {
			r.Header.Set("Authorization", "Bearer "+t)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil && time.Now().Before(deadline) {
			continue
		}
		ts.Check(err)
		b, err := io.ReadAll(resp.Body)
		ts.Check(err)
		ts.Check(resp.Body.Close())
		_, err = ts.Stdout().Write(b)
		ts.Check(err)
		return resp.Header
	}
}

// await follows the events of a job to their end.
func await(ts *testscript.TestScript, job http.Header) {
	if job.Get("Location") == "" {
		ts.Fatalf("no job was begun")
	}
	askHTTP(ts, "GET", job.Get("Location")+"/events", "", "")
	askHTTP(ts, "GET", job.Get("Location"), "", "")
}

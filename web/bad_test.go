package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/internal/pytest"
	"entente/web/token"
)

// TestBadInput gives what should not be given, in every place where something can be.
func TestBadInput(t *testing.T) {
	s := sample(t, func(o *Options) { o.Settings.MaxUpload = 1 })
	const (
		asJSON = "Content-Type: application/json"
		asText = "Content-Type: text/plain"
		form   = "Content-Type: multipart/form-data; boundary=x"
	)
	q := base + "/questions/"
	big := strings.Repeat("a", 2<<20)
	for _, c := range []struct {
		request string // method and address
		body    string
		head    string
		want    int
		named   string // the parameter that the problem names
	}{
		{"GET " + q + "who-met?nonsense=1", "", "", 400, "nonsense"},
		{"GET " + q + "who-met?limit=0", "", "", 400, "limit"},
		{"GET " + q + "who-met?limit=1001", "", "", 400, "limit"},
		{"GET " + q + "who-met?limit=999999999999999999999", "", "", 400, "limit"},
		{"GET " + q + "who-met?limit=-1", "", "", 400, "limit"},
		{"GET " + q + "who-met?limit=1e2", "", "", 400, "limit"},
		{"GET " + q + "who-met?limit=ten", "", "", 400, "limit"},
		{"GET " + q + "who-met?offset=10001", "", "", 400, "offset"},
		{"GET " + q + "who-met?limit=1&limit=2", "", "", 400, "limit"},
		{"GET " + q + "who-met?entity=", "", "", 400, "entity"},
		{"GET " + q + "who-met?entity=%ff", "", "", 400, "entity"},
		{"GET " + q + "who-met?entity=a%00b", "", "", 422, ""},
		{"GET " + q + "who-met?entity=" + strings.Repeat("a", 1001), "", "", 400, "entity"},
		{"GET " + q + "who-met?entity=%zz", "", "", 400, ""},
		{"GET " + q + "who-met?a;b", "", "", 400, ""},
		{"GET " + q + "who-met?since=May", "", "", 400, "since"},
		{"GET " + q + "who-met?since=2031-13", "", "", 400, "since"},
		{"GET " + q + "who-met?since=2031-02-31", "", "", 422, ""},
		{"GET " + q + "who-met?since=2031&on=2031", "", "", 422, ""},
		{"GET " + q + "who-met?modality=maybe", "", "", 400, "modality"},
		{"GET " + q + "who-met?modality=planned,planned", "", "", 400, "modality"},
		{"GET " + q + "who-met?evidence=yes", "", "", 400, "evidence"},
		{"GET " + q + "who-met?min_confidence=2", "", "", 400, "min_confidence"},
		{"GET " + q + "who-met?min_confidence=NaN", "", "", 400, "min_confidence"},
		{"GET " + q + "members", "", "", 400, "entity"},
		{"GET " + q + "members?entity=Nobody", "", "", 404, ""},
		{"GET " + q + "evidence?id=nonsense", "", "", 422, ""},
		{"GET " + q + "search?words=%F0%9F%95%8A", "", "", 422, ""},
		{"GET " + q + "nothing", "", "", 404, ""},
		{"GET " + base, "", "", 404, ""},
		{"GET " + base + "/", "", "", 404, ""},
		{"GET //api/v1/questions", "", "", 404, ""},
		{"GET " + base + "/../../etc/passwd", "", "", 404, ""},
		{"GET " + base + "/releases/..%2f..%2fetc%2fpasswd", "", "", 400, "id"},
		{"GET " + base + "/releases/0000000000000000", "", "", 404, ""},
		{"GET " + base + "/releases/%ff", "", "", 404, ""},
		{"GET " + base + "/entities/nothing/x", "", "", 400, "kind"},
		{"GET " + base + "/entities/person/none", "", "", 404, ""},
		{"GET " + base + "/entities/person/Ole%20Strand", "", "", 404, ""}, // no name of his, but an id of nobody
		{"GET " + base + "/entities/person/", "", "", 400, "slug"},
		{"GET " + base + "/jobs/x", "", "", 400, "id"},
		{"GET " + base + "/jobs/" + strings.Repeat("A", 26), "", "", 404, ""},
		{"GET " + base + "/jobs/" + strings.Repeat("A", 26) + "/events", "", "", 404, ""},
		{"POST " + base + "/jobs/x/cancel", "", "", 400, "id"},
		{"POST " + base + "/jobs/" + strings.Repeat("A", 26) + "/cancel", "", "", 404, ""},
		{"POST " + q + "who-met", "", "", 405, ""},
		{"DELETE " + base + "/decisions", "", "", 405, ""},
		{"TRACE /", "", "", 405, ""},
		{"OPTIONS " + base + "/ingest", "", "", 405, ""},
		{"BREW /", "", "", 405, ""},

		{"POST " + base + "/extract", "", asText, 400, ""},
		{"POST " + base + "/extract", "\xff\xfe", asText, 400, ""},
		{"POST " + base + "/extract", big, asText, 413, ""},
		{"POST " + base + "/extract", `{"text":"` + big + `"}`, asJSON, 413, ""},
		{"POST " + base + "/extract", "x", "Content-Type: text/html", 415, ""},
		{"POST " + base + "/extract", "x", "", 415, ""},
		{"POST " + base + "/extract", "x", "Content-Type: text/plain; charset=utf-16", 415, ""},
		{"POST " + base + "/extract", "x", "Content-Type: ;;;", 415, ""},
		{"POST " + base + "/extract", `{"text":"x","save":true}`, asJSON, 400, "save"},
		{"POST " + base + "/extract", `{"Text":"x"}`, asJSON, 400, "Text"},
		{"POST " + base + "/extract", `{"text":null}`, asJSON, 400, "text"},
		{"POST " + base + "/extract", `{"text":["x"]}`, asJSON, 400, "text"},
		{"POST " + base + "/extract", `{}`, asJSON, 400, "text"},
		{"POST " + base + "/extract", `[]`, asJSON, 400, ""},
		{"POST " + base + "/extract", `{"text":"x"} {}`, asJSON, 400, ""},
		{"POST " + base + "/extract", `{"text":"x"`, asJSON, 400, ""},
		{"POST " + base + "/extract", strings.Repeat("[", 100000), asJSON, 400, ""},

		{"POST " + base + "/ingest", `{"url":"file:///etc/passwd"}`, asJSON, 400, "url"},
		{"POST " + base + "/ingest", `{"url":"https://"}`, asJSON, 400, "url"},
		{"POST " + base + "/ingest", `{"url":"https://a:b@c.example/"}`, asJSON, 422, "url"},
		{"POST " + base + "/ingest", "{\"url\":\"https://c.example/\\r\\nHost: x\"}", asJSON, 422, "url"},
		{"POST " + base + "/ingest", `{"url":"https://c.example/","path":"/etc/passwd"}`, asJSON, 400, "path"},
		{"POST " + base + "/ingest", `{"url":7}`, asJSON, 400, "url"},
		{"POST " + base + "/ingest", "", "Content-Type: multipart/form-data", 400, ""},
		{"POST " + base + "/ingest", "garbage", form, 400, ""},
		{"POST " + base + "/ingest", "--x--\r\n", form, 400, "file"},
		{"POST " + base + "/ingest", "--x\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\nx\r\n--x--\r\n", form, 400, "other"},
		{"POST " + base + "/ingest", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--x--\r\n", form, 400, "file"},
		{"POST " + base + "/ingest", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut off", form, 400, ""},
		{"POST " + base + "/ingest", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" + big + "\r\n--x--\r\n", form, 413, ""},

		{"POST " + base + "/decisions", `{"do":"destroy"}`, asJSON, 400, "do"},
		{"POST " + base + "/decisions", `{}`, asJSON, 400, "do"},
		{"POST " + base + "/decisions", `7`, asJSON, 400, ""},
		{"POST " + base + "/decisions", `{"do":"merge","a":"x"}`, asJSON, 400, "b"},
		{"POST " + base + "/decisions", `{"do":"merge","a":"x","b":"y","release":"release/0123456789abcdef"}`, asJSON, 400, "release"},
		{"POST " + base + "/decisions", `{"do":"merge","a":"x","b":"y\n{}"}`, asJSON, 400, "b"},
		{"POST " + base + "/decisions", `{"do":"merge","a":"x","b":"y","by":"somebody else"}`, asJSON, 400, "by"},
		{"POST " + base + "/decisions", `{"do":"merge","a":"nobody","b":"y"}`, asJSON, 404, ""},
		{"POST " + base + "/decisions", `{"do":"reject","claims":["claim/x"]}`, asJSON, 400, "claims"},
		{"POST " + base + "/decisions", `{"do":"reject","claims":[]}`, asJSON, 400, "claims"},
		{"POST " + base + "/decisions", `{"do":"undo","undoes":"d-00000000"}`, asJSON, 409, ""},
		{"POST " + base + "/decisions", `{"do":"undo","undoes":"d-00000000"}`, asText, 415, ""},
		{"POST " + base + "/decisions", big, asJSON, 413, ""},
	} {
		method, target, _ := strings.Cut(c.request, " ")
		w := do(s, method, target, c.body, c.head)
		p := problemOf(t, w)
		if w.Code != c.want || p.Parameter != c.named {
			t.Errorf("%s %.80s: %d of %q, want %d of %q: %s", c.request, c.body, w.Code, p.Parameter, c.want, c.named, p.Detail)
		}
		if len(p.Detail) > 3000 {
			t.Errorf("%.100s: %d bytes of detail", c.request, len(p.Detail))
		}
		if c.want == 405 && w.Header().Get("Allow") == "" {
			t.Errorf("%s: no Allow", c.request)
		}
	}
}

// TestInjection puts what is syntax elsewhere into every parameter of every route: it
// must be a name that nobody has, or no value at all, and come back as text in JSON.
func TestInjection(t *testing.T) {
	s := sample(t, nil)
	before := ""
	export := func() string { return do(s, "GET", base+"/releases", "").Header().Get("ETag") }
	before = export()
	asked := 0
	for _, evil := range []string{`' OR 1=1 --`, `"; DROP TABLE entity; --`, `') RETURN 1 //`, `}) DETACH DELETE n //`, `MATCH (n) DETACH DELETE n`, `$limit`, `{filter}`,
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "x\r\nSet-Cookie: a=b", "x\nETag: 1", `../../../etc/passwd`, `%00`, "\u202egnp.exe", `" OR "1" NEAR "2`, `*`, `a* OR b`, `${jndi:ldap://x}`, `{{7*7}}`} {
		for _, r := range s.routes {
			if r.method != "GET" || r.kind == stream {
				continue
			}
			for _, p := range r.params {
				target, q := r.path, []string{}
				for _, other := range r.params {
					value := "Strand"
					switch {
					case other.name == p.name:
						value = evil
					case !other.required:
						continue
					case other.name == "kind":
						value = "person"
					}
					value = escapeAll(value)
					if other.in == "path" {
						target = strings.Replace(target, "{"+other.name+"}", value, 1)
					} else {
						q = append(q, other.name+"="+value)
					}
				}
				w := do(s, "GET", target+"?"+strings.Join(q, "&"), "")
				asked++
				if w.Code >= 500 || w.Code != 200 && w.Code != 400 && w.Code != 404 && w.Code != 422 {
					t.Errorf("%s in %s of %s: %d %s", evil, p.name, r.path, w.Code, w.Body)
				}
				if !strings.HasSuffix(strings.SplitN(w.Header().Get("Content-Type"), ";", 2)[0], "json") || strings.Contains(w.Body.String(), "<") || w.Header().Get("Set-Cookie") != "" {
					t.Errorf("%s in %s of %s: %v %s", evil, p.name, r.path, w.Header(), w.Body)
				}
				for name, values := range w.Header() {
					if strings.ContainsAny(name+strings.Join(values, ""), "\r\n") {
						t.Errorf("%s in %s of %s breaks a header: %q", evil, p.name, r.path, values)
					}
				}
			}
		}
	}
	if asked < 1000 || export() != before {
		t.Errorf("%d requests; the graph was %s and is %s", asked, before, export())
	}
	w := do(s, "GET", "/", "", "X-Request-Id: a b\"<script>")
	if id := w.Header().Get("X-Request-Id"); strings.Contains(id, "script") {
		t.Errorf("the request's id is %q", id)
	}
	if w := do(s, "GET", "/", "", "X-Request-Id: mine-1"); w.Header().Get("X-Request-Id") != "mine-1" {
		t.Error("a request's own id is lost")
	}
}

func escapeAll(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, "%%%02X", s[i])
	}
	return b.String()
}

// serving runs a server on a port of this machine.
func serving(t testing.TB, s *Server) (address string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { _ = stop() })
	return "http://" + l.Addr().String(), stop
}

// TestStreams opens 1,000 streams: as many as may be stay open, the others are sent
// away, and what else is asked is answered meanwhile. They end with their job.
func TestStreams(t *testing.T) {
	finish := make(chan bool)
	s := sample(t, func(o *Options) {
		o.Ingest = func(ctx context.Context, _ Input, progress func(Counts)) (Counts, []string, error) {
			progress(Counts{Read: 1})
			select {
			case <-finish:
			case <-ctx.Done():
			}
			return Counts{Read: 2, Added: 2}, []string{"b.txt: holds no text"}, nil
		}
	})
	address, _ := serving(t, s)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1000}, Timeout: time.Minute}
	resp, err := client.Post(address+base+"/ingest", "application/json", strings.NewReader(`{"url":"https://a.example/"}`))
	if err != nil || resp.StatusCode != 202 {
		t.Fatal(resp, err)
	}
	resp.Body.Close()
	events := address + resp.Header.Get("Location") + "/events"
	var opened, refused, ended atomic.Int32
	var all sync.WaitGroup
	answered := make(chan bool, 1000)
	for range 1000 {
		all.Go(func() {
			resp, err := client.Get(events)
			if err != nil {
				t.Error(err)
				answered <- false
				return
			}
			defer resp.Body.Close()
			switch {
			case resp.StatusCode == 200 && resp.Header.Get("Content-Type") == "text/event-stream":
				opened.Add(1)
			case resp.StatusCode == 503 && resp.Header.Get("Retry-After") != "":
				refused.Add(1)
			default:
				t.Error(resp.Status)
			}
			answered <- true
			b, err := io.ReadAll(resp.Body)
			if resp.StatusCode == 200 && err == nil && strings.Contains(string(b), "event: progress\n") && strings.Contains(string(b), "event: end\n") && strings.Contains(string(b), `"state":"done"`) {
				ended.Add(1)
			}
		})
	}
	for range 1000 {
		<-answered
	}
	most := int32(s.Settings.MaxStreams)
	if opened.Load() != most || refused.Load() != 1000-most {
		t.Errorf("%d open and %d refused, want %d and %d", opened.Load(), refused.Load(), most, 1000-most)
	}
	if resp, err := client.Get(address + base + "/questions/who-met"); err != nil || resp.StatusCode != 200 {
		t.Errorf("a question meanwhile: %v %v", resp, err)
	}
	close(finish)
	all.Wait()
	if ended.Load() != most {
		t.Errorf("%d streams told of the end", ended.Load())
	}
	if resp, err := client.Get(events); err != nil || resp.StatusCode != 200 {
		t.Errorf("their places are not free: %v %v", resp, err)
	}
}

// TestSlowClients sends a byte now and then, in the header and in the body.
func TestSlowClients(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the limits of time")
	}
	s := sample(t, func(o *Options) { o.Settings.Timeout = time.Second })
	address, _ := serving(t, s)
	host := strings.TrimPrefix(address, "http://")
	var all sync.WaitGroup
	for _, c := range []struct {
		name, head, drip string
		within           time.Duration
	}{
		{"header", "GET / HTTP/1.1\r\nHost: " + host + "\r\nX-A: ", "a", headerTime + 2*time.Second},
		{"body", "POST " + base + "/extract HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n", "a", 5 * time.Second},
	} {
		for range 50 {
			all.Go(func() {
				conn, err := net.Dial("tcp", host)
				if err != nil {
					t.Error(err)
					return
				}
				defer conn.Close()
				began := time.Now()
				fmt.Fprint(conn, c.head)
				go func() {
					for {
						time.Sleep(100 * time.Millisecond)
						if _, err := fmt.Fprint(conn, c.drip); err != nil {
							return
						}
					}
				}()
				_ = conn.SetReadDeadline(began.Add(c.within + 5*time.Second))
				_, err = io.Copy(io.Discard, conn)
				if e, ok := err.(net.Error); ok && e.Timeout() || time.Since(began) > c.within {
					t.Errorf("a slow %s keeps a connection for %v", c.name, time.Since(began))
				}
			})
		}
	}
	for range 20 {
		if resp, err := http.Get(address + "/healthz"); err != nil || resp.StatusCode != 200 {
			t.Errorf("meanwhile: %v %v", resp, err)
		}
		time.Sleep(100 * time.Millisecond)
	}
	all.Wait()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: %s\r\nX-A: %s\r\n\r\n", host, strings.Repeat("a", 64<<10))
	if resp, err := http.ReadResponse(bufio.NewReader(conn), nil); err != nil || resp.StatusCode != 431 {
		t.Errorf("a header of 64 KiB: %v %v", resp, err)
	}
}

// TestUpload sends files, and wants the job to have them by their names, and nothing of
// them to be left.
func TestUpload(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	var got []string
	s := sample(t, func(o *Options) {
		o.Ingest = func(_ context.Context, in Input, _ func(Counts)) (Counts, []string, error) {
			for _, f := range in.Files {
				b, err := os.ReadFile(f.Path)
				got = append(got, fmt.Sprintf("%s %s %s %v", f.Name, filepath.Base(f.Path), b, err))
			}
			return Counts{Read: 3, Failed: 3}, []string{"a.md: holds no text"}, nil
		}
	})
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, name := range []string{"a.md", "../../etc/b.TXT", "c;rm -rf \u202e.sh"} {
		part, err := w.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(part, "text of "+filepath.Base(name))
	}
	w.Close()
	r := do(s, "POST", base+"/ingest", body.String(), "Content-Type: "+w.FormDataContentType())
	var job Job
	if err := json.Unmarshal(r.Body.Bytes(), &job); err != nil || r.Code != 202 || r.Header().Get("Location") != base+"/jobs/"+job.ID {
		t.Fatalf("%d %s", r.Code, r.Body)
	}
	for !job.State.over() {
		time.Sleep(time.Millisecond)
		if err := json.Unmarshal(do(s, "GET", base+"/jobs/"+job.ID, "").Body.Bytes(), &job); err != nil {
			t.Fatal(err)
		}
	}
	if job.State != Failed || job.Read != 3 || len(job.Errors) != 1 {
		t.Errorf("%+v", job)
	}
	s.Close()
	if len(got) != 3 || !strings.HasPrefix(got[0], "a.md 1.md text of a.md") || !strings.HasPrefix(got[1], "b.TXT 2.txt ") || !strings.Contains(got[2], " 3.sh ") {
		t.Errorf("%q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "entente-upload-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{"a.txt": "a.txt", `C:\x\b.md`: "b.md", "../../c": "c", "d\x1b[31m\n": "d[31m", "": "file 7", "..": "file 7", "/": "file 7", "e\xff": "e",
		strings.Repeat("ä", 300) + ".txt": strings.Repeat("ä", 196) + ".txt"} {
		if got := fileName(in, 7); got != want {
			t.Errorf("%q is called %q, want %q", in, got, want)
		}
	}
}

// TestCancel cancels a job that is read, one that waits and one that is over.
func TestCancel(t *testing.T) {
	started, proceed := make(chan bool), make(chan bool)
	s := sample(t, func(o *Options) {
		o.Ingest = func(ctx context.Context, in Input, _ func(Counts)) (Counts, []string, error) {
			started <- true
			select {
			case <-ctx.Done():
				return Counts{Read: 7, Added: 5}, nil, ctx.Err()
			case <-proceed:
				return Counts{Read: 9, Added: 9}, nil, nil
			}
		}
	})
	job := func(w *httptest.ResponseRecorder) (j Job) {
		t.Helper()
		if err := json.Unmarshal(w.Body.Bytes(), &j); err != nil {
			t.Fatal(err, w.Body)
		}
		return j
	}
	post := func() string {
		return job(do(s, "POST", base+"/ingest", `{"url":"https://a.example/"}`, "Content-Type: application/json")).ID
	}
	over := func(id string) Job {
		t.Helper()
		do(s, "GET", base+"/jobs/"+id+"/events", "") // until it is over
		return job(do(s, "GET", base+"/jobs/"+id, ""))
	}
	first, second, third := post(), post(), post()
	<-started
	if j := job(do(s, "POST", base+"/jobs/"+second+"/cancel", "")); j.State != Cancelled || j.Ended.IsZero() || !j.Started.IsZero() {
		t.Errorf("one that waits: %+v", j)
	}
	if w := do(s, "POST", base+"/jobs/"+first+"/cancel", ""); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if j := over(first); j.State != Cancelled || j.Added != 5 || len(j.Errors) != 0 {
		t.Errorf("one that is read: %+v", j)
	}
	<-started // the third: the second never begins
	proceed <- true
	if j := over(third); j.State != Done || j.Added != 9 {
		t.Errorf("the next: %+v", j)
	}
	if j := job(do(s, "POST", base+"/jobs/"+third+"/cancel", "")); j.State != Done {
		t.Errorf("one that is over: %+v", j)
	}
	if j := over(second); j.State != Cancelled || j.Read != 0 {
		t.Errorf("one that waited: %+v", j)
	}
}

// TestJobsWait fills the queue, and ends the server.
func TestJobsWait(t *testing.T) {
	started := make(chan bool, 1)
	s := sample(t, func(o *Options) {
		o.Ingest = func(ctx context.Context, _ Input, _ func(Counts)) (Counts, []string, error) {
			started <- true
			<-ctx.Done()
			return Counts{Read: 1, Added: 1}, nil, ctx.Err()
		}
	})
	post := func() *httptest.ResponseRecorder {
		return do(s, "POST", base+"/ingest", `{"url":"https://a.example/"}`, "Content-Type: application/json")
	}
	post()
	<-started
	for range mostWaiting {
		if w := post(); w.Code != 202 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	if w := post(); w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("one too many: %d %s", w.Code, w.Body)
	}
	s.Close()
	var list jobList
	if err := json.Unmarshal(do(s, "GET", base+"/jobs", "").Body.Bytes(), &list); err != nil || len(list.Jobs) != mostWaiting+1 {
		t.Fatal(err, len(list.Jobs))
	}
	for _, j := range list.Jobs {
		if j.State != Ended {
			t.Errorf("%+v", j)
		}
	}
	if w := do(s, "GET", "/readyz", ""); w.Code != 503 {
		t.Errorf("a server that ends is ready: %d", w.Code)
	}
}

// TestEnd ends a server while requests and streams are open.
func TestEnd(t *testing.T) {
	s := sample(t, func(o *Options) {
		o.Ingest = func(ctx context.Context, _ Input, _ func(Counts)) (Counts, []string, error) {
			<-ctx.Done()
			return Counts{Added: 1}, nil, ctx.Err()
		}
	})
	address, stop := serving(t, s)
	resp, err := http.Post(address+base+"/ingest", "application/json", strings.NewReader(`{"url":"https://a.example/"}`))
	if err != nil {
		t.Fatal(err)
	}
	stream, err := http.Get(address + resp.Header.Get("Location") + "/events")
	if err != nil || stream.StatusCode != 200 {
		t.Fatal(stream, err)
	}
	began := time.Now()
	if err := stop(); err != nil || time.Since(began) > grace {
		t.Errorf("it ends after %v with %v", time.Since(began), err)
	}
	if b, err := io.ReadAll(stream.Body); err != nil || !strings.Contains(string(b), `"state":"ended"`) {
		t.Errorf("the stream ends with %v: %s", err, b)
	}
	if _, err := http.Get(address + "/healthz"); err == nil {
		t.Error("it still answers")
	}
}

// TestSchemathesis holds the server to its document by another's program, twice: with
// values drawn from the document, and with names that the graph knows.
func TestSchemathesis(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	k, text := token.New("st", token.Write, time.Now(), time.Time{})
	if err := token.Save(path, []token.Token{k}); err != nil {
		t.Fatal(err)
	}
	file, err := token.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s := sample(t, func(o *Options) { o.Tokens = file })
	address, _ := serving(t, s)
	settings, err := os.ReadFile("testdata/schemathesis.toml")
	if err != nil {
		t.Fatal(err)
	}
	known := filepath.Join(t.TempDir(), "known.toml")
	values := "\n[parameters]\n" + strings.Join([]string{`entity = "Compact"`, `a = "Ruritania"`, `b = "Zubrowka"`, `other = "Brandt"`, `name = "strand"`, `words = "compact"`}, "\n")
	if err := os.WriteFile(known, append(settings, values...), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, with := range []string{"testdata/schemathesis.toml", known} {
		out := string(pytest.Run(t, "testdata/schemathesis.txt", "testdata/schemathesis.py", address, text, with, "15"))
		if !strings.Contains(out, fmt.Sprintf("Tested: %d", len(s.routes)-1)) { // the document itself it takes as read
			t.Errorf("not all %d routes were tested:\n%s", len(s.routes), out)
		}
	}
}

// FuzzRequest asks anything of anything: there must be no fault, and errors must be
// problems.
func FuzzRequest(f *testing.F) {
	s := sample(f, nil)
	for _, r := range s.routes {
		f.Add(r.method, r.path, "entity=Strand&limit=1", "", "application/json")
	}
	f.Add("POST", base+"/decisions", "", `{"do":"merge","a":"x","b":"y"}`, "application/json")
	f.Add("POST", base+"/ingest", "", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--x--\r\n", "multipart/form-data; boundary=x")
	f.Add("GET", base+"/questions/search", "words=%F0%9F&type=MET_WITH,VISITED&since=2031-05", "", "")
	f.Fuzz(func(t *testing.T, method, path, query, body, kind string) {
		r := &http.Request{Method: method, Host: "127.0.0.1", Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(strings.NewReader(body))}
		u, err := url.ParseRequestURI(path)
		if err != nil || strings.HasSuffix(path, "/events") {
			return
		}
		u.RawQuery = query
		r.URL = u
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r.WithContext(t.Context()))
		switch {
		case w.Code >= 500 && w.Code != 503 && w.Code != 504:
			t.Errorf("%s %s?%s: %d %s", method, path, query, w.Code, w.Body)
		case w.Code >= 400:
			problemOf(t, w)
		}
	})
}

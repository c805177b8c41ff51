package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/text"
)

// read collects the documents and the errors of a run.
func read(t *testing.T, o Options, names ...string) ([]*text.Document, []*Error) {
	t.Helper()
	var docs []*text.Document
	var errs []*Error
	for d, err := range Open(context.Background(), o, names...) {
		var e *Error
		switch {
		case err == nil && d == nil, err != nil && d != nil:
			t.Fatalf("item is document %v and error %v", d, err)
		case errors.As(err, &e):
			errs = append(errs, e)
		case err != nil:
			t.Fatalf("untyped error %v", err)
		default:
			docs = append(docs, d)
		}
	}
	return docs, errs
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	if !filepath.IsAbs(name) {
		name = filepath.Join(t.TempDir(), name)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestBadFiles(t *testing.T) {
	para := "<p>The ministers met in the capital and spoke about trade.</p>"
	tests := []struct {
		name, file, content string
		want                Code
		says                string
	}{
		{"empty", "a.txt", "", Empty, "holds no text"},
		{"blank", "a.txt", " \n\t\r\n ", Empty, "holds no text"},
		{"blank beyond the head", "a.txt", strings.Repeat("\n", 3*sniffLen), Empty, "holds no text"},
		{"only invisible marks", "a.txt", "\ufeff\u200b\u00ad", Empty, "holds no text"},
		{"NUL bytes", "a.txt", "Title\x00\x01\x02", Binary, "NUL"},
		{"control bytes", "a.txt", "\x01\x02\x03\x04abc", Binary, "control bytes"},
		{"PNG", "a.txt", "\x89PNG\r\n\x1a\n" + "rest", Binary, "image/png"},
		{"PDF", "a.txt", "%PDF-1.7\n%abc", Binary, "application/pdf"},
		{"ZIP or Word", "a.docx", "PK\x03\x04\x14\x00", Binary, "application/zip"},
		{"gzip", "a.gz", "\x1f\x8b\x08\x00", Binary, "gzip"},
		{"RTF", "a.rtf", `{\rtf1 Hello}`, Binary, "RTF"},
		{"text as a feed", "a.rss", "No feed at all", NotFeed, "not an RSS or Atom feed"},
		{"page as a feed", "a.atom", "<!doctype html><p>Not found", NotFeed, "not an RSS or Atom feed"},
		{"other XML", "a.xml", "<?xml version='1.0'?><svg><g/></svg>", NotFeed, "not an RSS or Atom feed"},
		{"broken XML", "a.xml", "<?xml version='1.0'?><rss><channel><<>", NotFeed, "not an RSS or Atom feed"},
		{"cut off feed", "a.xml", "<rss version='2.0'><channel><title>T</title><item><title>a", NotFeed, "not an RSS or Atom feed"},
		{"feed without entries", "a.xml", "<rss version='2.0'><channel><title>T</title></channel></rss>", Empty, "no entries"},
		{"nested feed", "a.xml", "<rss version='2.0'><channel>" + strings.Repeat("<x:a>", 100_000), Malformed, "safely"},
		{"feed in pieces", "a.xml", "<rss version='2.0'><channel><x:a>" + strings.Repeat("<![CDATA[x]]>", 100_000), Malformed, "safely"},
		{"feed of name spaces", "a.xml", "<rss version='2.0'" + strings.ReplaceAll(attributes(400), " a", " xmlns:a") + "><channel>" + strings.Repeat("<a xmlns:b='c'/>", 100_000), Malformed, "safely"},
		{"feed of attributes", "a.xml", "<rss version='2.0'><channel><item" + strings.ReplaceAll(attributes(50_000), "=1", "='1'") + ">", Malformed, "safely"},
		{"entity bomb", "a.xml", `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>`, Empty, "no entries"},
		{"page without text", "a.html", "<html><body><script>var a = 1</script></body></html>", Empty, "no text"},
		{"deep page", "a.html", "<html><body>" + strings.Repeat("<div>", 100_000) + para, Malformed, "safely"},
		{"page of many tags", "a.html", "<html><body>" + strings.Repeat("<p>", 400_000) + para, Malformed, "tags"},
		{"page of many attributes", "a.html", "<html><body><b" + attributes(100_000) + ">" + para, Malformed, "attributes"},
		{"page of open formatting", "a.html", "<html><body>" + openFormatting(400) + strings.Repeat("<p>a", 100_000), Malformed, "formatting"},
		{"truncated UTF-8", "a.txt", "“Chișinău” – Chi\xc8", Malformed, "cut off"},
		{"truncated UTF-8, else ASCII", "a.md", "# A visit\n\nThe Minister \xe2\x80", Malformed, "cut off"},
		{"blank JSON Lines", "a.jsonl", "\xfe\xff", Empty, "holds no text"},
		{"array", "a.json", `[{"text": "a"}]`, BadRecord, "bad JSON"},
		{"truncated JSON", "a.jsonl", `{"id": "1", "text": "a`, BadRecord, "a.jsonl:1: bad JSON"},
		{"JSON without text", "a.jsonl", `{"id": "1"}`, BadRecord, `"text" is missing`},
		{"JSON with empty text", "a.jsonl", `{"id": "1", "text": " "}`, BadRecord, `"text" is empty`},
		{"JSON with a number for text", "a.jsonl", `{"id": "1", "text": 5}`, BadRecord, "bad JSON"},
		{"JSON with an odd id", "a.jsonl", `{"id": [1], "text": "a"}`, BadRecord, `"id"`},
		{"two values on a line", "a.jsonl", `{"text": "a"} {"text": "b"}`, BadRecord, "more than one"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := write(t, tt.file, tt.content)
			start := time.Now()
			docs, errs := read(t, Options{}, name)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			if len(docs) != 0 || len(errs) != 1 {
				t.Fatalf("%d documents, errors %v; want one error", len(docs), errs)
			}
			if e := errs[0]; e.Code != tt.want || !strings.Contains(e.Error(), tt.says) || !strings.HasPrefix(e.Error(), name) {
				t.Errorf("%s: %v; want %s with %q and the file's name", e.Code, e, tt.want, tt.says)
			}
		})
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d=1", i)
	}
	return b.String()
}

func openFormatting(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<b a=%d>", i)
	}
	return b.String()
}

func TestBadPaths(t *testing.T) {
	dir := t.TempDir()
	tests := []struct {
		name, path string
		want       Code
	}{
		{"missing file", filepath.Join(dir, "none.txt"), NotFound},
		{"below a file", filepath.Join(write(t, filepath.Join(dir, "sub", "f.txt"), "A"), "x"), Unreadable},
		{"other scheme", "ftp://example.org/a", Unsupported},
		{"bad address", "http://[::1", Unsupported},
		{"empty input", "-", Empty},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := read(t, Options{}, tt.path)
			if len(docs) != 0 || len(errs) != 1 || errs[0].Code != tt.want {
				t.Fatalf("%d documents, errors %v; want %s", len(docs), errs, tt.want)
			}
		})
	}
	t.Run("empty folder", func(t *testing.T) {
		if _, errs := read(t, Options{}, t.TempDir()); len(errs) != 1 || errs[0].Code != Empty {
			t.Errorf("errors %v", errs)
		}
	})
}

// Fifty megabytes of one line are refused quickly, as text, page, feed and record.
func TestOneHugeLine(t *testing.T) {
	line := strings.Repeat("The ministers met today. ", 2<<20)
	short := line[:len(line)/5] // these formats take longer
	for file, content := range map[string]string{
		"a.txt":   line,
		"b.html":  "<!doctype html><p>" + short,
		"c.xml":   "<rss version='2.0'><channel><item><title>T</title><description>" + short + "</description></item></channel></rss>",
		"d.jsonl": `{"text": "` + line + `"}`,
	} {
		t.Run(file, func(t *testing.T) {
			name := write(t, file, content)
			start := time.Now()
			docs, errs := read(t, Options{}, name)
			if len(docs) != 0 || len(errs) != 1 || errs[0].Code != TooLarge {
				t.Fatalf("%d documents, errors %v", len(docs), errs)
			}
			if !strings.Contains(errs[0].Error(), "one release of 50 MB") && !strings.Contains(errs[0].Error(), "one release of 10 MB") || !strings.Contains(errs[0].Hint, "is this a dump?") {
				t.Errorf("says %v (%s)", errs[0], errs[0].Hint)
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// endless is a reader that never ends.
type endless struct{ s string }

func (e endless) Read(p []byte) (int, error) { return copy(p, e.s), nil }

func TestEndlessInput(t *testing.T) {
	for name, s := range map[string]string{"lines": "yes\n", "record": `{"text": "`} {
		_, errs := read(t, Options{Stdin: io.LimitReader(endless{s}, 1<<30), MaxFile: 1 << 20, MaxRelease: 1 << 20}, "-")
		if len(errs) != 1 || errs[0].Code != TooLarge {
			t.Errorf("%s: errors %v", name, errs)
		}
	}
}

func TestFolderGoesOn(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "b.txt"), "Second\n\nBody.")
	write(t, filepath.Join(dir, "a", "z.txt"), "First\n\nBody.")
	write(t, filepath.Join(dir, "a.png"), "\x89PNG\r\n\x1a\n\x00")
	write(t, filepath.Join(dir, "c.jsonl"), `{"text": "Third"}`+"\nnonsense\n"+`{"text": "Fourth"}`)
	write(t, filepath.Join(dir, ".hidden.txt"), "Hidden")
	write(t, filepath.Join(dir, ".git", "x.txt"), "Hidden")
	var got []string
	for d, err := range Open(context.Background(), Options{}, dir) {
		if err != nil {
			got = append(got, strings.TrimPrefix(err.Error(), dir+"/"))
		} else {
			got = append(got, d.Title)
		}
	}
	want := []string{"First", "a.png: is no text (image/png)", "Second", "Third", "c.jsonl:2: bad JSON: invalid character 'o' in literal null (expecting 'u')", "Fourth"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStopsWhenAsked(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		write(t, filepath.Join(dir, fmt.Sprint(i, ".txt")), fmt.Sprint("Release ", i))
	}
	n := 0
	for range Open(context.Background(), Options{}, dir, dir) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d items after a break at 2", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n = 0
	var last error
	for _, err := range Open(ctx, Options{}, dir, dir) {
		n++
		last = err
		if n == 2 {
			cancel()
		}
	}
	if n != 3 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d items, the last %v; want the third to be the cancellation", n, last)
	}
	n = 0
	for _, err := range Open(ctx, Options{}, filepath.Join(dir, "0.txt")) {
		if n++; !errors.Is(err, context.Canceled) {
			t.Errorf("after the cancellation: %v", err)
		}
	}
	if n != 1 {
		t.Errorf("%d items after the cancellation", n)
	}
}

func TestBadServers(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/cut", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "Half a release")
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("word\n", 1<<20)) })
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		io.WriteString(w, "<!doctype html><title>Sign in</title>")
	})
	mux.HandleFunc("/image", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "GIF89a....") })
	s := httptest.NewServer(mux)
	defer s.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	tests := []struct {
		url  string
		want Code
		says string
	}{
		{s.URL + "/none", Unreachable, "404"},
		{s.URL + "/slow", Unreachable, "cannot be reached"},
		{s.URL + "/cut", Unreachable, "broke off"},
		{s.URL + "/big", TooLarge, "more than 1 MB"},
		{s.URL + "/feed", NotFeed, "not an RSS"},
		{s.URL + "/image", Binary, "image/gif"},
		{gone.URL, Unreachable, "connection refused"},
	}
	o := Options{Client: &http.Client{Timeout: 500 * time.Millisecond}, MaxFile: 1 << 20}
	for _, tt := range tests {
		_, errs := read(t, o, tt.url)
		if len(errs) != 1 || errs[0].Code != tt.want || !strings.Contains(errs[0].Error(), tt.says) || strings.Count(errs[0].Error(), tt.url) != 1 {
			t.Errorf("%s: errors %v; want %s with %q", tt.url, errs, tt.want, tt.says)
		}
	}
}

package web

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/queries"
	"entente/text/vocab"
)

func post(s *Server, path, body string) *httptest.ResponseRecorder {
	return do(s, "POST", base+path, body, "Content-Type: application/json")
}

// TestLook wants the view that the Go function gives, and bodies that are none refused.
func TestLook(t *testing.T) {
	s := sample(t, nil)
	w := post(s, "/graph", `{"around":["country/rur"],"show":["person/tilde-brandt"],"modality":["asserted","planned"],"since":"2031-05","min_confidence":0.7,"limit":5.0}`)
	want, err := queries.Look(t.Context(), s.World.Store, queries.ViewParams{Around: []string{"country/rur"}, Show: []string{"person/tilde-brandt"},
		Filter: queries.Filter{Since: "2031-05", MinConfidence: 0.7, Limit: 5, Modalities: []vocab.Modality{vocab.Asserted, vocab.Planned}}})
	if err != nil {
		t.Fatal(err)
	}
	var got queries.View
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || len(got.Bundles) == 0 {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, body := range []string{`{"around":[1]}`, `{"around":["a","a"]}`, `{"limit":301}`, `{"limit":2.5}`, `{"limit":1e99}`, `{"limit":0}`, `{"kinds":["Robot"]}`, `{"since":"May"}`, `{"min_confidence":2}`, `{"x":1}`, `[]`,
		`{"show":["` + strings.Repeat(`a","`, 300) + `b"]}`} {
		if w := post(s, "/graph", body); w.Code != 400 {
			t.Errorf("%.50s: %d", body, w.Code)
		}
	}
	if w := post(s, "/graph", `{"since":"2031-13"}`); w.Code != 400 && w.Code != 422 {
		t.Errorf("no such month: %d", w.Code)
	}
}

func TestNotUnderstood(t *testing.T) {
	w := do(sample(t, nil), "GET", base+"/ask?question=Mumble", "")
	if p := problemOf(t, w); w.Code != 422 || !slices.Equal(p.Questions, []string{"Who met whom?"}) {
		t.Errorf("%d %+v", w.Code, p)
	}
}

// TestOffsets wants the offsets that a page asks for to cut a text as JavaScript does.
func TestOffsets(t *testing.T) {
	s := sample(t, nil)
	const text = "Ruritania 🕊 met Zubrowka\ufffd in Stória."
	batch := graph.Batch{Releases: []graph.Release{{ID: graph.ReleaseID(text), Title: text, Text: text}},
		Entities: []graph.Entity{{ID: "country/rur", Type: vocab.Country, Name: "Ruritania"}, {ID: "country/sto", Type: vocab.Country, Name: "Stória"}, {ID: "country/zub", Type: vocab.Country, Name: "Zubrowka"}}}
	for _, e := range batch.Entities {
		batch.Mentioned = append(batch.Mentioned, graph.Mentioned{Entity: e.ID, Release: batch.Releases[0].ID, Count: 1, Name: e.Name})
	}
	c := graph.Claim{Type: vocab.MetWith, Subject: "country/rur", Object: "country/zub", Modality: vocab.Asserted, Release: batch.Releases[0].ID,
		Quote: text[15:], Start: 15, End: len(text), Confidence: 0.5, Rule: "x"}
	c.ID = graph.ClaimID(c)
	batch.Claims = []graph.Claim{c}
	if err := s.World.Store.Write(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	units := utf16.Encode([]rune(text))
	slice := func(start, end int) string { return string(utf16.Decode(units[start:end])) }
	var r queries.Reread
	address := base + "/releases/" + strings.TrimPrefix(batch.Releases[0].ID, "release/")
	if err := json.Unmarshal(do(s, "GET", address+"?offsets=utf16", "").Body.Bytes(), &r); err != nil || len(r.Mentions) != 3 || len(r.Said) != 1 {
		t.Fatal(err, r)
	}
	for i, want := range []string{"Ruritania", "Zubrowka", "Stória"} {
		if got := slice(r.Mentions[i].Start, r.Mentions[i].End); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := slice(r.Said[0].Start, r.Said[0].End); got != c.Quote {
		t.Errorf("%q, want %q", got, c.Quote)
	}
	var why traceList
	if err := json.Unmarshal(do(s, "GET", address+"/why?offsets=utf16", "").Body.Bytes(), &why); err != nil || len(why.Claims) != 1 || slice(why.Claims[0].Start, why.Claims[0].End) != c.Quote ||
		why.Claims[0].Trigger != why.Claims[0].Span || why.Claims[0].Subject[0] != why.Claims[0].Span {
		t.Error(err, why)
	}
	if err := json.Unmarshal(do(s, "GET", address, "").Body.Bytes(), &r); err != nil || r.Said[0].End != len(text) {
		t.Error("without asking they are bytes", err, r.Said)
	}
}

// TestPage wants a browser to get the page under a policy that lets nothing else in, and
// its files for ever.
func TestPage(t *testing.T) {
	s := sample(t, nil)
	w := do(s, "GET", "/", "", "Accept: text/html,application/xhtml+xml,*/*;q=0.8")
	h := w.Header()
	policy := h.Get("Content-Security-Policy")
	if w.Code != 200 || h.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(strings.Join(h["Vary"], ","), "Accept") ||
		!strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") || strings.Contains(policy, "http") {
		t.Fatal(w.Code, h)
	}
	if w := do(s, "GET", "/", "", "Accept: text/html", "If-None-Match: "+h.Get("ETag")); w.Code != 304 {
		t.Errorf("the same page again: %d", w.Code)
	}
	found := 0
	for part := range strings.SplitSeq(w.Body.String(), `"`) {
		if !strings.HasPrefix(part, "assets/") {
			continue
		}
		found++
		w := do(s, "GET", "/"+part, "")
		if w.Code != 200 || w.Body.Len() < 1000 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", part, w.Code, w.Header())
		}
		if w := do(s, "POST", "/"+part, ""); w.Code != 404 {
			t.Errorf("POST %s: %d", part, w.Code)
		}
	}
	if found < 2 {
		t.Errorf("the page has %d files", found)
	}
	for _, none := range []string{"/assets/main.js", "/assets/0123456789abcdef/main.js", "/index.html", "/dist/main.js"} {
		if w := do(s, "GET", none, ""); w.Code != 404 {
			t.Errorf("%s: %d", none, w.Code)
		}
	}
	if w := do(s, "GET", "/", "", "Host: evil.example", "Accept: text/html"); w.Code != 421 {
		t.Errorf("by another name: %d", w.Code)
	}
}

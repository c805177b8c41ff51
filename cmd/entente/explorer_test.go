package main

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/internal/nodetest"
	"entente/text/vocab"
	"entente/web/token"
)

// TestExplorer walks through the explorer in a real Chromium: on the sample releases with
// a hostile one, and on an entity with 20,000 ties behind tokens. Pictures are kept in
// the folder that EXPLORER_SHOTS names.
func TestExplorer(t *testing.T) {
	browser := nodetest.Chromium(t)
	dir := t.TempDir()
	samples := filled(t, dir)
	hub := "sqlite:" + filepath.Join(dir, "hub.db")
	world := storetest.World(1000, 200, 3000) // every tenth of its claims is of one entity
	for parts := storetest.Split(world); len(parts) > 0; parts = parts[min(100, len(parts)):] {
		var b graph.Batch
		for _, p := range parts[:min(100, len(parts))] {
			b.Entities, b.Releases = append(b.Entities, p.Entities...), append(b.Releases, p.Releases...)
			b.Mentioned, b.Claims = append(b.Mentioned, p.Mentioned...), append(b.Claims, p.Claims...)
		}
		write(t, hub, b)
	}
	read, readText := token.New("ada", token.Read, time.Now(), time.Time{})
	old, oldText := token.New("old", token.Read, time.Now(), time.Now().Add(-time.Minute))
	tokens := filepath.Join(dir, "tokens")
	if err := token.Save(tokens, []token.Token{read, old}); err != nil {
		t.Fatal(err)
	}
	figures := walk(t, "walk.mjs", map[string]any{
		"browser": browser, "profile": t.TempDir(), "url": serving(t, samples, filepath.Join(dir, "none")), "guarded": serving(t, hub, tokens),
		"tokens": map[string]string{"read": readText, "expired": oldText, "nonsense": "entente_nonsense"}, "shots": os.Getenv("EXPLORER_SHOTS"),
	})
	// On a quiet machine a third or less; the test is to tell when it is many times as slow.
	for name, most := range map[string]int{"hub_api_ms": 3000, "first_view_ms": 6000, "longest_task_panning_ms": 600} {
		if n, ok := figures[name]; !ok || n > most {
			t.Errorf("%s is %d, at most %d", name, n, most)
		}
	}
}

// TestExplorerViews walks through the views beside the graph, and reads a release in.
func TestExplorerViews(t *testing.T) {
	browser := nodetest.Chromium(t)
	dir := t.TempDir()
	walk(t, "views.mjs", map[string]any{
		"browser": browser, "profile": t.TempDir(), "url": serving(t, filled(t, dir), filepath.Join(dir, "none")), "shots": os.Getenv("EXPLORER_SHOTS"),
	})
}

// filled is a store with the sample releases and a hostile one.
func filled(t *testing.T, dir string) string {
	t.Helper()
	store := "sqlite:" + filepath.Join(dir, "samples.db")
	run := exec.Command("entente", "ingest", "--store", store, samples)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	write(t, store, hostile())
	return store
}

// walk runs a script after what all of them have in common, and gives what it measured.
func walk(t *testing.T, script string, in map[string]any) map[string]int {
	t.Helper()
	const folder = "testdata/explorer"
	var code []byte
	for _, name := range []string{"common.mjs", script} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		code = append(code, b...)
	}
	whole := filepath.Join(t.TempDir(), script)
	if err := os.WriteFile(whole, code, 0o600); err != nil {
		t.Fatal(err)
	}
	arg, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out struct {
		Failed  []string
		Figures map[string]int
	}
	if err := json.Unmarshal(nodetest.Run(t, filepath.Join(folder, "package.json"), whole, string(arg)), &out); err != nil {
		t.Fatal(err)
	}
	for _, f := range out.Failed {
		t.Error(f)
	}
	t.Log(out.Figures)
	return out.Figures
}

func write(t *testing.T, store string, b graph.Batch) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), strings.TrimPrefix(store, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if err := s.Write(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

// serving runs a server on a port of its own and gives its address.
func serving(t *testing.T, store, tokens string) string {
	t.Helper()
	server := exec.Command("entente", "serve", "--store", store, "--listen", "127.0.0.1:0")
	server.Env = append(os.Environ(), "ENTENTE_SERVE_TOKENS="+tokens)
	said, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	})
	line, err := bufio.NewReader(said).ReadString('\n')
	_, address, ok := strings.Cut(line, " is at ")
	if err != nil || !ok {
		t.Fatalf("%q, %v", line, err)
	}
	return strings.TrimSuffix(strings.TrimSpace(address), "; Ctrl-C ends it") + "/"
}

// hostile is a release that would run in a careless page, with names of any length and
// script.
func hostile() graph.Batch {
	const script = `<script>globalThis.pwned=1</script>`
	names := []string{`Evil "` + script + `' O'Brien`, "محمد بن سلمان آل سعود \u202eevil", strings.Repeat("Long ", 2000), `<img src=x onerror="globalThis.pwned=1">`}
	text := names[3] + " 🕊 pwned\n\n" + names[0] + " met " + names[1] + " and " + script + " in Lutz."
	at := strings.Index(text, names[0])
	r := graph.Release{ID: graph.ReleaseID(text), Title: names[3] + ` pwned " onclick="pwned=1`, URL: "javascript:pwned=1", Publisher: script, Published: "2025-03-15", Text: text}
	b := graph.Batch{Releases: []graph.Release{r}}
	for i, n := range names {
		e := graph.Entity{ID: "person/evil" + strings.Repeat("-and-on", i), Type: vocab.Person, Name: n}
		b.Entities = append(b.Entities, e)
		b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: e.ID, Release: r.ID, Count: 1, Name: n})
		if i > 0 {
			c := graph.Claim{Type: vocab.Praised, Subject: "person/evil", Object: e.ID, Modality: vocab.Asserted, From: "2025-03-15", Title: script, Place: script,
				Release: r.ID, Quote: text[at:], Start: at, End: len(text), Confidence: 0.9, Rule: script}
			c.ID = graph.ClaimID(c)
			b.Claims = append(b.Claims, c)
		}
	}
	return b
}

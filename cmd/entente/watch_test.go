package main

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// TestWatchEnds tells a watcher to end while it waits, and wants the next to go on.
func TestWatchEnds(t *testing.T) {
	var asked, had atomic.Int32
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			had.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, `<rss version="2.0"><channel><title>News</title><item><title>Talks</title><pubDate>Fri, 03 May 2024 10:00:00 +0000</pubDate>`+
			`<description>Ana Turcan met Kari Lien in Oslo on 3 May 2024.</description></item></channel></rss>`)
	}))
	defer site.Close()
	program, err := exec.LookPath("entente")
	if err != nil {
		t.Fatal(err)
	}
	store := "sqlite:" + filepath.Join(t.TempDir(), "x.db")
	for run := range 2 {
		cmd := exec.Command(program, "watch", site.URL, "--store", store)
		var notes strings.Builder
		cmd.Stderr = &notes
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		defer cmd.Process.Kill()
		lines := bufio.NewScanner(out)
		if run == 0 { // all is told when the last line is, or a moment later
			for lines.Scan() && !strings.Contains(lines.Text(), "MET_WITH") {
			}
		}
		for had.Load() < int32(run) { // the second is to ask before it is told to end
			if asked.Load() > 10 {
				t.Fatal("asked again and again")
			}
		}
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(out)
		if err := cmd.Wait(); err != nil || !strings.Contains(notes.String(), "ended; the next run goes on from here") {
			t.Errorf("run %d: %v: %s", run, err, &notes)
		}
		if run == 1 && len(rest) > 0 {
			t.Errorf("told again: %s", rest)
		}
	}
}

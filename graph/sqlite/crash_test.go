package sqlite_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
)

// TestCrash kills a process of its own while it writes. Every batch that it was
// told is written must be there, and of the one under way all or nothing.
func TestCrash(t *testing.T) {
	parts := storetest.Split(storetest.World(200, 20, 100))
	if path := os.Getenv("ENTENTE_CRASH"); path != "" {
		s, err := sqlite.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range parts {
			if err := s.Write(ctx, p); err != nil {
				t.Fatal(err)
			}
			fmt.Println("written", i)
		}
		return
	}
	for _, after := range []int{0, 3, 40} {
		path := filepath.Join(t.TempDir(), "g.db")
		cmd := exec.Command(os.Args[0], "-test.run=^TestCrash$")
		cmd.Env = append(os.Environ(), "ENTENTE_CRASH="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		last := -1
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if _, err := fmt.Sscanf(lines.Text(), "written %d", &last); err == nil && last == after {
				cmd.Process.Kill()
			}
		}
		if cmd.Wait() == nil {
			t.Fatal("it ended before it was killed")
		}
		s, err := sqlite.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		got := storetest.ExportOf(t, s)
		d, err := s.Describe(ctx)
		s.Close(ctx)
		n := d.Counts["releases"]
		if err != nil || len(d.Problems) > 0 || n < last+1 || n > last+2 {
			t.Fatalf("%d releases after %d were written; %v, problems %v", n, last+1, err, d.Problems)
		}
		whole := open(t)
		for _, p := range parts[:n] {
			if err := whole.Write(ctx, p); err != nil {
				t.Fatal(err)
			}
		}
		if got != storetest.ExportOf(t, whole) {
			t.Errorf("killed after %d releases: not the graph of %d releases", last+1, n)
		}
		// The next run goes on where this one stopped.
		var ids []string
		for _, p := range parts {
			ids = append(ids, p.Releases[0].ID)
		}
		var again graph.Store
		if again, err = sqlite.OpenReadOnly(ctx, path); err != nil {
			t.Fatal(err)
		}
		known, err := again.Known(ctx, ids)
		again.Close(ctx)
		if err != nil || len(known) != n {
			t.Errorf("Known gives %d of %d releases, %v", len(known), n, err)
		}
	}
}

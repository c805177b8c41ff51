package sqlite_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
)

// itself runs one test of this binary in another process.
func itself(t *testing.T, test, variable, value string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	cmd.Env = append(os.Environ(), variable+"="+value)
	return cmd
}

// TestReadWhileAnotherWrites reads, and copies, from this process what another one
// is writing: always the graph of some first releases, and more and more of them.
func TestReadWhileAnotherWrites(t *testing.T) {
	parts := storetest.Split(storetest.World(60, 20, 100))
	if path := os.Getenv("ENTENTE_WRITER"); path != "" {
		s, err := sqlite.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("begun")
		for _, p := range parts {
			if err := s.Write(ctx, p); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Millisecond)
		}
		if err := s.Close(ctx); err != nil {
			t.Fatal(err)
		}
		return
	}
	path := filepath.Join(t.TempDir(), "g.db")
	cmd := itself(t, "TestReadWhileAnotherWrites", "ENTENTE_WRITER", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "begun" {
		t.Fatalf("the writer says %q", lines.Text())
	}
	ended := make(chan error)
	go func() {
		for lines.Scan() {
		}
		ended <- cmd.Wait()
	}()
	seen := []int{}
	for i := 0; ; i++ {
		s, err := sqlite.OpenReadOnly(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Describe(ctx)
		if err != nil || len(d.Problems) > 0 {
			t.Errorf("%+v, %v", d, err)
		}
		n := 0
		for r, err := range s.Export(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			switch r.(type) {
			case graph.Release:
				n++
			case graph.Claim:
				n += 1000
			}
		}
		if n%1000*20 != n/1000 {
			t.Errorf("%d claims of %d releases", n/1000, n%1000)
		}
		seen = append(seen, n%1000)
		if i == 3 {
			to := filepath.Join(t.TempDir(), "copy.db")
			if err := s.Backup(ctx, to); err != nil {
				t.Fatal(err)
			}
			c, err := sqlite.OpenReadOnly(ctx, to)
			if err != nil {
				t.Fatal(err)
			}
			if d, err := c.Describe(ctx); err != nil || len(d.Problems) > 0 || d.Counts["claims"] != 20*d.Counts["releases"] {
				t.Errorf("the copy: %+v, %v", d, err)
			}
			c.Close(ctx)
		}
		s.Close(ctx)
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			if !slices.IsSorted(seen) || seen[0] == seen[len(seen)-1] {
				t.Errorf("releases seen: %v", seen)
			}
			return
		default:
		}
	}
}

// TestSpoilt flips bytes and cuts the file at random places. Whatever is opened
// then answers or says that it is damaged; nothing panics or hangs.
func TestSpoilt(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "g.db")
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(ctx, storetest.World(30, 20, 50)); err != nil {
		t.Fatal(err)
	}
	s.Close(ctx)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewSource(1))
	told := 0
	for i := range 60 {
		spoilt := slices.Clone(whole)
		what := "cut"
		if i%2 == 0 {
			spoilt = spoilt[:random.Intn(len(spoilt))]
		} else {
			what = "flipped"
			for range 200 {
				spoilt[100+random.Intn(len(spoilt)-100)] ^= byte(1 + random.Intn(255))
			}
		}
		file := filepath.Join(dir, fmt.Sprint(i, ".db"))
		write(t, file, string(spoilt))
		var problems []string
		s, err := sqlite.Open(ctx, file)
		if err == nil {
			var d graph.Description
			if d, err = s.Describe(ctx); err == nil {
				problems = d.Problems
			}
			_, werr := s.Query(ctx, `SELECT count(*) FROM search WHERE search MATCH '"release"'`, nil)
			werr = errors.Join(werr, s.Write(ctx, storetest.Sample()))
			if code := graph.CodeOf(werr); werr != nil && code == "" {
				t.Errorf("%s: %v has no code", what, werr)
			}
			s.Close(ctx)
		}
		if code := graph.CodeOf(err); err != nil && !slices.Contains([]graph.Code{graph.Broken, graph.NotAStore, graph.Invalid}, code) {
			t.Errorf("%s: %v has code %q", what, err, code)
		}
		if err != nil || len(problems) > 0 {
			told++
		}
	}
	if told < 55 {
		t.Errorf("only %d of 60 spoilt files are told", told)
	}
}

// TestFullDisk writes to a small disk until it is full, makes room and goes on.
func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("needs to mount a small disk")
	}
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk here: %v %s", err, out)
	}
	defer exec.Command("umount", "-l", dir).Run()
	path := filepath.Join(dir, "g.db")
	ballast := filepath.Join(dir, "ballast")
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	parts := storetest.Split(storetest.World(60, 20, 100))
	if err := s.Write(ctx, parts[0]); err != nil {
		t.Fatal(err)
	}
	write(t, ballast, strings.Repeat("x", 1<<20))
	n := 1
	for ; n < len(parts); n++ {
		if err = s.Write(ctx, parts[n]); err != nil {
			break
		}
	}
	wantCode(t, err, graph.Broken, "is full", path)
	want := open(t)
	for _, p := range parts[:n] {
		if err := want.Write(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	if storetest.ExportOf(t, s) != storetest.ExportOf(t, want) {
		t.Error("half of a batch was kept")
	}
	wantCode(t, s.Backup(ctx, filepath.Join(dir, "copy.db")), graph.Broken, "full")
	if files, _ := filepath.Glob(filepath.Join(dir, ".entente*")); len(files) > 0 {
		t.Errorf("a backup that failed leaves %v", files)
	}
	s.Close(ctx)
	if s, err = sqlite.OpenReadOnly(ctx, path); err != nil {
		t.Fatalf("a full disk can't be read: %v", err)
	}
	if storetest.ExportOf(t, s) != storetest.ExportOf(t, want) {
		t.Error("another graph after it was opened again")
	}
	s.Close(ctx)
	os.Remove(ballast)
	if s, err = sqlite.Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if err := s.Write(ctx, parts[n]); err != nil {
		t.Errorf("a write after room was made: %v", err)
	}
	if d, err := s.Describe(ctx); err != nil || len(d.Problems) > 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

// TestFileTooLarge is for who can't mount a disk: the shell bounds the size of files.
func TestFileTooLarge(t *testing.T) {
	if path := os.Getenv("ENTENTE_BOUNDED"); path != "" {
		s, err := sqlite.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range storetest.Split(storetest.World(60, 20, 100)) {
			if err = s.Write(ctx, p); err != nil {
				break
			}
			n++
		}
		wantCode(t, err, graph.Broken, "disk", path)
		if d, err := s.Describe(ctx); err != nil || d.Counts["releases"] != n || d.Counts["claims"] != 20*n {
			t.Errorf("%+v after %d releases, %v", d, n, err)
		}
		s.Close(ctx)
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("needs Linux")
	}
	path := filepath.Join(t.TempDir(), "g.db")
	cmd := exec.Command("sh", "-c", `ulimit -f 2000; exec "$0" -test.run='^TestFileTooLarge$'`, os.Args[0])
	cmd.Env = append(os.Environ(), "ENTENTE_BOUNDED="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if d, err := s.Describe(ctx); err != nil || len(d.Problems) > 0 || d.Counts["releases"] == 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

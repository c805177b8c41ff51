package web

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/nodetest"
	"entente/internal/testcache"
)

// TestDist wants the page that is committed to be what its sources give, and these to
// have no error of type and never a text as HTML.
func TestDist(t *testing.T) {
	modules := nodetest.Locked(t, "ui")
	work := t.TempDir()
	ui := filepath.Join(work, "web", "ui")
	for _, part := range []string{"src", "index.html", "tsconfig.json", "package.json"} {
		from := filepath.Join("ui", part)
		err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, word := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser"} {
				if strings.Contains(string(b), word) {
					t.Errorf("%s has %s: text goes through dom.ts", path, word)
				}
			}
			to := filepath.Join(work, "web", path)
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				return err
			}
			return os.WriteFile(to, b, 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(modules, filepath.Join(ui, "node_modules")); err != nil {
		t.Fatal(err)
	}
	check := exec.Command(filepath.Join(modules, ".bin", "tsc"), "--noEmit", "-p", ui)
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	esbuild := filepath.Join(work, "esbuild")
	if out, err := exec.Command("go", "build", "-o", esbuild, "github.com/evanw/esbuild/cmd/esbuild").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	args, err := os.ReadFile(filepath.Join("ui", "esbuild.txt"))
	if err != nil {
		t.Fatal(err)
	}
	bundle := exec.Command(esbuild, append(strings.Fields(string(args)), "--outdir=fresh")...)
	bundle.Dir = work
	testcache.Output(t, bundle, "esbuild")
	fresh, err := os.ReadDir(filepath.Join(work, "fresh"))
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadDir("dist")
	if err != nil || len(fresh) != len(committed) {
		t.Fatalf("web/dist has %d files and its sources give %d: make ui", len(committed), len(fresh))
	}
	for _, f := range fresh {
		want, err := os.ReadFile(filepath.Join(work, "fresh", f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join("dist", f.Name())); err != nil || !bytes.Equal(got, want) {
			t.Errorf("web/dist/%s is not what web/ui gives: make ui", f.Name())
		}
	}
}

// TestSize keeps the page small enough for a slow line.
func TestSize(t *testing.T) {
	s := sample(t, nil)
	sum := 0
	for path := range s.page.files {
		sum += do(s, "GET", path, "", "Accept-Encoding: gzip").Body.Len()
	}
	if most := 350 << 10; sum > most {
		t.Errorf("the page has %d bytes, packed; at most %d", sum, most)
	}
}

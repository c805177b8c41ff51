package web

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPure runs what of the page needs no browser: dates on a line, CSV, events, shades.
func TestPure(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node here")
	}
	script := filepath.Join(t.TempDir(), "pure.mjs")
	bundle := exec.Command("go", "tool", "esbuild", "testdata/pure.ts", "--bundle", "--platform=node", "--format=esm", "--log-level=warning", "--outfile="+script)
	if out, err := bundle.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(node, script).CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "ok" {
		t.Errorf("%v\n%s", err, out)
	}
}

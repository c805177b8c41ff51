package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestIdentity measures which names are taken for one and holds it to the figures
// in testdata/quality.
func TestIdentity(t *testing.T) {
	texts := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(texts); err != nil {
		t.Skipf("no corpora here: %v", err)
	}
	r := call(t.Context(), nil, "eval", filepath.Join("..", "..", "train", "data", "identity.jsonl"), "--texts", texts, "--by-type")
	if r.status != 0 {
		t.Fatalf("%+v", r)
	}
	golden := filepath.Join("..", "..", "testdata", "quality", "identity.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(r.out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), r.out); d != "" {
		t.Errorf("(-want +got; -update writes them)\n%s", d)
	}
}

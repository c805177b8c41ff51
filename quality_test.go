package entente

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"entente/eval"
	"entente/internal/format"
	"entente/source"
)

var update = flag.Bool("update", false, "write the figures that are measured now into testdata/quality")

// TestQuality measures extraction on the shared gold releases and holds it to
// the figures in testdata/quality, so that each change shows in the diff.
func TestQuality(t *testing.T) {
	for _, name := range []string{"seed", "dev"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("..", "shared", "gold", name+".jsonl")
			f, err := os.Open(path)
			if err != nil {
				t.Skipf("no gold releases here: %v", err)
			}
			defer f.Close()
			gold, err := eval.ReadGold(f, path)
			if err != nil {
				t.Fatal(err)
			}
			e, err := Open(nil, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var out, got bytes.Buffer
			for r := range e.ExtractAll(t.Context(), source.Open(t.Context(), source.Options{}, path)) {
				if r.Err != nil {
					t.Fatal(r.Err)
				}
				if err := format.Write(&out, r.Analysis); err != nil {
					t.Fatal(err)
				}
			}
			system, err := eval.ReadSystem(&out, "output")
			if err != nil {
				t.Fatal(err)
			}
			r := eval.Score(gold, system)
			if err := r.WriteText(&got, true); err != nil {
				t.Fatal(err)
			}
			if r.Evidence.Right != r.Evidence.Of {
				t.Errorf("evidence: %d of %d right", r.Evidence.Right, r.Evidence.Of)
			}
			golden := filepath.Join("testdata", "quality", name+".txt")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("the figures changed; if that is right, run go test . -run TestQuality -update\ngot\n%swant\n%s", &got, want)
			}
		})
	}
}

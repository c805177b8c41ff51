package entente

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"entente/eval"
	"entente/extract/corpus"
	"entente/extract/models"
	"entente/internal/format"
	"entente/source"
	"entente/train"
)

var update = flag.Bool("update", false, "write the figures that are measured now into testdata/quality")

// TestQuality measures extraction on the shared gold releases and holds it to
// the figures in testdata/quality, so that each change shows in the diff.
func TestQuality(t *testing.T) {
	for _, name := range []string{"seed", "dev", "random"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("..", "shared", "gold", name+".jsonl")
			if name == "random" {
				path = randomReleases(t)
			}
			f, err := os.Open(path)
			if err != nil {
				t.Skipf("no gold releases here: %v", err)
			}
			defer f.Close()
			gold, err := eval.ReadGold(f, path)
			if err != nil {
				t.Fatal(err)
			}
			e, err := New(nil, Options{})
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
			golden(t, name, got.Bytes())
		})
	}
}

// randomReleases is a file of the forty releases drawn at random that nothing
// learns from, made of their annotations and texts.
func randomReleases(t *testing.T) string {
	f, err := os.Open(filepath.Join("train", "data", "annotated-test.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := corpus.ReadStandoff(f, f.Name(), filepath.Join("..", "shared", "data"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no corpora here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "random.jsonl")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(corpus.WriteReleases(out, data), out.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestModels measures the models on corpora that they have not seen.
func TestModels(t *testing.T) {
	set, err := models.Load()
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join("..", "shared", "data")
	var out bytes.Buffer
	for _, c := range []struct {
		name, path string
		measure    func(path string) (figures, error)
	}{
		{"ud_ewt", filepath.Join(data, "ud_ewt", "test.conllu"), treebank(t, set)},
		{"ud_pud", filepath.Join(data, "ud_pud", "test.conllu"), treebank(t, set)},
		{"ud_gum_free", filepath.Join(data, "ud_gum_free", "test.conllu"), treebank(t, set)},
		{"ner_uner_ewt", filepath.Join(data, "ner_uner_ewt", "test.tsv"), columns(t, set)},
		{"re3d", filepath.Join(data, "re3d", "test.tsv"), columns(t, set)},
		{"coref_gum_free dev", filepath.Join(data, "ud_gum_free", "dev.conllu"), func(path string) (figures, error) {
			return train.MeasureCoref(t.Context(), path, filepath.Join(data, "coref_gum_free", "dev.jsonl"), set)
		}},
	} {
		f, err := c.measure(c.path)
		if errors.Is(err, fs.ErrNotExist) {
			t.Skipf("no corpora here: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s\n", c.name)
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "models", out.Bytes())
}

func treebank(t *testing.T, set *models.Set) func(string) (figures, error) {
	return func(path string) (figures, error) {
		return train.MeasureTreebank(t.Context(), path, set)
	}
}

func columns(t *testing.T, set *models.Set) func(string) (figures, error) {
	return func(path string) (figures, error) {
		return train.MeasureColumns(t.Context(), path, set)
	}
}

// figures are what a measure gives.
type figures interface{ Write(io.Writer) error }

// golden compares figures with those in testdata/quality.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "quality", name+".txt")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the figures changed; if that is right, run go test . -run 'TestQuality|TestModels' -update\ngot\n%swant\n%s", got, want)
	}
}

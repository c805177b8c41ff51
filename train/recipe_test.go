package train

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/extract/models"
)

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadRecipe(t *testing.T) {
	path := write(t, "r.yaml", "kind: ner\nseed: 7\ndata:\n  - {file: a/x.tsv, weight: 0.5, labels: {PER: [Person], MISC: [O, Event]}}\n  - {file: y.jsonl, texts: raw}\n")
	r, err := ReadRecipe(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	if r.Seed != 7 || r.Data[0].File != filepath.Join(dir, "a/x.tsv") || r.Data[1].Texts != filepath.Join(dir, "raw") || r.Data[0].Labels["MISC"][1] != "Event" {
		t.Errorf("%+v", r)
	}
}

func TestRecipeErrors(t *testing.T) {
	for in, want := range map[string]string{
		"kind: ner\nsede: 7\n":                                     "line 2: field sede not found",
		"kind: nar\n":                                              `kind "nar" is none of sentences, tagger, parser, ner, facts`,
		"kind: ner\n":                                              "no data to learn from",
		"kind: ner\ndata: [{file: x.pdf}]\n":                       "the name should end in",
		"kind: parser\ndata: [{file: x.jsonl}]\n":                  "a model of kind parser does not learn from releases",
		"kind: tagger\ndata: [{file: x.tsv}]\n":                    "a model of kind tagger does not learn from names in columns",
		"kind: ner\ndata: [{file: x.tsv, weight: -1}]":             "weight -1 is below 0",
		"kind: ner\ndata: [{file: x.tsv, labels: {PER: [Human]}}]": `label PER is to be "Human"`,
		"kind: [\n": "did not find",
	} {
		path := write(t, "r.yaml", in)
		if _, err := ReadRecipe(path); err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

// TestOurRecipes reads the recipes of the embedded models.
func TestOurRecipes(t *testing.T) {
	paths, err := filepath.Glob("recipes/*.yaml")
	if err != nil || len(paths) != len(models.Kinds()) {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, p := range paths {
		if r, err := ReadRecipe(p); err != nil || r.Kind+".yaml" != filepath.Base(p) {
			t.Errorf("%s: %q, %v", p, r.Kind, err)
		}
	}
}

func FuzzRecipe(f *testing.F) {
	f.Add("kind: ner\ndata: [{file: x.tsv, labels: {PER: [Person]}}]\n")
	f.Fuzz(func(t *testing.T, s string) {
		path := filepath.Join(t.TempDir(), "r.yaml")
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRecipe(path); err != nil && !strings.HasPrefix(err.Error(), path) {
			t.Error(err)
		}
	})
}

package models

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/extract"
	"entente/text"
)

// TestSize holds the embedded models to what the binary can bear.
func TestSize(t *testing.T) {
	paths, err := filepath.Glob("../*/*.model")
	if err != nil || len(paths) != len(Kinds()) {
		t.Fatalf("%v, %v", paths, err)
	}
	total := int64(0)
	for _, p := range paths {
		s, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		total += s.Size()
	}
	if total > 20e6 {
		t.Errorf("the models take %d bytes, more than 20 MB", total)
	}
}

func TestEmbedded(t *testing.T) {
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Names(); err != nil {
		t.Error(err)
	}
	if _, err := s.Parser(); err != nil {
		t.Error(err)
	}
	stages, err := s.Words()
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.NewPipeline(stages...)
	if err != nil {
		t.Fatal(err)
	}
	// Many goroutines at once give what one gives.
	run := func() string {
		a, err := p.Run(context.Background(), text.New("Talks\n\nThe minister met Ana Bell in Oslo. She left."))
		if err != nil {
			return err.Error()
		}
		var tags []string
		for _, tok := range a.Tokens {
			tags = append(tags, tok.Tag)
		}
		return strings.Join(tags, " ")
	}
	want := "NNS DT NN VBD NNP NNP IN NNP . PRP VBD ."
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				if got := run(); got != want {
					t.Errorf("%s, want %s", got, want)
				}
			}
		})
	}
	wait.Wait()
}

func TestLoadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"x": "this is no entente model",
		"entente-model 1 painter e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n": `a model of kind "painter", which is none of sentences, tagger, parser, ner, facts`,
		"entente-model 1 tagger e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n":  "the content of the model is damaged",
		"entente-model 1 parser e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nx": "the model is cut short or damaged",
		"entente-model 9 parser e3b0\n": `a model of format "9"`,
	} {
		path := filepath.Join(t.TempDir(), "m.model")
		if err := os.WriteFile(path, []byte(in), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); err == nil || !strings.HasPrefix(err.Error(), path+": "+want) {
			t.Errorf("%q: %v", in, err)
		}
	}
	if _, err := Load("none.model"); err == nil || !strings.Contains(err.Error(), "none.model") {
		t.Error(err)
	}
}

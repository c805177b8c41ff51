package train

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"entente/extract/confidence"
	"entente/extract/models"
	"entente/extract/ner"
	"entente/text/vocab"
)

// Recipe says what a model is made of. It is a YAML file or made of file names
// alone; see train/recipes for those of the embedded models.
type Recipe struct {
	Kind    string `yaml:"kind"`    // one of models.Kinds
	Seed    uint64 `yaml:"seed"`    // of all that is random
	Epochs  int    `yaml:"epochs"`  // passes over the data; 0 is what the kind of model needs
	Data    []Data `yaml:"data"`    // annotated text
	Vectors string `yaml:"vectors"` // parser only: a file of word vectors to begin with, a word and its numbers a line
	// Releases are texts without annotations, for sentences only: JSON Lines with
	// "title" and "text".
	Releases []Releases `yaml:"releases"`
}

// Data is a file of annotated text. Its name tells its form: .conllu is CoNLL-U,
// .jsonl is our JSON Lines, and .tsv, .bio, .iob, .conll and .txt are columns
// with BIO labels; with DocRED, .jsonl is that corpus's JSON Lines. Of a
// treebank, a model of names learns the proper nouns.
type Data struct {
	File   string  `yaml:"file"`
	DocRED bool    `yaml:"docred"`
	Weight float64 `yaml:"weight"` // how much it counts, ner only; 0 is 1
	// Texts is the folder of the releases that stand-off annotations go with.
	Texts string `yaml:"texts"`
	// Labels are what a type of the file may be for us, ner only: types of entity,
	// and O for no name. Types that are ours need not be named.
	Labels map[string][]string `yaml:"labels"`
}

// Releases are every one, or only each so-many-th, of the releases of a file.
type Releases struct {
	File  string `yaml:"file"`
	Every int    `yaml:"every"`
}

// ReadRecipe reads a recipe. Files in it are named from the recipe's folder on.
func ReadRecipe(path string) (Recipe, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Recipe{}, err
	}
	var r Recipe
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&r); err != nil {
		return r, fmt.Errorf("%s: %w", path, err)
	}
	folder := filepath.Dir(path)
	at := func(name *string) {
		if *name != "" && !filepath.IsAbs(*name) {
			*name = filepath.Join(folder, *name)
		}
	}
	at(&r.Vectors)
	for i := range r.Data {
		at(&r.Data[i].File)
		at(&r.Data[i].Texts)
	}
	for i := range r.Releases {
		at(&r.Releases[i].File)
	}
	if err := r.check(); err != nil {
		return r, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// Of is the recipe of a model that learns from files, all with one weight.
func Of(kind string, files ...string) Recipe {
	r := Recipe{Kind: kind}
	for _, f := range files {
		r.Data = append(r.Data, Data{File: f})
	}
	return r
}

func (r *Recipe) check() error {
	if !slices.Contains(models.Kinds(), r.Kind) {
		return fmt.Errorf("kind %q is none of %s", r.Kind, strings.Join(models.Kinds(), ", "))
	}
	if len(r.Data) == 0 {
		return errors.New("no data to learn from")
	}
	for _, d := range r.Data {
		form := d.form()
		if form == "" {
			return fmt.Errorf("data %q: the name should end in .conllu, .jsonl, .tsv, .bio, .iob, .conll or .txt", d.File)
		}
		if r.Kind == confidence.Kind && form == ours {
			continue
		}
		if r.Kind != ner.Kind && form != treebank {
			return fmt.Errorf("data %q: a model of kind %s does not learn from %s", d.File, r.Kind, form)
		}
		if d.Weight < 0 {
			return fmt.Errorf("data %q: weight %v is below 0", d.File, d.Weight)
		}
		for label, types := range d.Labels {
			for _, t := range types {
				if t != outside && !slices.Contains(vocab.EntityTypes(), vocab.EntityType(t)) {
					return fmt.Errorf("data %q: label %s is to be %q, which is neither O nor one of %v", d.File, label, t, vocab.EntityTypes())
				}
			}
		}
	}
	return nil
}

// The forms of data.
const (
	treebank = "treebanks (CoNLL-U)"
	columns  = "names in columns (BIO)"
	ours     = "releases (JSON Lines)"
)

func (d *Data) form() string {
	switch strings.ToLower(filepath.Ext(d.File)) {
	case ".conllu":
		return treebank
	case ".jsonl":
		if d.DocRED {
			return columns
		}
		return ours
	case ".tsv", ".bio", ".iob", ".conll", ".txt":
		return columns
	}
	return ""
}

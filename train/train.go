// Package train makes the models of package extract out of annotated text, and
// measures them.
//
// The same data, recipe and seed give the same model, to the byte.
package train

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"entente/extract/confidence"
	"entente/extract/corpus"
	"entente/extract/models"
	"entente/extract/parser"
	"entente/extract/segment"
	"entente/extract/tagger"
)

// Model is a trained model.
type Model interface {
	Write(w io.Writer) error
}

// Progress is told after each pass over the data: what is being learnt, how
// many passes of how many are done, and the mean loss of the last.
type Progress func(step string, done, of int, loss float64)

// Run makes a model by a recipe. With names it uses the tagger of set, with
// facts all its other models, and with all the lexicon and word forms. An error of data names file and line.
func Run(ctx context.Context, r Recipe, set *models.Set, progress Progress) (Model, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	if progress == nil {
		progress = func(string, int, int, float64) {}
	}
	switch r.Kind {
	case segment.Kind:
		return r.sentences(ctx, progress)
	case tagger.Kind:
		return r.tagger(ctx, set, progress)
	case parser.Kind:
		return r.parser(ctx, set, progress)
	}
	if r.Kind == confidence.Kind {
		return r.facts(ctx, set, progress)
	}
	return r.names(ctx, set, progress)
}

// Save writes a model to a file. The file changes when all is written, not
// before: whatever goes wrong, an old model stays in place.
func Save(m Model, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err = m.Write(f); err == nil {
		err = f.Chmod(0o644)
	}
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// readFile reads an annotated file.
func readFile[T any](path string, read func(io.Reader, string) (T, error)) (T, error) {
	f, err := os.Open(path)
	if err != nil {
		var none T
		return none, err
	}
	defer f.Close()
	return read(f, path)
}

// treebanks reads all the data of a recipe.
func (r *Recipe) treebanks() ([]corpus.Sentence, error) {
	var out []corpus.Sentence
	for _, d := range r.Data {
		s, err := readFile(d.File, corpus.ReadCoNLLU)
		if err != nil {
			return nil, err
		}
		out = append(out, s...)
	}
	return out, nil
}

func (r *Recipe) sentences(ctx context.Context, progress Progress) (Model, error) {
	data, err := r.treebanks()
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, x := range r.Releases {
		all, err := readFile(x.File, corpus.ReadUnlabelled)
		if err != nil {
			return nil, err
		}
		for i := 0; i < len(all); i += max(x.Every, 1) {
			texts = append(texts, all[i])
		}
	}
	return some(segment.Train(ctx, data, segment.Options{Releases: texts, Epochs: r.Epochs, Seed: r.Seed,
		Progress: func(done, of int, loss float64) { progress("sentences", done, of, loss) }}))
}

func (r *Recipe) tagger(ctx context.Context, set *models.Set, progress Progress) (Model, error) {
	data, err := r.treebanks()
	if err != nil {
		return nil, err
	}
	return some(tagger.Train(ctx, data, set.Forms, tagger.Options{Epochs: r.Epochs, Seed: r.Seed,
		Progress: func(done, of int, loss float64) { progress("tags", done, of, loss) }}))
}

// some keeps a nil of its own type from being a Model that is not nil.
func some[M Model](m M, err error) (Model, error) {
	if err != nil {
		return nil, err
	}
	return m, nil
}

func (r *Recipe) parser(ctx context.Context, set *models.Set, progress Progress) (Model, error) {
	data, err := r.treebanks()
	if err != nil {
		return nil, err
	}
	var vectors map[string][]float32
	if r.Vectors != "" {
		if vectors, err = readFile(r.Vectors, readVectors); err != nil {
			return nil, err
		}
	}
	tags, err := unseenTags(ctx, data, set, r.Seed, progress)
	if err != nil {
		return nil, err
	}
	return some(parser.Train(ctx, data, tags, set.Forms, parser.Options{Epochs: r.Epochs, Seed: r.Seed, Vectors: vectors,
		Progress: func(done, of int, loss float64) { progress("trees", done, of, loss) }}))
}

// Of the tags that a parser learns with: how many parts the data are cut into,
// how many sentences in a row go to one part, and how long taggers learn.
const (
	tagFolds  = 5
	tagRun    = 20
	tagEpochs = 5
)

// unseenTags gives each sentence the tags of a tagger that has not seen it, so
// that the parser learns with the errors it will meet.
func unseenTags(ctx context.Context, data []corpus.Sentence, set *models.Set, seed uint64, progress Progress) ([][]string, error) {
	tags := make([][]string, len(data))
	for k := range tagFolds {
		part := func(i int) bool { return i/tagRun%tagFolds == k }
		var rest []corpus.Sentence
		for i, s := range data {
			if !part(i) {
				rest = append(rest, s)
			}
		}
		if len(rest) == 0 {
			rest = data // fewer sentences than a run
		}
		m, err := tagger.Train(ctx, rest, set.Forms, tagger.Options{Epochs: tagEpochs, Seed: seed, Progress: func(done, of int, loss float64) {
			progress(fmt.Sprintf("tags %d/%d", k+1, tagFolds), done, of, loss)
		}})
		if err != nil {
			return nil, err
		}
		for i, s := range data {
			if part(i) {
				tags[i] = m.Tag(s.Forms())
			}
		}
	}
	return tags, nil
}

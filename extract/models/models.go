// Package models puts the lexicon and the trained models together: those that
// are embedded, or others from files.
package models

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"entente/extract"
	"entente/extract/confidence"
	"entente/extract/form"
	"entente/extract/lexicon"
	"entente/extract/model"
	"entente/extract/ner"
	"entente/extract/parser"
	"entente/extract/prose"
	"entente/extract/segment"
	"entente/extract/tagger"
)

// Set is a lexicon and models that go together. A model is read when it is
// first asked for. It is safe for use by several goroutines.
type Set struct {
	Lexicon *lexicon.Lexicon
	Forms   *form.Table

	Sentences func() (*segment.Model, error)
	Tagger    func() (*tagger.Model, error)
	Names     func() (*ner.Model, error)
	Parser    func() (*parser.Model, error)
	Facts     func() (*confidence.Model, error)
}

// Load returns the embedded models, but those of the model files instead that
// are of the same kind.
func Load(files ...string) (*Set, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	forms, err := form.Load(lex)
	if err != nil {
		return nil, err
	}
	s := &Set{
		Lexicon:   lex,
		Forms:     forms,
		Sentences: segment.Default,
		Tagger:    sync.OnceValues(func() (*tagger.Model, error) { return tagger.Default(forms) }),
		Names:     sync.OnceValues(func() (*ner.Model, error) { return ner.Default(lex, forms) }),
		Parser:    sync.OnceValues(func() (*parser.Model, error) { return parser.Default(forms) }),
		Facts:     sync.OnceValues(confidence.Default),
	}
	for _, file := range files {
		if err := s.use(file); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// use reads a model file in the place of an embedded model.
func (s *Set) use(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	kind, err := model.KindOf(f, file)
	if err != nil {
		return err
	}
	if _, err := f.Seek(0, 0); err != nil {
		return err
	}
	switch kind {
	case segment.Kind:
		s.Sentences, err = fixed(segment.Read(f, file))
	case tagger.Kind:
		s.Tagger, err = fixed(tagger.Read(f, file, s.Forms))
	case ner.Kind:
		s.Names, err = fixed(ner.Read(f, file, s.Lexicon, s.Forms))
	case parser.Kind:
		s.Parser, err = fixed(parser.Read(f, file, s.Forms))
	case confidence.Kind:
		s.Facts, err = fixed(confidence.Read(f, file))
	default:
		err = fmt.Errorf("%s: a model of kind %.20q, which is none of %s", file, kind, strings.Join(Kinds(), ", "))
	}
	return err
}

// Kinds are the kinds of models.
func Kinds() []string {
	return []string{segment.Kind, tagger.Kind, parser.Kind, ner.Kind, confidence.Kind}
}

func fixed[T any](m T, err error) (func() (T, error), error) {
	return func() (T, error) { return m, nil }, err
}

// Words returns the stages up to tags.
func (s *Set) Words() ([]extract.Stage, error) {
	sentences, err := s.Sentences()
	if err != nil {
		return nil, err
	}
	tags, err := s.Tagger()
	if err != nil {
		return nil, err
	}
	return []extract.Stage{segment.New(sentences), prose.New(), tagger.New(tags)}, nil
}

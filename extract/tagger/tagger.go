// Package tagger gives tokens their part of speech: the tags of the Penn
// Treebank as the English Universal Dependencies treebanks use them (column
// XPOS), by a conditional random field over the forms of words.
package tagger

import (
	"context"
	"io"

	"entente/extract"
	"entente/extract/crf"
	"entente/extract/form"
	"entente/extract/model"
)

// Kind marks the model files of this package.
const Kind = "tagger"

// Model tags sentences. It is safe for use by several goroutines.
type Model struct {
	crf   *crf.Model
	forms *form.Table

	kept   *crf.Kept // what words add by themselves
	around crf.Templates
}

func newModel(c *crf.Model, forms *form.Table) *Model {
	m := &Model{crf: c, forms: forms}
	m.kept, m.around = crf.Keep(c, templates, own, mostScores)
	return m
}

// mostScores bounds the words whose scores are kept, at 1.5 KB each.
const mostScores = 1 << 15

// Read reads a model from a file that is called name. forms must be those that
// the model was trained with.
func Read(r io.Reader, name string, forms *form.Table) (*Model, error) {
	content, err := model.Read(r, name, Kind)
	if err != nil {
		return nil, err
	}
	d := model.NewDecoder(content)
	if err := model.Forms(d, name, forms.ID()); err != nil {
		return nil, err
	}
	c, err := crf.Decode(d)
	if err != nil {
		return nil, model.Damaged(name, err)
	}
	return newModel(c, forms), nil
}

// Write writes the model.
func (m *Model) Write(w io.Writer) error {
	var e model.Encoder
	e.String(m.forms.ID())
	m.crf.Encode(&e)
	return model.Write(w, Kind, e.Content())
}

// Tag returns the tags of the words of a sentence.
func (m *Model) Tag(words []string) []string {
	tags := make([]string, len(words))
	if len(words) == 0 {
		return tags
	}
	attributes := attributes(m.forms, words)
	manner := attributes[0][mode]
	for i, l := range m.crf.DecodeFrom(m.kept.Base(words, manner, attributes, nil), m.around.Features(attributes)) {
		tags[i] = m.crf.Labels()[l]
	}
	return tags
}

// own reports whether an attribute follows from the word and the mode: all do.
func own(int) bool { return true }

// The attributes of a word: those of its form, and what capitals mean around it.
const (
	mode = int(form.Attrs) + iota
	attrs
)

func attributes(forms *form.Table, words []string) [][]uint64 {
	out := make([][]uint64, len(words))
	all := make([]uint64, len(words)*attrs)
	around := uint64(form.ModeOf(words)) + 1
	for i, w := range words {
		out[i] = all[i*attrs : (i+1)*attrs]
		v := forms.Of(w)
		copy(out[i], v[:])
		out[i][mode] = around
	}
	return out
}

var templates = func() (t crf.Templates) {
	ref := func(a form.Attr, offset int) crf.Ref { return crf.Ref{Attr: int(a), Offset: offset} }
	at := func(a form.Attr, offsets ...int) {
		var refs []crf.Ref
		for _, o := range offsets {
			refs = append(refs, ref(a, o))
		}
		t.Add(refs...)
	}
	t.Add()
	for a := form.Plain; a <= form.Known; a++ {
		at(a, 0)
	}
	for _, o := range []int{-3, -2, -1, 1, 2, 3} {
		at(form.Plain, o)
	}
	for _, o := range []int{-2, -1, 1, 2} {
		at(form.Suffix3, o)
		at(form.Cluster1, o)
		at(form.Cluster2, o)
		at(form.Cluster3, o)
	}
	for _, a := range []form.Attr{form.Plain, form.Cluster1, form.Cluster2} {
		at(a, -1, 0)
		at(a, 0, 1)
		at(a, -1, 1)
		at(a, -2, -1)
		at(a, 1, 2)
	}
	at(form.Cluster3, -1, 0)
	at(form.Cluster3, 0, 1)
	at(form.Cluster2, -1, 0, 1)
	at(form.Plain, -1, 0, 1)
	at(form.Plain, -2, -1, 0)
	at(form.Plain, 0, 1, 2)
	for _, o := range []int{-1, 1} {
		at(form.Shape, o)
		at(form.Suffix2, o)
		at(form.Suffix3, 0, o)
		at(form.Known, 0, o)
		t.Add(ref(form.Usage, 0), ref(form.Usage, o), crf.Ref{Attr: mode})
	}
	at(form.Suffix2, -1, 1)
	at(form.Suffix3, -1, 0, 1)
	at(form.Suffix3, 1, 2)
	at(form.Shape, -1, 0, 1)
	m := crf.Ref{Attr: mode}
	t.Add(ref(form.Shape, -1), ref(form.Shape, 0), ref(form.Shape, 1), m)
	t.Add(ref(form.Shape, 0), m)
	t.Add(ref(form.Usage, 0), ref(form.Shape, 0), m)
	t.Add(ref(form.Usage, 0), ref(form.Shape, 0))
	t.Add(ref(form.Usage, 0), ref(form.Suffix2, 0), m)
	t.Add(ref(form.Usage, 0), ref(form.Known, 0))
	t.Add(ref(form.Known, 0), ref(form.Shape, 0))
	t.Add(ref(form.Suffix3, 0), ref(form.Shape, 0))
	t.Add(ref(form.Suffix4, 0), ref(form.Shape, 0))
	t.Add(ref(form.Prefix3, 0), ref(form.Suffix2, 0))
	t.Add(ref(form.Plain, -1), ref(form.Plain, 1), ref(form.Shape, 0))
	t.Add(ref(form.Cluster1, 0), ref(form.Suffix2, 0), ref(form.Shape, 0))
	t.Add(ref(form.Cluster2, 0), ref(form.Suffix2, 0), ref(form.Shape, 0))
	return t
}()

// Stage gives Tags.
type Stage struct{ model *Model }

// New returns the stage that tags with a model.
func New(m *Model) *Stage { return &Stage{m} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "tagger" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer { return []extract.Layer{extract.Sentences, extract.Tokens} }

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Tags} }

// Apply implements extract.Stage.
func (s *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	for _, sent := range a.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		tokens := a.Tokens[sent.First:sent.Last]
		words := make([]string, len(tokens))
		for i, t := range tokens {
			words[i] = a.Doc.Slice(t.Span)
		}
		for i, tag := range s.model.Tag(words) {
			tokens[i].Tag = tag
		}
	}
	return nil
}

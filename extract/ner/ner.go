// Package ner decides what the names in a release are, by a conditional random
// field that knows what the name rules and the lexicon propose. It reads a
// release twice: the second time it knows what it called each word elsewhere.
package ner

import (
	"io"
	"slices"
	"strings"

	"entente/extract"
	"entente/extract/crf"
	"entente/extract/form"
	"entente/extract/lexicon"
	"entente/extract/model"
	"entente/text"
	"entente/text/vocab"
)

// Kind marks the model files of this package.
const Kind = "ner"

// Model finds names. It is safe for use by several goroutines.
type Model struct {
	first, second *crf.Model
	forms         *form.Table
	lex           *lexicon.Lexicon
}

// Read reads a model from a file that is called name. lex and forms must be
// those that the model was trained with.
func Read(r io.Reader, name string, lex *lexicon.Lexicon, forms *form.Table) (*Model, error) {
	content, err := model.Read(r, name, Kind)
	if err != nil {
		return nil, err
	}
	m := &Model{forms: forms, lex: lex}
	d := model.NewDecoder(content)
	if err := model.Forms(d, name, forms.WideID()); err != nil {
		return nil, err
	}
	if m.first, err = crf.Decode(d); err == nil {
		m.second, err = crf.Decode(d)
	}
	if err == nil && !(slices.Equal(m.first.Labels(), Labels()) && slices.Equal(m.second.Labels(), Labels())) {
		err = model.ErrDamaged
	}
	if err != nil {
		return nil, model.Damaged(name, err)
	}
	return m, nil
}

// Write writes a model that Train gave.
func (m *Model) Write(w io.Writer) error {
	var e model.Encoder
	e.String(m.forms.WideID())
	m.first.Encode(&e)
	m.second.Encode(&e)
	return model.Write(w, Kind, e.Content())
}

// Name is a name that the model found.
type Name struct {
	First, Last int // tokens [First, Last)
	Sentence    int
	Type        vocab.EntityType
	Score       float64 // the probability of its least sure token
}

// Find returns the names of a release in order, and for each token the
// probability of the label that it has. The release has tokens with tags, and
// the mentions that the rules found.
func (m *Model) Find(a *extract.Analysis) ([]Name, []float64) {
	attributes := m.attributes(a)
	where := worthwhile(a, attributes)
	features := featuresOf(a, first, attributes, where)
	names, _ := find(m.first, a, features)
	seeElsewhere(a, attributes, m.elsewhere(a, names))
	return find(m.second, a, further(a, features, attributes, where))
}

// featuresOf gives the features of each token, or only of those that are picked.
func featuresOf(a *extract.Analysis, t crf.Templates, attributes [][]uint64, where picked) [][]uint64 {
	out := make([][]uint64, 0, len(a.Tokens))
	for i, s := range a.Sentences {
		var some []bool
		if where != nil {
			some = where[i]
		}
		out = append(out, t.FeaturesWhere(attributes[s.First:s.Last], some)...)
	}
	return out
}

// further adds the features that the second pass has besides.
func further(a *extract.Analysis, features, attributes [][]uint64, where picked) [][]uint64 {
	for i, more := range featuresOf(a, second, attributes, where) {
		features[i] = append(slices.Clip(features[i]), more...)
	}
	return features
}

// find decodes the features of a release.
func find(c *crf.Model, a *extract.Analysis, features [][]uint64) ([]Name, []float64) {
	var out []Name
	sure := make([]float64, len(a.Tokens))
	for i, sent := range a.Sentences {
		if sent.Role == text.Boilerplate {
			continue
		}
		labels, p := c.DecodeProbabilities(features[sent.First:sent.Last])
		copy(sure[sent.First:], p)
		for k := 0; k < len(labels); k++ {
			typ, ok := strings.CutPrefix(c.Labels()[labels[k]], "B-")
			if !ok {
				continue
			}
			n := Name{First: sent.First + k, Sentence: i, Type: vocab.EntityType(typ)}
			for ; k+1 < len(labels) && c.Labels()[labels[k+1]] == "I-"+typ; k++ {
			}
			n.Last = sent.First + k + 1
			n.Score = slices.Min(sure[n.First:n.Last])
			out = append(out, n)
		}
	}
	return out, sure
}

// elsewhere tells for each word, by its plain form, the label that it has most
// surely in the names of a release.
func (m *Model) elsewhere(a *extract.Analysis, names []Name) map[string]string {
	type vote struct{ word, label string }
	votes := map[vote]float64{}
	out := map[string]string{}
	for _, n := range names {
		label := "B-" + string(n.Type)
		for i := n.First; i < n.Last; i++ {
			word := form.Fold(a.Doc.Slice(a.Tokens[i].Span))
			v := vote{word, label}
			votes[v] += n.Score
			if best, ok := out[word]; !ok || votes[v] > votes[vote{word, best}] {
				out[word] = label
			}
			label = "I-" + string(n.Type)
		}
	}
	return out
}

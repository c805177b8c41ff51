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
	"entente/text/vocab"
)

// Kind marks the model files of this package.
const Kind = "ner"

// Model finds names. It is safe for use by several goroutines.
type Model struct {
	first, second pass
	forms         *form.Table
	lex           *lexicon.Lexicon
}

// pass is the model of one reading of a release.
type pass struct {
	*crf.Model
	kept   *crf.Kept // what words add by themselves
	around crf.Templates
}

// mostWords bounds the words whose scores a pass keeps, at 500 bytes each.
const mostWords = 1 << 14

func newPass(c *crf.Model, t crf.Templates) pass {
	p := pass{Model: c}
	p.kept, p.around = crf.Keep(c, t, func(attr int) bool { return attr < int(form.Attrs) || attr == around }, mostWords)
	return p
}

// newModel puts the two passes together.
func newModel(one, two *crf.Model, lex *lexicon.Lexicon, forms *form.Table) *Model {
	return &Model{first: newPass(one, first), second: newPass(two, slices.Concat(first, second)), forms: forms, lex: lex}
}

// Read reads a model from a file that is called name. lex and forms must be
// those that the model was trained with.
func Read(r io.Reader, name string, lex *lexicon.Lexicon, forms *form.Table) (*Model, error) {
	content, err := model.Read(r, name, Kind)
	if err != nil {
		return nil, err
	}
	d := model.NewDecoder(content)
	if err := model.Forms(d, name, forms.WideID()); err != nil {
		return nil, err
	}
	var one, two *crf.Model
	if one, err = crf.Decode(d); err == nil {
		two, err = crf.Decode(d)
	}
	if err == nil && !(slices.Equal(one.Labels(), Labels()) && slices.Equal(two.Labels(), Labels())) {
		err = model.ErrDamaged
	}
	if err != nil {
		return nil, model.Damaged(name, err)
	}
	return newModel(one, two, lex, forms), nil
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
	names, _ := m.first.find(a, attributes, where)
	seeElsewhere(a, attributes, m.elsewhere(a, names))
	return m.second.find(a, attributes, where)
}

// featuresOf gives the features of each token by templates.
func featuresOf(a *extract.Analysis, t crf.Templates, attributes [][]uint64) [][]uint64 {
	out := make([][]uint64, 0, len(a.Tokens))
	for _, s := range a.Sentences {
		out = append(out, t.Features(attributes[s.First:s.Last])...)
	}
	return out
}

// find decodes a release; tokens that are not picked are part of no name.
func (m *pass) find(a *extract.Analysis, attributes [][]uint64, where picked) ([]Name, []float64) {
	var out []Name
	sure := make([]float64, len(a.Tokens))
	var words []string
	for i, sent := range a.Sentences {
		if sent.Role.Silent() {
			continue
		}
		words = words[:0]
		for _, t := range a.Tokens[sent.First:sent.Last] {
			words = append(words, a.Doc.Slice(t.Span))
		}
		row := attributes[sent.First:sent.Last]
		if len(row) == 0 {
			continue
		}
		labels, p := m.DecodeProbabilities(m.kept.Base(words, row[0][around], row, where[i]), m.around.FeaturesWhere(row, where[i]))
		copy(sure[sent.First:], p)
		for k := 0; k < len(labels); k++ {
			typ, ok := strings.CutPrefix(m.Labels()[labels[k]], "B-")
			if !ok {
				continue
			}
			n := Name{First: sent.First + k, Sentence: i, Type: vocab.EntityType(typ)}
			for ; k+1 < len(labels) && m.Labels()[labels[k+1]] == "I-"+typ; k++ {
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

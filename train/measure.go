package train

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"entente/extract"
	"entente/extract/corpus"
	"entente/extract/lexicon"
	"entente/extract/models"
	"entente/extract/ner"
	"entente/extract/parser"
	"entente/text"
	"entente/text/vocab"
)

// Count is what was found of what there is.
type Count struct {
	Right    int `json:"right"`
	Spurious int `json:"spurious"`
	Missed   int `json:"missed"`
}

// F1 is the harmonic mean of precision and recall, 0 to 1.
func (c Count) F1() float64 { return ratio(2*c.Right, 2*c.Right+c.Spurious+c.Missed) }

// Precision is the share of what was found that is right.
func (c Count) Precision() float64 { return ratio(c.Right, c.Right+c.Spurious) }

// Recall is the share of what there is that was found.
func (c Count) Recall() float64 { return ratio(c.Right, c.Right+c.Missed) }

func (c Count) String() string {
	return fmt.Sprintf("P %.3f  R %.3f  F1 %.3f   tp %d fp %d fn %d", c.Precision(), c.Recall(), c.F1(), c.Right, c.Spurious, c.Missed)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Treebank are the figures of a treebank. Tags and trees are measured on its own
// words, trees with our tags and without punctuation; sentences and words on its
// raw text.
type Treebank struct {
	Sentences Count `json:"sentences"`
	Words     Count `json:"words"`
	Tags      Share `json:"tags"`   // XPOS
	Heads     Share `json:"heads"`  // UAS
	Labelled  Share `json:"labels"` // LAS, universal relations without subtypes
}

// Share is a number of right answers among all.
type Share struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// Ratio is Right / Of.
func (s Share) Ratio() float64 { return ratio(s.Right, s.Of) }

func (s *Share) add(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// Write prints the figures.
func (t Treebank) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "sentences  %s\nwords      %s\ntags       %.2f%% of %d right\nheads      %.2f%% of %d right (UAS)\nlabels     %.2f%% of %d right (LAS)\n",
		t.Sentences, t.Words, 100*t.Tags.Ratio(), t.Tags.Of, 100*t.Heads.Ratio(), t.Heads.Of, 100*t.Labelled.Ratio(), t.Labelled.Of)
	return err
}

// MeasureTreebank measures models on a treebank in CoNLL-U.
func MeasureTreebank(ctx context.Context, path string, set *models.Set) (Treebank, error) {
	var t Treebank
	data, err := readFile(path, corpus.ReadCoNLLU)
	if err != nil {
		return t, err
	}
	tags, err := set.Tagger()
	if err != nil {
		return t, err
	}
	trees, err := set.Parser()
	if err != nil {
		return t, err
	}
	for some := range slices.Chunk(data, 50) {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		in := make([][]parser.Word, len(some))
		for i, s := range some {
			in[i] = make([]parser.Word, len(s.Words))
			for k, tag := range tags.Tag(s.Forms()) {
				in[i][k] = parser.Word{Form: s.Words[k].Form, Tag: tag}
				t.Tags.add(tag == s.Words[k].XPOS)
			}
		}
		for i, arcs := range trees.Parse(in) {
			for k, w := range some[i].Words {
				if w.UPOS == "PUNCT" {
					continue
				}
				right := arcs[k].Head+1 == w.Head
				t.Heads.add(right)
				t.Labelled.add(right && universal(arcs[k].Relation) == universal(w.Rel))
			}
		}
	}
	return t, t.raw(ctx, data, set)
}

func universal(relation string) string {
	r, _, _ := strings.Cut(relation, ":")
	return r
}

// raw measures sentences and words on the text of each document.
func (t *Treebank) raw(ctx context.Context, data []corpus.Sentence, set *models.Set) error {
	stages, err := set.Words()
	if err != nil {
		return err
	}
	p, err := extract.NewPipeline(stages[:2]...)
	if err != nil {
		return err
	}
	for len(data) > 0 {
		n := 1
		for n < len(data) && data[n].Doc == data[0].Doc {
			n++
		}
		doc, sentences, words := rawText(data[:n])
		data = data[n:]
		if doc == "" {
			continue
		}
		d := text.New(doc)
		a, err := p.Run(ctx, d)
		if err != nil {
			return err
		}
		var gotSentences, gotWords []text.Span
		for _, s := range a.Sentences {
			gotSentences = append(gotSentences, d.Original(s.Span))
		}
		for _, k := range a.Tokens {
			gotWords = append(gotWords, d.Original(k.Span))
		}
		t.Sentences.compare(sentences, gotSentences)
		t.Words.compare(words, gotWords)
	}
	return nil
}

// rawText writes a document as its treebank says it was, and where its sentences
// and words are.
func rawText(data []corpus.Sentence) (string, []text.Span, []text.Span) {
	var b strings.Builder
	var sentences, words []text.Span
	for _, s := range data {
		if s.Text == "" {
			continue
		}
		if b.Len() > 0 {
			if s.Paragraph {
				b.WriteString("\n\n")
			} else {
				b.WriteByte(' ')
			}
		}
		from := b.Len()
		b.WriteString(s.Text)
		sentences = append(sentences, text.Span{Start: from, End: b.Len()})
		at := 0
		for _, w := range s.Words {
			if i := strings.Index(s.Text[at:], w.Form); i >= 0 {
				words = append(words, text.Span{Start: from + at + i, End: from + at + i + len(w.Form)})
				at += i + len(w.Form)
			}
		}
	}
	return b.String(), sentences, words
}

func (c *Count) compare(want, got []text.Span) {
	have := map[text.Span]bool{}
	for _, s := range got {
		have[s] = true
	}
	right := 0
	for _, s := range want {
		if have[s] {
			right++
		}
	}
	c.Right += right
	c.Missed += len(want) - right
	c.Spurious += len(got) - right
}

// ByType are counts by type.
type ByType map[string]*Count

func (b ByType) of(typ string) *Count {
	if b[typ] == nil {
		b[typ] = &Count{}
	}
	return b[typ]
}

// All is the sum over the types.
func (b ByType) All() (all Count) {
	for _, c := range b {
		all.Right += c.Right
		all.Spurious += c.Spurious
		all.Missed += c.Missed
	}
	return all
}

// Write prints the figures, in the order of the types' names.
func (b ByType) Write(w io.Writer) error {
	var types []string
	for t := range b {
		types = append(types, t)
	}
	sort.Strings(types)
	if _, err := fmt.Fprintf(w, "names      %s\n", b.All()); err != nil {
		return err
	}
	for _, t := range types {
		if _, err := fmt.Fprintf(w, "  %-14s %s\n", t, b[t]); err != nil {
			return err
		}
	}
	return nil
}

// mentions is the pipeline up to the names of a release.
func mentions(set *models.Set) (*extract.Pipeline, error) {
	r, err := newReader(set)
	if err != nil {
		return nil, err
	}
	m, err := set.Names()
	if err != nil {
		return nil, err
	}
	return r.words.With(ner.New(m))
}

// The types that corpora with other guidelines share with us, by their names
// for them and by ours.
var shared = map[string]string{
	"PER": "PER", "ORG": "ORG", "LOC": "LOC", "Organisation": "ORG", "Location": "LOC",
	string(vocab.Person): "PER", string(vocab.Organization): "ORG",
	string(vocab.Country): "LOC", string(vocab.Place): "LOC", string(vocab.Facility): "LOC",
}

// MeasureColumns measures the names of people, organisations and locations
// (countries, places and facilities together, without "Norwegian") on BIO
// columns: right is the exact span with the right type. Names of other types do
// not count.
func MeasureColumns(ctx context.Context, path string, set *models.Set) (ByType, error) {
	data, err := readFile(path, corpus.ReadBIO)
	if err != nil {
		return nil, err
	}
	p, err := mentions(set)
	if err != nil {
		return nil, err
	}
	out := ByType{}
	for some := range slices.Chunk(data, sentencesTogether) {
		given := together(some)
		a, err := p.Run(ctx, given.Doc)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, some[0].Line, err)
		}
		adjective := map[text.Span]bool{}
		for _, m := range set.Lexicon.Find(a.Doc.Text()) {
			adjective[m.Span] = m.Surface == lexicon.Demonym
		}
		want := map[text.Span]string{}
		at := 0
		for _, s := range some {
			for i := 0; i < len(s.Words); i++ {
				typ, ok := strings.CutPrefix(s.Words[i].Label, "B-")
				if !ok {
					continue
				}
				span := given.Tokens[at+i].Span
				for i+1 < len(s.Words) && s.Words[i+1].Label == "I-"+typ {
					i++
					span.End = given.Tokens[at+i].End
				}
				if typ = shared[typ]; typ != "" {
					want[span] = typ
				}
			}
			at += len(s.Words)
		}
		for _, m := range a.Mentions {
			typ := shared[string(m.Type)]
			switch {
			case m.Kind != extract.Name || typ == "" || adjective[m.Span]:
			case want[m.Span] == typ:
				delete(want, m.Span)
				out.of(typ).Right++
			default:
				out.of(typ).Spurious++
			}
		}
		for _, typ := range want {
			out.of(typ).Missed++
		}
	}
	return out, nil
}

package corpus

import "strings"

// Paragraph is the sentences of a paragraph with spaces between them.
type Paragraph struct {
	Text string
	Ends []int // where each sentence ends in it, in bytes
	Doc  string
}

// Paragraphs puts the texts of a treebank's sentences together.
func Paragraphs(data []Sentence) []Paragraph {
	var out []Paragraph
	var b strings.Builder
	var ends []int
	flush := func(doc string) {
		if b.Len() > 0 {
			out = append(out, Paragraph{b.String(), ends, doc})
		}
		b.Reset()
		ends = nil
	}
	for i, s := range data {
		if s.Paragraph || i > 0 && s.Doc != data[i-1].Doc {
			flush(data[max(0, i-1)].Doc)
		}
		if s.Text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.Text)
		ends = append(ends, b.Len())
	}
	if len(data) > 0 {
		flush(data[len(data)-1].Doc)
	}
	return out
}

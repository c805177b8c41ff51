// Package prose tokenises sentences with jdkato/prose, and is its only importer.
// It hides what that library lacks: its tokens carry no offsets, its curly quotes
// become ASCII, and some inputs take quadratic time. Its tokens are then cut
// further, to be those of the treebanks that the models learn from. Its tags are
// not used: see MODELS.md.
package prose

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"entente/extract"
	"entente/text"
)

// Stage gives Tokens.
type Stage struct{}

// New returns the stage.
func New() *Stage { return &Stage{} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "prose" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer { return []extract.Layer{extract.Sentences} }

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Tokens} }

// Apply implements extract.Stage.
func (s *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	for i := range a.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		sent := &a.Sentences[i]
		sent.First = len(a.Tokens)
		tokens, err := s.tokens(a.Doc.Slice(sent.Span))
		if err != nil {
			return err
		}
		for k := range tokens {
			tokens[k].Start += sent.Start
			tokens[k].End += sent.Start
		}
		tokens = join(a.Doc.Text(), tokens)
		for k, t := range tokens {
			a.Tokens = split(a.Tokens, a.Doc.Text(), t, k == len(tokens)-1)
		}
		sent.Last = len(a.Tokens)
	}
	return nil
}

// tokens returns the library's tokens of one sentence with offsets into it.
func (s *Stage) tokens(sentence string) ([]text.Token, error) {
	in, at := prepare(sentence)
	doc, err := prose.NewDocument(in, prose.UsingModel(model), prose.WithSegmentation(false), prose.WithExtraction(false), prose.WithTagging(false))
	if err != nil {
		return nil, err
	}
	raw := doc.Tokens()
	tokens := make([]text.Token, 0, len(raw))
	pos := 0
	for _, t := range raw {
		i := strings.Index(in[pos:], t.Text)
		if i < 0 {
			continue // not in the text: the library made it up
		}
		start, end := pos+i, pos+i+len(t.Text)
		pos = end
		tokens = append(tokens, text.Token{Span: text.Span{Start: at[start], End: at[end-1] + width(sentence, at[end-1])}})
	}
	return tokens, nil
}

// model is empty, since only tokens are asked for; without one the library loads
// its own for each sentence.
var model = &prose.Model{}

const (
	longestWord = 100 // bytes; longer ones (addresses, noise) are cut, as the library is quadratic in them
	longestRun  = 4   // brackets or quotes in a row
)

// prepare makes the library's input from a sentence: ASCII quotes, single
// spaces, dashes and ellipses set off. at[i] is the offset in the sentence of
// input byte i.
func prepare(sentence string) (in string, at []int) {
	b := make([]byte, 0, len(sentence)+16)
	at = make([]int, 0, len(sentence)+16)
	word, run := 0, 0
	space := func(i int) {
		if n := len(b); n > 0 && b[n-1] != ' ' {
			b, at = append(b, ' '), append(at, i)
		}
		word = 0
	}
	for i, r := range sentence {
		switch {
		case unicode.IsSpace(r):
			space(i)
			run = 0
			continue
		case r == '–' || r == '—' || r == '…' || r == '•' || r == '·':
			space(i)
			for k := range utf8.RuneLen(r) {
				b, at = append(b, sentence[i+k]), append(at, i)
			}
			space(i)
			continue
		case r == '‘' || r == '’':
			r = '\''
		case r == '“' || r == '”':
			r = '"'
		}
		if strings.ContainsRune("()[]\"'.,;:!?$", r) {
			if run++; run > longestRun {
				space(i)
			}
		} else {
			run = 0
		}
		if word >= longestWord {
			space(i)
		}
		n := len(b)
		b = utf8.AppendRune(b, r)
		for range len(b) - n {
			at = append(at, i)
		}
		word += len(b) - n
	}
	return string(b), at
}

// width is the length in bytes of the rune of s at offset i.
func width(s string, i int) int {
	_, n := utf8.DecodeRuneInString(s[i:])
	return n
}

// Package prose tokenises and tags sentences with jdkato/prose, and is its only
// importer. It hides what that library lacks: its tokens carry no offsets, its
// curly quotes become ASCII, words that occur twice in one call share a tag, and
// some inputs take quadratic time.
package prose

import (
	"context"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"entente/extract"
	"entente/text"
)

// Stage gives Tokens and Tags.
type Stage struct{}

// The model costs 0.3 s and 38 MB to load; one serves every goroutine.
var model = sync.OnceValue(func() *prose.Model { return prose.ModelFromData("entente") })

// New returns the stage and begins to load its model, which the first sentence
// waits for.
func New() *Stage {
	go model()
	return &Stage{}
}

// Name implements extract.Stage.
func (*Stage) Name() string { return "prose" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer { return []extract.Layer{extract.Sentences} }

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Tokens, extract.Tags} }

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
		for _, t := range tokens {
			t.Start += sent.Start
			t.End += sent.Start
			a.Tokens = append(a.Tokens, t)
		}
		sent.Last = len(a.Tokens)
	}
	return nil
}

// tokens returns the tagged tokens of one sentence with offsets into it.
func (s *Stage) tokens(sentence string) ([]text.Token, error) {
	in, at := prepare(sentence)
	doc, err := s.run(in)
	if err != nil {
		return nil, err
	}
	raw := doc.Tokens()
	tokens := make([]text.Token, 0, len(raw))
	ends := make([]int, 0, len(raw)) // where each token ends in the prepared input
	words := make([]string, 0, len(raw))
	pos := 0
	for _, t := range raw {
		i := strings.Index(in[pos:], t.Text)
		if i < 0 {
			continue // not in the text: the library made it up
		}
		start, end := pos+i, pos+i+len(t.Text)
		pos = end
		tokens = append(tokens, text.Token{Span: text.Span{Start: at[start], End: at[end-1] + width(sentence, at[end-1])}, Tag: t.Tag})
		ends = append(ends, end)
		words = append(words, t.Text)
	}
	return tokens, s.retag(in, tokens, words, ends)
}

func (s *Stage) run(in string) (*prose.Document, error) {
	return prose.NewDocument(in, prose.UsingModel(model()), prose.WithSegmentation(false), prose.WithExtraction(false))
}

// maxRetags bounds the extra runs a sentence may cost.
const maxRetags = 3

// retag mends the tags of words that occur again later in the sentence: within
// one call the library lets the last occurrence overwrite the earlier ones, so
// the text before the repetition is tagged on its own.
func (s *Stage) retag(in string, tokens []text.Token, words []string, ends []int) error {
	from := 0
	for range maxRetags {
		cut, first := -1, 0
		seen := map[string]int{}
		for i := from; i < len(words); i++ {
			if len(words[i]) < 4 { // function words keep their tag
				continue
			}
			if j, ok := seen[words[i]]; ok {
				cut, first = i, j
				break
			}
			seen[words[i]] = i
		}
		if cut <= 0 {
			return nil
		}
		doc, err := s.run(in[:ends[cut-1]])
		if err != nil {
			return err
		}
		again := doc.Tokens()
		for i := from; i < cut && i < len(again); i++ {
			if again[i].Text == words[i] {
				tokens[i].Tag = again[i].Tag
			}
		}
		from = first + 1
	}
	return nil
}

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

package train

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract"
	"entente/extract/corpus"
	"entente/extract/lexicon"
	"entente/extract/models"
	"entente/extract/names"
	"entente/extract/ner"
	"entente/extract/tagger"
	"entente/extract/when"
	"entente/text"
	"entente/text/vocab"
)

// outside is the label of words that are part of no name.
const outside = "O"

// Of columns: how many sentences make up a release, for want of anything in them
// that tells.
const sentencesTogether = 10

func (r *Recipe) names(ctx context.Context, set *models.Set, progress Progress) (Model, error) {
	reader, err := newReader(set)
	if err != nil {
		return nil, err
	}
	var examples []ner.Example
	for _, d := range r.Data {
		read := reader.releases
		switch d.form() {
		case columns:
			read = reader.columns
		case treebank:
			read = reader.properNouns
		}
		x, err := read(ctx, d)
		if err != nil {
			return nil, err
		}
		for i := range x {
			if x[i].Weight = d.Weight; d.Weight == 0 {
				x[i].Weight = 1
			}
		}
		examples = append(examples, x...)
	}
	return some(ner.Train(ctx, examples, set.Lexicon, set.Forms, ner.Options{Epochs: r.Epochs, Seed: r.Seed, Progress: progress}))
}

// reader makes examples of annotated text: the mentions that the name rules
// find in it, and the labels that its tokens may have.
type reader struct {
	set   *models.Set
	words *extract.Pipeline // from a text to the mentions of the rules
	rules *extract.Pipeline // from tokens on
}

func newReader(set *models.Set) (*reader, error) {
	words, err := set.Words()
	if err != nil {
		return nil, err
	}
	m, err := set.Tagger()
	if err != nil {
		return nil, err
	}
	r := &reader{set: set}
	find := []extract.Stage{when.New(), names.New(set.Lexicon)}
	if r.words, err = extract.NewPipeline(append(words, find...)...); err != nil {
		return nil, err
	}
	r.rules, err = extract.NewPipeline(append([]extract.Stage{given{}, tagger.New(m)}, find...)...)
	return r, err
}

// given stands for sentences and tokens that are there already.
type given struct{}

func (given) Name() string           { return "given" }
func (given) Needs() []extract.Layer { return nil }
func (given) Gives() []extract.Layer { return []extract.Layer{extract.Sentences, extract.Tokens} }
func (given) Apply(context.Context, *extract.Analysis) error {
	return nil
}

// labels are the numbers of the labels of ner.
var labels = func() map[string]int {
	m := map[string]int{}
	for i, l := range ner.Labels() {
		m[l] = i
	}
	return m
}()

// Bits of labels.
const none = uint64(1) // O

func begins(t string) uint64  { return 1 << labels["B-"+t] }
func goesOn(t string) uint64  { return 1 << labels["I-"+t] }
func isName(bits uint64) bool { return bits&none == 0 && bits&anyBegin != 0 }

var anyBegin, anyInside = func() (b, i uint64) {
	for _, t := range vocab.EntityTypes() {
		b |= begins(string(t))
		i |= goesOn(string(t))
	}
	return b, i
}()

// releases reads our own JSON Lines.
func (r *reader) releases(ctx context.Context, d Data) ([]ner.Example, error) {
	data, err := d.releases()
	if err != nil {
		return nil, err
	}
	var out []ner.Example
	for _, x := range data {
		doc := text.New(x.Text)
		a, err := r.words.Run(ctx, doc)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", d.File, x.Line, err)
		}
		e := ner.Example{Analysis: a, Allowed: make([]uint64, len(a.Tokens))}
		for i := range e.Allowed {
			e.Allowed[i] = none
		}
		at := 0
		for _, n := range x.Names {
			typ := string(n.Type)
			bit := begins(typ)
			for ; at < len(a.Tokens); at++ {
				raw := doc.Original(a.Tokens[at].Span)
				if raw.Start >= n.End {
					break
				}
				if raw.End <= n.Start {
					continue
				}
				if n.Optional {
					e.Allowed[at] |= bit
				} else {
					e.Allowed[at] = bit
				}
				bit = goesOn(typ)
			}
		}
		out = append(out, e)
	}
	return out, nil
}

func (d *Data) releases() ([]corpus.Release, error) {
	if d.Texts == "" {
		return readFile(d.File, corpus.ReadReleases)
	}
	return readFile(d.File, func(f io.Reader, name string) ([]corpus.Release, error) { return corpus.ReadStandoff(f, name, d.Texts) })
}

// columns reads BIO columns, or what is like them, as releases of some sentences
// each. Their tokens stay.
func (r *reader) columns(ctx context.Context, d Data) ([]ner.Example, error) {
	read := corpus.ReadBIO
	if d.DocRED {
		read = corpus.ReadDocRED
	}
	data, err := readFile(d.File, read)
	if err != nil {
		return nil, err
	}
	return r.grouped(ctx, d, data, func(s corpus.Sentence) ([]uint64, error) {
		var out []uint64
		for i, w := range s.Words {
			bits, err := d.may(w.Label)
			if err != nil {
				if d.DocRED {
					i = 0 // a document a line
				}
				return nil, fmt.Errorf("%s:%d: %w", d.File, s.Line+i, err)
			}
			out = append(out, bits)
		}
		return out, nil
	}, func(e *ner.Example) {
		r.narrow(e)
		r.trim(e)
	})
}

// grouped makes examples of some sentences each, whose words may have the labels
// that allowed gives, and mends each example.
func (r *reader) grouped(ctx context.Context, d Data, data []corpus.Sentence, allowed func(corpus.Sentence) ([]uint64, error), mend func(*ner.Example)) ([]ner.Example, error) {
	var out []ner.Example
	for some := range slices.Chunk(data, sentencesTogether) {
		e := ner.Example{Analysis: together(some)}
		if err := r.rules.Fill(ctx, e.Analysis); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", d.File, some[0].Line, err)
		}
		for _, s := range some {
			bits, err := allowed(s)
			if err != nil {
				return nil, err
			}
			e.Allowed = append(e.Allowed, bits...)
		}
		mend(&e)
		out = append(out, e)
		if d.form() == columns && len(out)%smallEvery == 1 {
			c, err := r.small(ctx, some, e.Allowed)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", d.File, some[0].Line, err)
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// smallEvery is how many examples of text that is no release, copies among them,
// have one copy in small letters, so that names written so are learnt too.
const smallEvery = 3

// small is an example of sentences in small letters.
func (r *reader) small(ctx context.Context, data []corpus.Sentence, allowed []uint64) (ner.Example, error) {
	var copied []corpus.Sentence
	for _, s := range data {
		s.Words = slices.Clone(s.Words)
		for i := range s.Words {
			s.Words[i].Form = strings.ToLower(s.Words[i].Form)
		}
		copied = append(copied, s)
	}
	e := ner.Example{Analysis: together(copied), Allowed: allowed}
	return e, r.rules.Fill(ctx, e.Analysis)
}

// may gives the labels that a label of columns may be for us.
func (d *Data) may(label string) (uint64, error) {
	kind, typ, _ := strings.Cut(label, "-")
	if label == outside {
		typ = outside
	}
	types, ok := d.Labels[typ]
	switch {
	case ok:
	case label == outside:
		return none, nil
	case slices.Contains(vocab.EntityTypes(), vocab.EntityType(typ)):
		types = []string{typ}
	default:
		return 0, fmt.Errorf("type %q is none of ours (%v), and the recipe's labels do not say what it is", typ, vocab.EntityTypes())
	}
	var bits uint64
	for _, t := range types {
		switch {
		case t == outside:
			bits |= none
		case label == outside:
			bits |= begins(t) | goesOn(t)
		case kind == "B":
			bits |= begins(t)
		default:
			bits |= goesOn(t)
		}
	}
	if bits == 0 {
		return 0, errors.New("the recipe's labels say of type " + typ + " nothing that it may be")
	}
	return bits, nil
}

// properNouns reads a treebank as text whose proper nouns are names of some type
// or other: which, the model finds out from what it learns elsewhere, and from the
// trees where they tell. Words that are no proper nouns are no names.
func (r *reader) properNouns(ctx context.Context, d Data) ([]ner.Example, error) {
	data, err := readFile(d.File, corpus.ReadCoNLLU)
	if err != nil {
		return nil, err
	}
	allowed := func(s corpus.Sentence) ([]uint64, error) { return maybeNames(s.Words), nil }
	return r.grouped(ctx, d, data, allowed, r.mayBeNone)
}

// maybeNames gives the labels that the words of a tree may have.
func maybeNames(words []corpus.Word) []uint64 {
	out := make([]uint64, len(words))
	for i, w := range words {
		out[i] = none
		switch {
		case proper(w):
			out[i] = anyBegin | anyInside
		case i > 0 && slices.Contains(inNames, strings.ToLower(w.Form)) && slices.ContainsFunc(words[i+1:min(i+3, len(words))], proper) && slices.ContainsFunc(words[max(0, i-2):i], proper):
			out[i] = none | anyInside
		}
	}
	// In English UD the parts of people's names are flat, those of other names
	// compounds; titles describe, and times are unmarked.
	person := string(vocab.Person)
	for i, w := range words {
		if !proper(w) {
			continue
		}
		switch head := w.Head - 1; w.Rel {
		case "flat":
			if head == i-1 || head >= 0 && words[i-1].Head == w.Head {
				if proper(words[head]) && !strings.EqualFold(words[head].Form, "al") {
					out[head], out[i] = begins(person), goesOn(person)
				}
			}
		case "compound":
			if head >= 0 && proper(words[head]) {
				out[i] &^= begins(person) | goesOn(person)
			}
		case "vocative":
			out[i] &= begins(person) | goesOn(person)
		case "nmod:desc":
			out[i] = none
		case "nmod:unmarked", "obl:unmarked":
			out[i] |= none
		}
	}
	return out
}

func proper(w corpus.Word) bool { return w.XPOS == "NNP" || w.XPOS == "NNPS" }

// inNames are words that stand inside names between proper nouns.
var inNames = []string{"of", "the", "and", "&", "for", "on", "in", "'s", "’s", "-", "/", ".", ","}

// mayBeNone lets proper nouns be no names that are so for a treebank alone:
// titles, months and days, and common words; and adjectives be countries.
func (r *reader) mayBeNone(e *ner.Example) {
	s := e.Doc.Text()
	cover := func(sp text.Span, bits uint64) {
		for i, t := range e.Tokens {
			if t.Start < sp.End && sp.Start < t.End {
				e.Allowed[i] |= bits
			}
		}
	}
	for _, t := range r.set.Lexicon.FindTitles(s) {
		cover(t.Span, none)
	}
	for _, x := range e.Dates {
		cover(x.Span, none)
	}
	for _, m := range r.set.Lexicon.Find(s) {
		if m.Surface == lexicon.Demonym {
			cover(m.Span, none|begins("Country")|goesOn("Country"))
		}
	}
	for i, t := range e.Tokens {
		w := e.Doc.Slice(t.Span)
		if e.Allowed[i]&anyBegin != 0 && (r.set.Lexicon.CommonWord(strings.ToLower(w)) || !strings.ContainsFunc(w, unicode.IsLower)) {
			e.Allowed[i] |= none
		}
	}
}

// together writes sentences of tokens as a text, each a paragraph.
func together(data []corpus.Sentence) *extract.Analysis {
	a := &extract.Analysis{}
	var b strings.Builder
	for _, s := range data {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		sent := text.Sentence{Span: text.Span{Start: b.Len()}, First: len(a.Tokens)}
		quoted := false
		for i, w := range s.Words {
			form := text.New(w.Form).Text()
			if strings.TrimSpace(form) == "" {
				form = "_" // nothing that can be read
			}
			glued := i > 0 && (w.Glued || leans(form) || holds(s.Words[i-1].Form, quoted))
			if i > 0 && i+1 < len(s.Words) && (form == "-" && alphanumeric(s.Words[i-1].Form) && alphanumeric(s.Words[i+1].Form) ||
				s.Words[i-1].Form == "-" && i > 1 && alphanumeric(form) && alphanumeric(s.Words[i-2].Form)) {
				glued = true // "al-Qaeda" is three tokens
			}
			if form == `"` {
				glued, quoted = quoted || glued, !quoted
			}
			if i > 0 && !glued {
				b.WriteByte(' ')
			}
			at := b.Len()
			b.WriteString(form)
			a.Tokens = append(a.Tokens, text.Token{Span: text.Span{Start: at, End: b.Len()}})
		}
		sent.End, sent.Last = b.Len(), len(a.Tokens)
		a.Sentences = append(a.Sentences, sent)
	}
	a.Doc = text.New(b.String())
	return a
}

func alphanumeric(form string) bool {
	return !strings.ContainsFunc(form, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// leans reports whether no space stands before a token.
func leans(form string) bool {
	switch form {
	case "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", ",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "”", "''":
		return true
	}
	return false
}

// holds reports whether no space stands after a token.
func holds(form string, quoted bool) bool {
	switch form {
	case "(", "[", "{", "$", "£", "€", "“", "``":
		return true
	case `"`:
		return quoted
	}
	return false
}

// eachName calls f with each name of an example, tokens [first, last).
func eachName(e *ner.Example, f func(first, last int)) {
	for i := 0; i < len(e.Allowed); i++ {
		if !isName(e.Allowed[i]) {
			continue
		}
		j := i + 1
		for j < len(e.Allowed) && e.Allowed[j]&(none|anyBegin) == 0 {
			j++
		}
		f(i, j)
		i = j - 1
	}
}

// narrow decides by the lexicon where a name may be of several types: a
// location that is the name of a country is a country.
func (r *reader) narrow(e *ner.Example) {
	known := map[text.Span]string{}
	for _, m := range r.set.Lexicon.Find(e.Doc.Text()) {
		known[m.Span] = string(m.Entries[0].Type)
	}
	eachName(e, func(first, last int) {
		typ := known[text.Span{Start: e.Tokens[first].Start, End: e.Tokens[last-1].End}]
		if typ == "" || e.Allowed[first]&begins(typ) == 0 {
			return
		}
		e.Allowed[first] = begins(typ)
		for i := first + 1; i < last; i++ {
			e.Allowed[i] = goesOn(typ)
		}
	})
}

// trim takes off the names of others what ours do not have: articles, the titles
// of people, a possessive; and drops names without a capital.
func (r *reader) trim(e *ner.Example) {
	word := func(i int) string { return e.Doc.Slice(e.Tokens[i].Span) }
	eachName(e, func(first, last int) {
		kinds, from, to := e.Allowed[first], first, last
		for from < to && slices.Contains([]string{"the", "a", "an"}, strings.ToLower(word(from))) {
			from++
		}
		if kinds&begins(string(vocab.Person)) != 0 && from < to {
			from = r.untitled(e, from, to)
		}
		if to-1 > from && (word(to-1) == "'s" || word(to-1) == "’s") {
			to--
		}
		if !slices.ContainsFunc(e.Tokens[from:to], func(t text.Token) bool {
			c, _ := utf8.DecodeRuneInString(e.Doc.Slice(t.Span))
			return unicode.IsUpper(c) || unicode.IsDigit(c)
		}) {
			from = to
		}
		for i := first; i < last; i++ {
			switch {
			case i < from || i >= to:
				e.Allowed[i] = none
			case i == from:
				e.Allowed[i] = kinds
			}
		}
	})
}

// untitled is where the name of a person begins after the titles before it.
func (r *reader) untitled(e *ner.Example, from, to int) int {
	for from < to {
		start := e.Tokens[from].Start
		titles := r.set.Lexicon.FindTitles(e.Doc.Slice(text.Span{Start: start, End: e.Tokens[to-1].End}))
		if len(titles) == 0 || titles[0].Start != 0 {
			break
		}
		next := from
		for next < to && e.Tokens[next].Start < start+titles[0].End {
			next++
		}
		if next == to {
			break
		}
		from = next
	}
	return from
}

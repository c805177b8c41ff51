// Package ask reads questions in plain English as the questions of package queries. It
// has no model of language but our tagger and parser: names are looked up in the graph,
// every other word must belong to a class that the rules know, and what is left over is
// a reason to refuse. A wrong reading is worse than none.
package ask

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"entente/extract"
	"entente/extract/models"
	"entente/extract/parser"
	"entente/extract/prose"
	"entente/extract/tagger"
	"entente/graph"
	"entente/queries"
	"entente/text"
	"entente/text/vocab"
)

// Reading is what a question in plain English was read as.
type Reading struct {
	Question string                   `json:"question"` // of queries.Questions
	Args     queries.Args             `json:"args"`     // with the ids of entities
	Entities map[string]queries.Match `json:"entities,omitempty"`
	Names    map[string]string        `json:"-"` // of the entities, as the question has them
}

// String is a reading on one line: "who-met, person Jens Stoltenberg, 2023-10".
func (r Reading) String() string {
	parts := []string{r.Question}
	q, _ := queries.Named(r.Question)
	for _, p := range q.Params {
		value := r.Args[p.Name]
		if value == "" {
			continue
		}
		if m, ok := r.Entities[p.Name]; ok {
			value = strings.ToLower(string(m.Type)) + " " + m.Name
			if p.Name == "with" {
				value = "with " + value
			}
			parts = append(parts, value)
			continue
		}
		switch p.Name {
		case "on", "words":
		case "type", "modality":
			value = strings.ToLower(strings.ReplaceAll(value, "_", " "))
		default:
			value = strings.ReplaceAll(p.Name, "_", " ") + " " + value
		}
		parts = append(parts, value)
	}
	return strings.Join(parts, ", ")
}

// Ask asks the question.
func (r Reading) Ask(ctx context.Context, w queries.World) (queries.Answer, error) {
	q, ok := queries.Named(r.Question)
	if !ok {
		return queries.Answer{}, graph.Errorf(graph.Invalid, "there is no question %q", r.Question)
	}
	return q.Run(ctx, w, r.Args)
}

// Refusal is the error for what can't be read. It wraps a queries.Unknown where a name
// is not known, else an Invalid error.
type Refusal struct {
	Why     string
	Nearest []string // questions that can be asked, in plain English
	unknown *queries.Unknown
}

func (r *Refusal) Error() string {
	if len(r.Nearest) == 0 {
		return r.Why
	}
	return r.Why + "; you can ask:\n" + strings.Join(r.Nearest, "\n")
}

func (r *Refusal) Unwrap() error {
	if r.unknown != nil {
		return r.unknown
	}
	return graph.Errorf(graph.Invalid, "%s", r.Why)
}

// Parser reads questions. It is safe for use by several goroutines.
type Parser struct{ grammar *extract.Pipeline }

// New returns a parser that uses the tagger and the parser of a set.
func New(s *models.Set) (*Parser, error) {
	t, err := s.Tagger()
	if err != nil {
		return nil, err
	}
	m, err := s.Parser()
	if err != nil {
		return nil, err
	}
	g, err := extract.NewPipeline(whole{}, prose.New(), tagger.New(t), parser.New(m, nil))
	return &Parser{g}, err
}

// whole makes one sentence of a question: where sentences end is no matter here.
type whole struct{}

func (whole) Name() string           { return "whole" }
func (whole) Needs() []extract.Layer { return nil }
func (whole) Gives() []extract.Layer { return []extract.Layer{extract.Sentences} }
func (whole) Apply(_ context.Context, a *extract.Analysis) error {
	a.Sentences = []text.Sentence{{Span: text.Span{End: len(a.Doc.Text())}}}
	return nil
}

const longest = 500 // bytes of a question

// Parse reads a question as seen from the world's day, with names of its store. What it
// can't read is a Refusal; other errors are the store's.
func (p *Parser) Parse(ctx context.Context, question string, w queries.World) (Reading, error) {
	if !utf8.ValidString(question) || strings.ContainsRune(question, 0) {
		return Reading{}, &Refusal{Why: "the question is no text in UTF-8"}
	}
	if len(question) > longest {
		return Reading{}, &Refusal{Why: fmt.Sprintf("the question has %d bytes; it may have %d", len(question), longest)}
	}
	question = strings.Join(strings.Fields(strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(question)), " ")
	now := time.Now()
	if w.Now != nil {
		now = w.Now()
	}
	q := &query{text: question, now: now, args: queries.Args{}, entities: map[string]queries.Match{}, called: map[string]string{}}
	err := p.fill(ctx, q, w)
	if err == nil {
		err = q.read()
	}
	if r, ok := err.(*Refusal); ok {
		r.Nearest = nearest(q)
		if q.meant != "" && p.reads(ctx, q.meant, w) {
			r.Nearest = append([]string{q.meant}, r.Nearest...)
		}
	}
	if err != nil {
		return Reading{}, err
	}
	return Reading{q.question, q.args, q.entities, q.called}, nil
}

// fill finds what the words of a question are.
func (p *Parser) fill(ctx context.Context, q *query, w queries.World) error {
	var ok bool
	q.masked = []byte(q.text)
	if q.times, ok = times(q.text, q.now); !ok {
		return refuse("I can't tell which time is meant")
	}
	if q.search() {
		return nil
	}
	q.polite()
	q.confidence()
	q.scan()
	if err := q.names(ctx, w); err != nil {
		return err
	}
	return p.parse(ctx, q)
}

func refuse(format string, args ...any) *Refusal { return &Refusal{Why: fmt.Sprintf(format, args...)} }

// names finds the names in a question, the longest first.
func (q *query) names(ctx context.Context, w queries.World) error {
	const most = 8 // words of a name
	type span struct{ i, j int }
	var spans []span
	var texts []string
	for n := min(most, len(q.words)); n > 0; n-- {
		for i := 0; i+n <= len(q.words); i++ {
			if q.mayName(i, i+n) {
				spans = append(spans, span{i, i + n})
				texts = append(texts, q.slice(i, i+n))
			}
		}
	}
	is, err := w.Named(ctx, texts)
	if err != nil {
		return err
	}
	taken := make([]int, len(q.words)) // 1 and up is the span that has the word
	found := map[int]queries.Match{}
	for k, s := range spans {
		if !is[texts[k]] || slices.ContainsFunc(taken[s.i:s.j], func(t int) bool { return t > 0 }) {
			continue
		}
		m, err := w.Find(ctx, texts[k])
		if err != nil {
			return err
		}
		found[s.i] = m
		for i := s.i; i < s.j; i++ {
			taken[i] = k + 1
		}
	}
	lower := strings.ToLower(q.text) == q.text
	var refusal *Refusal // the first; the names beside it are still of use
	// What no name is and no word that is known may be part of a name, or one misspelt.
	for i := 0; i < len(q.words); i++ {
		j := i
		for j < len(q.words) && taken[j] == 0 && q.words[j].unknown() && (j == i || q.words[j].first == q.words[j-1].end+1) {
			j++
		}
		if j == i {
			continue
		}
		name := q.slice(i, j)
		if !lower && (strings.ToLower(name) == name || i == 0 && j == 1) {
			refusal = cmp.Or(refusal, refuse("I don't know what %q asks for", name))
			i = j
			continue
		}
		m, err := w.Find(ctx, name)
		if unknown, ok := err.(*queries.Unknown); ok {
			why := unknown.Error()
			if len(unknown.Suggestions) == 0 && lower {
				why = fmt.Sprintf("I don't know what %q asks for", name)
			}
			if len(unknown.Suggestions) > 0 { // with it in its place the question might do
				q.meant = q.text[:q.words[i].first] + unknown.Suggestions[0].Name + q.text[q.words[j-1].end:]
			}
			refusal = cmp.Or(refusal, &Refusal{Why: why, unknown: unknown})
			i = j
			continue
		}
		if err != nil {
			return err
		}
		found[i] = m
		for k := i; k < j; k++ {
			taken[k] = len(spans) + i + 1
		}
		i = j - 1
	}
	var words []word
	for i := 0; i < len(q.words); i++ {
		x := q.words[i]
		if m, ok := found[i]; ok {
			for i+1 < len(q.words) && taken[i+1] == taken[i] {
				i++
			}
			x.end = q.words[i].end
			x.s, x.lemma, x.entity = q.text[x.first:x.end], "", &m
		}
		words = append(words, x)
	}
	q.words = words
	if refusal != nil {
		return refusal
	}
	return nil
}

// mayName reports whether words may be a name: small words at its ends are none, and a
// word that has a meaning in questions is one only as the graph's acronyms are: WHO.
func (q *query) mayName(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if gap := q.masked[q.words[k-1].end:q.words[k].first]; strings.ContainsAny(string(gap), ",;?!\"") || slices.Contains(gap, 0) {
			return false
		}
	}
	plain := func(x word) bool { return !x.unknown() && !x.shout(q.text) }
	first, last := q.words[i], q.words[j-1]
	if j-i == 1 {
		return !plain(first) && !first.isNumber()
	}
	small := func(x word) bool {
		return plain(x) && (prepositions[x.lemma] || articles[x.lemma] || questionWords[x.lemma] || auxiliaries[x.lemma] || x.s == "'s")
	}
	if small(first) && first.lemma != "the" || small(last) || last.s == "'s" {
		return false
	}
	return slices.ContainsFunc(q.words[i:j], func(x word) bool { return !plain(x) || x.s != x.low && x.first > 0 })
}

// stand are names that stand for those of the question when it is parsed: what matters
// to its grammar is that there is one name, and of what type.
var stand = map[vocab.EntityType]string{
	vocab.Person: "Stoltenberg", vocab.Country: "Norway", vocab.Place: "Oslo", vocab.Facility: "Oslo",
}

// parse tags and parses the question with its names replaced and its times left out.
func (p *Parser) parse(ctx context.Context, q *query) error {
	var b strings.Builder
	at := make([]int, len(q.words))
	for i, x := range q.words {
		if i > 0 && x.s != "'s" {
			b.WriteByte(' ')
		}
		at[i] = b.Len()
		switch {
		case x.entity != nil:
			b.WriteString(cmp.Or(stand[x.entity.Type], "NATO"))
		case i == 0:
			b.WriteString(strings.ToUpper(x.low[:1]) + x.low[1:])
		default:
			b.WriteString(x.low)
		}
	}
	b.WriteByte('?')
	a, err := p.grammar.Run(ctx, text.New(b.String()))
	if err != nil {
		return err
	}
	word := map[int]int{} // by token
	for i := range q.words {
		for k, t := range a.Tokens {
			if t.Start == at[i] {
				q.words[i].tag, q.words[i].rel, q.words[i].token = t.Tag, t.Rel, k
				word[k] = i
			}
		}
	}
	for i := range q.words {
		q.words[i].head = -1
		if len(a.Tokens) > 0 {
			if h := a.Tokens[q.words[i].token].Head; h >= 0 {
				if up, ok := word[h]; ok {
					q.words[i].head = up
				}
			}
		}
	}
	return nil
}

// nearest are questions that can be asked of what a question names.
func nearest(q *query) []string {
	var names []string
	var types []vocab.EntityType
	for _, x := range q.words {
		if x.entity != nil && !slices.Contains(names, x.entity.Name) {
			names, types = append(names, x.entity.Name), append(types, x.entity.Type)
		}
	}
	if len(names) == 0 {
		return []string{"Who met whom last month?", "What is pending?", "Who is the most connected?"}
	}
	a := names[0]
	if len(names) > 1 {
		return []string{fmt.Sprintf("What ties does %s have with %s?", a, names[1]), fmt.Sprintf("Has %s met %s?", a, names[1]), fmt.Sprintf("How is %s connected to %s?", a, names[1])}
	}
	switch types[0] {
	case vocab.Person:
		return []string{fmt.Sprintf("Who met %s?", a), fmt.Sprintf("Which offices did %s hold?", a), fmt.Sprintf("What ties does %s have?", a)}
	case vocab.Organization:
		return []string{fmt.Sprintf("Who are the members of %s?", a), fmt.Sprintf("Who held offices at %s?", a), fmt.Sprintf("What ties does %s have?", a)}
	case vocab.Event, vocab.Programme:
		return []string{fmt.Sprintf("Who took part in %s?", a), fmt.Sprintf("What ties does %s have?", a)}
	}
	return []string{fmt.Sprintf("What ties does %s have?", a), fmt.Sprintf("What happened to %s?", a), fmt.Sprintf("Who is %s?", a)}
}

// args of a question, in the order of their names.
func sorted(a queries.Args) []string { return slices.Sorted(maps.Keys(a)) }

// reads reports whether a question can be read.
func (p *Parser) reads(ctx context.Context, question string, w queries.World) bool {
	_, err := p.Parse(ctx, question, w)
	return err == nil
}

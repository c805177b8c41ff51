package ner

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"unicode"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// Stage changes the names among Mentions to those that a model finds.
type Stage struct{ model *Model }

// New returns the stage that finds names with a model.
func New(m *Model) *Stage { return &Stage{m} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "ner" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Tokens, extract.Tags, extract.Mentions}
}

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Mentions} }

// sureAt is the probability from which on the model decides against the rules.
// Below it the rules' names stay: on releases that neither has seen they were
// right in most such cases.
const sureAt = 0.9

// sureOfNone is sureAt where the model finds no name at all: with the name would
// go all that is said of it.
const sureOfNone = 0.95

// leastSure is the probability below which a name of the model's alone is left
// out: most such are wrong.
const leastSure = 0.6

// Apply implements extract.Stage. Where model and rules agree on a name, the
// rules' mention stays, since they know more of it: its lexicon entry, its rule.
func (s *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	names, sure := s.model.Find(a)
	if err := ctx.Err(); err != nil {
		return err
	}
	var out []extract.Mention
	var claims []claim
	for _, n := range names {
		if m := s.mention(a, n); n.Score >= leastSure && strings.ContainsFunc(a.Doc.Slice(m.Span), letter) {
			claims = append(claims, claim{n.First, n.Last, m, true})
		}
	}
	for _, m := range a.Mentions {
		if m.Kind != extract.Name {
			out = append(out, m)
			continue
		}
		first, last := tokensOf(a, m.Span)
		claims = append(claims, claim{first, last, m, false})
	}
	slices.SortStableFunc(claims, func(x, y claim) int { return x.first - y.first })
	for len(claims) > 0 {
		n, end := 1, claims[0].last
		for ; n < len(claims) && claims[n].first < end; n++ {
			end = max(end, claims[n].last)
		}
		out = append(out, decide(claims[:n], sure[claims[0].first:end])...)
		claims = claims[n:]
	}
	slices.SortStableFunc(out, func(x, y extract.Mention) int { return cmp.Or(x.Start-y.Start, y.End-x.End) })
	a.Mentions = out
	return nil
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// claim is a name that the model or a rule finds in the tokens [first, last).
type claim struct {
	first, last int
	mention     extract.Mention
	model       bool
}

// decide chooses among claims that overlap one another; sure is how sure the
// model is of each token.
func decide(claims []claim, sure []float64) []extract.Mention {
	var model, rules []extract.Mention
	for _, c := range claims {
		if c.model {
			model = append(model, c.mention)
		} else {
			rules = append(rules, c.mention)
		}
	}
	if len(model) == 1 && len(rules) == 1 && claims[0].first == claims[1].first && claims[0].last == claims[1].last && model[0].Type == rules[0].Type {
		rules[0].Score = model[0].Score
		return rules
	}
	least := sureAt
	if len(model) == 0 {
		least = sureOfNone
	}
	if len(rules) > 0 && (len(sure) == 0 || slices.Min(sure) < least) {
		return rules
	}
	return model
}

// mention is a name of the model's alone.
func (s *Stage) mention(a *extract.Analysis, n Name) extract.Mention {
	m := extract.Mention{
		Span: text.Span{Start: a.Tokens[n.First].Start, End: a.Tokens[n.Last-1].End},
		Kind: extract.Name, Type: n.Type, Sentence: n.Sentence, Entity: -1, Rule: "names: model", Score: n.Score,
	}
	if words, _, link := strings.Cut(a.Doc.Slice(m.Span), "]("); link { // of Markdown: [words](address)
		if words = strings.TrimRight(words, "*_ "); words != "" {
			m.End = m.Start + len(words)
		}
	}
	m.Ref = s.ref(a.Doc.Slice(m.Span), n.Type)
	return m
}

// ref is the lexicon's id for a name of a type, if it knows just one.
func (s *Stage) ref(name string, typ vocab.EntityType) string {
	ref := ""
	for _, e := range s.model.lex.Lookup(name) {
		if e.Type != typ {
			continue
		}
		if ref != "" {
			return ""
		}
		ref = e.ID
	}
	return ref
}

// tokensOf are the tokens [first, last) that a span has a part of.
func tokensOf(a *extract.Analysis, s text.Span) (first, last int) {
	first = sort.Search(len(a.Tokens), func(i int) bool { return a.Tokens[i].End > s.Start })
	for last = first; last < len(a.Tokens) && a.Tokens[last].Start < s.End; last++ {
	}
	return first, last
}

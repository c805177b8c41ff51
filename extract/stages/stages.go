// Package stages puts the stages that read a release in their order.
package stages

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/extract/coref"
	"entente/extract/models"
	"entente/extract/names"
	"entente/extract/ner"
	"entente/extract/parser"
	"entente/extract/relations"
	"entente/extract/roles"
	"entente/extract/when"
	"entente/text"
)

// All returns all stages, with the models of a set, but the last, which rates the
// facts.
func All(s *models.Set) ([]extract.Stage, error) {
	words, err := s.Words()
	if err != nil {
		return nil, err
	}
	n, err := s.Names()
	if err != nil {
		return nil, err
	}
	p, err := s.Parser()
	if err != nil {
		return nil, err
	}
	return append(words,
		when.New(),
		names.New(s.Lexicon),
		ner.New(n),
		names.Cluster(s.Lexicon),
		roles.New(s.Lexicon),
		coref.New(s.Lexicon),
		parser.New(p, related),
		relations.New(s.Lexicon),
	), nil
}

// related tells the sentences that are worth a tree: those that mention two things
// or more and have a word that may relate them.
func related(a *extract.Analysis) []bool {
	first := make([]int, len(a.Sentences)) // the entity met first, plus 1
	out := make([]bool, len(a.Sentences))
	for _, m := range a.Mentions {
		if m.Entity < 0 || m.Sentence < 0 {
			continue
		}
		if f := first[m.Sentence]; f != 0 && f != m.Entity+1 || len(m.Also) > 0 {
			out[m.Sentence] = true
		}
		first[m.Sentence] = m.Entity + 1
	}
	for i, s := range a.Sentences {
		out[i] = out[i] && s.Role != text.Boilerplate && s.Role != text.SourceLine && slices.ContainsFunc(a.Tokens[s.First:s.Last], func(t text.Token) bool {
			return relations.MayState(strings.ToLower(a.Doc.Slice(t.Span)), t.Tag)
		})
	}
	return out
}

// Package stages puts the stages that read a release in their order.
package stages

import (
	"entente/extract"
	"entente/extract/coref"
	"entente/extract/models"
	"entente/extract/names"
	"entente/extract/ner"
	"entente/extract/parser"
	"entente/extract/relations"
	"entente/extract/roles"
	"entente/extract/when"
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
	facts := relations.New(s.Lexicon)
	return append(words,
		when.New(),
		names.New(s.Lexicon),
		ner.New(n),
		names.Cluster(s.Lexicon),
		roles.New(s.Lexicon),
		coref.New(s.Lexicon),
		parser.New(p, facts.Unread),
		facts,
	), nil
}

package entente

import (
	"context"
	"time"

	"entente/extract/lexicon"
	"entente/graph"
	"entente/queries"
)

// Args are the values of a question's parameters, by name, as texts:
// {"entity": "Stoltenberg", "since": "2023-10", "type": "MET_WITH,VISITED"}.
type Args = queries.Args

// Answer is what a question gives: Rows of the question's own type, and Lines of Columns.
type Answer = queries.Answer

// Questions are all questions with their parameters.
func Questions() []queries.Question { return queries.Questions() }

// Ask asks a question by its name. A question or parameter that is not there, and a
// value of the wrong kind, is a *graph.Error with code Invalid that says what there is;
// a name that nobody bears is a *queries.Unknown.
func (e *Entente) Ask(ctx context.Context, question string, args Args) (Answer, error) {
	if e.store == nil {
		return Answer{}, errNoStore
	}
	q, ok := queries.Named(question)
	if !ok {
		return Answer{}, graph.Errorf(graph.Invalid, "there is no question %q; Questions lists them", question)
	}
	return q.Run(ctx, World(e.store, nil), args)
}

// World is what questions are asked of: a store, and what the lexicon knows by names that
// no release used ("Cape Verde" for Cabo Verde). A nil clock is time.Now.
func World(s graph.Store, now func() time.Time) queries.World {
	return queries.World{Store: s, Now: now, Known: func(name string) ([]string, error) {
		lex, err := lexicon.Load()
		if err != nil {
			return nil, err
		}
		var ids []string
		for _, e := range lex.Lookup(name) {
			ids = append(ids, e.ID)
		}
		return ids, nil
	}}
}

package queries

import (
	"context"

	"entente/graph"
	"entente/text/vocab"
)

// Ends narrow ties by what stands at their ends.
type Ends struct {
	With string           // id of who stands at the other end; empty is anybody
	As   As               // at which end the entity that is asked about stands; empty is either
	Of   vocab.EntityType // of what type who stands at the other end is; empty is any
}

// As is an end of a tie: who does it, or to whom it is done.
type As string

// The ends. Ties that read the same in both directions have both.
const (
	AsSubject As = "subject"
	AsObject  As = "object"
)

// fetch asks for the ties of an entity with whom is wanted at their other end.
func (e Ends) fetch(ctx context.Context, s graph.Store, f Filter, entity string, direct bool) ([]Link, error) {
	if e.As != "" && e.As != AsSubject && e.As != AsObject {
		return nil, graph.Errorf(graph.Invalid, "an entity stands in a tie as subject or object, not as %q", e.As)
	}
	question, ids := "ties", []any{"entity", entity}
	if e.With != "" {
		question, ids = "between", []any{"a", entity, "b", e.With}
		if len(f.Types) == 0 { // by name they can be looked up
			f.Types = vocab.RelationTypes()
		}
	}
	params, err := f.params(append(ids, "direct", direct)...)
	if err != nil {
		return nil, err
	}
	return f.fetchThose(ctx, s, question, "via", params, func(l Link) bool {
		asked, other := l.Subject, l.Object
		if id := l.asked(entity); id == other.ID {
			asked, other = other, asked
		}
		is := AsSubject
		if asked.ID == l.Object.ID {
			is = AsObject
		}
		// A tie of everybody's has two others.
		return (e.As == "" || e.As == is || l.Type.Symmetric()) && (e.Of == "" || e.Of == other.Type || entity == "" && e.Of == asked.Type)
	})
}

// asked is the end of a tie that was asked about, or through which it has the tie.
func (l Link) asked(entity string) string {
	if l.Via != nil {
		return l.Via.ID
	}
	return entity
}

// ofType is the parameter of what stands at the other end.
func ofType(help string) Parameter {
	return Parameter{Name: "entity_type", Kind: Choice, Choices: words(vocab.EntityTypes()), Help: help}
}

// with is the parameter of who stands at the other end.
func with(help string) Parameter { return Parameter{Name: "with", Kind: EntityName, Help: help} }

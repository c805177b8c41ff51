package queries

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// Candidate is an entity that a name may stand for.
type Candidate struct {
	ID       string           `json:"id"`
	Name     string           `json:"name"`
	Type     vocab.EntityType `json:"type"`
	Mentions int              `json:"mentions"`
}

// Match is what a name stands for: the most mentioned entity of that name, and
// the others of that name in the same order, if there are any.
type Match struct {
	Candidate
	Others []Candidate `json:"others,omitempty"`
}

// Unknown is the error for a name that no entity has. It wraps a graph.Error
// with code NotFound.
type Unknown struct {
	Name        string
	Suggestions []Candidate // the nearest names first, at most five
}

func (u *Unknown) Error() string {
	if len(u.Suggestions) == 0 {
		return fmt.Sprintf("the graph knows no %q", u.Name)
	}
	names := make([]string, len(u.Suggestions))
	for i, c := range u.Suggestions {
		names[i] = c.Name
	}
	return fmt.Sprintf("the graph knows no %q; near: %s", u.Name, strings.Join(names, ", "))
}

func (u *Unknown) Unwrap() error {
	return graph.Errorf(graph.NotFound, "the graph knows no %q", u.Name)
}

// Find resolves a name as people write it, or an entity's id. Case, accents,
// punctuation and a leading "the" do not matter. It tries names, aliases and
// acronyms first, then names that hold all its words ("Correia e Silva").
// Otherwise the error is an Unknown.
func Find(ctx context.Context, s graph.Store, name string) (Match, error) {
	return Match{}, errors.ErrUnsupported
}

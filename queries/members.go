package queries

import (
	"context"
	"errors"

	"entente/graph"
)

// MembersParams asks for the members of a body.
type MembersParams struct {
	Filter
	Entity string // id
	// On asks who was a member on a day (ISO, partial allowed). A membership
	// without dates counts as holding on every day unless it is a former one.
	// Empty: those who are members as far as the graph knows.
	On string
}

// Member is one member of a body; Title is its role there, if told.
type Member struct {
	Fact
	Member Party `json:"member"`
}

// Members lists the members of a body by name. Who merely took part in its
// events is not among them.
func Members(ctx context.Context, s graph.Store, p MembersParams) ([]Member, error) {
	return nil, errors.ErrUnsupported
}

package queries

import (
	"context"
	"errors"

	"entente/graph"
)

// WhoMetParams asks for the meetings of one entity, or of everybody when Entity
// is empty.
type WhoMetParams struct {
	Filter
	Entity string // id
	Direct bool   // leave out the meetings of a country's or body's office holders
}

// Meeting is one meeting of two parties. Who is the entity that was asked
// about, or the office holder through whom it met.
type Meeting struct {
	Fact
	Who  Party `json:"who"`
	With Party `json:"with"`
}

// WhoMet lists meetings, the latest first, then by name. For a country or an
// organisation it adds the meetings of those who hold a position there or at a
// body that is part of it.
func WhoMet(ctx context.Context, s graph.Store, p WhoMetParams) ([]Meeting, error) {
	return nil, errors.ErrUnsupported
}

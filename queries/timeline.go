package queries

import (
	"context"
	"errors"

	"entente/graph"
)

// TimelineParams asks for what happened to an entity, day by day.
type TimelineParams struct {
	Filter
	Entity string // id
}

// Timeline lists the dated ties of an entity, the earliest first. Ties without
// a date are left out.
func Timeline(ctx context.Context, s graph.Store, p TimelineParams) ([]Link, error) {
	return nil, errors.ErrUnsupported
}

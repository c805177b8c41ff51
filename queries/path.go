package queries

import (
	"context"
	"errors"

	"entente/graph"
)

// PathParams asks how two entities are connected.
type PathParams struct {
	Filter        // Limit is ignored
	A, B   string // ids
	Max    int    // longest path in ties, 1 to 6; 0 is 6
}

// Path gives a shortest path between two entities over ties read in either
// direction: one Link a step, the surest tie of its pair. Of several shortest
// paths it takes the one whose ids come first. No path within Max gives none
// and no error.
func Path(ctx context.Context, s graph.Store, p PathParams) ([]Step, error) {
	return nil, errors.ErrUnsupported
}

// Step is one step of a path, walked From one party To the next.
type Step struct {
	Fact
	A    Party `json:"a"`              // where the step starts
	B    Party `json:"b"`              // where it ends
	Back bool  `json:"back,omitempty"` // the tie runs from B to A
	More int   `json:"more,omitempty"` // other ties between the two that the filter lets through
}

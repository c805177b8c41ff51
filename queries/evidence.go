package queries

import (
	"context"
	"errors"

	"entente/graph"
)

// Proof is one claim with the sentence that it was read from.
type Proof struct {
	graph.Claim
	Tie          string `json:"tie,omitempty"` // the tie that it is part of
	SubjectName  string `json:"subject_name"`
	ObjectName   string `json:"object_name"`
	ReleaseTitle string `json:"release_title"`
	URL          string `json:"url,omitempty"`
	Publisher    string `json:"publisher,omitempty"`
	Published    string `json:"published,omitempty"`
}

// Evidence lists the claims behind ids: one tie, claim or release id, or two
// entity ids for all that is claimed of the pair in either direction. The
// latest release comes first. An id that the store does not hold is a NotFound
// error, another kind of id an Invalid one.
func Evidence(ctx context.Context, s graph.Store, ids ...string) ([]Proof, error) {
	return nil, errors.ErrUnsupported
}

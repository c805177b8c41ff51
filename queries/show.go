package queries

import (
	"context"
	"errors"

	"entente/graph"
	"entente/text/vocab"
)

// Card is what the graph knows of one entity.
type Card struct {
	graph.Entity
	// Same are the ids of the entities that were merged into it; Aliases has
	// their names too.
	Same        []string       `json:"same,omitempty"`
	Mentions    int            `json:"mentions"`
	Offices     []Link         `json:"offices,omitempty"`     // it holds or held
	Holders     []Link         `json:"holders,omitempty"`     // who hold or held an office there
	Memberships []Link         `json:"memberships,omitempty"` // it is or was a member of
	Members     int            `json:"members"`               // asserted ones
	Meetings    map[string]int `json:"meetings,omitempty"`    // its own, by modality
	// TieCounts counts its own ties of every modality by type.
	TieCounts map[vocab.RelationType]int `json:"tie_counts,omitempty"`
	Releases  []Reading                  `json:"releases,omitempty"` // that mention it, the latest first
}

// Reading is one release with how often it mentions an entity.
type Reading struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Count     int    `json:"count"`
}

// Show gives the card of an entity; an unknown id is a NotFound error.
func Show(ctx context.Context, s graph.Store, id string) (Card, error) {
	return Card{}, errors.ErrUnsupported
}

// Package queries asks the graph its questions: one file a question in Cypher
// and in SQL, and a Go function that gives typed rows from either.
//
// The functions take entity ids; Find turns a name as people write it into one.
package queries

import "entente/text/vocab"

// Filter narrows an answer. The zero Filter lets every tie through that holds
// or held (asserted, former) and leaves out the planned, negated and
// hypothetical ones.
type Filter struct {
	// Since and Until are ISO dates (2023-10-26, 2023-10 or 2023). A tie passes
	// when it overlaps the period. A tie without dates passes only when neither
	// bound is set.
	Since, Until string
	Planned      Planned
	// Modalities, when set, takes the place of the default and of Planned.
	Modalities    []vocab.Modality
	Types         []vocab.RelationType // all when empty
	MinConfidence float64
	Limit         int // 0 is no limit; counted after ordering
}

// Planned tells what to do with ties that are announced for the future.
type Planned string

// The choices.
const (
	WithoutPlanned Planned = ""
	WithPlanned    Planned = "include"
	OnlyPlanned    Planned = "only"
)

// Party is one end of a tie.
type Party struct {
	ID   string           `json:"id"`
	Name string           `json:"name"`
	Type vocab.EntityType `json:"type"`
	// Roles are the offices of a person as far as the graph knows them, the best
	// attested first: "Secretary General, NATO".
	Roles []string `json:"roles,omitempty"`
}

// Fact is what every row tells of the tie behind it.
type Fact struct {
	Tie         string             `json:"tie"` // its id, which Evidence takes
	Type        vocab.RelationType `json:"type"`
	Modality    vocab.Modality     `json:"modality"`
	From        string             `json:"from,omitempty"`
	To          string             `json:"to,omitempty"`
	Title       string             `json:"title,omitempty"`
	Place       string             `json:"place,omitempty"`
	Releases    int                `json:"releases"`
	Independent int                `json:"independent"` // of the releases, without those that repeat another's text
	Confidence  float64            `json:"confidence"`
	Quote       Quote              `json:"quote"`  // of its surest claim
	Claims      []string           `json:"claims"` // all of them, by id
	// Evidence are all its claims, the latest first, where a question is asked with
	// "evidence".
	Evidence []Proof `json:"evidence,omitempty"`
}

// Quote is a sentence that says so, and the release that it stands in.
type Quote struct {
	Claim     string `json:"claim"`
	Text      string `json:"text"`
	Release   string `json:"release"`
	Title     string `json:"title"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
}

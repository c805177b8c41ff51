// Package graph is the vocabulary of the knowledge graph and the one interface
// to the stores that keep it.
package graph

import (
	"context"
	"iter"

	"entente/text/vocab"
)

// Entity is a node: a person, organisation, country and so on.
type Entity struct {
	ID      string           `json:"id"` // type and slug: "person/jens-stoltenberg", "country/mda"
	Type    vocab.EntityType `json:"type"`
	Name    string           `json:"name"`
	Aliases []string         `json:"aliases,omitempty"` // sorted, without Name
	Acronym string           `json:"acronym,omitempty"`
	ISO3    string           `json:"iso3,omitempty"`
	Kind    string           `json:"kind,omitempty"`    // alliance, agency, ministry, military ...
	SameAs  []string         `json:"same_as,omitempty"` // addresses that others know it by: Wikidata's, GeoNames'
	Links   []string         `json:"links,omitempty"`   // the same, as people gave them
	// MergedInto is the id of the entity that this one turned out to be, or
	// empty. Claims keep the id they were made with; ties and answers follow it.
	MergedInto string `json:"merged_into,omitempty"`
}

// Release is one page that was read.
type Release struct {
	ID        string `json:"id"` // "release/" and the first 16 hex digits of the SHA-256 of the normalised text
	Title     string `json:"title"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601; its length is its precision
	Basis     string `json:"basis,omitempty"`     // where the date was found: metadata, dateline, body, neighbours
	Text      string `json:"text"`
	// Origins are the files and addresses that have this text, sorted. They are
	// not exported: the same releases make the same export wherever they lie.
	Origins []string `json:"-"`
}

// Claim is one thing that one release says.
type Claim struct {
	ID           string             `json:"id"` // "claim/" and the first 16 hex digits of a SHA-256 of what it says and where
	Type         vocab.RelationType `json:"type"`
	Subject      string             `json:"subject"` // entity ids as extracted, before any merge
	Object       string             `json:"object"`
	Modality     vocab.Modality     `json:"modality"`
	From         string             `json:"from,omitempty"` // ISO 8601
	To           string             `json:"to,omitempty"`
	Title        string             `json:"title,omitempty"`
	Place        string             `json:"place,omitempty"`
	AttributedTo string             `json:"attributed_to,omitempty"` // entity id
	Release      string             `json:"release"`
	Quote        string             `json:"quote"` // the sentence, verbatim
	Start        int                `json:"start"` // byte offsets of the quote in the release's text
	End          int                `json:"end"`
	Confidence   float64            `json:"confidence"`
	Rule         string             `json:"rule"`
}

// Mentioned is what a release calls an entity, and how often. An entity's names
// are those of all its mentions, so that they go when their releases do.
type Mentioned struct {
	Entity  string   `json:"entity"`
	Release string   `json:"release"`
	Count   int      `json:"count"`
	Name    string   `json:"name,omitempty"` // empty in a Batch: what the batch's entity has
	Aliases []string `json:"aliases,omitempty"`
	Acronym string   `json:"acronym,omitempty"`
}

// Tie is what the graph believes of two entities: all claims of one (type,
// modality, from, to, title) between them.
type Tie struct {
	ID          string             `json:"id"` // "tie/" and 16 hex digits of a SHA-256 of its key
	Type        vocab.RelationType `json:"type"`
	Subject     string             `json:"subject"` // entity ids after merges; of a symmetric type the lower id first
	Object      string             `json:"object"`
	Modality    vocab.Modality     `json:"modality"`
	From        string             `json:"from,omitempty"`
	To          string             `json:"to,omitempty"`
	Title       string             `json:"title,omitempty"`
	Place       string             `json:"place,omitempty"`
	Releases    int                `json:"releases"`    // releases that say so
	Independent int                `json:"independent"` // of the releases, without those that repeat another's text
	Confidence  float64            `json:"confidence"`  // the highest of its claims
	Claims      []string           `json:"claims"`      // ids, sorted
}

// Batch is what is written in one transaction: whole releases only.
type Batch struct {
	Releases  []Release
	Entities  []Entity
	Claims    []Claim
	Mentioned []Mentioned
}

// Dialect is the query language of a store.
type Dialect string

// The dialects.
const (
	Cypher Dialect = "cypher"
	SQL    Dialect = "sql"
)

// Row is one row of an answer, by column name. Values are string, int64,
// float64, bool, nil or []any of these.
type Row map[string]any

// Store keeps a graph. Every write is idempotent and atomic: after an error or
// a crash the graph is as it was before the batch.
type Store interface {
	// Known returns those of the release ids that the store already holds.
	Known(ctx context.Context, releases []string) (map[string]bool, error)
	// Write adds a batch and brings the ties it touches up to date. Entities
	// that are there already gain aliases and missing properties.
	Write(ctx context.Context, b Batch) error
	// Entities yields every entity, merged ones too, ordered by id.
	Entities(ctx context.Context) iter.Seq2[Entity, error]
	// From returns the releases that have one of the origins, with all of theirs.
	From(ctx context.Context, origins []string) (map[string][]string, error)
	// Withdraw takes an origin from releases that it no longer has; those that have
	// no other are retracted.
	Withdraw(ctx context.Context, origin string, releases []string) error
	// Retract removes releases with all that only they say: the graph is then as
	// if they had never been read, but for the verdicts, which stay. Releases that
	// the store does not hold are passed over.
	Retract(ctx context.Context, releases []string) error
	// Decide makes verdicts the only ones that hold, and brings the names and ties
	// that they touch up to date.
	Decide(ctx context.Context, v Verdicts) error
	// Revision changes with every release that is written or retracted. It says
	// nothing else.
	Revision(ctx context.Context) (int64, error)
	// Query runs a read-only query in the store's dialect.
	Query(ctx context.Context, query string, params map[string]any) ([]Row, error)
	Dialect() Dialect
	// Export yields every node, claim and tie in an order that depends on the
	// content only, so two stores with one content export the same bytes.
	Export(ctx context.Context) iter.Seq2[any, error]
	// Describe tells what the store is: product and version, schema version,
	// counts. For doctor and version.
	Describe(ctx context.Context) (Description, error)
	Close(ctx context.Context) error
}

// Description tells what a store is and how much it holds.
type Description struct {
	Store    string         `json:"store"`   // "sqlite", "neo4j"
	Address  string         `json:"address"` // path or URL, never a password
	Version  string         `json:"version"`
	Schema   int            `json:"schema"`
	Counts   map[string]int `json:"counts"` // entities, releases, claims, ties
	Problems []string       `json:"problems,omitempty"`
}

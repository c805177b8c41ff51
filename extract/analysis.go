// Package extract turns a release into mentions, entities and relations.
//
// A Pipeline of Stages fills an Analysis layer by layer. A stage says which
// layers it needs and which it gives, and the pipeline checks the order when it
// is built. The stages live in the packages below this one.
package extract

import (
	"entente/text"
	"entente/text/dates"
	"entente/text/vocab"
)

// Analysis is what is known of one release. Indices point into its slices; -1
// means none.
type Analysis struct {
	Doc       *text.Document
	Language  string             // ISO 639 code of the language that most of the text is in, if that is not English
	Sentences []text.Sentence    // in order, none overlapping
	Tokens    []text.Token       // in order, none overlapping, each inside a sentence
	Dates     []dates.Expression // in order, none overlapping
	Mentions  []Mention          // ordered by start, then by longer first
	Roles     []Role
	Entities  []Entity
	Relations []Relation
}

// MentionKind tells a name from a nominal or a pronoun.
type MentionKind string

// The kinds of mention, as FORMAT prints them.
const (
	Name    MentionKind = "name"    // Jens Stoltenberg, NATO, Norwegian
	Nominal MentionKind = "nominal" // the Secretary General, the delegation
	Pronoun MentionKind = "pronoun" // he, they, we
)

// Mention is one reference to a thing in the text. Names never overlap one
// another; a nominal may contain names ("the Prime Minister of Moldova").
type Mention struct {
	text.Span
	Kind     MentionKind
	Type     vocab.EntityType
	Ref      string // the lexicon entry's id ("country/mda", "organization/nato"), or empty
	Sentence int    // index into Sentences
	Entity   int    // index into Entities; -1 before coreference, or when unresolved
	Also     []int  // further entities of a plural nominal or pronoun: "the two leaders", "they"
	Rule     string // what found it
	Score    float64
}

// Role is an office that a text gives to a person: "Chairman of the Joint
// Chiefs of Staff Gen. CQ Brown, Jr.".
type Role struct {
	Person   int       // the person's mention, or -1 when only the office is named ("the Prime Minister of Moldova")
	Title    string    // without the body: "Chairman", "Minister of Foreign Affairs"
	Span     text.Span // the whole title as it stands, body and ranks included, the person's name left out
	Body     int       // the mention of the organisation or country it is held at, or -1
	Modality vocab.Modality
	Replaces int // the mention of the person whose place the holder takes; 0 is none, since it stands after the holder's
	Rule     string
}

// Entity is one thing in one release with all its mentions.
type Entity struct {
	ID       string // type and slug; unique within the release
	Type     vocab.EntityType
	Name     string   // the fullest name
	Aliases  []string // other surfaces, sorted, without Name
	Ref      string   // lexicon id, or empty
	Acronym  string
	Mentions []int // indices of its mentions, in order
}

// Relation is one fact with its evidence.
type Relation struct {
	Subject, Object int // indices into Entities
	Type            vocab.RelationType
	Modality        vocab.Modality
	From, To        string // ISO 8601, empty when unstated
	Title           string // of HOLDS_POSITION
	Place           string // where a meeting took place
	AttributedTo    int    // the entity that said so, or -1
	Confidence      float64
	Evidence        text.Span // the whole sentence
	Trigger         text.Span // the words that gave it
	Rule            string
}

// Package lexicon knows the names of countries, organisations and places, the
// titles and ranks of people, and finds them in a text. Its data files are
// embedded; ./internal/gen builds them from public gazetteers (NOTICE).
package lexicon

import (
	"entente/text"
	"entente/text/vocab"
)

// Entry is one thing that the lexicon knows.
type Entry struct {
	ID      string // "country/mda", "organization/nato", "place/chisinau-mda"
	Type    vocab.EntityType
	Name    string   // the usual English name
	Acronym string   // organisations: "NATO"
	ISO3    string   // countries: their own; places, ministries and forces: their country's
	Kind    string   // alliance, agency, ministry, military, party, company, city, capital, region, sea ...
	Parent  string   // the id of the body or country it belongs to, or empty
	SameAs  []string // countries: the addresses by which Wikidata and GeoNames know it
}

// Surface tells what kind of form a match is.
type Surface uint8

// The forms a name takes.
const (
	FullName Surface = iota
	Acronym
	Demonym   // Norwegian, Norwegians
	Capital   // Chișinău: a Place, and by metonymy its country
	ShortName // "the Alliance", "the Council": holds only where the release names the thing in full, or comes from it
)

// Match is a known name in a text.
type Match struct {
	text.Span
	Surface Surface
	Entries []*Entry // the most likely first; more than one when the name is ambiguous
}

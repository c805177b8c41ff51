// Package vocab is the vocabulary that every layer shares: the types of
// entities and relations and the ways a fact can hold.
package vocab

import (
	"maps"
	"slices"
)

// EntityType is the type of a named thing.
type EntityType string

// The entity types.
const (
	Person       EntityType = "Person"
	Organization EntityType = "Organization"
	Country      EntityType = "Country"
	Place        EntityType = "Place"
	Facility     EntityType = "Facility"
	Event        EntityType = "Event"
	Programme    EntityType = "Programme"
	Document     EntityType = "Document"
)

// EntityTypes lists the entity types in their usual order.
func EntityTypes() []EntityType {
	return []EntityType{Person, Organization, Country, Place, Facility, Event, Programme, Document}
}

// RelationType is the type of a fact between two entities.
type RelationType string

// The relation types, subject to object.
const (
	MetWith         RelationType = "MET_WITH"
	Visited         RelationType = "VISITED"
	Hosted          RelationType = "HOSTED"
	Organized       RelationType = "ORGANIZED"
	ParticipatedIn  RelationType = "PARTICIPATED_IN"
	HeldIn          RelationType = "HELD_IN"
	MemberOf        RelationType = "MEMBER_OF"
	PartnerOf       RelationType = "PARTNER_OF"
	CooperatesWith  RelationType = "COOPERATES_WITH"
	PartOf          RelationType = "PART_OF"
	HoldsPosition   RelationType = "HOLDS_POSITION"
	LocatedIn       RelationType = "LOCATED_IN"
	HeadquarteredIn RelationType = "HEADQUARTERED_IN"
	ContributesTo   RelationType = "CONTRIBUTES_TO"
	Supports        RelationType = "SUPPORTS"
	CalledOn        RelationType = "CALLED_ON"
	Criticized      RelationType = "CRITICIZED"
	Praised         RelationType = "PRAISED"
	Attacked        RelationType = "ATTACKED"
	Sanctioned      RelationType = "SANCTIONED"
	Signed          RelationType = "SIGNED"
	Succeeded       RelationType = "SUCCEEDED"
)

// Symmetric reports whether the relation reads the same in both directions.
func (t RelationType) Symmetric() bool { return t == MetWith || t == CooperatesWith }

// Event reports whether a tie of the type happens on days rather than holds.
func (t RelationType) Event() bool {
	switch t {
	case Attacked, CalledOn, Criticized, HeldIn, Hosted, MetWith, Organized, ParticipatedIn, Praised, Sanctioned, Signed, Visited:
		return true
	}
	return false
}

var (
	actors = []EntityType{Person, Organization, Country}
	bodies = []EntityType{Organization, Country}
	spots  = []EntityType{Place, Facility, Country}
	things = []EntityType{Person, Organization, Country, Place, Facility, Event, Programme, Document}
)

// signatures says which entity types may stand at either end of a relation.
var signatures = map[RelationType]struct{ subject, object []EntityType }{
	MetWith:         {actors, actors},
	Visited:         {actors, []EntityType{Place, Facility, Country, Organization}},
	Hosted:          {actors, []EntityType{Event}},
	Organized:       {actors, []EntityType{Event}},
	ParticipatedIn:  {actors, []EntityType{Event, Programme}},
	HeldIn:          {[]EntityType{Event}, spots},
	MemberOf:        {actors, []EntityType{Organization, Event}},
	PartnerOf:       {bodies, bodies},
	CooperatesWith:  {bodies, bodies},
	PartOf:          {[]EntityType{Organization, Programme, Event, Document}, []EntityType{Organization, Country, Event}},
	HoldsPosition:   {[]EntityType{Person}, bodies},
	LocatedIn:       {[]EntityType{Place, Facility}, []EntityType{Place, Country}},
	HeadquarteredIn: {[]EntityType{Organization}, spots},
	ContributesTo:   {actors, []EntityType{Organization, Programme, Event, Country}},
	Supports:        {actors, []EntityType{Person, Organization, Country, Event, Programme, Document}},
	CalledOn:        {actors, actors},
	Criticized:      {actors, actors},
	Praised:         {actors, things},
	Attacked:        {bodies, bodies},
	Sanctioned:      {bodies, things},
	Signed:          {actors, []EntityType{Document}},
	Succeeded:       {[]EntityType{Person}, []EntityType{Person}},
}

// RelationTypes lists the relation types in alphabetical order.
func RelationTypes() []RelationType {
	return slices.Sorted(maps.Keys(signatures))
}

// Known reports whether there is such a type.
func (t RelationType) Known() bool {
	_, ok := signatures[t]
	return ok
}

// Allows reports whether a relation of this type may run from a subject of
// type s to an object of type o.
func (t RelationType) Allows(s, o EntityType) bool {
	sig, ok := signatures[t]
	return ok && slices.Contains(sig.subject, s) && slices.Contains(sig.object, o)
}

// Modality tells whether a fact holds, as seen from the release's date.
type Modality string

// The modalities.
const (
	Asserted     Modality = "asserted"     // happened, or holds
	Planned      Modality = "planned"      // announced for the future
	Former       Modality = "former"       // held in the past and no longer
	Negated      Modality = "negated"      // denied, cancelled, did not
	Hypothetical Modality = "hypothetical" // called for, proposed, would, if
)

// Modalities lists the modalities, what holds first.
func Modalities() []Modality {
	return []Modality{Asserted, Planned, Former, Negated, Hypothetical}
}

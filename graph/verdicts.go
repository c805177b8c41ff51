package graph

import (
	"cmp"
	"maps"
	"slices"
)

// Verdicts say how claims are read: which entities are one, which claims do not
// count, which are of another entity of the name. Claims stay as they were made.
type Verdicts struct {
	// Digest stands for all that holds, merges too; the stores set it. What a graph
	// answers changes with it or with the Revision. It comes first in JSON, where
	// queries.Moment looks for it without reading the rest.
	Digest string `json:"digest,omitempty"`
	// Revision is that of the graph that they were made of. One that was written to
	// since refuses them with ErrStale; 0 is for any.
	Revision int64 `json:"-"`
	// Merges goes from an entity's id to the id of the entity that it is.
	Merges map[string]string `json:"-"`
	// Rejected claims belong to no tie.
	Rejected map[string]bool `json:"rejected,omitempty"`
	// Moved has claims that are not of the entity that they name.
	Moved map[string]Move `json:"moved,omitempty"`
	// Split are the entities that claims were moved to, by id.
	Split map[string]Entity `json:"split,omitempty"`
	// Names are those that people gave entities.
	Names map[string]string `json:"names,omitempty"`
	// Links are addresses that people gave entities, sorted.
	Links map[string][]string `json:"links,omitempty"`
	// Copies goes from releases to those whose text they repeat: together they count
	// as one.
	Copies map[string]string `json:"copies,omitempty"`
	// Versions goes from releases to later versions of them: the claims of the former
	// belong to no tie.
	Versions map[string]string `json:"versions,omitempty"`
}

// Move says that where a claim names one entity, or one that is merged into it,
// another is meant.
type Move struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// canonical is the entity that the end of a claim stands for.
func (v *Verdicts) canonical(c *Claim, id string) string {
	to := cmp.Or(v.Merges[id], id)
	if m, ok := v.Moved[c.ID]; ok && to == cmp.Or(v.Merges[m.From], m.From) {
		return cmp.Or(v.Merges[m.To], m.To)
	}
	return to
}

// named is an entity with the name and the links that people gave it, if they did.
func (v *Verdicts) named(e Entity) Entity {
	e.Links = v.Links[e.ID]
	name := v.Names[e.ID]
	if name == "" || name == e.Name {
		return e
	}
	e.Aliases = slices.DeleteFunc(append(slices.Clone(e.Aliases), e.Name), func(s string) bool { return s == name })
	slices.Sort(e.Aliases)
	e.Aliases = slices.Compact(e.Aliases)
	e.Name = name
	return e
}

// check reports what is wrong with the verdicts by themselves.
func (v *Verdicts) check() error {
	for _, id := range slices.Sorted(maps.Keys(v.Moved)) {
		if m := v.Moved[id]; v.Split[m.To].ID == "" {
			return Errorf(Invalid, "%s is moved to %q, which no split made", id, m.To)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(v.Split)) {
		if e := v.Split[id]; e.ID != id {
			return Errorf(Invalid, "a split of the id %q makes the entity %q", id, e.ID)
		} else if err := checkEntity(e); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(v.Links)) {
		if err := checkStrings("link of entity", id, v.Links[id]...); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(v.Names)) {
		if err := checkStrings("name of entity", id, v.Names[id]); err != nil {
			return err
		}
	}
	return nil
}

package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/text"
)

// The functions of this file combine two records of one id. They are
// associative, commutative and idempotent, so that a graph does not depend on
// the order in which its releases were read.

// combineEntities keeps the longest name, of equals the lexically first; the
// other names and the acronyms that lose become aliases.
func combineEntities(a, b Entity) Entity {
	names := slices.Concat([]string{a.Name, b.Name}, a.Aliases, b.Aliases)
	out := Entity{
		ID:         a.ID,
		Type:       first(a.Type, b.Type),
		Name:       a.Name,
		Acronym:    first(a.Acronym, b.Acronym),
		ISO3:       first(a.ISO3, b.ISO3),
		Kind:       first(a.Kind, b.Kind),
		SameAs:     slices.Compact(slices.Sorted(slices.Values(slices.Concat(a.SameAs, b.SameAs)))),
		Links:      a.Links,
		MergedInto: a.MergedInto,
	}
	if c := cmp.Compare(utf8.RuneCountInString(b.Name), utf8.RuneCountInString(a.Name)); c > 0 || c == 0 && b.Name < a.Name {
		out.Name = b.Name
	}
	for _, s := range []string{a.Acronym, b.Acronym} {
		if s != out.Acronym {
			names = append(names, s)
		}
	}
	slices.Sort(names)
	for _, n := range slices.Compact(names) {
		if n != "" && n != out.Name {
			out.Aliases = append(out.Aliases, n)
		}
	}
	return out
}

// bases orders the bases of a date, the surest first.
var bases = []string{string(text.FromMetadata), string(text.FromDateline), string(text.FromBody), string(text.FromNeighbours)}

// combineReleases takes the lexically first of the properties that differ and
// the date with the surest basis.
func combineReleases(a, b Release) Release {
	out := Release{
		ID:        a.ID,
		Title:     first(a.Title, b.Title),
		URL:       first(a.URL, b.URL),
		Publisher: first(a.Publisher, b.Publisher),
		Text:      first(a.Text, b.Text),
		Published: a.Published,
		Basis:     a.Basis,
		Origins:   slices.Compact(slices.Sorted(slices.Values(slices.Concat(a.Origins, b.Origins)))),
	}
	rank := func(r Release) int {
		i := slices.Index(bases, r.Basis)
		switch {
		case r.Published == "":
			return len(bases) + 1
		case i < 0:
			return len(bases)
		}
		return i
	}
	if cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(b.Published, a.Published), cmp.Compare(b.Basis, a.Basis)) < 0 {
		out.Published, out.Basis = b.Published, b.Basis
	}
	return out
}

// combineClaims takes the surer of two claims whole; of equally sure ones the
// one whose fields come first.
func combineClaims(a, b Claim) Claim {
	c := cmp.Or(
		cmp.Compare(b.Confidence, a.Confidence),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.Object, b.Object),
		cmp.Compare(a.Modality, b.Modality),
		cmp.Compare(a.From, b.From),
		cmp.Compare(a.To, b.To),
		cmp.Compare(a.Title, b.Title),
		cmp.Compare(a.Place, b.Place),
		cmp.Compare(a.AttributedTo, b.AttributedTo),
		cmp.Compare(a.Release, b.Release),
		cmp.Compare(a.Quote, b.Quote),
		cmp.Compare(a.Start, b.Start),
		cmp.Compare(a.End, b.End),
	)
	if c > 0 {
		return b
	}
	return a
}

func combineMentioned(a, b Mentioned) Mentioned {
	e := combineEntities(a.naming(), b.naming())
	return Mentioned{Entity: a.Entity, Release: a.Release, Count: max(a.Count, b.Count), Name: e.Name, Aliases: e.Aliases, Acronym: e.Acronym}
}

func sameRelease(a, b Release) bool {
	return a.ID == b.ID && a.Title == b.Title && a.URL == b.URL && a.Publisher == b.Publisher && a.Text == b.Text &&
		a.Published == b.Published && a.Basis == b.Basis && slices.Equal(a.Origins, b.Origins)
}

// Call is an entity with the names that its mentions give it, whatever people call
// it. One that no release mentions keeps its own.
func Call(e Entity, mentions []Mentioned) Entity {
	var called Entity
	for i, m := range mentions {
		if i == 0 {
			called = m.naming()
		} else {
			called = combineEntities(called, m.naming())
		}
	}
	if called.Name != "" {
		e.Name, e.Aliases, e.Acronym = called.Name, called.Aliases, called.Acronym
	}
	return e
}

// naming is what a release calls an entity, as an entity.
func (m Mentioned) naming() Entity {
	return Entity{ID: m.Entity, Name: m.Name, Aliases: m.Aliases, Acronym: m.Acronym}
}

// first is the lexically first of two that is not empty.
func first[S ~string](a, b S) S {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return min(a, b)
}

// Keys are the folded forms of the entity's name, aliases and acronym, sorted:
// what a name is looked up by.
func (e Entity) Keys() []string {
	var keys []string
	for _, n := range slices.Concat([]string{e.Name, e.Acronym}, e.Aliases) {
		if k := text.Fold(n); k != "" {
			keys = append(keys, k)
		} else if n = strings.TrimSpace(n); n != "" {
			keys = append(keys, n) // all punctuation or symbols
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

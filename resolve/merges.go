package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// Merges says which entities of the graph are one: from the id of the one to
// the id of the other. Offices holds the ids of the bodies where a person has
// or had a position. The result depends on what the graph holds, not on the
// order in which it came; where two answers are possible there is none.
func Merges(entities []graph.Entity, offices map[string][]string) map[string]string {
	merges := map[string]string{}
	sorted := slices.SortedFunc(slices.Values(entities), func(a, b graph.Entity) int { return cmp.Compare(a.ID, b.ID) })
	sorted = slices.CompactFunc(sorted, func(a, b graph.Entity) bool { return a.ID == b.ID })
	spellings(sorted, merges)
	acronyms(sorted, merges)
	people(sorted, offices, merges)
	return merges
}

// final follows merges to the entity that stays.
func final(merges map[string]string, id string) string {
	for {
		to, ok := merges[id]
		if !ok {
			return id
		}
		id = to
	}
}

// spellings merges names that differ in spelling only: "Defence Organisation",
// "Defense Organization".
func spellings(entities []graph.Entity, merges map[string]string) {
	first := map[string]string{}
	for _, e := range entities {
		if e.Type == vocab.Person || tail(e.ID) != slug(e.Name) || strings.Contains(e.ID, "@") {
			continue // people have a rule of their own; scoped names and the lexicon's are as they are meant
		}
		key := string(e.Type) + "/" + american(e.Name)
		if to, ok := first[key]; ok {
			merges[e.ID] = to
		} else {
			first[key] = e.ID
		}
	}
}

var toAmerican = strings.NewReplacer("isation", "ization", "ise ", "ize ", "ising", "izing", "defence", "defense", "centre", "center",
	"programme", "program", "labour", "labor", "harbour", "harbor", "licence", "license", "cheque", "check")

// american folds a name and its British spellings.
func american(name string) string {
	return strings.TrimSpace(toAmerican.Replace(strings.TrimPrefix(text.Fold(name), "the ") + " "))
}

// acronyms merges a thing known by an acronym alone into the only one of its
// type that has this acronym.
func acronyms(entities []graph.Entity, merges map[string]string) {
	type key struct {
		kind    vocab.EntityType
		acronym string
	}
	bearers := map[key]map[string]bool{}
	for _, e := range entities {
		if e.Acronym == "" || text.Fold(e.Acronym) == text.Fold(e.Name) {
			continue
		}
		k := key{e.Type, text.Fold(e.Acronym)}
		if bearers[k] == nil {
			bearers[k] = map[string]bool{}
		}
		bearers[k][final(merges, e.ID)] = true
	}
	for _, e := range entities {
		switch e.Type {
		case vocab.Person, vocab.Place, vocab.Country:
			continue
		}
		if e.Kind != "" || tail(e.ID) != slug(e.Name) || isGeneric(e.Name) {
			continue // the lexicon's own, a scoped one, or anybody's: "MFA"
		}
		if b := bearers[key{e.Type, text.Fold(e.Name)}]; len(b) == 1 {
			from, to := final(merges, e.ID), final(merges, slices.Collect(maps.Keys(b))[0])
			if from != to {
				merges[from] = to
			}
		}
	}
}

// person is what the rule of people looks at.
type person struct {
	id     string
	words  []string
	scopes map[string]bool
}

// people merges a shorter form of a name into the only fuller one that it fits
// and that held an office at the same body or state.
func people(entities []graph.Entity, offices map[string][]string, merges map[string]string) {
	iso3 := map[string]string{}
	for _, e := range entities {
		iso3[e.ID] = strings.ToLower(e.ISO3)
	}
	bySurname := map[string][]*person{}
	var all []*person
	for _, e := range entities {
		if e.Type != vocab.Person {
			continue
		}
		p := &person{e.ID, personWords(e.Name), map[string]bool{}}
		if _, scope, ok := strings.Cut(e.ID, "@"); ok {
			p.scopes[scope] = true
		}
		for _, body := range offices[e.ID] {
			p.scopes[tail(body)] = true
			p.scopes[tail(final(merges, body))] = true
			if code := iso3[body]; code != "" {
				p.scopes[code] = true
			}
		}
		if len(p.words) > 0 {
			last := p.words[len(p.words)-1]
			bySurname[last] = append(bySurname[last], p)
			all = append(all, p)
		}
	}
	// The fuller names first, so that a short form sees what they have become.
	slices.SortStableFunc(all, func(a, b *person) int { return len(b.words) - len(a.words) })
	for _, p := range all {
		into := map[string]bool{}
		for _, q := range bySurname[p.words[len(p.words)-1]] {
			if p != q && fits(p.words, q.words) && shares(p.scopes, q.scopes) {
				into[final(merges, q.id)] = true
			}
		}
		delete(into, p.id)
		if len(into) == 1 {
			merges[p.id] = slices.Collect(maps.Keys(into))[0]
		}
	}
}

// fits reports whether p is a shorter form of q: its last words ("Barth Eide"),
// without a middle initial, or with initials for the given names. Particles
// belong to what follows them: Salman is not Mohammed bin Salman.
func fits(p, q []string) bool {
	if n := len(q) - len(p); n > 0 && slices.Equal(p, q[n:]) && !particles[q[n-1]] {
		return true
	}
	if plain := slices.DeleteFunc(slices.Clone(q), func(w string) bool { return len(w) == 1 }); len(plain) < len(q) && slices.Equal(p, plain) {
		return true
	}
	if len(p) != 2 || len(q) < 2 {
		return false
	}
	var initials string
	for i, w := range q[:len(q)-1] {
		if i > 0 && len(w) <= 2 {
			initials += w
		} else {
			initials += w[:1]
		}
	}
	return p[0] == initials && p[0] != q[0]
}

func shares(a, b map[string]bool) bool {
	for s := range a {
		if b[s] {
			return true
		}
	}
	return false
}

package extract

import (
	"cmp"
	"slices"
)

// AddMentions puts further mentions in their places, so that Mentions stay in
// order, and mends every index into Mentions. It returns the places of the
// added ones, in the order given. Those with an Entity join it.
func (a *Analysis) AddMentions(add []Mention) []int {
	type entry struct {
		m      Mention
		before int // index before, or -1-i for add[i]
	}
	all := make([]entry, 0, len(a.Mentions)+len(add))
	for i, m := range a.Mentions {
		all = append(all, entry{m, i})
	}
	for i, m := range add {
		all = append(all, entry{m, -1 - i})
	}
	slices.SortStableFunc(all, func(x, y entry) int { return cmp.Or(x.m.Start-y.m.Start, y.m.End-x.m.End) })
	moved, places := make([]int, len(a.Mentions)), make([]int, len(add))
	a.Mentions = make([]Mention, len(all))
	for i, e := range all {
		a.Mentions[i] = e.m
		if e.before >= 0 {
			moved[e.before] = i
		} else {
			places[-1-e.before] = i
		}
	}
	for i := range a.Roles {
		r := &a.Roles[i]
		if r.Person >= 0 {
			r.Person = moved[r.Person]
		}
		if r.Replaces > 0 {
			r.Replaces = moved[r.Replaces]
		}
		if r.Body >= 0 {
			r.Body = moved[r.Body]
		}
	}
	for i := range a.Entities {
		for k, m := range a.Entities[i].Mentions {
			a.Entities[i].Mentions[k] = moved[m]
		}
	}
	for i, m := range add {
		for _, e := range append([]int{m.Entity}, m.Also...) {
			if e >= 0 {
				a.Entities[e].Mentions = append(a.Entities[e].Mentions, places[i])
			}
		}
	}
	for i := range a.Entities {
		slices.Sort(a.Entities[i].Mentions)
	}
	return places
}

package queries

import (
	"cmp"
	"context"

	"entente/graph"
)

// TimelineParams asks for what happened to an entity, day by day.
type TimelineParams struct {
	Filter
	Entity string // id
}

// Timeline lists the dated ties of an entity, the earliest first. Ties without
// a date are left out.
func Timeline(ctx context.Context, s graph.Store, p TimelineParams) ([]Link, error) {
	params, err := p.params("entity", p.Entity, "direct", true, "dated", true)
	if err != nil {
		return nil, err
	}
	links, err := p.fetch(ctx, s, "earliest", "", params)
	if err != nil {
		return nil, err
	}
	return arrange(ctx, s, links, p.Limit, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.day(), b.day()), byName(a, b))
	})
}

var timeline = Question{
	Name:     "timeline",
	Summary:  "List what happened to somebody, day by day",
	About:    `List the ties of somebody that have a date, the earliest first.`,
	Examples: []string{"timeline NATO --since 2023-10", "timeline Stoltenberg --planned"},
	Params:   append([]Parameter{about(true, "whose timeline")}, narrowing("")...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Timeline(ctx, w.Store, TimelineParams{Filter: in.Filter, Entity: in.id("entity")})
		out := Answer{Rows: list(rows), Empty: "the graph knows nothing dated of " + in.who("entity", "it")}
		out.addLinks(rows, in.id("entity"))
		return out, err
	},
}

package queries

import (
	"context"

	"entente/graph"
)

// TiesParams asks for the ties of an entity.
type TiesParams struct {
	Filter
	Entity string // id
	Direct bool   // own ties only, none through officials and bodies
}

// Link is one tie. Via is set when the tie is not the entity's own but that of
// an official, or of a body that is part of it.
type Link struct {
	Fact
	Subject Party  `json:"subject"`
	Object  Party  `json:"object"`
	Via     *Party `json:"via,omitempty"`
}

// Ties lists the ties of an entity, the latest first and the undated last, then by
// name; a limit keeps of one day the best attested. For a country or an organisation it adds the ties of those who hold
// a position there or at a body that is part of it, and of these bodies.
func Ties(ctx context.Context, s graph.Store, p TiesParams) ([]Link, error) {
	params, err := p.params("entity", p.Entity, "direct", p.Direct)
	if err != nil {
		return nil, err
	}
	links, err := p.fetch(ctx, s, "ties", "via", params)
	if err != nil {
		return nil, err
	}
	return arrange(ctx, s, links, p.Limit, latestFirst)
}

var ties = Question{
	Name:    "ties",
	Summary: "List the ties of a person, body or country",
	About: `List all that ties somebody to others, with the sentence that says so. The ties
of a country or body include those of its office holders and of its parts.`,
	Examples: []string{"ties Moldova", "ties NATO --type COOPERATES_WITH,PARTNER_OF --json", "ties Moldova --modality negated,hypothetical --evidence"},
	Params: append([]Parameter{about(true, "whose ties")},
		narrowing("", direct("own ties only, none through officials and parts"))...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Ties(ctx, w.Store, TiesParams{Filter: in.Filter, Entity: in.id("entity"), Direct: in.is("direct")})
		out := Answer{Rows: list(rows), Empty: "the graph knows no such ties of " + in.who("entity", "it")}
		out.addLinks(rows, in.id("entity"))
		return out, err
	},
}

package queries

import (
	"context"

	"entente/graph"
	"entente/text/vocab"
)

// TiesParams asks for the ties of an entity.
type TiesParams struct {
	Filter
	Ends
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
	links, err := p.Ends.fetch(ctx, s, p.Filter, p.Entity, p.Direct)
	if err != nil {
		return nil, err
	}
	return arrange(ctx, s, links, p.Limit, latestFirst)
}

var ties = Question{
	Name:    "ties",
	Summary: "List the ties of a person, body or country",
	About: `List all that ties somebody to others, with the sentence that says so. The ties
of a country or body include those of its office holders and of its parts. With another
it lists what ties the two; as the subject, what it does itself.`,
	Examples: []string{"ties Moldova", "ties NATO --type COOPERATES_WITH,PARTNER_OF --json", "ties Moldova --with NATO", "ties Russia --type SANCTIONED --as object --entity-type Country"},
	Params: append([]Parameter{about(true, "whose ties")},
		narrowing("", with("only ties with this one, or with its officials and parts"),
			Parameter{Name: "as", Kind: Choice, Choices: []string{string(AsSubject), string(AsObject)}, Help: "only ties in which it is the subject, who does it, or the object"},
			ofType("only ties with a Person, Organization, Country ..."),
			direct("own ties only, none through officials and parts"))...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Ties(ctx, w.Store, TiesParams{Filter: in.Filter, Entity: in.id("entity"), Direct: in.is("direct"),
			Ends: Ends{With: in.id("with"), As: As(in.text("as")), Of: vocab.EntityType(in.text("entity_type"))}})
		out := Answer{Rows: list(rows), Empty: "the graph knows no such ties of " + in.who("entity", "it") + in.withWhom()}
		out.addLinks(rows, in.id("entity"))
		return out, err
	},
}

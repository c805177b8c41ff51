package queries

import (
	"context"

	"entente/graph"
	"entente/text/vocab"
)

// EventsParams asks what somebody hosted, organised and took part in.
type EventsParams struct {
	Filter        // of its Types only the three of events count; none is all three
	Entity string // id
	Direct bool   // only what it did itself, nothing through officials and parts
}

// partTypes are the ways in which somebody has a part in an event.
func partTypes() []vocab.RelationType {
	return []vocab.RelationType{vocab.Hosted, vocab.Organized, vocab.ParticipatedIn}
}

// Events lists the events and programmes that an entity hosted, organised or took part
// in, the latest first and the undated last. A country's or an organisation's are those
// of its office holders and parts, too.
func Events(ctx context.Context, s graph.Store, p EventsParams) ([]Link, error) {
	if len(p.Types) == 0 {
		p.Types = partTypes()
	}
	params, err := p.params("entity", p.Entity, "direct", p.Direct)
	if err != nil {
		return nil, err
	}
	links, err := p.fetch(ctx, s, "events", "via", params)
	if err != nil {
		return nil, err
	}
	return arrange(ctx, s, links, p.Limit, latestFirst)
}

var events = Question{
	Name:    "events",
	Summary: "List what somebody hosted, organised and took part in",
	About: `List the events and programmes that a person, body or country hosted, organised or
took part in. Those of a country or body include those of its office holders and parts.`,
	Examples: []string{"events INTERPOL", "events Moldova --type HOSTED,ORGANIZED --since 2024"},
	Params: append([]Parameter{about(true, "whose events")},
		narrowing("", ofParts(), direct("only what it did itself, nothing through officials and parts"))...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Events(ctx, w.Store, EventsParams{Filter: in.Filter, Entity: in.id("entity"), Direct: in.is("direct")})
		out := Answer{Rows: list(rows), Columns: []string{"When", "Who", "Part", "Event", "Status"},
			Empty: "the graph knows no such events of " + in.who("entity", "it")}
		for i := range rows {
			r := &rows[i]
			out.add(&r.Fact, r.When(), r.Subject.titled(), r.what(), r.Object.Name, string(r.Modality))
		}
		return out, err
	},
}

// ofParts is the parameter of types, where these are the parts in an event.
func ofParts() Parameter {
	return Parameter{Name: "type", Kind: Types, Choices: words(partTypes()), Help: "only these parts: HOSTED,ORGANIZED,PARTICIPATED_IN"}
}

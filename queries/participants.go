package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/text/vocab"
)

// ParticipantsParams asks who had a part in an event.
type ParticipantsParams struct {
	Filter                  // of its Types only the three of events count; none is all three
	Entity string           // id of the event or programme
	Of     vocab.EntityType // of what type they are; empty is any
}

// Participant is one who had a part in an event: hosted it, organised it or took part,
// as the type of the Fact tells. Of several ties that say so the best attested stands.
type Participant struct {
	Fact
	Who  Party `json:"who"`
	More int   `json:"more,omitempty"` // other ties that say so

	others []string // these
}

// Participants lists who hosted an event, who organised it and who took part, each by
// name.
func Participants(ctx context.Context, s graph.Store, p ParticipantsParams) ([]Participant, error) {
	if len(p.Types) == 0 {
		p.Types = partTypes()
	}
	params, err := p.params("entity", p.Entity)
	if err != nil {
		return nil, err
	}
	links, err := askLinks(ctx, s, "participants", "", params)
	if err != nil {
		return nil, err
	}
	if links, err = p.stillPlanned(ctx, s, links); err != nil {
		return nil, err
	}
	links = slices.DeleteFunc(links, func(l Link) bool { return p.Of != "" && p.Of != l.Subject.Type })
	links, others := best(links, func(l Link) string { return string(l.Type) + " " + l.Subject.ID })
	links, err = arrange(ctx, s, links, p.Limit, func(a, b Link) int { return cmp.Or(cmp.Compare(a.Type, b.Type), byName(a, b)) })
	rows := make([]Participant, len(links))
	for i, l := range links {
		rows[i] = Participant{Fact: l.Fact, Who: l.Subject, More: len(others[l.Tie]), others: others[l.Tie]}
	}
	return rows, err
}

var participants = Question{
	Name:     "participants",
	Summary:  "List who took part in an event",
	About:    `List who hosted an event, who organised it and who took part in it.`,
	Examples: []string{`participants "INTERPOL Dialogue"`, `participants "Munich Security Conference" --on 2024-02-17 --evidence`},
	Params:   append([]Parameter{about(true, "the event or programme")}, narrowing("", ofParts(), ofType("only a Person, Organization, Country ..."))...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Participants(ctx, w.Store, ParticipantsParams{Filter: in.Filter, Entity: in.id("entity"), Of: vocab.EntityType(in.text("entity_type"))})
		out := Answer{Rows: list(rows), Columns: []string{"Part", "Who", "Type", "As", "When", "Status"},
			Empty: "the graph knows nobody who took part in " + in.who("entity", "it")}
		for i := range rows {
			r := &rows[i]
			part := map[vocab.RelationType]string{vocab.Hosted: "host", vocab.Organized: "organiser", vocab.ParticipatedIn: "participant"}[r.Type]
			out.add(&r.Fact, part, r.Who.titled(), string(r.Who.Type), r.Title, r.When(), string(r.Modality)).also(r.others)
		}
		return out, err
	},
}

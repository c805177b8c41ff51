package queries

import (
	"cmp"
	"context"

	"entente/graph"
	"entente/text/vocab"
)

// WhoMetParams asks for the meetings of one entity, or of everybody when Entity
// is empty.
type WhoMetParams struct {
	Filter
	Entity string           // id
	With   string           // id of the other one; empty is anybody
	Of     vocab.EntityType // of what type the other one is; empty is any
	Direct bool             // leave out the meetings of a country's or body's office holders
}

// Meeting is one meeting of two parties. Who is the entity that was asked
// about, or the office holder through whom it met.
type Meeting struct {
	Fact
	Who  Party `json:"who"`
	With Party `json:"with"`
}

// WhoMet lists meetings, the latest first, then by name. For a country or an
// organisation it adds the meetings of those who hold a position there or at a
// body that is part of it.
func WhoMet(ctx context.Context, s graph.Store, p WhoMetParams) ([]Meeting, error) {
	p.Types = []vocab.RelationType{vocab.MetWith}
	if p.With != "" && p.Entity == "" {
		return nil, graph.Errorf(graph.Invalid, "who met with whom? A meeting with somebody needs the one who met too")
	}
	links, err := Ends{With: p.With, Of: p.Of}.fetch(ctx, s, p.Filter, p.Entity, p.Direct)
	if err != nil {
		return nil, err
	}
	for i := range links { // the one asked about comes first
		if l := &links[i]; l.Via != nil && l.Via.ID == l.Object.ID || l.Via == nil && l.Object.ID == p.Entity {
			l.Subject, l.Object = l.Object, l.Subject
		}
	}
	links, err = arrange(ctx, s, links, p.Limit, func(a, b Link) int {
		return cmp.Or(cmp.Compare(b.day(), a.day()), cmp.Compare(a.Object.Name, b.Object.Name), cmp.Compare(a.Subject.Name, b.Subject.Name))
	})
	meetings := make([]Meeting, len(links))
	for i, l := range links {
		meetings[i] = Meeting{Fact: l.Fact, Who: l.Subject, With: l.Object}
	}
	return meetings, err
}

var whoMet = Question{
	Name:    "who-met",
	Summary: "List whom somebody met, when and where",
	About: `List whom a person, body or country met: when, where, and the sentence that says
so. The meetings of a country or body include those of its office holders.
Without a name: who met whom. With another: the meetings of the two. There is no type to choose: all are meetings.`,
	Examples: []string{"who-met Stoltenberg", "who-met Moldova --since 2023-10-01 --until 2023-10-31", "who-met Eide --with Stoltenberg", "who-met --planned=only"},
	Params: append([]Parameter{about(false, "whose meetings; everybody's where it is empty")},
		narrowing("type", with("only meetings with this one, or with its office holders"),
			ofType("only meetings with a Person, Organization or Country"), direct("leave out the meetings of office holders"))...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := WhoMet(ctx, w.Store, WhoMetParams{Filter: in.Filter, Entity: in.id("entity"), Direct: in.is("direct"),
			With: in.id("with"), Of: vocab.EntityType(in.text("entity_type"))})
		out := Answer{Rows: list(rows), Columns: []string{"When", "Who", "Met", "Where", "Status"},
			Empty: "the graph knows no such meeting of " + in.who("entity", "anybody") + in.withWhom()}
		for i := range rows {
			r := &rows[i]
			out.add(&r.Fact, r.When(), r.Who.titled(), r.With.titled(), r.Place, string(r.Modality))
		}
		return out, err
	},
}

// direct is the parameter that leaves out what an entity has through others.
func direct(help string) Parameter { return Parameter{Name: "direct", Kind: Bool, Help: help} }

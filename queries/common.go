package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/text/vocab"
)

// CommonParams asks what two entities share.
type CommonParams struct {
	Filter
	A, B string           // ids
	Of   vocab.EntityType // of what type the shared are; empty is any
}

// Common is what two entities are both tied to, with the best attested tie of each.
type Common struct {
	Shared Party `json:"shared"`
	A      Link  `json:"a"`
	B      Link  `json:"b"`
	More   int   `json:"more,omitempty"` // other ties of the two to it

	others [2][]string // these
}

// sharing are the types that make two share a body or an event.
func sharing() []vocab.RelationType {
	return []vocab.RelationType{vocab.MemberOf, vocab.HoldsPosition, vocab.PartOf, vocab.Hosted, vocab.Organized, vocab.ParticipatedIn}
}

// InCommon lists the bodies that both belong to and the events that both had a part in,
// the best attested first. With types of its own it lists what both are tied to by
// these: by MET_WITH whom both met. An entity shares nothing with itself.
func InCommon(ctx context.Context, s graph.Store, p CommonParams) ([]Common, error) {
	if len(p.Types) == 0 {
		p.Types = sharing()
	}
	limit := p.Limit
	if p.Of != "" {
		limit = 0 // the store limits before the type is looked at
	}
	params, err := p.params("a", p.A, "b", p.B, "limit", limit)
	if err != nil || p.A == p.B {
		return nil, err
	}
	rows, err := ask(ctx, s, "common", params)
	if err != nil {
		return nil, err
	}
	var links []Link
	for _, r := range rows {
		links = append(links, row(r).link())
	}
	ends := func(l Link) (side, shared Party) {
		if l.Subject.ID == p.A || l.Subject.ID == p.B {
			return l.Subject, l.Object
		}
		return l.Object, l.Subject
	}
	links, others := best(links, func(l Link) string { side, shared := ends(l); return side.ID + " " + shared.ID })
	if links, err = arrange(ctx, s, links, 0, byName); err != nil {
		return nil, err
	}
	at := map[string]*Common{}
	for _, l := range links {
		side, shared := ends(l)
		if p.Of != "" && p.Of != shared.Type {
			continue
		}
		c := at[shared.ID]
		if c == nil {
			c = &Common{Shared: shared}
			at[shared.ID] = c
		}
		i, end := 0, &c.A
		if side.ID == p.B {
			i, end = 1, &c.B
		}
		*end, c.others[i] = l, others[l.Tie]
		c.More += len(others[l.Tie])
	}
	var out []Common
	for _, c := range at {
		out = append(out, *c)
	}
	weight := func(c Common) int { return min(c.A.Independent, c.B.Independent) }
	slices.SortFunc(out, func(a, b Common) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a.Shared.Name, b.Shared.Name), cmp.Compare(a.Shared.ID, b.Shared.ID))
	})
	if p.Limit > 0 && len(out) > p.Limit {
		out = out[:p.Limit]
	}
	return out, nil
}

var common = Question{
	Name:    "common",
	Summary: "List the bodies and events that two share",
	About: `List the bodies that two both belong to or hold an office at, and the events that both
hosted, organised or took part in, with the tie of each. --type takes other types: with
MET_WITH whom both met, with SIGNED what both signed.`,
	Examples: []string{"common Moldova Norway", "common Stoltenberg Recean --type MET_WITH"},
	Params: append([]Parameter{
		{Name: "a", Kind: EntityName, Required: true, Place: true, Help: "one of the two"},
		{Name: "b", Kind: EntityName, Required: true, Place: true, Help: "the other"},
	}, narrowing("planned", ofType("only what is an Organization, Event, Person ..."))...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := InCommon(ctx, w.Store, CommonParams{Filter: in.Filter, A: in.id("a"), B: in.id("b"), Of: vocab.EntityType(in.text("entity_type"))})
		out := Answer{Rows: list(rows), Columns: []string{"Shared", "Type", "Who", "Tie", "When", "Status"},
			Empty: "the graph knows nothing that " + in.who("a", "") + " and " + in.who("b", "") + " share"}
		for i := range rows {
			r := &rows[i]
			for k, l := range []*Link{&r.A, &r.B} {
				who := l.Subject
				if who.ID == r.Shared.ID {
					who = l.Object
				}
				out.add(&l.Fact, r.Shared.Name, string(r.Shared.Type), who.titled(), l.what(), l.When(), string(l.Modality)).also(r.others[k])
			}
		}
		return out, err
	},
}

package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// Offices lists the offices that a person holds and held, as terms like those of
// Holders, the latest first. Who came after is not told: Holders looks at all who held
// an office, this only at one.
func Offices(ctx context.Context, s graph.Store, p HoldersParams) ([]Term, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	rows, err := ask(ctx, s, "terms", map[string]any{"entity": p.Entity, "confidence": p.MinConfidence})
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(gather(rows), func(t Term) bool { return !p.titled(t.Title) || p.Body != "" && p.Body != t.Body.ID })
	return p.arrange(ctx, s, list(p.during(all)), func(a, b Term) int {
		return cmp.Or(cmp.Compare(b.start(), a.start()), cmp.Compare(a.key, b.key), cmp.Compare(a.Body.Name, b.Body.Name), cmp.Compare(a.Body.ID, b.Body.ID))
	})
}

var offices = Question{
	Name:    "offices",
	Summary: "List the offices that a person held, and when",
	About: `List the offices that a person holds and held, the latest first: all that releases say
of one office made one term, from the first release that says so, or the day that is
stated, to the last. "holders" tells who came after. There is no type or modality to
choose: a term is made of all that holds or held.`,
	Examples: []string{"offices Stoltenberg", "offices Stoltenberg --on 2010 --evidence"},
	Params:   append([]Parameter{about(true, "the person")}, append(ofTerms(), Parameter{Name: "body", Kind: EntityName, Help: "only offices at this body or state"})...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Offices(ctx, w.Store, HoldersParams{Filter: in.Filter, Entity: in.id("entity"), Title: in.text("title"), On: in.text("on"), Body: in.id("body")})
		out := Answer{Rows: list(rows), Empty: "the graph knows no such office of " + in.who("entity", "it")}
		out.addTerms(rows, "At", func(t Term) string { return t.Body.Name })
		return out, err
	},
}

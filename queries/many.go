package queries

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// manyTies is from how many on it is quicker to go day by day through the ties of all
// than to sort those of an entity. In SQL part/near.sql does the same by itself.
var manyTies = 3000

// askTies asks for the latest or the earliest ties.
func (f Filter) askTies(ctx context.Context, s graph.Store, question, through string, params map[string]any) ([]Link, error) {
	if limit, _ := params["limit"].(int); limit > 0 && s.Dialect() == graph.Cypher {
		links, err := f.byDay(ctx, s, question, through, params)
		if err != nil || len(links) == limit {
			return links, err
		}
	}
	return askLinks(ctx, s, question, through, params)
}

// byDay asks Neo4j for the dated ties among them, of an entity that has many. It gives
// none of one that has few.
func (f Filter) byDay(ctx context.Context, s graph.Store, question, through string, params map[string]any) ([]Link, error) {
	params["who"] = []any{}
	if params["entity"] != "" {
		rows, err := ask(ctx, s, "who", params)
		if err != nil || len(rows) == 0 || row(rows[0]).number("many") < manyTies {
			return nil, err
		}
		params["who"] = texts(row(rows[0]).list("ids"))
	}
	ordering := "t.day DESC, t.independent DESC, t.confidence DESC, t.id"
	if question == "earliest" {
		ordering = "t.day, t.id"
	}
	types := f.Types
	if len(types) == 0 {
		types = vocab.RelationTypes()
	}
	all, err := questions()
	if err != nil {
		return nil, err
	}
	// Indexes are of one type each, and no statement can have a type as a parameter: the
	// branches are made of the closed list of types.
	var branches []string
	for _, t := range types {
		if t.Known() {
			branches = append(branches, strings.NewReplacer("TYPE", string(t), "ORDERING", ordering).Replace(all["branch"]))
		}
	}
	slices.Sort(branches)
	text := strings.NewReplacer("BRANCHES", strings.Join(slices.Compact(branches), "  UNION ALL\n"), "ORDERING", ordering).Replace(all["days"])
	until := params["until"]
	if until == "" {
		params["until"] = "~"
	}
	rows, err := s.Query(ctx, text, params)
	params["until"] = until
	if err != nil {
		return nil, err
	}
	return linksOf(rows, through), nil
}

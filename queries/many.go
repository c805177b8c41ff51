package queries

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// manyTies is from how many on it is quicker to go day by day through all ties of a type
// than to sort those of an entity. In SQL part/near.sql does the same by itself.
var manyTies = 2000

// askTies asks for the latest or the earliest ties.
func (f Filter) askTies(ctx context.Context, s graph.Store, question, through string, params map[string]any) ([]Link, error) {
	_, whose := params["entity"] // not where it is of two
	if limit, _ := params["limit"].(int); limit > 0 && whose && s.Dialect() == graph.Cypher {
		links, err := f.byDay(ctx, s, question, through, params)
		if err != nil || len(links) == limit {
			return links, err
		}
	}
	return askLinks(ctx, s, question, through, params)
}

// byDay asks Neo4j for the dated ties among them, of an entity that has many of some
// type. It gives none where there are few of each.
//
// Neo4j's indexes are of one type each, and no statement can have a type as a parameter:
// what is asked of each is made from the closed list of types.
func (f Filter) byDay(ctx context.Context, s graph.Store, question, through string, params map[string]any) ([]Link, error) {
	all, err := questions()
	if err != nil {
		return nil, err
	}
	types := f.Types
	if len(types) == 0 {
		types = vocab.RelationTypes()
	}
	types = slices.Sorted(slices.Values(slices.DeleteFunc(slices.Clone(types), func(t vocab.RelationType) bool { return !t.Known() })))
	many, few := slices.Compact(types), []vocab.RelationType(nil)
	params["who"] = []any{}
	if params["entity"] != "" {
		var counts []string
		for _, t := range many {
			counts = append(counts, fmt.Sprintf("['%[1]s', COUNT { (w)-[:%[1]s]-() }]", t))
		}
		rows, err := s.Query(ctx, strings.ReplaceAll(all["those"], "COUNTS", strings.Join(counts, ", ")), params)
		if err != nil || len(rows) == 0 {
			return nil, err
		}
		params["who"] = texts(row(rows[0]).list("ids"))
		about := map[string]int64{}
		n, _ := rows[0]["counts"].([]any)
		for i, t := range row(rows[0]).list("types") {
			about[t], _ = n[i].(int64)
		}
		few = slices.DeleteFunc(slices.Clone(many), func(t vocab.RelationType) bool { return about[string(t)] >= int64(manyTies) })
		many = slices.DeleteFunc(many, func(t vocab.RelationType) bool { return about[string(t)] < int64(manyTies) })
	}
	if len(many) == 0 {
		return nil, nil
	}
	ordering := "t.day DESC, t.independent DESC, t.confidence DESC, t.id"
	if question == "earliest" {
		ordering = "t.day, t.id"
	}
	var branches []string
	for _, t := range many {
		branches = append(branches, strings.NewReplacer("TYPE", string(t), "ORDERING", ordering).Replace(all["branch"]))
	}
	if len(few) > 0 {
		var names []string
		for _, t := range few {
			names = append(names, string(t))
		}
		branches = append(branches, strings.NewReplacer("TYPES", strings.Join(names, "|"), "ORDERING", ordering).Replace(all["few"]))
	}
	text := strings.NewReplacer("BRANCHES", strings.Join(branches, "\n  UNION ALL\n"), "ORDERING", ordering).Replace(all["days"])
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

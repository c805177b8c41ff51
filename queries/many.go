package queries

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/text/vocab"
)

// worthwhile tells whether it is quicker to go through the ties of all, day by day, than
// to sort those of an entity: the first takes as many steps as the ties are more than the
// entity's for each that is wanted, the second a step for each of the entity's. In SQL
// part/near.sql does the same by itself.
var worthwhile = func(own, all float64, wanted int) bool { return own*own > float64(wanted)*all }

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

// byDay asks Neo4j for the dated ties among them, if they are found in some days. It may
// give fewer than there are.
//
// Neo4j's indexes are of one type each, and no statement can have a type as a parameter:
// what is asked of each is made from the closed list of types.
func (f Filter) byDay(ctx context.Context, s graph.Store, question, through string, params map[string]any) (links []Link, err error) {
	if question == "earliest" && f.Since != "" {
		return nil, nil // what began long before and goes on is the earliest
	}
	all, err := questions()
	if err != nil {
		return nil, err
	}
	types := f.Types
	if len(types) == 0 {
		types = vocab.RelationTypes()
	}
	types = slices.Sorted(slices.Values(slices.DeleteFunc(slices.Clone(types), func(t vocab.RelationType) bool { return !t.Known() })))
	types = slices.Compact(types)
	if len(types) == 0 {
		return nil, nil
	}
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = string(t)
	}
	who := "UNWIND [] AS who"
	if params["entity"] != "" {
		who = all["who"]
		rows, err := s.Query(ctx, strings.ReplaceAll(all["weight"], "TYPES", strings.Join(names, "|")), params)
		if err != nil || len(rows) == 0 {
			return nil, err
		}
		if r := row(rows[0]); !worthwhile(r.float("own"), float64(r.number("all")), params["limit"].(int)) {
			return nil, nil
		}
	}
	rows, err := s.Query(ctx, all["published"], nil)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ordering := "t.day DESC, t.independent DESC, t.confidence DESC, t.id"
	if question == "earliest" {
		ordering = "t.day, t.id"
	}
	var branches []string
	for _, t := range names {
		branches = append(branches, strings.NewReplacer("TYPE", t, "ORDERING", ordering).Replace(all["branch"]))
	}
	text := strings.NewReplacer("WHO", who, "BRANCHES", strings.Join(branches, "\n  UNION ALL\n"), "ORDERING", ordering).Replace(all["days"])
	params = maps.Clone(params)
	wanted, days := params["limit"].(int), 30
	for range 2 { // before all ties of an entity are sorted after all
		var ok bool
		if params["first"], params["last"], ok = f.span(question, row(rows[0]), days); !ok {
			return nil, nil
		}
		found, err := s.Query(ctx, text, params)
		if err != nil {
			return nil, err
		}
		if links = linksOf(found, through); len(links) == wanted {
			break
		}
		days = min(days*2*wanted/max(len(links), 1), 365)
	}
	return links, nil
}

// span is the first and the last of some days, at whose end the latest or the earliest
// ties are. That a tie's day lies beyond what was published does not matter.
func (f Filter) span(question string, published row, days int) (first, last string, ok bool) {
	if question == "earliest" {
		d, err := time.Parse(time.DateOnly, published.text("first"))
		return "", d.AddDate(0, 0, days).Format(time.DateOnly), err == nil
	}
	end := published.text("last")
	if f.Until != "" {
		end = min(end, (f.Until + "-12-31")[:len(time.DateOnly)]) // of a month some day will do
	}
	d, err := time.Parse(time.DateOnly, end)
	return d.AddDate(0, 0, -days).Format(time.DateOnly), f.Until + "~", err == nil
}

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
// entity's for each that is wanted, the second a step for each of the entity's, which
// takes twice as long. In SQL part/near.sql does the same by itself.
var worthwhile = func(own, all float64, wanted int) bool { return 2*own*own > float64(wanted)*all }

// askTies asks for the latest or the earliest ties.
func (f Filter) askTies(ctx context.Context, s graph.Store, question, through string, params map[string]any) ([]Link, error) {
	_, whose := params["entity"] // not where it is of two
	if limit, _ := params["limit"].(int); limit > 0 && whose && s.Dialect() == graph.Cypher {
		links, err := f.byDay(ctx, s, question, through, params)
		if err != nil || len(links) == limit {
			return links, err
		}
	}
	return askTyped(ctx, s, question, through, f.Types, params)
}

// askTyped is askLinks of ties of some types, or of all where there are none: Neo4j need
// not look at others then.
func askTyped(ctx context.Context, s graph.Store, question, through string, types []vocab.RelationType, params map[string]any) ([]Link, error) {
	names := known(types)
	if s.Dialect() != graph.Cypher || len(names) == 0 {
		return askLinks(ctx, s, question, through, params)
	}
	all, err := questions()
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(ctx, strings.ReplaceAll(all[question+".cypher"], all["types"], strings.Join(names, "|")), params)
	return linksOf(rows, through), err
}

// known are the names of types, in order, that may get into a statement: no others do.
func known(types []vocab.RelationType) []string {
	var names []string
	for _, t := range types {
		if t.Known() {
			names = append(names, string(t))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
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
	names := known(f.Types)
	if len(f.Types) == 0 {
		names = known(vocab.RelationTypes())
	}
	if len(names) == 0 {
		return nil, nil
	}
	who, before := "UNWIND [] AS who", all["published"]
	if params["entity"] != "" {
		events := slices.DeleteFunc(slices.Clone(names), func(t string) bool { return !vocab.RelationType(t).Event() })
		if len(events) == 0 {
			return nil, nil // few of the others have a day
		}
		who, before = all["who"], strings.ReplaceAll(all["weight"], "TYPES", strings.Join(events, "|"))
	}
	rows, err := s.Query(ctx, before, params)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if r := row(rows[0]); params["entity"] != "" && !worthwhile(r.float("own"), float64(r.number("all")), params["limit"].(int)) {
		return nil, nil
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
	wanted := params["limit"].(int)
	days := f.likely(row(rows[0]), wanted)
	for range 2 { // before all ties of an entity are sorted after all
		var ok bool
		if params["first"], params["last"], ok = f.span(question, row(rows[0]), days); !ok || days > mostDays {
			return links, nil
		}
		found, err := s.Query(ctx, text, params)
		if err != nil {
			return nil, err
		}
		if links = linksOf(found, through); len(links) == wanted {
			break
		}
		days = days * 3 / 2 * wanted / max(len(links), 1)
	}
	return links, nil
}

const mostDays = 365 // more are not gone through

// likely are in how many days so many ties of an entity are likely to be found, if they
// are spread evenly and some are not dated. Of everybody's a month is enough to begin with.
func (f Filter) likely(known row, wanted int) int {
	const month = 30
	if known["own"] == nil {
		return month
	}
	first, _ := time.Parse(time.DateOnly, known.text("first"))
	last, _ := time.Parse(time.DateOnly, known.text("last"))
	days := 2.5 * float64(wanted) * last.Sub(first).Hours() / 24 / max(known.float("own"), 1)
	if slices.Equal(f.Modalities, []vocab.Modality{vocab.Planned}) {
		days *= 3 // of all ties few are planned
	}
	return int(max(days, month))
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

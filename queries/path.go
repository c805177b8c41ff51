package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// PathParams asks how two entities are connected.
type PathParams struct {
	Filter        // Limit is ignored
	A, B   string // ids
	Max    int    // longest path in ties, 1 to 6; 0 is 6
}

// Path gives a shortest path between two entities over ties read in either
// direction: one Link a step, the surest tie of its pair. Of several shortest
// paths it takes the one whose ids come first. No path within Max gives none
// and no error.
func Path(ctx context.Context, s graph.Store, p PathParams) ([]Step, error) {
	if p.Max < 0 || p.Max > longest {
		return nil, graph.Errorf(graph.Invalid, "a path may be at most %d ties long, not %d", longest, p.Max)
	}
	p.Max = cmp.Or(p.Max, longest)
	params, err := p.params("a", p.A, "b", p.B, "max", p.Max)
	if err != nil || p.A == p.B {
		return nil, err
	}
	walk := walkCypher
	if s.Dialect() == graph.SQL {
		walk = walkSQL
	}
	ids, err := walk(ctx, s, p, params)
	if err != nil {
		return nil, err
	}
	var links []Link
	var others []int
	for i := 1; i < len(ids); i++ {
		params["a"], params["b"] = ids[i-1], ids[i]
		between, err := askLinks(ctx, s, "step", "", params)
		if err != nil {
			return nil, err
		}
		between, more := best(between, func(Link) string { return "" })
		if len(between) == 0 {
			return nil, graph.Errorf(graph.Conflict, "the graph changed while the path was sought; ask again")
		}
		links = append(links, between[0])
		others = append(others, more[between[0].Tie])
	}
	if err := addQuotes(ctx, s, links); err != nil {
		return nil, err
	}
	if err := addRoles(ctx, s, links); err != nil {
		return nil, err
	}
	steps := make([]Step, len(links))
	for i, l := range links {
		steps[i] = Step{Fact: l.Fact, A: l.Subject, B: l.Object, More: others[i]}
		if l.Subject.ID != ids[i] {
			steps[i].A, steps[i].B, steps[i].Back = l.Object, l.Subject, true
		}
	}
	return steps, nil
}

const longest = 6

func walkCypher(ctx context.Context, s graph.Store, _ PathParams, params map[string]any) ([]string, error) {
	rows, err := ask(ctx, s, "path", params)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return row(rows[0]).list("ids"), nil
}

// walkSQL searches breadth first from B until it meets A, then walks back by
// the lowest ids.
func walkSQL(ctx context.Context, s graph.Store, p PathParams, params map[string]any) ([]string, error) {
	neighbours := func(frontier []string) ([]string, error) {
		params["frontier"] = texts(frontier)
		rows, err := ask(ctx, s, "path", params)
		next := make([]string, len(rows))
		for i, r := range rows {
			next[i] = row(r).text("next")
		}
		slices.Sort(next)
		return next, err
	}
	distance := map[string]int{p.B: 0}
	frontier := []string{p.B}
	for d := 1; d <= p.Max && len(frontier) > 0; d++ {
		next, err := neighbours(frontier)
		if err != nil {
			return nil, err
		}
		frontier = nil
		for _, id := range next {
			if _, seen := distance[id]; !seen {
				distance[id] = d
				frontier = append(frontier, id)
			}
		}
		if _, met := distance[p.A]; met {
			break
		}
	}
	left, met := distance[p.A]
	if !met {
		return nil, nil
	}
	path := []string{p.A}
	for ; left > 0; left-- {
		next, err := neighbours(path[len(path)-1:])
		if err != nil {
			return nil, err
		}
		for _, id := range next {
			if d, ok := distance[id]; ok && d == left-1 {
				path = append(path, id)
				break
			}
		}
	}
	return path, nil
}

// Step is one step of a path, walked From one party To the next.
type Step struct {
	Fact
	A    Party `json:"a"`              // where the step starts
	B    Party `json:"b"`              // where it ends
	Back bool  `json:"back,omitempty"` // the tie runs from B to A
	More int   `json:"more,omitempty"` // other ties between the two that the filter lets through
}

package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/text/vocab"
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
	if len(p.Types) == 0 {
		params["types"] = texts(vocab.RelationTypes())
	}
	var links []Link
	var others [][]string
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
	if err := complete(ctx, s, links); err != nil {
		return nil, err
	}
	steps := make([]Step, len(links))
	for i, l := range links {
		steps[i] = Step{Fact: l.Fact, A: l.Subject, B: l.Object, Words: l.sentence(l.Subject, l.Object), More: len(others[i]), others: others[i]}
		if l.Subject.ID != ids[i] {
			steps[i].A, steps[i].B, steps[i].Back = l.Object, l.Subject, true
			if l.Type.Symmetric() { // no direction to keep
				steps[i].Words = l.sentence(l.Object, l.Subject)
			}
		}
	}
	return steps, nil
}

const (
	longest = 6
	fewer   = 5000 // so many ids make a question for their neighbours quicker; more make it slower
	sample  = 200  // entities whose ties tell about how many a level has
)

func walkCypher(ctx context.Context, s graph.Store, p PathParams, params map[string]any) ([]string, error) {
	texts, err := questions()
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(ctx, strings.Replace(texts["path.cypher"], fmt.Sprintf("*..%d]", longest), fmt.Sprintf("*..%d]", p.Max), 1), params)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return row(rows[0]).list("ids"), nil
}

// walkSQL searches breadth first from both ends, the side first whose frontier has fewer
// ties, until they meet, and then takes the lowest ids.
func walkSQL(ctx context.Context, s graph.Store, p PathParams, params map[string]any) ([]string, error) {
	all, err := questions()
	if err != nil {
		return nil, err
	}
	weigh := func(ids []string) (int, error) {
		some := ids
		if len(some) > sample {
			some = make([]string, sample)
			for i := range some {
				some[i] = ids[i*len(ids)/sample]
			}
		}
		rows, err := s.Query(ctx, all["prominence"], map[string]any{"ids": texts(some)})
		if err != nil || len(rows) == 0 {
			return 0, err
		}
		return row(rows[0]).number("releases") * len(ids) / max(1, len(some)), nil
	}
	neighbours := func(frontier, among []string) ([]string, error) {
		question := all["path.sql"]
		if len(among) > 0 {
			from, err := weigh(frontier)
			if err != nil {
				return nil, err
			}
			to, err := weigh(among)
			if err != nil {
				return nil, err
			}
			switch {
			case to < from:
				question = all["meet"]
			case len(among) > fewer:
				among = nil
			}
		}
		params["frontier"], params["among"] = texts(frontier), texts(among)
		rows, err := s.Query(ctx, question, params)
		if err != nil || len(rows) == 0 || row(rows[0]).text("next") == "" {
			return nil, err
		}
		next := strings.Split(row(rows[0]).text("next"), "\n")
		slices.Sort(next)
		return slices.Compact(next), nil
	}
	a, b := newSide(p.A), newSide(p.B)
	for len(a.levels)+len(b.levels)-2 < p.Max {
		near, far := a, b
		for _, side := range []*side{a, b} {
			if side.weight >= 0 {
				continue
			}
			if side.weight, err = weigh(side.frontier()); err != nil {
				return nil, err
			}
		}
		if b.weight < a.weight {
			near, far = b, a
		}
		if len(near.frontier()) == 0 {
			return nil, nil
		}
		var among []string
		if len(a.levels)+len(b.levels)-1 == p.Max { // the last: only where they meet
			among = far.frontier()
		}
		next, err := neighbours(near.frontier(), among)
		if err != nil {
			return nil, err
		}
		if near.add(next, far) {
			return between(a, b, neighbours)
		}
	}
	return nil, nil
}

// side is one end of a search with the levels of those found from it.
type side struct {
	levels   [][]string
	distance map[string]int
	weight   int // about how many ties the frontier has; -1 where it is not known
}

func newSide(id string) *side { return &side{[][]string{{id}}, map[string]int{id: 0}, -1} }

func (s *side) frontier() []string { return s.levels[len(s.levels)-1] }

// add makes a level of those who are new and reports whether the other side has
// found one of them.
func (s *side) add(found []string, other *side) (met bool) {
	var level []string
	for _, id := range found {
		if _, seen := s.distance[id]; !seen {
			s.distance[id] = len(s.levels)
			level = append(level, id)
			_, there := other.distance[id]
			met = met || there
		}
	}
	s.levels, s.weight = append(s.levels, level), -1
	return met
}

// between gives the first of the shortest paths, by ids, of two sides that meet.
func between(a, b *side, neighbours func(frontier, among []string) ([]string, error)) ([]string, error) {
	last := len(a.levels) - 1
	left := len(b.levels) - 1      // from where they meet to the other end
	on := make([][]string, last+1) // those of each level of a who are on a shortest path
	for _, id := range a.frontier() {
		if d, ok := b.distance[id]; ok && d == left {
			on[last] = append(on[last], id)
		}
	}
	for i := last; i > 1; i-- {
		next, err := neighbours(on[i], a.levels[i-1])
		if err != nil {
			return nil, err
		}
		for _, id := range next {
			if d, ok := a.distance[id]; ok && d == i-1 {
				on[i-1] = append(on[i-1], id)
			}
		}
	}
	path := []string{a.levels[0][0]}
	for i := 1; i <= last+left; i++ {
		among := b.levels[max(0, min(left, last+left-i))]
		if i <= last {
			among = on[i]
		}
		next, err := neighbours(path[i-1:], among)
		if err != nil {
			return nil, err
		}
		for _, id := range next {
			d, ok := b.distance[id]
			if i <= last && slices.Contains(on[i], id) || i > last && ok && d == last+left-i {
				path = append(path, id)
				break
			}
		}
		if len(path) != i+1 {
			return nil, graph.Errorf(graph.Conflict, "the graph changed while the path was sought; ask again")
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
	// Words are the tie as a sentence: "Ana Turcan met Maro Lindqvist on 2025-03-11".
	Words string `json:"words"`
	More  int    `json:"more,omitempty"` // other ties between the two that the filter lets through

	others []string // these
}

var path = Question{
	Name:    "path",
	Summary: "Show how two entities are connected",
	About: `Show a shortest path between two entities: who is tied to whom, step by step, each
explained in words. There is no limit to set: a path is shown whole.`,
	Examples: []string{"path Recean Stoltenberg", `path "Cabo Verde" Moldova --type MET_WITH,HOLDS_POSITION --max 4`},
	Params: append([]Parameter{
		{Name: "a", Kind: EntityName, Required: true, Place: true, Help: "where the path begins"},
		{Name: "b", Kind: EntityName, Required: true, Place: true, Help: "where it ends"},
	}, narrowing("limit", Parameter{Name: "max", Kind: Integer, Default: strconv.Itoa(longest), Min: 1, Max: longest, Help: "the longest path to look for, in ties, 1 to 6"})...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Path(ctx, w.Store, PathParams{Filter: in.Filter, A: in.id("a"), B: in.id("b"), Max: in.number("max")})
		out := Answer{Rows: list(rows), Columns: []string{"From", "Tie", "To", "When", "Status", "In words"},
			Empty: fmt.Sprintf("no path of at most %d ties between %s and %s", in.number("max"), in.who("a", ""), in.who("b", ""))}
		for i := range rows {
			r := &rows[i]
			tie := "-" + string(r.Type) + "->"
			if r.Back {
				tie = "<-" + string(r.Type) + "-"
			} else if r.Type.Symmetric() {
				tie = "-" + string(r.Type) + "-"
			}
			out.add(&r.Fact, r.A.Name, tie, r.B.Name, r.When(), string(r.Modality), r.Words).also(r.others)
		}
		return out, err
	},
}

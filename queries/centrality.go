package queries

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"entente/graph"
)

// Measure is what makes an entity central.
type Measure string

// The measures.
const (
	Degree      Measure = "degree"      // how many it is tied to
	Betweenness Measure = "betweenness" // on how many shortest paths between others it lies
)

// CentralityParams asks who is the most central.
type CentralityParams struct {
	Filter
	By Measure // empty is Degree
}

// Central is an entity with its place in the network.
type Central struct {
	Party
	Neighbours int `json:"neighbours"` // distinct entities that it is tied to
	// Betweenness is the share of the pairs of others that it connects, 0 to 1: of the
	// shortest paths between them as many as run through it.
	Betweenness float64 `json:"betweenness,omitempty"`
	// Sources is from how many entities the paths were sought; where it is not all, the
	// betweenness is an estimate.
	Sources int `json:"sources,omitempty"`
	Of      int `json:"of"` // entities of the network
}

// Centrality lists the entities that are tied to the most others or, by betweenness,
// that connect the most: the bridges of the network. Every tie counts alike, in both
// directions.
func Centrality(ctx context.Context, s graph.Store, p CentralityParams) ([]Central, error) {
	if p.By != "" && p.By != Degree && p.By != Betweenness {
		return nil, graph.Errorf(graph.Invalid, "there is no measure %q; it may be degree or betweenness", p.By)
	}
	n, err := readNetwork(ctx, s, p.Filter)
	if err != nil {
		return nil, err
	}
	between, sources := make([]float64, len(n.ids)), 0
	if p.By == Betweenness {
		if between, sources, err = n.betweenness(ctx); err != nil {
			return nil, err
		}
	}
	all := make([]int32, len(n.ids))
	for i := range all {
		all[i] = int32(i)
	}
	slices.SortFunc(all, func(a, b int32) int {
		return cmp.Or(cmp.Compare(between[b], between[a]), cmp.Compare(len(n.neighbours(b)), len(n.neighbours(a))), cmp.Compare(a, b))
	})
	if p.Limit > 0 && len(all) > p.Limit {
		all = all[:p.Limit]
	}
	parties, err := n.parties(ctx, s, all)
	if err != nil {
		return nil, err
	}
	out := make([]Central, len(all))
	for i, a := range all {
		out[i] = Central{Party: parties[a], Neighbours: len(n.neighbours(a)), Betweenness: between[a], Sources: sources, Of: len(n.ids)}
	}
	return out, nil
}

// mostSteps bounds the steps along ties that the search for paths takes: some seconds.
// A network that needs more is searched from as many entities as they allow.
const mostSteps = 200_000_000

// betweenness is Brandes' (2001), from all entities or, in a large network, from some
// that are drawn, and then an estimate (Brandes and Pich 2007). The draw is always the
// same, so that the same graph gives the same figures.
func (n *network) betweenness(ctx context.Context) (score []float64, sources int, err error) {
	size := len(n.ids)
	score = make([]float64, size)
	if size < 3 {
		return score, size, nil
	}
	from := rand.New(rand.NewPCG(1, 1)).Perm(size)
	if most := max(50, mostSteps/max(1, len(n.near))); most < size {
		from = from[:most]
	}
	var (
		distance = make([]int32, size)
		paths    = make([]float64, size)
		share    = make([]float64, size)
		queue    = make([]int32, 0, size)
	)
	for _, source := range from {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		for i := range distance {
			distance[i], paths[i], share[i] = -1, 0, 0
		}
		queue = append(queue[:0], int32(source))
		distance[source], paths[source] = 0, 1
		for head := 0; head < len(queue); head++ {
			v := queue[head]
			for _, w := range n.neighbours(v) {
				if distance[w] < 0 {
					distance[w] = distance[v] + 1
					queue = append(queue, w)
				}
				if distance[w] == distance[v]+1 {
					paths[w] += paths[v]
				}
			}
		}
		for i := len(queue) - 1; i > 0; i-- {
			w := queue[i]
			for _, v := range n.neighbours(w) {
				if distance[v] == distance[w]-1 {
					share[v] += paths[v] / paths[w] * (1 + share[w])
				}
			}
			score[w] += share[w]
		}
	}
	scale := float64(size) / float64(len(from)) / (float64(size-1) * float64(size-2))
	for i := range score {
		score[i] *= scale
	}
	return score, len(from), nil
}

var centrality = Question{
	Name:    "centrality",
	Summary: "List the most connected, and the bridges between the others",
	About: `List the entities that are tied to the most others or, by betweenness, that lie on the
most shortest paths between others: the bridges of the network. Each pair counts once,
in both directions. In a network of more than some thousand ties betweenness is an
estimate from as many entities as some seconds allow. It has no evidence to print: it
rests on all ties, which "ties" lists.`,
	Examples: []string{"centrality --since 2024 --limit 50", "centrality --by betweenness --type MET_WITH"},
	Params: narrowing("planned evidence",
		Parameter{Name: "limit", Kind: Integer, Default: "20", Help: "at most this number of rows; 0 is all"},
		Parameter{Name: "by", Kind: Choice, Choices: []string{string(Degree), string(Betweenness)}, Default: string(Degree), Help: "the measure: degree or betweenness"}),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Centrality(ctx, w.Store, CentralityParams{Filter: in.Filter, By: Measure(in.text("by"))})
		out := Answer{Rows: list(rows), Columns: []string{"Who", "Type", "Neighbours", "Betweenness", "Basis"},
			Empty: "the graph knows no such ties"}
		for _, r := range rows {
			between, basis := "", ""
			if r.Sources > 0 {
				between = fmt.Sprintf("%.4f", r.Betweenness)
				if r.Sources < r.Of {
					basis = fmt.Sprintf("estimated from %d of %d", r.Sources, r.Of)
				}
			}
			out.Add(r.titled(), string(r.Type), fmt.Sprint(r.Neighbours), between, basis)
		}
		return out, err
	},
}

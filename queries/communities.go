package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

// CommunitiesParams asks which groups the network falls into.
type CommunitiesParams struct {
	Filter      // Limit is of communities
	Members int // at most so many of each are named; 0 is all
}

// Community is a group of entities that have more ties among themselves than with
// others.
type Community struct {
	Size    int     `json:"size"`
	Inside  float64 `json:"inside"`  // the share of its members' ties that stay inside, 0 to 1
	Members []Party `json:"members"` // those with the most ties inside first
}

// Communities lists the groups that the network falls into, the largest first. Each
// pair that is tied counts once.
func Communities(ctx context.Context, s graph.Store, p CommunitiesParams) ([]Community, error) {
	n, err := readNetwork(ctx, s, p.Filter)
	if err != nil {
		return nil, err
	}
	groups, err := n.communities(ctx)
	if err != nil {
		return nil, err
	}
	if p.Limit > 0 && len(groups) > p.Limit {
		groups = groups[:p.Limit]
	}
	out := make([]Community, len(groups))
	var named []int32
	for i, g := range groups {
		inside, all := map[int32]int{}, 0
		for _, m := range g {
			inside[m] = 0
		}
		within := 0
		for _, m := range g {
			for _, w := range n.neighbours(m) {
				if _, ok := inside[w]; ok {
					inside[m]++
				}
			}
			within += inside[m]
			all += len(n.neighbours(m))
		}
		out[i] = Community{Size: len(g), Inside: float64(within) / float64(all)}
		slices.SortFunc(g, func(a, b int32) int { return cmp.Or(cmp.Compare(inside[b], inside[a]), cmp.Compare(a, b)) })
		if p.Members > 0 && len(g) > p.Members {
			g = g[:p.Members]
		}
		groups[i] = g
		named = append(named, g...)
	}
	parties, err := n.parties(ctx, s, named)
	if err != nil {
		return nil, err
	}
	for i, g := range groups {
		for _, m := range g {
			out[i].Members = append(out[i].Members, parties[m])
		}
	}
	return out, nil
}

// communities are found by the method of Louvain (Blondel and others 2008): each joins
// the group of its neighbours that gains the most modularity, as long as one gains; then
// groups are taken for single ones and the same is done with these. All go by their
// order and not by chance. The largest group comes first.
func (n *network) communities(ctx context.Context) ([][]int32, error) {
	group := make([]int32, len(n.ids)) // of each entity
	for i := range group {
		group[i] = int32(i)
	}
	level := newLevel(n)
	for {
		moved, err := level.move(ctx)
		if err != nil {
			return nil, err
		}
		if !moved {
			break
		}
		level = level.shrink(group)
	}
	groups := map[int32][]int32{}
	for i, g := range group {
		groups[g] = append(groups[g], int32(i))
	}
	var out [][]int32
	for _, g := range groups {
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b []int32) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0])) })
	return out, nil
}

// level is a network of groups, and of the pairs between them by number.
type level struct {
	first  []int32
	near   []int32
	weight []float64
	self   []float64 // twice the pairs inside each
	degree []float64 // the ends of pairs that each has, those inside too
	total  float64   // of degree
	of     []int32   // the group that each joins
}

func newLevel(n *network) *level {
	l := &level{first: n.first, near: n.near, weight: make([]float64, len(n.near)), self: make([]float64, len(n.ids))}
	for i := range l.weight {
		l.weight[i] = 1
	}
	l.begin()
	return l
}

// begin puts each into a group of its own.
func (l *level) begin() {
	size := len(l.self)
	l.of, l.degree = make([]int32, size), slices.Clone(l.self)
	for i := range size {
		l.of[i] = int32(i)
		for _, w := range l.weight[l.first[i]:l.first[i+1]] {
			l.degree[i] += w
		}
		l.total += l.degree[i]
	}
}

// move lets each join the best group, until none gains by it, and reports whether any
// moved.
func (l *level) move(ctx context.Context) (bool, error) {
	const (
		gain  = 1e-9 // the least that counts, so that rounding moves nobody
		turns = 50
	)
	sum := slices.Clone(l.degree) // of each group
	to := make([]float64, len(l.of))
	var seen []int32
	moved := false
	for range turns {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		again := false
		for i := range l.of {
			own := l.of[i]
			seen = append(seen[:0], own)
			for k := l.first[i]; k < l.first[i+1]; k++ {
				g := l.of[l.near[k]]
				if to[g] == 0 && g != own {
					seen = append(seen, g)
				}
				to[g] += l.weight[k]
			}
			sum[own] -= l.degree[i]
			best, most := own, to[own]-sum[own]*l.degree[i]/l.total
			for _, g := range seen[1:] {
				if v := to[g] - sum[g]*l.degree[i]/l.total; v > most+gain {
					best, most = g, v
				}
			}
			for _, g := range seen {
				to[g] = 0
			}
			sum[best] += l.degree[i]
			if best != own {
				l.of[i], again, moved = best, true, true
			}
		}
		if !again {
			break
		}
	}
	return moved, nil
}

// shrink makes a level of the groups, and writes into group which of these each entity
// is in now.
func (l *level) shrink(group []int32) *level {
	number := make([]int32, len(l.of))
	count := int32(0)
	for _, g := range l.of { // marks, then counts
		number[g] = 1
	}
	for g, used := range number {
		if used == 1 {
			number[g] = count
			count++
		}
	}
	for i, g := range group {
		group[i] = number[l.of[g]]
	}
	members := make([][]int32, count)
	for i, g := range l.of {
		members[number[g]] = append(members[number[g]], int32(i))
	}
	up := &level{self: make([]float64, count), first: make([]int32, 1, count+1)}
	to := make([]float64, count)
	for g := range count {
		var seen []int32
		for _, i := range members[g] {
			up.self[g] += l.self[i]
			for k := l.first[i]; k < l.first[i+1]; k++ {
				h := number[l.of[l.near[k]]]
				if h == g {
					up.self[g] += l.weight[k]
					continue
				}
				if to[h] == 0 {
					seen = append(seen, h)
				}
				to[h] += l.weight[k]
			}
		}
		slices.Sort(seen)
		for _, h := range seen {
			up.near, up.weight = append(up.near, h), append(up.weight, to[h])
			to[h] = 0
		}
		up.first = append(up.first, int32(len(up.near)))
	}
	up.begin()
	return up
}

var communities = Question{
	Name:    "communities",
	Summary: "List the groups that the network falls into",
	About: `List groups of entities that have more ties among themselves than with others, as the
method of Louvain finds them: how many are in each, which share of their ties stays
inside, and those with the most ties inside. Each pair counts once. It has no evidence
to print: it rests on all ties, which "ties" lists.`,
	Examples: []string{"communities --type MET_WITH,COOPERATES_WITH", "communities --since 2024 --limit 5 --members 20"},
	Params: narrowing("planned evidence",
		Parameter{Name: "limit", Kind: Integer, Default: "10", Help: "at most this number of groups; 0 is all"},
		Parameter{Name: "members", Kind: Integer, Default: "10", Help: "how many of each are named; 0 is all"}),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Communities(ctx, w.Store, CommunitiesParams{Filter: in.Filter, Members: in.number("members")})
		out := Answer{Rows: list(rows), Columns: []string{"Group", "Size", "Inside", "Members"}, Empty: "the graph knows no such ties"}
		for i, r := range rows {
			var names []string
			for _, m := range r.Members {
				names = append(names, m.Name)
			}
			if more := r.Size - len(names); more > 0 {
				names = append(names, fmt.Sprintf("and %d more", more))
			}
			out.Add(fmt.Sprint(i+1), fmt.Sprint(r.Size), fmt.Sprintf("%.0f%%", 100*r.Inside), strings.Join(names, ", "))
		}
		return out, err
	},
}

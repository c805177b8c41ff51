package queries

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// network is who is tied to whom: each pair once, without direction. Entities that
// have no tie are not in it. Numbers stand for ids, since a graph of a million ties is
// walked many times.
type network struct {
	ids   []string // sorted; the others speak of places in it
	first []int32  // the neighbours of i are near[first[i]:first[i+1]]
	near  []int32  // sorted for each
}

const entitiesAtOnce = 5000 // bounds what is read together

// readNetwork reads the ties that the filter lets through.
func readNetwork(ctx context.Context, s graph.Store, f Filter) (*network, error) {
	params, err := f.params("after", "", "page", entitiesAtOnce)
	if err != nil {
		return nil, err
	}
	number := map[string]int32{}
	var ids []string
	at := func(id string) int32 {
		n, ok := number[id]
		if !ok {
			n = int32(len(ids))
			number[id] = n
			ids = append(ids, id)
		}
		return n
	}
	var pairs [][2]int32
	for {
		rows, err := ask(ctx, s, "network", params)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			id := row(r).text("id")
			for _, next := range row(r).list("next") {
				pairs = append(pairs, [2]int32{at(id), at(next)})
			}
			params["after"] = id
		}
		if len(rows) < entitiesAtOnce {
			break
		}
	}
	// By id, so that what is computed does not depend on the order of reading.
	order := make([]int32, len(ids))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(ids[a], ids[b]) })
	place := make([]int32, len(ids))
	n := &network{ids: make([]string, len(ids))}
	for i, o := range order {
		place[o], n.ids[i] = int32(i), ids[o]
	}
	for i, p := range pairs {
		pairs[i] = [2]int32{place[p[0]], place[p[1]]}
	}
	n.connect(pairs)
	return n, nil
}

// connect fills in the neighbours.
func (n *network) connect(pairs [][2]int32) {
	n.first = make([]int32, len(n.ids)+1)
	for _, p := range pairs {
		n.first[p[0]+1]++
		n.first[p[1]+1]++
	}
	for i := range n.ids {
		n.first[i+1] += n.first[i]
	}
	near, next := make([]int32, 2*len(pairs)), slices.Clone(n.first)
	for _, p := range pairs {
		for _, e := range [][2]int32{{p[0], p[1]}, {p[1], p[0]}} {
			near[next[e[0]]] = e[1]
			next[e[0]]++
		}
	}
	// A pair may have come from both its ends.
	n.near = near[:0]
	from := int32(0)
	for i := range n.ids {
		to := n.first[i+1]
		some := near[from:to]
		slices.Sort(some)
		from = to
		n.first[i] = int32(len(n.near))
		n.near = append(n.near, slices.Compact(some)...)
	}
	n.first[len(n.ids)] = int32(len(n.near))
}

func (n *network) neighbours(i int32) []int32 { return n.near[n.first[i]:n.first[i+1]] }

// parties names the entities of some places.
func (n *network) parties(ctx context.Context, s graph.Store, some []int32) (map[int32]Party, error) {
	ids := make([]string, len(some))
	for i, p := range some {
		ids[i] = n.ids[p]
	}
	found, err := candidates(ctx, s, nil, ids)
	if err != nil {
		return nil, err
	}
	links := make([]Link, len(found))
	for i, c := range found {
		links[i].Subject = Party{ID: c.ID, Name: c.Name, Type: c.Type}
	}
	if err := addRoles(ctx, s, links); err != nil {
		return nil, err
	}
	out := map[int32]Party{}
	for _, l := range links {
		if i, ok := slices.BinarySearch(n.ids, l.Subject.ID); ok {
			out[int32(i)] = l.Subject
		}
	}
	return out, nil
}

package names

import (
	"cmp"
	"slices"
)

// pick chooses among overlapping candidates: the longest name wins, then the
// surer one. The result is in order.
func (r *reading) pick(all []candidate) []candidate {
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b candidate) int {
		return cmp.Or((b.last-b.first)-(a.last-a.first), cmp.Compare(b.score, a.score), a.first-b.first)
	})
	taken := make([]bool, len(r.words))
	var out []candidate
	for _, c := range order {
		if c.first >= c.last || slices.Contains(taken[c.first:c.last], true) {
			continue
		}
		for i := c.first; i < c.last; i++ {
			taken[i] = true
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b candidate) int { return a.first - b.first })
	return out
}

package parser

import (
	"math"

	"entente/extract/matrix"
)

// bestTree returns the head of each word in the tree with the highest sum of
// scores; scores has a row for each dependent and a column for each head, the
// root first. One word hangs on the root.
func bestTree(scores matrix.Matrix) []int {
	n := scores.Rows
	s := make([][]float32, n)
	for i := range s {
		s[i] = append([]float32(nil), scores.Row(i)...)
		s[i][i] = never
	}
	heads := arborescence(s)
	var roots []int
	for d := 1; d < n; d++ {
		if heads[d] == 0 {
			roots = append(roots, d)
		}
	}
	if len(roots) < 2 {
		return heads
	}
	// Each of them alone may be the root; the best such tree wins.
	best := float32(math.Inf(-1))
	for _, r := range roots {
		for d := 1; d < n; d++ {
			s[d][0] = never
		}
		s[r][0] = scores.Row(r)[0]
		tree := arborescence(s)
		sum := float32(0)
		for d := 1; d < n; d++ {
			sum += s[d][tree[d]]
		}
		if sum > best {
			best, heads = sum, tree
		}
	}
	return heads
}

const never = -1e9

// arborescence is the algorithm of Chu, Liu and Edmonds: the best tree from
// node 0. It takes the best head of every node; where they run in a circle, it
// makes the circle one node, solves that, and opens the circle where the tree
// enters it.
func arborescence(s [][]float32) []int {
	n := len(s)
	heads := make([]int, n)
	for d := 1; d < n; d++ {
		for h, v := range s[d] {
			if v > s[d][heads[d]] {
				heads[d] = h
			}
		}
	}
	circle := findCircle(heads)
	if circle == nil {
		return heads
	}
	in := make([]bool, n)
	inside := float32(0)
	for _, d := range circle {
		in[d] = true
		inside += s[d][heads[d]]
	}
	var rest []int
	for i := range n {
		if !in[i] {
			rest = append(rest, i)
		}
	}
	// The last node of the smaller problem is the circle.
	m := len(rest)
	small := make([][]float32, m+1)
	from, to := make([]int, m), make([]int, m) // of each other node, its best head in the circle, and where it best enters it
	small[m] = make([]float32, m+1)
	small[m][m] = never
	for i, d := range rest {
		small[i] = make([]float32, m+1)
		for j, h := range rest {
			small[i][j] = s[d][h]
		}
		from[i] = circle[0]
		for _, h := range circle {
			if s[d][h] > s[d][from[i]] {
				from[i] = h
			}
		}
		small[i][m] = s[d][from[i]]
		to[i] = circle[0]
		best := float32(math.Inf(-1))
		for _, c := range circle {
			if v := s[c][d] - s[c][heads[c]]; v > best {
				best, to[i] = v, c
			}
		}
		small[m][i] = inside + best
	}
	tree := arborescence(small)
	out := make([]int, n)
	for _, d := range circle {
		out[d] = heads[d]
	}
	out[to[tree[m]]] = rest[tree[m]]
	for i, d := range rest {
		if d == 0 {
			continue
		}
		if tree[i] == m {
			out[d] = from[i]
		} else {
			out[d] = rest[tree[i]]
		}
	}
	return out
}

// findCircle returns nodes whose heads run in a circle, or nil.
func findCircle(heads []int) []int {
	seen := make([]int, len(heads)) // the walk that came by, from 1
	for i := 1; i < len(heads); i++ {
		j := i
		for j != 0 && seen[j] == 0 {
			seen[j] = i
			j = heads[j]
		}
		if j == 0 || seen[j] != i {
			continue
		}
		circle := []int{j}
		for k := heads[j]; k != j; k = heads[k] {
			circle = append(circle, k)
		}
		return circle
	}
	return nil
}

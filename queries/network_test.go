package queries

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func networkOf(size int, pairs ...[2]int32) *network {
	n := &network{}
	for i := range size {
		n.ids = append(n.ids, fmt.Sprintf("%04d", i))
	}
	n.connect(pairs)
	return n
}

func TestBetweenness(t *testing.T) {
	for _, c := range []struct {
		name string
		n    *network
		want []float64
	}{
		{"a path", networkOf(3, [2]int32{0, 1}, [2]int32{1, 2}), []float64{0, 1, 0}},
		{"a pair told from both ends", networkOf(3, [2]int32{0, 1}, [2]int32{1, 0}, [2]int32{1, 2}), []float64{0, 1, 0}},
		{"a square", networkOf(4, [2]int32{0, 1}, [2]int32{1, 2}, [2]int32{2, 3}, [2]int32{3, 0}), []float64{1. / 6, 1. / 6, 1. / 6, 1. / 6}},
		{"two parts", networkOf(4, [2]int32{0, 1}, [2]int32{2, 3}), []float64{0, 0, 0, 0}},
		{"nobody", networkOf(0), []float64{}},
	} {
		got, sources, err := c.n.betweenness(t.Context())
		if err != nil || sources != len(c.n.ids) {
			t.Errorf("%s: %d sources, %v", c.name, sources, err)
		}
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestCommunities(t *testing.T) {
	// Two cliques of four with one tie between them, and a pair apart.
	pairs := [][2]int32{{3, 4}, {8, 9}}
	for _, start := range []int32{0, 4} {
		for a := start; a < start+4; a++ {
			for b := a + 1; b < start+4; b++ {
				pairs = append(pairs, [2]int32{a, b})
			}
		}
	}
	got, err := networkOf(10, pairs...).communities(t.Context())
	if want := [][]int32{{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9}}; err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
}

// TestCommunitiesOfAnyNetwork wants everybody to be in one group, and the groups to be
// no worse than all being in one.
func TestCommunitiesOfAnyNetwork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(2, 40).Draw(t, "size")
		var pairs [][2]int32
		for i := 1; i < size; i++ { // nobody is alone
			pairs = append(pairs, [2]int32{int32(rapid.IntRange(0, i-1).Draw(t, "to")), int32(i)})
		}
		for range rapid.IntRange(0, 80).Draw(t, "more") {
			a, b := rapid.IntRange(0, size-1).Draw(t, "a"), rapid.IntRange(0, size-1).Draw(t, "b")
			if a != b {
				pairs = append(pairs, [2]int32{int32(a), int32(b)})
			}
		}
		n := networkOf(size, pairs...)
		groups, err := n.communities(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		in := map[int32]int{}
		for _, members := range groups {
			for _, m := range members {
				if in[m]++; in[m] > 1 {
					t.Fatalf("%d is in two groups", m)
				}
			}
		}
		if len(in) != size {
			t.Fatalf("%d of %d are in a group", len(in), size)
		}
		if q := modularity(n, groups); q < -1e-9 {
			t.Errorf("modularity %v", q)
		}
	})
}

func modularity(n *network, groups [][]int32) float64 {
	q, total := 0.0, float64(len(n.near))
	for _, g := range groups {
		inside, degree := 0.0, 0.0
		for _, m := range g {
			degree += float64(len(n.neighbours(m)))
			for _, w := range n.neighbours(m) {
				if slices.Contains(g, w) {
					inside++
				}
			}
		}
		q += inside/total - degree/total*degree/total
	}
	return q
}

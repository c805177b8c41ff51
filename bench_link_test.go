package entente

import (
	"fmt"
	"testing"

	"entente/graph/sqlite"
	"entente/graph/storetest"
)

// BenchmarkSettle settles graphs of different sizes: ten times the releases should
// take ten times the time, or little more.
func BenchmarkSettle(b *testing.B) {
	for _, n := range []int{500, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, err := sqlite.Open(b.Context(), ":memory:")
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close(b.Context())
			if err := s.Write(b.Context(), storetest.World(n, 10, n)); err != nil {
				b.Fatal(err)
			}
			e, err := OpenGraph(s, Options{})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := e.Settle(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

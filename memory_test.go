package entente

import (
	"fmt"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph/sqlite"
	"entente/text"
)

// BenchmarkMemory reads short releases, each a file of its own, and reports the peak
// of the heap while they are read, what of it is live at their end, and the peak
// with the settling after them, which looks at the whole graph.
func BenchmarkMemory(b *testing.B) {
	for _, n := range []int{2000, 20000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				readMany(b, n)
			}
		})
	}
}

func readMany(b *testing.B, n int) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "x.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close(b.Context())
	e, err := New(s, Options{Replace: true})
	if err != nil {
		b.Fatal(err)
	}
	var peak atomic.Uint64
	look := func() float64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak.Store(max(peak.Load(), m.HeapAlloc))
		return float64(m.HeapAlloc) / 1e6
	}
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				look()
			}
		}
	}()
	_, err = e.Ingest(b.Context(), func(yield func(*text.Document, error) bool) {
		for i := range n {
			d := text.New(short(i))
			d.ID, d.Origin = fmt.Sprint(i), fmt.Sprintf("/var/lib/releases/2024/%06d.txt", i)
			if !yield(d, nil) {
				return
			}
		}
		b.ReportMetric(float64(peak.Load())/1e6, "MB-reading")
		runtime.GC()
		b.ReportMetric(look(), "MB-live")
	})
	close(stop)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(peak.Load())/1e6, "MB-peak")
}

// short is a release of one sentence about two people that few others name. The words
// of the first two thousand are those of all: what is kept of words has its own bounds.
func short(i int) string {
	name := func(i int) string {
		syllables := []string{"ba", "del", "ko", "mir", "sa", "tov", "ren", "li", "gar", "ne"}
		s := ""
		for ; len(s) < 7 || i > 0; i /= 10 {
			s += syllables[i%10]
		}
		return string(s[0]-'a'+'A') + s[1:]
	}
	return fmt.Sprintf("Talks about %s\n\nAna %s met Minister Kari %s in Oslo on %d May 2024.", name(i/600), name(i%600), name((i/3+7)%600), 1+i%28)
}

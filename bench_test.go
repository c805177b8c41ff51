package entente

import (
	"os"
	"path/filepath"
	"testing"

	"entente/source"
	"entente/text"
)

// BenchmarkExtract reads real releases on one core. It reports releases and
// kilobytes a second.
func BenchmarkExtract(b *testing.B) {
	path := filepath.Join("..", "shared", "data", "raw_state", "all.jsonl")
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join("testdata", "releases")
	}
	var docs []*text.Document
	for d, err := range source.Open(b.Context(), source.Options{}, path) {
		if err != nil {
			b.Fatal(err)
		}
		if docs = append(docs, d); len(docs) == 200 {
			break
		}
	}
	e, err := Open(nil, Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	bytes, n := 0, 0
	for b.Loop() {
		d := docs[n%len(docs)]
		if _, err := e.Extract(b.Context(), d); err != nil {
			b.Fatal(err)
		}
		bytes += len(d.Text())
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "releases/s")
	b.ReportMetric(float64(bytes)/1024/b.Elapsed().Seconds(), "KB/s")
}

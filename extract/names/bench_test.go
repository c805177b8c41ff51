package names_test

import (
	"context"
	"testing"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/internal/goldtest"
)

// BenchmarkNames measures the two stages of this package alone.
func BenchmarkNames(b *testing.B) {
	lex, err := lexicon.Load()
	if err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	var done []extract.Analysis
	size := 0
	for _, d := range goldtest.Load(b, "train.jsonl") {
		a := extract.Analysis{Doc: d.Document()}
		for _, s := range goldtest.Words(b) {
			if err := s.Apply(ctx, &a); err != nil {
				b.Fatal(err)
			}
		}
		done = append(done, a)
		size += len(d.Text)
	}
	find, cluster := names.New(lex), names.Cluster(lex)
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, a := range done { // a copy: the stages start from nothing
			if err := find.Apply(ctx, &a); err != nil {
				b.Fatal(err)
			}
			if err := cluster.Apply(ctx, &a); err != nil {
				b.Fatal(err)
			}
		}
	}
}

package storetest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/text/vocab"
)

// World makes batches of releases of claims between entities of which a few are
// in most claims, as in the news: every tenth claim names the first entity.
func World(releases, claims, entities int) graph.Batch {
	var b graph.Batch
	types := vocab.RelationTypes()
	for i := range entities {
		b.Entities = append(b.Entities, graph.Entity{
			ID: fmt.Sprintf("organization/body-%d", i), Type: vocab.Organization, Name: fmt.Sprintf("Body Number %d", i),
			Aliases: []string{fmt.Sprintf("B%d", i)},
		})
	}
	seed := uint32(1)
	random := func(n int) int { // the same on every run
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range releases {
		text := fmt.Sprint("Release ", i, strings.Repeat(" with a sentence of an ordinary length that says who met whom.", 20))
		r := graph.Release{ID: graph.ReleaseID(text), Title: fmt.Sprint("Release ", i), Text: text, Published: "2031-01-01"}
		b.Releases = append(b.Releases, r)
		for j := range claims {
			s := random(entities)
			if random(10) == 0 {
				s = 0
			}
			o := (s + 1 + random(entities-1)) % entities
			c := graph.Claim{
				Type: types[random(len(types))], Subject: b.Entities[s].ID, Object: b.Entities[o].ID, Modality: vocab.Asserted,
				From: fmt.Sprintf("2031-01-%02d", 1+random(28)), Release: r.ID, Quote: text[:60], Start: j, End: j + 60, Confidence: 0.5, Rule: "bench",
			}
			c.ID = graph.ClaimID(c)
			b.Claims = append(b.Claims, c)
			b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: c.Subject, Release: r.ID, Count: 1}, graph.Mentioned{Entity: c.Object, Release: r.ID, Count: 1})
		}
	}
	return b
}

// Benchmark measures writing: releases of 20 claims, 100 releases a batch.
func Benchmark(b *testing.B, open Open) {
	world := World(1000, 20, 2000)
	parts := Split(world)
	ctx := context.Background()
	for b.Loop() {
		b.StopTimer()
		s := open(b)
		b.StartTimer()
		for i := 0; i < len(parts); i += 100 {
			if err := s.Write(ctx, join(parts[i:i+100])); err != nil {
				b.Fatal(err)
			}
		}
		s.Close(ctx)
	}
	b.ReportMetric(float64(b.N*len(world.Claims))/b.Elapsed().Seconds(), "claims/s")
}

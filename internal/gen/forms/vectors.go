package main

import (
	"log"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
)

const (
	negatives = 5    // words drawn at random against each word seen
	rate      = 0.05 // of learning, at the start
	frequent  = 1e-3 // words with a larger share of all are passed over at times
)

// learn gives each form a vector of size numbers, in passes over the texts. The
// words at each distance up to window have output vectors of their own, which
// makes the vectors tell of syntax.
func learn(v *vocabulary, size, window, passes int) [][]float32 {
	rng := rand.New(rand.NewPCG(1, 2))
	in := matrix(len(v.forms), size)
	for _, row := range in {
		for i := range row {
			row[i] = (rng.Float32() - 0.5) / float32(size)
		}
	}
	out := make([][][]float32, 2*window)
	for i := range out {
		out[i] = matrix(len(v.forms), size)
	}
	lots := lottery(v)
	keep := make([]float32, len(v.forms))
	for i, n := range v.counts {
		keep[i] = float32(math.Min(1, math.Sqrt(frequent*float64(v.tokens)/float64(n))))
	}
	gradient := make([]float32, size)
	done := 0
	for pass := range passes {
		for _, k := range rng.Perm(len(v.texts)) {
			text := v.texts[k]
			done += len(text)
			step := float32(max(1e-4, rate*(1-float64(done)/float64(passes*v.tokens))))
			for i, w := range text {
				if rng.Float32() > keep[w] {
					continue
				}
				word := in[w]
				for d := -window; d <= window; d++ {
					j := i + d
					if d == 0 || j < 0 || j >= len(text) {
						continue
					}
					slot := d + window
					if d > 0 {
						slot--
					}
					clear(gradient)
					for n := 0; n <= negatives; n++ {
						other, want := text[j], float32(1)
						if n > 0 {
							if other, want = lots[rng.IntN(len(lots))], 0; other == text[j] {
								continue
							}
						}
						context := out[slot][other]
						var dot float32
						for q, x := range word {
							dot += x * context[q]
						}
						g := (want - float32(1/(1+math.Exp(-float64(dot))))) * step
						for q, x := range word {
							gradient[q] += g * context[q]
							context[q] += g * x
						}
					}
					for q := range word {
						word[q] += gradient[q]
					}
				}
			}
		}
		log.Printf("pass %d of %d", pass+1, passes)
	}
	return in
}

func matrix(rows, columns int) [][]float32 {
	m := make([][]float32, rows)
	for i := range m {
		m[i] = make([]float32, columns)
	}
	return m
}

// lottery holds each form as often as its count to the power of 3/4 deserves.
func lottery(v *vocabulary) []int32 {
	sum := 0.0
	for _, n := range v.counts {
		sum += math.Pow(float64(n), 0.75)
	}
	lots := make([]int32, 1<<20)
	have, k := 0.0, 0
	for i, n := range v.counts {
		have += math.Pow(float64(n), 0.75) / sum
		for k < len(lots) && float64(k) < have*float64(len(lots)) {
			lots[k] = int32(i)
			k++
		}
	}
	return lots[:k]
}

// cluster parts vectors into groups by their direction, beginning with a group
// around each of the seeds. The first n vectors make the groups; the others join
// the nearest.
func cluster(vectors [][]float32, n int, seeds []int, rounds int) []int {
	size, k := len(vectors[0]), len(seeds)
	unit := matrix(len(vectors), size)
	for i, v := range vectors {
		copy(unit[i], v)
		normalise(unit[i])
	}
	centres := matrix(k, size)
	for c, i := range seeds {
		copy(centres[c], unit[i])
	}
	of := make([]int, len(vectors))
	nearest := func(from, to int) {
		var wait sync.WaitGroup
		for w := range runtime.GOMAXPROCS(0) {
			wait.Go(func() {
				for i := from + w; i < to; i += runtime.GOMAXPROCS(0) {
					best := float32(-2)
					for c, centre := range centres {
						var dot float32
						for q, x := range unit[i] {
							dot += x * centre[q]
						}
						if dot > best {
							of[i], best = c, dot
						}
					}
				}
			})
		}
		wait.Wait()
	}
	for range rounds {
		nearest(0, n)
		sums := matrix(k, size)
		for i, v := range unit[:n] {
			for q, x := range v {
				sums[of[i]][q] += x
			}
		}
		for c, s := range sums {
			if normalise(s); s[0] != 0 {
				centres[c] = s
			}
		}
	}
	nearest(0, len(unit))
	return of
}

func normalise(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	length := float32(math.Sqrt(sum))
	for i := range v {
		v[i] /= length
	}
}

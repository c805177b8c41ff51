package main

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"slices"

	"entente/extract/form"
)

const (
	most     = 150_000 // forms of the wide table, the most frequent first
	centred  = 50_000  // of which the first give the mean
	sampled  = 60_000  // and the first are clustered; the rest joins them
	parts    = 5       // of the annotated forms: each is told about by a network that did not see it
	length   = 8       // of vectors that networks read
	wideSize = 100     // numbers in a vector
)

// wideClusters are how many clusters each of the attributes tells apart.
var wideClusters = []int{128, 512, 2048}

// writeWide makes the wide table of vectors that others learnt: for each form what
// kind of name it is likely to be part of, and its clusters.
func writeWide(shared, vectorFile, out string) error {
	words, vectors, err := readVectors(vectorFile)
	if err != nil {
		return err
	}
	counts, err := countKinds(shared)
	if err != nil {
		return err
	}
	centre(vectors)
	said := kindsOf(words, vectors, counts)
	var clusters [][]int
	for _, k := range wideClusters {
		seeds := rand.New(rand.NewPCG(3, uint64(k))).Perm(sampled)[:k]
		clusters = append(clusters, cluster(vectors, sampled, seeds, 15))
	}
	records := make([]record, len(words))
	for i, w := range words {
		k := attributes(said[i])
		binary.BigEndian.PutUint64(records[i][:], form.Hash(w)>>24<<24|uint64(k[0])<<16|uint64(k[1])<<8|uint64(k[2]))
		binary.BigEndian.PutUint32(records[i][8:], uint32(clusters[0][i]+1)<<24|uint32(clusters[1][i]+1)<<12|uint32(clusters[2][i]+1))
	}
	slices.SortFunc(records, func(a, b record) int { return slices.Compare(a[:], b[:]) })
	var b []byte
	for i, r := range records {
		if i > 0 && slices.Equal(r[:5], records[i-1][:5]) {
			return errors.New("two forms have one hash")
		}
		b = append(b, r[:]...)
	}
	return os.WriteFile(out, b, 0o644)
}

// record is what form.Load reads of a form: 40 bits of its hash, a byte for each
// of three kinds, and 8, 12 and 12 bits for the clusters.
type record [12]byte

// readVectors reads the most frequent forms and their vectors. Forms that are one
// without case, accents and digits have the vector of the most frequent.
func readVectors(path string) (words []string, vectors [][]float32, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var file struct {
		Words   []string
		Vectors map[string][]float32 // of each word: the vector, its length, its rank
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(file.Words) < most {
		return nil, nil, fmt.Errorf("%s: %d words, want %d", path, len(file.Words), most)
	}
	seen := map[string]bool{}
	for _, w := range file.Words[:most] {
		v := file.Vectors[w]
		if len(v) != wideSize+2 {
			return nil, nil, fmt.Errorf("%s: %q has %d numbers, want %d and two more", path, w, len(v), wideSize)
		}
		if w = form.Fold(w); !seen[w] {
			seen[w] = true
			words, vectors = append(words, w), append(vectors, v[:wideSize])
		}
	}
	return words, vectors, nil
}

// centre takes off the mean of the vectors of frequent forms and the two
// directions in which these differ most, which tell of frequency more than of
// meaning (Mu and Viswanath 2018), and makes all the same length.
func centre(vectors [][]float32) {
	mean := make([]float32, wideSize)
	for _, v := range vectors[:centred] {
		for i, x := range v {
			mean[i] += x / centred
		}
	}
	for _, v := range vectors {
		for i := range v {
			v[i] -= mean[i]
		}
	}
	for range 2 {
		top := direction(vectors[:centred])
		for _, v := range vectors {
			var along float32
			for i, x := range top {
				along += v[i] * x
			}
			for i, x := range top {
				v[i] -= along * x
			}
		}
	}
	for _, v := range vectors {
		normalise(v)
		for i := range v {
			v[i] *= length
		}
	}
}

// direction is the one in which vectors differ most, by power iteration.
func direction(vectors [][]float32) []float32 {
	out := make([]float32, wideSize)
	for i := range out {
		out[i] = 1
	}
	for range 30 {
		next := make([]float32, wideSize)
		for _, v := range vectors {
			var along float32
			for i, x := range out {
				along += v[i] * x
			}
			for i, x := range v {
				next[i] += along * x / centred
			}
		}
		normalise(next)
		out = next
	}
	return out
}

// kindsOf says for each form how likely each kind is. Forms that are annotated
// are told about by a network that has not seen them.
func kindsOf(words []string, vectors [][]float32, counts tally) [][kinds]float64 {
	var examples []example
	var at []int // the form of each example
	for i, w := range words {
		if c, ok := counts[w]; ok {
			at = append(at, i)
			examples = append(examples, newExample(vectors[i], c, int(form.Hash(w)%parts)))
		}
	}
	whole := learnKinds(examples, -1)
	said := make([][kinds]float64, len(words))
	for i, v := range vectors {
		said[i] = whole.say(v)
	}
	right := 0
	for part := range parts {
		n := learnKinds(examples, part)
		for k, x := range examples {
			if x.part == part {
				said[at[k]] = n.say(x.vector)
				if largest(said[at[k]]) == largest(x.shares) {
					right++
				}
			}
		}
	}
	log.Printf("%d forms; the kind of %.1f %% of %d annotated ones right unseen", len(words), 100*float64(right)/float64(len(examples)), len(examples))
	return said
}

// attributes are three views of the likely kinds, none of them 0: the likeliest
// with how likely it is, the two likeliest, and the likeliest kind of name with
// how likely that is.
func attributes(p [kinds]float64) [3]byte {
	order := []int{0, 1, 2, 3, 4}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	a, b := order[0], order[1]
	name := a
	if a == none {
		name = b
	}
	level := func(x float64, of int) int { return min(int(x*float64(of)), of-1) }
	return [3]byte{byte(1 + a*4 + level(p[a], 4)), byte(1 + a*kinds + b), byte(1 + name*8 + level(p[name], 8))}
}

func largest(p [kinds]float64) int {
	best := 0
	for i, x := range p {
		if x > p[best] {
			best = i
		}
	}
	return best
}

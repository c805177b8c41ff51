package matrix

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(rng *rand.Rand, rows, columns int) Matrix {
	m := New(rows, columns)
	for i := range m.Data {
		m.Data[i] = rng.Float32()*2 - 1
	}
	return m
}

// TestMulIsTheSameToTheBit compares Mul with the sum written out.
func TestMulIsTheSameToTheBit(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		m, k, n := rng.IntN(20), rng.IntN(40), rng.IntN(70)
		a, b, c := random(rng, m, k), random(rng, k, n), random(rng, m, n)
		want := slices.Clone(c.Data)
		for i := range m {
			for j := range n {
				for x := range k {
					want[i*n+j] += float32(a.Data[i*k+x] * b.Data[x*n+j])
				}
			}
		}
		Mul(c, a, Pack(b))
		for i, v := range c.Data {
			if math.Float32bits(v) != math.Float32bits(want[i]) {
				t.Fatalf("%dx%dx%d: element %d is %v, want %v", m, k, n, i, v, want[i])
			}
		}
	}
}

func TestPlainAndWideAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 50 {
		a, b := random(rng, block, n+1), random(rng, n+1, panel)
		x, y := random(rng, block, panel+3), Matrix{}
		y = Matrix{x.Rows, x.Columns, slices.Clone(x.Data)}
		mulBlock(x.Data, x.Columns, a.Data, a.Columns, Pack(b).data, n+1)
		mulBlockPlain(y.Data, y.Columns, a.Data, a.Columns, Pack(b).data, n+1)
		if !slices.Equal(x.Data, y.Data) {
			t.Fatalf("n = %d: blocks differ", n+1)
		}
		u, v := random(rng, 1, panel), Matrix{}
		v = Matrix{1, panel, slices.Clone(u.Data)}
		mulRow(u.Data, a.Row(0), Pack(b).data)
		mulRowPlain(v.Data, a.Row(0), Pack(b).data)
		if !slices.Equal(u.Data, v.Data) {
			t.Fatalf("n = %d: rows differ", n+1)
		}
	}
}

func TestTranspose(t *testing.T) {
	m := Matrix{2, 3, []float32{1, 2, 3, 4, 5, 6}}
	if got := m.Transpose(); !slices.Equal(got.Data, []float32{1, 4, 2, 5, 3, 6}) || got.Rows != 3 {
		t.Errorf("got %v", got)
	}
}

func TestTanh(t *testing.T) {
	v := []float32{0, float32(math.Copysign(0, -1)), 1e-20, 100, -100}
	for x := float32(-8); x < 8; x += 0.013 {
		v = append(v, x)
	}
	got := slices.Clone(v)
	Tanh(got)
	for i, x := range v {
		if want := tanh(x); math.Float32bits(got[i]) != math.Float32bits(want) {
			t.Errorf("tanh(%v) is %v, and %v in plain Go", x, got[i], want)
		}
		if want := math.Tanh(float64(x)); math.Abs(float64(got[i])-want) > 1e-4 {
			t.Errorf("tanh(%v) is %v, want %v", x, got[i], want)
		}
	}
	s := []float32{0, 2, -2}
	Sigmoid(s)
	if s[0] != 0.5 || math.Abs(float64(s[1]-0.880797)) > 1e-4 || math.Abs(float64(s[1]+s[2]-1)) > 1e-6 {
		t.Errorf("sigmoid: %v", s)
	}
}

func BenchmarkTanh(b *testing.B) {
	v := make([]float32, 4000)
	for b.Loop() {
		Tanh(v)
	}
	b.ReportMetric(float64(len(v)*b.N)/b.Elapsed().Seconds()/1e9, "Gnumbers/s")
}

func BenchmarkMul(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, s := range [][3]int{{16, 80, 320}, {1, 80, 320}, {6, 80, 320}, {200, 160, 320}, {600, 184, 400}} {
		b.Run(fmt.Sprintf("%dx%dx%d", s[0], s[1], s[2]), func(b *testing.B) {
			a, p, c := random(rng, s[0], s[1]), Pack(random(rng, s[1], s[2])), New(s[0], s[2])
			for b.Loop() {
				Mul(c, a, p)
			}
			b.ReportMetric(2*float64(s[0]*s[1]*s[2])*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

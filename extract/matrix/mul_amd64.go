package matrix

import "golang.org/x/sys/cpu"

var wide = cpu.X86.HasAVX2

// mulBlock adds the product of four rows of a, each n long, and a panel to four
// rows of c.
func mulBlock(c []float32, cStride int, a []float32, aStride int, b []float32, n int) {
	if !wide {
		mulBlockPlain(c, cStride, a, aStride, b, n)
		return
	}
	_, _, _ = c[3*cStride+panel-1], a[3*aStride+n-1], b[n*panel-1]
	mulBlockWide(&c[0], uintptr(cStride)*4, &a[0], uintptr(aStride)*4, &b[0], uintptr(n))
}

func mulRow(c, a, b []float32) {
	if !wide {
		mulRowPlain(c, a, b)
		return
	}
	_, _ = c[panel-1], b[len(a)*panel-1]
	mulRowWide(&c[0], &a[0], &b[0], uintptr(len(a)))
}

//go:noescape
func mulBlockWide(c *float32, cStride uintptr, a *float32, aStride uintptr, b *float32, n uintptr)

//go:noescape
func mulRowWide(c, a, b *float32, n uintptr)

// tanhWide does what Tanh does for as many numbers as fit, and returns how many
// it did.
func tanhWide(v []float32) int {
	if n := len(v) &^ 7; wide && n > 0 {
		tanhEight(&v[0], uintptr(n))
		return n
	}
	return 0
}

//go:noescape
func tanhEight(v *float32, n uintptr)

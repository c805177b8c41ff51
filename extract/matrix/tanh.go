package matrix

// tanhEnd is where the approximation of tanh stops: beyond it the value is kept.
const tanhEnd = 4.97

// Tanh replaces each number by its hyperbolic tangent, to within 1e-4 (the
// continued fraction of Lambert, seven levels deep). Networks are trained with
// this function, so its small error does not matter to them.
func Tanh(v []float32) {
	n := tanhWide(v)
	for i, x := range v[n:] {
		v[n+i] = tanh(x)
	}
}

// tanh is Tanh of one number. Each product is rounded before it is added.
func tanh(x float32) float32 {
	x = max(-tanhEnd, min(tanhEnd, x))
	s := float32(x * x)
	p := s + 378
	p = float32(p*s) + 17325
	p = float32(p*s) + 135135
	p = float32(p * x)
	q := float32(28*s) + 3150
	q = float32(q*s) + 62370
	q = float32(q*s) + 135135
	return p / q
}

// Sigmoid replaces each number x by 1/(1+exp(-x)), computed as (1+tanh(x/2))/2.
func Sigmoid(v []float32) {
	for i := range v {
		v[i] *= 0.5
	}
	Tanh(v)
	for i, x := range v {
		v[i] = float32(0.5*x) + 0.5
	}
}

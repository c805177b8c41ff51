package resolve

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
)

// Label says whether two entities, by id, are one.
type Label struct {
	A, B string
	Same bool
}

// Fit learns the weights that Link decides by, and writes them: of full names by
// labels; of surnames by the full names of the graph, each left out of one of its
// releases in turn, where the surname alone must then find its bearer. The sample
// of these is drawn by a fixed seed.
func Fit(w io.Writer, e *Evidence, labels []Label) error {
	names, surnames, err := examples(e, labels)
	if err != nil {
		return err
	}
	write(w, "pair", pairFeatures, logit(names, len(pairFeatures), 0.3))
	write(w, "surname", surnameFeatures, logit(surnames, len(surnameFeatures), 1))
	return nil
}

// Check writes what such weights are worth on examples that they did not learn
// from: a tenth at a time, of all that is scored so high, how many are right and
// how many of those to be found are.
func Check(w io.Writer, e *Evidence, labels []Label) error {
	names, surnames, err := examples(e, labels)
	if err != nil {
		return err
	}
	check(w, "full names", names, len(pairFeatures), 0.3)
	check(w, "surnames", surnames, len(surnameFeatures), 1)
	return nil
}

func check(w io.Writer, what string, rows []choice, n int, penalty float64) {
	const folds = 10
	type answer struct {
		score float64
		right bool
	}
	var answers []answer
	known := 0
	order := rand.New(rand.NewPCG(3, 4)).Perm(len(rows))
	for fold := range folds {
		var train, test []choice
		for i, k := range order {
			if i%folds == fold {
				test = append(test, rows[k])
			} else {
				train = append(train, rows[k])
			}
		}
		weights := logit(train, n, penalty)
		for _, c := range test {
			if c.right >= 0 {
				known++
			}
			for i, s := range chances(weights, c.features) {
				answers = append(answers, answer{s, i == c.right})
			}
		}
	}
	fmt.Fprintf(w, "%s: %d examples, %d of them with an answer\n", what, len(rows), known)
	for _, least := range []float64{0.3, 0.5, 0.7, 0.8, 0.9, 0.95} {
		found, right := 0, 0
		for _, a := range answers {
			if a.score >= least {
				found++
				right += int(yes(a.right))
			}
		}
		fmt.Fprintf(w, "  score from %.2f: %d right of %d (%.3f), %.3f of those to be found\n",
			least, right, found, float64(right)/float64(max(1, found)), float64(right)/float64(max(1, known)))
	}
}

func examples(e *Evidence, labels []Label) (names, surnames []choice, err error) {
	e.settle()
	full, _ := e.people()
	namesakes := namesakesOf(full)
	same := map[[2]int]bool{}
	for _, x := range labels {
		a, known := e.index[x.A]
		b, too := e.index[x.B]
		if !known || !too {
			return nil, nil, fmt.Errorf("the graph does not hold both %s and %s", x.A, x.B)
		}
		same[[2]int{min(a, b), max(a, b)}] = x.Same
	}
	l := &linker{Evidence: e, parent: make([]int, len(e.entities))}
	for i := range l.parent {
		l.parent[i] = i
	}
	for _, p := range pairs(full) {
		y, ok := same[[2]int{min(p.a.at, p.b.at), max(p.a.at, p.b.at)}]
		if !ok {
			continue
		}
		right := -1
		if y {
			right = 0
			l.join(p.a.at, p.b.at)
		}
		names = append(names, choice{[][]float64{e.features(p, namesakes)}, right})
	}
	surnames = l.leftOut(full)
	for _, size := range []int{10, 30, 100, 300, 1000} { // graphs are small, too
		for n := range 3000 / size {
			surnames = append(surnames, l.part(size, n).examples()...)
		}
	}
	return names, surnames, nil
}

// partly is a linker of a part of a graph and the people in it.
type partly struct {
	*linker
	full []*person
}

func (p partly) examples() []choice { return p.leftOut(p.full) }

// part is the graph of so many releases in a row of time, the n-th such, with the
// people that l knows to be one.
func (l *linker) part(size, n int) partly {
	order := make([]int, len(l.days))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l.days[a], l.days[b]) })
	rnd := rand.New(rand.NewPCG(uint64(size), uint64(n)))
	from := rnd.IntN(max(1, len(order)-size))
	e := NewEvidence()
	*e = Evidence{entities: l.entities, index: l.index, marks: l.marks, in: make([][]int, len(l.entities)), offices: map[int][]office{}}
	place := map[int]int{}
	for _, r := range order[from:min(len(order), from+size)] {
		place[r] = len(e.days)
		e.days = append(e.days, l.days[r])
		e.beside = append(e.beside, l.beside[r])
		for _, i := range l.beside[r] {
			e.in[i] = append(e.in[i], place[r])
		}
	}
	for i, list := range l.offices {
		for _, o := range list {
			if r, ok := place[o.release]; ok {
				o.release = r
				e.offices[i] = append(e.offices[i], o)
			}
		}
	}
	e.rate()
	full, _ := e.people()
	full = slices.DeleteFunc(full, func(p *person) bool { return len(e.in[p.at]) == 0 })
	return partly{&linker{Evidence: e, parent: l.parent}, full}
}

// choice is a set of alternatives by their features and which is right; -1 is none.
type choice struct {
	features [][]float64
	right    int
}

// leftOut makes a choice of a third of all mentions by full name.
func (l *linker) leftOut(full []*person) []choice {
	byLast := map[string][]int{} // roots, by surname, of those where it stands last
	who := map[int][]int{}
	for _, p := range full {
		last, r := p.words[len(p.words)-1], l.root(p.at)
		if !slices.Contains(byLast[last], r) {
			byLast[last] = append(byLast[last], r)
		}
		who[r] = append(who[r], p.at)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	var out []choice
	for _, p := range full {
		for _, r := range l.in[p.at] {
			if rnd.IntN(3) > 0 {
				continue
			}
			u := l.settingIn(p.at, r)
			bodies, titles := l.posts([]int{p.at}, func(x int) bool { return x == r })
			c := choice{right: -1}
			var bearers []*bearer
			for _, root := range byLast[p.words[len(p.words)-1]] {
				b := &bearer{who: who[root], set: l.settingOf(who[root], r)}
				if b.set.n == 0 {
					continue
				}
				b.bodies, b.titles = l.posts(b.who, func(x int) bool { return x != r })
				if root == l.root(p.at) {
					c.right = len(bearers)
				}
				bearers = append(bearers, b)
			}
			if len(bearers) > 0 {
				c.features = l.surname(&u, bodies, titles, bearers)
				out = append(out, c)
			}
		}
	}
	return out
}

// settingIn is the setting of an entity in one release.
func (e *Evidence) settingIn(entity, release int) setting {
	s := setting{weight: map[int]float64{}, n: 1}
	var sum []float64
	for _, j := range e.beside[release] {
		if m := e.marks[j]; m != e.marks[entity] && s.weight[m] == 0 {
			w := math.Log1p(1) * e.rare[m]
			s.weight[m] = w
			sum = append(sum, w*w)
		}
	}
	s.norm = math.Sqrt(total(sum))
	if d := e.days[release]; d != noDay {
		s.days = []int{d}
	}
	return s
}

// logit fits a conditional logit (D. McFadden, 1974) in which "none" has the
// utility 0, by gradient descent with steps after Adagrad and an L2 penalty.
func logit(rows []choice, n int, penalty float64) []float64 {
	w, seen := make([]float64, n), make([]float64, n)
	for range 3000 {
		grad := make([]float64, n)
		for i := range grad {
			if i > 0 { // not the bias
				grad[i] = penalty * w[i]
			}
		}
		for _, c := range rows {
			sum, exp := 1.0, make([]float64, len(c.features))
			for i, f := range c.features {
				exp[i] = math.Exp(min(50, dot(w, f)))
				sum += exp[i]
			}
			for i, f := range c.features {
				miss := exp[i]/sum - yes(i == c.right)
				for k, x := range f {
					grad[k] += miss * x
				}
			}
		}
		for k, g := range grad {
			g /= float64(len(rows))
			seen[k] += g * g
			w[k] -= 0.3 * g / (math.Sqrt(seen[k]) + 1e-9)
		}
	}
	return w
}

func write(w io.Writer, kind string, names []string, weights []float64) {
	for i, n := range names {
		fmt.Fprintf(w, "%s\t%s\t%.3f\n", kind, n, weights[i])
	}
}

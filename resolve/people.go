package resolve

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/text/vocab"
)

//go:embed data/weights.txt
var weightList string

// weights are those of the features of full names and of surnames, as Fit made them.
var pairWeights, surnameWeights = readWeights(weightList, "pair", pairFeatures), readWeights(weightList, "surname", surnameFeatures)

func readWeights(list, kind string, names []string) []float64 {
	w := make([]float64, len(names))
	for line := range strings.Lines(list) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || f[0] != kind {
			continue
		}
		x, err := strconv.ParseFloat(f[2], 64)
		if i := slices.Index(names, f[1]); i < 0 || err != nil {
			panic("resolve: data/weights.txt: " + line)
		} else {
			w[i] = x
		}
	}
	return w
}

func dot(a, b []float64) (s float64) {
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// person is one Person of the graph.
type person struct {
	at    int // place among the entities
	words []string
	scope string // what a surname is told apart by, or empty
}

// people are those with a full name and those with a surname alone.
func (e *Evidence) people() (full, short []*person) {
	for i, ent := range e.entities {
		if ent.Type != vocab.Person {
			continue
		}
		p := &person{at: i, words: personWords(ent.Name)}
		_, p.scope, _ = strings.Cut(ent.ID, "@")
		switch {
		case len(p.words) == 0:
		case p.scope != "" || isSurname(ent.Name):
			short = append(short, p)
		default:
			full = append(full, p)
		}
	}
	return full, short
}

// pair is two full names that may be of one person.
type pair struct {
	a, b *person
	fit  fit
}

// pairs finds the pairs, by keys that all but a few spellings share.
func pairs(full []*person) []pair {
	blocks := map[string][]*person{}
	var keys []string
	for _, p := range full {
		w := p.words
		last := w[len(w)-1]
		mine := []string{"last " + last, "first " + w[0] + " " + last[:1], "start " + skeleton(w[0]) + " " + w[1]}
		if two := []string{w[0], last}; len(w) <= 3 {
			slices.Sort(two)
			mine = append(mine, "both "+two[0]+" "+two[1])
		}
		for _, k := range mine {
			if blocks[k] == nil {
				keys = append(keys, k)
			}
			blocks[k] = append(blocks[k], p)
		}
	}
	seen := map[[2]int]bool{}
	var out []pair
	for _, k := range keys {
		block := blocks[k]
		for i, p := range block {
			for _, q := range block[:i] {
				f, ok := compareNames(p.words, q.words)
				key := [2]int{q.at, p.at}
				if !ok || seen[key] {
					continue
				}
				seen[key] = true
				out = append(out, pair{q, p, f})
			}
		}
	}
	return out
}

// pairFeatures are those of two full names that may be of one person.
var pairFeatures = []string{"bias", "initial", "nick", "first", "last", "letters", "middle", "tail", "head", "order", "suffixed",
	"like", "gap", "no day", "one body", "other bodies", "one title", "together", "namesakes", "first namesakes"}

func (e *Evidence) features(p pair, namesakes map[string]int) []float64 {
	a, b := e.settingOf([]int{p.a.at}, -1), e.settingOf([]int{p.b.at}, -1)
	gap, dated := gapOf(&a, &b)
	bodiesA, titlesA := e.posts([]int{p.a.at}, anyRelease)
	bodiesB, titlesB := e.posts([]int{p.b.at}, anyRelease)
	f := p.fit
	last, first := p.a.words[len(p.a.words)-1], p.a.words[0]
	return []float64{1, yes(f.initial), yes(f.nick), yes(f.first), yes(f.last), yes(f.letters), yes(f.middle), yes(f.tail), yes(f.head), yes(f.order),
		yes(isSuffixed(e.entities[p.a.at].Name) != isSuffixed(e.entities[p.b.at].Name)),
		math.Sqrt(a.like(&b)), gap, dated, yes(shares(bodiesA, bodiesB)), yes(len(bodiesA) > 0 && len(bodiesB) > 0 && !shares(bodiesA, bodiesB)),
		yes(shares(titlesA, titlesB)), yes(e.together(p.a.at, p.b.at)), math.Log(float64(namesakes["last "+last])), math.Log(float64(namesakes["first "+first]))}
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// gapOf is the time between two settings, in months on a logarithmic scale, and
// whether it is unknown.
func gapOf(a, b *setting) (gap, unknown float64) {
	days, ok := a.gap(b)
	if !ok {
		return 0, 1
	}
	return math.Log1p(float64(days) / 30), 0
}

// posts are the bodies and states where a person has an office, and the titles,
// by the releases that keep accepts.
func (e *Evidence) posts(entities []int, keep func(release int) bool) (bodies, titles map[string]bool) {
	bodies, titles = map[string]bool{}, map[string]bool{}
	for _, i := range entities {
		for _, o := range e.offices[i] {
			if !keep(o.release) {
				continue
			}
			bodies[tail(o.body)] = true
			if j, ok := e.index[o.body]; ok && e.entities[j].ISO3 != "" {
				bodies[strings.ToLower(e.entities[j].ISO3)] = true
			}
			if o.title != "" {
				titles[o.title] = true
			}
		}
		if _, scope, ok := strings.Cut(e.entities[i].ID, "@"); ok && !isDigest(scope) {
			bodies[scope] = true
		}
	}
	return bodies, titles
}

func anyRelease(int) bool { return true }

func (e *Evidence) together(a, b int) bool {
	for _, r := range e.in[a] {
		if slices.Contains(e.in[b], r) {
			return true
		}
	}
	return false
}

// namesakesOf counts the people of each surname and of each first name.
func namesakesOf(full []*person) map[string]int {
	n := map[string]int{}
	seen := map[string]bool{}
	for _, p := range full {
		last, first := p.words[len(p.words)-1], p.words[0]
		if k := first + " " + last; !seen[k] {
			seen[k] = true
			n["last "+last]++
			n["first "+first]++
		}
	}
	return n
}

func shares(a, b map[string]bool) bool {
	for s := range a {
		if b[s] {
			return true
		}
	}
	return false
}

// fullNames joins full names of one person, the surest first, unless that would
// bring together two that are not.
func (l *linker) fullNames() {
	full, _ := l.people()
	words := map[int][]string{}
	members := map[int][]int{} // by root
	for _, p := range full {
		words[p.at] = p.words
		members[l.root(p.at)] = append(members[l.root(p.at)], p.at)
	}
	namesakes := namesakesOf(full)
	type scored struct {
		pair
		score float64
	}
	var all []scored
	for _, p := range pairs(full) {
		if s := 1 / (1 + math.Exp(-dot(pairWeights, l.features(p, namesakes)))); s >= listed {
			all = append(all, scored{p, s})
		}
	}
	slices.SortFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.a.at, b.a.at), cmp.Compare(a.b.at, b.b.at))
	})
	for _, p := range all {
		a, b := l.root(p.a.at), l.root(p.b.at)
		if a == b {
			continue
		}
		least := joinNames
		if p.fit.loose() {
			least = joinLoose
		}
		if p.score >= least && !l.clash(members[a], members[b], words) && l.join(a, b) {
			joined := append(members[a], members[b]...)
			delete(members, a)
			delete(members, b)
			members[l.root(a)] = joined
			continue
		}
		l.maybe(p.a.at, p.b.at, min(p.score, least-0.001), p.fit.reasons(p.a.words, p.b.words)...)
	}
}

// clash reports whether two sets hold names that can't be of one person: that do
// not go together, or that one release uses for two though they differ by more
// than a slip of the pen.
func (l *linker) clash(a, b []int, words map[int][]string) bool {
	for _, i := range a {
		for _, j := range b {
			p, q := words[i], words[j]
			f, ok := compareNames(p, q)
			if !ok && !within(p, q) && !within(q, p) || ok && (f.nick || f.initial) && l.together(i, j) {
				return true
			}
		}
	}
	return false
}

// within reports whether all words of p stand in q, in their order.
func within(p, q []string) bool {
	i := 0
	for _, w := range q {
		if i < len(p) && p[i] == w {
			i++
		}
	}
	return i == len(p)
}

// loose reports whether two names differ in a way that those of two people often do.
func (f fit) loose() bool {
	return f.tail || f.head || f.first || f.last || f.order || f.nick && f.middle
}

// reasons puts into words how two names fit.
func (f fit) reasons(p, q []string) []string {
	var why []string
	for _, r := range []struct {
		on   bool
		text string
	}{
		{f.initial, "initials of the given names"}, {f.nick, fmt.Sprintf("%s and %s may be one name", p[0], q[0])},
		{f.first, fmt.Sprintf("%s is spelt like %s", p[0], q[0])}, {f.last, fmt.Sprintf("%s is spelt like %s", p[len(p)-1], q[len(q)-1])},
		{f.letters, "a middle initial more"}, {f.middle, "a middle name more"}, {f.tail, "the last names of it"}, {f.head, "the first names of it"},
		{f.order, "the same names in another order"},
	} {
		if r.on {
			why = append(why, r.text)
		}
	}
	return why
}

// surnameFeatures are those of somebody whose surname a release uses.
var surnameFeatures = []string{"bias", "like", "often", "share", "gap", "no day", "one body", "other bodies", "one title", "only one", "margin", "any office", "size"}

// bearer is somebody whose surname fits.
type bearer struct {
	who            []int // entities
	set            setting
	bodies, titles map[string]bool
}

// surname compares a mention by surname with all who bear it.
func (e *Evidence) surname(u *setting, bodies, titles map[string]bool, bearers []*bearer) [][]float64 {
	releases, likes := 0, make([]float64, len(bearers))
	for i, b := range bearers {
		releases += b.set.n
		likes[i] = math.Sqrt(u.like(&b.set))
	}
	out := make([][]float64, len(bearers))
	for i, b := range bearers {
		next := 0.0
		for j := range bearers {
			if j != i {
				next = max(next, likes[j])
			}
		}
		gap, unknown := gapOf(u, &b.set)
		one := shares(bodies, b.bodies)
		out[i] = []float64{1, likes[i], math.Log1p(float64(b.set.n)), float64(b.set.n) / float64(max(1, releases)), gap, unknown,
			yes(one), yes(len(bodies) > 0 && len(b.bodies) > 0 && !one), yes(shares(titles, b.titles)), yes(len(bearers) == 1), likes[i] - next, yes(len(b.bodies) > 0), math.Log1p(float64(len(e.days)))}
	}
	return out
}

// chances are how likely each bearer is meant; what is missing to 1 is how likely
// it is none of them.
func chances(weights []float64, features [][]float64) []float64 {
	sum := 1.0
	out := make([]float64, len(features))
	for i, f := range features {
		out[i] = math.Exp(dot(weights, f))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// surnames joins a surname to the one of its bearers who is meant.
func (l *linker) surnames() {
	full, short := l.people()
	byLast := map[string]map[int][]int{} // last word, root, entities
	words := map[int][]string{}
	for _, p := range full {
		last, r := p.words[len(p.words)-1], l.root(p.at)
		if byLast[last] == nil {
			byLast[last] = map[int][]int{}
		}
		byLast[last][r] = append(byLast[last][r], p.at)
		words[p.at] = p.words
		if l.surnameFirst(p) {
			if byLast[p.words[0]] == nil {
				byLast[p.words[0]] = map[int][]int{}
			}
			byLast[p.words[0]][r] = append(byLast[p.words[0]][r], p.at)
		}
	}
	left := map[string]int{} // short names of this last word that are still to come
	for _, p := range short {
		left[p.words[len(p.words)-1]]++
	}
	known := map[int]*bearer{} // by root; forgotten when no such names are to come, as each takes kilobytes
	who := map[int][]int{}     // by root, as it was known first
	for _, p := range short {
		last := p.words[len(p.words)-1]
		left[last]--
		if l.root(p.at) != p.at {
			continue // people said who it is
		}
		var bearers []*bearer
		var roots []int
		candidates := byLast[last]
		for _, r := range slices.Sorted(maps.Keys(candidates)) {
			if !slices.ContainsFunc(candidates[r], func(i int) bool {
				return endsIn(words[i], p.words) || len(p.words) == 1 && words[i][0] == p.words[0]
			}) {
				continue
			}
			b := known[r]
			if b == nil {
				if who[r] == nil {
					who[r] = candidates[r]
				}
				b = &bearer{who: who[r], set: l.settingOf(who[r], -1)}
				b.bodies, b.titles = l.posts(b.who, anyRelease)
				known[r] = b
			}
			bearers, roots = append(bearers, b), append(roots, r)
			if left[last] == 0 {
				delete(known, r)
			}
		}
		if len(bearers) == 0 {
			continue
		}
		u := l.settingOf([]int{p.at}, -1)
		bodies, titles := l.posts([]int{p.at}, anyRelease)
		for i, c := range chances(surnameWeights, l.surname(&u, bodies, titles, bearers)) {
			// A release that has both has taken them for two: "President Roe and Mrs Roe".
			both := slices.ContainsFunc(bearers[i].who, func(j int) bool { return l.together(p.at, j) })
			if c >= joinSurnames && !both && l.join(p.at, roots[i]) {
				break
			}
			if c >= listed {
				l.maybe(p.at, roots[i], min(c, joinSurnames-0.001), fmt.Sprintf("one of %d of this surname", len(bearers)), l.company(u.like(&bearers[i].set)))
			}
		}
	}
}

// surnameFirst reports whether a person has an office in a state where the surname
// stands first: Xi Jinping, Kim Jong Un, Kishida Fumio.
func (e *Evidence) surnameFirst(p *person) bool {
	bodies, _ := e.posts([]int{p.at}, anyRelease)
	for _, iso3 := range []string{"chn", "hkg", "twn", "kor", "prk", "jpn", "vnm", "khm", "hun"} {
		if bodies[iso3] {
			return true
		}
	}
	return false
}

// endsIn reports whether a full name ends in a surname. Particles belong to what
// follows them: Salman is not Mohammed bin Salman.
func endsIn(full, surname []string) bool {
	n := len(full) - len(surname)
	return n > 0 && slices.Equal(full[n:], surname) && !particles[full[n-1]]
}

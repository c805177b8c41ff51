package resolve

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// Decisions are what people said of entities, by id. They hold before anything
// that Link finds.
type Decisions struct {
	One   [][2]string // the first is the second
	Apart [][2]string // never one
}

// Candidate is a pair of entities that may be one and are not joined.
type Candidate struct {
	A       string   `json:"a"`
	B       string   `json:"b"`
	NameA   string   `json:"name_a"`
	NameB   string   `json:"name_b"`
	Score   float64  `json:"score"` // how likely they are one, 0 to 1
	Reasons []string `json:"reasons"`
}

// What Link joins by itself and what it lists as a candidate. Surnames need more:
// they have no given name to agree on. MODELS.md has what these scores are worth.
const (
	joinNames    = 0.8
	joinLoose    = 0.93 // names that differ in more than a middle name, initials or a nickname
	joinSurnames = 0.9
	listed       = 0.3
)

// Link finds which entities of a graph are one: from the id of the one to the id
// of the other. It depends on what the graph holds and not on the order in which
// that came. Candidates are those that it leaves apart for want of evidence, the
// likeliest first.
func Link(e *Evidence, d Decisions) (merges map[string]string, candidates []Candidate) {
	e.settle()
	l := &linker{Evidence: e, parent: make([]int, len(e.entities))}
	for i := range l.parent {
		l.parent[i] = i
	}
	for _, p := range d.Apart {
		a, known := e.index[p[0]]
		b, too := e.index[p[1]]
		if known && too {
			l.apart = append(l.apart, [2]int{a, b})
		}
	}
	for _, p := range d.One {
		a, known := e.index[p[0]]
		b, too := e.index[p[1]]
		if known && too {
			l.parent[l.root(a)] = l.root(b)
			l.chosen = append(l.chosen, l.root(b))
		}
	}
	l.spellings()
	l.acronyms()
	l.initials()
	l.fullNames()
	l.surnames()
	merges = map[string]string{}
	for i, ent := range e.entities {
		if r := l.root(i); r != i {
			merges[ent.ID] = e.entities[r].ID
		}
	}
	slices.SortFunc(l.open, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return merges, l.open
}

// linker joins entities into sets, each known by its root.
type linker struct {
	*Evidence
	parent []int
	apart  [][2]int
	chosen []int // roots that people chose
	open   []Candidate
}

func (l *linker) root(i int) int {
	for l.parent[i] != i {
		l.parent[i] = l.parent[l.parent[i]]
		i = l.parent[i]
	}
	return i
}

// join makes two sets one unless people said that they are not.
func (l *linker) join(a, b int) bool {
	a, b = l.root(a), l.root(b)
	if a == b {
		return true
	}
	if l.never(a, b) {
		return false
	}
	if l.better(b, a) {
		a, b = b, a
	}
	l.parent[b] = a
	return true
}

// never reports whether people said that two sets are not one.
func (l *linker) never(a, b int) bool {
	a, b = l.root(a), l.root(b)
	return slices.ContainsFunc(l.apart, func(p [2]int) bool {
		x, y := l.root(p[0]), l.root(p[1])
		return x == a && y == b || x == b && y == a
	})
}

// better reports whether a is the one that others are merged into rather than b:
// chosen by people, known to the lexicon, not told apart by a scope, mentioned by
// more releases, of the longer name.
func (l *linker) better(a, b int) bool {
	rank := func(i int) [5]float64 {
		ent := &l.entities[i]
		scoped := strings.Contains(ent.ID, "@") || isScoped(ent)
		return [5]float64{yes(slices.Contains(l.chosen, i)), yes(ent.Kind != "" || ent.Type == vocab.Country), yes(!scoped), float64(len(l.in[i])), float64(len(ent.Name))}
	}
	x, y := rank(a), rank(b)
	return cmp.Or(slices.Compare(x[:], y[:]), cmp.Compare(l.entities[b].ID, l.entities[a].ID)) > 0
}

// isScoped reports whether a release tells the entity apart by its digest.
func isScoped(ent *graph.Entity) bool {
	scope, _, ok := strings.Cut(tail(ent.ID), "-")
	return ok && isDigest(scope)
}

// maybe lists a pair that is not joined, unless people said that it is not one.
func (l *linker) maybe(a, b int, score float64, reasons ...string) {
	if l.never(a, b) {
		return
	}
	x, y := &l.entities[a], &l.entities[b]
	if y.ID < x.ID {
		x, y = y, x
	}
	l.open = append(l.open, Candidate{x.ID, y.ID, x.Name, y.Name, math.Round(score*1000) / 1000, reasons})
}

// Of an acronym of so many letters, at most, the company must be so much alike.
const (
	short      = 3
	alikeShort = 0.2
	alikeLong  = 0.2
)

var (
	joints = wordSet("the of and for on in to a an at by de du la le al el")
	legal  = wordSet("ltd limited inc incorporated corp corporation co company plc pty llc gmbh")
	heads  = wordSet("department ministry office bureau embassy committee commission council institute centre center administration summit dialogue agreement partnership alliance")
)

// content are the words of a name that tell it from others, as an American writes
// them.
func content(name string) []string {
	var words []string
	for _, w := range strings.Fields(american(name)) {
		if !joints[w] && !legal[w] {
			words = append(words, w)
		}
	}
	return words
}

// scopeOf is what tells the id of a thing apart from others of its name, or empty.
func scopeOf(ent *graph.Entity) string {
	id := tail(ent.ID)
	if id == slug(ent.Name) {
		return ""
	}
	if scope, ok := strings.CutSuffix(id, "-"+slug(ent.Name)); ok {
		return scope
	}
	scope, _, ok := strings.Cut(id, "-")
	if ok && (isDigest(scope) || len(scope) == 3 && ent.ISO3 == strings.ToUpper(scope)) {
		return scope
	}
	return ""
}

// spellings joins things whose names are the same but for spelling, articles and
// legal form: "Defence Organisation", "The Defense Organization Ltd". Those that
// differ in number ("Organizations") or, where they begin or end in what such things
// are, in the order of words ("Defense Department") must stand in like company too.
func (l *linker) spellings() {
	same, near := map[string]int{}, map[string][]int{}
	for i := range l.entities {
		ent := &l.entities[i]
		words := content(ent.Name)
		if ent.Type == vocab.Person || ent.Type == vocab.Country || ent.Type == vocab.Place || len(words) == 0 || isScoped(ent) {
			continue
		}
		kind := string(ent.Type) + "/" + scopeOf(ent) + "/"
		k := kind + strings.Join(words, " ")
		if to, ok := same[k]; ok {
			l.join(i, to)
			continue
		}
		same[k] = i
		for j, w := range words {
			if len(w) > 3 && !strings.HasSuffix(w, "ss") {
				words[j] = strings.TrimSuffix(w, "s")
			}
		}
		if len(words) > 1 && (heads[words[0]] || heads[words[len(words)-1]]) {
			slices.Sort(words)
		}
		k = kind + strings.Join(words, " ")
		near[k] = append(near[k], i)
	}
	for _, k := range slices.Sorted(maps.Keys(near)) {
		for n, i := range near[k] {
			for _, j := range near[k][:n] {
				if l.root(i) == l.root(j) {
					continue
				}
				a, b := content(l.entities[i].Name), content(l.entities[j].Name)
				// "Securities and Investments Commission" is no class, "Agreements" may be.
				number := a[len(a)-1] == b[len(b)-1] && a[0] == b[0]
				if like := l.likeness(i, j); like < loose && !number || !l.join(i, j) {
					l.maybe(i, j, min(joinNames-0.01, listed+like), "almost the same name", l.company(like))
				}
			}
		}
	}
}

// loose is how alike the company of two must be that have almost the same name.
const loose = 0.05

func (l *linker) likeness(i, j int) float64 {
	a, b := l.settingOf([]int{i}, -1), l.settingOf([]int{j}, -1)
	return a.like(&b)
}

var toAmerican = strings.NewReplacer("isation", "ization", "ise ", "ize ", "ising", "izing", "defence", "defense", "centre", "center",
	"programme", "program", "labour", "labor", "harbour", "harbor", "licence", "license", "cheque", "check")

// american folds a name and its British spellings.
func american(name string) string {
	return strings.TrimSpace(toAmerican.Replace(strings.TrimPrefix(text.Fold(name), "the ") + " "))
}

// bare reports whether a thing is known by a name that may be an acronym alone:
// not the lexicon's own, a scoped one, or anybody's ("MFA").
func (l *linker) bare(i int) bool {
	ent := &l.entities[i]
	switch ent.Type {
	case vocab.Person, vocab.Place, vocab.Country:
		return false
	}
	return ent.Kind == "" && tail(ent.ID) == slug(ent.Name) && !isGeneric(ent.Name)
}

// acronyms joins a thing known by an acronym alone to the only one of its type
// that a release gives this acronym. Three letters stand for too much: their company
// must be alike too.
func (l *linker) acronyms() {
	type key struct {
		kind    vocab.EntityType
		acronym string
	}
	bearers := map[key]map[int]bool{}
	for i, ent := range l.entities {
		if ent.Acronym == "" || text.Fold(ent.Acronym) == text.Fold(ent.Name) {
			continue
		}
		k := key{ent.Type, text.Fold(ent.Acronym)}
		if bearers[k] == nil {
			bearers[k] = map[int]bool{}
		}
		bearers[k][i] = true
	}
	for i, ent := range l.entities {
		if !l.bare(i) {
			continue
		}
		roots := map[int]bool{}
		for j := range bearers[key{ent.Type, text.Fold(ent.Name)}] {
			roots[l.root(j)] = true
		}
		if len(roots) != 1 {
			continue
		}
		for to := range roots {
			if like := l.likeness(i, to); utf8.RuneCountInString(ent.Name) <= short && like < alikeShort || !l.join(i, to) {
				l.maybe(i, to, min(joinNames-0.01, listed+like), "its acronym", l.company(like))
			}
		}
	}
}

// initials joins an acronym that no release explains to the thing whose initials
// it is, if that stands in the same company and no other does.
func (l *linker) initials() {
	const lead = 2 // how much more alike the company must be than that of the next
	byInitials := map[string][]int{}
	for i, ent := range l.entities {
		switch ent.Type {
		case vocab.Person, vocab.Place, vocab.Country:
			continue
		}
		for _, n := range append([]string{ent.Name}, ent.Aliases...) {
			var all, some string
			for _, w := range strings.Fields(text.Fold(n)) {
				all += w[:1]
				if !joints[w] {
					some += w[:1]
				}
			}
			for _, k := range []string{all, some} {
				k = string(ent.Type) + " " + k
				if len(some) > 2 && !slices.Contains(byInitials[k], i) {
					byInitials[k] = append(byInitials[k], i)
				}
			}
		}
	}
	for i, ent := range l.entities {
		name := strings.TrimSpace(ent.Name)
		if !l.bare(i) || len(name) < 3 || len(name) > 8 || strings.ToUpper(name) != name || strings.ContainsAny(name, " 0123456789") || l.root(i) != i {
			continue
		}
		u := l.settingOf([]int{i}, -1)
		likes := map[int]float64{}
		for _, j := range byInitials[string(ent.Type)+" "+text.Fold(name)] {
			if r := l.root(j); r != i {
				v := l.settingOf([]int{j}, -1)
				likes[r] = max(likes[r], u.like(&v))
			}
		}
		best, next := -1, 0.0
		for _, r := range slices.Sorted(maps.Keys(likes)) {
			switch {
			case best < 0 || likes[r] > likes[best]:
				if best >= 0 {
					next = likes[best]
				}
				best = r
			default:
				next = max(next, likes[r])
			}
		}
		if best < 0 {
			continue
		}
		alone := alikeLong // how alike the company must be
		if len(name) <= short {
			alone = 2 * alikeLong
		}
		if likes[best] < alone || likes[best] < lead*next || !l.join(i, best) {
			if likes[best] > alone/4 {
				l.maybe(i, best, min(joinNames-0.01, listed+likes[best]), "its initials", l.company(likes[best]))
			}
		}
	}
}

func (l *linker) company(like float64) string {
	switch {
	case like >= 0.2:
		return "mentioned with the same others"
	case like >= 0.05:
		return "mentioned with some of the same others"
	}
	return "mentioned with others"
}

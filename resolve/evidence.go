package resolve

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// Evidence is what a graph holds that tells whether two entities are one: their
// names, who is mentioned beside them, on which days, and the offices of people.
type Evidence struct {
	entities []graph.Entity
	index    map[string]int // entity id to its place in entities
	releases map[string]int // release id to its place in days and beside
	days     []int          // days since 1970, or noDay
	beside   [][]int        // for each release the entities that it mentions
	in       [][]int        // for each entity the releases that mention it
	offices  map[int][]office

	marks []int     // for each entity, what its mention is counted as in a context
	rare  []float64 // for each mark, the logarithm of how rare it is
}

// office is a position that a person has or had, as one release says.
type office struct {
	release int
	body    string // an id
	title   string // folded
}

const noDay = math.MinInt

// NewEvidence returns evidence of an empty graph.
func NewEvidence() *Evidence {
	return &Evidence{index: map[string]int{}, releases: map[string]int{}, offices: map[int][]office{}}
}

// Add takes a record as graph.Store exports it: entities first, then releases,
// mentions and claims. Others are passed over.
func (e *Evidence) Add(record any) {
	switch r := record.(type) {
	case graph.Entity:
		if _, again := e.index[r.ID]; !again {
			e.index[r.ID] = len(e.entities)
			e.entities = append(e.entities, r)
			e.in = append(e.in, nil)
		}
	case graph.Release:
		e.releases[r.ID] = len(e.days)
		e.days = append(e.days, dayOf(r.Published))
		e.beside = append(e.beside, nil)
	case graph.Mentioned:
		i, known := e.index[r.Entity]
		j, there := e.releases[r.Release]
		if known && there {
			e.in[i] = append(e.in[i], j)
			e.beside[j] = append(e.beside[j], i)
		}
	case graph.Claim:
		j, there := e.releases[r.Release]
		if i, ok := e.index[r.Subject]; ok && there && r.Type == vocab.HoldsPosition && r.Modality != vocab.Negated && r.Modality != vocab.Hypothetical {
			e.offices[i] = append(e.offices[i], office{j, r.Object, text.Fold(r.Title)})
		}
	}
}

// dayOf is an ISO 8601 date in days since 1970; of a month or year, its middle.
func dayOf(iso string) int {
	for _, layout := range []struct {
		form string
		add  int
	}{{"2006-01-02", 0}, {"2006-01", 15}, {"2006", 182}} {
		if len(iso) >= len(layout.form) {
			if t, err := time.Parse(layout.form, iso[:len(layout.form)]); err == nil {
				return int(t.Unix()/86400) + layout.add
			}
		}
	}
	return noDay
}

// settle puts the entities in the order of their ids, whatever order they came in,
// and counts how rare each is.
func (e *Evidence) settle() {
	order := make([]int, len(e.entities))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(e.entities[a].ID, e.entities[b].ID) })
	place := make([]int, len(order))
	sorted, in, offices := make([]graph.Entity, len(order)), make([][]int, len(order)), map[int][]office{}
	for to, from := range order {
		place[from] = to
		sorted[to], in[to] = e.entities[from], e.in[from]
		if o := e.offices[from]; o != nil {
			offices[to] = o
		}
		e.index[sorted[to].ID] = to
	}
	e.entities, e.in, e.offices = sorted, in, offices
	for _, list := range e.beside {
		for k := range list {
			list[k] = place[list[k]]
		}
	}
	byMark := map[string]int{}
	e.marks = make([]int, len(sorted))
	for i, ent := range sorted {
		m := markOf(&ent)
		if _, ok := byMark[m]; !ok {
			byMark[m] = len(byMark)
		}
		e.marks[i] = byMark[m]
	}
	e.rate()
}

// rate counts how rare each mark is.
func (e *Evidence) rate() {
	marks := 0
	for _, m := range e.marks {
		marks = max(marks, m+1)
	}
	count, last := make([]int, marks), make([]int, marks)
	for r, list := range e.beside {
		for _, i := range list {
			if m := e.marks[i]; last[m] != r+1 {
				last[m] = r + 1
				count[m]++
			}
		}
	}
	e.rare = make([]float64, marks)
	for m, n := range count {
		e.rare[m] = math.Log(float64(len(e.beside)+1) / float64(n+1))
	}
}

// markOf is what stands for an entity in the context of others, the same for the
// several ids that one person or body may have: a surname, a name without scope.
func markOf(e *graph.Entity) string {
	if e.Type == vocab.Person {
		if w := personWords(e.Name); len(w) > 0 {
			return "person " + w[len(w)-1]
		}
	}
	kind, rest, _ := strings.Cut(e.ID, "/")
	if scope, name, ok := strings.Cut(rest, "-"); ok && isDigest(scope) {
		rest = name
	}
	return kind + " " + rest
}

// isDigest reports whether a scope is a release's: eight hexadecimal digits.
func isDigest(scope string) bool {
	return len(scope) == 8 && strings.Trim(scope, "0123456789abcdef") == ""
}

// setting is who stands beside entities, by mark, with weights, and when.
type setting struct {
	weight map[int]float64
	norm   float64
	days   []int // sorted
	n      int   // releases
}

// settingOf sums the releases of entities, leaving out their own marks and
// whatever release skip is.
func (e *Evidence) settingOf(entities []int, skip int) setting {
	c := setting{weight: map[int]float64{}}
	own := map[int]bool{}
	for _, i := range entities {
		own[e.marks[i]] = true
	}
	seen := map[int]bool{}
	for _, i := range entities {
		for _, r := range e.in[i] {
			if r == skip || seen[r] {
				continue
			}
			seen[r] = true
			c.n++
			if d := e.days[r]; d != noDay {
				c.days = append(c.days, d)
			}
			for _, j := range e.beside[r] {
				if m := e.marks[j]; !own[m] {
					c.weight[m]++
				}
			}
		}
	}
	slices.Sort(c.days)
	var sum []float64
	for m, n := range c.weight {
		w := math.Log1p(n) * e.rare[m]
		c.weight[m] = w
		sum = append(sum, w*w)
	}
	c.norm = math.Sqrt(total(sum))
	return c
}

// total adds in an order that does not depend on that of a map.
func total(terms []float64) (t float64) {
	slices.Sort(terms)
	for _, x := range terms {
		t += x
	}
	return t
}

// like is how alike two contexts are, from 0 to 1.
func (c *setting) like(d *setting) float64 {
	if len(d.weight) < len(c.weight) {
		c, d = d, c
	}
	if c.norm == 0 || d.norm == 0 {
		return 0
	}
	var terms []float64
	for m, w := range c.weight {
		if v := d.weight[m]; v != 0 {
			terms = append(terms, v*w)
		}
	}
	return total(terms) / (c.norm * d.norm)
}

// gap is the number of days between the nearest releases of two contexts; false
// if one has no day.
func (c *setting) gap(d *setting) (int, bool) {
	if len(d.days) < len(c.days) {
		c, d = d, c
	}
	if len(c.days) == 0 {
		return 0, false
	}
	best := math.MaxInt
	for _, x := range c.days {
		i, _ := slices.BinarySearch(d.days, x)
		if i < len(d.days) {
			best = min(best, d.days[i]-x)
		}
		if i > 0 {
			best = min(best, x-d.days[i-1])
		}
	}
	return best, true
}

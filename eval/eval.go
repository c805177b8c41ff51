// Package eval measures an extractor against gold releases: precision, recall
// and F1 of mentions, entities and relations, and the share of right dates,
// titles and evidence. Its figures are those of the project's shared scorer to
// the last digit, so figures of other systems compare.
package eval

import (
	"maps"
	"slices"
	"strconv"
)

// Score counts what a system's output gets right, document by document. System
// documents that the gold does not hold are ignored.
func Score(gold []Gold, system []System) Result {
	byID := make(map[string]*System, len(system))
	for i := range system {
		byID[system[i].ID] = &system[i]
	}
	r := Result{Documents: len(gold)}
	var t tally
	for i := range gold {
		g := &gold[i]
		s := byID[g.ID]
		if s == nil {
			s = &System{ID: g.ID}
			r.Missing = append(r.Missing, g.ID)
		}
		t.mentions(g, s)
		t.facts(g, s)
	}
	slices.Sort(r.Missing)
	r.Mentions, r.Entities, r.Relations = t.mention.all(), t.entity.all(), t.relation.all()
	r.MentionsByType, r.EntitiesByType, r.RelationsByType = t.mention.byType(), t.entity.byType(), t.relation.byType()
	r.Dates, r.Titles, r.Evidence = t.dates.share(), t.titles.share(), t.evidence.share()
	r.Errors = t.errors
	return r
}

// Result holds the figures of one run.
type Result struct {
	Documents int
	Missing   []string // ids of gold documents without output, sorted

	Mentions, Entities, Relations                   Figures
	MentionsByType, EntitiesByType, RelationsByType map[string]Figures
	Dates, Titles, Evidence                         Share

	Errors []Error // in the order of the gold
}

// Error is one miss or one spurious fact.
type Error struct{ Document, Kind, Type, Detail string }

// Figures are counts and what follows from them, rounded to four digits.
type Figures struct {
	Precision rounded `json:"precision"`
	Recall    rounded `json:"recall"`
	F1        rounded `json:"f1"`
	TP        int     `json:"tp"`
	FP        int     `json:"fp"`
	FN        int     `json:"fn"`
}

// Share is how many of the facts that could be checked are right. Share is nil
// when there was nothing to check.
type Share struct {
	Right int      `json:"right"`
	Of    int      `json:"of"`
	Share *rounded `json:"share"`
}

// rounded is a number of four decimals, rounded half to even on its binary
// value, and printed with at least one decimal.
type rounded float64

func round4(x float64) rounded {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	return rounded(r)
}

// MarshalJSON prints 1 as 1.0.
func (r rounded) MarshalJSON() ([]byte, error) {
	s := strconv.FormatFloat(float64(r), 'f', -1, 64)
	if !slices.Contains([]byte(s), '.') {
		s += ".0"
	}
	return []byte(s), nil
}

// counts holds true positives, false positives and false negatives by type.
type counts map[string]*[3]int

const (
	tp = iota
	fp
	fn
)

func (c *counts) add(outcome int, kind string) {
	if *c == nil {
		*c = counts{}
	}
	if (*c)[kind] == nil {
		(*c)[kind] = new([3]int)
	}
	(*c)[kind][outcome]++
}

func (c counts) all() Figures {
	var sum [3]int
	for n := range maps.Values(c) {
		for i := range sum {
			sum[i] += n[i]
		}
	}
	return figures(sum)
}

func (c counts) byType() map[string]Figures {
	m := make(map[string]Figures, len(c))
	for kind, n := range c {
		m[kind] = figures(*n)
	}
	return m
}

func figures(n [3]int) Figures {
	ratio := func(a, b float64) float64 {
		if b == 0 {
			return 0
		}
		return a / b
	}
	p := ratio(float64(n[tp]), float64(n[tp]+n[fp]))
	r := ratio(float64(n[tp]), float64(n[tp]+n[fn]))
	f := ratio(2*p*r, p+r)
	return Figures{round4(p), round4(r), round4(f), n[tp], n[fp], n[fn]}
}

// checked counts right and wrong answers.
type checked struct{ right, wrong int }

func (c *checked) add(right bool) {
	if right {
		c.right++
	} else {
		c.wrong++
	}
}

func (c checked) share() Share {
	s := Share{Right: c.right, Of: c.right + c.wrong}
	if s.Of > 0 {
		v := round4(float64(c.right) / float64(s.Of))
		s.Share = &v
	}
	return s
}

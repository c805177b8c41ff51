package formats

import (
	"cmp"
	"slices"
	"time"

	"entente/graph"
	"entente/text/vocab"
)

// Filter narrows what is written. The zero Filter lets everything through.
type Filter struct {
	Since  string               // ISO date: ties that overlap the time from it on; those without dates don't
	Entity string               // its id: it and its ties with their ends
	Types  []vocab.RelationType // of ties
}

func (f Filter) narrows() bool { return f.Since != "" || f.Entity != "" || len(f.Types) > 0 }

func (f Filter) passes(t graph.Tie) bool {
	last := t.To
	if last == "" && t.From != "" {
		last = "9999" // what began and has no end goes on
	}
	return (f.Since == "" || last != "" && last+"~" >= f.Since) &&
		(f.Entity == "" || t.Subject == f.Entity || t.Object == f.Entity) &&
		(len(f.Types) == 0 || slices.Contains(f.Types, t.Type))
}

// Graph is what most formats show: the entities that stand, not those that are
// merged into others, and the ties between them.
type Graph struct {
	Filter   Filter
	Entities []graph.Entity
	Ties     []Tie
	Releases []graph.Release // those behind the ties, without their text
}

// Tie is a tie with its ends and what is behind it.
type Tie struct {
	graph.Tie
	Ends     [2]graph.Entity // subject and object
	Evidence []Evidence      // its claims, the surest first
}

// Evidence is a claim with its release.
type Evidence struct {
	graph.Claim
	In graph.Release
}

// surest is the evidence that stands for all; empty if there is none.
func (t *Tie) surest() Evidence {
	if len(t.Evidence) == 0 {
		return Evidence{}
	}
	return t.Evidence[0]
}

// Read gathers what passes the filter. Without a filter all entities are there,
// else those that a tie is left of, and the filter's own.
func Read(records Records, filter Filter) (*Graph, error) {
	g := &Graph{Filter: filter}
	entities := map[string]graph.Entity{}
	releases := map[string]graph.Release{}
	claims := map[string]graph.Claim{}
	shown := map[string]bool{filter.Entity: true}
	cited := map[string]bool{}
	for record, err := range records {
		if err != nil {
			return nil, err
		}
		switch r := record.(type) {
		case graph.Entity:
			if r.MergedInto == "" {
				entities[r.ID] = r
				g.Entities = append(g.Entities, r)
			}
		case graph.Release:
			r.Text = ""
			releases[r.ID] = r
		case graph.Claim:
			claims[r.ID] = r
		case graph.Tie:
			if !filter.passes(r) {
				continue
			}
			t := Tie{Tie: r, Ends: [2]graph.Entity{entities[r.Subject], entities[r.Object]}}
			for _, id := range r.Claims {
				c := claims[id]
				t.Evidence = append(t.Evidence, Evidence{c, releases[c.Release]})
				cited[c.Release] = true
			}
			slices.SortStableFunc(t.Evidence, func(a, b Evidence) int { return cmp.Compare(b.Confidence, a.Confidence) })
			shown[r.Subject], shown[r.Object] = true, true
			g.Ties = append(g.Ties, t)
		}
	}
	if filter.narrows() {
		g.Entities = slices.DeleteFunc(g.Entities, func(e graph.Entity) bool { return !shown[e.ID] })
	}
	for id := range cited {
		g.Releases = append(g.Releases, releases[id])
	}
	slices.SortFunc(g.Releases, func(a, b graph.Release) int { return cmp.Compare(a.ID, b.ID) })
	return g, nil
}

// day is the first day of an ISO date of any precision, or the last.
func day(iso string, last bool) (time.Time, bool) {
	if n := len(iso); n != len("2006") && n != len("2006-01") && n != len(time.DateOnly) {
		return time.Time{}, false
	}
	d, err := time.Parse(time.DateOnly[:len(iso)], iso)
	switch {
	case err != nil:
		return time.Time{}, false
	case last && len(iso) == len("2006"):
		d = d.AddDate(1, 0, -1)
	case last && len(iso) == len("2006-01"):
		d = d.AddDate(0, 1, -1)
	}
	return d, true
}

// dayText is day as ISO date, or empty.
func dayText(iso string, last bool) string {
	d, ok := day(iso, last)
	if !ok {
		return ""
	}
	return d.Format(time.DateOnly)
}

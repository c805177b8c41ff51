// Package resolve turns what one release says into records of the graph, and
// finds entities of different releases that are one.
//
// An entity's id is made from the release alone, so a release gives the same
// records whatever the graph holds already. What only the whole graph can tell
// is left to Merges.
package resolve

import (
	"slices"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/graph"
)

// Resolver makes graph records from analyses. Goroutines may share it.
type Resolver struct{ lex *lexicon.Lexicon }

// New returns a Resolver; the error is the lexicon's.
func New() (*Resolver, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	return &Resolver{lex}, nil
}

// Batch is what the graph keeps of one release.
func (r *Resolver) Batch(a *extract.Analysis) graph.Batch {
	d := a.Doc
	release := graph.Release{
		ID: graph.ReleaseID(d.Text()), Title: d.Title, URL: d.URL, Publisher: d.Publisher,
		Published: d.Published.ISO, Basis: string(d.Published.Basis), Text: d.Text(),
	}
	if d.Origin != "" {
		release.Origins = []string{d.Origin}
	}
	b := graph.Batch{Releases: []graph.Release{release}}
	n := r.newNamer(a, release.ID)
	at := map[string]int{} // entity id to its index in the batch
	for i, e := range a.Entities {
		id := n.id(i)
		j, again := at[id]
		if !again {
			j = len(b.Entities)
			at[id] = j
			b.Entities = append(b.Entities, r.entity(id, e, n.country(i)))
			b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: id, Release: release.ID})
		}
		b.Entities[j].Aliases = aliases(b.Entities[j], e)
		b.Mentioned[j].Count += max(1, len(e.Mentions))
	}
	for j, e := range b.Entities {
		b.Mentioned[j].Name, b.Mentioned[j].Aliases, b.Mentioned[j].Acronym = e.Name, e.Aliases, e.Acronym
	}
	claims := map[string]bool{}
	for i := range a.Relations {
		c, ok := n.claim(&a.Relations[i])
		if ok && !claims[c.ID] {
			claims[c.ID] = true
			b.Claims = append(b.Claims, c)
		}
	}
	return b
}

// IDs are the graph's ids of the entities of an analysis.
func (r *Resolver) IDs(a *extract.Analysis) []string {
	n := r.newNamer(a, graph.ReleaseID(a.Doc.Text()))
	for i := range a.Entities {
		n.id(i)
	}
	return n.ids
}

// Claims are the graph's ids of the claims of an analysis, by its relations; a relation
// that makes none has an empty one.
func (r *Resolver) Claims(a *extract.Analysis) []string {
	n := r.newNamer(a, graph.ReleaseID(a.Doc.Text()))
	for i := range a.Entities { // in their order, as Batch names them
		n.id(i)
	}
	ids := make([]string, len(a.Relations))
	for i := range a.Relations {
		if c, ok := n.claim(&a.Relations[i]); ok {
			ids[i] = c.ID
		}
	}
	return ids
}

// entity is the graph's record of an entity, before its aliases.
func (r *Resolver) entity(id string, e extract.Entity, iso3 string) graph.Entity {
	g := graph.Entity{ID: id, Type: e.Type, Name: e.Name, Acronym: e.Acronym, ISO3: iso3}
	if known := r.lex.Entry(id); known != nil {
		g.Type, g.Name, g.Kind, g.SameAs = known.Type, known.Name, known.Kind, known.SameAs
		if known.Acronym != "" {
			g.Acronym = known.Acronym
		}
	}
	return g
}

// aliases are those that g has and those that e brings, sorted, without g's name.
func aliases(g graph.Entity, e extract.Entity) []string {
	all := slices.Concat(g.Aliases, e.Aliases, []string{e.Name})
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == g.Name || s == "" })
}

// claim is the graph's record of a relation. It is not one when both ends are
// the same entity.
func (n *namer) claim(r *extract.Relation) (graph.Claim, bool) {
	c := graph.Claim{
		Type: r.Type, Subject: n.id(r.Subject), Object: n.id(r.Object), Modality: r.Modality,
		From: r.From, To: r.To, Title: r.Title, Place: r.Place,
		Release: n.release, Quote: n.a.Doc.Slice(r.Evidence), Start: r.Evidence.Start, End: r.Evidence.End,
		Confidence: r.Confidence, Rule: r.Rule,
	}
	if r.AttributedTo >= 0 {
		c.AttributedTo = n.id(r.AttributedTo)
	}
	if c.Type.Symmetric() && c.Object < c.Subject {
		c.Subject, c.Object = c.Object, c.Subject
	}
	c.ID = graph.ClaimID(c)
	return c, c.Subject != c.Object
}

package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// World is what a graph holds of that on which people decide.
type World struct {
	Entities map[string]Known
	Claims   map[string][2]string // ids to subject and object; only of those that decisions are about
	Releases map[string]bool

	about map[string]bool // claims
}

// Known is what a decision needs to know of an entity.
type Known struct {
	Type       vocab.EntityType
	Name       string
	MergedInto string
}

// NewWorld returns the world of an empty graph, as far as these decisions are about it.
func NewWorld(ds ...Decision) *World {
	w := &World{map[string]Known{}, map[string][2]string{}, map[string]bool{}, map[string]bool{}}
	for _, d := range ds {
		for _, c := range d.Claims {
			w.about[c] = true
		}
	}
	return w
}

// Add takes a record as graph.Store exports it, but no entities that splits made:
// they follow from the ledger.
func (w *World) Add(record any) {
	switch r := record.(type) {
	case graph.Entity:
		w.Entities[r.ID] = Known{r.Type, r.Name, r.MergedInto}
	case graph.Claim:
		if w.about[r.ID] {
			w.Claims[r.ID] = [2]string{r.Subject, r.Object}
		}
	case graph.Release:
		w.Releases[r.ID] = true
	}
}

// final is the entity that an id stands for under the merges that hold.
func (w *World) final(id string) string { return cmp.Or(w.Entities[id].MergedInto, id) }

// IsMade reports whether an entity's id is one that a split made.
func IsMade(id string) bool { return strings.Contains(id, "~") }

// Holding is a decision that holds, with what it does.
type Holding struct {
	Decision
	Idle string // why it changes nothing now, or empty
}

// Plan is what the decisions of a ledger come to.
type Plan struct {
	Holding   []Holding
	One       [][2]string             // the first is the second
	Apart     [][2]string             // never one
	Rejected  []string                // claims
	Moved     map[string]graph.Move   // claims
	Made      map[string]graph.Entity // those that splits make
	Names     [][2]string             // entities and what they are called, the last one last
	Retracted map[string]bool         // releases
	Links     map[string][]string     // of entities, sorted
}

// Plan checks that the decisions go together, and says what they come to in a
// graph. A decision about what the graph does not hold is idle: it holds again
// when its releases are read. Decisions that contradict each other are an Error,
// and then there is no plan.
func (l *Ledger) Plan(w *World) (*Plan, error) {
	p := &Plan{Moved: map[string]graph.Move{}, Made: map[string]graph.Entity{}, Retracted: map[string]bool{}, Links: map[string][]string{}}
	standing, err := l.standing()
	if err != nil {
		return nil, err
	}
	sets, said := union{}, map[[2]string]bool{}
	judged := map[string]Do{}    // claims to whether they are right
	moved := map[string]string{} // claims to what they are of, whether the graph holds them or not
	for _, d := range standing {
		h := Holding{Decision: d}
		gone := func(id string) bool {
			_, known := w.Entities[id]
			_, made := p.Made[id]
			if !known && !made && h.Idle == "" {
				h.Idle = "the graph holds no " + id
			}
			return h.Idle != ""
		}
		switch d.Do {
		case Merge:
			if a, b := sets.root(d.A), sets.root(d.B); a == b && !said[[2]string{d.A, d.B}] {
				return nil, l.fail(d.line, "%s and %s are one already", d.A, d.B)
			}
			said[[2]string{d.A, d.B}] = true
			if a, b := sets.root(d.A), sets.root(d.B); a != b {
				sets[a] = b
			}
			if gone(d.A) || gone(d.B) {
				break
			}
			p.One = append(p.One, [2]string{d.A, d.B})
		case NeverMerge:
			if !gone(d.A) && !gone(d.B) {
				p.Apart = append(p.Apart, [2]string{d.A, d.B})
			}
		case Split:
			n := 0
			for _, c := range d.Claims {
				if to := moved[c]; to != "" {
					return nil, l.fail(d.line, "%s is of %s already", c, to)
				}
				moved[c] = d.Apart()
				if _, ok := w.Claims[c]; ok {
					p.Moved[c] = graph.Move{From: d.A, To: d.Apart()}
					n++
				}
			}
			if gone(d.A) {
				for _, c := range d.Claims {
					delete(p.Moved, c)
				}
				break
			}
			if n == 0 {
				h.Idle = "the graph holds none of the claims"
				break
			}
			made, ok := p.Made[d.A]
			if !ok {
				made = graph.Entity{Type: w.Entities[d.A].Type, Name: w.Entities[d.A].Name}
			}
			p.Made[d.Apart()] = graph.Entity{ID: d.Apart(), Type: made.Type, Name: cmp.Or(d.Name, made.Name)}
		case Reject, Confirm:
			h.Idle = "the graph holds none of the claims"
			for _, c := range d.Claims {
				if other := judged[c]; other != "" && other != d.Do {
					return nil, l.fail(d.line, "%s is both rejected and confirmed; undo one of the two", c)
				}
				judged[c] = d.Do
				if _, ok := w.Claims[c]; ok {
					h.Idle = ""
					if d.Do == Reject {
						p.Rejected = append(p.Rejected, c)
					}
				}
			}
		case Rename:
			if !gone(d.A) {
				p.Names = append(p.Names, [2]string{d.A, d.Name})
			}
		case SameAs:
			if !gone(d.A) && !slices.Contains(p.Links[d.A], d.Link) {
				p.Links[d.A] = append(p.Links[d.A], d.Link)
				slices.Sort(p.Links[d.A])
			}
		case Retract:
			p.Retracted[d.Release] = true
		}
		p.Holding = append(p.Holding, h)
	}
	for _, d := range standing {
		if d.Do == NeverMerge && sets.root(d.A) == sets.root(d.B) {
			return nil, l.fail(d.line, "%s and %s are one by another decision; undo one of the two", d.A, d.B)
		}
	}
	return p, nil
}

// standing are the decisions that no other undoes.
func (l *Ledger) standing() ([]Decision, error) {
	undone := map[string]string{} // to what undoes it
	var out []Decision
	for i := len(l.Decisions) - 1; i >= 0; i-- { // an undo may be undone itself, later
		d := l.Decisions[i]
		if undone[d.ID] != "" {
			continue
		}
		if d.Do != Undo {
			out = append(out, d)
			continue
		}
		if !slices.ContainsFunc(l.Decisions[:i], func(e Decision) bool { return e.ID == d.Undoes }) {
			return nil, l.fail(d.line, "there is no decision %s before it", d.Undoes)
		}
		undone[d.Undoes] = d.ID
	}
	slices.Reverse(out)
	return out, nil
}

// Try checks decisions that are about to be taken, one after the other: what they
// need must be in the graph, and they must not contradict those that hold.
func (l *Ledger) Try(w *World, ds ...Decision) error {
	l = &Ledger{File: l.File, Decisions: slices.Clone(l.Decisions)}
	for _, d := range ds {
		if why := d.wrong(); why == "" && d.Do == SameAs && w.Entities[d.A].Name != "" {
			l.Decisions = append(l.Decisions, d) // it contradicts none; there may be thousands
			continue
		}
		if err := l.try(d, w); err != nil {
			return err
		}
		l.Decisions = append(l.Decisions, d)
	}
	return nil
}

func (l *Ledger) try(d Decision, w *World) error {
	if why := d.wrong(); why != "" {
		return &Error{Why: why}
	}
	if d.Do == Undo {
		standing, err := l.standing()
		if err != nil {
			return err
		}
		old := l.find(d.Undoes)
		switch {
		case old == nil:
			return &Error{Why: fmt.Sprintf("there is no decision %s", d.Undoes)}
		case old.Do != Undo && !slices.ContainsFunc(standing, func(e Decision) bool { return e.ID == d.Undoes }):
			return &Error{Why: fmt.Sprintf("%s is undone already", d.Undoes)}
		}
	}
	for _, c := range d.Claims {
		if ends, ok := w.Claims[c]; !ok {
			return &Error{Why: "the graph holds no " + c}
		} else if d.Do == Split && w.final(ends[0]) != w.final(d.A) && w.final(ends[1]) != w.final(d.A) {
			return &Error{Why: fmt.Sprintf("%s is not about %s but about %s and %s", c, d.A, ends[0], ends[1])}
		}
	}
	next := &Ledger{File: l.File, Decisions: append(slices.Clone(l.Decisions), d)}
	p, err := next.Plan(w)
	if err != nil {
		return err
	}
	if last := p.Holding; len(last) > 0 && last[len(last)-1].ID == d.ID && last[len(last)-1].Idle != "" {
		return &Error{Why: last[len(last)-1].Idle}
	}
	if d.Do == Retract && !w.Releases[d.Release] {
		return &Error{Why: "the graph holds no " + d.Release}
	}
	return nil
}

// union is a forest of ids, each to its parent.
type union map[string]string

func (u union) root(id string) string {
	for u[id] != "" && u[id] != id {
		id = u[id]
	}
	return id
}

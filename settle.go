package entente

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"entente/graph"
	"entente/ledger"
	"entente/resolve"
)

// Settlement is what became of the entities of a graph.
type Settlement struct {
	Merged     int                 // entities that are one with another
	Copies     int                 // releases that repeat another's text
	Versions   int                 // releases of which there is a later version
	Candidates []resolve.Candidate // pairs that may be one, the likeliest first
	Decisions  []ledger.Holding    // of people, that hold
}

// Settle finds the entities of the graph that are one, by what the graph holds
// and by the decisions of people, and files every claim where it belongs then.
// The graph depends on its releases and the ledger alone, not on what was settled
// before. A ledger that can't be read or contradicts itself is a *ledger.Error
// with its line, and then nothing is changed.
func (e *Entente) Settle(ctx context.Context) (Settlement, error) {
	l, g, err := e.look(ctx)
	if err != nil {
		return Settlement{}, err
	}
	return e.settle(ctx, l, g)
}

// Decide takes decisions of a person: it checks them against the graph and the
// decisions that hold, adds them to the ledger and settles the graph. If one can't
// be taken, the error is a *ledger.Error and nothing is changed.
func (e *Entente) Decide(ctx context.Context, ds ...ledger.Decision) (Settlement, error) {
	l, g, err := e.look(ctx)
	if err != nil {
		return Settlement{}, err
	}
	if err := l.Try(g.world, ds...); err != nil {
		return Settlement{}, err
	}
	if err := l.Append(ds...); err != nil {
		return Settlement{}, err
	}
	return e.settle(ctx, l, g)
}

// Review is Settle without changing anything.
func (e *Entente) Review(ctx context.Context) (Settlement, error) {
	l, g, err := e.look(ctx)
	if err != nil {
		return Settlement{}, err
	}
	plan, err := l.Plan(g.world)
	if err != nil {
		return Settlement{}, err
	}
	v, open := g.verdicts(plan)
	return settlement(v, open, plan), nil
}

// look reads the ledger and then, if that can be read, the graph.
func (e *Entente) look(ctx context.Context) (*ledger.Ledger, *survey, error) {
	if e.store == nil {
		return nil, nil, errNoStore
	}
	l, err := ledger.Open(e.options.Ledger)
	if err != nil {
		return nil, nil, err
	}
	g, err := e.survey(ctx)
	return l, g, err
}

func settlement(v graph.Verdicts, open []resolve.Candidate, plan *ledger.Plan) Settlement {
	return Settlement{len(v.Merges), len(v.Copies), len(v.Versions), open, plan.Holding}
}

// survey is a graph as its releases make it: without the entities and names that
// people gave it, which must not count as evidence.
type survey struct {
	revision int64 // of the graph
	evidence *resolve.Evidence
	world    *ledger.World
	releases []graph.Release
}

func (e *Entente) survey(ctx context.Context) (*survey, error) {
	revision, err := e.store.Revision(ctx) // before anything is read: what comes later is seen or makes the survey stale
	if err != nil {
		return nil, err
	}
	g := &survey{revision: revision, evidence: resolve.NewEvidence(), world: ledger.NewWorld()}
	var entities []graph.Entity
	var others []any // releases and mentions
	mentions := map[string][]graph.Mentioned{}
	add := func(record any) {
		g.evidence.Add(record)
		g.world.Add(record)
	}
	flush := func() {
		for _, ent := range entities {
			add(graph.Call(ent, mentions[ent.ID]))
		}
		for _, r := range others {
			add(r)
		}
		entities, others = nil, nil
	}
reading:
	for record, err := range e.store.Export(ctx) {
		if err != nil {
			return nil, err
		}
		switch r := record.(type) {
		case graph.Entity:
			if !ledger.IsMade(r.ID) {
				entities = append(entities, r)
			}
		case graph.Release:
			g.releases = append(g.releases, r)
			others = append(others, r)
		case graph.Mentioned:
			mentions[r.Entity] = append(mentions[r.Entity], r)
			others = append(others, r)
		case graph.Claim:
			flush()
			add(r)
		case graph.Tie:
			break reading // they follow from the rest, and there are many
		}
	}
	flush()
	return g, nil
}

// settle settles a graph that was surveyed. If another process writes to it
// meanwhile it begins anew, some times; then it leaves the graph to that process,
// which settles it when it is done.
func (e *Entente) settle(ctx context.Context, l *ledger.Ledger, g *survey) (Settlement, error) {
	for tries := 5; ; tries-- {
		s, err := e.trySettle(ctx, l, g)
		if !errors.Is(err, graph.ErrStale) {
			return s, err
		}
		if tries == 1 {
			return s, nil
		}
		if g, err = e.survey(ctx); err != nil {
			return Settlement{}, err
		}
	}
}

// trySettle settles the graph as it was surveyed; graph.ErrStale says that it has
// changed since.
func (e *Entente) trySettle(ctx context.Context, l *ledger.Ledger, g *survey) (Settlement, error) {
	plan, err := l.Plan(g.world)
	if err != nil {
		return Settlement{}, err
	}
	var out []string
	for id := range plan.Retracted {
		if g.world.Releases[id] {
			out = append(out, id)
		}
	}
	if len(out) > 0 {
		slices.Sort(out)
		if err := e.store.Retract(ctx, out); err != nil {
			return Settlement{}, err
		}
		if g, err = e.survey(ctx); err != nil {
			return Settlement{}, err
		}
		if plan, err = l.Plan(g.world); err != nil {
			return Settlement{}, err
		}
	}
	v, open := g.verdicts(plan)
	v.Revision = g.revision
	return settlement(v, open, plan), e.store.Decide(ctx, v)
}

// verdicts are how claims are read by a plan and by what the graph tells.
func (g *survey) verdicts(plan *ledger.Plan) (graph.Verdicts, []resolve.Candidate) {
	decided := resolve.Decisions{One: plan.One, Apart: plan.Apart}
	for _, id := range slices.Sorted(maps.Keys(plan.Made)) {
		g.evidence.Add(plan.Made[id])
	}
	for _, m := range plan.Moved {
		decided.Apart = append(decided.Apart, [2]string{m.From, m.To})
	}
	v := graph.Verdicts{Moved: plan.Moved, Split: plan.Made, Rejected: map[string]bool{}, Names: map[string]string{}, Links: plan.Links}
	var open []resolve.Candidate
	v.Merges, open = resolve.Link(g.evidence, decided)
	for _, id := range plan.Rejected {
		v.Rejected[id] = true
	}
	for _, n := range plan.Names {
		v.Names[cmp.Or(v.Merges[n[0]], n[0])] = n[1]
	}
	v.Copies, v.Versions = resolve.Copies(g.releases)
	return v, open
}

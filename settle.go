package entente

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"runtime/debug"
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
	l, g, err := e.look(ctx, ds...)
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

// look reads the ledger and then, if that can be read, the graph, as far as the
// decisions there and some more are about it.
func (e *Entente) look(ctx context.Context, more ...ledger.Decision) (*ledger.Ledger, *survey, error) {
	if e.store == nil {
		return nil, nil, errNoStore
	}
	l, err := ledger.Open(e.options.Ledger)
	if err != nil {
		return nil, nil, err
	}
	g, err := e.survey(ctx, slices.Concat(l.Decisions, more))
	return l, g, err
}

func settlement(v graph.Verdicts, open []resolve.Candidate, plan *ledger.Plan) Settlement {
	return Settlement{len(v.Merges), len(v.Copies), len(v.Versions), open, plan.Holding}
}

// survey is a graph as its releases make it: without the entities and names that
// people gave it, which must not count as evidence.
type survey struct {
	revision int64 // of the graph
	releases int   // how many it has
	evidence *resolve.Evidence
	world    *ledger.World
	copies   map[string]string // of releases, as graph.Verdicts has them
	versions map[string]string
}

func (e *Entente) survey(ctx context.Context, decisions []ledger.Decision) (*survey, error) {
	revision, err := e.store.Revision(ctx) // before anything is read: what comes later is seen or makes the survey stale
	if err != nil {
		return nil, err
	}
	g := &survey{revision: revision, evidence: resolve.NewEvidence(), world: ledger.NewWorld(decisions...)}
	if g.copies, g.versions, err = e.repeats(ctx); err != nil {
		return nil, err
	}
	var entities []graph.Entity    // by id, that were not added yet
	var mentions []graph.Mentioned // of one entity: they come together, in the order of its id
	add := func(record any) {
		g.evidence.Add(record)
		g.world.Add(record)
	}
	upTo := func(id string) { // adds those before an id; no release mentions them
		for len(entities) > 0 && (id == "" || entities[0].ID < id) {
			add(entities[0])
			entities = entities[1:]
		}
	}
	called := func() { // an entity by the names that its mentions give it, and these
		if len(mentions) == 0 {
			return
		}
		id := mentions[0].Entity
		upTo(id)
		if len(entities) > 0 && entities[0].ID == id {
			add(graph.Call(entities[0], mentions))
			entities = entities[1:]
		}
		for _, m := range mentions {
			add(m)
		}
		mentions = mentions[:0]
	}
	rest := func() {
		called()
		upTo("")
		entities = nil
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
			add(r)
			g.releases++
		case graph.Mentioned:
			if len(mentions) > 0 && mentions[0].Entity != r.Entity {
				called()
			}
			mentions = append(mentions, r)
		case graph.Claim:
			rest()
			add(r)
		case graph.Tie:
			break reading // they follow from the rest, and there are many
		}
	}
	rest()
	return g, nil
}

// repeats finds the releases that repeat others, as resolve.Texts does: all texts are too
// many to keep, so they are read twice. It comes before all else of a survey, so that what
// it keeps is given up before the rest is there.
func (e *Entente) repeats(ctx context.Context) (copies, versions map[string]string, err error) {
	var texts resolve.Texts
	if err := e.releases(ctx, texts.Add); err != nil {
		return nil, nil, err
	}
	if len(texts.Doubtful()) > 0 {
		if err := e.releases(ctx, texts.Compare); err != nil {
			return nil, nil, err
		}
	}
	copies, versions = texts.Find()
	return copies, versions, nil
}

func (e *Entente) releases(ctx context.Context, do func(graph.Release)) error {
	for record, err := range e.store.Export(ctx) {
		if err != nil {
			return err
		}
		switch r := record.(type) {
		case graph.Release:
			do(r)
		case graph.Mentioned, graph.Claim:
			return nil
		}
	}
	return nil
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
		if g, err = e.survey(ctx, l.Decisions); err != nil {
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
		if g, err = e.survey(ctx, l.Decisions); err != nil {
			return Settlement{}, err
		}
		if plan, err = l.Plan(g.world); err != nil {
			return Settlement{}, err
		}
	}
	v, open := g.verdicts(plan)
	v.Revision = g.revision
	if g.releases >= many {
		debug.FreeOSMemory() // what was surveyed has served, and the store needs memory to write
	}
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
	v.Copies, v.Versions = g.copies, g.versions
	return v, open
}

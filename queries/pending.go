package queries

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"entente/graph"
	"entente/text/vocab"
)

// PendingParams asks what was announced and what became of it.
type PendingParams struct {
	Filter
	Entity string // id; empty is everybody
	On     string // the day that it is asked for, ISO
	All    bool   // with what has taken place or was called off
}

// State is what became of an announcement.
type State string

// The states.
const (
	Upcoming  State = "upcoming"  // its day is not over
	Overdue   State = "overdue"   // its day is over, and no release says that it took place
	Undated   State = "undated"   // no day was told, and no later release says that it took place
	Kept      State = "kept"      // a release says that it took place
	CalledOff State = "cancelled" // a release says that it does not or did not
)

// Announcement is a planned tie and what became of it.
type Announcement struct {
	Link
	State  State `json:"state"`
	Report *Fact `json:"report,omitempty"` // that it took place or does not
}

// slack is how many days an event may be off from those that were announced.
const slack = 3

// Pending lists what was announced for the future, the earliest day first and the
// undated last. Where releases report it, it is pending no more.
func Pending(ctx context.Context, s graph.Store, p PendingParams) ([]Announcement, error) {
	if err := checkDate(p.On); err != nil {
		return nil, err
	}
	p.Modalities = []vocab.Modality{vocab.Planned}
	params, err := p.params("entity", p.Entity, "direct", false, "dated", false)
	if err != nil {
		return nil, err
	}
	var out []Announcement
	for limit := 2 * p.Limit; ; limit *= 4 { // many took place
		params["limit"] = limit
		plans, err := p.askTies(ctx, s, "earliest", "via", params)
		if err != nil {
			return nil, err
		}
		if out, err = p.standing(ctx, s, plans); err != nil {
			return nil, err
		}
		if limit <= 0 || len(plans) < limit || len(out) >= p.Limit {
			break
		}
	}
	if p.Limit > 0 && len(out) > p.Limit {
		out = out[:p.Limit]
	}
	return out, nil
}

// standing tells what became of plans, and leaves out those that took place or were
// called off unless all are wanted.
func (p PendingParams) standing(ctx context.Context, s graph.Store, plans []Link) ([]Announcement, error) {
	var reports map[string]*Fact
	var roles map[string][]string
	g, both := errgroup.WithContext(ctx)
	g.Go(func() (err error) { reports, err = outcomes(both, s, plans); return err })
	g.Go(func() (err error) { roles, err = rolesIn(both, s, plans); return err })
	if err := g.Wait(); err != nil {
		return nil, err
	}
	giveRoles(plans, roles)
	slices.SortFunc(plans, func(a, b Link) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.day(), "~"), cmp.Or(b.day(), "~")), byName(a, b), cmp.Compare(a.Tie, b.Tie))
	})
	out := []Announcement{}
	for _, l := range plans {
		a := Announcement{Link: l, Report: reports[l.Tie]}
		switch last := cmp.Or(l.To, l.From); {
		case a.Report != nil && a.Report.Modality == vocab.Negated:
			a.State = CalledOff
		case a.Report != nil:
			a.State = Kept
		case last == "":
			a.State = Undated
		case last+"~" >= p.On:
			a.State = Upcoming
		default:
			a.State = Overdue
		}
		if p.All || a.Report == nil {
			out = append(out, a)
		}
	}
	return out, nil
}

// outcomes finds for planned ties, by id, the tie that tells what became of them.
func outcomes(ctx context.Context, s graph.Store, plans []Link) (map[string]*Fact, error) {
	var found []Link
	g, both := errgroup.WithContext(ctx)
	g.Go(func() error { return addQuotes(both, s, plans) })
	g.Go(func() (err error) {
		found, err = unquoted(both, s, plans, vocab.Asserted, vocab.Negated)
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	planned := byEnds(plans)
	found = slices.DeleteFunc(found, func(o Link) bool { // two states meet often, and each quote has to be looked up
		return !slices.ContainsFunc(planned[key(&o)], func(l Link) bool { return !daysApart(l.Fact, o.Fact) })
	})
	if err := addQuotes(ctx, s, found); err != nil {
		return nil, err
	}
	reports := byEnds(found)
	out := map[string]*Fact{}
	for _, l := range plans {
		for _, o := range reports[key(&l)] {
			if !meets(l.Fact, o.Fact) {
				continue
			}
			// That it took place outweighs that it does not; of several the nearest.
			if had := out[l.Tie]; had == nil || had.Modality == vocab.Negated && o.Modality == vocab.Asserted {
				out[l.Tie] = &o.Fact
			}
		}
	}
	return out, nil
}

// meets reports whether a tie may be what was announced: of about the same days, or,
// where one has none, told by no earlier release.
func meets(plan, report Fact) bool {
	if plan.day() == "" || report.day() == "" {
		after := plan.day() == "" || report.Modality == vocab.Negated || report.Quote.Published+"~" >= plan.day()
		return after && report.Quote.Published >= plan.Quote.Published
	}
	return !daysApart(plan, report)
}

// daysApart reports whether the days of two facts keep them from being one event; without
// days nothing does.
func daysApart(a, b Fact) bool {
	if a.day() == "" || b.day() == "" {
		return false
	}
	from, to := bounds(a)
	first, last := bounds(b)
	return first.After(to.AddDate(0, 0, slack)) || last.Before(from.AddDate(0, 0, -slack))
}

// bounds are the first and the last day of a dated fact.
func bounds(f Fact) (first, last time.Time) {
	first, _ = days(cmp.Or(f.From, f.To))
	_, last = days(cmp.Or(f.To, f.From))
	return first, last
}

// days are the first and the last day of an ISO date of any precision.
func days(iso string) (first, last time.Time) {
	for _, p := range []struct {
		form                string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(p.form, iso); err == nil {
			return t, t.AddDate(p.years, p.months, p.days).AddDate(0, 0, -1)
		}
	}
	return first, last
}

// ends are the type and the two ends of a tie.
type ends struct{ Type, Subject, Object string }

func key(l *Link) ends { return ends{string(l.Type), l.Subject.ID, l.Object.ID} }

// sameEnds finds all ties of the types and ends of links, with quotes, in the order
// of their days and ids.
func sameEnds(ctx context.Context, s graph.Store, links []Link) (map[ends][]Link, error) {
	found, err := unquoted(ctx, s, links, vocab.Modalities()...)
	if err != nil {
		return nil, err
	}
	err = addQuotes(ctx, s, found)
	return byEnds(found), err
}

func byEnds(links []Link) map[ends][]Link {
	out := map[ends][]Link{}
	for _, l := range links {
		out[key(&l)] = append(out[key(&l)], l)
	}
	return out
}

// unquoted is sameEnds without quotes, of some modalities.
func unquoted(ctx context.Context, s graph.Store, links []Link, modalities ...vocab.Modality) ([]Link, error) {
	seen := map[ends]bool{}
	keys := []any{}
	var types []vocab.RelationType
	for i := range links { // not a copy, as quotes may be added meanwhile
		if k := key(&links[i]); !seen[k] {
			seen[k] = true
			types = append(types, links[i].Type)
			keys = append(keys, map[string]any{"type": k.Type, "subject": k.Subject, "object": k.Object})
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	found, err := askTyped(ctx, s, "same", "", types, map[string]any{"keys": keys, "modalities": texts(modalities)})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b Link) int { return cmp.Or(cmp.Compare(a.day(), b.day()), cmp.Compare(a.Tie, b.Tie)) })
	return found, nil
}

// stillPlanned leaves out the announcements among links of which a release tells
// that they took place, where the filter lets both through.
func (f Filter) stillPlanned(ctx context.Context, s graph.Store, links []Link) ([]Link, error) {
	if f.Planned != WithPlanned {
		return links, nil
	}
	var plans []Link
	for _, l := range links {
		if l.Modality == vocab.Planned {
			plans = append(plans, l)
		}
	}
	reports, err := outcomes(ctx, s, plans)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(links, func(l Link) bool {
		r := reports[l.Tie]
		return l.Modality == vocab.Planned && r != nil && r.Modality == vocab.Asserted
	}), nil
}

var pending = Question{
	Name:    "pending",
	Summary: "List what was announced and has not been reported",
	About: `List what was announced for the future and no later release reports: what is still
to come, and what is overdue. A release that says that it took place, on about those
days, ends it, and so does one that says that it does not. There is no modality to
choose: all was planned.`,
	Examples: []string{"pending", "pending Moldova --on 2025-03-15 --all"},
	Params: append([]Parameter{about(false, "whose announcements; everybody's where it is empty")},
		narrowing("planned modality", Parameter{Name: "on", Kind: Date, Default: today, Help: "as things stand on this date"},
			Parameter{Name: "all", Kind: Bool, Help: "what took place or was cancelled, too"})...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Pending(ctx, w.Store, PendingParams{Filter: in.Filter, Entity: in.id("entity"), On: in.text("on"), All: in.is("all")})
		out := Answer{Rows: list(rows), Columns: []string{"When", "Subject", "Tie", "Object", "State"},
			Empty: "nothing is announced that has not been reported"}
		for i := range rows {
			r := &rows[i]
			state, report := string(r.State), []string(nil)
			if r.Report != nil {
				state = strings.TrimSpace(state + " " + r.Report.When())
				report = []string{r.Report.Tie}
			}
			out.add(&r.Fact, r.When(), r.Subject.Name, r.what(), r.Object.Name, state).also(report)
		}
		return out, err
	},
}

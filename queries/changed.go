package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/text/vocab"
)

// ChangedParams asks what releases since a day have changed.
type ChangedParams struct {
	Filter        // Since is needed; Until and Planned do not matter
	Entity string // id; empty is everybody
}

// Change is a kind of change.
type Change string

// The kinds.
const (
	New        Change = "new"        // nothing was known of it
	TookPlace  Change = "took place" // it had been announced
	Ended      Change = "ended"      // it had been said to hold
	Denied     Change = "denied"     // it had been said or announced
	Reaffirmed Change = "said anew"  // it was known, with other days or another title
)

// News is a tie that the graph did not know before, with what it knew of the two.
type News struct {
	Link
	Change Change `json:"change"`
	Told   string `json:"told"`             // the day of the first release that states it
	Before *Fact  `json:"before,omitempty"` // what was known
}

// Changed lists the ties that a release since a day is the first to state, the
// latest first, and in what they change what was known.
func Changed(ctx context.Context, s graph.Store, p ChangedParams) ([]News, error) {
	if p.Since == "" {
		return nil, graph.Errorf(graph.Invalid, "changes need the day since when")
	}
	params, err := p.params("entity", p.Entity)
	if err != nil {
		return nil, err
	}
	delete(params, "modalities")
	delete(params, "until")
	rows, err := ask(ctx, s, "news", params)
	if err != nil {
		return nil, err
	}
	links, told := make([]Link, len(rows)), map[string]string{}
	for i, r := range rows {
		links[i] = row(r).link()
		told[links[i].Tie] = row(r).text("told")
	}
	known, err := sameEnds(ctx, s, links)
	if err != nil {
		return nil, err
	}
	links, err = arrange(ctx, s, links, p.Limit, func(a, b Link) int {
		return cmp.Or(cmp.Compare(told[b.Tie], told[a.Tie]), byName(a, b), cmp.Compare(b.day(), a.day()))
	})
	if err != nil {
		return nil, err
	}
	out := []News{}
	for _, l := range links {
		n := News{Link: l, Change: New, Told: told[l.Tie]}
		for _, o := range known[key(l)] {
			if o.Tie == l.Tie || told[o.Tie] >= n.Told && told[o.Tie] != "" { // not known before
				continue
			}
			if c := change(o.Fact, l.Fact); c != New {
				n.Change, n.Before = c, &o.Fact
				if c != Reaffirmed {
					break
				}
			}
		}
		out = append(out, n)
	}
	return out, nil
}

// change is what a fact makes of one that was known of the same two.
func change(before, now Fact) Change {
	dated := before.day() == "" || now.day() == "" || meets(before, now)
	switch {
	case now.Modality == vocab.Asserted && before.Modality == vocab.Planned && meets(before, now):
		return TookPlace
	case now.Modality == vocab.Former && before.Modality == vocab.Asserted && (now.Title == "" || before.Title == "" || titleKey(now.Title) == titleKey(before.Title)):
		return Ended
	case now.Modality == vocab.Negated && slices.Contains([]vocab.Modality{vocab.Asserted, vocab.Planned}, before.Modality) && dated:
		return Denied
	case now.Modality == before.Modality && !now.Type.Event():
		return Reaffirmed
	}
	return New
}

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
	// Since and Until are days of releases; Since is needed. Planned does not matter, and
	// without Modalities all are told.
	Filter
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
	links = slices.DeleteFunc(links, func(l Link) bool {
		return p.Until != "" && told[l.Tie] > p.Until+"~" || len(p.Modalities) > 0 && !slices.Contains(p.Modalities, l.Modality)
	})
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
		for _, o := range known[key(&l)] {
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

var changed = Question{
	Name:    "changed",
	Summary: "List what the releases since a day have changed",
	About: `List what a release of the day or later is the first to say: what is new, what took
place after it was announced, what has ended, what is denied. The dates are those of
the releases; without a modality all are told.`,
	Examples: []string{"changed --since 2025-03-14", "changed NATO --since 2025-03 --type HOLDS_POSITION,MEMBER_OF"},
	Params: append([]Parameter{about(false, "whose ties; everybody's where it is empty")},
		narrowing("planned",
			Parameter{Name: "since", Kind: Date, Help: "what releases of this date and later say first (2023-10-26, 2023-10 or 2023)"},
			Parameter{Name: "until", Kind: Date, Help: "what releases up to this date say first"},
			Parameter{Name: "on", Kind: Date, period: true, Help: "what releases of this date say first"},
			Parameter{Name: "modality", Kind: Modalities, Choices: words(vocab.Modalities()), Help: "only what is asserted, planned, former, negated or hypothetical"})...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		if in.Since == "" {
			return Answer{}, graph.Errorf(graph.Invalid, "since is missing: since which day?")
		}
		rows, err := Changed(ctx, w.Store, ChangedParams{Filter: in.Filter, Entity: in.id("entity")})
		out := Answer{Rows: list(rows), Columns: []string{"Told", "Change", "When", "Subject", "Tie", "Object", "Status"},
			Empty: "no release since " + in.Since + " says anything new"}
		for i := range rows {
			r := &rows[i]
			out.add(&r.Fact, r.Told, string(r.Change), r.When(), r.Subject.Name, r.what(), r.Object.Name, string(r.Modality))
		}
		return out, err
	},
}

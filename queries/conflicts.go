package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"entente/graph"
	"entente/text/vocab"
)

// ConflictsParams asks what contradicts itself.
type ConflictsParams struct {
	Filter
	Entity string // id; empty is everybody
}

// Conflict is two ties that can't both be so.
type Conflict struct {
	Why string `json:"why"`
	A   Link   `json:"a"`
	B   Link   `json:"b"`
}

// Conflicts lists what releases deny that others state, and offices that are one
// person's and have two holders at once. The best attested come first.
func Conflicts(ctx context.Context, s graph.Store, p ConflictsParams) ([]Conflict, error) {
	p.Modalities = []vocab.Modality{vocab.Negated}
	params, err := p.params("entity", p.Entity, "direct", false, "limit", 0)
	if err != nil {
		return nil, err
	}
	denials, err := askLinks(ctx, s, "ties", "via", params)
	if err != nil {
		return nil, err
	}
	stated, err := sameEnds(ctx, s, denials)
	if err != nil {
		return nil, err
	}
	out := []Conflict{}
	for _, d := range denials {
		for _, o := range stated[key(&d)] {
			if o.Modality == vocab.Asserted && (d.day() == "" || o.day() == "" || meets(d.Fact, o.Fact)) {
				out = append(out, Conflict{"one says that it is so, the other that it is not", o, d})
			}
		}
	}
	if len(p.Types) == 0 || slices.Contains(p.Types, vocab.HoldsPosition) {
		double, err := doubleHolders(ctx, s, p)
		if err != nil {
			return nil, err
		}
		out = append(out, double...)
	}
	weight := func(c Conflict) int { return min(c.A.Independent, c.B.Independent) }
	slices.SortFunc(out, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a.A.Tie, b.A.Tie), cmp.Compare(a.B.Tie, b.B.Tie))
	})
	if p.Limit > 0 && len(out) > p.Limit {
		out = out[:p.Limit]
	}
	links := make([]Link, 0, 2*len(out))
	for _, c := range out {
		links = append(links, c.A, c.B)
	}
	if err := complete(ctx, s, links); err != nil {
		return nil, err
	}
	for i := range out {
		out[i].A, out[i].B = links[2*i], links[2*i+1]
	}
	return out, nil
}

// doubleHolders finds the offices of one person that two are said to hold at once:
// each by releases before and after one of the other.
func doubleHolders(ctx context.Context, s graph.Store, p ConflictsParams) ([]Conflict, error) {
	bodies, titles, err := officesOf(ctx, s, p.Entity)
	if err != nil || p.Entity != "" && len(bodies) == 0 {
		return nil, err
	}
	terms, err := terms(ctx, s, bodies, titles, p.MinConfidence)
	if err != nil {
		return nil, err
	}
	type office struct{ body, title string }
	by := map[office][]*Term{}
	for i := range terms {
		t := &terms[i]
		if !sole(t.Title) || t.First == "" || t.Last == "" {
			continue
		}
		if p.Entity != "" && p.Entity != t.Body.ID && p.Entity != t.Holder.ID {
			continue
		}
		k := office{t.Body.ID, t.key}
		by[k] = append(by[k], t)
	}
	var out []Conflict
	for _, list := range by {
		for i, a := range list {
			for _, b := range list[:i] {
				if a.Holder.ID != b.Holder.ID && a.First < b.Last && b.First < a.Last {
					first, last := max(a.First, b.First), min(a.Last, b.Last)
					out = append(out, Conflict{fmt.Sprintf("two hold the office of %s from %s to %s", b.Title, first, last), b.link, a.link})
				}
			}
		}
	}
	return out, nil
}

// officesOf are the offices at an entity, and those that it holds with all that have
// the same titles.
func officesOf(ctx context.Context, s graph.Store, entity string) (bodies, titles []string, err error) {
	if entity == "" {
		return nil, nil, nil
	}
	all, err := Filter{Modalities: []vocab.Modality{vocab.Asserted, vocab.Former}, Types: []vocab.RelationType{vocab.HoldsPosition}}.
		params("entity", entity, "direct", true, "limit", 0)
	if err != nil {
		return nil, nil, err
	}
	links, err := askLinks(ctx, s, "ties", "", all)
	if err != nil {
		return nil, nil, err
	}
	at := []string{}
	for _, l := range links {
		at = append(at, l.Object.ID)
	}
	slices.Sort(at)
	at = slices.Compact(at)
	offices, err := ask(ctx, s, "offices", map[string]any{"bodies": texts(at)})
	if err != nil {
		return nil, nil, err
	}
	keys := map[string]bool{}
	for _, l := range links {
		keys[titleKey(l.Title)] = true
	}
	for _, r := range offices {
		if title := row(r).text("title"); keys[titleKey(title)] {
			titles = append(titles, title)
		}
	}
	slices.Sort(titles)
	return at, slices.Compact(titles), nil
}

var conflicts = Question{
	Name:    "conflicts",
	Summary: "List what releases contradict each other on",
	About: `List what some releases state and others deny, and offices of one person that two are
said to hold at once; with both sentences. "reject" and "split" settle them. There is no
modality to choose: a conflict has two. Dates are those of the denial.`,
	Examples: []string{"conflicts", "conflicts Moldova --json"},
	Params:   append([]Parameter{about(false, "whose; everybody's where it is empty")}, narrowing("planned modality")...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Conflicts(ctx, w.Store, ConflictsParams{Filter: in.Filter, Entity: in.id("entity")})
		out := Answer{Rows: list(rows), Columns: []string{"Conflict", "When", "Subject", "Tie", "Object", "Status", "Claim"},
			Empty: "no release contradicts another"}
		for i := range rows {
			for k, l := range []*Link{&rows[i].A, &rows[i].B} {
				why := rows[i].Why
				if k > 0 {
					why = "  against"
				}
				out.add(&l.Fact, why, l.When(), l.Subject.Name, l.what(), l.Object.Name, string(l.Modality), l.Quote.Claim)
			}
		}
		return out, err
	},
}

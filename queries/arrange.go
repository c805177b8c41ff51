package queries

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"entente/graph"
	"entente/text/vocab"
)

// day is the date that a fact is ordered by.
func (f Fact) day() string { return cmp.Or(f.From, f.To) }

// arrange orders, limits and completes links.
func arrange(ctx context.Context, s graph.Store, links []Link, limit int, compare func(a, b Link) int) ([]Link, error) {
	slices.SortFunc(links, func(a, b Link) int { return cmp.Or(compare(a, b), cmp.Compare(a.Tie, b.Tie)) })
	if limit > 0 && len(links) > limit {
		links = links[:limit]
	}
	return links, complete(ctx, s, links)
}

// complete adds a quote to every tie and roles to every person.
func complete(ctx context.Context, s graph.Store, links []Link) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return addQuotes(ctx, s, links) })
	g.Go(func() error { return addRoles(ctx, s, links) })
	return g.Wait()
}

// latestFirst orders by day, the undated last, then by names.
func latestFirst(a, b Link) int { return cmp.Or(cmp.Compare(b.day(), a.day()), byName(a, b)) }

func byName(a, b Link) int {
	return cmp.Or(
		cmp.Compare(a.Subject.Name, b.Subject.Name),
		cmp.Compare(a.Object.Name, b.Object.Name),
		cmp.Compare(a.Type, b.Type),
	)
}

// fetch asks for ties, at most the limit where there is one. Where announcements that
// took place are left out of them, it asks for more until there are as many.
func (f Filter) fetch(ctx context.Context, s graph.Store, question, through string, params map[string]any) ([]Link, error) {
	return f.fetchThose(ctx, s, question, through, params, func(Link) bool { return true })
}

// fetchThose is fetch of the ties that are wanted, among those that the store gives.
func (f Filter) fetchThose(ctx context.Context, s graph.Store, question, through string, params map[string]any, wanted func(Link) bool) ([]Link, error) {
	for limit := f.Limit; ; limit *= 4 {
		params["limit"] = limit
		links, err := f.askTies(ctx, s, question, through, params)
		if err != nil {
			return nil, err
		}
		all := limit <= 0 || len(links) < limit
		links = slices.DeleteFunc(links, func(l Link) bool { return !wanted(l) })
		if links, err = f.stillPlanned(ctx, s, links); err != nil || all || len(links) >= f.Limit {
			return links, err
		}
	}
}

func addQuotes(ctx context.Context, s graph.Store, links []Link) error {
	if len(links) == 0 {
		return nil
	}
	ties := make([]string, len(links))
	for i := range links { // not a copy, as roles may be added meanwhile
		ties[i] = links[i].Tie
	}
	rows, err := ask(ctx, s, "quotes", map[string]any{"ties": texts(ties)})
	if err != nil {
		return err
	}
	quotes := map[string]Quote{}
	for _, r := range rows {
		r := row(r)
		quotes[r.text("tie")] = Quote{
			Claim: r.text("claim"), Text: r.text("quote"), Release: r.text("release"), Title: r.text("title"),
			URL: r.text("url"), Publisher: r.text("publisher"), Published: r.text("published"),
		}
	}
	for i := range links {
		links[i].Quote = quotes[links[i].Tie]
	}
	return nil
}

func (l *Link) parties() []*Party {
	if l.Via != nil {
		return []*Party{&l.Subject, &l.Object, l.Via}
	}
	return []*Party{&l.Subject, &l.Object}
}

// addRoles tells of every person the offices that the graph knows. Former ones
// count only where there is no other.
func addRoles(ctx context.Context, s graph.Store, links []Link) error {
	roles, err := rolesIn(ctx, s, links)
	giveRoles(links, roles)
	return err
}

// rolesIn are the offices of the persons in links, by their ids.
func rolesIn(ctx context.Context, s graph.Store, links []Link) (map[string][]string, error) {
	var persons []string
	for i := range links {
		for _, p := range links[i].parties() {
			if p.Type == vocab.Person {
				persons = append(persons, p.ID)
			}
		}
	}
	if len(persons) == 0 {
		return nil, nil
	}
	slices.Sort(persons)
	rows, err := ask(ctx, s, "roles", map[string]any{"persons": texts(slices.Compact(persons))})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b graph.Row) int {
		a2, b2 := row(a), row(b)
		return cmp.Or(
			cmp.Compare(a2.text("modality"), b2.text("modality")), // asserted, former
			cmp.Compare(b2.number("independent"), a2.number("independent")),
			cmp.Compare(b2.float("confidence"), a2.float("confidence")),
			cmp.Compare(a2.text("title"), b2.text("title")),
			cmp.Compare(a2.text("body"), b2.text("body")),
		)
	})
	present, past := map[string][]string{}, map[string][]string{}
	for _, r := range rows {
		r := row(r)
		role := r.text("body")
		if t := r.text("title"); t != "" {
			role = t + ", " + role
		}
		at, id := present, r.text("person")
		if vocab.Modality(r.text("modality")) == vocab.Former {
			at, role = past, "former "+role
		}
		if !slices.Contains(at[id], role) {
			at[id] = append(at[id], role)
		}
	}
	for id, roles := range past {
		if present[id] == nil {
			present[id] = roles
		}
	}
	return present, nil
}

func giveRoles(links []Link, roles map[string][]string) {
	for i := range links {
		for _, p := range links[i].parties() {
			p.Roles = roles[p.ID]
		}
	}
}

package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) show() *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME",
		Short: "Show all that the graph knows of one entity",
		Example: `  entente show Stoltenberg
  entente show country/mda --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				m, err := a.find(ctx, s, name(args))
				if err != nil {
					return err
				}
				card, err := queries.Show(ctx, s, m.ID)
				if err != nil {
					return err
				}
				if a.loaded.Format == "json" {
					return printJSON(a.out, card)
				}
				return a.print(cardAnswer(card))
			})
		},
	}
}

// cardAnswer lays a card out as lines of a label and a value.
func cardAnswer(c queries.Card) answer {
	t := answer{rows: c, head: []string{"What", "Value", "Evidence"}}
	line := func(label, value, evidence string) {
		if value != "" {
			t.add(nil, label, value, evidence)
		}
	}
	line("Name", c.Name, "")
	line("Id", c.ID, "")
	kind := string(c.Type)
	if c.Kind != "" {
		kind += ", " + c.Kind
	}
	line("Type", kind, "")
	line("Also", strings.Join(c.Aliases, "; "), "")
	line("Acronym", c.Acronym, "")
	line("Merged", strings.Join(c.Same, " "), "")
	line("Same as", strings.Join(append(slices.Clone(c.SameAs), c.Links...), " "), "")
	office := func(label string, links []queries.Link, value func(queries.Link) string) {
		for _, l := range links {
			s := value(l)
			if when := period(l.From, l.To); when != "" {
				s += ", " + when
			}
			if l.Modality != "asserted" {
				s += " (" + string(l.Modality) + ")"
			}
			line(label, s, evidence(l.Quote))
		}
	}
	titled := func(title, rest string) string {
		if title == "" {
			return rest
		}
		return title + ", " + rest
	}
	office("Office", c.Offices, func(l queries.Link) string { return titled(l.Title, l.Object.Name) })
	office("Holder", c.Holders, func(l queries.Link) string { return l.Subject.Name + strings.TrimSuffix(", "+l.Title, ", ") })
	office("Member of", c.Memberships, func(l queries.Link) string { return l.Object.Name })
	if c.Members > 0 {
		line("Members", fmt.Sprint(c.Members), "")
	}
	line("Meetings", count(c.Meetings), "")
	line("Ties", count(c.TieCounts), "")
	line("Mentions", fmt.Sprint(c.Mentions), "")
	for _, r := range c.Releases {
		line("Release", r.Title+origin(r.Publisher, r.Published, ""), r.URL)
	}
	return t
}

// count writes numbers by name: "MET_WITH 3, VISITED 1".
func count[K ~string](m map[K]int) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, fmt.Sprintf("%s %d", k, m[k]))
	}
	return strings.Join(parts, ", ")
}

package main

import (
	"context"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) whoMet() *cobra.Command {
	var f filterFlags
	var direct bool
	cmd := &cobra.Command{
		Use:   "who-met [NAME]",
		Short: "List whom somebody met, when and where",
		Long: `List whom a person, body or country met: when, where, and the sentence that says
so. The meetings of a country or body include those of its office holders.
Without a name: who met whom.`,
		Example: `  entente who-met Stoltenberg
  entente who-met Moldova --since 2023-10-01 --until 2023-10-31
  entente who-met --planned=only`,
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := f.filter(a)
			if err != nil {
				return err
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				p := queries.WhoMetParams{Filter: filter, Direct: direct}
				who := "anybody"
				if len(args) > 0 {
					m, err := a.find(ctx, s, name(args))
					if err != nil {
						return err
					}
					p.Entity, who = m.ID, m.Name
				}
				rows, err := queries.WhoMet(ctx, s, p)
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"When", "Who", "Met", "Where", "Status"},
					empty: "the graph knows no such meeting of " + who + f.whatElse()}
				for i := range rows {
					r := &rows[i]
					t.add(&r.Fact, period(r.From, r.To), party(r.Who), party(r.With), r.Place, string(r.Modality))
				}
				return a.print(t)
			})
		},
	}
	f.add(cmd, false)
	cmd.Flags().BoolVar(&direct, "direct", false, "leave out the meetings of office holders")
	return cmd
}

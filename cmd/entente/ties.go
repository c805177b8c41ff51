package main

import (
	"context"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) ties() *cobra.Command {
	var f filterFlags
	var direct bool
	cmd := &cobra.Command{
		Use:   "ties NAME",
		Short: "List the ties of a person, body or country",
		Long: `List all that ties somebody to others, with the sentence that says so. The ties
of a country or body include those of its office holders and of its parts.`,
		Example: `  entente ties Moldova
  entente ties NATO --type COOPERATES_WITH,PARTNER_OF --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := f.filter(a)
			if err != nil {
				return err
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				m, err := a.find(ctx, s, name(args))
				if err != nil {
					return err
				}
				rows, err := queries.Ties(ctx, s, queries.TiesParams{Filter: filter, Entity: m.ID, Direct: direct})
				if err != nil {
					return err
				}
				t := answer{rows: rows, empty: "the graph knows no such ties of " + m.Name + f.whatElse()}
				links(&t, rows, m.ID)
				return a.print(t)
			})
		},
	}
	f.add(cmd, true)
	cmd.Flags().BoolVar(&direct, "direct", false, "own ties only, none through officials and parts")
	return cmd
}

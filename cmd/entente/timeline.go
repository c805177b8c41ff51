package main

import (
	"context"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) timeline() *cobra.Command {
	var f filterFlags
	cmd := &cobra.Command{
		Use:   "timeline NAME",
		Short: "List what happened to somebody, day by day",
		Example: `  entente timeline NATO --since 2023-10
  entente timeline Stoltenberg --planned`,
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
				rows, err := queries.Timeline(ctx, s, queries.TimelineParams{Filter: filter, Entity: m.ID})
				if err != nil {
					return err
				}
				t := answer{rows: rows, empty: "the graph knows nothing dated of " + m.Name + f.whatElse()}
				links(&t, rows, m.ID)
				return a.print(t)
			})
		},
	}
	f.add(cmd, true)
	return cmd
}

package main

import (
	"context"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) members() *cobra.Command {
	var f filterFlags
	var on string
	cmd := &cobra.Command{
		Use:   "members NAME",
		Short: "List the members of a body",
		Example: `  entente members "INTERPOL Dialogue"
  entente members NATO --on 2023-10-26 --csv`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := f.filter(a)
			if err == nil {
				err = checkDate("--on", on)
			}
			if err != nil {
				return err
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				m, err := a.find(ctx, s, name(args))
				if err != nil {
					return err
				}
				rows, err := queries.Members(ctx, s, queries.MembersParams{Filter: filter, Entity: m.ID, On: on})
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"Member", "Type", "As", "When", "Status"},
					empty: "the graph knows no members of " + m.Name}
				for i := range rows {
					r := &rows[i]
					t.add(&r.Fact, r.Member.Name, string(r.Member.Type), r.Title, period(r.From, r.To), string(r.Modality))
				}
				return a.print(t)
			})
		},
	}
	f.add(cmd, false)
	cmd.Flags().StringVar(&on, "on", "", "who was a member on this `date`")
	return cmd
}

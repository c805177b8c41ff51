package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) path() *cobra.Command {
	var f filterFlags
	var longest int
	cmd := &cobra.Command{
		Use:   "path A B",
		Short: "Show how two entities are connected",
		Example: `  entente path Recean Stoltenberg
  entente path "Cabo Verde" Moldova --type MET_WITH,HOLDS_POSITION --max 4`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := f.filter(a)
			if err != nil {
				return err
			}
			if longest < 1 || longest > 6 {
				return &usageError{fmt.Errorf("--max=%d: it may be 1 to 6", longest)}
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				from, err := a.find(ctx, s, args[0])
				if err != nil {
					return err
				}
				to, err := a.find(ctx, s, args[1])
				if err != nil {
					return err
				}
				rows, err := queries.Path(ctx, s, queries.PathParams{Filter: filter, A: from.ID, B: to.ID, Max: longest})
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"From", "Tie", "To", "When", "Status"},
					empty: fmt.Sprintf("no path of at most %d ties between %s and %s", longest, from.Name, to.Name)}
				for i := range rows {
					r := &rows[i]
					tie := "-" + string(r.Type) + "->"
					if r.Back {
						tie = "<-" + string(r.Type) + "-"
					} else if r.Type.Symmetric() {
						tie = "-" + string(r.Type) + "-"
					}
					t.add(&r.Fact, r.A.Name, tie, r.B.Name, period(r.From, r.To), string(r.Modality))
				}
				return a.print(t)
			})
		},
	}
	f.add(cmd, true)
	cmd.Flags().IntVar(&longest, "max", 6, "the longest path to look for, in `ties`, 1 to 6")
	return cmd
}

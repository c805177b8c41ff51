package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) evidence() *cobra.Command {
	return &cobra.Command{
		Use:   "evidence ID [ID]",
		Short: "Show every sentence behind a tie, claim or release, or between two entities",
		Long: `Show every sentence behind a tie, a claim or a release by its id (--json and --csv
print them), or all that is said of two entities, by id or name.`,
		Example: `  entente evidence tie/0123456789abcdef
  entente evidence Stoltenberg Recean`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				ids := args
				if len(args) == 2 {
					ids = nil
					for _, n := range args {
						m, err := a.find(ctx, s, n)
						if err != nil {
							return err
						}
						ids = append(ids, m.ID)
					}
				}
				rows, err := queries.Evidence(ctx, s, ids...)
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"Claim", "Subject", "Type", "Object", "Status", "When", "Confidence", "Rule"},
					empty: "the graph holds no claim between the two"}
				for i := range rows {
					r := &rows[i]
					t.add(&queries.Fact{Tie: r.Tie, Releases: 1, Independent: 1, Confidence: r.Confidence, Quote: queries.Quote{
						Claim: r.ID, Text: r.Quote, Release: r.Release, Title: r.ReleaseTitle, URL: r.URL, Publisher: r.Publisher, Published: r.Published,
					}}, r.ID, r.SubjectName, string(r.Type), r.ObjectName, string(r.Modality), period(r.From, r.To), fmt.Sprintf("%.2f", r.Confidence), r.Rule)
				}
				return a.print(t)
			})
		},
	}
}

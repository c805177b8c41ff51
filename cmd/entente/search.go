package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) search() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "search WORDS",
		Short: "Find sentences and titles by their words",
		Long: `Find the sentences that facts were read from, and the titles of releases, that hold
all the words, in any form of case, accents and punctuation. Those that hold them
beside each other come first. "entente evidence" takes the ids.`,
		Example: `  entente search air defence
  entente search "Coastal Dialogue" --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				hits, err := queries.Search(ctx, s, strings.Join(args, " "), limit)
				if err != nil {
					return err
				}
				if hits == nil {
					hits = []queries.Hit{}
				}
				t := answer{rows: hits, head: []string{"Found", "Subject", "Type", "Object", "Status", "Confidence"},
					empty: "no sentence and no title holds all these words"}
				for _, h := range hits {
					sure := ""
					if h.Type != "" {
						sure = confidence(h.Confidence)
					}
					t.add(&queries.Fact{Tie: h.Tie, Releases: 1, Independent: 1, Confidence: h.Confidence, Quote: h.Quote},
						h.ID, h.SubjectName, string(h.Type), h.ObjectName, string(h.Modality), sure)
				}
				return a.print(t)
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "at most this `number` of rows; 0 is all")
	return cmd
}

package main

import (
	"bufio"
	"context"

	"github.com/spf13/cobra"

	"entente/graph"
)

func (a *app) export() *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Print the whole graph as JSON Lines",
		Long: `Print the whole graph as JSON Lines: entities, releases, mentions, claims and
ties, each line with its kind in "record". The order depends on the content
only: two stores with one content print the same bytes.`,
		Example: `  entente export > graph.jsonl
  entente export | jq -r 'select(.record == "tie") | .type' | sort | uniq -c`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				w := bufio.NewWriter(a.out)
				if err := graph.Encode(w, s.Export(ctx)); err != nil {
					return err
				}
				return w.Flush()
			})
		},
	}
}

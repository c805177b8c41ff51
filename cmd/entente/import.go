package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"entente"
	"entente/formats"
)

func (a *app) importing() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE.jsonl",
		Short: "Read a graph that was exported as JSON Lines",
		Long: `Read what "entente export" wrote as JSON Lines into an empty store or into one that
holds other releases: both graphs are one then. Nothing is written when a line of the
file is wrong. Which entities are one is found anew, by the graph and by the ledger:
with the ledger of the graph that was exported, an export of the import is the same
to the byte. From which files and addresses the releases were read is not exported,
so a file that has changed since does not take its old releases back.`,
		Example: `  entente export --output graph.jsonl
  entente import graph.jsonl --store sqlite:copy.db --ledger entente.db.ledger`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			s, err := a.openStore(ctx, true)
			if err != nil {
				return err
			}
			defer s.Close(context.WithoutCancel(ctx))
			e, err := entente.OpenGraph(s, a.options())
			if err != nil {
				return err
			}
			if _, err := e.Review(ctx); err != nil { // the ledger's trouble, before anything is written
				return err
			}
			in, err := formats.Import(ctx, s, args[0], f)
			if err != nil {
				return err
			}
			settled, err := e.Settle(context.WithoutCancel(ctx))
			if err != nil {
				return err
			}
			if a.loaded.Format == "json" {
				return printJSON(a.out, in)
			}
			fmt.Fprintf(a.out, "%d releases with %d facts and %d entities imported; %d names merged in %s\n",
				in.Releases, in.Claims, in.Entities, settled.Merged, a.loaded.Store)
			if in.Cut {
				a.note("%s ends before its ties: it may be cut off, and lack facts too", args[0])
			}
			return nil
		},
	}
}

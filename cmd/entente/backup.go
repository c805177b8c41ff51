package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/sqlite"
)

func (a *app) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy an SQLite store into a new file",
		Long: `Copy an SQLite store into a new file, as it is now: others may read and write it
meanwhile. The file is a store like the first; --store sqlite:FILE asks it. The
ledger of decisions is a text file of its own, to be copied beside it.`,
		Example: `  entente backup backups/2024-05-03.db`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !a.sqlite() {
				return &usageError{errors.New(`Neo4j copies its databases itself: stop it and run "neo4j-admin database dump neo4j --to-path=FOLDER"; "entente export" prints what the graph holds`)}
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				if err := s.(*sqlite.Store).Backup(ctx, args[0]); err != nil {
					return err
				}
				fmt.Fprintf(a.out, "%s is copied to %s\n", a.loaded.Store, args[0])
				if ledger := a.loaded.LedgerFile(); ledger != "" {
					if _, err := os.Stat(ledger); err == nil {
						a.note("the decisions stand in %s; copy that too", ledger)
					}
				}
				return nil
			})
		},
	}
}

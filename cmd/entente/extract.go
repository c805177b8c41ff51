package main

import (
	"bufio"
	"errors"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/format"
	"entente/source"
)

func (a *app) extract() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extract PATH|URL...",
		Short: "Print what releases say as JSON Lines, without a graph",
		Long: `Print what releases say as JSON Lines, one release a line: its entities with
every mention, and its facts with the sentence that says so. Offsets are bytes
of the text as it was given.`,
		Example: `  entente extract release.txt
  cat release.txt | entente extract - | jq '.relations[].type'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := entente.Open(nil, a.options())
			if err != nil {
				return err
			}
			out := bufio.NewWriter(a.out)
			failed, read := 0, 0
			for r := range e.ExtractAll(cmd.Context(), source.Open(cmd.Context(), a.sources(), args...)) {
				if r.Err != nil {
					if cmd.Context().Err() != nil {
						break
					}
					a.failed(r.Err)
					if failed++; a.loaded.Strict {
						break
					}
					continue
				}
				read++
				if err := format.Write(out, r.Analysis); err != nil {
					return err
				}
			}
			return outcome(errors.Join(out.Flush(), cmd.Context().Err()), failed, read, a.loaded.Strict)
		},
	}
	readingFlags(cmd)
	return cmd
}

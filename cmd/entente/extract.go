package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"

	"github.com/spf13/cobra"

	"entente"
	"entente/extract"
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
			out := bufio.NewWriter(a.out)
			return a.analyse(cmd.Context(), wholePipeline, args, func(x *extract.Analysis) error { return format.Write(out, x) }, out.Flush)
		},
	}
	readingFlags(cmd)
	return cmd
}

func wholePipeline(o entente.Options) (*entente.Entente, error) { return entente.New(nil, o) }

// analyse reads releases and hands each to give, tells of those that cannot be
// read, and calls finish after the last.
func (a *app) analyse(ctx context.Context, open func(entente.Options) (*entente.Entente, error), names []string, give func(*extract.Analysis) error, finish func() error) error {
	e, err := open(a.options())
	if err != nil {
		return err
	}
	failed, read := 0, 0
	for r := range e.ExtractAll(ctx, source.Open(ctx, a.sources(), names...)) {
		if r.Err != nil {
			if ctx.Err() != nil {
				break
			}
			a.failed(r.Err)
			if failed++; a.loaded.Strict {
				break
			}
			continue
		}
		read++
		if l := r.Analysis.Language; l != "" {
			a.note("entente: %q is not in English (%s), the only language read: it gives no facts", cmp.Or(r.Analysis.Doc.Title, r.Analysis.Doc.URL), l)
		}
		if err := give(r.Analysis); err != nil {
			return err
		}
	}
	return outcome(errors.Join(finish(), ctx.Err()), failed, read, a.loaded.Strict)
}

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"entente"
	"entente/eval"
	"entente/internal/format"
	"entente/source"
)

func (a *app) eval() *cobra.Command {
	var system string
	var byType, showErrors bool
	cmd := &cobra.Command{
		Use:   "eval GOLD",
		Short: "Measure extraction against annotated releases",
		Long: `Measure extraction against a file of annotated releases (JSON Lines): precision,
recall and F1 of mentions, entities and relations, and the share of right dates,
titles and evidence. Without --system the releases of the file are extracted now.`,
		Example: `  entente eval gold.jsonl --by-type
  entente eval gold.jsonl --system output.jsonl --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			gold, err := readFile(args[0], eval.ReadGold)
			if err != nil {
				return err
			}
			var found []eval.System
			if system != "" {
				found, err = readFile(system, eval.ReadSystem)
			} else {
				found, err = a.extractGold(cmd.Context(), args[0])
			}
			if err != nil {
				return err
			}
			r := eval.Score(gold, found)
			if showErrors {
				if err := r.WriteErrors(a.out); err != nil {
					return err
				}
			}
			if a.loaded.Format == "json" {
				return r.WriteJSON(a.out, byType)
			}
			return r.WriteText(a.out, byType)
		},
	}
	f := cmd.Flags()
	f.StringVar(&system, "system", "", "score this `file` of an extractor's output")
	f.BoolVar(&byType, "by-type", false, "figures by type too")
	f.BoolVar(&showErrors, "errors", false, "list every miss and every spurious fact")
	f.Int("workers", 0, "releases read at once; 0 is one a processor (`number`)")
	f.Float64("min-confidence", 0, "drop facts less sure than this, 0 to 1")
	return cmd
}

func readFile[T any](path string, read func(io.Reader, string) ([]T, error)) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return read(f, path)
}

// extractGold runs the extractor on a gold file, which is an input file like any
// other. What it finds goes through its output format, so that this is measured
// too.
func (a *app) extractGold(ctx context.Context, path string) ([]eval.System, error) {
	e, err := entente.Open(nil, a.options())
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for r := range e.ExtractAll(ctx, source.Open(ctx, a.sources(), path)) {
		if r.Err != nil {
			return nil, r.Err
		}
		if err := format.Write(&out, r.Analysis); err != nil {
			return nil, err
		}
	}
	found, err := eval.ReadSystem(&out, "the extractor's output")
	return found, errors.Join(err, ctx.Err())
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"entente"
	"entente/eval"
	"entente/extract/corpus"
	"entente/extract/models"
	"entente/internal/format"
	"entente/source"
	"entente/train"
)

func (a *app) eval() *cobra.Command {
	var system, texts string
	var byType, showErrors bool
	cmd := &cobra.Command{
		Use:   "eval GOLD",
		Short: "Measure extraction against annotated text",
		Long: `Measure extraction against annotated text. What is measured depends on the file:

  .jsonl    releases: precision, recall and F1 of mentions, entities and relations,
            and the share of right dates, titles and evidence. Without --system the
            releases of the file are extracted now. With --texts the file holds
            stand-off annotations of releases in that folder. If these say who the
            names are ("names"), B-cubed of the entities that they are given, among
            these releases alone or, with --store, among all that the store holds.
  .conllu   a treebank: sentences and words of its raw text, parts of speech, and
            trees by the words it has and the tags we give them
  .tsv      BIO columns: names of people, organisations and locations`,
		Example: `  entente eval gold.jsonl --by-type
  entente eval gold.jsonl --system output.jsonl --json
  entente eval test.conllu
  entente eval names.tsv --model ner.model`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if ext := filepath.Ext(args[0]); ext == ".conllu" || ext == ".tsv" {
				if system != "" || showErrors {
					return &usageError{errors.New("--system and --errors are for annotated releases (.jsonl)")}
				}
				return a.evalModels(cmd.Context(), args[0], ext)
			}
			if holdsIdentities(args[0]) {
				l, err := a.evalIdentities(cmd.Context(), args[0], texts, cmd.Flags().Changed("store"))
				if err != nil {
					return err
				}
				if showErrors {
					for _, e := range l.Errors {
						fmt.Fprintln(a.out, e)
					}
				}
				if a.loaded.Format == "json" {
					return printJSON(a.out, l)
				}
				return l.WriteText(a.out, byType)
			}
			if texts != "" {
				whole, err := standoff(args[0], texts)
				if err != nil {
					return err
				}
				defer os.Remove(whole)
				args[0] = whole
			}
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
	f.StringVar(&texts, "texts", "", "the `folder` of the releases that stand-off annotations go with")
	f.BoolVar(&byType, "by-type", false, "figures by type too")
	f.BoolVar(&showErrors, "errors", false, "list every miss and every spurious fact")
	modelFlag(cmd)
	f.Int("workers", 0, "releases read at once; 0 is one a processor (`number`)")
	f.Float64("min-confidence", 0, "drop facts less sure than this, 0 to 1")
	return cmd
}

// standoff writes stand-off annotations with the texts that they go with to a file
// for the time being, and returns its name.
func standoff(path, texts string) (name string, err error) {
	data, err := readFile(path, func(r io.Reader, name string) ([]corpus.Release, error) { return corpus.ReadStandoff(r, name, texts) })
	if err != nil {
		return "", err
	}
	for _, x := range data {
		if !x.HasRelations {
			return "", fmt.Errorf("%s:%d: release %s has no \"relations\", not even an empty list", path, x.Line, x.ID)
		}
	}
	f, err := os.CreateTemp("", "entente-eval-*.jsonl")
	if err != nil {
		return "", err
	}
	err = errors.Join(corpus.WriteReleases(f, data), f.Close())
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return f.Name(), err
}

// evalModels measures single models rather than the facts of releases.
func (a *app) evalModels(ctx context.Context, path, ext string) error {
	set, err := models.Load(a.loaded.Models()...)
	if err != nil {
		return err
	}
	var figures interface{ Write(io.Writer) error }
	if ext == ".conllu" {
		figures, err = train.MeasureTreebank(ctx, path, set)
	} else {
		figures, err = train.MeasureColumns(ctx, path, set)
	}
	if err != nil {
		return err
	}
	if a.loaded.Format == "json" {
		return printJSON(a.out, figures)
	}
	return figures.Write(a.out)
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
	e, err := entente.New(nil, a.options())
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

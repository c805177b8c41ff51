package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"entente/extract/models"
	"entente/train"
)

func (a *app) train() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "train",
		Short: "Make a model out of annotated text",
		Long: `Make a model out of annotated text of your own. The kinds of model:

  sentences   where sentences end               from treebanks (.conllu)
  tagger      the part of speech of words       from treebanks (.conllu)
  parser      dependency trees                  from treebanks (.conllu)
  ner         what names are, and where         from releases (.jsonl) and BIO columns (.tsv)
  facts       how sure a fact is                from releases with relations (.jsonl)

Each learns from the files that are named, or by a recipe, a YAML file that gives
weights and says what the types of others are for us. The model goes to the file
--out names; "--model FILE" then makes extract, ingest, explain, parse and eval
use it. The same data, recipe and seed give the same model, to the byte. A run
that is stopped leaves the old file as it was.`,
		Example: `  entente train tagger train.conllu --out tagger.model
  entente train ner releases.jsonl --out ner.model --seed 7
  entente train ner --recipe ner.yaml --out ner.model
  entente extract release.txt --model ner.model`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, kind := range models.Kinds() {
		cmd.AddCommand(a.trainKind(kind))
	}
	return cmd
}

func (a *app) trainKind(kind string) *cobra.Command {
	var recipe, out string
	var seed uint64
	var epochs int
	about := map[string][2]string{
		"sentences": {"Learn where sentences end, from treebanks", "train.conllu"},
		"tagger":    {"Learn parts of speech, from treebanks", "train.conllu"},
		"parser":    {"Learn dependency trees, from treebanks", "train.conllu"},
		"ner":       {"Learn what names are, from releases and BIO columns", "releases.jsonl"},
		"facts":     {"Learn how sure the facts of the rules are, from releases", "releases.jsonl"},
	}[kind]
	cmd := &cobra.Command{
		Use:     kind + " [FILE...]",
		Short:   about[0],
		Example: fmt.Sprintf("  entente train %s %s --out %s.model\n  entente train %[1]s --recipe %[1]s.yaml --out %[1]s.model", kind, about[1], kind),
		RunE: func(cmd *cobra.Command, files []string) error {
			r, err := recipeOf(kind, recipe, files)
			if err != nil {
				return err
			}
			if cmd.Flags().Changed("seed") {
				r.Seed = seed
			}
			if cmd.Flags().Changed("epochs") {
				r.Epochs = epochs
			}
			if epochs < 0 {
				return &usageError{fmt.Errorf("--epochs=%d: it may not be below 0", epochs)}
			}
			return a.makeModel(cmd.Context(), r, out)
		},
	}
	f := cmd.Flags()
	f.StringVar(&recipe, "recipe", "", "learn as this YAML `file` says, in place of named files")
	f.StringVarP(&out, "out", "o", "", "write the model to this `file`")
	f.Uint64Var(&seed, "seed", 1, "the `number` that all random choices follow from")
	f.IntVar(&epochs, "epochs", 0, "passes over the data; 0 is what is usual (`number`)")
	modelFlag(cmd)
	_ = cmd.MarkFlagRequired("out")
	_ = cmd.MarkFlagFilename("recipe", "yaml", "yml")
	return cmd
}

func recipeOf(kind, recipe string, files []string) (train.Recipe, error) {
	switch {
	case recipe == "" && len(files) == 0:
		return train.Recipe{}, &usageError{errors.New("name files to learn from, or a recipe with --recipe")}
	case recipe != "" && len(files) > 0:
		return train.Recipe{}, &usageError{errors.New("name files or a recipe, not both: a recipe lists its files")}
	case recipe == "":
		r := train.Of(kind, files...)
		r.Seed = 1
		return r, nil
	}
	r, err := train.ReadRecipe(recipe)
	if err == nil && r.Kind != kind {
		err = fmt.Errorf("%s: a recipe of kind %s; use entente train %s", recipe, r.Kind, r.Kind)
	}
	return r, err
}

func (a *app) makeModel(ctx context.Context, r train.Recipe, out string) error {
	// Whether the file can be written should not show after an hour.
	if s, err := os.Stat(filepath.Dir(out)); err != nil {
		return err
	} else if !s.IsDir() {
		return fmt.Errorf("%s is no folder", filepath.Dir(out))
	}
	set, err := models.Load(a.loaded.Models()...)
	if err != nil {
		return err
	}
	var bar *progressbar.ProgressBar
	step := ""
	m, err := train.Run(ctx, r, set, func(name string, done, of int, loss float64) {
		if name != step {
			if bar != nil {
				_ = bar.Clear()
			}
			bar, step = a.passes(of), name
		}
		bar.Describe(fmt.Sprintf("%s, loss %.4f", name, loss))
		_ = bar.Set(done)
	})
	if bar != nil {
		_ = bar.Clear()
	}
	if err != nil {
		return err
	}
	if err := train.Save(m, out); err != nil {
		return err
	}
	s, err := os.Stat(out)
	if err != nil {
		return err
	}
	if a.loaded.Format == "json" {
		return printJSON(a.out, map[string]any{"kind": r.Kind, "file": out, "bytes": s.Size(), "seed": r.Seed})
	}
	fmt.Fprintf(a.out, "%s: a model of kind %s, %.1f MB; use it with --model %s\n", out, r.Kind, float64(s.Size())/1e6, quoted(out))
	return nil
}

func quoted(path string) string {
	if strings.ContainsAny(path, " '\"") {
		return fmt.Sprintf("%q", path)
	}
	return path
}

// passes shows how far training is, to a person only.
func (a *app) passes(of int) *progressbar.ProgressBar {
	return progressbar.NewOptions(of,
		progressbar.OptionSetWriter(a.err),
		progressbar.OptionSetVisibility(a.errTTY),
		progressbar.OptionSetElapsedTime(true),
	)
}

// modelFlag is of every verb that uses models.
func modelFlag(cmd *cobra.Command) {
	cmd.Flags().String("model", "", "use the model of this `file` in place of the embedded one of its kind; several with commas between")
	_ = cmd.MarkFlagFilename("model", "model")
}

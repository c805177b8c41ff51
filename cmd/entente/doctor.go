package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"entente/config"
	"entente/extract/lexicon"
	"entente/graph"
)

func (a *app) doctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check settings, store and versions",
		Example: `  entente doctor
  entente doctor --store neo4j://localhost:7687 --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r := checkup{Build: buildInfo(), File: a.loaded.File, Settings: a.loaded.Settings}
			_, lexErr := lexicon.Load()
			if lexErr != nil {
				r.Problems = append(r.Problems, lexErr.Error())
			}
			err := a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				d, err := s.Describe(ctx)
				r.Store = &d
				return err
			})
			if err != nil {
				_, hint := a.judge(err)
				r.Problems = append(r.Problems, err.Error())
				if hint != "" {
					r.Problems = append(r.Problems, hint)
				}
			}
			if r.Store != nil && len(r.Store.Problems) > 0 {
				r.Problems = append(r.Problems, r.Store.Problems...)
				r.Problems = append(r.Problems, a.storeHint(graph.Broken))
				err = errStoreReported
			}
			if a.loaded.Format == "json" {
				if err := printJSON(a.out, r); err != nil {
					return err
				}
			} else {
				r.print(a)
			}
			switch {
			case lexErr != nil:
				return errReported
			case err != nil:
				return errStoreReported
			}
			return nil
		},
	}
}

// checkup is what doctor finds.
type checkup struct {
	Build    build              `json:"build"`
	File     string             `json:"config_file,omitempty"`
	Settings []config.Setting   `json:"settings"`
	Store    *graph.Description `json:"store,omitempty"`
	Problems []string           `json:"problems,omitempty"`
}

func (r checkup) print(a *app) {
	w := a.out
	fmt.Fprintln(w, r.Build)
	file := r.File
	if file == "" {
		file = "none"
	}
	fmt.Fprintf(w, "\nSettings (file: %s)\n", file)
	for _, s := range r.Settings {
		fmt.Fprintf(w, "  %-25s %-24v %s\n", s.Key, s.Value, s.Origin)
	}
	if d := r.Store; d != nil {
		fmt.Fprintf(w, "\nStore\n  %s %s at %s, schema %d\n ", d.Store, d.Version, d.Address, d.Schema)
		for _, k := range slices.Sorted(maps.Keys(d.Counts)) {
			fmt.Fprintf(w, " %d %s", d.Counts[k], k)
		}
		fmt.Fprintln(w)
	}
	if len(r.Problems) == 0 {
		fmt.Fprintln(w, "\nAll is well.")
		return
	}
	fmt.Fprintln(w, "\nProblems")
	for _, p := range r.Problems {
		fmt.Fprintf(w, "  %s\n", p)
	}
}

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/formats"
	"entente/graph"
	"entente/queries"
	"entente/text/vocab"
)

func (a *app) export() *cobra.Command {
	var format, output, since, entity string
	var types []string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph as JSON Lines or in the formats of other programs",
		Long: `Write the graph, to standard output or to --output, in one of these formats:

` + formatTable() + `
The first three write all that the graph holds. The others write the entities that
stand and the ties between them, each with its surest sentence, address and day, and
take --since, --entity and --types. Of JSON Lines each line has its kind in "record":
entity, release, mentioned, claim or tie.

The same graph gives the same bytes. A file or folder is there whole or not at all.`,
		Example: `  entente export > graph.jsonl
  entente export | jq -r 'select(.record == "tie") | .type' | sort | uniq -c
  entente export --format gexf --since 2024 --output talks.gexf
  entente export --format neo4j-csv --output bulk/
  entente export --format mermaid --entity Lindqvist --types MET_WITH,VISITED`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, ok := formats.Find(format)
			if !ok {
				return &usageError{fmt.Errorf("there is no format %q; the formats are %s", format, strings.Join(formatNames(), ", "))}
			}
			filter, err := queries.ReadFilter(queries.Args{"since": since, "type": strings.Join(types, ",")})
			switch {
			case err != nil:
				return err
			case f.Whole && (since != "" || entity != "" || len(types) > 0):
				return &usageError{fmt.Errorf("%s is the whole graph: leave out --since, --entity and --types, or take another format", f.Name)}
			case f.Folder && output == "":
				return &usageError{fmt.Errorf("%s is several files: name a folder for them with --output", f.Name)}
			case f.Binary && output == "" && a.outTTY:
				return &usageError{fmt.Errorf("%s is nothing to look at: name a file with --output", f.Name)}
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				only := formats.Filter{Since: filter.Since, Types: filter.Types}
				if entity != "" {
					m, err := a.find(ctx, s, entity)
					if err != nil {
						return err
					}
					only.Entity = m.ID
				}
				write := func(create formats.Create) error { return f.Write(s.Export(ctx), only, create) }
				switch {
				case output == "":
					return write(func(string) (io.Writer, error) { return a.out, nil })
				case f.Folder:
					return writeFolder(output, write)
				}
				return writeFile(output, write)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&format, "format", formats.All()[0].Name, "the `name` of the format")
	_ = flags.SetAnnotation("format", ownFlag, []string{"yes"})
	flags.StringVarP(&output, "output", "o", "", "the `file` to write, or the folder of a format that is one; without it standard output")
	flags.StringVar(&since, "since", "", "only ties that overlap the time from this `date` on (2023-10-26, 2023-10 or 2023)")
	flags.StringVar(&entity, "entity", "", "only the entity of this `name`, its ties and their other ends")
	flags.StringSliceVar(&types, "types", nil, "only ties of these `types`: MET_WITH,MEMBER_OF")
	_ = cmd.RegisterFlagCompletionFunc("types", cobra.FixedCompletions(typeNames(), cobra.ShellCompDirectiveNoFileComp))
	var names []cobra.Completion
	for _, f := range formats.All() {
		names = append(names, cobra.CompletionWithDesc(f.Name, f.About))
	}
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func formatNames() []string {
	var names []string
	for _, f := range formats.All() {
		names = append(names, f.Name)
	}
	return names
}

func formatTable() string {
	var b strings.Builder
	for _, f := range formats.All() {
		fmt.Fprintf(&b, "  %-10s %s\n", f.Name, f.About)
	}
	return b.String()
}

// writeFile writes a file beside its place and moves it there when it is whole.
func writeFile(path string, write func(formats.Create) error) error {
	if had, err := os.Stat(path); err == nil && !had.Mode().IsRegular() {
		return fmt.Errorf("%s is no file that can be replaced: name another", path)
	}
	return beside(path, func(part string) error { return writeFiles(func(string) string { return part }, write) })
}

// writeFolder writes a folder beside its place and moves it there when it is whole.
func writeFolder(path string, write func(formats.Create) error) error {
	had, err := os.ReadDir(path)
	switch {
	case err == nil && len(had) > 0:
		return fmt.Errorf("%s is there and not empty: remove it or name another folder", path)
	case err != nil && !os.IsNotExist(err):
		return fmt.Errorf("%s is no folder: name another", path)
	}
	return beside(path, func(part string) error {
		if err := os.Mkdir(part, 0o777); err != nil {
			return err
		}
		if err := writeFiles(func(name string) string { return filepath.Join(part, name) }, write); err != nil {
			return err
		}
		_ = os.Remove(path) // an empty one
		return nil
	})
}

// beside makes something in a temporary folder beside its place, then moves it there.
func beside(path string, make func(part string) error) error {
	path = filepath.Clean(path)
	dir, err := os.MkdirTemp(filepath.Dir(path), ".entente-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	part := filepath.Join(dir, "part")
	if err := make(part); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// writeFiles makes the files that a format asks for and has them on the disk.
func writeFiles(place func(name string) string, write func(formats.Create) error) error {
	var files []*os.File
	defer func() {
		for _, f := range files {
			f.Close()
		}
	}()
	err := write(func(name string) (io.Writer, error) {
		f, err := os.Create(place(name))
		if err == nil {
			files = append(files, f)
		}
		return f, err
	})
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := f.Sync(); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

func typeNames() []string {
	var names []string
	for _, t := range vocab.RelationTypes() {
		names = append(names, string(t))
	}
	return names
}

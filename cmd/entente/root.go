package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"entente"
	"entente/config"
	"entente/graph"
	"entente/source"
)

// app is one run of the command.
type app struct {
	terminal
	loaded  config.Loaded
	started bool // the command line and the settings were right
	drawn   bool // tables are drawn though nobody looks: --format table says so
}

const about = `entente reads official press releases, finds who met whom, who belongs to what
and where it happened, and keeps it as a graph: each fact with its sentence.

Settings come from entente.yaml (here, or in $XDG_CONFIG_HOME/entente), then
from ENTENTE_* variables (ENTENTE_STORE, ENTENTE_NEO4J_PASSWORD), then from flags.

Exit status:
  0    all is well
  1    an error; nothing was done
  2    the command line or a setting is wrong
  3    the graph knows no such name or id
  4    the store or the queue cannot be opened, read or written
  5    some inputs could not be read, or events not be posted; the others were
  130  interrupted; what was read until then is saved`

const examples = `  entente ingest releases/            # read a folder into ./entente.db
  entente who-met Stoltenberg --planned
  entente ask "Who met Stoltenberg in October 2023?"
  entente members "INTERPOL Dialogue"
  entente ties Moldova --since 2023-10 --json`

// run runs the command line and returns the exit status.
func run(ctx context.Context, t terminal, args []string) int {
	a := &app{terminal: t}
	root := a.command()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	return a.exit(ctx, err)
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:           "entente",
		Short:         "Read press releases into a graph and ask it questions",
		Long:          about,
		Example:       examples,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			file, _ := cmd.Flags().GetString("config")
			var err error
			a.loaded, err = config.Load(config.Source{File: file, Env: a.env, Names: a.environ, Flags: settingFlags(cmd)})
			if err != nil {
				return err
			}
			for _, f := range []string{"json", "csv"} {
				if on, _ := cmd.Flags().GetBool(f); on {
					a.loaded.Format = f
				}
			}
			a.drawn = cmd.Flags().Changed("format")
			a.started = true
			return nil
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	f := root.PersistentFlags()
	f.String("config", "", "read settings from this `file`")
	f.String("store", config.Default().Store, "the graph's `address`: sqlite:PATH, neo4j://HOST:PORT or bolt://HOST:PORT")
	f.String("ledger", "", "the `file` of people's decisions; without it PATH.ledger beside an SQLite store, else entente.ledger")
	f.String("neo4j-user", config.Default().Neo4j.User, "`name` to log in to Neo4j with; the password is ENTENTE_NEO4J_PASSWORD")
	f.String("neo4j-database", config.Default().Neo4j.Database, "`name` of the Neo4j database")
	f.String("format", config.Default().Format, "the `format` of answers: "+strings.Join(config.Formats(), ", "))
	f.Bool("json", false, "print JSON")
	f.Bool("csv", false, "print comma-separated values")
	root.MarkFlagsMutuallyExclusive("format", "json", "csv")
	_ = root.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(config.Formats(), cobra.ShellCompDirectiveNoFileComp))
	for _, group := range []struct {
		id, title string
		verbs     []*cobra.Command
	}{
		{"read", "Read releases:", []*cobra.Command{a.ingest(), a.watch(), a.work(), a.queue(), a.extract(), a.explain(), a.parse(), a.importing()}},
		{"ask", "Ask the graph:", append(a.questions(), a.inEnglish(), a.cypher(), a.cypherGuide(), a.sql(), a.export(), a.serve(), a.mcp())},
		{"decide", "Decide what the graph can't know:", []*cobra.Command{a.candidates(), a.merge(), a.neverMerge(), a.split(), a.reject(), a.confirm(), a.rename(), a.sameAs(), a.retract(), a.undo(), a.decisions()}},
		{"more", "More:", []*cobra.Command{a.eval(), a.train(), a.doctor(), a.backup(), a.version()}},
	} {
		root.AddGroup(&cobra.Group{ID: group.id, Title: group.title})
		for _, v := range group.verbs {
			v.GroupID = group.id
			root.AddCommand(v)
		}
	}
	root.SetHelpCommandGroupID("more")
	root.SetCompletionCommandGroupID("more")
	return root
}

// ownFlag marks a flag that has the name of a setting and is none.
const ownFlag = "entente-own"

// settingFlags are the flags of a command that may be settings.
func settingFlags(cmd *cobra.Command) *pflag.FlagSet {
	set := pflag.NewFlagSet(cmd.Name(), pflag.ContinueOnError)
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Annotations[ownFlag] == nil {
			set.AddFlag(f)
		}
	})
	return set
}

// openStore opens the graph that the settings name.
func (a *app) openStore(ctx context.Context, write bool) (graph.Store, error) {
	n := a.loaded.Neo4j
	o := entente.StoreOptions{ReadOnly: !write, Fast: a.loaded.Sync == "normal", Database: n.Database,
		MaxConnections: n.MaxConnections, ConnectTimeout: n.ConnectTimeout, TransactionTimeout: n.TransactionTimeout}
	if p := string(n.Password); p != "" {
		o.User, o.Password = n.User, p
	}
	s, err := entente.OpenStore(ctx, a.loaded.Store, o)
	if err != nil {
		return nil, &storeError{err}
	}
	return s, nil
}

// sqlite reports whether the settings name an SQLite store.
func (a *app) sqlite() bool { return strings.HasPrefix(a.loaded.Store, "sqlite:") }

// withStore opens the graph for questions, asks, and closes it.
func (a *app) withStore(cmd *cobra.Command, ask func(context.Context, graph.Store) error) error {
	s, err := a.openStore(cmd.Context(), false)
	if err != nil {
		return err
	}
	defer s.Close(context.WithoutCancel(cmd.Context()))
	return ask(cmd.Context(), s)
}

// sources says how inputs are read.
func (a *app) sources() source.Options {
	return source.Options{Stdin: a.in, Now: a.now, Client: &http.Client{Timeout: a.loaded.HTTP.Timeout}}
}

// note tells the person at the terminal something that is not the answer.
func (a *app) note(format string, args ...any) {
	fmt.Fprintf(a.err, format+"\n", args...)
}

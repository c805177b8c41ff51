package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/graph"
	"entente/queries"
)

// questions makes every question a verb.
func (a *app) questions() []*cobra.Command {
	var verbs []*cobra.Command
	for _, q := range queries.Questions() {
		if q.Name == "report" {
			verbs = append(verbs, a.report(q))
			continue
		}
		verbs = append(verbs, a.question(q, func(_ *cobra.Command, answer queries.Answer) error { return a.print(answer) }))
	}
	return verbs
}

// question makes a question a verb: its parameters are arguments and flags.
func (a *app) question(q queries.Question, print func(*cobra.Command, queries.Answer) error) *cobra.Command {
	given := queries.Args{}
	var places []queries.Parameter
	use, least := q.Name, 0
	cmd := &cobra.Command{Short: q.Summary, Long: q.About}
	for _, p := range q.Params {
		switch {
		case p.Place && p.Required:
			use, least = use+" "+placeName(p), least+1
			places = append(places, p)
		case p.Place:
			use += " [" + placeName(p) + "]"
			places = append(places, p)
		default:
			questionFlag(cmd, p, given)
		}
	}
	cmd.Use = use
	for i, e := range q.Examples {
		if i > 0 {
			cmd.Example += "\n"
		}
		cmd.Example += "  entente " + e
	}
	switch {
	case len(places) == 0:
		cmd.Args = cobra.NoArgs
	case len(places) > 1:
		cmd.Args = cobra.RangeArgs(least, len(places))
		if least == len(places) {
			cmd.Args = cobra.ExactArgs(least)
		}
	case least > 0: // words of one name, which then needs no quotes
		cmd.Args = cobra.MinimumNArgs(least)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(places) == 1 {
			args = []string{strings.Join(args, " ")}
		}
		for i, arg := range args {
			given[places[i].Name] = arg
		}
		if cmd.Flags().Lookup("min-confidence") != nil {
			given["min_confidence"] = strconv.FormatFloat(a.loaded.MinConfidence, 'g', -1, 64)
		}
		return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
			answer, err := q.Run(ctx, a.world(s), given)
			if err != nil {
				return err
			}
			for _, p := range q.Params {
				if m, ok := answer.Entities[p.Name]; ok {
					a.tellOthers(given[p.Name], m)
				}
			}
			if cmd.Flags().Lookup("planned") != nil && given["planned"]+given["modality"] == "" {
				answer.Empty += "; --planned shows what is announced for the future"
			}
			return print(cmd, answer)
		})
	}
	return cmd
}

// placeName is what the help calls an argument.
func placeName(p queries.Parameter) string {
	if p.Name == "entity" {
		return "NAME"
	}
	return strings.ToUpper(p.Name)
}

// questionFlag makes a parameter a flag.
func questionFlag(cmd *cobra.Command, p queries.Parameter, given queries.Args) {
	name := strings.ReplaceAll(p.Name, "_", "-")
	f := cmd.Flags().VarPF(&value{p, given}, name, "", p.Help)
	f.DefValue = p.Default
	switch {
	case p.Kind == queries.Bool:
		f.NoOptDefVal = "true"
	case p.Kind == queries.Choice && p.Default == "": // named alone it is the first
		f.NoOptDefVal = p.Choices[0]
	}
	if len(p.Choices) > 0 {
		_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(p.Choices, cobra.ShellCompDirectiveNoFileComp))
	}
}

// value is the value of a parameter as a flag. What it may be is the question's to say.
type value struct {
	queries.Parameter
	given queries.Args
}

func (v *value) String() string { return v.given[v.Name] }

func (v *value) Type() string { return string(v.Kind) }

func (v *value) Set(s string) error {
	if had := v.given[v.Name]; had != "" && (v.Kind == queries.Types || v.Kind == queries.Modalities) {
		s = had + "," + s
	}
	v.given[v.Name] = s
	return nil
}

// world is what questions are asked of.
func (a *app) world(s graph.Store) queries.World { return entente.World(s, a.now) }

// find resolves a name and tells of others who bear it.
func (a *app) find(ctx context.Context, s graph.Store, name string) (queries.Match, error) {
	m, err := a.world(s).Find(ctx, name)
	if err == nil {
		a.tellOthers(name, m)
	}
	return m, err
}

// tellOthers tells of those who bear a name too.
func (a *app) tellOthers(name string, m queries.Match) {
	for i, o := range m.Others {
		if i == 5 {
			a.note("... and %d more of that name", len(m.Others)-i)
			break
		}
		if i == 0 {
			a.note("%q is read as %s (%s); also of that name:", name, m.Name, m.ID)
		}
		a.note("    %s (%s)", o.Name, o.ID)
	}
}

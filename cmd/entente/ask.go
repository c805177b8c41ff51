package main

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/ask"
	"entente/extract/models"
	"entente/graph"
	"entente/internal/report"
	"entente/queries"
)

// understood is an answer in JSON with what the question was read as.
type understood struct {
	Understood ask.Reading `json:"understood"`
	Rows       any         `json:"rows"`
}

func (a *app) inEnglish() *cobra.Command {
	var cypher bool
	given := queries.Args{}
	cmd := &cobra.Command{
		Use:   "ask QUESTION...",
		Short: "Ask in plain English",
		Long: `Ask a question in plain English. It is read as one of the other verbs' questions, and
told how: "Understood as: who-met, person Jens Stoltenberg, 2023-10". Dates may be
relative to today. What can't be read is refused, with questions that can be asked:
names must be the graph's, and no word is passed over that might change the answer.`,
		Example: `  entente ask "Who met Stoltenberg in October 2023?"
  entente ask Which countries are members of the African Union?
  entente ask "What ties does Moldova have with NATO?" --evidence
  entente ask "Who will meet whom next week?" --json
  entente ask "How is Cabo Verde connected to the African Union?" --cypher`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.questionParser()
			if err != nil {
				return err
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				r, err := p.Parse(ctx, strings.Join(args, " "), a.world(s))
				if err != nil {
					return err
				}
				maps.Copy(r.Args, given)
				a.least(r)
				a.note("Understood as: %s", r)
				for _, name := range slices.Sorted(maps.Keys(r.Entities)) {
					a.tellOthers(r.Names[name], r.Entities[name])
				}
				if cypher {
					return a.printCypher(ctx, s, r)
				}
				answer, err := r.Ask(ctx, a.world(s))
				if err != nil {
					return err
				}
				page, isPage := answer.Rows.(*queries.Page)
				switch {
				case a.loaded.Format == "json":
					return printJSON(a.out, understood{r, answer.Rows})
				case isPage && a.loaded.Format != "csv":
					return report.Markdown(a.out, *page)
				}
				return a.print(answer)
			})
		},
	}
	for _, p := range []queries.Parameter{
		{Name: "limit", Kind: queries.Integer, Help: "at most this number of rows; 0 is all"},
		{Name: "evidence", Kind: queries.Bool, Help: "every sentence behind each row, not only the surest"},
	} {
		questionFlag(cmd, p, given)
	}
	cmd.Flags().BoolVar(&cypher, "cypher", false, "print the question in Cypher with its parameters, and do not ask it")
	return cmd
}

// least gives a question the confidence of the settings, where it takes one and names
// none.
func (a *app) least(r ask.Reading) {
	q, _ := queries.Named(r.Question)
	if a.loaded.MinConfidence > 0 && r.Args["min_confidence"] == "" && slices.ContainsFunc(q.Params, func(p queries.Parameter) bool { return p.Name == "min_confidence" }) {
		r.Args["min_confidence"] = strconv.FormatFloat(a.loaded.MinConfidence, 'g', -1, 64)
	}
}

// printCypher prints what a reading asks of Neo4j.
func (a *app) printCypher(ctx context.Context, s graph.Store, r ask.Reading) error {
	q, _ := queries.Named(r.Question)
	ready, err := q.Cypher(ctx, a.world(s), r.Args)
	if err != nil {
		return err
	}
	if a.loaded.Format == "json" {
		return printJSON(a.out, ready)
	}
	a.printReady(ready)
	return nil
}

// questionParser loads what reads questions.
func (a *app) questionParser() (*ask.Parser, error) {
	set, err := models.Load(a.loaded.Models()...)
	if err != nil {
		return nil, err
	}
	return ask.New(set)
}

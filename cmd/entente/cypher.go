package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

func (a *app) cypher() *cobra.Command {
	var params []string
	cmd := &cobra.Command{
		Use:   "cypher 'MATCH ...'",
		Short: "Ask Neo4j in Cypher, for reading only",
		Example: `  entente cypher 'MATCH (c:Country)<-[:VISITED]-(p) RETURN c.name, count(p) AS visitors' --store neo4j://localhost:7687
  entente cypher 'MATCH (e:Entity {id: $id}) RETURN e.name' --param id=country/mda`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.sqlite() {
				return &usageError{errors.New(`the store is an SQLite file, which knows no Cypher; ask it with "entente sql", or name a Neo4j with --store neo4j://HOST:7687`)}
			}
			return a.askRaw(cmd, args[0], params)
		},
	}
	paramFlag(cmd, &params)
	return cmd
}

func (a *app) sql() *cobra.Command {
	var params []string
	cmd := &cobra.Command{
		Use:   "sql 'SELECT ...'",
		Short: "Ask an SQLite store in SQL, for reading only",
		Long: `Ask an SQLite store in SQL, for reading only. "entente sql 'SELECT name, sql FROM
sqlite_schema'" shows the tables; fact has the ties with the names of their ends.`,
		Example: `  entente sql "SELECT object_name, count(*) AS visits FROM fact WHERE type = 'VISITED' GROUP BY 1 ORDER BY 2 DESC"
  entente sql 'SELECT name FROM entity WHERE id = $id' --param id=country/mda`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !a.sqlite() {
				return &usageError{errors.New(`the store is a Neo4j, which knows no SQL; ask it with "entente cypher", or name a file with --store sqlite:PATH`)}
			}
			return a.askRaw(cmd, args[0], params)
		},
	}
	paramFlag(cmd, &params)
	return cmd
}

func paramFlag(cmd *cobra.Command, params *[]string) {
	cmd.Flags().StringArrayVar(params, "param", nil, "a parameter of the query, `NAME=VALUE`, as a string; may be repeated")
}

// askRaw asks the store in its own language.
func (a *app) askRaw(cmd *cobra.Command, query string, params []string) error {
	values := map[string]any{}
	for _, p := range params {
		k, v, ok := strings.Cut(p, "=")
		if !ok || k == "" {
			return &usageError{fmt.Errorf("--param %s: write NAME=VALUE", p)}
		}
		values[k] = v
	}
	return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
		rows, err := s.Query(ctx, query, values)
		if err != nil {
			return err
		}
		return a.print(rawAnswer(rows))
	})
}

func (a *app) cypherGuide() *cobra.Command {
	return &cobra.Command{
		Use:   "cypher-guide",
		Short: "Print entente's own questions in Cypher, for Neo4j's Browser",
		Long: `Print the questions that the verbs ask, in Cypher, each with its parameters as
:param lines. Paste them into Neo4j's Browser and put values of your own.`,
		Example: `  entente cypher-guide > entente.cypher`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			guide, err := queries.Guide()
			if err != nil {
				return err
			}
			if a.loaded.Format == "json" {
				return printJSON(a.out, guide)
			}
			for i, r := range guide {
				if i > 0 {
					fmt.Fprintln(a.out)
				}
				a.printReady(r)
			}
			return nil
		},
	}
}

// printReady prints a question in Cypher as Neo4j's Browser takes it.
func (a *app) printReady(r queries.Ready) {
	fmt.Fprintf(a.out, "// %s: %s\n", r.Name, r.About)
	for _, p := range r.Params {
		fmt.Fprintf(a.out, ":param %s => %s\n", p.Name, p.Example)
	}
	fmt.Fprintf(a.out, "%s;\n", r.Cypher)
}

// rawAnswer lays out rows of any columns, which come in alphabetical order.
func rawAnswer(rows []graph.Row) queries.Answer {
	t := queries.Answer{Rows: rows, Empty: "no rows"}
	if rows == nil {
		t.Rows = []graph.Row{}
	}
	names := map[string]bool{}
	for _, r := range rows {
		for k := range r {
			names[k] = true
		}
	}
	t.Columns = slices.Sorted(maps.Keys(names))
	for _, r := range rows {
		cells := make([]string, len(t.Columns))
		for i, h := range t.Columns {
			switch v := r[h].(type) {
			case nil:
			case string:
				cells[i] = v
			default:
				b, err := json.Marshal(v)
				if err != nil {
					b = fmt.Append(nil, v)
				}
				cells[i] = string(b)
			}
		}
		t.Add(cells...)
	}
	return t
}

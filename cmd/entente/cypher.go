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
			values := map[string]any{}
			for _, p := range params {
				k, v, ok := strings.Cut(p, "=")
				if !ok || k == "" {
					return &usageError{fmt.Errorf("--param %s: write NAME=VALUE", p)}
				}
				values[k] = v
			}
			if strings.HasPrefix(a.loaded.Store, "sqlite:") {
				return &usageError{errors.New("the store is an SQLite file, which knows no Cypher; name a Neo4j with --store neo4j://HOST:7687")}
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				rows, err := s.Query(ctx, args[0], values)
				if err != nil {
					return err
				}
				return a.print(rawAnswer(rows))
			})
		},
	}
	cmd.Flags().StringArrayVar(&params, "param", nil, "a parameter of the query, `NAME=VALUE`, as a string; may be repeated")
	return cmd
}

// rawAnswer lays out rows of any columns, which come in alphabetical order.
func rawAnswer(rows []graph.Row) answer {
	t := answer{rows: rows, empty: "no rows"}
	if rows == nil {
		t.rows = []graph.Row{}
	}
	names := map[string]bool{}
	for _, r := range rows {
		for k := range r {
			names[k] = true
		}
	}
	t.head = slices.Sorted(maps.Keys(names))
	for _, r := range rows {
		cells := make([]string, len(t.head))
		for i, h := range t.head {
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
		t.add(nil, cells...)
	}
	return t
}

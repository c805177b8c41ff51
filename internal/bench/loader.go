package main

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/formats"
	store "entente/graph/neo4j"
	"entente/internal/neo4jtest"
)

// The hand-tuned loader is what one writes for one graph by hand: a constraint, and
// UNWIND of 5,000 rows a transaction into CREATE, with nothing checked. It is how fast
// this server takes rows. With the indexes that entente's questions need, those of names
// and of the ids and days of ties, it is how fast the server takes rows that can be asked.
const (
	loaderNodes = 100_000
	loaderTies  = 300_000
	loaderPage  = 5000
)

// load writes nodes and relationships as fast as may be and gives rows a second.
func load(ctx context.Context, n *neo4jtest.Server, label string, indexed bool) (float64, error) {
	driver, err := neo4j.NewDriverWithContext(n.URL, neo4j.BasicAuth(n.User, n.Password, ""))
	if err != nil {
		return 0, err
	}
	defer driver.Close(ctx)
	run := func(query string, rows []any) error {
		_, err := neo4j.ExecuteQuery(ctx, driver, query, map[string]any{"rows": rows}, neo4j.EagerResultTransformer)
		return err
	}
	schema := []string{"CREATE CONSTRAINT FOR (n:%[1]s) REQUIRE n.id IS UNIQUE"}
	if indexed {
		schema = append(schema, "CREATE INDEX FOR (n:%[1]s) ON (n.name)", "CREATE FULLTEXT INDEX FOR (n:%[1]s) ON EACH [n.name]",
			"CREATE CONSTRAINT FOR ()-[t:MET_%[1]s]-() REQUIRE t.id IS UNIQUE", "CREATE INDEX FOR ()-[t:MET_%[1]s]-() ON (t.day)")
	}
	for _, statement := range schema {
		if err := run(fmt.Sprintf(statement, label), nil); err != nil {
			return 0, err
		}
	}
	pages := func(n int, query string, row func(i int) any) error {
		for from := 0; from < n; from += loaderPage {
			rows := make([]any, min(loaderPage, n-from))
			for i := range rows {
				rows[i] = row(from + i)
			}
			if err := run(query, rows); err != nil {
				return err
			}
		}
		return nil
	}
	began := time.Now()
	err = pages(loaderNodes, "UNWIND $rows AS row CREATE (n:"+label+") SET n = row", func(i int) any {
		return map[string]any{"id": fmt.Sprintf("person/%d", i), "name": fmt.Sprintf("Ada%d Doe%d", i%997, i), "type": "Person"}
	})
	if err != nil {
		return 0, err
	}
	err = pages(loaderTies, fmt.Sprintf(`UNWIND $rows AS row
MATCH (a:%[1]s {id: row.a}) MATCH (b:%[1]s {id: row.b})
CREATE (a)-[t:MET_%[1]s]->(b) SET t = row.props`, label), func(i int) any {
		return map[string]any{
			"a": fmt.Sprintf("person/%d", i*7919%loaderNodes), "b": fmt.Sprintf("person/%d", i*104729%loaderNodes),
			"props": map[string]any{"id": fmt.Sprintf("tie/%016x", i), "modality": "asserted", "day": fmt.Sprintf("2020-%02d-%02d", 1+i/28%12, 1+i%28), "confidence": 0.9, "releases": 1},
		}
	})
	return (loaderNodes + loaderTies) / time.Since(began).Seconds(), err
}

// besideLoader writes a graph to a server in turns with the hand-tuned loader.
func besideLoader(ctx context.Context) error {
	n, err := neo4jtest.Launch(ctx)
	if err != nil {
		return err
	}
	defer n.Stop()
	s, err := store.Open(ctx, store.Options{URL: n.URL, User: n.User, Password: n.Password})
	if err != nil {
		return err
	}
	defer s.Close(ctx)
	w := newWorld(4 * formats.BatchSize * claimsEach)
	next, stop := iter.Pull(w.batches())
	defer stop()
	for round := range 4 {
		bare, err := load(ctx, n, fmt.Sprintf("Bare%d", round), false)
		if err != nil {
			return err
		}
		indexed, err := load(ctx, n, fmt.Sprintf("Indexed%d", round), true)
		if err != nil {
			return err
		}
		before, err := rows(ctx, s)
		if err != nil {
			return err
		}
		b, _ := next()
		began := time.Now()
		if err := s.Write(ctx, b); err != nil {
			return err
		}
		took := time.Since(began)
		after, err := rows(ctx, s)
		if err != nil {
			return err
		}
		ours := float64(after-before) / took.Seconds()
		fmt.Printf("round %d: entente %.0f rows a second, hand-tuned loader %.0f: %.2f, with the same indexes %.0f: %.2f\n",
			round+1, ours, bare, ours/bare, indexed, ours/indexed)
	}
	return nil
}

// rows counts what entente keeps: nodes and relationships.
func rows(ctx context.Context, s *store.Store) (int64, error) {
	found, err := s.Query(ctx, `CALL () {
  MATCH (n:Entity|Merged|Name|Release|Claim) RETURN count(n) AS n
  UNION ALL
  MATCH (:Entity|Merged|Claim)-[t]->() RETURN count(t) AS n
}
RETURN sum(n) AS n`, nil)
	if err != nil {
		return 0, err
	}
	return found[0]["n"].(int64), nil
}

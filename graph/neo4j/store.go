package neo4j

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// Close ends the connections.
func (s *Store) Close(ctx context.Context) error {
	return s.driver.Close(context.WithoutCancel(ctx))
}

// Dialect is graph.Cypher.
func (s *Store) Dialect() graph.Dialect { return graph.Cypher }

// Known implements graph.Store.
func (s *Store) Known(ctx context.Context, releases []string) (map[string]bool, error) {
	rows, err := s.rows(ctx, "UNWIND $ids AS id MATCH (r:Release {id: id}) RETURN r.id AS id", map[string]any{"ids": releases})
	known := map[string]bool{}
	for _, r := range rows {
		known[r["id"].(string)] = true
	}
	return known, err
}

// Write implements graph.Store.
func (s *Store) Write(ctx context.Context, b graph.Batch) error {
	return s.inTx(ctx, func(t *tx) error { return graph.ApplyBatch(ctx, t, b) })
}

// From implements graph.Store.
func (s *Store) From(ctx context.Context, origins []string) (map[string][]string, error) {
	rows, err := s.rows(ctx, "MATCH (r:Release) WHERE any(o IN r.origins WHERE o IN $origins) RETURN r.id AS id, r.origins AS origins",
		map[string]any{"origins": origins})
	found := map[string][]string{}
	for _, r := range rows {
		found[props(r).text("id")] = props(r).list("origins")
	}
	return found, err
}

// Withdraw implements graph.Store.
func (s *Store) Withdraw(ctx context.Context, origin string, releases []string) error {
	return s.inTx(ctx, func(t *tx) error { return graph.ApplyWithdraw(ctx, t, origin, releases) })
}

// Retract implements graph.Store.
func (s *Store) Retract(ctx context.Context, releases []string) error {
	return s.inTx(ctx, func(t *tx) error { return graph.ApplyRetract(ctx, t, releases) })
}

// Decide implements graph.Store.
func (s *Store) Decide(ctx context.Context, v graph.Verdicts) error {
	return s.inTx(ctx, func(t *tx) error { return graph.ApplyVerdicts(ctx, t, v) })
}

// Revision implements graph.Store.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	rows, err := s.rows(ctx, "MATCH (v:Entente {id: 'schema'}) RETURN coalesce(v.revision, 1) AS n", nil)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	n, _ := rows[0]["n"].(int64)
	return n, nil
}

// inTx runs do in a managed transaction; after a deadlock or a change of leader
// the driver runs it again.
func (s *Store) inTx(ctx context.Context, do func(*tx) error) error {
	if !s.canWrite {
		return graph.Errorf(graph.ReadOnly, "%s is open for questions only", s.address)
	}
	session := s.driver.NewSession(ctx, s.session)
	defer session.Close(context.WithoutCancel(ctx))
	locked := func(t *tx) error {
		if err := t.lock(ctx); err != nil {
			return err
		}
		return do(t)
	}
	err := s.managed(ctx, session.ExecuteWrite, func(mt neo4j.ManagedTransaction) error {
		return locked(&tx{runner: mt, page: pageSize})
	})
	if permanent(err) && ctx.Err() == nil {
		if at := s.culprit(ctx, session, locked); at != "" {
			return graph.Errorf(graph.CodeOf(s.fail(err)), "%s: %w", at, s.fail(err))
		}
	}
	return s.failIn(ctx, err)
}

// managed runs do in a transaction that the driver runs again, for up to 15 seconds,
// after what may pass. What seldom passes is tried again once, after a second, and what
// never does is not, although the driver would.
func (s *Store) managed(ctx context.Context, execute func(context.Context, neo4j.ManagedTransactionWork, ...func(*neo4j.TransactionConfig)) (any, error), do func(neo4j.ManagedTransaction) error) error {
	var last error
	failures := 0
	_, err := execute(ctx, func(mt neo4j.ManagedTransaction) (any, error) {
		err := do(mt)
		most := s.retries(err)
		if failures++; most >= 0 && failures > most {
			last = err
			return nil, errGivenUp // which does not wrap what the driver would try again
		}
		return nil, err
	}, s.within)
	if errors.Is(err, errGivenUp) {
		return last
	}
	return err
}

// culprit finds the record that makes a transaction fail: it writes them one by
// one until one fails, and takes all back. Some show at the commit only.
func (s *Store) culprit(ctx context.Context, session neo4j.SessionWithContext, do func(*tx) error) string {
	t, err := session.BeginTransaction(ctx, s.within)
	if err != nil {
		return ""
	}
	defer t.Close(context.WithoutCancel(ctx))
	one := &tx{runner: t, page: 1}
	if err := do(one); permanent(err) {
		return one.at
	}
	return ""
}

// permanent reports whether a write fails for what it writes, and would again.
func permanent(err error) bool {
	e, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && !e.IsRetriable() && !strings.HasPrefix(e.Code, "Neo.ClientError.Security.") &&
		!strings.HasPrefix(e.Code, "Neo.ClientError.Transaction.") && !strings.HasPrefix(e.Code, "Neo.ClientError.General.")
}

// within sets the longest that a transaction may take.
func (s *Store) within(c *neo4j.TransactionConfig) {
	if s.limit > 0 {
		c.Timeout = s.limit
	}
}

// rows reads all rows of a query.
func (s *Store) rows(ctx context.Context, query string, params map[string]any) ([]graph.Row, error) {
	config := s.session
	config.AccessMode = neo4j.AccessModeRead
	session := s.driver.NewSession(ctx, config)
	defer session.Close(context.WithoutCancel(ctx))
	var rows []graph.Row
	err := s.managed(ctx, session.ExecuteRead, func(mt neo4j.ManagedTransaction) (err error) {
		rows, err = (&tx{runner: mt}).rows(ctx, query, params)
		return err
	})
	if err != nil {
		return nil, s.failIn(ctx, err)
	}
	return rows, nil
}

// Query implements graph.Store. The server refuses to write in it. Values that
// a graph.Row has no type for (nodes, maps, dates) become JSON text.
func (s *Store) Query(ctx context.Context, query string, params map[string]any) ([]graph.Row, error) {
	rows, err := s.rows(ctx, query, params)
	for _, r := range rows {
		for k, v := range r {
			r[k] = plain(v)
		}
	}
	return rows, err
}

func plain(v any) any {
	switch v := v.(type) {
	case nil, string, int64, float64, bool:
		return v
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
		return v
	case neo4j.Node:
		return plain(map[string]any{"labels": v.Labels, "properties": v.Props})
	case neo4j.Relationship:
		return plain(map[string]any{"type": v.Type, "properties": v.Props})
	case neo4j.Path:
		var parts []any
		for i, n := range v.Nodes {
			if i > 0 {
				parts = append(parts, plain(v.Relationships[i-1]))
			}
			parts = append(parts, plain(n))
		}
		return parts
	case map[string]any:
		if b, err := json.Marshal(v); err == nil {
			return string(b)
		}
	}
	return fmt.Sprint(v)
}

// Entities implements graph.Store. They are read before the first is yielded.
func (s *Store) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return func(yield func(graph.Entity, error) bool) {
		rows, err := s.rows(ctx, "MATCH (e:Entity) RETURN e, '' AS into UNION ALL MATCH (e:Merged)-[:SAME_AS]->(c:Entity) RETURN e, c.id AS into", nil)
		if err != nil {
			yield(graph.Entity{}, err)
			return
		}
		for _, e := range sorted(rows, entityOf, func(e graph.Entity) string { return e.ID }) {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// sorted decodes rows and orders them by key, in Go: Neo4j compares strings by
// UTF-16 units.
func sorted[T any](rows []graph.Row, decode func(graph.Row) T, key func(T) string) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = decode(r)
	}
	slices.SortFunc(out, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
	return out
}

// Export implements graph.Store. It shows the graph as a whole only while
// nothing is written.
func (s *Store) Export(ctx context.Context) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for e, err := range s.Entities(ctx) {
			if !yield(e, err) || err != nil {
				return
			}
		}
		_ = exportPages(ctx, s, yield, "MATCH (r:Release) RETURN r.id AS id", "UNWIND $ids AS id MATCH (r:Release {id: id}) RETURN r",
			releaseOf, func(r graph.Release) string { return r.ID }) &&
			export(ctx, s, yield, "MATCH (e)-[m:MENTIONED_IN]->(r:Release) RETURN m, e.id AS entity, r.id AS release",
				nil, mentionedOf, func(m graph.Mentioned) string { return m.Entity + "\x00" + m.Release }) &&
			exportPages(ctx, s, yield, "MATCH (c:Claim) RETURN c.id AS id", claimsBy[graph.ByID],
				func(r graph.Row) graph.Claim { return claimOf(r).Claim }, func(c graph.Claim) string { return c.ID }) &&
			export(ctx, s, yield, "MATCH (s:Entity)-[t]->(o:Entity) WHERE t.claims IS NOT NULL RETURN t, s.id AS subject, o.id AS object",
				nil, tieOf, func(t graph.Tie) string { return t.ID })
	}
}

// export yields the rows of one query in order; false means that the consumer
// or an error ended it.
func export[T any](ctx context.Context, s *Store, yield func(any, error) bool, query string, params map[string]any, decode func(graph.Row) T, key func(T) string) bool {
	rows, err := s.rows(ctx, query, params)
	if err != nil {
		yield(nil, err)
		return false
	}
	for _, v := range sorted(rows, decode, key) {
		if !yield(v, nil) {
			return false
		}
	}
	return true
}

// exportPages is export for records with long texts: first the ids, then the
// records page by page.
func exportPages[T any](ctx context.Context, s *Store, yield func(any, error) bool, ids, query string, decode func(graph.Row) T, key func(T) string) bool {
	rows, err := s.rows(ctx, ids, nil)
	if err != nil {
		yield(nil, err)
		return false
	}
	all := sorted(rows, func(r graph.Row) string { return r["id"].(string) }, func(id string) string { return id })
	for page := range slices.Chunk(all, 1000) {
		if !export(ctx, s, yield, query, map[string]any{"ids": page}, decode, key) {
			return false
		}
	}
	return true
}

// Describe implements graph.Store.
func (s *Store) Describe(ctx context.Context) (graph.Description, error) {
	d := graph.Description{Store: "neo4j", Address: s.address, Counts: map[string]int{}}
	rows, err := s.rows(ctx, "CALL dbms.components() YIELD name, versions, edition RETURN name + ' ' + versions[0] + ' ' + edition AS version", nil)
	if err != nil {
		return d, err
	}
	d.Version, _ = rows[0]["version"].(string)
	if d.Schema, err = s.version(ctx); err != nil {
		return d, err
	}
	rows, err = s.rows(ctx, `RETURN COUNT { (:Entity) } AS entities, COUNT { (:Merged) } AS merged, COUNT { (:Release) } AS releases,
		COUNT { (:Claim) } AS claims, COUNT { (:Entity)-[t]->(:Entity) WHERE t.claims IS NOT NULL } AS ties`, nil)
	if err != nil {
		return d, err
	}
	for k, v := range rows[0] {
		n, _ := v.(int64)
		d.Counts[k] = int(n)
	}
	rows, err = s.rows(ctx, "SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name, state ORDER BY name", nil)
	for _, r := range rows {
		d.Problems = append(d.Problems, fmt.Sprintf("index %v is %v", r["name"], r["state"]))
	}
	return d, err
}

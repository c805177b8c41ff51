package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"os"
	"reflect"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"entente/graph"
)

// Close releases the file.
func (s *Store) Close(context.Context) error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} { // the writer last: it folds the WAL file in
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if s.temp != "" {
		errs = append(errs, os.RemoveAll(s.temp))
	}
	return errors.Join(errs...)
}

// Dialect is graph.SQL.
func (s *Store) Dialect() graph.Dialect { return graph.SQL }

// Known implements graph.Store.
func (s *Store) Known(ctx context.Context, releases []string) (map[string]bool, error) {
	known := map[string]bool{}
	err := each(ctx, s.read, `SELECT id FROM release WHERE id IN (SELECT value FROM json_each(?))`, []any{list(releases)},
		func(r *sql.Rows) error {
			var id string
			err := r.Scan(&id)
			known[id] = true
			return err
		})
	return known, s.fail(err)
}

// Write implements graph.Store.
func (s *Store) Write(ctx context.Context, b graph.Batch) error {
	return s.inTx(ctx, func(t *tx) error { return graph.ApplyBatch(ctx, t, b) })
}

// From implements graph.Store.
func (s *Store) From(ctx context.Context, origins []string) (map[string][]string, error) {
	found := map[string][]string{}
	err := each(ctx, s.read, `SELECT id, origins FROM release
		WHERE EXISTS (SELECT 1 FROM json_each(origins) o WHERE o.value IN (SELECT value FROM json_each(?)))`, []any{list(origins)},
		func(r *sql.Rows) error {
			var id, all string
			if err := r.Scan(&id, &all); err != nil {
				return err
			}
			var has []string
			err := unlist(all, &has)
			found[id] = has
			return err
		})
	return found, s.fail(err)
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
func (s *Store) Revision(ctx context.Context) (n int64, err error) {
	err = s.read.QueryRowContext(ctx, revisionSQL).Scan(&n)
	return n, s.fail(err)
}

func (s *Store) inTx(ctx context.Context, do func(*tx) error) error {
	if s.write == nil {
		return graph.Errorf(graph.ReadOnly, "%s is open for questions only", s.path)
	}
	t, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.fail(err)
	}
	defer t.Rollback()
	if err := do(&tx{t}); err != nil {
		return s.writeError(cmp.Or(ctx.Err(), err)) // what the driver says of an interrupt varies
	}
	return s.writeError(t.Commit())
}

// writeError is fail, but a statement of ours that does not run, or that the schema
// refuses, finds a file that entente has not left so.
func (s *Store) writeError(err error) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_SCHEMA:
			return graph.Errorf(graph.Broken, "%s is damaged; \"entente doctor\" looks closer: %w", s.path, err)
		}
	}
	return s.fail(err)
}

// Entities implements graph.Store. They are read before the first is yielded,
// so the store may be used meanwhile.
func (s *Store) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return func(yield func(graph.Entity, error) bool) {
		es, err := collect(ctx, s.read, scanEntity, entitySQL+` ORDER BY id`)
		if err != nil {
			yield(graph.Entity{}, s.fail(err))
			return
		}
		for _, e := range es {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// Export implements graph.Store. It shows the graph as it is when it starts,
// whatever is written meanwhile.
func (s *Store) Export(ctx context.Context) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		t, err := s.read.BeginTx(ctx, nil)
		if err != nil {
			yield(nil, s.fail(err))
			return
		}
		defer t.Rollback()
		_ = export(ctx, t, yield, scanEntity, entitySQL+` ORDER BY id`) &&
			export(ctx, t, yield, scanRelease, releaseSQL+` ORDER BY id`) &&
			export(ctx, t, yield, scanMentioned, mentionSQL+` ORDER BY entity, release`) &&
			export(ctx, t, yield, func(r *sql.Rows) (graph.Claim, error) {
				c, err := scanClaim(r)
				return c.Claim, err
			}, claimSQL+` ORDER BY id`) &&
			export(ctx, t, yield, scanTie, tieSQL+` ORDER BY id`)
	}
}

// export yields the rows of one query; false means that the consumer or an
// error ended it.
func export[T any](ctx context.Context, q querier, yield func(any, error) bool, scan func(*sql.Rows) (T, error), query string) bool {
	stopped := errors.New("stopped")
	err := each(ctx, q, query, nil, func(r *sql.Rows) error {
		v, err := scan(r)
		if err == nil && !yield(v, nil) {
			return stopped
		}
		return err
	})
	if err != nil && err != stopped {
		yield(nil, err)
	}
	return err == nil
}

// Query implements graph.Store. Parameters are named ($name); a list becomes
// JSON text, for json_each.
func (s *Store) Query(ctx context.Context, query string, params map[string]any) ([]graph.Row, error) {
	if !single(query) {
		return nil, graph.Errorf(graph.Invalid, "one SQL statement at a time, please")
	}
	var args []any
	for name, v := range params {
		if rv := reflect.ValueOf(v); rv.Kind() == reflect.Slice {
			v = list(v)
		} else if rv.Kind() == reflect.String {
			v = rv.String()
		}
		args = append(args, sql.Named(name, v))
	}
	rows := []graph.Row{}
	err := each(ctx, &s.questions, query, args, func(r *sql.Rows) error {
		cols, err := r.Columns()
		if err != nil {
			return err
		}
		values := make([]any, len(cols))
		into := make([]any, len(cols))
		for i := range values {
			into[i] = &values[i]
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		row := make(graph.Row, len(cols))
		for i, c := range cols {
			if b, ok := values[i].([]byte); ok {
				values[i] = string(b)
			}
			row[c] = values[i]
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, s.queryError(cmp.Or(ctx.Err(), err))
	}
	return rows, nil
}

// queryError is fail, but whatever has no code is the query's own fault.
func (s *Store) queryError(err error) error {
	err = s.fail(err)
	if graph.CodeOf(err) == "" && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return graph.Errorf(graph.Invalid, "the query does not run: %w", err)
	}
	return err
}

// Describe implements graph.Store.
func (s *Store) Describe(ctx context.Context) (graph.Description, error) {
	d := graph.Description{Store: "sqlite", Address: s.path, Schema: schemaVersion, Counts: map[string]int{}}
	if err := s.read.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&d.Version); err != nil {
		return d, s.fail(err)
	}
	d.Version = "SQLite " + d.Version
	for what, query := range map[string]string{
		"entities": "SELECT count(*) FROM entity WHERE merged_into IS NULL",
		"merged":   "SELECT count(*) FROM entity WHERE merged_into IS NOT NULL",
		"releases": "SELECT count(*) FROM release",
		"claims":   "SELECT count(*) FROM claim",
		"ties":     "SELECT count(*) FROM tie",
	} {
		var n int
		if err := s.read.QueryRowContext(ctx, query).Scan(&n); err != nil {
			return d, s.fail(err)
		}
		d.Counts[what] = n
	}
	var err error
	d.Problems, err = s.problems(ctx)
	return d, err
}

// single reports whether the text holds one statement: no semicolon outside
// quotes and comments but at the end.
func single(query string) bool {
	ended := false
	for i := 0; i < len(query); {
		n := 1
		switch c := query[i]; {
		case strings.HasPrefix(query[i:], "--"):
			n = through(query[i:], 2, "\n")
		case strings.HasPrefix(query[i:], "/*"):
			n = through(query[i:], 2, "*/")
		case c == ';':
			ended = true
		case strings.IndexByte(" \t\r\n\f", c) >= 0:
		case ended:
			return false
		case c == '[':
			n = through(query[i:], 1, "]")
		case c == '\'' || c == '"' || c == '`':
			n = through(query[i:], 1, string(c)) // a doubled quote is two strings in a row
		}
		i += n
	}
	return true
}

// through is the length of s up to and with the end mark, searched from a byte on.
func through(s string, from int, end string) int {
	if i := strings.Index(s[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(s)
}

// list is a JSON list for json_each.
func list(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "[]" // no parameter of ours can fail
	}
	return string(b)
}

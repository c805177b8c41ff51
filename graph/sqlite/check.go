package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

const mostProblems = 10 // that are told of one kind

// problems looks through the whole file: its pages and indexes, that nothing names
// what is not there, and that search looks through all that it should.
func (s *Store) problems(ctx context.Context) ([]string, error) {
	db := openDB(s.file, s.mode, nil) // the reader refuses PRAGMA
	defer db.Close()
	var found []string
	err := each(ctx, db, "PRAGMA integrity_check(10)", nil, func(r *sql.Rows) error {
		var verdict string
		err := r.Scan(&verdict)
		if verdict != "ok" {
			found = append(found, "damaged: "+strings.TrimSpace(verdict))
		}
		return err
	})
	if err != nil || len(found) > 0 {
		return found, s.fail(err)
	}
	err = each(ctx, db, "PRAGMA foreign_key_check", nil, func(r *sql.Rows) error {
		var table, parent string
		var row, key any
		err := r.Scan(&table, &row, &parent, &key)
		if len(found) < mostProblems {
			found = append(found, fmt.Sprintf("a row of %s names a row of %s that is not there", table, parent))
		}
		return err
	})
	if err != nil {
		return found, s.fail(err)
	}
	var unsearched int
	err = db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM claim c WHERE NOT EXISTS
			(SELECT 1 FROM passage p WHERE p.release = c.release AND p.start = c.start AND p."end" = c."end"))
		+ (SELECT count(*) FROM release r WHERE NOT EXISTS (SELECT 1 FROM passage p WHERE p.release = r.id AND p.start = -1))
		+ (SELECT count(*) FROM passage WHERE n NOT IN (SELECT id FROM search_docsize))`).Scan(&unsearched)
	if unsearched > 0 {
		found = append(found, fmt.Sprintf("search does not know %d sentences and titles", unsearched))
	}
	if err != nil {
		return found, s.fail(err)
	}
	var miscounted int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM
		(SELECT entity, sum(count) AS mentions, count(*) AS releases FROM mention GROUP BY entity) m
		FULL JOIN prominence p ON p.entity = m.entity
		WHERE m.mentions IS NOT p.mentions OR m.releases IS NOT p.releases`).Scan(&miscounted)
	if miscounted > 0 {
		found = append(found, fmt.Sprintf("the mentions of %d %s are counted wrong", miscounted, map[bool]string{true: "entity", false: "entities"}[miscounted == 1]))
	}
	return found, s.fail(err)
}

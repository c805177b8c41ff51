package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/text"
)

// tx implements graph.Tx.
type tx struct{ *sql.Tx }

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each calls f on every row of a query.
func each(ctx context.Context, q querier, query string, args []any, f func(*sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func collect[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	var out []T
	err := each(ctx, q, query, args, func(r *sql.Rows) error {
		v, err := scan(r)
		out = append(out, v)
		return err
	})
	return out, err
}

// exec runs one statement for every record.
func exec[T any](ctx context.Context, t *tx, records []T, args func(T) []any, query string) error {
	if len(records) == 0 {
		return nil
	}
	stmt, err := t.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, r := range records {
		if _, err := stmt.ExecContext(ctx, args(r)...); err != nil {
			return err
		}
	}
	return nil
}

// orNull is NULL for an empty link.
func orNull(id string) sql.NullString { return sql.NullString{String: id, Valid: id != ""} }

const (
	byID       = ` WHERE id IN (SELECT value FROM json_each(?))`
	entitySQL  = `SELECT id, type, name, aliases, acronym, iso3, kind, same_as, links, coalesce(merged_into, '') FROM entity`
	mentionSQL = `SELECT entity, release, count, name, aliases, acronym FROM mention`
	releaseSQL = `SELECT id, title, url, publisher, published, basis, origins, text FROM release`
	claimSQL   = `SELECT id, type, subject, object, modality, "from", "to", title, place, coalesce(attributed_to, ''),
		release, quote, start, "end", confidence, rule, coalesce(tie, '') FROM claim`
	revisionSQL = `SELECT number FROM revision`
	tieSQL      = `SELECT id, type, subject, object, modality, "from", "to", title, place, releases, independent, confidence, claims FROM tie`
)

func scanEntity(r *sql.Rows) (e graph.Entity, err error) {
	var aliases, same, links string
	if err = r.Scan(&e.ID, &e.Type, &e.Name, &aliases, &e.Acronym, &e.ISO3, &e.Kind, &same, &links, &e.MergedInto); err == nil {
		err = errors.Join(unlist(aliases, &e.Aliases), unlist(same, &e.SameAs), unlist(links, &e.Links))
	}
	return e, err
}

func scanRelease(r *sql.Rows) (v graph.Release, err error) {
	var origins string
	if err = r.Scan(&v.ID, &v.Title, &v.URL, &v.Publisher, &v.Published, &v.Basis, &origins, &v.Text); err == nil {
		err = unlist(origins, &v.Origins)
	}
	return v, err
}

func scanMentioned(r *sql.Rows) (m graph.Mentioned, err error) {
	var aliases string
	if err = r.Scan(&m.Entity, &m.Release, &m.Count, &m.Name, &aliases, &m.Acronym); err == nil {
		err = unlist(aliases, &m.Aliases)
	}
	return m, err
}

func scanClaim(r *sql.Rows) (c graph.FiledClaim, err error) {
	err = r.Scan(&c.ID, &c.Type, &c.Subject, &c.Object, &c.Modality, &c.From, &c.To, &c.Claim.Title, &c.Place, &c.AttributedTo,
		&c.Release, &c.Quote, &c.Start, &c.End, &c.Confidence, &c.Rule, &c.Tie)
	return c, err
}

func scanTie(r *sql.Rows) (t graph.Tie, err error) {
	var claims string
	if err = r.Scan(&t.ID, &t.Type, &t.Subject, &t.Object, &t.Modality, &t.From, &t.To, &t.Title, &t.Place,
		&t.Releases, &t.Independent, &t.Confidence, &claims); err == nil {
		err = unlist(claims, &t.Claims)
	}
	return t, err
}

func unlist(s string, into *[]string) error {
	if s == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(s), into)
}

func (t *tx) ReadEntities(ctx context.Context, ids []string) ([]graph.Entity, error) {
	return collect(ctx, t, scanEntity, entitySQL+byID, list(ids))
}

func (t *tx) WriteEntities(ctx context.Context, es []graph.Entity, _ bool) error {
	err := exec(ctx, t, es, func(e graph.Entity) []any {
		return []any{e.ID, e.Type, e.Name, names(e.Aliases), e.Acronym, e.ISO3, e.Kind, names(e.SameAs), names(e.Links)}
	}, `INSERT INTO entity (id, type, name, aliases, acronym, iso3, kind, same_as, links) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET type = excluded.type, name = excluded.name, aliases = excluded.aliases,
			acronym = excluded.acronym, iso3 = excluded.iso3, kind = excluded.kind, same_as = excluded.same_as, links = excluded.links`)
	if err != nil {
		return err
	}
	var keys [][]any
	for _, e := range es {
		for _, k := range e.Keys() {
			keys = append(keys, []any{k, e.ID})
		}
	}
	err = exec(ctx, t, es, func(e graph.Entity) []any { return []any{e.ID, list(e.Keys())} },
		`DELETE FROM name WHERE entity = ? AND key NOT IN (SELECT value FROM json_each(?))`)
	if err != nil {
		return err
	}
	err = exec(ctx, t, keys, func(k []any) []any { return k }, `INSERT INTO name (key, entity) VALUES (?, ?) ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	return t.writeWords(ctx, es)
}

// writeWords keeps the words of the entities' names.
func (t *tx) writeWords(ctx context.Context, es []graph.Entity) error {
	var words [][]any
	of := func(e graph.Entity) []string { return strings.Fields(strings.Join(e.Keys(), " ")) }
	for _, e := range es {
		for _, w := range of(e) {
			words = append(words, []any{w, e.ID})
		}
	}
	err := exec(ctx, t, es, func(e graph.Entity) []any { return []any{e.ID, list(of(e))} },
		`DELETE FROM word WHERE entity = ? AND word NOT IN (SELECT value FROM json_each(?))`)
	if err != nil {
		return err
	}
	return exec(ctx, t, words, func(w []any) []any { return w }, `INSERT INTO word (word, entity) VALUES (?, ?) ON CONFLICT DO NOTHING`)
}

func (t *tx) ReadReleases(ctx context.Context, ids []string) ([]graph.Release, error) {
	return collect(ctx, t, scanRelease, releaseSQL+byID, list(ids))
}

func (t *tx) WriteReleases(ctx context.Context, rs []graph.Release) error {
	err := exec(ctx, t, rs, func(r graph.Release) []any {
		return []any{r.ID, r.Title, r.URL, r.Publisher, r.Published, r.Basis, names(r.Origins), r.Text}
	}, `INSERT INTO release (id, title, url, publisher, published, basis, origins, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, url = excluded.url, publisher = excluded.publisher,
			published = excluded.published, basis = excluded.basis, origins = excluded.origins, text = excluded.text`)
	if err != nil {
		return err
	}
	return t.writePassages(ctx, titles(rs))
}

// passage is a text that search looks through.
type passage struct {
	release    string
	start, end int
	text       string
}

const title = -1 // the start and end of the passage that is a release's title

func titles(rs []graph.Release) []passage {
	ps := make([]passage, len(rs))
	for i, r := range rs {
		ps[i] = passage{r.ID, title, title, r.Title}
	}
	return ps
}

func sentences(cs []graph.FiledClaim) []passage {
	ps := make([]passage, len(cs))
	for i, c := range cs {
		ps[i] = passage{c.Release, c.Start, c.End, c.Quote}
	}
	return ps
}

// writePassages adds or replaces passages. Triggers keep the index in step with what
// is replaced or dropped; what is new goes into it at once, as every statement of its
// own would give it a segment of its own.
func (t *tx) writePassages(ctx context.Context, ps []passage) error {
	var last int
	if err := t.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) FROM passage`).Scan(&last); err != nil {
		return err
	}
	err := exec(ctx, t, ps, func(p passage) []any { return []any{p.release, p.start, p.end, text.Fold(p.text)} },
		`INSERT INTO passage (release, start, "end", words) VALUES (?, ?, ?, ?)
		ON CONFLICT (release, start, "end") DO UPDATE SET words = excluded.words WHERE words <> excluded.words`)
	if err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, `INSERT INTO search (rowid, words) SELECT n, words FROM passage WHERE n > ?`, last)
	return err
}

func (t *tx) ReadMentioned(ctx context.Context, by graph.MentionKey, ids []string) ([]graph.Mentioned, error) {
	where := ` WHERE entity IN (SELECT value FROM json_each(?))`
	if by == graph.InRelease {
		where = ` WHERE release IN (SELECT value FROM json_each(?))`
	}
	return collect(ctx, t, scanMentioned, mentionSQL+where, list(ids))
}

func (t *tx) WriteMentioned(ctx context.Context, ms []graph.Mentioned, allNew bool) error {
	err := exec(ctx, t, ms, func(m graph.Mentioned) []any {
		return []any{m.Entity, m.Release, m.Count, m.Name, names(m.Aliases), m.Acronym}
	}, `INSERT INTO mention (entity, release, count, name, aliases, acronym) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET count = excluded.count, name = excluded.name, aliases = excluded.aliases, acronym = excluded.acronym`)
	if err != nil || !allNew {
		return err // a trigger counts what changes
	}
	type tally struct{ mentions, releases int }
	gained := map[string]tally{}
	for _, m := range ms {
		n := gained[m.Entity]
		gained[m.Entity] = tally{n.mentions + m.Count, n.releases + 1}
	}
	return exec(ctx, t, slices.Sorted(maps.Keys(gained)), func(id string) []any { return []any{id, gained[id].mentions, gained[id].releases} },
		`INSERT INTO prominence (entity, mentions, releases) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions, releases = releases + excluded.releases`)
}

// names is a JSON list, which unlist reads.
func names(ns []string) string {
	if len(ns) == 0 {
		return "[]"
	}
	return list(ns)
}

func (t *tx) DropReleases(ctx context.Context, ids []string) error {
	for _, query := range []string{`DELETE FROM passage WHERE release = ?`, `DELETE FROM claim WHERE release = ?`, `DELETE FROM mention WHERE release = ?`, `DELETE FROM release WHERE id = ?`} {
		if err := exec(ctx, t, ids, func(id string) []any { return []any{id} }, query); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) DropEntities(ctx context.Context, ids []string) error {
	for _, query := range []string{`DELETE FROM name WHERE entity = ?`, `DELETE FROM word WHERE entity = ?`, `DELETE FROM entity WHERE id = ?`} {
		if err := exec(ctx, t, ids, func(id string) []any { return []any{id} }, query); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) Verdicts(ctx context.Context) ([]byte, error) {
	kept, err := collect(ctx, t, func(r *sql.Rows) (s string, err error) { err = r.Scan(&s); return s, err }, `SELECT json FROM verdicts`)
	if len(kept) == 0 {
		return nil, err
	}
	return []byte(kept[0]), err
}

func (t *tx) SetVerdicts(ctx context.Context, v []byte) error {
	_, err := t.ExecContext(ctx, `INSERT INTO verdicts (id, json) VALUES (1, ?) ON CONFLICT DO UPDATE SET json = excluded.json`, string(v))
	return err
}

func (t *tx) ReadClaims(ctx context.Context, by graph.ClaimKey, ids []string) ([]graph.FiledClaim, error) {
	where := byID
	args := []any{list(ids)}
	switch by {
	case graph.ByTie:
		where = ` WHERE tie IN (SELECT value FROM json_each(?))`
	case graph.ByEntity:
		where = ` WHERE id IN (SELECT id FROM claim WHERE subject IN (SELECT value FROM json_each(?1))
			UNION SELECT id FROM claim WHERE object IN (SELECT value FROM json_each(?1)))`
	case graph.Stating:
		where = ` WHERE release IN (SELECT value FROM json_each(?))`
	}
	return collect(ctx, t, scanClaim, claimSQL+where, args...)
}

func (t *tx) WriteClaims(ctx context.Context, cs []graph.FiledClaim, _ bool) error {
	err := exec(ctx, t, cs, func(c graph.FiledClaim) []any {
		return []any{c.ID, c.Type, c.Subject, c.Object, c.Modality, c.From, c.To, c.Claim.Title, c.Place, orNull(c.AttributedTo),
			c.Release, c.Quote, c.Start, c.End, c.Confidence, c.Rule, orNull(c.Tie)}
	}, `INSERT INTO claim (id, type, subject, object, modality, "from", "to", title, place, attributed_to,
			release, quote, start, "end", confidence, rule, tie)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET place = excluded.place, quote = excluded.quote,
			confidence = excluded.confidence, rule = excluded.rule, tie = excluded.tie`)
	if err != nil {
		return err
	}
	return t.writePassages(ctx, sentences(cs))
}

func (t *tx) FileClaims(ctx context.Context, cs []graph.FiledClaim) error {
	return exec(ctx, t, cs, func(c graph.FiledClaim) []any { return []any{orNull(c.Tie), c.ID} },
		`UPDATE claim SET tie = ? WHERE id = ?`)
}

func (t *tx) ReadTies(ctx context.Context, ts []graph.Tie) ([]graph.Tie, error) {
	ids := make([]string, len(ts))
	for i, v := range ts {
		ids[i] = v.ID
	}
	return collect(ctx, t, scanTie, tieSQL+byID, list(ids))
}

func (t *tx) WriteTies(ctx context.Context, ts []graph.Tie, _ bool) error {
	return exec(ctx, t, ts, func(v graph.Tie) []any {
		return []any{v.ID, v.Type, v.Subject, v.Object, v.Modality, v.From, v.To, v.Title, v.Place, v.Releases, v.Independent, v.Confidence, list(v.Claims)}
	}, `INSERT INTO tie (id, type, subject, object, modality, "from", "to", title, place, releases, independent, confidence, claims)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET place = excluded.place, releases = excluded.releases, independent = excluded.independent,
			confidence = excluded.confidence, claims = excluded.claims`)
}

func (t *tx) DropTies(ctx context.Context, ts []graph.Tie) error {
	return exec(ctx, t, ts, func(v graph.Tie) []any { return []any{v.ID} }, `DELETE FROM tie WHERE id = ?`)
}

func (t *tx) Merged(ctx context.Context) (map[string]string, error) {
	merged := map[string]string{}
	err := each(ctx, t, `SELECT id, merged_into FROM entity WHERE merged_into IS NOT NULL`, nil, func(r *sql.Rows) error {
		var id, to string
		err := r.Scan(&id, &to)
		merged[id] = to
		return err
	})
	return merged, err
}

func (t *tx) SetMerged(ctx context.Context, merges map[string]string) error {
	var rows [][]any
	for id, to := range merges {
		rows = append(rows, []any{orNull(to), id})
	}
	return exec(ctx, t, rows, func(r []any) []any { return r }, `UPDATE entity SET merged_into = ? WHERE id = ?`)
}

func (t *tx) Revision(ctx context.Context) (n int64, err error) {
	err = t.QueryRowContext(ctx, revisionSQL).Scan(&n)
	return n, err
}

func (t *tx) SetRevision(ctx context.Context, n int64) error {
	_, err := t.ExecContext(ctx, `UPDATE revision SET number = ?`, n)
	return err
}

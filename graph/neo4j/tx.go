package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// tx implements graph.Tx. Labels and relationship types cannot be parameters,
// so the statements that need one are made from the closed lists of vocab; no
// other text ever gets into a statement.
type tx struct {
	runner
	page int               // records a statement
	into map[string]string // merges, once they were read; nil before
	kept props             // what the graph keeps of itself
	at   string            // the records that the last writing statement is about
}

type runner interface {
	Run(ctx context.Context, cypher string, params map[string]any) (neo4j.ResultWithContext, error)
}

// pageSize is how many records one statement takes; larger ones gain nothing.
const pageSize = 5000

func (t *tx) run(ctx context.Context, query string, params map[string]any) error {
	_, err := t.rows(ctx, query, params)
	return err
}

func (t *tx) rows(ctx context.Context, query string, params map[string]any) ([]graph.Row, error) {
	result, err := t.Run(ctx, query, params)
	if err != nil {
		return nil, err
	}
	rows := []graph.Row{}
	for result.Next(ctx) {
		rows = append(rows, result.Record().AsMap())
	}
	return rows, result.Err()
}

// write runs a statement on records, a page at a time, as $rows.
func write[T any](ctx context.Context, t *tx, records []T, row func(T) map[string]any, query string) error {
	for page := range slices.Chunk(records, t.page) {
		rows := make([]any, len(page))
		for i, r := range page {
			rows[i] = row(r)
		}
		t.at = about(rows[0])
		if len(rows) > 1 {
			t.at = fmt.Sprintf("one of %d records from %s to %s", len(rows), t.at, about(rows[len(rows)-1]))
		}
		if err := t.run(ctx, query, map[string]any{"rows": rows}); err != nil {
			return err
		}
	}
	return nil
}

// about is the id of the record that a row is of.
func about(row any) string {
	for _, key := range []string{"id", "e"} {
		if id := props(row.(map[string]any)).text(key); id != "" {
			return id
		}
	}
	return "?"
}

// read collects what a statement gives for $ids.
func read[T any](ctx context.Context, t *tx, ids []string, decode func(graph.Row) T, query string) ([]T, error) {
	var out []T
	for page := range slices.Chunk(ids, pageSize) {
		rows, err := t.rows(ctx, query, map[string]any{"ids": page})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out = append(out, decode(r))
		}
	}
	return out, nil
}

// either finds the entity of row.%[1]s as %[1]s, merged or not.
const either = `CALL (row) {
  MATCH (%[1]s:Entity {id: row.%[1]s}) RETURN %[1]s
  UNION
  MATCH (%[1]s:Merged {id: row.%[1]s}) RETURN %[1]s
}
`

func (t *tx) ReadEntities(ctx context.Context, ids []string) ([]graph.Entity, error) {
	into, err := t.merges(ctx)
	if err != nil {
		return nil, err
	}
	var standing, merged []string // to look for each under both labels takes twice as long
	for _, id := range ids {
		if into[id] == "" {
			standing = append(standing, id)
		} else {
			merged = append(merged, id)
		}
	}
	es, err := read(ctx, t, standing, entityOf, "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e, '' AS into")
	if err != nil {
		return nil, err
	}
	more, err := read(ctx, t, merged, entityOf, "UNWIND $ids AS id MATCH (e:Merged {id: id})-[:SAME_AS]->(c:Entity) RETURN e, c.id AS into")
	return append(es, more...), err
}

func (t *tx) WriteEntities(ctx context.Context, es []graph.Entity, allNew bool) error {
	for _, typ := range vocab.EntityTypes() {
		var standing, merged []graph.Entity
		for _, e := range es {
			switch {
			case e.Type != typ:
			case e.MergedInto == "":
				standing = append(standing, e)
			default:
				merged = append(merged, e)
			}
		}
		if err := t.writeEntities(ctx, standing, "Entity", typ, allNew); err != nil {
			return err
		}
		if err := t.writeEntities(ctx, merged, "Merged", typ, false); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) writeEntities(ctx context.Context, es []graph.Entity, label string, typ vocab.EntityType, allNew bool) error {
	put := "MERGE (e:%s {id: row.id}) WITH e, row, e.mentions AS mentions SET e = row, e.mentions = mentions, e:%s"
	if allNew {
		put = "CREATE (e:%s) SET e = row, e:%s"
	}
	err := write(ctx, t, es, func(e graph.Entity) map[string]any {
		p := props{"id": e.ID, "type": string(e.Type), "name": e.Name, "acronym": e.Acronym, "iso3": e.ISO3, "kind": e.Kind}.known()
		if len(e.Aliases) > 0 {
			p["aliases"] = e.Aliases
		}
		if len(e.SameAs) > 0 {
			p["same_as"] = e.SameAs
		}
		if len(e.Links) > 0 {
			p["links"] = e.Links
		}
		return p
	}, fmt.Sprintf("UNWIND $rows AS row "+put, label, typ))
	if err != nil {
		return err
	}
	if !allNew {
		err = t.dropKeys(ctx, es, label)
	}
	if err != nil {
		return err
	}
	var keys [][2]string
	for _, e := range es {
		for _, k := range e.Keys() {
			keys = append(keys, [2]string{k, e.ID})
		}
	}
	put = "MERGE (e)-[:NAMED]->(n)"
	if allNew {
		put = "CREATE (e)-[:NAMED]->(n)"
	}
	return write(ctx, t, keys, func(k [2]string) map[string]any { return map[string]any{"key": k[0], "id": k[1]} },
		fmt.Sprintf("UNWIND $rows AS row MATCH (e:%s {id: row.id}) MERGE (n:Name {key: row.key}) "+put, label))
}

// dropKeys takes from entities the keys that they no longer have.
func (t *tx) dropKeys(ctx context.Context, es []graph.Entity, label string) error {
	return write(ctx, t, es, func(e graph.Entity) map[string]any { return map[string]any{"id": e.ID, "keys": e.Keys()} },
		fmt.Sprintf(`UNWIND $rows AS row MATCH (e:%s {id: row.id})
MATCH (e)-[x:NAMED]->(n:Name) WHERE NOT n.key IN row.keys
DELETE x
WITH DISTINCT n WHERE NOT (n)<-[:NAMED]-()
DELETE n`, label))
}

func (t *tx) ReadReleases(ctx context.Context, ids []string) ([]graph.Release, error) {
	return read(ctx, t, ids, releaseOf, "UNWIND $ids AS id MATCH (r:Release {id: id}) RETURN r")
}

func (t *tx) WriteReleases(ctx context.Context, rs []graph.Release) error {
	return write(ctx, t, rs, func(r graph.Release) map[string]any {
		p := props{"id": r.ID, "title": r.Title, "url": r.URL, "publisher": r.Publisher, "published": r.Published, "basis": r.Basis, "text": r.Text, "words": text.Fold(r.Title)}.known()
		if len(r.Origins) > 0 {
			p["origins"] = r.Origins
		}
		return p
	}, "UNWIND $rows AS row MERGE (r:Release {id: row.id}) SET r = row")
}

func (t *tx) ReadMentioned(ctx context.Context, by graph.MentionKey, ids []string) ([]graph.Mentioned, error) {
	query := "UNWIND $ids AS id WITH {e: id} AS row\n" + fmt.Sprintf(either, "e") + "MATCH (e)-[m:MENTIONED_IN]->(r:Release)"
	if by == graph.InRelease {
		query = "UNWIND $ids AS id MATCH (e)-[m:MENTIONED_IN]->(r:Release {id: id})"
	}
	return read(ctx, t, ids, mentionedOf, query+" RETURN m, e.id AS entity, r.id AS release")
}

func (t *tx) WriteMentioned(ctx context.Context, ms []graph.Mentioned, allNew bool) error {
	row := func(m graph.Mentioned) map[string]any {
		p := props{"name": m.Name, "acronym": m.Acronym}.known()
		p["count"] = m.Count
		if len(m.Aliases) > 0 {
			p["aliases"] = m.Aliases
		}
		return map[string]any{"e": m.Entity, "release": m.Release, "props": p}
	}
	if allNew {
		return byLabels(ctx, t, ms, func(m graph.Mentioned) []string { return []string{m.Entity} }, func(part []graph.Mentioned, labels []string) error {
			return write(ctx, t, part, row, fmt.Sprintf(`UNWIND $rows AS row
MATCH (e:%s {id: row.e}) MATCH (r:Release {id: row.release})
CREATE (e)-[m:MENTIONED_IN]->(r)
SET m = row.props
WITH e, sum(m.count) AS n
SET e.mentions = coalesce(e.mentions, 0) + n`, labels[0]))
		})
	}
	return write(ctx, t, ms, row, "UNWIND $rows AS row\n"+fmt.Sprintf(either, "e")+`MATCH (r:Release {id: row.release})
MERGE (e)-[m:MENTIONED_IN]->(r)
WITH e, m, row, coalesce(m.count, 0) AS before
SET m = row.props
WITH e, sum(row.props.count - before) AS n
SET e.mentions = coalesce(e.mentions, 0) + n`)
}

func (t *tx) DropReleases(ctx context.Context, ids []string) error {
	row := func(id string) map[string]any { return map[string]any{"id": id} }
	if err := write(ctx, t, ids, row, "UNWIND $rows AS row MATCH (c:Claim)-[:STATED_IN]->(:Release {id: row.id}) DETACH DELETE c"); err != nil {
		return err
	}
	if err := write(ctx, t, ids, row, `UNWIND $rows AS row MATCH (:Release {id: row.id})<-[m:MENTIONED_IN]-(e)
WITH e, sum(m.count) AS n
SET e.mentions = CASE WHEN e.mentions > n THEN e.mentions - n END`); err != nil {
		return err
	}
	return write(ctx, t, ids, row, "UNWIND $rows AS row MATCH (r:Release {id: row.id}) DETACH DELETE r")
}

func (t *tx) DropEntities(ctx context.Context, ids []string) error {
	return write(ctx, t, ids, func(id string) map[string]any { return map[string]any{"e": id} },
		"UNWIND $rows AS row\n"+fmt.Sprintf(either, "e")+`OPTIONAL MATCH (e)-[:NAMED]->(n:Name)
WITH e, collect(n) AS ns
DETACH DELETE e
WITH ns UNWIND ns AS n
WITH DISTINCT n WHERE NOT (n)<-[:NAMED]-()
DELETE n`)
}

// lock makes writers take turns, as what a batch adds depends on what is there, and reads
// what the graph keeps of itself.
func (t *tx) lock(ctx context.Context) error {
	rows, err := t.rows(ctx, `MATCH (v:Entente {id: 'schema'}) SET v.writes = coalesce(v.writes, 0) + 1
RETURN v.verdicts AS verdicts, coalesce(v.revision, 1) AS revision`, nil)
	t.kept = props{}
	if len(rows) > 0 {
		t.kept = props(rows[0])
	}
	return err
}

func (t *tx) Verdicts(context.Context) ([]byte, error) { return []byte(t.kept.text("verdicts")), nil }

func (t *tx) SetVerdicts(ctx context.Context, v []byte) error {
	t.kept["verdicts"] = string(v)
	return t.run(ctx, "MATCH (v:Entente {id: 'schema'}) SET v.verdicts = $json", map[string]any{"json": string(v)})
}

func (t *tx) Revision(context.Context) (int64, error) { return int64(t.kept.number("revision")), nil }

func (t *tx) SetRevision(ctx context.Context, n int64) error {
	t.kept["revision"] = n
	return t.run(ctx, "MATCH (v:Entente {id: 'schema'}) SET v.revision = $n", map[string]any{"n": n})
}

const claimRow = `MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o) MATCH (c)-[:STATED_IN]->(r)
RETURN c, s.id AS subject, o.id AS object, r.id AS release`

var claimsBy = map[graph.ClaimKey]string{
	graph.ByID:  "UNWIND $ids AS id MATCH (c:Claim {id: id})\n" + claimRow,
	graph.ByTie: "UNWIND $ids AS id MATCH (c:Claim {tie: id})\n" + claimRow,
	graph.ByEntity: "UNWIND $ids AS id WITH {e: id} AS row\n" + fmt.Sprintf(either, "e") +
		"MATCH (e)<-[:SUBJECT|OBJECT]-(c:Claim)\nWITH DISTINCT c\n" + claimRow,
	graph.Stating: "UNWIND $ids AS id MATCH (c:Claim)-[:STATED_IN]->(:Release {id: id})\n" + claimRow,
}

func (t *tx) ReadClaims(ctx context.Context, by graph.ClaimKey, ids []string) ([]graph.FiledClaim, error) {
	cs, err := read(ctx, t, ids, claimOf, claimsBy[by])
	if by == graph.ByEntity { // the two ends of a claim may lie in two pages
		slices.SortFunc(cs, func(a, b graph.FiledClaim) int { return strings.Compare(a.ID, b.ID) })
		cs = slices.CompactFunc(cs, func(a, b graph.FiledClaim) bool { return a.ID == b.ID })
	}
	return cs, err
}

func (t *tx) WriteClaims(ctx context.Context, cs []graph.FiledClaim, allNew bool) error {
	row := func(c graph.FiledClaim) map[string]any {
		p := props{"id": c.ID, "name": c.Claim.Caption(), "words": text.Fold(c.Quote), "type": string(c.Type), "modality": string(c.Modality), "from": c.From, "to": c.To,
			"title": c.Claim.Title, "place": c.Place, "attributed_to": c.AttributedTo, "quote": c.Quote, "rule": c.Rule, "tie": c.Tie}.known()
		p["start"], p["end"], p["confidence"] = c.Start, c.End, c.Confidence
		return map[string]any{"s": c.Subject, "o": c.Object, "release": c.Release, "id": c.ID, "props": p}
	}
	if allNew {
		return byLabels(ctx, t, cs, func(c graph.FiledClaim) []string { return []string{c.Subject, c.Object} }, func(part []graph.FiledClaim, labels []string) error {
			return write(ctx, t, part, row, fmt.Sprintf(`UNWIND $rows AS row
MATCH (s:%s {id: row.s}) MATCH (o:%s {id: row.o}) MATCH (r:Release {id: row.release})
CREATE (c:Claim)-[:SUBJECT]->(s), (c)-[:OBJECT]->(o), (c)-[:STATED_IN]->(r)
SET c = row.props`, labels[0], labels[1]))
		})
	}
	return write(ctx, t, cs, row, "UNWIND $rows AS row\n"+fmt.Sprintf(either, "s")+fmt.Sprintf(either, "o")+`MATCH (r:Release {id: row.release})
MERGE (c:Claim {id: row.id})
SET c = row.props
MERGE (c)-[:SUBJECT]->(s)
MERGE (c)-[:OBJECT]->(o)
MERGE (c)-[:STATED_IN]->(r)`)
}

func (t *tx) FileClaims(ctx context.Context, cs []graph.FiledClaim) error {
	return write(ctx, t, cs, func(c graph.FiledClaim) map[string]any {
		return props{"id": c.ID, "tie": c.Tie}.known()
	}, "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c.tie = row.tie")
}

func (t *tx) ReadTies(ctx context.Context, ts []graph.Tie) ([]graph.Tie, error) {
	var out []graph.Tie
	err := t.byType(ts, func(typ vocab.RelationType, part []graph.Tie) error {
		ids := make([]string, len(part))
		for i, v := range part {
			ids[i] = v.ID
		}
		found, err := read(ctx, t, ids, tieOf, fmt.Sprintf(
			"UNWIND $ids AS id MATCH (s)-[t:%s {id: id}]->(o) RETURN t, s.id AS subject, o.id AS object", typ))
		out = append(out, found...)
		return err
	})
	return out, err
}

func (t *tx) WriteTies(ctx context.Context, ts []graph.Tie, allNew bool) error {
	put := "MERGE (s)-[t:%s {id: row.id}]->(o)"
	if allNew {
		put = "CREATE (s)-[t:%s]->(o)"
	}
	return t.byType(ts, func(typ vocab.RelationType, part []graph.Tie) error {
		return write(ctx, t, part, func(v graph.Tie) map[string]any {
			p := props{"id": v.ID, "modality": string(v.Modality), "from": v.From, "to": v.To, "title": v.Title, "place": v.Place, "day": cmp.Or(v.From, v.To)}.known()
			p["releases"], p["independent"], p["confidence"], p["claims"] = v.Releases, v.Independent, v.Confidence, v.Claims
			return map[string]any{"id": v.ID, "subject": v.Subject, "object": v.Object, "props": p}
		}, fmt.Sprintf(`UNWIND $rows AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
`+put+`
SET t = row.props`, typ))
	})
}

func (t *tx) DropTies(ctx context.Context, ts []graph.Tie) error {
	return t.byType(ts, func(typ vocab.RelationType, part []graph.Tie) error {
		return write(ctx, t, part, func(v graph.Tie) map[string]any { return map[string]any{"id": v.ID} },
			fmt.Sprintf("UNWIND $rows AS row MATCH ()-[t:%s {id: row.id}]->() DELETE t", typ))
	})
}

func (t *tx) byType(ts []graph.Tie, do func(vocab.RelationType, []graph.Tie) error) error {
	for _, typ := range vocab.RelationTypes() {
		var part []graph.Tie
		for _, v := range ts {
			if v.Type == typ {
				part = append(part, v)
			}
		}
		if err := do(typ, part); err != nil {
			return err
		}
	}
	return nil
}

// byLabels writes records by the labels of the entities that they name, so that these
// are found by one index each.
func byLabels[T any](ctx context.Context, t *tx, records []T, ends func(T) []string, do func([]T, []string) error) error {
	into, err := t.merges(ctx)
	if err != nil {
		return err
	}
	parts := map[string][]T{}
	for _, r := range records {
		var labels []string
		for _, id := range ends(r) {
			label := "Entity"
			if into[id] != "" {
				label = "Merged"
			}
			labels = append(labels, label)
		}
		key := strings.Join(labels, " ")
		parts[key] = append(parts[key], r)
	}
	for _, key := range slices.Sorted(maps.Keys(parts)) {
		if err := do(parts[key], strings.Fields(key)); err != nil {
			return err
		}
	}
	return nil
}

// merges are those of Merged, read once.
func (t *tx) merges(ctx context.Context) (map[string]string, error) {
	if t.into != nil {
		return t.into, nil
	}
	return t.Merged(ctx)
}

func (t *tx) Merged(ctx context.Context) (map[string]string, error) {
	rows, err := t.rows(ctx, "MATCH (e:Merged)-[:SAME_AS]->(c:Entity) RETURN e.id AS id, c.id AS into", nil)
	merged := make(map[string]string, len(rows))
	for _, r := range rows {
		merged[r["id"].(string)] = r["into"].(string)
	}
	t.into = merged
	return merged, err
}

// SetMerged first changes all labels, then makes the links, so that an entity
// that stood and is merged now, or the reverse, is found under its new label.
func (t *tx) SetMerged(ctx context.Context, merges map[string]string) error {
	t.into = nil
	var stand, merge []string
	for id, to := range merges {
		if to == "" {
			stand = append(stand, id)
		} else {
			merge = append(merge, id)
		}
	}
	row := func(id string) map[string]any { return map[string]any{"e": id, "into": merges[id]} }
	find := "UNWIND $rows AS row\n" + fmt.Sprintf(either, "e") + "OPTIONAL MATCH (e)-[x:SAME_AS]->()\nDELETE x\n"
	if err := write(ctx, t, stand, row, find+"REMOVE e:Merged SET e:Entity"); err != nil {
		return err
	}
	if err := write(ctx, t, merge, row, find+"REMOVE e:Entity SET e:Merged"); err != nil {
		return err
	}
	return write(ctx, t, merge, row, "UNWIND $rows AS row MATCH (e:Merged {id: row.e}) MATCH (c:Entity {id: row.into}) CREATE (e)-[:SAME_AS]->(c)")
}

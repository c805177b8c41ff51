package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"entente/graph"
	"entente/text/vocab"
)

// hostile are texts that would do harm if they got into a query, or that break
// careless encoders.
var hostile = []string{
	`'; DROP TABLE entity; --`,
	`"}) DETACH DELETE n //`,
	"`) MATCH (n) DETACH DELETE n //",
	`\'; \u0027 \\ \n`,
	`$name :param ?1 @x`,
	"🕊️👩🏽‍🚒 emoji, \u200fالعربية, Ω≈ç√, 中文",
	"tab\tand\nnew line \u2028 <b>&amp;</b>",
	"%_* [a-z] NULL null",
	"é", "\uffff\U0001F54A",
}

func testHostile(t *testing.T, open Open) {
	ctx := context.Background()
	var b graph.Batch
	for i, h := range hostile {
		id := fmt.Sprint("person/", h)
		b.Entities = append(b.Entities, graph.Entity{ID: id, Type: vocab.Person, Name: h, Aliases: []string{h + h}, Acronym: h, Kind: h})
		r := graph.Release{ID: "release/" + h, Title: h, URL: h, Publisher: h, Published: h, Basis: h, Text: h}
		b.Releases = append(b.Releases, r)
		b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: id, Release: r.ID, Count: i + 1})
		c := graph.Claim{Type: vocab.Praised, Subject: id, Object: b.Entities[0].ID, Modality: vocab.Asserted, From: h, To: h, Title: h,
			Place: h, AttributedTo: id, Release: r.ID, Quote: h, End: len(h), Confidence: 0.5, Rule: h}
		c.ID = graph.ClaimID(c)
		b.Claims = append(b.Claims, c)
	}
	s := filled(t, open, map[string]string{b.Entities[1].ID: b.Entities[2].ID}, b)
	want := ExportOf(t, s)
	n := 0
	for r, err := range s.Export(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		switch r := r.(type) {
		case graph.Entity:
			if r.Name != r.Kind || r.ID != "person/"+r.Name {
				t.Errorf("entity changed: %+v", r)
			}
			n++
		case graph.Claim:
			if r.Quote != r.Rule || r.Title != r.Place {
				t.Errorf("claim changed: %+v", r)
			}
			n++
		}
	}
	if n != 2*len(hostile) {
		t.Errorf("%d entities and claims, want %d", n, 2*len(hostile))
	}
	for _, h := range hostile {
		query := "SELECT name FROM entity WHERE name = $name"
		if s.Dialect() == graph.Cypher {
			query = "MATCH (e:Entity|Merged {name: $name}) RETURN e.name AS name"
		}
		rows, err := s.Query(ctx, query, map[string]any{"name": h})
		if err != nil || len(rows) != 1 || rows[0]["name"] != h {
			t.Errorf("Query(%q) = %v, %v", h, rows, err)
		}
	}
	if err := s.Write(ctx, b); err != nil {
		t.Fatal(err)
	}
	same(t, "hostile texts again", want, ExportOf(t, s))
}

func testReadOnlyQuery(t *testing.T, open Open) {
	ctx := context.Background()
	s := filled(t, open, Merges(), Sample())
	before := ExportOf(t, s)
	writes := map[string]graph.Code{
		"INSERT INTO name VALUES ('x', 'country/rur')": graph.ReadOnly,
		"UPDATE entity SET name = 'x'":                 graph.ReadOnly,
		"DELETE FROM tie":                              graph.ReadOnly,
		"WITH x AS (SELECT 1) DELETE FROM tie":         graph.ReadOnly,
		"CREATE TABLE x (y)":                           graph.ReadOnly,
		"CREATE TEMP TABLE x (y)":                      graph.ReadOnly,
		"DROP TABLE tie":                               graph.ReadOnly,
		"PRAGMA query_only = 0":                        graph.ReadOnly,
		"PRAGMA user_version = 9":                      graph.ReadOnly,
		"ATTACH 'elsewhere.db' AS e":                   graph.ReadOnly,
		"VACUUM INTO 'elsewhere.db'":                   graph.ReadOnly,
		"SELECT 1; DELETE FROM tie":                    graph.Invalid,
		"SELECT ';' /* ; */; -- ;\n DELETE FROM tie":   graph.Invalid,
		"SELECT frm tie":                               graph.Invalid,
		"SELECT $missing AS x":                         graph.Invalid,
		"":                                             "",
	}
	if s.Dialect() == graph.Cypher {
		writes = map[string]graph.Code{
			"CREATE (:Entity {id: 'x'})":                      graph.ReadOnly,
			"MATCH (n) DETACH DELETE n":                       graph.ReadOnly,
			"MATCH (n:Entity) SET n.name = 'x' RETURN n":      graph.ReadOnly,
			"MERGE (n:Entity {id: 'x'}) RETURN n":             graph.ReadOnly,
			"MATCH (n) CALL (n) { DETACH DELETE n }":          graph.ReadOnly,
			"CREATE INDEX x FOR (n:Entity) ON (n.x)":          graph.ReadOnly,
			"DROP CONSTRAINT entity_id":                       graph.ReadOnly,
			"CALL db.createLabel('X')":                        graph.ReadOnly,
			"RETURN 1; MATCH (n) DETACH DELETE n":             graph.Invalid,
			"RETRUN 1":                                        graph.Invalid,
			"RETURN $missing":                                 graph.Invalid,
			"MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS": graph.ReadOnly,
		}
	}
	for query, code := range writes {
		if code != "" {
			_, err := s.Query(ctx, query, nil)
			wantCode(t, query, err, code)
		}
	}
	same(t, "the graph after queries that write", before, ExportOf(t, s))
	rows, err := s.Query(ctx, any1(s), map[string]any{"unused": []string{"x"}})
	if err != nil || len(rows) != 1 || rows[0]["n"] != int64(1) {
		t.Errorf("Query = %v, %v", rows, err)
	}
}

// testConcurrent lets readers read while writers write the same releases, and
// wants the graph that one writer makes.
func testConcurrent(t *testing.T, open Open) {
	want := ExportOf(t, filled(t, open, nil, Variants()))
	s := open(t)
	ctx := context.Background()
	parts := Split(Variants())
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for w := range 3 {
		writers.Go(func() {
			for i := range parts {
				if err := s.Write(ctx, parts[(i+w)%len(parts)]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if _, err := s.Query(ctx, any1(s), nil); err != nil {
					t.Error(err)
				}
				for _, err := range s.Export(ctx) {
					if err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	same(t, "the graph after three writers", want, ExportOf(t, s))
}

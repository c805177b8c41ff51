package neo4j_test

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/storetest"
	"entente/internal/freeport"
	"entente/internal/neo4jtest"
	"entente/text/vocab"
)

var ctx = context.Background()

// wantError opens a database both ways and wants the code and the words, soon.
func wantError(t *testing.T, o neo4j.Options, code graph.Code, words ...string) {
	t.Helper()
	for _, open := range []func(context.Context, neo4j.Options) (*neo4j.Store, error){neo4j.Open, neo4j.OpenReadOnly} {
		start := time.Now()
		s, err := open(ctx, o)
		if err == nil {
			s.Close(ctx)
		}
		if graph.CodeOf(err) != code {
			t.Fatalf("error %v has code %q, want %q", err, graph.CodeOf(err), code)
		}
		for _, w := range words {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("error %q does not say %q", err, w)
			}
		}
		if o.Password != "" && strings.Contains(err.Error(), o.Password) {
			t.Errorf("error %q tells the password", err)
		}
		if d := time.Since(start); d > 12*time.Second {
			t.Errorf("it took %v to fail", d)
		}
	}
}

func TestWrongAddress(t *testing.T) {
	for url, words := range map[string][]string{
		"http://localhost:7474":       {`"http://localhost:7474"`, "neo4j+s"},
		"localhost:7687":              {"must begin"},
		"neo4j://me:secret@localhost": {"apart", "xxxxx"},
		"neo4j://":                    {"names no host"},
		"bolt://local host:7687\x7f":  {"no URL"},
		"bolt://localhost:7687?x=y":   {"bolt://localhost:7687?x=y"},
	} {
		wantError(t, neo4j.Options{URL: url, Password: "secret"}, graph.Invalid, words...)
	}
}

func TestNobodyAnswers(t *testing.T) {
	port, err := freeport.Get()
	if err != nil {
		t.Fatal(err)
	}
	closed := fmt.Sprintf("127.0.0.1:%d", port)
	other, err := net.Listen("tcp", "127.0.0.1:0") // no Neo4j
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() }) // after the parallel subtests, as a defer would not be
	go func() {
		for {
			c, err := other.Accept()
			if err != nil {
				return
			}
			c.Write([]byte("HTTP/1.1 400 Bad Request\r\n\r\n"))
			c.Close()
		}
	}()
	for name, address := range map[string]string{
		"closed port": closed, "other server": other.Addr().String(), "no such host": "nowhere.invalid:7687",
	} {
		for _, scheme := range []string{"bolt", "neo4j", "bolt+s", "neo4j+ssc"} {
			t.Run(name+" "+scheme, func(t *testing.T) {
				t.Parallel()
				wantError(t, neo4j.Options{URL: scheme + "://" + address, User: "neo4j", Password: "s3cret-word"}, graph.Unreachable, address)
			})
		}
	}
}

// TestSilentServer takes as long as a silent server may keep people waiting.
func TestSilentServer(t *testing.T) {
	t.Parallel()
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer mute.Close()
	start := time.Now()
	_, err = neo4j.Open(ctx, neo4j.Options{URL: "neo4j://" + mute.Addr().String()})
	if graph.CodeOf(err) != graph.Unreachable || time.Since(start) > 15*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestServerErrors(t *testing.T) {
	server := neo4jtest.Start(t)
	o := options(server)

	wrong := o
	wrong.Password = "not-the-password"
	wantError(t, wrong, graph.Auth, "refuses user and password")
	wrong = o
	wrong.User, wrong.Password = "", ""
	wantError(t, wrong, graph.Auth, "refuses user and password")
	wrong = o
	wrong.Database = "nosuchdatabase"
	wantError(t, wrong, graph.NotFound, "nosuchdatabase")
	wrong = o
	wrong.URL = strings.Replace(o.URL, "bolt://", "bolt+ssc://", 1)
	wantError(t, wrong, graph.Unreachable, "TLS")
	wrong.URL = strings.Replace(o.URL, "bolt://", "neo4j+s://", 1)
	wantError(t, wrong, graph.Unreachable, "TLS")

	s, err := neo4j.OpenReadOnly(ctx, o)
	if graph.CodeOf(err) != graph.NotFound || s != nil {
		t.Errorf("OpenReadOnly of an empty database: %v", err)
	}
	server.Run(t, "CREATE (:Entity {id: 'theirs'})")
	_, err = neo4j.Open(ctx, o)
	if graph.CodeOf(err) != graph.NotAStore {
		t.Errorf("Open of another program's database: %v", err)
	}
	if n := server.Run(t, "MATCH (n) RETURN count(n) AS n")[0]["n"]; n != int64(1) {
		t.Errorf("%v nodes after a refused Open, want the one of theirs", n)
	}
	server.Wipe(t)
	server.Run(t, "CREATE (:Entente {id: 'schema', version: 99})")
	_, err = neo4j.Open(ctx, o)
	if graph.CodeOf(err) != graph.Conflict {
		t.Errorf("Open of a newer schema: %v", err)
	}
}

// TestMigrate wants a database of an older schema to become what a new one is.
func TestMigrate(t *testing.T) {
	server := neo4jtest.Start(t)
	o := options(server)
	s := open(t, server)
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	const (
		dump  = "MATCH (n) WHERE NOT n:Entente RETURN labels(n) AS labels, properties(n) AS props ORDER BY coalesce(n.id, n.key)"
		found = "CALL db.index.fulltext.queryNodes('passages', 'strand') YIELD node RETURN node.id AS id ORDER BY id"
		shown = "SHOW INDEXES YIELD name RETURN name ORDER BY name"
	)
	schema3 := []string{"MATCH (e:Entity|Merged) REMOVE e.mentions", "CREATE INDEX day_MET_WITH FOR ()-[t:MET_WITH]-() ON (t.day)", "MATCH (v:Entente) SET v.version = 3"}
	schema2 := append(slices.Clone(schema3), "DROP INDEX passages", "MATCH (c:Claim|Release) REMOVE c.words", "MATCH (c:Claim) REMOVE c.name",
		"MATCH (v:Entente) SET v.version = 2 REMOVE v.revision")
	want, wantFound, wantShown := server.Run(t, dump), server.Run(t, found), server.Run(t, shown)
	if len(wantFound) == 0 {
		t.Fatal("nothing found")
	}
	for name, open := range map[string]func(context.Context, neo4j.Options) (*neo4j.Store, error){"to write": neo4j.Open, "to read": neo4j.OpenReadOnly} {
		for version, older := range map[int][]string{2: schema2, 3: schema3} {
			for _, q := range older {
				server.Run(t, q)
			}
			s, err := open(ctx, o)
			if err != nil {
				t.Fatal(version, name, err)
			}
			if d, err := s.Describe(ctx); err != nil || d.Schema != 4 {
				t.Errorf("schema %d opened %s: %+v, %v", version, name, d, err)
			}
			s.Close(ctx)
			for q, want := range map[string][]map[string]any{dump: want, found: wantFound, shown: wantShown} {
				if diff := cmp.Diff(want, server.Run(t, q)); diff != "" {
					t.Errorf("schema %d opened %s (-new +migrated):\n%s", version, name, diff)
				}
			}
		}
	}
	server.Run(t, "MATCH (v:Entente) SET v.version = 1")
	wantError(t, o, graph.Conflict, "older", "ingest the releases again")
}

// TestShape checks the labels and relationships that SCHEMA promises to people
// who write Cypher.
func TestShape(t *testing.T) {
	server := neo4jtest.Start(t)
	o := options(server)
	o.URL = strings.Replace(o.URL, "bolt://", "neo4j://", 1)
	o.Database = "neo4j"
	s, err := neo4j.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(ctx, graph.Verdicts{Merges: storetest.Merges()}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int64{
		"MATCH (e:Entity:Person) RETURN count(e) AS n":                                                                5,
		"MATCH (e:Merged:Person {id: 'person/strand'})-[:SAME_AS]->(:Entity) WHERE NOT e:Entity RETURN count(e) AS n": 1,
		"MATCH (:Merged)-[t]-() WHERE t.claims IS NOT NULL RETURN count(t) AS n":                                      0,
		"MATCH (:Claim)-[x:SUBJECT]->() RETURN count(x) AS n":                                                         21,
		"MATCH (c:Claim)-[x:OBJECT]->(:Entity) RETURN count(x) AS n":                                                  20,
		"MATCH (:Claim)-[x:STATED_IN]->(:Release) RETURN count(x) AS n":                                               21,
		"MATCH ()-[x:MENTIONED_IN]->(:Release) WHERE x.count > 0 RETURN count(x) AS n":                                26,
		"MATCH (:Person)-[t:MET_WITH {modality: 'asserted'}]-(:Person {name: 'Ole Strand'}) RETURN t.releases AS n":   2,
		"CALL db.index.fulltext.queryNodes('entity_names', 'petrescu') YIELD node RETURN count(node) AS n":            1,
		"CALL db.index.fulltext.queryNodes('passages', 'petrescu') YIELD node RETURN count(node) AS n":                4,
		"MATCH (c:Claim) WHERE c.name STARTS WITH c.type RETURN count(c) AS n":                                        21,
		"MATCH (c:Claim {name: 'MET_WITH, planned 2031-05-07'}) RETURN count(c) AS n":                                 1,
		"SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'tie_' RETURN count(*) AS n":                              int64(len(vocab.RelationTypes())),
	} {
		rows, err := s.Query(ctx, query, nil)
		if err != nil || len(rows) != 1 || rows[0]["n"] != want {
			t.Errorf("%s = %v, %v, want %d", query, rows, err, want)
		}
	}
	rows, err := s.Query(ctx, "MATCH p = (c:Country {iso3: 'ZUB'})-[t:MEMBER_OF]->() RETURN c, t, p, {a: 1} AS m, date('2031-01-01') AS d, [1, null] AS l", nil)
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	for _, col := range []string{"c", "t", "m", "d"} {
		if v, ok := rows[0][col].(string); !ok || v == "" {
			t.Errorf("column %s = %#v, want text", col, rows[0][col])
		}
	}
	if p, ok := rows[0]["p"].([]any); !ok || len(p) != 3 {
		t.Errorf("path = %#v", rows[0]["p"])
	}
}

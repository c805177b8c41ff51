// Package neo4j keeps the graph in a Neo4j database (5.23 or newer), over Bolt.
//
// Entities are nodes (:Entity:Person and so on), ties relationships between
// them of the tie's type. Claims and releases are nodes too: (:Claim) with
// SUBJECT, OBJECT and STATED_IN, and a name to be shown by. Their property words is
// what full-text search looks through. A merged entity is :Merged instead of :Entity
// and points to the entity that stays with SAME_AS. Unknown properties are left
// out. (:Name {key}) are the folded names for looking entities up.
package neo4j

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

const (
	schemaVersion = 4
	oldest        = 2 // the oldest schema that is brought up to date; the ones before lack what only the texts tell
)

//go:embed schema.cypher
var schema string

// Options tell where the database is, how to log in, and what to wait for.
type Options struct {
	URL            string // neo4j://, bolt://, or these with +s or +ssc
	User, Password string // no User: no authentication
	Database       string // empty is the server's default
	MaxConnections int    // at once; 0 is 10
	// ConnectTimeout is for a server to take a connection; 0 is 5 seconds.
	ConnectTimeout time.Duration
	// TransactionTimeout is the longest that a question or a write may take; 0
	// leaves it to the server.
	TransactionTimeout time.Duration
}

// Store is a graph in a Neo4j database. It is safe for use by several
// goroutines; writers take turns.
type Store struct {
	driver    neo4j.DriverWithContext
	session   neo4j.SessionConfig
	address   string
	patience  time.Duration // for the server to take a connection
	limit     time.Duration // for a transaction; 0 is the server's
	canWrite  bool
	bookmarks neo4j.BookmarkManager
}

var _ graph.Store = (*Store)(nil)

var schemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// Open connects to a database and makes what is missing of its constraints and
// indexes. A database whose entities are another program's is left untouched
// and gives a graph.Error with code NotAStore.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := connect(ctx, o)
	if err != nil {
		return nil, err
	}
	s.canWrite = true
	if err := s.prepare(ctx); err != nil {
		s.Close(ctx)
		return nil, err
	}
	return s, nil
}

// OpenReadOnly connects for questions only. A database without a graph gives an
// error with code NotFound. A graph of an older schema is brought up to date
// first, which needs the right to write.
func OpenReadOnly(ctx context.Context, o Options) (*Store, error) {
	s, err := connect(ctx, o)
	if err != nil {
		return nil, err
	}
	version, err := s.version(ctx)
	switch {
	case err == nil && version == 0:
		err = graph.Errorf(graph.NotFound, "no graph in %s", s.address)
	case err == nil && version < schemaVersion:
		err = s.prepare(ctx)
	}
	if err != nil {
		s.Close(ctx)
		return nil, err
	}
	return s, nil
}

func connect(ctx context.Context, o Options) (*Store, error) {
	u, err := url.Parse(o.URL)
	switch {
	case err != nil: // the error would show the whole URL
		return nil, graph.Errorf(graph.Invalid, "the address of Neo4j is no URL; write it as neo4j://host:7687")
	case !slices.Contains(schemes, u.Scheme):
		return nil, graph.Errorf(graph.Invalid, "the address must begin with one of %s, as in neo4j://host:7687; %q does not", strings.Join(schemes, "://, ")+"://", u.Redacted())
	case u.User != nil:
		return nil, graph.Errorf(graph.Invalid, "give user and password apart from the address %s", u.Redacted())
	case u.Host == "":
		return nil, graph.Errorf(graph.Invalid, "the address %s names no host", o.URL)
	}
	auth := neo4j.NoAuth()
	if o.User != "" {
		auth = neo4j.BasicAuth(o.User, o.Password, "")
	}
	patience := cmp.Or(o.ConnectTimeout, 5*time.Second)
	driver, err := neo4j.NewDriverWithContext(o.URL, auth, func(c *config.Config) {
		c.MaxConnectionPoolSize = cmp.Or(o.MaxConnections, 10)
		c.SocketConnectTimeout = patience
		c.ConnectionAcquisitionTimeout = 2 * patience
		c.MaxTransactionRetryTime = 15 * time.Second // of deadlocks and the like
		c.TelemetryDisabled = true
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "the address %s: %w", o.URL, err)
	}
	s := &Store{
		driver: driver, address: o.URL, bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		session: neo4j.SessionConfig{DatabaseName: o.Database}, patience: patience, limit: o.TransactionTimeout,
	}
	s.session.BookmarkManager = s.bookmarks
	if o.Database != "" {
		s.address += " database " + o.Database
	}
	if err := s.reach(ctx); err != nil {
		driver.Close(ctx)
		return nil, err
	}
	return s, nil
}

// reach makes sure that the server answers and lets us in, without the
// driver's long retries.
func (s *Store) reach(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, 2*s.patience)
	defer cancel()
	err := s.driver.VerifyConnectivity(limited)
	if err == nil {
		_, err = s.version(limited)
	}
	switch {
	case err == nil || ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return graph.Errorf(graph.Unreachable, "no answer from Neo4j at %s within %v", s.address, 2*s.patience)
	}
	if err = s.fail(err); graph.CodeOf(err) == "" { // another kind of server, say
		err = graph.Errorf(graph.Unreachable, "no Neo4j answers at %w", err)
	}
	return err
}

// version is the schema version of the graph in the database, 0 where there is none.
func (s *Store) version(ctx context.Context) (int, error) {
	rows, err := s.rows(ctx, "MATCH (v:Entente {id: 'schema'}) RETURN v.version AS version", nil)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	v, _ := rows[0]["version"].(int64)
	if v > schemaVersion {
		return 0, graph.Errorf(graph.Conflict, "%s has schema version %d, made by a newer entente; this one knows up to %d: update it, or name another store", s.address, v, schemaVersion)
	}
	if v > 0 && v < oldest {
		return 0, graph.Errorf(graph.Conflict, "%s has schema version %d, made by an older entente; empty the database and ingest the releases again", s.address, v)
	}
	return int(v), nil
}

// prepare makes constraints and indexes, and marks the database as ours.
func (s *Store) prepare(ctx context.Context) error {
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	if version == 0 {
		rows, err := s.rows(ctx, "MATCH (n:Entity|Release|Claim) RETURN labels(n)[0] AS label LIMIT 1", nil)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			if version, err = s.version(ctx); err != nil {
				return err
			}
		}
		if len(rows) > 0 && version == 0 { // else another process was faster
			return graph.Errorf(graph.NotAStore, "%s holds nodes labelled %v of another program; it was left untouched", s.address, rows[0]["label"])
		}
	}
	statements := strings.Split(strings.TrimSpace(schema), ";\n")
	for _, t := range vocab.RelationTypes() {
		statements = append(statements, fmt.Sprintf("CREATE CONSTRAINT tie_%[1]s IF NOT EXISTS FOR ()-[t:%[1]s]-() REQUIRE t.id IS UNIQUE", t),
			fmt.Sprintf("CREATE INDEX modality_day_%[1]s IF NOT EXISTS FOR ()-[t:%[1]s]-() ON (t.modality, t.day)", t))
		if 0 < version && version < schemaVersion {
			statements = append(statements, fmt.Sprintf("DROP INDEX day_%s IF EXISTS", t))
		}
	}
	statements = append(statements, "CALL db.awaitIndexes(60)")
	for _, q := range statements {
		if err := s.auto(ctx, strings.TrimSuffix(q, ";"), nil); err != nil {
			return err
		}
	}
	if version == 2 {
		if err := s.toSchema3(ctx); err != nil {
			return err
		}
	}
	if 0 < version && version < schemaVersion {
		if err := s.toSchema4(ctx); err != nil {
			return err
		}
	}
	return s.auto(ctx, "MERGE (v:Entente {id: 'schema'}) SET v.version = $version", map[string]any{"version": schemaVersion})
}

// toSchema3 gives claims, releases and ties the properties that schema 3 added, page by
// page. The version is set after all, so what is cut off begins anew.
func (s *Store) toSchema3(ctx context.Context) error {
	rows, err := s.rows(ctx, "MATCH (r:Release) RETURN r.id AS id, r.title AS title", nil)
	if err != nil {
		return err
	}
	for _, t := range vocab.RelationTypes() {
		if err := s.auto(ctx, fmt.Sprintf("MATCH ()-[t:%s]->() SET t.day = coalesce(t.from, t.to)", t), nil); err != nil {
			return err
		}
	}
	words := make([]any, len(rows))
	for i, r := range rows {
		words[i] = map[string]any{"id": props(r).text("id"), "props": props{"words": text.Fold(props(r).text("title"))}.known()}
	}
	for page := range slices.Chunk(words, pageSize) {
		if err := s.auto(ctx, "UNWIND $rows AS row MATCH (r:Release {id: row.id}) SET r += row.props", map[string]any{"rows": page}); err != nil {
			return err
		}
	}
	if rows, err = s.rows(ctx, "MATCH (c:Claim) RETURN c.id AS id", nil); err != nil {
		return err
	}
	for page := range slices.Chunk(rows, pageSize) {
		ids := make([]any, len(page))
		for i, r := range page {
			ids[i] = r["id"]
		}
		claims, err := s.rows(ctx, claimsBy[graph.ByID], map[string]any{"ids": ids})
		if err != nil {
			return err
		}
		shown := make([]any, len(claims))
		for i, r := range claims {
			c := claimOf(r).Claim
			shown[i] = map[string]any{"id": c.ID, "props": props{"name": c.Caption(), "words": text.Fold(c.Quote)}.known()}
		}
		if err := s.auto(ctx, "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c += row.props", map[string]any{"rows": shown}); err != nil {
			return err
		}
	}
	return nil
}

// toSchema4 counts how often each entity is mentioned.
func (s *Store) toSchema4(ctx context.Context) error {
	rows, err := s.rows(ctx, "MATCH (e)-[m:MENTIONED_IN]->() RETURN elementId(e) AS id, sum(m.count) AS n", nil)
	if err != nil {
		return err
	}
	for page := range slices.Chunk(rows, pageSize) {
		if err := s.auto(ctx, "UNWIND $rows AS row MATCH (e) WHERE elementId(e) = row.id SET e.mentions = row.n", map[string]any{"rows": page}); err != nil {
			return err
		}
	}
	return nil
}

// auto runs a statement in a transaction of its own, as schema commands want it.
// Two processes that make the schema at once may lock each other out: the driver
// runs it again then.
func (s *Store) auto(ctx context.Context, query string, params map[string]any) error {
	session := s.driver.NewSession(ctx, s.session)
	defer session.Close(context.WithoutCancel(ctx))
	err := s.managed(ctx, session.ExecuteWrite, func(mt neo4j.ManagedTransaction) error {
		return (&tx{runner: mt}).run(ctx, query, params)
	})
	return s.failIn(ctx, err)
}

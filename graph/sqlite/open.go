// Package sqlite keeps the graph in one SQLite file.
package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"entente/graph"
)

const (
	applicationID = 0x656e7465 // "ente", in the header of every file of ours
	schemaVersion = 4
	busyTimeout   = 10 * time.Second // how long to wait for others
	oldest        = 2                // the oldest schema that is brought up to date; the ones before lack what only the texts tell
)

// The schema is schema 2 and what was added since, so that a new file and one
// that was brought up to date are the same.
var (
	//go:embed schema.sql
	schema2 string
	//go:embed schema3.sql
	schema3 string
	//go:embed schema4.sql
	schema4 string
)

// Store is a graph in one SQLite file. It is safe for use by several
// goroutines; one writes at a time.
type Store struct {
	path  string  // as people know it
	file  string  // where it is
	mode  string  // how it is opened for reading
	temp  string  // folder to delete on Close
	write *sql.DB // one connection; nil when read-only
	read  *sql.DB // runs SELECT only

	questions prepared // of read
}

var _ graph.Store = (*Store)(nil)

// Open opens the graph in a file, or makes one where there is no file or an
// empty one. The folder must be there. ":memory:" keeps the graph in a
// temporary file that Close deletes.
//
// A file that is not a graph of entente's is left untouched and gives a
// graph.Error with code NotAStore.
func Open(ctx context.Context, path string) (*Store, error) { return OpenSync(ctx, path, Full) }

// Sync tells when a write is on the disk.
type Sync string

// The choices. Both keep the graph whole whatever happens, and both keep what was
// written when the process ends; when the power fails, Normal may lose the last
// batches, which the next ingest reads again.
const (
	Full   Sync = "FULL" // before Write returns
	Normal Sync = "NORMAL"
)

// writing keeps up to 48 MiB of pages at hand, and lets 64 MiB gather in the log before
// they are folded into the file: ids are digests, so that every batch touches pages all
// over the indexes.
const writing = "&_pragma=cache_size(-49152)&_pragma=wal_autocheckpoint(16384)"

// OpenSync is Open with the choice of speed for safety.
func OpenSync(ctx context.Context, path string, sync Sync) (*Store, error) {
	if sync != Full && sync != Normal {
		return nil, graph.Errorf(graph.Invalid, "sync is %q; it may be %s or %s", sync, Full, Normal)
	}
	s := &Store{path: path, mode: "mode=ro"}
	if path == ":memory:" {
		dir, err := os.MkdirTemp("", "entente")
		if err != nil {
			return nil, graph.Errorf(graph.Broken, "no temporary folder for the graph: %w", err)
		}
		s.temp, path = dir, filepath.Join(dir, "graph.db")
	}
	s.file = path
	if err := s.open(ctx, path, sync); err != nil {
		s.Close(ctx)
		return nil, err
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, path string, sync Sync) error {
	fresh, err := inspect(ctx, path)
	if err != nil && graph.CodeOf(err) != graph.NotFound && !errors.Is(err, errOlder) {
		return err
	}
	if graph.CodeOf(err) == graph.NotFound { // no file: is there a folder to make it in?
		if fi, err := os.Stat(filepath.Dir(path)); err != nil || !fi.IsDir() {
			return graph.Errorf(graph.NotFound, "cannot make %s: there is no folder %s", path, filepath.Dir(path))
		}
	}
	s.write = openDB(path, "mode=rwc&_txlock=immediate&_pragma=synchronous("+string(sync)+")"+writing, nil)
	s.write.SetMaxOpenConns(1)
	s.read = openReader(path, s.mode)
	s.questions.db = s.read
	if err := s.write.PingContext(ctx); err != nil {
		return s.fail(err)
	}
	if fresh {
		if err := s.create(ctx); err != nil {
			return err
		}
	}
	if err := s.toWAL(ctx); err != nil {
		return s.fail(err)
	}
	if err := s.check(ctx, s.write); !errors.Is(err, errOlder) {
		return err
	}
	return s.migrate(ctx)
}

// toWAL makes the file one with a write-ahead log. For the change of mode SQLite needs
// the file for itself and does not wait for others that open it, whatever the busy
// timeout; so we do.
func (s *Store) toWAL(ctx context.Context) error {
	for deadline := time.Now().Add(busyTimeout); ; {
		_, err := s.write.ExecContext(ctx, "PRAGMA journal_mode=WAL")
		if e, ok := errors.AsType[*sqlite.Error](err); !ok || e.Code()&0xff != sqlite3.SQLITE_BUSY || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// OpenReadOnly opens a graph for questions only. Where there is none the error
// has code NotFound. A graph of an older schema is brought up to date first,
// which needs the right to write.
func OpenReadOnly(ctx context.Context, path string) (*Store, error) {
	fresh, err := inspect(ctx, path)
	if errors.Is(err, errOlder) {
		var s *Store
		if s, err = Open(ctx, path); err == nil {
			err = s.Close(ctx)
		}
	}
	if err != nil {
		return nil, err
	}
	if fresh {
		return nil, graph.Errorf(graph.NotFound, "no graph at %s: the file is empty", path)
	}
	mode := "mode=ro"
	if _, err := os.Stat(path + "-wal"); err != nil && !writable(filepath.Dir(path)) {
		mode = "mode=ro&immutable=1" // a WAL file cannot be made beside it, and nobody writes
	}
	s := &Store{path: path, file: path, mode: mode, read: openReader(path, mode)}
	s.questions.db = s.read
	if err := s.read.PingContext(ctx); err != nil {
		s.Close(ctx)
		return nil, s.fail(err)
	}
	return s, nil
}

// writable reports whether a file can be made in the folder.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, ".entente-*")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}

// inspect looks at the file without writing anything. It reports whether there
// is nothing in it yet; a missing file is a NotFound error too.
func inspect(ctx context.Context, path string) (fresh bool, err error) {
	fi, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, graph.Errorf(graph.NotFound, "no graph at %s", path)
	case err != nil:
		return false, graph.Errorf(graph.Broken, "cannot read the graph: %w", err)
	case !fi.Mode().IsRegular():
		return false, graph.Errorf(graph.NotAStore, "%s is not a file; name the file that keeps the graph", path)
	case fi.Size() == 0:
		return true, nil
	}
	// Through SQLite and not with os.Open: closing a file drops the locks that
	// another Store of this process holds on it. Immutable, so that nothing is
	// made beside another program's file.
	if err = look(ctx, path, "&immutable=1"); err == nil {
		return false, nil
	}
	// Perhaps somebody is writing it, or was cut off: then the file alone is not
	// whole, and SQLite has to read what stands beside it.
	options := "&immutable=1"
	for _, beside := range []string{"-wal", "-journal"} {
		if _, err := os.Stat(path + beside); err == nil {
			options = ""
		}
	}
	return false, look(ctx, path, options)
}

func look(ctx context.Context, path, options string) error {
	db := openDB(path, "mode=ro"+options, nil)
	defer db.Close()
	return (&Store{path: path}).check(ctx, db)
}

// create makes the schema in one transaction of the rollback journal: a crash
// leaves an empty file or a whole one.
func (s *Store) create(ctx context.Context) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.fail(err)
	}
	defer tx.Rollback()
	var tables int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return s.fail(err)
	}
	if tables > 0 {
		return nil // another process was faster; check tells whether it was entente
	}
	header := fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d;", applicationID, schemaVersion)
	if _, err := tx.ExecContext(ctx, header+schema2+schema3+schema4); err != nil {
		return s.fail(err)
	}
	return s.fail(tx.Commit())
}

// errOlder marks the error for a schema that migrate can bring up to date.
var errOlder = errors.New("open it once with the right to write to it")

// migrate brings a graph of an older schema up to date, as a whole or not at all.
func (s *Store) migrate(ctx context.Context) error {
	t, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.fail(err)
	}
	defer t.Rollback()
	var version int
	if err := t.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version == schemaVersion {
		return s.fail(err) // another process was faster
	}
	if version == 2 {
		if err := (&tx{t}).toSchema3(ctx); err != nil {
			return s.fail(err)
		}
	}
	if _, err := t.ExecContext(ctx, schema4+fmt.Sprintf("PRAGMA user_version=%d", schemaVersion)); err != nil {
		return s.fail(err)
	}
	return s.fail(t.Commit())
}

// toSchema3 adds what schema 3 has over schema 2, and fills it.
func (t *tx) toSchema3(ctx context.Context) error {
	if _, err := t.ExecContext(ctx, schema3); err != nil {
		return err
	}
	releases, err := collect(ctx, t, scanRelease, releaseSQL)
	if err == nil {
		err = t.writePassages(ctx, titles(releases))
	}
	if err != nil {
		return err
	}
	entities, err := collect(ctx, t, scanEntity, entitySQL)
	if err == nil {
		err = t.writeWords(ctx, entities)
	}
	if err != nil {
		return err
	}
	claims, err := collect(ctx, t, scanClaim, claimSQL)
	if err == nil {
		err = t.writePassages(ctx, sentences(claims))
	}
	return err
}

// check makes sure that the file is a graph of a version that this code knows.
func (s *Store) check(ctx context.Context, db *sql.DB) error {
	var app, version int
	err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app)
	if err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok && e.Code()&0xff == sqlite3.SQLITE_NOTADB {
		return graph.Errorf(graph.NotAStore, "%s is not a graph of entente's, nor an SQLite file at all; it was left untouched", s.path)
	}
	switch {
	case err != nil:
		return s.fail(err)
	case app != applicationID:
		return graph.Errorf(graph.NotAStore, "%s is an SQLite file of another program; it was left untouched", s.path)
	case version > schemaVersion:
		return graph.Errorf(graph.Conflict, "%s has schema version %d, made by a newer entente; this one knows up to %d: update it, or name another store", s.path, version, schemaVersion)
	case version < 1:
		return graph.Errorf(graph.NotAStore, "%s has schema version %d, which no entente made", s.path, version)
	case version < oldest:
		return graph.Errorf(graph.Conflict, "%s has schema version %d, made by an older entente; move it away and ingest the releases again", s.path, version)
	case version < schemaVersion:
		return graph.Errorf(graph.Conflict, "%s has schema version %d, made by an older entente: %w", s.path, version, errOlder)
	}
	return nil
}

// openDB makes a pool of connections to path; each runs hook when it is opened.
func openDB(path, options string, hook sqlite.ConnectionHookFn) *sql.DB {
	d := &sqlite.Driver{}
	if hook != nil {
		d.RegisterConnectionHook(hook)
	}
	name := (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
	return sql.OpenDB(connector{d, "file:" + name + "?" + options +
		fmt.Sprintf("&_pragma=busy_timeout(%d)&_pragma=foreign_keys(1)", busyTimeout.Milliseconds())})
}

// readers is how many connections for reading there are at most, and how many are kept
// while nobody uses them. Opening one takes longer than most questions: the schema is read,
// and its pages are cold. More at once would be no quicker, and each takes memory. Who
// holds one, by Export, must not wait for another.
var readers = max(16, 4*runtime.GOMAXPROCS(0))

func openReader(path, mode string) *sql.DB {
	db := openDB(path, mode, selectOnly)
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return db
}

// connector opens connections with a driver of its own, so that its hook
// touches no other user of SQLite in the program.
type connector struct {
	driver *sqlite.Driver
	dsn    string
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.driver }

// selectOnly makes a connection refuse everything but SELECT, when the
// statement is compiled: no writing, no ATTACH, no PRAGMA but one.
func selectOnly(c sqlite.ExecQuerierContext, _ string) error {
	return c.(sqlite.AuthorizerRegisterer).RegisterAuthorizer(func(action sqlite.AuthorizerActionCode, first, second, _, _ string) sqlite.AuthorizerReturnCode {
		switch action {
		case sqlite.AuthSelect, sqlite.AuthRead, sqlite.AuthRecursive, sqlite.AuthTransaction:
			return sqlite.AuthorizerOK
		case sqlite.AuthPragma:
			if first == "data_version" && second == "" { // full-text search asks for it
				return sqlite.AuthorizerOK
			}
		case sqlite.AuthFunction:
			if second != "load_extension" {
				return sqlite.AuthorizerOK
			}
		}
		return sqlite.AuthorizerDeny
	})
}

// fail gives an SQLite error the code and the words that people need.
func (s *Store) fail(err error) error {
	var e *sqlite.Error
	if err == nil || graph.CodeOf(err) != "" || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if !errors.As(err, &e) {
		return fmt.Errorf("%s: %w", s.path, err)
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return graph.Errorf(graph.Conflict, "another process writes to %s; try again when it is done: %w", s.path, err)
	case sqlite3.SQLITE_AUTH:
		return graph.Errorf(graph.ReadOnly, "only reading is allowed here: %w", err)
	case sqlite3.SQLITE_READONLY:
		return graph.Errorf(graph.ReadOnly, "%s cannot be written to: %w", s.path, err)
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return graph.Errorf(graph.ReadOnly, "%s cannot be opened; may the file and its folder be read and written? %w", s.path, err)
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return graph.Errorf(graph.Broken, "%s is damaged: %w", s.path, err)
	case sqlite3.SQLITE_FULL:
		return graph.Errorf(graph.Broken, "the disk that holds %s is full; the graph is as it was: %w", s.path, err)
	case sqlite3.SQLITE_IOERR:
		return graph.Errorf(graph.Broken, "the disk that holds %s fails: %w", s.path, err)
	}
	return fmt.Errorf("%s: %w", s.path, err)
}

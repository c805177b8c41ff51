package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
)

var ctx = context.Background()

func wantCode(t *testing.T, err error, code graph.Code, words ...string) {
	t.Helper()
	if graph.CodeOf(err) != code {
		t.Fatalf("error %v has code %q, want %q", err, graph.CodeOf(err), code)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q does not say %q", err, w)
		}
	}
}

// otherDB is an SQLite file that another program made.
func otherDB(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range append([]string{"CREATE TABLE theirs (x)"}, statements...) {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestForeignFiles(t *testing.T) {
	long := strings.Repeat("A letter to a friend.\n", 400)
	for name, test := range map[string]struct {
		make func(t *testing.T, path string)
		code graph.Code
		word string
	}{
		"text":   {func(t *testing.T, p string) { write(t, p, long) }, graph.NotAStore, "nor an SQLite file"},
		"short":  {func(t *testing.T, p string) { write(t, p, "hello") }, graph.NotAStore, "nor an SQLite file"},
		"header": {func(t *testing.T, p string) { write(t, p, "SQLite format 3\x00") }, graph.NotAStore, "nor an SQLite file"},
		"other":  {func(t *testing.T, p string) { otherDB(t, p) }, graph.NotAStore, "another program"},
		"other, WAL": {func(t *testing.T, p string) {
			otherDB(t, p, "PRAGMA journal_mode=WAL", "INSERT INTO theirs VALUES (1)")
		}, graph.NotAStore, "another program"},
		"marked": {func(t *testing.T, p string) { otherDB(t, p, "PRAGMA application_id=77") }, graph.NotAStore, "another program"},
		"newer": {func(t *testing.T, p string) {
			otherDB(t, p, "PRAGMA application_id=0x656e7465", "PRAGMA user_version=99")
		}, graph.Conflict, "newer"},
		"no version": {func(t *testing.T, p string) { otherDB(t, p, "PRAGMA application_id=0x656e7465") }, graph.NotAStore, "version 0"},
		"folder":     {func(t *testing.T, p string) { os.Mkdir(p, 0o755) }, graph.NotAStore, "not a file"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "their.db")
			test.make(t, path)
			before, _ := os.ReadFile(path)
			_, err := sqlite.Open(ctx, path)
			wantCode(t, err, test.code, test.word, path)
			_, err = sqlite.OpenReadOnly(ctx, path)
			wantCode(t, err, test.code, test.word, path)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			files, err := os.ReadDir(filepath.Dir(path))
			if err != nil || len(files) != 1 {
				t.Errorf("files beside it: %v, %v", files, err)
			}
		})
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestMissing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "none.db")
	_, err := sqlite.OpenReadOnly(ctx, path)
	wantCode(t, err, graph.NotFound, "no graph at "+path)
	if _, err := os.Stat(path); err == nil {
		t.Error("asking made a file")
	}
	_, err = sqlite.Open(ctx, filepath.Join(dir, "no", "folder", "g.db"))
	wantCode(t, err, graph.NotFound, "there is no folder")
	write(t, path, "")
	_, err = sqlite.OpenReadOnly(ctx, path)
	wantCode(t, err, graph.NotFound, "empty")
}

// TestReopen also has names that would mean something in a URL or a DSN.
func TestReopen(t *testing.T) {
	for _, name := range []string{"g.db", "a b?mode=memory&x=%41#f;.db", "é:.db"} {
		path := filepath.Join(t.TempDir(), name)
		s, err := sqlite.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Write(ctx, storetest.Sample()); err != nil {
			t.Fatal(err)
		}
		want := storetest.ExportOf(t, s)
		if err := s.Close(ctx); err != nil {
			t.Fatal(err)
		}
		if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 || files[0].Name() != name {
			t.Errorf("files after Close: %v, want %q", files, name)
		}
		for _, open := range []func(context.Context, string) (*sqlite.Store, error){sqlite.OpenReadOnly, sqlite.Open} {
			s, err := open(ctx, path)
			if err != nil {
				t.Fatal(err)
			}
			if got := storetest.ExportOf(t, s); got != want {
				t.Errorf("%s: another graph after opening it again", name)
			}
			if d, err := s.Describe(ctx); err != nil || d.Address != path || len(d.Problems) > 0 {
				t.Errorf("Describe = %+v, %v", d, err)
			}
			s.Close(ctx)
		}
	}
}

func TestRelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	s, err := sqlite.Open(ctx, "g.db")
	if err != nil {
		t.Fatal(err)
	}
	s.Close(ctx)
	if _, err := os.Stat("g.db"); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyStoreRefusesWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "g.db")
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	r, err := sqlite.OpenReadOnly(ctx, path) // beside a writer
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(ctx)
	wantCode(t, r.Write(ctx, storetest.Sample()), graph.ReadOnly)
	wantCode(t, r.Decide(ctx, graph.Verdicts{}), graph.ReadOnly)
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	if storetest.ExportOf(t, r) != storetest.ExportOf(t, s) {
		t.Error("the reader does not see what the writer wrote")
	}
}

// TestOpenBesideWAL opens a graph whose newest pages stand in the WAL file, as
// after a crash: the file alone looks damaged.
func TestOpenBesideWAL(t *testing.T) {
	path := filepath.Join(t.TempDir(), "g.db")
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if err := s.Write(ctx, storetest.World(100, 20, 100)); err != nil {
		t.Fatal(err)
	}
	want := storetest.ExportOf(t, s)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wal, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	crashed := filepath.Join(t.TempDir(), "g.db")
	const page, head, frame = 4096, 32, 24 // SQLite's file format: pages in the WAL stand after a head each
	spoiled := 0
	for at := head; at+frame+page <= len(wal); at += frame + page {
		if n := int(binary.BigEndian.Uint32(wal[at:])); n > 1 && n*page <= len(file) {
			clear(file[(n-1)*page : n*page]) // this page was not yet written back
			spoiled++
		}
	}
	if spoiled == 0 {
		t.Fatal("no page of the file stands in the WAL")
	}
	write(t, crashed, string(file))
	write(t, crashed+"-wal", string(wal))
	for _, open := range []func(context.Context, string) (*sqlite.Store, error){sqlite.OpenReadOnly, sqlite.Open} {
		s, err := open(ctx, crashed)
		if err != nil {
			t.Fatal(err)
		}
		if got := storetest.ExportOf(t, s); got != want {
			t.Error("another graph")
		}
		s.Close(ctx)
	}
}

// schema3 makes a file of the sample as entente made it before schema 4.
func schema3(t *testing.T, path string) (export string) {
	t.Helper()
	export = sampleAt(t, path)
	alter(t, path, "DROP INDEX tie_planned", "PRAGMA user_version=3")
	return export
}

// schema2 makes a file of the sample as entente made it before schema 3.
func schema2(t *testing.T, path string) (export string) {
	t.Helper()
	export = sampleAt(t, path)
	schema, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	now := path + ".now"
	if err := os.Rename(path, now); err != nil {
		t.Fatal(err)
	}
	statements := []string{string(schema), "PRAGMA application_id=0x656e7465", "PRAGMA user_version=2", "ATTACH '" + now + "' AS now"}
	for _, table := range []string{"entity", "name", "release", "mention", "claim", "tie", "verdicts"} {
		statements = append(statements, "INSERT INTO "+table+" SELECT "+columns(t, now, table)+" FROM now."+table)
	}
	alter(t, path, statements...)
	return export
}

// columns are those of a table that are stored, with commas between.
func columns(t *testing.T, path, table string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var names string
	if err := db.QueryRow(`SELECT group_concat('"' || name || '"', ', ') FROM pragma_table_info(?)`, table).Scan(&names); err != nil {
		t.Fatal(err)
	}
	return names
}

// sampleAt makes a file of the sample.
func sampleAt(t *testing.T, path string) (export string) {
	t.Helper()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	return storetest.ExportOf(t, s)
}

// alter changes a file behind entente's back.
func alter(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // what is attached is so to one connection
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMigrate wants a file of an older schema to become what a new one is.
func TestMigrate(t *testing.T) {
	const dump = `SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS is_there FROM sqlite_schema
		UNION ALL SELECT release || ' ' || start || ' ' || "end" || ' ' || words FROM passage
		UNION ALL SELECT word || ' ' || entity FROM word
		UNION ALL SELECT entity || ' ' || mentions || ' ' || releases FROM prominence
		UNION ALL SELECT 'found ' || p.release || ' ' || p.start FROM search JOIN passage p ON p.n = search.rowid WHERE search MATCH '"strand"' ORDER BY 1`
	fresh := open(t)
	if err := fresh.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	want, err := fresh.Query(ctx, dump, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func(context.Context, string) (*sqlite.Store, error){"to write": sqlite.Open, "to read": sqlite.OpenReadOnly} {
		for version, older := range map[int]func(*testing.T, string) string{2: schema2, 3: schema3} {
			path := filepath.Join(t.TempDir(), "g.db")
			export := older(t, path)
			s, err := open(ctx, path)
			if err != nil {
				t.Fatal(name, err)
			}
			got, err := s.Query(ctx, dump, nil)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("schema %d opened %s: %v (-new +migrated):\n%s", version, name, err, diff)
			}
			if storetest.ExportOf(t, s) != export {
				t.Errorf("schema %d opened %s: another graph", version, name)
			}
			s.Close(ctx)
		}
	}
	path := filepath.Join(t.TempDir(), "g.db")
	schema2(t, path)
	alter(t, path, "PRAGMA user_version=1")
	_, err = sqlite.Open(ctx, path)
	wantCode(t, err, graph.Conflict, "older", "ingest the releases again")
}

// TestMigrateAtOnce brings one file up to date from several sides.
func TestMigrateAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "g.db")
	export := schema2(t, path)
	errs := make(chan error)
	for range 4 {
		go func() {
			s, err := sqlite.OpenReadOnly(ctx, path)
			if err == nil {
				err = s.Close(ctx)
			}
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	s, err := sqlite.OpenReadOnly(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if storetest.ExportOf(t, s) != export {
		t.Error("another graph")
	}
}

func TestTwoOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "g.db")
	errs := make(chan error)
	for range 4 {
		go func() {
			s, err := sqlite.Open(ctx, path)
			if err == nil {
				err = errors.Join(s.Write(ctx, storetest.Sample()), s.Close(ctx))
			}
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestTemporaryGraphIsDeleted(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	s, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "g.db")
	sampleAt(t, path)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(b); i++ { // all pages but the first
		b[i] = 0xa5
	}
	write(t, path, string(b))
	s, err := sqlite.OpenReadOnly(ctx, path)
	if err == nil {
		defer s.Close(ctx)
		_, err = s.Query(ctx, "SELECT count(*) FROM claim", nil)
	}
	wantCode(t, err, graph.Broken, "damaged")
}

func TestEndlessQueryEnds(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := s.Query(ctx, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", nil)
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// TestReadOnlyFolder runs itself as a user whom folders can be closed to: root
// may write everywhere.
func TestReadOnlyFolder(t *testing.T) {
	if dir := os.Getenv("ENTENTE_CLOSED_FOLDER"); dir != "" {
		closedFolder(t, dir)
		permissionLost(t)
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("needs Linux")
	}
	dir, err := os.MkdirTemp("/tmp", "entente-closed")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755); os.RemoveAll(dir) })
	s, err := sqlite.Open(ctx, filepath.Join(dir, "g.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	s.Close(ctx)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(dir, "self.test")
	b, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(binary, b, 0o755), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "-test.run=^TestReadOnlyFolder$")
	cmd.Env = append(os.Environ(), "ENTENTE_CLOSED_FOLDER="+dir)
	cmd.Dir = dir
	asNobody(cmd)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func closedFolder(t *testing.T, dir string) {
	_, err := sqlite.Open(ctx, filepath.Join(dir, "new.db"))
	wantCode(t, err, graph.ReadOnly, "new.db")
	s, err := sqlite.Open(ctx, filepath.Join(dir, "g.db"))
	if err == nil {
		err = s.Write(ctx, storetest.Sample())
		s.Close(ctx)
	}
	wantCode(t, err, graph.ReadOnly, "g.db")
	s, err = sqlite.OpenReadOnly(ctx, filepath.Join(dir, "g.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if rows, err := s.Query(ctx, "SELECT count(*) AS n FROM claim", nil); err != nil || rows[0]["n"] != int64(len(storetest.Sample().Claims)) {
		t.Errorf("reading in a closed folder: %v, %v", rows, err)
	}
}

// permissionLost closes the folder and the file while the graph is open.
func permissionLost(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "g.db")
	parts := storetest.Split(storetest.Sample())
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(ctx, parts[0]); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		os.Chmod(filepath.Join(dir, f.Name()), 0o444)
	}
	os.Chmod(dir, 0o555)
	if err := s.Write(ctx, parts[1]); err != nil { // who has the file open may go on
		t.Error(err)
	}
	want := storetest.ExportOf(t, s)
	s.Close(ctx)
	if s, err = sqlite.Open(ctx, path); err == nil {
		err = s.Write(ctx, parts[2])
		s.Close(ctx)
	}
	wantCode(t, err, graph.ReadOnly, path)
	if s, err = sqlite.OpenReadOnly(ctx, path); err != nil {
		t.Fatal(err)
	}
	if storetest.ExportOf(t, s) != want {
		t.Error("another graph")
	}
	s.Close(ctx)
	os.Chmod(dir, 0o755)
	os.Chmod(path, 0o644)
	for _, beside := range []string{"-wal", "-shm"} {
		os.Chmod(path+beside, 0o644)
	}
	if s, err = sqlite.Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	if err := s.Write(ctx, parts[2]); err != nil {
		t.Error(err)
	}
}

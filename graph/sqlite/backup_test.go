package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
)

func TestBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "g.db")
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(ctx)
	world := storetest.World(100, 10, 50)
	if err := s.Write(ctx, world); err != nil {
		t.Fatal(err)
	}
	// Without some releases the file has free pages, which the copy renumbers.
	if err := s.Retract(ctx, []string{world.Releases[0].ID, world.Releases[50].ID}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	to := filepath.Join(dir, "a b?mode=memory'.db")
	if err := s.Backup(ctx, to); err != nil {
		t.Fatal(err)
	}
	c, err := sqlite.OpenReadOnly(ctx, to)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if storetest.ExportOf(t, c) != storetest.ExportOf(t, s) {
		t.Error("the copy is another graph")
	}
	const found = `SELECT p.release, p.start FROM search JOIN passage p ON p.n = search.rowid WHERE search MATCH '"release" AND "7"' ORDER BY 1, 2`
	want, err := s.Query(ctx, found, nil)
	if err != nil || len(want) == 0 {
		t.Fatal(want, err)
	}
	got, err := c.Query(ctx, found, nil)
	if err != nil || len(got) != len(want) || got[0]["release"] != want[0]["release"] {
		t.Errorf("the copy finds %v, %v, want %v", got, err, want)
	}
	if d, err := c.Describe(ctx); err != nil || len(d.Problems) > 0 {
		t.Errorf("%+v, %v", d, err)
	}

	before, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.Backup(ctx, to), graph.Invalid, "is there already")
	wantCode(t, s.Backup(ctx, path), graph.Invalid, "is there already")
	wantCode(t, s.Backup(ctx, filepath.Join(dir, "no", "x.db")), graph.Invalid, "no backup can be written")
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := s.Backup(ended, filepath.Join(dir, "x.db")); err != context.Canceled {
		t.Errorf("a cancelled backup: %v", err)
	}
	if after, _ := os.ReadFile(to); string(after) != string(before) {
		t.Error("the copy was written over")
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("left beside the copy: %v", files)
	}
}

// TestProblems spoils what Open can't see.
func TestProblems(t *testing.T) {
	for name, test := range map[string]struct {
		statements []string
		want       string
	}{
		"well":                    {nil, ""},
		"an index without a row":  {[]string{"PRAGMA writable_schema=1", "UPDATE sqlite_schema SET sql = replace(sql, 'claim(subject,', 'claim(release,') WHERE name = 'claim_subject'"}, "damaged: "},
		"a claim of nobody":       {[]string{"UPDATE claim SET subject = 'person/nobody' WHERE id IN (SELECT id FROM claim LIMIT 1)"}, "a row of claim names a row of entity that is not there"},
		"a sentence unknown":      {[]string{"DELETE FROM passage WHERE start >= 0 AND n IN (SELECT max(n) FROM passage)"}, "search does not know"},
		"a word lost":             {[]string{"INSERT INTO search (search, rowid, words) SELECT 'delete', n, words FROM passage WHERE n = 1"}, "search does not know 1 "},
		"a mention not counted":   {[]string{"UPDATE prominence SET mentions = mentions + 1 WHERE entity IN (SELECT min(entity) FROM prominence)"}, "the mentions of 1 entity are counted wrong"},
		"a tie's entity is gone":  {[]string{"DELETE FROM entity WHERE id = 'place/lutz'"}, "names a row of entity that is not there"},
		"a mention of no release": {[]string{"UPDATE mention SET release = 'release/none' WHERE (entity, release) IN (SELECT entity, release FROM mention LIMIT 1)"}, "a row of mention names a row of release"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "g.db")
			sampleAt(t, path)
			alter(t, path, test.statements...)
			for _, open := range []func(context.Context, string) (*sqlite.Store, error){sqlite.OpenReadOnly, sqlite.Open} {
				s, err := open(ctx, path)
				if err != nil {
					t.Fatal(err)
				}
				d, err := s.Describe(ctx)
				s.Close(ctx)
				if got := strings.Join(d.Problems, "\n"); err != nil || !strings.Contains(got, test.want) || (got == "") != (test.want == "") {
					t.Errorf("problems %q, %v, want %q", d.Problems, err, test.want)
				}
			}
		})
	}
}

func TestSync(t *testing.T) {
	for _, sync := range []sqlite.Sync{sqlite.Full, sqlite.Normal} {
		path := filepath.Join(t.TempDir(), "g.db")
		s, err := sqlite.OpenSync(ctx, path, sync)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Write(ctx, storetest.Sample()); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(ctx); err != nil {
			t.Fatal(err)
		}
	}
	_, err := sqlite.OpenSync(ctx, filepath.Join(t.TempDir(), "g.db"), "OFF); DROP TABLE claim; --")
	wantCode(t, err, graph.Invalid, "it may be FULL or NORMAL")
}

package sqlite

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"entente/graph"
)

// Backup copies the graph as it is now into a new file, while others read and
// write it. The file is there as a whole or not at all; one that is there already
// is an Invalid error.
func (s *Store) Backup(ctx context.Context, to string) error {
	taken := graph.Errorf(graph.Invalid, "%s is there already; name a new file for the backup", to)
	if _, err := os.Lstat(to); err == nil {
		return taken
	}
	dir, err := os.MkdirTemp(filepath.Dir(to), ".entente-backup-*")
	if err != nil {
		return graph.Errorf(graph.Invalid, "no backup can be written beside %s: %w", to, err)
	}
	defer os.RemoveAll(dir)
	temp := filepath.Join(dir, "graph.db")
	db := openDB(s.file, s.mode, nil)
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", temp); err != nil {
		return s.fail(cmp.Or(ctx.Err(), err))
	}
	if err := look(ctx, temp, ""); err != nil {
		return err
	}
	if err := flush(temp); err != nil {
		return graph.Errorf(graph.Broken, "the backup cannot be written: %w", err)
	}
	// A link, unlike a rename, does not replace what another process made meanwhile.
	err = os.Link(temp, to)
	if errors.Is(err, fs.ErrExist) {
		return taken
	}
	if err != nil { // not every file system has links
		err = os.Rename(temp, to)
	}
	if err != nil {
		return graph.Errorf(graph.Broken, "the backup cannot be named %s: %w", to, err)
	}
	return nil
}

// flush makes sure that a file is on the disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

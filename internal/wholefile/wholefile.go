// Package wholefile writes small files that must not be lost.
package wholefile

import (
	"errors"
	"os"
	"path/filepath"
)

// Write puts a file in place of what was there, for its owner alone to read. It is
// written beside it and on the disk first, so that the old one or the new one is there
// whole whatever happens.
func Write(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

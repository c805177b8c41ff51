// Package testcache keeps what tests fetch.
package testcache

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// Dir is the folder for what tests fetch: $ENTENTE_CACHE, else entente in the
// user's cache folder.
func Dir() (string, error) {
	dir := os.Getenv("ENTENTE_CACHE")
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(user, "entente")
	}
	return dir, os.MkdirAll(dir, 0o755)
}

// Make gives the folder of a name in the cache. Where it is not there, fill makes it
// in another folder first: it is there whole or not at all.
func Make(name string, fill func(folder string) error) (string, error) {
	cache, err := Dir()
	if err != nil {
		return "", err
	}
	home := filepath.Join(cache, name)
	if _, err := os.Stat(home); err == nil {
		return home, nil
	}
	work, err := os.MkdirTemp(cache, "making")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	if err := fill(work); err != nil {
		return "", err
	}
	if err := os.Rename(work, home); err != nil { // a run beside this one may have been quicker
		if _, there := os.Stat(home); there != nil {
			return "", err
		}
	}
	return home, nil
}

// Name is the name of a folder that is made from what wanted says.
func Name(kind string, wanted []byte) string {
	return fmt.Sprintf("%s-%.8x", kind, sha256.Sum256(wanted))
}

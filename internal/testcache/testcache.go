// Package testcache keeps what tests fetch.
package testcache

import (
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

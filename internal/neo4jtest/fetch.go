package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"entente/internal/testcache"
)

// fetch gives the folder with the jars of an artifact, from the cache or, the first
// time, through Maven: 123 MB of the server, 43 MB of its shell.
func fetch(ctx context.Context, artifact string) (string, error) {
	dir, err := testcache.Dir()
	if err != nil {
		return "", err
	}
	lib := filepath.Join(dir, artifact+"-"+version)
	unlock, err := lock(filepath.Join(dir, "fetch.lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	if _, err := os.Stat(lib); err == nil {
		return lib, nil
	}
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return "", fmt.Errorf("%w: mvn is not installed, and %s is not there", ErrUnavailable, lib)
	}
	work, err := os.MkdirTemp(dir, "fetch")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	if err := os.WriteFile(filepath.Join(work, "pom.xml"), pom, 0o644); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, mvn, "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib", "-Dartifact="+artifact)
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: Maven cannot fetch it: %v\n%s", ErrUnavailable, err, out)
	}
	return lib, os.Rename(filepath.Join(work, "lib"), lib) // whole or not at all
}

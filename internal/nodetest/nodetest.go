// Package nodetest runs the readers that other people wrote in JavaScript on what tests
// have written.
package nodetest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"entente/internal/testcache"
)

// Run runs a script with the packages that a package.json names, and gives what it
// prints. The packages are fetched once, by npm, into the cache. Where they can't be had
// the test is skipped, or fails if ENTENTE_REQUIRE_READERS is 1.
func Run(t testing.TB, packages, script string, args ...string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("no JavaScript readers with -short")
	}
	home, err := environment(packages)
	testcache.NeedReaders(t, err)
	code, err := os.Open(script)
	if err != nil {
		t.Fatal(err)
	}
	defer code.Close()
	// What comes by standard input finds its packages from the working folder.
	cmd := exec.Command("node", append([]string{"--input-type=module", "-"}, args...)...)
	cmd.Dir, cmd.Stdin = home, code
	return testcache.Output(t, cmd, script)
}

// environment gives a folder that has the packages.
func environment(packages string) (string, error) {
	wanted, err := os.ReadFile(packages)
	if err != nil {
		return "", err
	}
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			return "", fmt.Errorf("%w in JavaScript: %s is not installed", testcache.ErrNoReaders, program)
		}
	}
	return testcache.Make(testcache.Name("node", wanted), func(folder string) error {
		if err := os.WriteFile(filepath.Join(folder, "package.json"), wanted, 0o644); err != nil {
			return err
		}
		cmd := exec.Command("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", "--loglevel=error")
		cmd.Dir = folder
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%w in JavaScript: npm install: %v\n%s", testcache.ErrNoReaders, err, out[max(0, len(out)-2000):])
		}
		return nil
	})
}

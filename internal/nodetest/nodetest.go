// Package nodetest runs the readers that other people wrote in JavaScript on what tests
// have written.
package nodetest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"entente/internal/testcache"
)

// errUnavailable tells that this machine cannot have the readers.
var errUnavailable = errors.New("no JavaScript readers for tests")

// Run runs a script with the packages that a package.json names, and gives what it
// prints. The packages are fetched once, by npm, into the cache. Where they can't be had
// the test is skipped, or fails if ENTENTE_REQUIRE_READERS is 1.
func Run(t testing.TB, packages, script string, args ...string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("no JavaScript readers with -short")
	}
	home, err := environment(packages)
	switch {
	case errors.Is(err, errUnavailable) && os.Getenv("ENTENTE_REQUIRE_READERS") != "1":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	code, err := os.Open(script)
	if err != nil {
		t.Fatal(err)
	}
	defer code.Close()
	// What comes by standard input finds its packages from the working folder.
	cmd := exec.Command("node", append([]string{"--input-type=module", "-"}, args...)...)
	var out, trouble bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = home, code, &out, &trouble
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, &trouble)
	}
	return out.Bytes()
}

// environment gives a folder that has the packages.
func environment(packages string) (string, error) {
	wanted, err := os.ReadFile(packages)
	if err != nil {
		return "", err
	}
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			return "", fmt.Errorf("%w: %s is not installed", errUnavailable, program)
		}
	}
	return testcache.Make(testcache.Name("node", wanted), func(folder string) error {
		if err := os.WriteFile(filepath.Join(folder, "package.json"), wanted, 0o644); err != nil {
			return err
		}
		cmd := exec.Command("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", "--loglevel=error")
		cmd.Dir = folder
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%w: npm install: %v\n%s", errUnavailable, err, out[max(0, len(out)-2000):])
		}
		return nil
	})
}

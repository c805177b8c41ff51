// Package pytest runs the readers that other people wrote in Python on what tests
// have written.
package pytest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/testcache"
)

// errUnavailable tells that this machine cannot have the readers.
var errUnavailable = errors.New("no Python readers for tests")

// Run runs a script with the packages that a file of requirements names, and gives what
// it prints. The packages are fetched once, by pip, into an environment in the cache.
// Where they can't be had the test is skipped, or fails if ENTENTE_REQUIRE_READERS is 1.
func Run(t testing.TB, requirements, script string, args ...string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("no Python readers with -short")
	}
	python, err := environment(requirements)
	switch {
	case errors.Is(err, errUnavailable) && os.Getenv("ENTENTE_REQUIRE_READERS") != "1":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	cmd := exec.Command(python, append([]string{script}, args...)...)
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, &trouble)
	}
	return out.Bytes()
}

// environment gives the Python of an environment that has the requirements.
func environment(requirements string) (string, error) {
	wanted, err := os.ReadFile(requirements)
	if err != nil {
		return "", err
	}
	python := filepath.Join("bin", "python") // it does not name the folder that it was made in, as the scripts beside it do
	home, err := testcache.Make(testcache.Name("python", wanted), func(folder string) error {
		for _, args := range [][]string{
			{"python3", "-m", "venv", folder},
			{filepath.Join(folder, python), "-m", "pip", "install", "-q", "-r", requirements},
		} {
			if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
				return fmt.Errorf("%w: %s: %v\n%s", errUnavailable, strings.Join(args, " "), err, out[max(0, len(out)-2000):])
			}
		}
		return nil
	})
	return filepath.Join(home, python), err
}

// Package pytest runs the readers that other people wrote in Python on what tests
// have written.
package pytest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/testcache"
)

// Run runs a script with the packages that a file of requirements names, and gives what
// it prints. The packages are fetched once, by pip, into an environment in the cache.
// Where they can't be had the test is skipped, or fails if ENTENTE_REQUIRE_READERS is 1.
func Run(t testing.TB, requirements, script string, args ...string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("no Python readers with -short")
	}
	python, err := environment(requirements)
	testcache.NeedReaders(t, err)
	return testcache.Output(t, exec.Command(python, append([]string{script}, args...)...), script)
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
				return fmt.Errorf("%w in Python: %s: %v\n%s", testcache.ErrNoReaders, strings.Join(args, " "), err, out[max(0, len(out)-2000):])
			}
		}
		return nil
	})
	return filepath.Join(home, python), err
}

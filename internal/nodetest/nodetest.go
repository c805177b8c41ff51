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

// Chromium gives the browser that tests drive: $CHROMIUM, else the one of this
// machine. Where there is none the test is skipped, or fails if ENTENTE_REQUIRE_BROWSER is
// 1: no registry of packages has one.
func Chromium(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("no browser with -short")
	}
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const none = "Chromium is not installed; CHROMIUM may name it"
	if os.Getenv("ENTENTE_REQUIRE_BROWSER") == "1" {
		t.Fatal(none)
	}
	t.Skip(none)
	return ""
}

// Locked gives the node_modules that the package-lock.json of a folder names, fetched once.
func Locked(t testing.TB, folder string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("no packages of npm with -short")
	}
	home, err := packages(folder, []string{"package.json", "package-lock.json"}, "ci")
	testcache.NeedReaders(t, err)
	return filepath.Join(home, "node_modules")
}

// environment gives a folder that has the packages.
func environment(file string) (string, error) {
	return packages(filepath.Dir(file), []string{filepath.Base(file)}, "install", "--omit=dev")
}

// packages gives a folder in which npm did its work on files of another: the first is
// its package.json, whatever it is called.
func packages(from string, names []string, npm ...string) (string, error) {
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			return "", fmt.Errorf("%w in JavaScript: %s is not installed", testcache.ErrNoReaders, program)
		}
	}
	var all []byte
	files := map[string][]byte{}
	for i, name := range names {
		b, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return "", err
		}
		if i == 0 {
			name = "package.json"
		}
		all, files[name] = append(all, b...), b
	}
	return testcache.Make(testcache.Name("node", all), func(folder string) error {
		for name, b := range files {
			if err := os.WriteFile(filepath.Join(folder, name), b, 0o644); err != nil {
				return err
			}
		}
		cmd := exec.Command("npm", append(npm, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")...)
		cmd.Dir = folder
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%w in JavaScript: npm %s: %v\n%s", testcache.ErrNoReaders, npm[0], err, out[max(0, len(out)-2000):])
		}
		return nil
	})
}

package testcache

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"testing"
)

// ErrNoReaders tells that this machine cannot have the readers of a language.
var ErrNoReaders = errors.New("no readers for tests")

// NeedReaders ends a test that cannot have its readers: it is skipped, or fails if
// ENTENTE_REQUIRE_READERS is 1.
func NeedReaders(t testing.TB, err error) {
	t.Helper()
	switch {
	case errors.Is(err, ErrNoReaders) && os.Getenv("ENTENTE_REQUIRE_READERS") != "1":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
}

// Output gives what the command of a script prints; the test ends where it fails.
func Output(t testing.TB, cmd *exec.Cmd, script string) []byte {
	t.Helper()
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, &trouble)
	}
	return out.Bytes()
}

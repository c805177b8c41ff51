package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts' cmp files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestScripts runs the command as people do, one script a verb. Each starts in
// an empty folder with the sample releases at $RELEASES.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs("../../testdata/releases")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("RELEASES", samples)
			e.Setenv("HOME", e.WorkDir)
			// What an archive of text cannot hold.
			return os.WriteFile(filepath.Join(e.WorkDir, "picture.png"), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), 0o600)
		},
	})
}

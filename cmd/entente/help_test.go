package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHelp holds what the questions tell of themselves to a file, so that a change
// shows: -update writes it anew. (A .txt would be taken for a script.)
func TestHelp(t *testing.T) {
	var b strings.Builder
	for _, verb := range (&app{}).questions() {
		fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n%s\n%s\n", verb.Use, verb.Short, verb.Long, verb.Example, verb.LocalFlags().FlagUsages())
	}
	golden := filepath.Join("testdata", "help.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("the help has changed (-want +got)\n%s", d)
	}
}

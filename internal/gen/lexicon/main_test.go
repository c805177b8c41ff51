package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestUpToDate holds the embedded files to what the generator makes of its
// sources, which also shows that it makes the same twice.
func TestUpToDate(t *testing.T) {
	data := "../../../../shared/data"
	if _, err := os.Stat(data); err != nil {
		t.Skip("no gazetteers beside the repository: ", err)
	}
	out := t.TempDir()
	if err := run(data, out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"names.tsv", "words.txt", "codes.tsv"} {
		want, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		have, err := os.ReadFile(filepath.Join("../../../extract/lexicon/data", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, have) {
			t.Errorf("extract/lexicon/data/%s is not what its sources give: run go generate ./extract/lexicon", name)
		}
	}
}

func TestDemonyms(t *testing.T) {
	tests := map[string][]string{
		"Algerian(s)":                            {"~Algerian", "~Algerians"},
		"Beninese (singular and plural)":         {"~Beninese"},
		"Briton(s), British (collective plural)": {"~Briton", "~Britons", "~British"},
		"Motswana (singular), Batswana (plural)": {"~Motswana", "~Batswana"},
		"NA (US citizens)":                       nil,
		"none":                                   nil,
	}
	for in, want := range tests {
		if got := demonyms(in); !slices.Equal(got, want) {
			t.Errorf("demonyms(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSpellings(t *testing.T) {
	got := spellings("Organization for Security and Co-operation in Europe")
	for _, want := range []string{"Organization for Security and Cooperation in Europe", "Organisation for Security and Cooperation in Europe"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if got := spellings("Red Cross"); len(got) != 0 {
		t.Errorf("spellings of a plain name: %q", got)
	}
}

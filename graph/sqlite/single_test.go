package sqlite

import (
	"strings"
	"testing"
)

func TestSingle(t *testing.T) {
	for query, want := range map[string]bool{
		"":                                  true,
		"SELECT 1":                          true,
		"SELECT 1;":                         true,
		"SELECT 1 ; \n-- done; really":      true,
		"SELECT ';' || \";\" || [;] || `;`": true,
		"SELECT 'it''s; fine'":              true,
		"SELECT 1 /* ; */ + 2":              true,
		"SELECT 1; /* x */ ;;":              true,
		"SELECT 1; SELECT 2":                false,
		"SELECT 1 -- ; \n; DELETE":          false,
		"SELECT ''';''; SELECT 2":           true, // an open quote is one bad statement
		"; SELECT 1":                        false,
	} {
		if got := single(query); got != want {
			t.Errorf("single(%q) = %v", query, got)
		}
	}
}

// FuzzSingle hides a text in quotes and comments: it must neither look like a
// second statement nor hide one.
func FuzzSingle(f *testing.F) {
	f.Add("; x")
	f.Add("/* ; */ [;] `;` \";\" '")
	f.Fuzz(func(t *testing.T, s string) {
		single(s) // no panic
		for _, q := range []string{
			"SELECT '" + strings.ReplaceAll(s, "'", "''") + "'",
			`SELECT "` + strings.ReplaceAll(s, `"`, `""`) + `"`,
			"SELECT [" + strings.ReplaceAll(s, "]", "") + "]",
			"SELECT 1 /*" + strings.ReplaceAll(s, "*/", "") + " */",
			"SELECT 1 --" + strings.ReplaceAll(s, "\n", "") + "\n",
		} {
			if !single(q) || !single(q+";\n-- "+strings.ReplaceAll(s, "\n", "")) {
				t.Errorf("%q is one statement", q)
			}
			if single(q + ";DELETE") {
				t.Errorf("%q hides a second statement", q)
			}
		}
	})
}

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

func FuzzSingle(f *testing.F) {
	f.Add("SELECT ';' -- ;\n; x")
	f.Add("/* ; */ [;] `;` \";\"")
	f.Fuzz(func(t *testing.T, q string) {
		got := single(q)
		if !strings.Contains(q, ";") && !got {
			t.Errorf("single(%q) is false without a semicolon", q)
		}
		if got && single(q+"\n*/']`\";\nSELECT 1;SELECT 2") && !strings.ContainsAny(q, "'\"`[-/") {
			t.Errorf("%q hides two statements", q)
		}
	})
}

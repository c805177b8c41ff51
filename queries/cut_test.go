package queries_test

import (
	"reflect"
	"strings"
	"testing"

	"entente/graph"
	"entente/queries"
)

// TestCut cuts every answer and wants its lines to be those of the rows that are left.
func TestCut(t *testing.T) {
	s := sampleStore(t)
	cut := 0
	for _, question := range asked {
		whole, a := ask(t, s, question), ask(t, s, question)
		rows := reflect.ValueOf(whole.Rows)
		if rows.Kind() != reflect.Slice {
			if a.Cut(1, 1) || len(a.Lines) != len(whole.Lines) {
				t.Errorf("%s: what is no list was cut", question)
			}
			continue
		}
		if rows.Len() > 0 && len(whole.Lines)%rows.Len() != 0 {
			t.Errorf("%s: %d lines of %d rows", question, len(whole.Lines), rows.Len())
		}
		if a.Cut(rows.Len(), 1000) || !reflect.DeepEqual(a, whole) {
			t.Errorf("%s: an answer that is short enough was changed", question)
		}
		if more := a.Cut(1, 1); more != (rows.Len() > 1) {
			t.Errorf("%s: more is %v of %d rows", question, more, rows.Len())
		}
		if rows.Len() < 2 {
			continue
		}
		cut++
		if n := reflect.ValueOf(a.Rows).Len(); n != 1 || len(a.Lines) != len(whole.Lines)/rows.Len() {
			t.Errorf("%s: %d rows and %d lines are left", question, n, len(a.Lines))
		}
		for i, l := range a.Lines {
			if strings.Join(l.Cells, "|") != strings.Join(whole.Lines[i].Cells, "|") {
				t.Errorf("%s: line %d is %v", question, i, l.Cells)
			}
			if l.Fact != nil && (len(l.Fact.Evidence) > 1 || len(l.Fact.Claims) > 1) {
				t.Errorf("%s: %d proofs, %d claims", question, len(l.Fact.Evidence), len(l.Fact.Claims))
			}
		}
	}
	if cut < 15 {
		t.Errorf("only %d answers were long enough", cut)
	}
}

func TestRelease(t *testing.T) { wantRelease(t, sampleStore(t)) }

func wantRelease(t *testing.T, s graph.Store) {
	t.Helper()
	hit := ask(t, s, "search words=compact").Rows.([]queries.Hit)[0]
	r, err := queries.Release(t.Context(), s, hit.Quote.Release)
	if err != nil || r.ID != hit.Quote.Release || r.Title != hit.Quote.Title || r.Published != hit.Quote.Published || !strings.Contains(r.Text, hit.Quote.Text) {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := queries.Release(t.Context(), s, "release/none"); err == nil || !strings.Contains(err.Error(), "release/none") {
		t.Error(err)
	}
}

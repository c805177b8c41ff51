// Package storetest is the conformance suite of graph.Store. Every store runs it.
package storetest

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/text/vocab"
)

// Open gives an empty store. It is called several times in a test; the stores
// that it gave before are not used any more then.
type Open func(t testing.TB) graph.Store

// Run runs the suite.
func Run(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"Export", testExport},
		{"Idempotent", testIdempotent},
		{"AnyOrder", testAnyOrder},
		{"Merges", testMerges},
		{"MergeErrors", testMergeErrors},
		{"SymmetricTies", testSymmetricTies},
		{"SelfTies", testSelfTies},
		{"Combine", testCombine},
		{"History", testHistory},
		{"Retract", testRetract},
		{"Withdraw", testWithdraw},
		{"Copies", testCopies},
		{"VerdictErrors", testVerdictErrors},
		{"Refused", testRefused},
		{"Known", testKnown},
		{"Entities", testEntities},
		{"Hostile", testHostile},
		{"ReadOnlyQuery", testReadOnlyQuery},
		{"Concurrent", testConcurrent},
		{"Cancelled", testCancelled},
		{"CancelledMidway", testCancelledMidway},
		{"Describe", testDescribe},
		{"Stale", testStale},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
}

// ExportOf is the export of a store as JSON Lines.
func ExportOf(t testing.TB, s graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := graph.Encode(&b, s.Export(context.Background())); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func filled(t testing.TB, open Open, merges map[string]string, batches ...graph.Batch) graph.Store {
	t.Helper()
	s := open(t)
	ctx := context.Background()
	for _, b := range batches {
		if err := s.Write(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	if merges != nil {
		if err := s.Decide(ctx, graph.Verdicts{Merges: merges}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func same(t testing.TB, what, want, got string) {
	t.Helper()
	if want != got {
		t.Errorf("%s (-want +got):\n%s", what, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
}

// ties gives the ties of a store by id.
func ties(t testing.TB, s graph.Store) map[string]graph.Tie {
	t.Helper()
	out := map[string]graph.Tie{}
	for r, err := range s.Export(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if tie, ok := r.(graph.Tie); ok {
			out[tie.ID] = tie
		}
	}
	return out
}

// only gives the one tie of a type.
func only(t testing.TB, s graph.Store, typ vocab.RelationType) graph.Tie {
	t.Helper()
	var found []graph.Tie
	for _, tie := range ties(t, s) {
		if tie.Type == typ {
			found = append(found, tie)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d ties of type %s, want 1: %+v", len(found), typ, found)
	}
	return found[0]
}

func wantCode(t testing.TB, what string, err error, code graph.Code) {
	t.Helper()
	if graph.CodeOf(err) != code {
		t.Errorf("%s: error %v with code %q, want code %q", what, err, graph.CodeOf(err), code)
	}
}

// testExport checks the order and the content of an export against the batch.
func testExport(t *testing.T, open Open) {
	s := filled(t, open, nil, Sample())
	var got []string
	counts := map[string]int{}
	for r, err := range s.Export(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		switch r := r.(type) {
		case graph.Entity:
			counts["entity"]++
			got = append(got, "1 "+r.ID)
		case graph.Release:
			counts["release"]++
			got = append(got, "2 "+r.ID)
		case graph.Mentioned:
			counts["mentioned"]++
			got = append(got, "3 "+r.Entity+"\x00"+r.Release)
		case graph.Claim:
			counts["claim"]++
			got = append(got, "4 "+r.ID)
		case graph.Tie:
			counts["tie"]++
			got = append(got, "5 "+r.ID)
		default:
			t.Errorf("exported a %T", r)
		}
	}
	if !slices.IsSorted(got) {
		t.Errorf("not in order: %q", got)
	}
	b := Sample()
	want := map[string]int{"entity": len(b.Entities), "release": len(b.Releases), "mentioned": len(b.Mentioned), "claim": len(b.Claims), "tie": 21}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	// What went in comes out, field by field.
	clean, err := b.Clean()
	if err != nil {
		t.Fatal(err)
	}
	var in bytes.Buffer
	err = graph.Encode(&in, func(yield func(any, error) bool) {
		for _, e := range clean.Entities {
			yield(e, nil)
		}
		for _, r := range clean.Releases {
			yield(r, nil)
		}
		for _, m := range clean.Mentioned {
			yield(m, nil)
		}
		for _, c := range clean.Claims {
			yield(c, nil)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	out := ExportOf(t, s)
	if i := strings.Index(out, `{"record":"tie"`); i >= 0 {
		out = out[:i]
	}
	same(t, "export of the batch", in.String(), out)

	n := 0 // a consumer may stop anywhere
	for range s.Export(context.Background()) {
		if n++; n == 16 {
			break
		}
	}
}

func testKnown(t *testing.T, open Open) {
	s := filled(t, open, nil, Sample())
	id := Sample().Releases[1].ID
	got, err := s.Known(context.Background(), []string{id, "release/none", "'; DROP TABLE release; --"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]bool{id: true}, got); diff != "" {
		t.Error(diff)
	}
	if got, err := s.Known(context.Background(), nil); err != nil || len(got) != 0 {
		t.Errorf("Known of nothing = %v, %v", got, err)
	}
}

func testEntities(t *testing.T, open Open) {
	s := filled(t, open, Merges(), Sample())
	var ids []string
	for e, err := range s.Entities(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
		if want := Merges()[e.ID]; e.MergedInto != want {
			t.Errorf("%s is merged into %q, want %q", e.ID, e.MergedInto, want)
		}
		// The store may be used meanwhile.
		if _, err := s.Known(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
	}
	if len(ids) != len(Sample().Entities) || !slices.IsSorted(ids) {
		t.Errorf("entities %q", ids)
	}
}

func testDescribe(t *testing.T, open Open) {
	s := filled(t, open, Merges(), Sample())
	d, err := s.Describe(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	b := Sample()
	want := map[string]int{"entities": len(b.Entities) - 1, "merged": 1, "releases": len(b.Releases), "claims": len(b.Claims), "ties": 20}
	if diff := cmp.Diff(want, d.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if d.Store == "" || d.Address == "" || d.Version == "" || d.Schema < 1 || len(d.Problems) > 0 {
		t.Errorf("description %+v", d)
	}
}

// testStale refuses verdicts on a graph that was written to since.
func testStale(t *testing.T, open Open) {
	ctx := context.Background()
	parts := Split(Sample())
	s := filled(t, open, nil, parts[0])
	revision := func() int64 {
		t.Helper()
		n, err := s.Revision(ctx)
		if err != nil || n == 0 {
			t.Fatalf("revision %d, %v", n, err)
		}
		return n
	}
	change := map[string]func() error{
		"a write":      func() error { return s.Write(ctx, parts[1]) },
		"a retraction": func() error { return s.Retract(ctx, []string{parts[1].Releases[0].ID}) },
	}
	for _, what := range []string{"a write", "a retraction"} {
		was := revision()
		if err := change[what](); err != nil {
			t.Fatal(err)
		}
		before := ExportOf(t, s)
		if err := s.Decide(ctx, graph.Verdicts{Revision: was, Merges: Merges()}); !errors.Is(err, graph.ErrStale) {
			t.Errorf("verdicts of before %s: %v", what, err)
		}
		same(t, "the graph after stale verdicts", before, ExportOf(t, s))
	}
	if err := s.Write(ctx, parts[1]); err != nil {
		t.Fatal(err)
	}
	now := revision()
	if err := s.Decide(ctx, graph.Verdicts{Revision: now, Rejected: map[string]bool{parts[0].Claims[0].ID: true}}); err != nil {
		t.Error(err)
	}
	if n := revision(); n != now {
		t.Errorf("deciding moves the revision from %d to %d", now, n)
	}
}

func testCancelled(t *testing.T, open Open) {
	s := filled(t, open, nil)
	before := ExportOf(t, s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Write(ctx, Sample()); !errors.Is(err, context.Canceled) {
		t.Errorf("Write: %v, want context.Canceled", err)
	}
	if err := s.Decide(ctx, graph.Verdicts{Merges: Merges()}); !errors.Is(err, context.Canceled) {
		t.Errorf("Merge: %v, want context.Canceled", err)
	}
	if _, err := s.Query(ctx, any1(s), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Query: %v, want context.Canceled", err)
	}
	same(t, "the graph after cancelled writes", before, ExportOf(t, s))
	if err := s.Write(context.Background(), Sample()); err != nil {
		t.Errorf("a write after a cancelled one: %v", err)
	}
}

// testCancelledMidway stops a write after a while: it is there as a whole or not
// at all, and once it is known to have failed early, not at all.
func testCancelledMidway(t *testing.T, open Open) {
	world := World(40, 20, 100)
	s := filled(t, open, nil, Sample())
	before := ExportOf(t, s)
	stopped := 0
	for wait := time.Millisecond; wait < time.Minute; wait *= 2 {
		ctx, cancel := context.WithTimeout(context.Background(), wait)
		err := s.Write(ctx, world)
		cancel()
		got := ExportOf(t, s)
		if err == nil || got != before { // done, or stopped between the commit and its answer
			break
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Write stopped with %v", err)
		}
		stopped++
	}
	if stopped == 0 {
		t.Error("no write was stopped")
	}
	if err := s.Write(context.Background(), world); err != nil {
		t.Fatal(err)
	}
	got := ExportOf(t, s)
	same(t, "the graph after stopped writes", ExportOf(t, filled(t, open, nil, Sample(), world)), got)
}

// any1 is a query that any store of the dialect answers with a row n = 1.
func any1(s graph.Store) string {
	if s.Dialect() == graph.SQL {
		return "SELECT 1 AS n"
	}
	return "RETURN 1 AS n"
}

package entente

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/internal/format"
	"entente/text"
)

// releases are of the kind that the extractor reads well: what it finds in them
// is not the point here.
var releases = []string{
	"Secretary General meets the Prime Minister of Moldova\n\nNATO Secretary General Maro Lindqvist met the Prime Minister of Moldova Ana Turcan in Brussels on 3 May 2031.",
	"Lindqvist in Oslo\n\nSecretary General Lindqvist met the Norwegian Minister of Defence, Ms Siv Aune, on 4 May 2031.",
	"Navy visits\n\nOn 5 May 2031 the Chief of the Moldovan Navy visited Norway. Turcan welcomed the visit.",
	"Aune thanks NATO\n\nThe Norwegian Minister of Defence, Ms Siv Aune, thanked NATO Secretary General Maro Lindqvist on 6 May 2031.",
}

func docs(texts ...string) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		for _, s := range texts {
			d := text.New(s)
			d.ID, d.Publisher = fmt.Sprint(len(s)), "NATO"
			if s == "" {
				if !yield(nil, errors.New("an empty file")) {
					return
				}
			} else if !yield(d, nil) {
				return
			}
		}
	}
}

func open(t *testing.T, o Options) (*Entente, graph.Store) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	e, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return e, s
}

func export(t *testing.T, s graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := graph.Encode(&b, s.Export(t.Context())); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSameGraphInAnyOrder reads the releases at once, twice, in two halves and
// in other orders.
func TestSameGraphInAnyOrder(t *testing.T) {
	read := func(parts ...[]string) string {
		t.Helper()
		e, s := open(t, Options{})
		for _, p := range parts {
			if _, err := e.Ingest(t.Context(), docs(p...)); err != nil {
				t.Fatal(err)
			}
		}
		return export(t, s)
	}
	want := read(releases)
	if n := strings.Count(want, `"record":"claim"`); n < 3 {
		t.Fatalf("only %d claims to compare", n)
	}
	back := slices.Clone(releases)
	slices.Reverse(back)
	for name, parts := range map[string][][]string{
		"twice":     {releases, releases},
		"doubled":   {slices.Concat(releases, releases)},
		"halves":    {releases[2:], releases[:2]},
		"backwards": {back},
		"singly":    {releases[3:], releases[1:2], releases[2:3], releases[:1]},
	} {
		if got := read(parts...); got != want {
			t.Errorf("%s: another graph:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestExtractTwiceGivesTheSameBytes(t *testing.T) {
	var runs [3]bytes.Buffer
	for i := range runs {
		e, _ := open(t, Options{Workers: 1 + 3*i})
		for r := range e.ExtractAll(t.Context(), docs(releases...)) {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			if err := format.Write(&runs[i], r.Analysis); err != nil {
				t.Fatal(err)
			}
		}
	}
	if runs[0].Len() == 0 || runs[0].String() != runs[1].String() || runs[0].String() != runs[2].String() {
		t.Errorf("outputs differ:\n%s\n%s", &runs[0], &runs[1])
	}
}

func TestAFailureIsReportedAndTheRestGoesOn(t *testing.T) {
	with := []string{releases[0], "", releases[1], "", releases[0]}
	told := 0
	e, _ := open(t, Options{Failed: func(error) { told++ }})
	r, err := e.Ingest(t.Context(), docs(with...))
	if err != nil {
		t.Fatal(err)
	}
	if r.Read != 5 || r.Added != 2 || r.Failed != 2 || r.Known != 1 || told != 2 || len(r.Errors) != 2 || len(r.Releases) != 2 {
		t.Errorf("%+v, told of %d", r, told)
	}

	e, _ = open(t, Options{Strict: true, Workers: 1})
	r, err = e.Ingest(t.Context(), docs(with...))
	if err == nil || err.Error() != "an empty file" || r.Added != 1 {
		t.Errorf("strict: %v, %+v", err, r)
	}
}

// TestInterruptedRunsAreSavedAndGoOn stops a run whose source is stuck.
func TestInterruptedRunsAreSavedAndGoOn(t *testing.T) {
	e, s := open(t, Options{})
	whole, _ := open(t, Options{})
	if _, err := whole.Ingest(t.Context(), docs(releases...)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stuck := make(chan struct{})
	defer close(stuck)
	done := 0
	e.options.Progress = func(Report) {
		if done++; done == 2 {
			cancel()
		}
	}
	r, err := e.Ingest(ctx, func(yield func(*text.Document, error) bool) {
		for d, err := range docs(releases[:2]...) {
			if !yield(d, err) {
				return
			}
		}
		<-stuck
	})
	if !errors.Is(err, context.Canceled) || r.Added != 2 {
		t.Fatalf("%v, %+v", err, r)
	}
	e.options.Progress = nil
	r, err = e.Ingest(t.Context(), docs(releases...))
	if err != nil || r.Known != 2 || r.Added != 2 {
		t.Fatalf("the next run: %v, %+v", err, r)
	}
	if got, want := export(t, s), export(t, whole.store); got != want {
		t.Errorf("another graph than without the interruption:\n%s\nwant\n%s", got, want)
	}
}

// A store that fails ends the run with its error.
type broken struct{ graph.Store }

func (broken) Write(context.Context, graph.Batch) error {
	return graph.Errorf(graph.Broken, "the disk is full")
}

func TestABrokenStoreEndsTheRun(t *testing.T) {
	e, s := open(t, Options{})
	e.store = broken{s}
	if r, err := e.Ingest(t.Context(), docs(releases...)); graph.CodeOf(err) != graph.Broken || r.Added != 0 {
		t.Errorf("%v, %+v", err, r)
	}
}

func TestMinConfidence(t *testing.T) {
	e, _ := open(t, Options{MinConfidence: 1.1})
	for r := range e.ExtractAll(t.Context(), docs(releases...)) {
		if r.Err != nil || len(r.Analysis.Relations) != 0 {
			t.Errorf("%v, %d facts", r.Err, len(r.Analysis.Relations))
		}
	}
}

// beside is a store to which another process writes whenever it is about to decide.
type beside struct {
	graph.Store
	write func()
}

func (b *beside) Decide(ctx context.Context, v graph.Verdicts) error {
	if b.write != nil {
		b.write()
	}
	return b.Store.Decide(ctx, v)
}

// TestSettlingBesideAnotherProcess wants what the other wrote to be settled too, and
// a process that is always overtaken to leave it to the other.
func TestSettlingBesideAnotherProcess(t *testing.T) {
	first := "Talks\n\nJens Marten Solberg met Ana Turcan in Oslo on 3 May 2024."
	second := "Visit\n\nJens Solberg met Ana Turcan in Oslo on 4 May 2024."
	_, whole := open(t, Options{})
	e, err := New(whole, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := e.Ingest(t.Context(), docs(first, second)); err != nil || r.Merged == 0 {
		t.Fatalf("%+v, %v: nothing is merged, so that this test can't tell", r, err)
	}
	for name, always := range map[string]bool{"once": false, "always": true} {
		_, s := open(t, Options{})
		other, err := New(s, Options{})
		if err != nil {
			t.Fatal(err)
		}
		b := &beside{Store: s}
		calls := 0
		b.write = func() {
			if calls++; calls > 1 && !always {
				return
			}
			if _, err := other.Ingest(t.Context(), docs(second)); err != nil {
				t.Error(err)
			}
			if always { // a write that changes nothing is one too
				if err := s.Write(t.Context(), graph.Batch{Releases: []graph.Release{{ID: graph.ReleaseID(second + "\n"), Title: "Visit", Text: second + "\n"}}}); err != nil {
					t.Error(err)
				}
				if err := s.Retract(t.Context(), []string{graph.ReleaseID(second + "\n")}); err != nil {
					t.Error(err)
				}
			}
		}
		e, err := New(b, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Ingest(t.Context(), docs(first)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(export(t, whole), export(t, s)); diff != "" {
			t.Errorf("%s (-one run +two):\n%s", name, diff)
		}
		if want := 2; !always && calls != want || always && calls != 5 {
			t.Errorf("%s: decided %d times", name, calls)
		}
	}
}

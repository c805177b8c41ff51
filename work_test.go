package entente

import (
	"context"
	"errors"
	"slices"
	"testing"

	"entente/graph"
	"entente/text"
)

// TestWork reads for a queue: what is told to be done is in the graph by then, and
// the graph is that of Ingest.
func TestWork(t *testing.T) {
	plain, want := open(t, Options{})
	if _, err := plain.Ingest(t.Context(), docs(releases...)); err != nil {
		t.Fatal(err)
	}
	e, s := open(t, Options{})
	var saved []string
	done := func(ds []*text.Document, err error) {
		for _, d := range ds {
			id := graph.ReleaseID(d.Text())
			if known, _ := s.Known(t.Context(), []string{id}); !known[id] || err != nil {
				t.Errorf("%s is done with and not in the graph (%v)", id, err)
			}
			saved = append(saved, id)
		}
	}
	for i, want := range []Report{{Read: 4, Added: 4}, {Read: 5, Known: 5}} {
		texts := releases
		if i > 0 { // a queue may hand out a release twice
			texts = append(slices.Clone(texts), texts[0])
		}
		r, err := e.Work(t.Context(), docs(texts...), done)
		if err != nil || r.Read != want.Read || r.Added != want.Added || r.Known != want.Known {
			t.Errorf("%+v, %v", r, err)
		}
	}
	if len(saved) != 9 {
		t.Errorf("%d are done with", len(saved))
	}
	if _, err := e.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if export(t, s) != export(t, want) {
		t.Error("the graph is another")
	}
	if r, err := e.Work(t.Context(), docs(""), done); err == nil || r.Read != 0 {
		t.Errorf("trouble of the queue: %+v, %v", r, err)
	}
}

// TestWorkKeepsOrigins reads one text from two files: when one of them changes, the
// other still has it.
func TestWorkKeepsOrigins(t *testing.T) {
	e, s := open(t, Options{})
	for _, origin := range []string{"/a.txt", "/b.txt"} {
		d := text.New(releases[0])
		d.Origin = origin
		if _, err := e.Work(t.Context(), func(yield func(*text.Document, error) bool) { yield(d, nil) }, func([]*text.Document, error) {}); err != nil {
			t.Fatal(err)
		}
	}
	from, err := s.From(t.Context(), []string{"/a.txt"})
	if err != nil || len(from) != 1 || !slices.Equal(from[graph.ReleaseID(text.New(releases[0]).Text())], []string{"/a.txt", "/b.txt"}) {
		t.Errorf("%v, %v", from, err)
	}
}

func TestWorkTellsOnlyWhatIsSaved(t *testing.T) {
	_, s := open(t, Options{})
	e, err := New(broken{s}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Work(t.Context(), docs(releases...), func([]*text.Document, error) { t.Error("nothing is done with") })
	if graph.CodeOf(err) != graph.Broken {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = e.Work(ctx, docs(releases...), func(ds []*text.Document, _ error) { t.Errorf("%d are done with", len(ds)) }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

package entente

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/ledger"
)

const talks = "Talks in Oslo\n\nAna Turcan met Kari Lien in Oslo on 3 May 2024."

func TestOpen(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "x.db")
	if _, err := Open(ctx, "sqlite:"+path, Options{Store: StoreOptions{ReadOnly: true}}); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("a file that is not there, for reading: %v", err)
	}
	for _, bad := range []string{"", "x.db", "mysql://host", "sqlite:" + filepath.Join(path, "no", "folder")} {
		if _, err := Open(ctx, bad, Options{}); graph.CodeOf(err) == "" {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := Open(ctx, "neo4j://ann:hush@host", Options{}); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("a password in an address: %v", err)
	}
	e, err := Open(ctx, "sqlite:"+path, Options{Store: StoreOptions{Fast: true}})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := e.Ingest(ctx, ReadFrom(ctx, strings.NewReader(talks))); err != nil || r.Added != 1 || r.Facts == 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	// What people decided by the command line holds here too.
	claims, err := e.Ask(ctx, "evidence", Args{"id": "Turcan", "other": "Lien"})
	if err != nil || len(claims.Lines) != 1 {
		t.Fatalf("%+v, %v", claims, err)
	}
	wrong := ledger.Decision{Do: ledger.Reject, Claims: []string{claims.Lines[0].Cells[0]}, By: "ada"}
	wrong.Sign()
	if _, err := e.Decide(ctx, wrong); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".ledger"); err != nil {
		t.Error(err)
	}
	if err := e.Close(ctx); err != nil {
		t.Error(err)
	}
	if e, err = Open(ctx, "sqlite:"+path, Options{Store: StoreOptions{ReadOnly: true}, Models: []string{"none.model"}}); err != nil {
		t.Fatal(err)
	}
	defer e.Close(ctx)
	if a, err := e.Ask(ctx, "who-met", Args{"entity": "Turcan"}); err != nil || len(a.Lines) != 0 {
		t.Errorf("the rejected claim is told: %+v, %v", a.Lines, err)
	}
	r, _ := e.Ingest(ctx, ReadFrom(ctx, strings.NewReader(talks+" They talked.")))
	if r.Failed != 1 || !strings.Contains(r.Errors[0].Error(), "none.model") {
		t.Errorf("a model that is not there: %+v", r)
	}
	if _, err := New(nil, Options{Models: []string{"none.model"}}); err == nil {
		t.Error("New does not look at the models")
	}
}

func TestWithoutGraph(t *testing.T) {
	e, err := New(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, ingest := e.Ingest(ctx, ReadFrom(ctx, strings.NewReader(talks)))
	_, ask := e.Ask(ctx, "who-met", nil)
	_, settle := e.Settle(ctx)
	for _, err := range []error{ingest, ask, settle} {
		if graph.CodeOf(err) != graph.Invalid {
			t.Error(err)
		}
	}
	if err := e.Close(ctx); err != nil {
		t.Error(err)
	}
}

// TestAsk asks and reads at once: an Entente is for several goroutines.
func TestAsk(t *testing.T) {
	e, err := Open(t.Context(), "sqlite::memory:", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := e.Ingest(t.Context(), Read(t.Context(), "testdata/releases")); err != nil {
			t.Error(err)
		}
	})
	for range 4 {
		wg.Go(func() {
			if _, err := e.Ask(t.Context(), "who-met", Args{"planned": "include"}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if a, err := e.Ask(t.Context(), "show", Args{"entity": "Cape Verde"}); err != nil || a.Entities["entity"].ID != "country/cpv" {
		t.Errorf("a name that no release used: %+v, %v", a.Entities, err)
	}
	if _, err := e.Ask(t.Context(), "who", nil); graph.CodeOf(err) != graph.Invalid {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Ask(ended, "who-met", nil); err == nil {
		t.Error("a question goes on without its context")
	}
}

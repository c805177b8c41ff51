package entente

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/ledger"
)

// TestHistory reads, retracts, decides and undoes at random, and wants the graph
// that is made from scratch of the releases and the ledger that are left.
func TestHistory(t *testing.T) {
	parts := storetest.Parts()
	names := map[string]string{} // entity ids to a name
	var claims []string
	for _, p := range parts {
		for _, e := range p.Entities {
			names[e.ID] = e.Name
		}
		for _, c := range p.Claims {
			claims = append(claims, c.ID)
		}
	}
	ids := slices.Sorted(maps.Keys(names))
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		file := filepath.Join(dir, time.Now().Format("150405.000000000")+".ledger")
		open := func() *Entente {
			s, err := sqlite.Open(t.Context(), ":memory:")
			if err != nil {
				rt.Fatal(err)
			}
			e, err := OpenGraph(s, Options{Ledger: file})
			if err != nil {
				rt.Fatal(err)
			}
			return e
		}
		e := open()
		held := map[int]bool{}
		barred := func() map[string]bool {
			l, err := ledger.Open(file)
			if err != nil {
				rt.Fatal(err)
			}
			p, err := l.Plan(ledger.NewWorld())
			if err != nil {
				rt.Fatal(err)
			}
			return p.Retracted
		}
		drop := func(out map[string]bool) {
			maps.DeleteFunc(held, func(i int, _ bool) bool { return out[parts[i].Releases[0].ID] })
		}
		var taken []string // decisions
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			switch what := rapid.SampledFrom([]string{"read", "read", "read", "forget", "decide", "decide", "undo"}).Draw(rt, "step"); what {
			case "read":
				i := rapid.IntRange(0, len(parts)-1).Draw(rt, "release")
				if barred()[parts[i].Releases[0].ID] {
					break
				}
				if err := e.store.Write(t.Context(), parts[i]); err != nil {
					rt.Fatal(err)
				}
				held[i] = true
				if rapid.Bool().Draw(rt, "settle") {
					if _, err := e.Settle(t.Context()); err != nil {
						rt.Fatal(err)
					}
				}
			case "forget":
				id := parts[rapid.IntRange(0, len(parts)-1).Draw(rt, "release")].Releases[0].ID
				if err := e.store.Retract(t.Context(), []string{id}); err != nil {
					rt.Fatal(err)
				}
				drop(map[string]bool{id: true})
			default:
				d := ledger.Decision{Do: ledger.Undo}
				if what == "undo" {
					if len(taken) == 0 {
						break
					}
					d.Undoes = rapid.SampledFrom(taken).Draw(rt, "undone")
				} else {
					d = drawDecision(rt, append(ids, made(taken, file)...), claims, parts)
				}
				d.Why = time.Now().String() // no two are the same
				d.Sign()
				before := storetest.ExportOf(t, e.store)
				_, err := e.Decide(t.Context(), d)
				if _, wrong := errors.AsType[*ledger.Error](err); wrong {
					if after := storetest.ExportOf(t, e.store); after != before {
						rt.Fatalf("a decision that can't be taken (%v) changed the graph", err)
					}
					break
				}
				if err != nil {
					rt.Fatal(err)
				}
				taken = append(taken, d.ID)
				drop(barred())
			}
		}
		if _, err := e.Settle(t.Context()); err != nil {
			rt.Fatal(err)
		}
		got := storetest.ExportOf(t, e.store)
		_ = e.store.Close(t.Context())

		fresh := open()
		for _, i := range slices.Sorted(maps.Keys(held)) {
			if err := fresh.store.Write(t.Context(), parts[i]); err != nil {
				rt.Fatal(err)
			}
		}
		if _, err := fresh.Settle(t.Context()); err != nil {
			rt.Fatal(err)
		}
		want := storetest.ExportOf(t, fresh.store)
		_ = fresh.store.Close(t.Context())
		if got != want {
			rt.Fatalf("(-want +got):\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
	})
}

// made are the entities that splits of the ledger make.
func made(taken []string, file string) (ids []string) {
	l, err := ledger.Open(file)
	if err != nil {
		return nil
	}
	for _, d := range l.Decisions {
		if d.Do == ledger.Split && slices.Contains(taken, d.ID) {
			ids = append(ids, d.Apart())
		}
	}
	return ids
}

func drawDecision(t *rapid.T, ids, claims []string, parts []graph.Batch) ledger.Decision {
	id := rapid.SampledFrom(ids)
	switch do := rapid.SampledFrom([]ledger.Do{ledger.Merge, ledger.Merge, ledger.NeverMerge, ledger.Split, ledger.Reject, ledger.Rename, ledger.SameAs, ledger.Retract}).Draw(t, "decision"); do {
	case ledger.Merge, ledger.NeverMerge:
		a := id.Draw(t, "a")
		kind, _, _ := strings.Cut(a, "/")
		var like []string
		for _, other := range ids {
			if strings.HasPrefix(other, kind+"/") {
				like = append(like, other)
			}
		}
		return ledger.Decision{Do: do, A: a, B: rapid.SampledFrom(like).Draw(t, "b")}
	case ledger.Split:
		return ledger.Decision{Do: do, A: id.Draw(t, "a"), Claims: rapid.SliceOfNDistinct(rapid.SampledFrom(claims), 1, 2, rapid.ID).Draw(t, "claims"),
			Name: rapid.SampledFrom([]string{"", "Another"}).Draw(t, "name")}
	case ledger.Reject:
		return ledger.Decision{Do: do, Claims: []string{rapid.SampledFrom(claims).Draw(t, "claim")}}
	case ledger.SameAs:
		return ledger.Decision{Do: do, A: id.Draw(t, "a"), Link: rapid.SampledFrom([]string{"urn:1", "urn:2"}).Draw(t, "link")}
	case ledger.Rename:
		return ledger.Decision{Do: do, A: id.Draw(t, "a"), Name: rapid.SampledFrom([]string{"New Name", "Other Name"}).Draw(t, "name")}
	}
	return ledger.Decision{Do: ledger.Retract, Release: rapid.SampledFrom(parts).Draw(t, "release").Releases[0].ID}
}

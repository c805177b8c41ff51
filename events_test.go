package entente

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// plover are the types of 2015, in which the records are written, by those of 2021.
var plover = map[string]string{"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT"}

// TestEvents measures facts as events of PLOVER and CAMEO on sentences of the
// coders of events. Most are of wire reports about what releases seldom tell:
// protests, fights, threats.
func TestEvents(t *testing.T) {
	e, err := New(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	type actor struct{ ActorText string }
	records(t, "events_plover", func(each func(v any) bool) {
		var n, kinds, ends, facts, right int
		for {
			var r struct {
				Text, Date, Event string
				Source, Target    []actor
			}
			if !each(&r) {
				break
			}
			n++
			want := r.Event
			if p, ok := plover[want]; ok {
				want = p
			}
			a := readEvent(t, e, r.Text, r.Date)
			kind, both := false, false
			for _, x := range a.Relations {
				i, ok := vocab.InteractionOf(x.Type, x.Modality, x.Rule)
				if !ok {
					continue
				}
				facts++
				if i.Event != want {
					continue
				}
				kind = true
				right++
				others := r.Target
				if len(others) == 0 {
					others = r.Source
				}
				both = both || named(a, x.Subject, r.Source) && named(a, x.Object, others) || x.Type.Symmetric() && named(a, x.Object, r.Source) && named(a, x.Subject, others)
			}
			if kind {
				kinds++
			}
			if both {
				ends++
			}
		}
		fmt.Fprintf(&out, "events_plover dev: type %d, type and both actors %d of %d; %d facts, %d of the type\n", kinds, ends, n, facts, right)
	})
	records(t, "events_petrarch", func(each func(v any) bool) {
		var n, found, facts, right int
		for {
			var r struct {
				Text, Date string
				Events     [][]string
			}
			if !each(&r) {
				break
			}
			a := readEvent(t, e, r.Text, r.Date)
			var got []string
			for _, x := range a.Relations {
				if i, ok := vocab.InteractionOf(x.Type, x.Modality, x.Rule); ok {
					facts++
					got = append(got, i.CAMEO[:2])
				}
			}
			var want []string
			for _, x := range r.Events {
				if len(x) == 3 && len(x[2]) > 1 && x[2] < "21" {
					n++
					want = append(want, x[2][:2])
					if slices.Contains(got, x[2][:2]) {
						found++
					}
				}
			}
			for _, g := range got {
				if slices.Contains(want, g) {
					right++
				}
			}
		}
		fmt.Fprintf(&out, "events_petrarch dev: root code %d of %d; %d facts, %d of a root code of their sentence\n", found, n, facts, right)
	})
	golden(t, "events", out.Bytes())
}

// records hands the lines of a corpus' dev set to read.
func records(t *testing.T, corpus string, read func(each func(v any) bool)) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "shared", "data", corpus, "dev.jsonl"))
	if err != nil {
		t.Skipf("no corpora here: %v", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	read(func(v any) bool {
		if !lines.Scan() {
			return false
		}
		if err := json.Unmarshal(lines.Bytes(), v); err != nil {
			t.Fatal(err)
		}
		return true
	})
}

func readEvent(t *testing.T, e *Entente, body, date string) *extract.Analysis {
	t.Helper()
	d := text.New("Report\n\n" + body)
	if date = strings.ReplaceAll(date, "-", ""); len(date) == 8 {
		d.Published = text.Date{ISO: date[:4] + "-" + date[4:6] + "-" + date[6:], Basis: text.FromMetadata}
	}
	a, err := e.Extract(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// named reports whether an entity goes by the name of one of the actors.
func named[A ~struct{ ActorText string }](a *extract.Analysis, entity int, actors []A) bool {
	for _, m := range a.Entities[entity].Mentions {
		surface := text.Fold(a.Doc.Slice(a.Mentions[m].Span))
		for _, x := range actors {
			want := text.Fold(struct{ ActorText string }(x).ActorText)
			if want != "" && (strings.Contains(surface, want) || strings.Contains(want, surface)) {
				return true
			}
		}
	}
	return false
}

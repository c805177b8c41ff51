package ledger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph"
)

func TestOpen(t *testing.T) {
	good := `{"id":"d-1","do":"merge","a":"person/a","b":"person/b"}`
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"one and blank lines", "\n" + good + "\n\n", ""},
		{"no line end", good, ""},
		{"the same line twice", good + "\n" + good + "\n", ""},
		{"half a line", good + "\n" + good[:20], `:2: no decision: unexpected EOF`},
		{"no JSON", "<<<<<<< HEAD\n", ":1: no decision"},
		{"two on a line", good + good, ":1: more than one value"},
		{"an unknown key", `{"id":"d-1","do":"merge","a":"person/a","b":"person/b","c":1}`, `unknown field "c"`},
		{"another of the id", good + "\n" + strings.Replace(good, "/b", "/c", 1), ":2: the id d-1 is that of line 1"},
		{"no id", `{"do":"rename","a":"person/a","name":"x"}`, `:1: the decision has no "id"`},
		{"an unknown kind", `{"id":"d-1","do":"join"}`, `"join" is no decision`},
		{"a merge of two types", `{"id":"d-1","do":"merge","a":"person/a","b":"country/b"}`, ":1: person/a is of the type person and country/b of the type country"},
		{"a merge of one", `{"id":"d-1","do":"never-merge","a":"person/a","b":"person/a"}`, "person/a is itself"},
		{"a merge of names", `{"id":"d-1","do":"merge","a":"Ann","b":"person/b"}`, "merge needs the ids of two entities"},
		{"a split of nothing", `{"id":"d-1","do":"split","a":"person/a"}`, "split needs"},
		{"a rejected tie", `{"id":"d-1","do":"reject","claims":["tie/1"]}`, "reject needs"},
		{"no name", `{"id":"d-1","do":"rename","a":"person/a","name":" "}`, "rename needs"},
		{"a name of two lines", `{"id":"d-1","do":"rename","a":"person/a","name":"x\ny"}`, "a line break"},
		{"a retracted claim", `{"id":"d-1","do":"retract","release":"claim/1"}`, "retract needs"},
		{"no address", `{"id":"d-1","do":"same-as","a":"person/a","link":"Q7184"}`, "same-as needs"},
		{"an undo of nothing", `{"id":"d-1","do":"undo"}`, "undo needs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "x.ledger")
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Open(file)
			switch wrong, ok := errors.AsType[*Error](err); {
			case c.want == "" && err != nil, c.want != "" && (!ok || wrong.Line == 0 || !strings.HasPrefix(err.Error(), file+":") || !strings.Contains(err.Error(), c.want)):
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	if l, err := Open(filepath.Join(t.TempDir(), "none")); err != nil || len(l.Decisions) > 0 {
		t.Errorf("a file that is not there: %v, %v", l, err)
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder is read")
	}
}

func TestAppend(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.ledger")
	first := `{"id":"d-0","do":"rename","a":"person/a","name":"x"}`
	if err := os.WriteFile(file, []byte(first), 0o600); err != nil { // its last line is open
		t.Fatal(err)
	}
	l, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	ds := []Decision{{Do: Merge, A: "person/a", B: "person/b", Why: "“both”\nof them"}, {Do: Reject, Claims: []string{"claim/1"}}}
	for i := range ds {
		ds[i].Sign()
	}
	if err := l.Append(ds...); err != nil {
		t.Fatal(err)
	}
	again, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(l.Decisions, again.Decisions, cmpopts.IgnoreUnexported(Decision{})); d != "" || len(again.Decisions) != 3 {
		t.Errorf("%s", d)
	}
	if err := os.Chmod(file, 0o400); err != nil {
		t.Fatal(err)
	}
	if err := l.Append(ds[0]); err == nil && os.Getuid() != 0 {
		t.Error("wrote to a file that may not be written")
	}
}

// world has three people, a state, and claims 1 and 2 of ann.
func world() *World {
	w := NewWorld(Decision{Claims: []string{"claim/1", "claim/2"}})
	for _, id := range []string{"person/ann", "person/bob", "person/cid", "country/mda"} {
		w.Add(graph.Entity{ID: id, Type: "Person", Name: strings.ToUpper(id)})
	}
	w.Add(graph.Claim{ID: "claim/1", Subject: "person/ann", Object: "country/mda"})
	w.Add(graph.Claim{ID: "claim/2", Subject: "person/bob", Object: "person/ann"})
	w.Add(graph.Release{ID: "release/1"})
	return w
}

// of makes a ledger of decisions, each as "id do a b", "id undo d" and so on.
func of(t *testing.T, lines ...string) *Ledger {
	t.Helper()
	l := &Ledger{File: "x.ledger"}
	for i, line := range lines {
		f := append(strings.Fields(line), "", "")
		d := Decision{ID: f[0], Do: Do(f[1]), line: i + 1}
		switch d.Do {
		case Merge, NeverMerge:
			d.A, d.B = f[2], f[3]
		case Split:
			d.A, d.Claims = f[2], strings.Split(f[3], ",")
		case Reject, Confirm:
			d.Claims = strings.Split(f[2], ",")
		case Rename:
			d.A, d.Name = f[2], f[3]
		case Retract:
			d.Release = f[2]
		case SameAs:
			d.A, d.Link = f[2], f[3]
		case Undo:
			d.Undoes = f[2]
		}
		if why := d.wrong(); why != "" {
			t.Fatal(why)
		}
		l.Decisions = append(l.Decisions, d)
	}
	return l
}

func TestPlan(t *testing.T) {
	split := graph.Entity{ID: "person/ann~2", Type: "Person", Name: "PERSON/ANN"}
	for _, c := range []struct {
		name  string
		lines []string
		want  Plan
		idle  string // of the last decision that holds
		err   string
	}{
		{"nothing", nil, Plan{}, "", ""},
		{"a chain", []string{"d-1 merge person/ann person/bob", "d-2 merge person/bob person/cid"},
			Plan{One: [][2]string{{"person/ann", "person/bob"}, {"person/bob", "person/cid"}}}, "", ""},
		{"the same by two", []string{"d-1 merge person/ann person/bob", "d-2 merge person/ann person/bob"},
			Plan{One: [][2]string{{"person/ann", "person/bob"}, {"person/ann", "person/bob"}}}, "", ""},
		{"the same by two, of somebody who is gone", []string{"d-1 merge person/ann person/dan", "d-2 merge person/ann person/dan"}, Plan{}, "the graph holds no person/dan", ""},
		{"a circle of two", []string{"d-1 merge person/ann person/bob", "d-2 merge person/bob person/ann"}, Plan{}, "", "x.ledger:2: person/bob and person/ann are one already"},
		{"a circle of three", []string{"d-1 merge person/ann person/bob", "d-2 merge person/bob person/cid", "d-3 merge person/cid person/ann"}, Plan{}, "", "x.ledger:3: person/cid and person/ann are one already"},
		{"a circle undone", []string{"d-1 merge person/ann person/bob", "d-2 undo d-1", "d-3 merge person/bob person/ann"},
			Plan{One: [][2]string{{"person/bob", "person/ann"}}}, "", ""},
		{"an undo undone", []string{"d-1 reject claim/1", "d-2 undo d-1", "d-3 undo d-2"}, Plan{Rejected: []string{"claim/1"}}, "", ""},
		{"an undo of nothing", []string{"d-1 reject claim/1", "d-2 undo d-9"}, Plan{}, "", "x.ledger:2: there is no decision d-9 before it"},
		{"an undo of what comes after", []string{"d-1 undo d-2", "d-2 reject claim/1"}, Plan{}, "", "x.ledger:1: there is no decision d-2"},
		{"one and never one", []string{"d-1 never-merge person/ann person/cid", "d-2 merge person/ann person/bob", "d-3 merge person/bob person/cid"}, Plan{}, "",
			"x.ledger:1: person/ann and person/cid are one by another decision"},
		{"somebody who is gone", []string{"d-1 merge person/ann person/dan"}, Plan{}, "the graph holds no person/dan", ""},
		{"a claim that is gone", []string{"d-1 reject claim/9"}, Plan{}, "the graph holds none of the claims", ""},
		{"a split", []string{"d-2 split person/ann claim/1,claim/9"},
			Plan{Moved: map[string]graph.Move{"claim/1": {From: "person/ann", To: "person/ann~2"}}, Made: map[string]graph.Entity{"person/ann~2": split}}, "", ""},
		{"a split of what is gone", []string{"d-2 split person/ann claim/9"}, Plan{}, "the graph holds none of the claims", ""},
		{"a split of somebody who is gone", []string{"d-2 split person/dan claim/1"}, Plan{}, "the graph holds no person/dan", ""},
		{"a claim split off twice", []string{"d-2 split person/ann claim/1", "d-3 split person/ann claim/1"}, Plan{}, "", "x.ledger:2: claim/1 is of person/ann~2 already"},
		{"a claim that is right", []string{"d-1 confirm claim/1"}, Plan{}, "", ""},
		{"a claim that is gone and was right", []string{"d-1 confirm claim/9"}, Plan{}, "the graph holds none of the claims", ""},
		{"a claim that is right and wrong", []string{"d-1 reject claim/1", "d-2 confirm claim/1"}, Plan{}, "", "x.ledger:2: claim/1 is both rejected and confirmed"},
		{"a claim that is right after all", []string{"d-1 reject claim/1", "d-2 undo d-1", "d-3 confirm claim/1"}, Plan{}, "", ""},
		{"names", []string{"d-1 rename person/ann Anna", "d-2 rename person/ann Annie"}, Plan{Names: [][2]string{{"person/ann", "Anna"}, {"person/ann", "Annie"}}}, "", ""},
		{"out", []string{"d-1 retract release/9"}, Plan{Retracted: map[string]bool{"release/9": true}}, "", ""},
		{"addresses", []string{"d-1 same-as person/ann urn:b", "d-2 same-as person/ann urn:a", "d-3 same-as person/ann urn:b"},
			Plan{Links: map[string][]string{"person/ann": {"urn:a", "urn:b"}}}, "", ""},
		{"an address of somebody who is gone", []string{"d-1 same-as person/dan urn:b"}, Plan{}, "the graph holds no person/dan", ""},
		{"in again", []string{"d-1 retract release/9", "d-2 undo d-1"}, Plan{}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := of(t, c.lines...).Plan(world())
			if c.err != "" || err != nil {
				if err == nil || c.err == "" || !strings.Contains(err.Error(), c.err) {
					t.Errorf("%v, want %q", err, c.err)
				}
				return
			}
			idle := ""
			if n := len(p.Holding); n > 0 {
				idle = p.Holding[n-1].Idle
			}
			if idle != c.idle {
				t.Errorf("idle: %q, want %q", idle, c.idle)
			}
			p.Holding = nil
			if d := cmp.Diff(&c.want, p, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestTry(t *testing.T) {
	l := of(t, "d-1 merge person/ann person/bob", "d-2 reject claim/1", "d-3 undo d-2")
	for _, c := range []struct{ line, want string }{
		{"d-9 merge person/cid person/bob", ""},
		{"d-9 merge person/bob person/ann", "are one already"},
		{"d-9 merge person/ann person/dan", "the graph holds no person/dan"},
		{"d-9 never-merge person/ann person/bob", "are one by another decision"},
		{"d-9 undo d-1", ""},
		{"d-9 undo d-2", "d-2 is undone already"},
		{"d-9 undo d-3", ""},
		{"d-9 undo d-8", "there is no decision d-8"},
		{"d-9 split person/ann claim/2", ""},
		{"d-9 split person/ann claim/2,claim/9", "the graph holds no claim/9"},
		{"d-9 split person/cid claim/1", "claim/1 is not about person/cid but about person/ann and country/mda"},
		{"d-9 reject claim/1,claim/9", "the graph holds no claim/9"},
		{"d-9 rename person/dan Dan", "the graph holds no person/dan"},
		{"d-9 same-as person/dan urn:b", "the graph holds no person/dan"},
		{"d-9 same-as person/ann urn:b", ""},
		{"d-9 retract release/1", ""},
		{"d-9 retract release/9", "the graph holds no release/9"},
	} {
		d := of(t, c.line).Decisions[0]
		d.line = 0
		err := l.Try(world(), d)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.line, err, c.want)
		}
	}
	twice := of(t, "d-8 reject claim/2", "d-9 merge person/bob person/ann").Decisions
	if err := l.Try(world(), twice...); err == nil || len(l.Decisions) != 3 {
		t.Errorf("%v, %d decisions", err, len(l.Decisions))
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(`{"id":"d-1","do":"merge","a":"person/a","b":"person/b"}` + "\n" + `{"id":"d-2","do":"undo","undoes":"d-1"}`)
	f.Add(`{"id":"d-1","do":"split","a":"person/ann","claims":["claim/1"]}`)
	f.Fuzz(func(t *testing.T, s string) {
		l := &Ledger{File: "x"}
		if err := l.read(strings.NewReader(s)); err != nil {
			return
		}
		p, err := l.Plan(world())
		if err != nil {
			return
		}
		for c, m := range p.Moved {
			if p.Made[m.To].ID == "" {
				t.Errorf("%s is moved to nowhere", c)
			}
		}
		_ = fmt.Sprint(p)
	})
}

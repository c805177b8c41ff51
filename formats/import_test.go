package formats

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/storetest"
)

func imported(t testing.TB, s graph.Store, text string) (Imported, error) {
	t.Helper()
	return Import(t.Context(), s, "g.jsonl", strings.NewReader(text))
}

// TestImportMakesTheGraph into an empty store, into one with a part, and twice.
func TestImportMakesTheGraph(t *testing.T) {
	want := encoded(t, sample(t))
	for name, before := range map[string][]graph.Batch{
		"empty": nil, "a part": {rough()}, "all": {rough(), storetest.Sample()},
	} {
		s := empty(t)
		for _, b := range before {
			if err := s.Write(t.Context(), b); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			in, err := imported(t, s, want)
			if err != nil {
				t.Fatal(err)
			}
			if in.Releases != 6 || in.Claims != 22 || in.Entities != 16 || in.Cut {
				t.Errorf("%s: %+v", name, in)
			}
			if err := s.Decide(t.Context(), graph.Verdicts{Merges: storetest.Merges()}); err != nil {
				t.Fatal(err)
			}
			if got := encoded(t, s); got != want {
				t.Errorf("%s: another graph:\n%s\nwant\n%s", name, got, want)
			}
		}
	}
}

// TestMadeEntitiesStayOut: the ledger makes them anew.
func TestMadeEntitiesStayOut(t *testing.T) {
	s := empty(t)
	made := `{"record":"entity","id":"person/strand~1","type":"Person","name":"Strand"}` + "\n"
	if _, err := imported(t, s, made+encoded(t, sample(t))); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(encoded(t, s), "~") {
		t.Error("an entity of a decision was imported")
	}
}

// TestMalformed changes nothing, names the line, and is completed when mended.
func TestMalformed(t *testing.T) {
	whole := encoded(t, sample(t))
	lines := strings.SplitAfter(whole, "\n")
	at := func(kind string) int {
		for i, l := range lines {
			if strings.HasPrefix(l, `{"record":"`+kind+`"`) {
				return i
			}
		}
		t.Fatalf("no %s", kind)
		return 0
	}
	replaced := func(i int, from, to string) string {
		if !strings.Contains(lines[i], from) {
			t.Fatalf("line %d has no %q: %s", i+1, from, lines[i])
		}
		return strings.Join(lines[:i], "") + strings.Replace(lines[i], from, to, 1) + strings.Join(lines[i+1:], "")
	}
	without := func(i int) string { return strings.Join(lines[:i], "") + strings.Join(lines[i+1:], "") }
	claim, release, tie := at("claim"), at("release"), at("tie")
	for _, c := range []struct{ name, text, want string }{
		{"cut off", whole[:strings.Index(whole, lines[claim])+40], "no whole record"},
		{"no JSON", replaced(claim, `{`, `<`), "no whole record"},
		{"other JSON", "[1]\n" + whole, "g.jsonl:1: no whole record"},
		{"another record", replaced(claim, `"record":"claim"`, `"record":"rumour"`), `the record "rumour" is none of`},
		{"no record", replaced(claim, `"record":"claim",`, ``), `the record "" is none of`},
		{"unknown relation", replaced(claim, `"type":"`, `"type":"X`), "what its id stands for"},
		{"unknown type", replaced(0, `"type":"Country"`, `"type":"Planet"`), `g.jsonl:1: entity country/rur: unknown type "Planet"`},
		{"unknown tie", replaced(tie, `"type":"`, `"type":"X`), `unknown type "X`},
		{"unknown field", replaced(0, `"name"`, `"colour":"red","name"`), `unknown field "colour"`},
		{"changed text", replaced(release, `"text":"`, `"text":"Not `), "it was changed"},
		{"no release", without(release), "it names the release"},
		{"no entity", without(0), `it names the entity "country/rur"`},
		{"no claim", without(claim), "it names the claim"},
		{"not UTF-8", replaced(0, "Ruritania", "Rur\xffitania"), "g.jsonl:1: it is not UTF-8"},
		{"UTF-16", "\xff\xfe{\x00", "g.jsonl:1: it is not UTF-8"},
		{"a NUL", replaced(0, "Ruritania", "Rur\x00itania"), "g.jsonl:1: no whole record"},
		{"a NUL written out", replaced(0, "Ruritania", `Rur\u0000itania`), "g.jsonl:1: entity \"country/rur\": not UTF-8, or a NUL"},
		{"zeros at the end, as after a crash", whole + strings.Repeat("\x00", 4096), "no whole record"},
		{"two records in a line", strings.Replace(whole, "}\n", "} ", 1), "g.jsonl:1: no whole record"},
		{"another entity of the id", whole + strings.Replace(lines[0], "Ruritania", "Elsewhere", 1), `country/rur is another in an earlier line`},
		{"a long line", strings.Replace(lines[0], "Ruritania", strings.Repeat("a", maxLine), 1) + whole, "g.jsonl:1: a line of more than 64 MB"},
		{"negative mention", replaced(at("mentioned"), `"count":`, `"count":-`), "mention of"},
	} {
		s := empty(t)
		_, err := imported(t, s, c.text)
		if _, ok := errors.AsType[*LineError](err); !ok || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
		if got := encoded(t, s); got != "" {
			t.Errorf("%s: something was written: %.300s", c.name, got)
		}
		if _, err := imported(t, s, whole); err != nil {
			t.Errorf("%s, mended: %v", c.name, err)
		}
	}
}

// TestLinesThatAreThereTwice change nothing.
func TestLinesThatAreThereTwice(t *testing.T) {
	whole := encoded(t, sample(t))
	var twice strings.Builder
	for line := range strings.Lines(whole) {
		twice.WriteString(line + line)
	}
	s := empty(t)
	in, err := imported(t, s, twice.String())
	if err != nil || in.Releases != 6 || in.Claims != 22 || in.Entities != 16 {
		t.Errorf("%+v, %v", in, err)
	}
	if err := s.Decide(t.Context(), graph.Verdicts{Merges: storetest.Merges()}); err != nil {
		t.Fatal(err)
	}
	if got := encoded(t, s); got != whole {
		t.Error("another graph", firstDifference(whole, got))
	}
}

// TestEndlessLine is refused before it fills the memory.
func TestEndlessLine(t *testing.T) {
	_, err := check(t.Context(), "x", endless{})
	if e, ok := errors.AsType[*LineError](err); !ok || e.Line != 1 {
		t.Error(err)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

// TestCutBetweenLines is told, and completed by the whole file.
func TestCutBetweenLines(t *testing.T) {
	whole := encoded(t, sample(t))
	s := empty(t)
	in, err := imported(t, s, whole[:strings.Index(whole, `{"record":"tie"`)])
	if err != nil || !in.Cut {
		t.Errorf("%+v, %v", in, err)
	}
	if in, err = imported(t, s, whole); err != nil || in.Cut {
		t.Errorf("%+v, %v", in, err)
	}
	if err := s.Decide(t.Context(), graph.Verdicts{Merges: storetest.Merges()}); err != nil {
		t.Fatal(err)
	}
	if encoded(t, s) != whole {
		t.Error("the whole file does not complete it")
	}
}

// TestInterruptedImport stops in the second reading and is completed by the next.
func TestInterruptedImport(t *testing.T) {
	whole := encoded(t, sample(t))
	s := empty(t)
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := Import(ctx, s, "g.jsonl", &rewound{strings.NewReader(whole), cancel}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, err := imported(t, s, whole); err != nil {
		t.Fatal(err)
	}
}

// rewound ends a context when it is read a second time.
type rewound struct {
	*strings.Reader
	cancel func()
}

func (r *rewound) Seek(offset int64, whence int) (int64, error) {
	r.cancel()
	return r.Reader.Seek(offset, whence)
}

// FuzzImport wants no panic, and nothing written when there is an error of a line.
func FuzzImport(f *testing.F) {
	whole := encoded(f, sample(f))
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(whole + whole)
	f.Add(strings.Replace(whole, "Ruritania", "Rur\xff\x00itania", 1))
	for l := range strings.Lines(whole) {
		f.Add(l)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in, err := check(t.Context(), "x", strings.NewReader(text))
		if err != nil {
			return
		}
		if !utf8.ValidString(text) {
			t.Fatal("what is not UTF-8 is taken")
		}
		var b sink
		if _, err := in.write(t.Context(), &b, "x", strings.NewReader(text)); err != nil {
			t.Fatalf("checked and not written: %v", err)
		}
	})
}

// sink is a store that takes what a store must take.
type sink struct{ graph.Store }

func (*sink) Write(_ context.Context, b graph.Batch) error {
	_, err := b.Clean()
	return err
}

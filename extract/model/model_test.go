package model

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func file(t testing.TB, kind, content string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, kind, []byte(content)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	good := file(t, "tagger", "a\nb")
	for name, tt := range map[string]struct{ in, want string }{
		"good":      {good, ""},
		"foreign":   {"PK\x03\x04...", "m: " + ErrForeign.Error()},
		"empty":     {"", "m: " + ErrForeign.Error()},
		"older":     {strings.Replace(good, "model 1", "model 0", 1), `m: a model of format "0", where this program reads format 1: train it again`},
		"newer":     {"entente-model 2 other layout\n", `m: a model of format "2"`},
		"other":     {file(t, "parser", "a"), `m: a model of kind "parser", where one of kind "tagger" is wanted`},
		"cut short": {good[:len(good)-1], "m: the model is cut short or damaged"},
		"one bit":   {good[:len(good)-1] + "c", "m: the model is cut short or damaged"},
		"head":      {"entente-model 1 tagger\n", "m: the first line of the model is damaged"},
		"no line":   {"entente-model 1 tagger", "m: " + ErrForeign.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := Read(strings.NewReader(tt.in), "m", "tagger")
			if tt.want == "" {
				if err != nil || string(content) != "a\nb" {
					t.Errorf("%q, %v", content, err)
				}
				return
			}
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestKindOf(t *testing.T) {
	if kind, err := KindOf(strings.NewReader(file(t, "ner", "x")), "m"); kind != "ner" || err != nil {
		t.Errorf("%q, %v", kind, err)
	}
	for _, s := range []string{"", "x", "entente-model 1 ner\n", strings.Repeat("entente-model ", 1000)} {
		if _, err := KindOf(strings.NewReader(s), "m"); !errors.Is(err, ErrForeign) {
			t.Errorf("%.20q: %v", s, err)
		}
	}
}

func TestForms(t *testing.T) {
	var e Encoder
	e.String("one")
	if err := Forms(NewDecoder(e.Content()), "m", "one"); err != nil {
		t.Error(err)
	}
	if err := Forms(NewDecoder(e.Content()), "m", "two"); err == nil || !strings.Contains(err.Error(), "m: the model learnt with other word clusters") {
		t.Error(err)
	}
}

func TestValuesComeBack(t *testing.T) {
	var e Encoder
	e.Uint(300)
	e.Int(-5)
	e.Byte(7)
	e.Int16(-300)
	e.Uint64(1 << 60)
	e.String("é")
	e.Strings([]string{"a", ""})
	e.Float(0.5)
	e.Raw([]byte{1, 2})
	d := NewDecoder(e.Content())
	got := fmt.Sprintln(d.Uint(), d.Int(), d.Byte(), d.Int16(), d.Uint64(), d.String(), d.Strings(), d.Float(), d.Raw())
	if want := "300 -5 7 -300 1152921504606846976 é [a ] 0.5 [1 2]\n"; got != want || d.Err() != nil {
		t.Errorf("%s, %v; want %s", got, d.Err(), want)
	}
	if d.Has(1) || !d.Has(0) {
		t.Error("more is left than was put")
	}
	if d.Uint64(); !errors.Is(d.Err(), ErrDamaged) {
		t.Errorf("a value that is not there: %v", d.Err())
	}
	long := Encoder{}
	long.Uint(1 << 40)
	if d := NewDecoder(long.Content()); d.Len(1) != 0 || d.Err() == nil {
		t.Error("a length that nothing follows is taken")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file(f, "tagger", "abc"))
	f.Add("entente-model 1 tagger 00\n")
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := Read(strings.NewReader(s), "m", "tagger"); err != nil && !strings.HasPrefix(err.Error(), "m: ") {
			t.Error(err)
		}
		_, _ = KindOf(strings.NewReader(s), "m")
	})
}

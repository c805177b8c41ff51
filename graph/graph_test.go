package graph

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/text/vocab"
)

// few are texts from so small a set that they collide.
var few = rapid.SampledFrom([]string{"", "a", "b", "aa", "ab", "Ä", "c d"})

// laws checks that combining is associative, commutative and idempotent.
func laws[T any](t *testing.T, draw func(*rapid.T) T, combine func(a, b T) T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := draw(t), draw(t), draw(t)
		a, b, c = combine(a, a), combine(b, b), combine(c, c) // tidy, as they are stored
		for _, law := range []struct {
			name      string
			got, want T
		}{
			{"idempotent", combine(a, a), a},
			{"commutative", combine(a, b), combine(b, a)},
			{"associative", combine(combine(a, b), c), combine(a, combine(b, c))},
		} {
			if diff := cmp.Diff(law.want, law.got); diff != "" {
				t.Fatalf("not %s for %+v, %+v, %+v:\n%s", law.name, a, b, c, diff)
			}
		}
	})
}

func TestLaws(t *testing.T) {
	t.Run("entities", func(t *testing.T) {
		laws(t, func(t *rapid.T) Entity {
			return Entity{
				ID: "x", Type: rapid.SampledFrom(vocab.EntityTypes()).Draw(t, "type"),
				Name: few.Draw(t, "name"), Aliases: rapid.SliceOfN(few, 0, 3).Draw(t, "aliases"),
				Acronym: few.Draw(t, "acronym"), ISO3: few.Draw(t, "iso3"), Kind: few.Draw(t, "kind"),
			}
		}, combineEntities)
	})
	t.Run("releases", func(t *testing.T) {
		laws(t, func(t *rapid.T) Release {
			return Release{
				ID: "x", Title: few.Draw(t, "title"), URL: few.Draw(t, "url"), Publisher: few.Draw(t, "publisher"),
				Published: few.Draw(t, "published"), Basis: rapid.SampledFrom(append(bases, "", "?")).Draw(t, "basis"), Text: "x",
			}
		}, combineReleases)
	})
	t.Run("claims", func(t *testing.T) {
		laws(t, func(t *rapid.T) Claim {
			return Claim{
				ID: "x", Place: few.Draw(t, "place"), Quote: few.Draw(t, "quote"), Rule: few.Draw(t, "rule"),
				Confidence: rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "confidence"), Start: rapid.IntRange(0, 2).Draw(t, "start"),
			}
		}, combineClaims)
	})
	t.Run("mentions", func(t *testing.T) {
		laws(t, func(t *rapid.T) Mentioned {
			return Mentioned{Entity: "e", Release: "r", Count: rapid.IntRange(1, 3).Draw(t, "count"),
				Name: few.Draw(t, "name"), Aliases: rapid.SliceOfN(few, 0, 3).Draw(t, "aliases"), Acronym: few.Draw(t, "acronym")}
		}, combineMentioned)
	})
}

func TestFlatten(t *testing.T) {
	for _, test := range []struct{ in, want map[string]string }{
		{nil, map[string]string{}},
		{map[string]string{"a": "b"}, map[string]string{"a": "b"}},
		{map[string]string{"a": "a", "b": "a"}, map[string]string{"b": "a"}},
		{map[string]string{"a": "b", "b": "c", "c": "d"}, map[string]string{"a": "d", "b": "d", "c": "d"}},
		{map[string]string{"a": "b", "b": "a"}, nil},
		{map[string]string{"a": "b", "b": "c", "c": "b"}, nil},
		{map[string]string{"a": "b", "b": "c", "c": "d", "d": "b"}, nil},
	} {
		got, err := Flatten(test.in)
		if test.want == nil {
			if CodeOf(err) != Invalid {
				t.Errorf("Flatten(%v) = %v, %v, want an Invalid error", test.in, got, err)
			}
			continue
		}
		if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
			t.Errorf("Flatten(%v): %v\n%s", test.in, err, diff)
		}
	}
}

func TestKeys(t *testing.T) {
	e := Entity{Name: "Chișinău Office", Acronym: "C.O.", Aliases: []string{"CHISINAU OFFICE", "🕊", " "}}
	if got, want := e.Keys(), []string{"chisinau office", "co", "🕊"}; !slices.Equal(got, want) {
		t.Errorf("Keys() = %q, want %q", got, want)
	}
}

func TestErrors(t *testing.T) {
	cause := fmt.Errorf("disk: %w", fs.ErrPermission)
	err := fmt.Errorf("ingest: %w", Errorf(ReadOnly, "cannot write %s: %w", "x.db", cause))
	if CodeOf(err) != ReadOnly || !errors.Is(err, fs.ErrPermission) || err.Error() != "ingest: cannot write x.db: disk: permission denied" {
		t.Errorf("%q, code %q", err, CodeOf(err))
	}
	if CodeOf(cause) != "" || CodeOf(nil) != "" {
		t.Error("a code out of nothing")
	}
}

func TestEncode(t *testing.T) {
	records := []any{
		Entity{ID: "country/rur", Type: vocab.Country, Name: "Ruritania & <Co>"},
		Release{ID: "release/1", Title: "T", Text: "a\nb"},
		Mentioned{Entity: "country/rur", Release: "release/1", Count: 2},
		Claim{ID: "claim/1", Type: vocab.Praised, Modality: vocab.Asserted, Confidence: 0.5},
		Tie{ID: "tie/1", Type: vocab.Praised, Modality: vocab.Asserted, Claims: []string{"claim/1"}},
	}
	var b bytes.Buffer
	if err := Encode(&b, all(records, nil)); err != nil {
		t.Fatal(err)
	}
	want := `{"record":"entity","id":"country/rur","type":"Country","name":"Ruritania & <Co>"}
{"record":"release","id":"release/1","title":"T","text":"a\nb"}
{"record":"mentioned","entity":"country/rur","release":"release/1","count":2}
{"record":"claim","id":"claim/1","type":"PRAISED","subject":"","object":"","modality":"asserted","release":"","quote":"","start":0,"end":0,"confidence":0.5,"rule":""}
{"record":"tie","id":"tie/1","type":"PRAISED","subject":"","object":"","modality":"asserted","releases":0,"independent":0,"confidence":0,"claims":["claim/1"]}
`
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Error(diff)
	}
	if err := Encode(&b, all(nil, fs.ErrClosed)); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("error %v", err)
	}
	if err := Encode(&b, all([]any{42}, nil)); err == nil {
		t.Error("a number was encoded")
	}
}

func all(records []any, err error) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func TestIDs(t *testing.T) {
	c := Claim{Type: vocab.MetWith, Subject: "person/b", Object: "person/a", Modality: vocab.Asserted, Release: "release/1", End: 5}
	other := c
	other.Confidence, other.Rule, other.Place = 1, "r", "p"
	if ClaimID(c) != ClaimID(other) {
		t.Error("confidence, rule or place change a claim's id")
	}
	other.From = "2031"
	if ClaimID(c) == ClaimID(other) {
		t.Error("the date does not change a claim's id")
	}
	one, _ := tieOf(c, &Verdicts{})
	c.Subject, c.Object = c.Object, c.Subject
	two, _ := tieOf(c, &Verdicts{})
	if diff := cmp.Diff(one, two); diff != "" || one.Subject != "person/a" {
		t.Errorf("a symmetric tie has two forms: %s", diff)
	}
	if ReleaseID("") != "release/e3b0c44298fc1c14" { // SHA-256 of nothing
		t.Error(ReleaseID(""))
	}
}

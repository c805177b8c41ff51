package segment

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"entente/extract/corpus"
	"entente/extract/model"
)

// small is a model that learnt little.
func small(t testing.TB, seed uint64) *Model {
	t.Helper()
	m, err := Train(context.Background(), []corpus.Sentence{{Text: "Ana left."}, {Text: "Bo stayed in the U.S. Navy."}, {Text: "It is so!"}}, Options{Epochs: 2, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTrain(t *testing.T) {
	file := func(m *Model) string {
		var b bytes.Buffer
		if err := m.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	a := file(small(t, 1))
	if a != file(small(t, 1)) {
		t.Error("two runs differ")
	}
	m, err := Read(strings.NewReader(a), "m")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := m.Split("Ana left. Bo stayed."); len(got) == 0 {
		t.Error("the model that was read finds no sentence")
	}
	if _, err := Train(context.Background(), []corpus.Sentence{{Words: []corpus.Word{{Form: "x"}}}}, Options{}); err == nil || !strings.Contains(err.Error(), "# text") {
		t.Errorf("no texts: %v", err)
	}
}

// FuzzRead reads damaged models whose hash is right.
func FuzzRead(f *testing.F) {
	var e model.Encoder
	small(f, 1).crf.Encode(&e)
	f.Add(e.Content())
	f.Fuzz(func(t *testing.T, content []byte) {
		var b bytes.Buffer
		if err := model.Write(&b, Kind, content); err != nil {
			t.Fatal(err)
		}
		if m, err := Read(&b, "m"); err == nil {
			m.Split("Ana left. Bo stayed.")
		} else if !strings.HasPrefix(err.Error(), "m: ") {
			t.Error(err)
		}
	})
}

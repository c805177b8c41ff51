package tagger

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/extract/corpus"
	"entente/extract/form"
	"entente/extract/lexicon"
	"entente/extract/model"
)

func load(t testing.TB) (*Model, *form.Table) {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	forms, err := form.Load(lex)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Default(forms)
	if err != nil {
		t.Fatal(err)
	}
	return m, forms
}

// TestBadText tags one sentence as it should be written, and as old, careless
// and shouting texts write it.
func TestBadText(t *testing.T) {
	m, _ := load(t)
	const tags = "DT NNP VBZ DT JJ NN IN NNP POS NN ."
	// In capitals nothing tells that this Council is a name.
	inCapitals := strings.Replace(tags, "NNP", "NN", 1)
	for name, s := range map[string]string{
		"well written": "The Council welcomes the new envoy of Perú ’s government .",
		"straight":     "The Council welcomes the new envoy of Perú 's government .",
		"no accents":   "The Council welcomes the new envoy of Peru ’s government .",
		"capitals":     "THE COUNCIL WELCOMES THE NEW ENVOY OF PERU ’S GOVERNMENT .",
		"scanned":      "The Councii welcomes tne new envoy of Peru 's govemment .",
	} {
		want := tags
		if name == "capitals" {
			want = inCapitals
		}
		if got := strings.Join(m.Tag(strings.Fields(s)), " "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	headline := "SECRETARY VANCE MEETS FOREIGN MINISTERS OF NORWAY AND EGYPT"
	if got, want := strings.Join(m.Tag(strings.Fields(headline)), " "), "NNP NNP VBZ JJ NNS IN NNP CC NNP"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := m.Tag(nil); len(got) != 0 {
		t.Errorf("no words have tags %v", got)
	}
}

func TestTrain(t *testing.T) {
	_, forms := load(t)
	var data []corpus.Sentence
	for range 30 {
		data = append(data, corpus.Sentence{Words: []corpus.Word{{Form: "She", XPOS: "PRP"}, {Form: "visits", XPOS: "VBZ"}, {Form: "Oslo", XPOS: "NNP"}}})
	}
	content := func(seed uint64) []byte {
		m, err := Train(context.Background(), data, forms, Options{Epochs: 3, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(m.Tag([]string{"She", "visits", "Bergen"}), " "); got != "PRP VBZ NNP" {
			t.Errorf("learnt %s", got)
		}
		var b bytes.Buffer
		if err := m.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	a := content(1)
	if !bytes.Equal(a, content(1)) {
		t.Error("the same data and seed give other bytes")
	}
	if _, err := Read(bytes.NewReader(a), "m", forms); err != nil {
		t.Error(err)
	}
	if _, err := Train(context.Background(), []corpus.Sentence{{Words: []corpus.Word{{Form: "x"}}}}, forms, Options{}); err == nil || !strings.Contains(err.Error(), "XPOS") {
		t.Errorf("no tags: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Train(ctx, data, forms, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestCapitalsAndNoise holds the figures of the model card on copies of the
// treebank in capitals and with the noise of scanned typescript.
func TestCapitalsAndNoise(t *testing.T) {
	m, _ := load(t)
	path := filepath.Join("..", "..", "..", "shared", "data", "ud_pud", "test.conllu")
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no treebanks here: %v", err)
	}
	defer f.Close()
	data, err := corpus.ReadCoNLLU(f, path)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		at    func([]corpus.Sentence) []corpus.Sentence
		least float64
	}{{"capitals", corpus.Shouted, 0.94}, {"scanned", corpus.Scanned, 0.93}} {
		right, all := m.accuracy(tt.at(data))
		a := float64(right) / float64(all)
		t.Logf("%s: %.4f of %d", tt.name, a, all)
		if a < tt.least {
			t.Errorf("%s: %.4f of the tags are right, want %.3f", tt.name, a, tt.least)
		}
	}
}

// accuracy counts the words whose tag is that of the treebank.
func (m *Model) accuracy(data []corpus.Sentence) (right, all int) {
	for _, s := range data {
		for i, tag := range m.Tag(s.Forms()) {
			all++
			if tag == s.Words[i].XPOS {
				right++
			}
		}
	}
	return right, all
}

func FuzzTag(f *testing.F) {
	m, _ := load(f)
	f.Add("THE COUNCIL met — “here” \xff\x00")
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(s)
		if got := m.Tag(words); len(got) != len(words) {
			t.Errorf("%d tags for %d words", len(got), len(words))
		}
	})
}

// FuzzRead reads damaged models whose hash is right.
func FuzzRead(f *testing.F) {
	_, forms := load(f)
	m, err := Train(context.Background(), []corpus.Sentence{{Words: []corpus.Word{{Form: "a", XPOS: "DT"}, {Form: "b", XPOS: "NN"}}}}, forms, Options{Epochs: 1})
	if err != nil {
		f.Fatal(err)
	}
	var e model.Encoder
	e.String(forms.ID())
	m.crf.Encode(&e)
	f.Add(e.Content())
	f.Fuzz(func(t *testing.T, content []byte) {
		var b bytes.Buffer
		if err := model.Write(&b, Kind, content); err != nil {
			t.Fatal(err)
		}
		if m, err := Read(&b, "m", forms); err == nil {
			m.Tag([]string{"a", "b"})
		} else if !strings.HasPrefix(err.Error(), "m: ") {
			t.Error(err)
		}
	})
}

package train

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/confidence"
	"entente/extract/corpus"
	"entente/extract/models"
	"entente/extract/ner"
)

func set(t testing.TB, files ...string) *models.Set {
	t.Helper()
	s, err := models.Load(files...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// treebank is 30 sentences in CoNLL-U.
var treebank30 = func() string {
	var b strings.Builder
	for i := range 30 {
		name := []string{"Ana", "Bo", "Cleo"}[i%3]
		b.WriteString("# text = " + name + " visits Oslo.\n1\t" + name + "\t_\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tvisits\t_\tVERB\tVBZ\t_\t0\troot\t_\t_\n" +
			"3\tOslo\t_\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No\n4\t.\t_\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n")
	}
	return b.String()
}()

const released = `{"id":"a","text":"Talks in Oslo\n\nMinister Ana Turcan met Kari Lien in Oslo.\n","entities":[{"key":"ana","type":"Person","mentions":[{"start":24,"end":34}]},{"key":"kari","type":"Person","mentions":[{"start":39,"end":48}]},{"key":"oslo","type":"Place","mentions":[{"start":9,"end":13},{"start":52,"end":56}]}],"relations":[{"s":"kari","r":"MET_WITH","o":"ana"}]}
`

const bio = "The\tB-PER\nPresident\tI-PER\nAna\tI-PER\nBell\tI-PER\nvisited\tO\nPeru\tB-LOC\n.\tO\n\nThe\tB-ORG\narmy\tI-ORG\nleft\tO\n"

// TestRun trains each kind of model twice, reads it back, and measures it.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	trees, names := put("t.conllu", treebank30), put("r.jsonl", released)
	s := set(t)
	var files []string
	for _, kind := range models.Kinds() {
		data := trees
		if kind == ner.Kind || kind == confidence.Kind {
			data = names
		}
		r := Of(kind, data)
		r.Seed, r.Epochs = 1, 2
		steps := 0
		m, err := Run(t.Context(), r, s, func(string, int, int, float64) { steps++ })
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if steps < 2 {
			t.Errorf("%s: told of %d passes", kind, steps)
		}
		path := filepath.Join(dir, kind+".model")
		if err := Save(m, path); err != nil {
			t.Fatal(err)
		}
		again, err := Run(t.Context(), r, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := again.Write(&b); err != nil {
			t.Fatal(err)
		}
		if saved, _ := os.ReadFile(path); !bytes.Equal(saved, b.Bytes()) {
			t.Errorf("%s: two runs give other bytes", kind)
		}
		files = append(files, path)
	}
	own := set(t, files...)
	figures, err := MeasureTreebank(t.Context(), trees, own)
	if err != nil {
		t.Fatal(err)
	}
	if figures.Tags.Of != 120 || figures.Heads.Of != 90 || figures.Words.Right != 120 || figures.Words.F1() != 1 {
		t.Errorf("%+v", figures)
	}
	if _, err := MeasureColumns(t.Context(), write(t, "n.tsv", bio), own); err != nil {
		t.Error(err)
	}
}

// TestMeasure counts what the embedded models find.
func TestMeasure(t *testing.T) {
	s := set(t)
	got, err := MeasureColumns(t.Context(), write(t, "n.tsv", "Ana\tB-PER\nBell\tI-PER\nvisited\tO\nPeru\tB-LOC\n.\tO\n\nNorwegian\tO\ntroops\tO\nleft\tO\nEgypt\tB-PER\n.\tO\n"), s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ByType{"PER": {Right: 1, Missed: 1}, "LOC": {Right: 1, Spurious: 1}}, got); diff != "" {
		t.Error(diff)
	}
}

// TestColumnsBecomeOurs maps the names of others to what is a name for us.
func TestColumnsBecomeOurs(t *testing.T) {
	r, err := newReader(set(t))
	if err != nil {
		t.Fatal(err)
	}
	d := Data{File: write(t, "n.tsv", bio), Labels: map[string][]string{"PER": {"Person"}, "ORG": {"Organization"}, "LOC": {"Country", "Place"}}}
	x, err := r.columns(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, bits := range x[0].Allowed {
		label := x[0].Doc.Slice(x[0].Tokens[i].Span)
		for k, l := range ner.Labels() {
			if bits>>k&1 == 1 {
				label += " " + l
			}
		}
		got = append(got, label)
	}
	want := []string{"The O", "President O", "Ana B-Person", "Bell I-Person", "visited O", "Peru B-Country", ". O", "The O", "army O", "left O"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	d.Labels = nil
	if _, err := r.columns(t.Context(), d); err == nil || !strings.Contains(err.Error(), `n.tsv:1: type "PER" is none of ours`) {
		t.Errorf("a type that nothing explains: %v", err)
	}
}

// TestOffsetsOfReleases marks names behind a ligature, which is normalised away.
func TestOffsetsOfReleases(t *testing.T) {
	r, err := newReader(set(t))
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, "r.jsonl", `{"id":"a","text":"The oﬃce of Ana Bell","entities":[{"type":"Person","mentions":[{"start":14,"end":22,"text":"Ana Bell"}]}]}`+"\n")
	x, err := r.releases(t.Context(), Data{File: path})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, bits := range x[0].Allowed {
		if bits == begins("Person") || bits == goesOn("Person") {
			got = append(got, x[0].Doc.Slice(x[0].Tokens[i].Span))
		}
	}
	if diff := cmp.Diff([]string{"Ana", "Bell"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestProperNouns reads what names a tree may have.
func TestProperNouns(t *testing.T) {
	in := strings.Join([]string{
		"1\tPresident\t_\tPROPN\tNNP\t_\t2\tnmod:desc\t_\t_", "2\tAna\t_\tPROPN\tNNP\t_\t4\tnsubj\t_\t_", "3\tBell\t_\tPROPN\tNNP\t_\t2\tflat\t_\t_",
		"4\tjoined\t_\tVERB\tVBD\t_\t0\troot\t_\t_", "5\tBank\t_\tPROPN\tNNP\t_\t4\tobj\t_\t_", "6\tof\t_\tADP\tIN\t_\t7\tcase\t_\t_",
		"7\tEngland\t_\tPROPN\tNNP\t_\t5\tnmod\t_\t_", "8\ttoday\t_\tNOUN\tNN\t_\t4\tobl:unmarked\t_\t_", "",
	}, "\n")
	data, err := corpus.ReadCoNLLU(strings.NewReader(in), "t")
	if err != nil {
		t.Fatal(err)
	}
	any := anyBegin | anyInside
	want := []uint64{none, begins("Person"), goesOn("Person"), none, any, none | anyInside, any, none}
	if diff := cmp.Diff(want, maybeNames(data[0].Words)); diff != "" {
		t.Error(diff)
	}
}

func TestTextOfColumns(t *testing.T) {
	data, err := corpus.ReadBIO(strings.NewReader("He\tO\nsaid\tO\n:\tO\n\"\tO\nGo\tO\n,\tO\nAna\tO\n's\tO\n\"\tO\n(\tO\nnow\tO\n)\tO\n.\tO\n\n$\tO\n5\tO\n%\tO\n"), "t")
	if err != nil {
		t.Fatal(err)
	}
	a := together(data)
	if want := "He said: \"Go, Ana's\" (now).\n\n$5%"; a.Doc.Text() != want {
		t.Errorf("%q, want %q", a.Doc.Text(), want)
	}
	end := 0
	for _, tok := range a.Tokens {
		if tok.Start < end || strings.TrimSpace(a.Doc.Slice(tok.Span)) == "" {
			t.Errorf("token %v", tok)
		}
		end = tok.End
	}
}

// broken fails in the middle of writing.
type broken struct{}

func (broken) Write(w io.Writer) error {
	_, _ = io.WriteString(w, "half")
	return errors.New("the disk is full")
}

func TestSaveLeavesTheOldModel(t *testing.T) {
	path := write(t, "m.model", "old")
	if err := Save(broken{}, path); err == nil {
		t.Error("no error")
	}
	if b, _ := os.ReadFile(path); string(b) != "old" {
		t.Errorf("the old model is now %q", b)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestRunIsCancelled(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, kind := range models.Kinds() {
		r := Of(kind, write(t, "t.conllu", treebank30))
		if kind == ner.Kind || kind == confidence.Kind {
			r = Of(kind, write(t, "r.jsonl", released))
		}
		if m, err := Run(ctx, r, set(t), nil); !errors.Is(err, context.Canceled) || m != nil {
			t.Errorf("%s: %v, %v", kind, m, err)
		}
	}
}

func TestVectors(t *testing.T) {
	got, err := readVectors(strings.NewReader("the 1 2\n4 1/2 3 4\n"), "v")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]float32{"the": {1, 2}, "4 1/2": {3, 4}}, got); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string]string{"a 1 2\nb 1\n": "v:2: a word and 1 numbers, where the first line has 2", "a x\n": `v:1: "x" is no number`, "a\n": "v:1: "} {
		if _, err := readVectors(strings.NewReader(in), "v"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

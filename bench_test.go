package entente

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/extract"
	"entente/extract/confidence"
	"entente/extract/form"
	"entente/extract/lexicon"
	"entente/extract/models"
	"entente/extract/names"
	"entente/extract/ner"
	"entente/extract/parser"
	"entente/extract/segment"
	"entente/extract/stages"
	"entente/extract/tagger"
	"entente/extract/when"
	"entente/internal/pytest"
	"entente/source"
	"entente/text"
)

// BenchmarkExtract reads real releases on one core. It reports releases and
// kilobytes a second.
func BenchmarkExtract(b *testing.B) {
	docs := realReleases(b, 200)
	e, err := New(nil, Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	each(b, docs, func(d *text.Document) error {
		_, err := e.Extract(b.Context(), d)
		return err
	})
}

// BenchmarkSpacy has another program read the releases of BenchmarkExtract, on one core
// too: spaCy with its small model, and some patterns over its trees. What it takes to start
// is left out.
func BenchmarkSpacy(b *testing.B) {
	script, err := filepath.Abs(filepath.Join("..", "shared", "peers", "run_spacy.py"))
	if err == nil {
		_, err = os.Stat(script)
	}
	if err != nil {
		b.Skip("no peers here: ", err)
	}
	docs := realReleases(b, 200)
	folder := b.TempDir()
	for i, d := range docs {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%04d.txt", i)), []byte(d.Text()), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	var seconds float64
	n := 0
	for b.Loop() {
		said := pytest.Run(b, filepath.Join("testdata", "spacy", "requirements.txt"), script, folder, filepath.Join(folder, "out.jsonl"))
		_, rest, _ := strings.Cut(string(said), "first pass: wall ")
		s, err := strconv.ParseFloat(strings.TrimSuffix(strings.SplitN(rest, "\n", 2)[0], " s"), 64)
		if err != nil {
			b.Fatalf("%v: %s", err, said)
		}
		seconds += s
		n += len(docs)
	}
	b.ReportMetric(float64(n)/seconds, "releases/s")
	b.ReportMetric(seconds*1e9/float64(b.N), "ns/op")
}

// BenchmarkStages is BenchmarkExtract with what each stage takes of a release.
func BenchmarkStages(b *testing.B) {
	docs := realReleases(b, 200)
	set, err := models.Load()
	if err != nil {
		b.Fatal(err)
	}
	all, err := stages.All(set)
	if err != nil {
		b.Fatal(err)
	}
	facts, err := set.Facts()
	if err != nil {
		b.Fatal(err)
	}
	all = append(all, confidence.New(facts))
	took := make([]time.Duration, len(all))
	for i, s := range all {
		all[i] = timed{s, &took[i]}
	}
	p, err := extract.NewPipeline(all...)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		for _, d := range docs {
			if _, err := p.Run(b.Context(), d); err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	for i, s := range all {
		b.ReportMetric(float64(took[i].Microseconds())/float64(n), strings.ReplaceAll(s.Name(), " ", "-")+"-µs/release")
	}
}

// timed is a stage that counts what it takes.
type timed struct {
	extract.Stage
	took *time.Duration
}

func (s timed) Apply(ctx context.Context, a *extract.Analysis) error {
	began := time.Now()
	defer func() { *s.took += time.Since(began) }()
	return s.Stage.Apply(ctx, a)
}

// BenchmarkModels runs all four models on real releases on one core: sentences,
// tags, names with the rules that the model builds on, and trees.
func BenchmarkModels(b *testing.B) {
	docs := realReleases(b, 200)
	p, err := allModels()
	if err != nil {
		b.Fatal(err)
	}
	each(b, docs, func(d *text.Document) error {
		_, err := p.Run(b.Context(), d)
		return err
	})
}

// allModels is the pipeline of BenchmarkModels.
func allModels() (*extract.Pipeline, error) {
	set, err := models.Load()
	if err != nil {
		return nil, err
	}
	stages, err := set.Words()
	if err != nil {
		return nil, err
	}
	found, err := set.Names()
	if err != nil {
		return nil, err
	}
	trees, err := set.Parser()
	if err != nil {
		return nil, err
	}
	return extract.NewPipeline(append(stages, when.New(), names.New(set.Lexicon), ner.New(found), parser.New(trees, nil))...)
}

// realReleases are every so-many-th of the releases of raw_state, or the samples
// where that is not there.
func realReleases(b *testing.B, n int) []*text.Document {
	b.Helper()
	path := filepath.Join("..", "shared", "data", "raw_state", "all.jsonl")
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join("testdata", "releases")
	}
	var docs []*text.Document
	for d, err := range source.Open(b.Context(), source.Options{}, path) {
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
	}
	step := max(1, len(docs)/n)
	var out []*text.Document
	for i := 0; i < len(docs); i += step {
		out = append(out, docs[i])
	}
	return out
}

// each reads releases and reports releases and kilobytes a second.
func each(b *testing.B, docs []*text.Document, read func(*text.Document) error) {
	bytes, n := 0, 0
	for b.Loop() {
		for _, d := range docs {
			if err := read(d); err != nil {
				b.Fatal(err)
			}
			bytes += len(d.Text())
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "releases/s")
	b.ReportMetric(float64(bytes)/1024/b.Elapsed().Seconds(), "KB/s")
}

// BenchmarkLoad reads the lexicon and all models from their embedded files.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if err := loadAll(); err != nil {
			b.Fatal(err)
		}
	}
}

// loadAll reads what is otherwise read once.
func loadAll() error {
	lex, err := lexicon.Load() // once a process; the models are what is measured
	if err != nil {
		return err
	}
	forms, err := form.Load(lex)
	if err != nil {
		return err
	}
	_, err1 := segment.Default()
	_, err2 := tagger.Default(forms)
	_, err3 := ner.Default(lex, forms)
	_, err4 := parser.Default(forms)
	return errors.Join(err1, err2, err3, err4)
}

// Package goldtest gives the gold releases to tests: as documents, and as the
// mentions and entities that a perfect reader would find, so that a later stage
// can be measured apart from the earlier ones.
package goldtest

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"entente/extract"
	"entente/extract/models"
	"entente/extract/ner"
	"entente/text"
	"entente/text/vocab"
)

// Doc is one annotated release.
type Doc struct {
	ID        string     `json:"id"`
	Text      string     `json:"text"`
	Date      string     `json:"date"`
	URL       string     `json:"url"`
	Source    string     `json:"source"`
	Entities  []Entity   `json:"entities"`
	Relations []Relation `json:"relations"`
}

// Entity is one annotated thing.
type Entity struct {
	Key      string           `json:"key"`
	Type     vocab.EntityType `json:"type"`
	Names    []string         `json:"names"`
	Mentions []Mention        `json:"mentions"`
	Optional bool             `json:"optional"`
}

// Mention is a name by byte offsets into Doc.Text.
type Mention struct {
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
	Optional bool   `json:"optional"`
}

// Relation is one annotated fact; Subject and Object are entity keys.
type Relation struct {
	Subject  string             `json:"s"`
	Type     vocab.RelationType `json:"r"`
	Object   string             `json:"o"`
	Modality vocab.Modality     `json:"modality"`
	From     string             `json:"from"`
	To       string             `json:"to"`
	Title    string             `json:"title"`
	Evidence string             `json:"evidence"`
	Optional bool               `json:"optional"`
}

// Load reads a gold file ("train.jsonl") from shared/gold beside the repository
// and skips the test where there is none.
func Load(t testing.TB, file string) []Doc {
	t.Helper()
	f, err := os.Open(filepath.Join(root(t), "..", "shared", "gold", file))
	if err != nil {
		t.Skipf("no gold releases here: %v", err)
	}
	defer f.Close()
	var docs []Doc
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var d Doc
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatalf("%s:%d: %v", file, n, err)
		}
		docs = append(docs, d)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return docs
}

// root is the nearest folder above the test's own that holds go.mod.
func root(t testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}

// Document is the release as the pipeline takes it.
func (d Doc) Document() *text.Document {
	doc := text.New(d.Text)
	doc.ID, doc.URL, doc.Publisher = d.ID, d.URL, d.Source
	if d.Date != "" {
		doc.Published = text.Date{ISO: d.Date, Basis: text.FromMetadata}
	}
	return doc
}

// Same reports whether the release's text is normal as it stands, so that the
// gold's offsets hold in its Document.
func (d Doc) Same() bool { return text.New(d.Text).Text() == d.Text }

// Words are the stages that give words with tags, by the embedded models; the
// first of them gives sentences.
func Words(t testing.TB) []extract.Stage {
	t.Helper()
	set, err := load()
	if err != nil {
		t.Fatal(err)
	}
	stages, err := set.Words()
	if err != nil {
		t.Fatal(err)
	}
	return stages
}

// Set is the embedded models.
func Set(t testing.TB) *models.Set {
	t.Helper()
	set, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// Model is the stage that decides by the embedded model what is a name.
func Model(t testing.TB) extract.Stage {
	t.Helper()
	set, err := load()
	if err != nil {
		t.Fatal(err)
	}
	m, err := set.Names()
	if err != nil {
		t.Fatal(err)
	}
	return ner.New(m)
}

var load = sync.OnceValues(func() (*models.Set, error) { return models.Load() })

// Oracle is the stage that gives the annotated Mentions and Entities; an
// entity's ID is its gold key. It stands in for the name stages and needs
// Sentences before it. Names that overlap an earlier, longer one are left out,
// as extract.Mention promises.
func Oracle(d Doc) extract.Stage { return oracle{d} }

type oracle struct{ doc Doc }

func (oracle) Name() string           { return "oracle" }
func (oracle) Needs() []extract.Layer { return []extract.Layer{extract.Sentences} }
func (oracle) Gives() []extract.Layer {
	return []extract.Layer{extract.Mentions, extract.Entities}
}

func (o oracle) Apply(_ context.Context, a *extract.Analysis) error {
	var all []extract.Mention
	for i, e := range o.doc.Entities {
		for _, m := range e.Mentions {
			if m.Start < 0 || m.End <= m.Start || m.End > len(a.Doc.Text()) {
				continue
			}
			all = append(all, extract.Mention{
				Span: text.Span{Start: m.Start, End: m.End}, Kind: extract.Name, Type: e.Type,
				Sentence: sentenceAt(a.Sentences, m.Start), Entity: i, Rule: "gold", Score: 1,
			})
		}
	}
	slices.SortStableFunc(all, func(x, y extract.Mention) int {
		return cmp.Or(x.Start-y.Start, y.End-x.End)
	})
	end := 0
	for _, m := range all {
		if m.Start >= end {
			a.Mentions, end = append(a.Mentions, m), m.End
		}
	}
	for _, e := range o.doc.Entities {
		a.Entities = append(a.Entities, extract.Entity{
			ID: e.Key, Type: e.Type, Name: e.Names[0], Aliases: slices.Sorted(slices.Values(e.Names[1:])),
		})
	}
	for i, m := range a.Mentions {
		a.Entities[m.Entity].Mentions = append(a.Entities[m.Entity].Mentions, i)
	}
	return nil
}

// sentenceAt is the index of the sentence that holds the offset, or of the last
// one before it.
func sentenceAt(s []text.Sentence, at int) int {
	return max(0, sort.Search(len(s), func(i int) bool { return s[i].Start > at })-1)
}

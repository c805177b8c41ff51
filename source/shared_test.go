package source

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/text"
)

// shared returns a path below the shared folder beside the repository, and
// skips the test where it is absent.
func shared(t *testing.T, name string) string {
	t.Helper()
	p := filepath.Join("..", "..", "shared", name)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("%s is not here", p)
	}
	return p
}

// all reads everything and fails on an error.
func all(t *testing.T, o Options, names ...string) []*text.Document {
	t.Helper()
	var docs []*text.Document
	for d, err := range Open(context.Background(), o, names...) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

type goldRecord struct{ ID, Text, Date, Source string }

func gold(t *testing.T, name string) []goldRecord {
	t.Helper()
	f, err := os.Open(shared(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var records []goldRecord
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var r goldRecord
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

func TestSeedFeed(t *testing.T) {
	want := gold(t, "gold/seed.jsonl")
	got := all(t, Options{}, shared(t, "seeds/feed.txt"))
	if len(got) != len(want) {
		t.Fatalf("%d releases, want %d", len(got), len(want))
	}
	dates := []text.Date{
		{ISO: "2023-10-26", Basis: text.FromNeighbours},
		{ISO: "2023-10-26", Basis: text.FromNeighbours},
		{ISO: "2023-10-26", Basis: text.FromDateline},
		{ISO: "2023-10-24", Basis: text.FromBody},
		{ISO: "2023-10-27", Basis: text.FromBody},
		{ISO: "2023-10-27", Basis: text.FromNeighbours},
		{ISO: "2023-10-26", Basis: text.FromBody},
		{ISO: "2023-10-26", Basis: text.FromNeighbours},
		{ISO: "2023-10-26", Basis: text.FromBody},
	}
	for i, d := range got {
		if strings.TrimRight(want[i].Text, "\n") != d.Text() {
			t.Errorf("%s: text differs:\n%q\n%q", want[i].ID, d.Text(), want[i].Text)
		}
		if d.Publisher != want[i].Source {
			t.Errorf("%s: publisher %q, want %q", want[i].ID, d.Publisher, want[i].Source)
		}
		if d.Published != dates[i] {
			t.Errorf("%s: %+v, want %+v", want[i].ID, d.Published, dates[i])
		}
		if i := strings.IndexByte(d.Text(), '\n'); d.Title != d.Text()[:i] {
			t.Errorf("title %q", d.Title)
		}
	}
}

// The same releases as JSON Lines carry their own ids and texts, byte for byte.
func TestSeedJSONL(t *testing.T) {
	for _, file := range []string{"gold/seed.jsonl", "gold/train.jsonl", "gold/dev.jsonl"} {
		want := gold(t, file)
		got := all(t, Options{}, shared(t, file))
		if len(got) != len(want) {
			t.Fatalf("%s: %d releases, want %d", file, len(got), len(want))
		}
		for i, d := range got {
			whole := d.Original(text.Span{Start: 0, End: len(d.Text())})
			if d.ID != want[i].ID || whole.End != len(want[i].Text) || d.Publisher != want[i].Source {
				t.Errorf("%s: read as %s from %s, %v of %d bytes", want[i].ID, d.ID, d.Publisher, whole, len(want[i].Text))
			}
			if d.Published.Basis == text.FromMetadata && d.Published.ISO != want[i].Date {
				t.Errorf("%s: dated %+v, want %s", d.ID, d.Published, want[i].Date)
			}
		}
	}
}

package source

import (
	"strings"
	"testing"

	"entente/text"
)

func TestJSONL(t *testing.T) {
	name := write(t, "in.jsonl", "\ufeff"+strings.Join([]string{
		`{"id": "a-1", "text": "Title\r\n\r\nBody.\n", "date": "2022-02-01", "url": "https://example.org/1", "source": "Ministry", "title": "Other title", "entities": [{"key": 1}]}`,
		``,
		`{"id": 17, "text": "Second\n\nOctober 26, 2023\n\nBody."}`,
		`{"text": "Third", "date": null}`,
		`nonsense`,
		`{"id": "", "text": "Fourth\n\nSource: Agency\n\nBody.", "date": "Thu, 26 Oct 2023 23:30:00 -0400"}`,
	}, "\r\n"))
	docs, errs := read(t, Options{}, name)
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "in.jsonl:5: bad JSON") {
		t.Errorf("errors %v, want one for line 5", errs)
	}
	if len(docs) != 4 {
		t.Fatalf("%d documents", len(docs))
	}
	d := docs[0]
	if d.ID != "a-1" || d.Text() != "Title\n\nBody.\n" || d.Title != "Other title" || d.URL != "https://example.org/1" || d.Publisher != "Ministry" {
		t.Errorf("first is %+v", d)
	}
	if o := d.Original(text.Span{Start: 7, End: 12}); o != (text.Span{Start: 9, End: 14}) {
		t.Errorf("Body. is at %v of the text given", o)
	}
	for i, want := range []text.Date{
		{ISO: "2022-02-01", Basis: text.FromMetadata},
		{ISO: "2023-10-26", Basis: text.FromDateline},
		{ISO: "2023-10-26", Basis: text.FromNeighbours},
		{ISO: "2023-10-26", Basis: text.FromMetadata},
	} {
		if docs[i].Published != want {
			t.Errorf("document %d is dated %+v, want %+v", i, docs[i].Published, want)
		}
	}
	if docs[1].ID != "17" || docs[3].ID != derivedID("Fourth Source: Agency Body.") || docs[3].Publisher != "Agency" {
		t.Errorf("ids %q, %q, publisher %q", docs[1].ID, docs[3].ID, docs[3].Publisher)
	}
}

func TestJSONLGivesUp(t *testing.T) {
	name := write(t, "in.json", "{\n  \"text\": \"spread over\",\n"+strings.Repeat("\"x\": 1,\n", 100)+"}")
	_, errs := read(t, Options{}, name)
	if len(errs) != maxBadStart+1 || !strings.Contains(errs[maxBadStart].Error(), "given up") {
		t.Errorf("%d errors, the last %v", len(errs), errs[len(errs)-1])
	}
}

// The same release has one id wherever it was read.
func TestDerivedID(t *testing.T) {
	a := all(t, Options{}, write(t, "a.txt", "Title\n\nBody of text.\n"))
	b := all(t, Options{}, write(t, "b.jsonl", `{"text": "Title\r\n\r\n  Body of\ntext."}`))
	c := all(t, Options{}, write(t, "c.txt", "Title\n\nBody of another text."))
	if a[0].ID != b[0].ID || a[0].ID == c[0].ID || len(a[0].ID) != 12 {
		t.Errorf("ids %q, %q, %q", a[0].ID, b[0].ID, c[0].ID)
	}
}

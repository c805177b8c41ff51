package format

import (
	"bytes"
	"encoding/json"
	"testing"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// TestOffsetsPointIntoTheGivenText holds for a text that normalising changes.
func TestOffsetsPointIntoTheGivenText(t *testing.T) {
	raw := "\ufeffHead\r\n\r\nThe o\ufb03ce of Re\u0301mi met <Ann>.\r\n"
	d := text.New(raw)
	d.ID, d.Published = "x", text.Date{ISO: "2031-05", Basis: text.FromBody}
	norm := d.Text()
	find := func(s string) text.Span {
		i := bytes.Index([]byte(norm), []byte(s))
		if i < 0 {
			t.Fatalf("no %q in %q", s, norm)
		}
		return text.Span{Start: i, End: i + len(s)}
	}
	a := &extract.Analysis{Doc: d,
		Mentions: []extract.Mention{{Span: find("office"), Kind: extract.Nominal}, {Span: find("Rémi"), Kind: extract.Name}, {Span: find("Ann"), Kind: extract.Name}},
		Entities: []extract.Entity{{ID: "a", Type: vocab.Person, Name: "Rémi", Mentions: []int{0, 1}}, {ID: "b", Type: vocab.Person, Name: "Ann", Mentions: []int{2}}},
		Relations: []extract.Relation{{Subject: 0, Object: 1, Type: vocab.MetWith, Modality: vocab.Asserted, AttributedTo: 1,
			Evidence: find("The office of Rémi met <Ann>.")}},
	}
	var b bytes.Buffer
	if err := Write(&b, a); err != nil {
		t.Fatal(err)
	}
	if bytes.Count(b.Bytes(), []byte("\n")) != 1 || !bytes.Contains(b.Bytes(), []byte("<Ann>")) {
		t.Errorf("not one plain line: %s", b.Bytes())
	}
	var got Document
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	quotes := []Quote{got.Relations[0].Evidence}
	for _, e := range got.Entities {
		for _, m := range e.Mentions {
			quotes = append(quotes, m.Quote)
		}
	}
	want := []string{"The o\ufb03ce of Re\u0301mi met <Ann>.", "o\ufb03ce", "Re\u0301mi", "Ann"}
	for i, q := range quotes {
		if q.Text != want[i] || raw[q.Start:q.End] != q.Text {
			t.Errorf("%q at %d stands as %q, want %q", q.Text, q.Start, raw[q.Start:q.End], want[i])
		}
	}
	if r := got.Relations[0]; r.Subject != "a" || r.Object != "b" || r.AttributedTo != "b" || got.Date != "2031-05" {
		t.Errorf("%+v", got)
	}
}

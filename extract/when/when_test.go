package when

import (
	"context"
	"testing"

	"entente/extract"
	"entente/text"
)

func TestDatesAreSeenFromTheDayOfPublication(t *testing.T) {
	d := text.New("Two ministers meet\n\nThey met today in Oslo.")
	d.Published = text.Date{ISO: "2031-05-06", Basis: text.FromMetadata}
	a := &extract.Analysis{Doc: d}
	if err := New().Apply(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	if len(a.Dates) != 1 || d.Slice(a.Dates[0].Span) != "today" || a.Dates[0].From != "2031-05-06" {
		t.Errorf("%+v", a.Dates)
	}
}

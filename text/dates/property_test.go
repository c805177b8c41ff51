package dates

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// A date written in any style is found again, whole and with its value.
func TestWrittenDatesAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
		day := first.AddDate(0, 0, rapid.IntRange(0, 73000).Draw(t, "day"))
		iso := day.Format(time.DateOnly)
		layout := rapid.SampledFrom([]string{
			"2 January 2006", "02 January 2006", "January 2, 2006", "Jan. 2, 2006", "2 Jan 2006", "2-Jan-2006", "January 2 2006",
			"Monday, 2 January 2006", "Monday (2 January 2006)", "Mon, 02 Jan 2006", "2006-01-02", "2.1.2006", "02.01.2006",
			"2 January, 2006", "Monday the 2th of January 2006", "2\u00a0January\u00a02006", "2\nJanuary 2006",
		}).Draw(t, "layout")
		written := strings.Replace(day.Format(layout), "May.", "May", 1) // no abbreviation
		if rapid.Bool().Draw(t, "capitals") {
			written = strings.ToUpper(written)
		}
		frame := rapid.SampledFrom([]string{"%s", "They met on %s.", "OSLO, %s — The", "(%s)", "“%s”", "Résolution du %s, où", "signed %s\nby"}).Draw(t, "frame")
		anchor := rapid.SampledFrom([]string{"", "2023-10-26", "1950", "1999-12"}).Draw(t, "anchor")
		s := fmt.Sprintf(frame, written)
		found := Find(s, anchor)
		if len(found) != 1 || found[0].Interval != (Interval{iso, iso}) || found[0].Kind != Absolute {
			t.Fatalf("%q gives %s, want %s", s, show(s, found), iso)
		}
		if got := s[found[0].Start:found[0].End]; got != written && got != strings.TrimSuffix(written, ".") {
			t.Fatalf("%q gives the surface %q", s, got)
		}
		if v, ok := Parse(written); !ok || v.From != iso || v.Precision() != "day" {
			t.Fatalf("Parse(%q) = %v, %v", written, v, ok)
		}
	})
}

// A range written in any style is read with both ends.
func TestWrittenRangesAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 40000).Draw(t, "day"))
		to := from.AddDate(0, 0, rapid.IntRange(1, 40).Draw(t, "length"))
		dash := rapid.SampledFrom([]string{"-", "–", " - ", " — ", " to ", " until ", "\u00a0–\u00a0"}).Draw(t, "dash")
		var forms []string
		switch {
		case from.Month() == to.Month() && from.Year() == to.Year():
			forms = []string{
				from.Format("2") + dash + to.Format("2 January 2006"),
				from.Format("January 2") + dash + to.Format("2, 2006"),
				from.Format("Monday 2") + dash + to.Format("Monday 2 January 2006"),
			}
		case from.Year() == to.Year():
			forms = []string{
				from.Format("2 January") + dash + to.Format("2 January 2006"),
				from.Format("January 2") + dash + to.Format("January 2, 2006"),
				from.Format("Jan 2") + dash + to.Format("2 January 2006"),
			}
		default:
			forms = []string{from.Format("2 January 2006") + dash + to.Format("2 January 2006"), from.Format("2 January") + dash + to.Format("2 January 2006")}
		}
		s := "The talks, from " + rapid.SampledFrom(forms).Draw(t, "form") + ", went on."
		found := Find(s, "2023-10-26")
		want := Interval{from.Format(time.DateOnly), to.Format(time.DateOnly)}
		if len(found) != 1 || found[0].Interval != want || found[0].Kind != Absolute {
			t.Fatalf("%q gives %s, want %v", s, show(s, found), want)
		}
	})
}

// A day told without its year, close to the anchor, gets the right year.
func TestYearsAreCompleted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		anchor := time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 40000).Draw(t, "anchor"))
		day := anchor.AddDate(0, 0, rapid.IntRange(-150, 150).Draw(t, "distance"))
		s := "Note: " + day.Format(rapid.SampledFrom([]string{"2 January", "January 2", "Monday, 2 January", "Jan 2"}).Draw(t, "layout"))
		found := Find(s, anchor.Format(time.DateOnly))
		want := single(day.Format(time.DateOnly))
		if len(found) != 1 || found[0].Interval != want || found[0].Kind != Completed {
			t.Fatalf("%q from %v gives %s", s, anchor, show(s, found))
		}
	})
}

// checkSound reports what no result of Find may be.
func checkSound(t *testing.T, s string, found []Expression) {
	last, valid := 0, utf8.ValidString(s)
	for _, e := range found {
		if e.Start < last || e.End <= e.Start || e.End > len(s) {
			t.Fatalf("%q: the span %v is empty, out of order or outside", s, e.Span)
		}
		last = e.End
		if valid && !utf8.ValidString(s[e.Start:e.End]) {
			t.Fatalf("%q: the span %v cuts a character", s, e.Span)
		}
		for _, iso := range []string{e.From, e.To} {
			if a := parseAnchor(iso); iso != "" && (a.prec == 0 || a.prec != len(iso)) {
				t.Fatalf("%q: %q is no ISO date", s, iso)
			}
		}
		if e.To == "" && e.From != "" && e.Kind != Since || e.From == "" && e.To != "" {
			t.Fatalf("%q: %v has one end, yet kind %d", s, e.Interval, e.Kind)
		}
		// "9" sorts behind every digit that could follow a shorter end
		if e.To != "" && e.From > e.To+"9" {
			t.Fatalf("%q: %v ends before it begins", s, e.Interval)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"25-26 October", "Thursday (26 October 2023)", "June 30 - July 2, 2022", "in 2012, 2014 and 2016-18", "since last Friday",
		"October 7<sup>th</sup>", "30-2 February", "29 February", "2 days ago in 3 weeks", "12 to 22\n\nMay", "\xc3\x28 5 May \u00a0\u202f'23",
		"26.10.2023 26/10/2023 10/26/2023 2023-10-26/2023-10-28", "Monday next week of May 3, 4 and 5, 2022 this year's last night",
		"the week of Friday, 31 December 9999", "from 9999 onwards 1 January 1500",
	} {
		for _, anchor := range []string{"2023-10-26", "", "2024-02-29", "0001-01-01", "9999-12-31", "2023", "2023-10"} {
			f.Add(s, anchor)
		}
	}
	f.Fuzz(func(t *testing.T, s, anchor string) {
		checkSound(t, s, Find(s, anchor))
		if v, ok := Parse(s); ok && (v.From == "" || v.Precision() == "") {
			t.Fatalf("Parse(%q) = %v", s, v)
		}
	})
}

// Long lines cost no more a byte than short ones, dates or none.
func TestLongLines(t *testing.T) {
	// anything quadratic would take minutes
	const size = 512 << 10
	for _, unit := range []string{"a", " ", "1", "1 ", "1, ", "1-", "may ", "May ", "Friday ", "- ", "of ", "this ", "\n", "é", "\xff", "://", "5 May and ", "2012, ", "ago ", "1 to ", "Friday and ", "in two days ", "\u00a0", "."} {
		s := strings.Repeat(unit, size/len(unit))
		begin := time.Now()
		checkSound(t, s, Find(s, "2023-10-26"))
		if d := time.Since(begin); d > 10*time.Second {
			t.Errorf("%d bytes of %q take %v", len(s), unit, d)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	para := `The Minister met the envoys in Geneva on Thursday (26 October 2023) and thanked them for the work of the past
months. They will meet again from 5 to 7 December in Oslo, where the parties, among them several members of the
council, are to sign the agreement that was drafted since March 2020. "We have made progress," the Minister said today.
The talks, which about 2000 delegates attended, go on. Further details will be published by the organisers as soon as
the participants have agreed on an agenda, and the press will be informed of the arrangements in good time.
`
	for name, s := range map[string]string{"release": strings.Repeat(para, 200), "no dates": strings.Repeat("the parties reaffirm their common purpose ", 2500)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Find(s, "2023-10-26")
			}
		})
	}
}

package source

import (
	"regexp"
	"strings"
	"time"

	"entente/text"
	"entente/text/dates"
)

// The forms of a date in metadata. Those with a clock come with a zone or
// without; the day is the one written, in the zone it was written for.
var dateLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"2006-01-02", "20060102", "2006/01/02", "2006/1/2", "2006-1-2", "20060102T150405Z0700", "2006/01/02 15:04:05",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05",
	"Mon, 2 Jan 2006 15:04 -0700", "Mon, 2 Jan 2006 15:04 MST", "Mon, 2 January 2006 15:04:05 -0700",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006", "Monday, 2 January 2006",
	time.RFC822Z, time.RFC822, time.RFC850, time.ANSIC, time.UnixDate, time.RubyDate,
	"January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "2 Jan. 2006", "2-Jan-2006",
	"Monday, January 2, 2006", "Mon, January 2, 2006", "Mon, Jan 2, 2006", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM",
	"Jan 2, 2006 3:04 PM", "02.01.2006",
}

// Forms without a day.
var (
	monthLayouts = []string{"2006-01", "January 2006", "Jan 2006", "2006/01"}
	year         = regexp.MustCompile(`^(1[5-9]|20)\d\d$`)
)

// metadataDate reads a date of any common form; its precision is kept. What is
// no date is the zero Date.
func metadataDate(s string) text.Date {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > 100 {
		return text.Date{}
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return metadata(t.Format(time.DateOnly))
		}
	}
	for _, layout := range monthLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return metadata(t.Format("2006-01"))
		}
	}
	if year.MatchString(s) {
		return metadata(s)
	}
	for _, e := range dates.Find(s, "") {
		if e.Kind == dates.Absolute && e.From != "" {
			return metadata(e.From)
		}
	}
	return text.Date{}
}

// metadata refuses the zero times that broken systems write.
func metadata(iso string) text.Date {
	if !year.MatchString(iso[:min(4, len(iso))]) || iso == "1970-01-01" {
		return text.Date{}
	}
	return text.Date{ISO: iso, Basis: text.FromMetadata}
}

package dates

import (
	"strings"
	"time"
)

// layouts of metadata that Find does not read.
var layouts = []string{time.RFC3339, time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, time.RubyDate, "20060102", "20060102T150405Z0700"}

// Parse reads a string that is a date and nothing else, as metadata give it:
// ISO 8601 of any precision, RFC 3339, RFC 1123 and the like, or a date or
// range in words. A time of day behind the date is passed over; the day is the
// one of the zone that is written. It reports false for anything else, among it
// dates without a year and 05/06/2023, which has two readings.
func Parse(s string) (Interval, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 100 {
		return Interval{}, false
	}
	if len(s) <= len(time.DateOnly) {
		if a := parseAnchor(s); a.prec == len(s) && a.prec > 0 {
			return single(s), true
		}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return days(t, t), true
		}
	}
	found := Find(s, "")
	if len(found) != 1 || found[0].From == "" || found[0].Start != 0 || !onlyTime(s[found[0].End:]) {
		return Interval{}, false
	}
	return found[0].Interval, true
}

// onlyTime reports whether s is a time of day, or nothing: "T19:49:23Z",
// ", 10:00 a.m. EDT".
func onlyTime(s string) bool {
	s = strings.TrimLeft(s, " \t\u00a0\u202f,.-–|;T")
	if s == "" {
		return true
	}
	if w := strings.TrimPrefix(s, "at "); w != s {
		s = w
	}
	if s == "" || !isDigit(s[0]) {
		return false
	}
	letters := 0
	for _, r := range s {
		switch {
		case r < 0x80 && isLetter(byte(r)):
			letters++
		case r < 0x80 && isDigit(byte(r)), strings.ContainsRune(" :.+-()/\u00a0\u202f", r):
		default:
			return false
		}
	}
	return letters <= 10
}

// Precision tells what the interval is: "day", "month", "year", "range" where
// its ends differ or one is open, "" for the zero Interval.
func (v Interval) Precision() string {
	switch {
	case v == Interval{}:
		return ""
	case v.From != v.To:
		return "range"
	case len(v.From) == len("2006"):
		return "year"
	case len(v.From) == len("2006-01"):
		return "month"
	}
	return "day"
}

package dates

import (
	"fmt"
	"time"
)

// anchor is the day from which dates are seen; prec is 0, 4, 7 or 10.
type anchor struct {
	y, m, d int
	prec    int
}

// parseAnchor reads an ISO date of any precision; what is no date is no anchor.
func parseAnchor(s string) anchor {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if len(s) < len(layout) || len(s) > len(layout) && layout != time.DateOnly {
			continue
		}
		t, err := time.Parse(layout, s[:len(layout)])
		if err == nil && t.Year() > 0 {
			return anchor{t.Year(), int(t.Month()), t.Day(), len(layout)}
		}
	}
	return anchor{}
}

func (a anchor) time() time.Time { return civil(a.y, a.m, a.d) }

func civil(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func daysIn(y, m int) int { return civil(y, m+1, 0).Day() }

// longestMonth is the length of a month whose year is unknown.
func longestMonth(m int) int { return daysIn(2000, m) }

// iso writes a year, month or day; m and d may be 0. It is "" for a year that
// does not fit four figures.
func iso(y, m, d int) string {
	switch {
	case y < 1 || y > 9999:
		return ""
	case m == 0:
		return fmt.Sprintf("%04d", y)
	case d == 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

func single(s string) Interval { return Interval{s, s} }

func days(from, to time.Time) Interval {
	f, t := iso(from.Year(), int(from.Month()), from.Day()), iso(to.Year(), int(to.Month()), to.Day())
	if f == "" || t == "" {
		return Interval{}
	}
	return Interval{f, t}
}

// settled is how far, in days, the nearest year may lie on the wrong side of
// the anchor before the tense of the sentence overrules it.
const settled = 90

// complete finds the year of a day or month (d 0) told without one: the year
// that brings it nearest to the anchor, unless the weekday or the tense tells
// another. It is 0 without an anchor.
func (a anchor) complete(m, d, wd int, t tense) int {
	switch {
	case a.prec == 0:
		return 0
	case a.prec < len(time.DateOnly):
		if d > 0 && d > daysIn(a.y, m) {
			return 0
		}
		return a.y
	case d == 0:
		return a.completeMonth(m, t)
	}
	today := a.time()
	best, bestDistance := 0, 0
	fits, fitsDistance := 0, 0 // nearest with the weekday that is written
	turned := 0                // nearest on the side that the tense tells
	turnedDistance := 0
	nearer := func(year, distance, oldYear, old int) bool { return oldYear == 0 || abs(distance) < abs(old) }
	for y := a.y - 4; y <= a.y+4; y++ {
		if d > daysIn(y, m) {
			continue
		}
		day := civil(y, m, d)
		distance := int(day.Sub(today).Hours()) / 24
		if nearer(y, distance, best, bestDistance) {
			best, bestDistance = y, distance
		}
		if wd > 0 && int(day.Weekday()) == wd-1 && abs(y-a.y) <= 1 && nearer(y, distance, fits, fitsDistance) {
			fits, fitsDistance = y, distance
		}
		if (t == future && distance >= 0 || (t == past || t == gone) && distance <= 0) && nearer(y, distance, turned, turnedDistance) {
			turned, turnedDistance = y, distance
		}
	}
	switch {
	case fits != 0:
		return fits
	case turned != 0 && (t == gone || abs(bestDistance) > settled):
		return turned
	}
	return best
}

// completeMonth is complete for a month without a day. The past tense is no
// proof against the next three months: "accepted an invitation for November".
func (a anchor) completeMonth(m int, t tense) int {
	ahead := (m - a.m + 12) % 12 // months to the next one, 0 for this very month
	switch {
	case ahead == 0:
		return a.y
	case t == future, t == unknown && ahead < 6, t == past && ahead <= 3:
		return a.y + btoi(m < a.m)
	}
	return a.y - btoi(m > a.m)
}

// shiftedYear is the year of "last September" (shift -1), "this December" (0)
// or "next May" (1), 0 without an anchor.
func (a anchor) shiftedYear(m, shift int) int {
	if a.prec < len("2006-01") || shift == 0 {
		return a.y
	}
	if shift < 0 {
		return a.y - btoi(m >= a.m)
	}
	return a.y + btoi(m <= a.m)
}

// monday is the first day of the week of t.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

// week is the week, Monday to Sunday, that a day lies in; another interval is returned as it is.
func (v Interval) week() Interval {
	t, err := time.Parse(time.DateOnly, v.From)
	if err != nil || v.From != v.To {
		return v
	}
	first := monday(t)
	return days(first, first.AddDate(0, 0, 6))
}

func abs(n int) int { return max(n, -n) }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

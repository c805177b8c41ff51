package dates

import (
	"strconv"
	"strings"
	"time"

	"entente/text"
)

// relative reads an expression that is counted from the anchor and whose head
// w stands at s[i:end]; it returns where to go on, or i if there is none.
func (f *finder) relative(w word, i, end int) int {
	v, start, ok := Interval{}, i, false
	switch w.class {
	case dayWord:
		v, start, end, ok = f.dayWord(w, i, end)
	case weekday:
		v, start, end, ok = f.weekday(w, i, end)
	case unit:
		v, start, ok = f.unit(w, i)
	case dayPart:
		v, start, ok = f.dayPart(w, i)
	case ago:
		v, start, ok = f.ago(i)
	case manyUnits:
		v, start, ok = f.ahead(w, i, end)
	}
	if !ok || start < f.end() {
		return i
	}
	e := Expression{Span: text.Span{Start: start, End: end}, Interval: v, Kind: Relative}
	if w, at := before(f.s, start); w == "since" && at >= f.end() {
		e.Start = at
	}
	if strings.EqualFold(wordAt(f.s, e.Start), "since") {
		e.Kind, e.To = Since, ""
	}
	f.out = append(f.out, e)
	return end
}

// from is the day n days after the anchor. Today, of an anchor without a day,
// is the anchor's month or year.
func (f *finder) from(n int) Interval {
	if f.a.prec < len(time.DateOnly) {
		if n == 0 && f.a.prec > 0 {
			return single(iso(f.a.y, f.a.m*btoi(f.a.prec > 4), 0))
		}
		return Interval{}
	}
	t := f.a.time().AddDate(0, 0, n)
	return days(t, t)
}

func (f *finder) dayWord(w word, i, end int) (Interval, int, int, bool) {
	start := i
	switch b, at := before(f.s, i); b {
	case "earlier", "later":
		start = at
	case "usa", "russia": // newspapers and channels
		return Interval{}, i, end, false
	case "of": // "in support of today's decision", but not "the world of today"
		if end == len(f.s) || f.s[end] != '\'' && !strings.HasPrefix(f.s[end:], "’") {
			return Interval{}, i, end, false
		}
	}
	return f.from(w.val), start, f.passDayPart(end), true
}

// passDayPart passes "morning" behind a day.
func (f *finder) passDayPart(end int) int {
	if w, j := next(f.s, end); w != "" {
		if found, ok := lookup(w); ok && found.class == dayPart {
			return j + len(w)
		}
	}
	return end
}

func (f *finder) dayPart(w word, i int) (Interval, int, bool) {
	switch b, at := before(f.s, i); b {
	case "this":
		return f.from(0), at, w.val == 0
	case "last":
		return f.from(-1), at, w.val != 0
	}
	return Interval{}, i, false
}

// weekday is the nearest such day: behind last and next on that side, else the
// next one where the verbs speak of the future, the last one otherwise. The
// anchor's own weekday is the anchor itself unless last or next say otherwise.
func (f *finder) weekday(w word, i, end int) (Interval, int, int, bool) {
	b, _ := before(f.s, i)
	if w.short || !isUpper(f.s[i]) || holiday[b] {
		return Interval{}, i, end, false
	}
	if follower, _ := next(f.s, end); weekly[strings.ToLower(follower)] {
		return Interval{}, i, end, false
	}
	c := contextOf(f.s, i)
	shift, week, weekEnd := f.weekAfter(end)
	t := unknown
	if week || !c.shifted {
		t = tenseAt(f.s, c.start, end)
	}
	end = f.passDayPart(end)
	if week {
		end = weekEnd
	}
	if f.a.prec < len(time.DateOnly) {
		return Interval{}, c.start, end, true
	}
	today := f.a.time()
	ahead := (w.val - int(today.Weekday()) + 7) % 7
	n := ahead
	switch {
	case week:
		n = 7*shift + (w.val+6)%7 - (int(today.Weekday())+6)%7
	case c.shifted && c.shift > 0 && ahead == 0:
		n = 7
	case c.shifted && c.shift < 0, !c.shifted && t != future && ahead > 0:
		n = ahead - 7
	}
	return f.from(n), c.start, end, true
}

// weekAfter reads "next week" or "of last week" behind a weekday.
func (f *finder) weekAfter(i int) (shift int, ok bool, end int) {
	w, j := next(f.s, i)
	if strings.EqualFold(w, "of") {
		w, j = next(f.s, j+len(w))
	}
	shift, ok = shifts[strings.ToLower(w)]
	if !ok {
		return 0, false, i
	}
	w, j = next(f.s, j+len(w))
	return shift, strings.EqualFold(w, "week"), j + len(w)
}

// unit reads this week, last month, next year, last weekend. With an article
// ("the last month") it is a duration up to now, not a month.
func (f *finder) unit(w word, i int) (Interval, int, bool) {
	c := contextOf(f.s, i)
	if after, _ := next(f.s, i+len("year")); isUpper(f.s[i]) && after == "of" {
		return Interval{}, i, false // "this Year of Action"
	}
	if b, _ := before(f.s, i); !c.shifted || w.val != unitWeekend && (c.the || b == "past" || b == "coming") {
		return Interval{}, i, false
	}
	a := f.a
	switch w.val {
	case unitYear:
		if a.prec == 0 {
			return Interval{}, c.start, true
		}
		return single(iso(a.y+c.shift, 0, 0)), c.start, true
	case unitMonth:
		return f.months(c.shift), c.start, true
	case unitWeekend:
		return f.weekend(c, i), c.start, true
	}
	return f.weeks(c.shift), c.start, true
}

// months is the month n months after the anchor's.
func (f *finder) months(n int) Interval {
	if f.a.prec < len("2006-01") {
		return Interval{}
	}
	t := civil(f.a.y, f.a.m+n, 1)
	return single(iso(t.Year(), int(t.Month()), 0))
}

// weeks is the week, Monday to Sunday, n weeks after the anchor's.
func (f *finder) weeks(n int) Interval {
	if f.a.prec < len(time.DateOnly) {
		return Interval{}
	}
	first := monday(f.a.time()).AddDate(0, 0, 7*n)
	return days(first, first.AddDate(0, 0, 6))
}

// weekend is Saturday and Sunday: this one is behind a Monday that tells of it
// in the past tense.
func (f *finder) weekend(c context, i int) Interval {
	if f.a.prec < len(time.DateOnly) {
		return Interval{}
	}
	saturday := monday(f.a.time()).AddDate(0, 0, 5)
	started := !f.a.time().Before(saturday)
	n := c.shift
	if n == 0 && !started && tenseAt(f.s, c.start, i) == past {
		n = -1
	}
	saturday = saturday.AddDate(0, 0, 7*n)
	return days(saturday, saturday.AddDate(0, 0, 1))
}

// ago reads "two days ago", "three weeks ago", "a year ago".
func (f *finder) ago(i int) (Interval, int, bool) {
	name, at := before(f.s, i)
	n, start, ok := f.count(at)
	if !ok {
		return Interval{}, i, false
	}
	if name == "day" {
		name = "days"
	}
	w := words[name]
	if w.class != unit && w.class != manyUnits || w.val == unitWeekend {
		return Interval{}, i, false
	}
	return f.away(w.val, -n), start, true
}

// ahead reads "in two days"; in a sentence of the past it is a duration.
func (f *finder) ahead(w word, i, end int) (Interval, int, bool) {
	n, start, ok := f.count(i)
	if !ok || n < 2 {
		return Interval{}, i, false
	}
	b, at := before(f.s, start)
	if b != "in" || tenseAt(f.s, at, end) != future {
		return Interval{}, i, false
	}
	return f.away(w.val, n), at, true
}

// count reads the number, in figures or letters, before i.
func (f *finder) count(i int) (n, start int, ok bool) {
	b, at := before(f.s, i)
	if b == "" {
		return 0, i, false
	}
	if n, ok := numerals[b]; ok {
		return n, at, true
	}
	n, err := strconv.Atoi(b)
	return n, at, err == nil && n > 0 && n < 1000 && leftClear(f.s, at)
}

// away is the day, week, month or year n units after the anchor's.
func (f *finder) away(u, n int) Interval {
	switch u {
	case unitDay:
		return f.from(n)
	case unitWeek:
		return f.weeks(n)
	case unitMonth:
		return f.months(n)
	}
	if f.a.prec == 0 {
		return Interval{}
	}
	return single(iso(f.a.y+n, 0, 0))
}

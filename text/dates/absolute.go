package dates

import (
	"strings"

	"entente/text"
)

// absolute reads a list of dates at i and adds its expressions; it returns
// where to go on, or i if there is no date.
func (f *finder) absolute(i int) int {
	l, ok := listAt(f.s, i)
	if !ok {
		return i
	}
	c := contextOf(f.s, i)
	if c.label || !l.stands(f.s, c) {
		return i
	}
	l.shareMonth()
	l.shareYear(f, c)
	l.parts[l.n-1].end = l.trail(f.s)
	if c.weekOf && l.parts[0].d == 0 {
		c.start = i
	}
	l.parts[0].start = max(c.start, f.end())
	found := len(f.out)
	for a := 0; a < l.n; {
		b := l.group(a, c)
		f.addGroup(&l, a, b)
		a = b + 1
	}
	if len(f.out) == found {
		return i
	}
	first := &f.out[found]
	switch {
	case c.since || c.from && len(f.out) == found+1 && onwards(f.s, first):
		first.Kind, first.To = Since, ""
	case c.weekOf && l.parts[0].d > 0:
		first.Interval = first.Interval.week()
	}
	return f.end()
}

// stands reports whether the list is a date: a bare month or year needs a
// preposition, a weak month a year.
func (l *list) stands(s string, c context) bool {
	first, years, weak := l.parts[0], false, false
	for _, p := range l.parts[:l.n] {
		years = years || p.own || p.relative
		weak = weak || p.weak
	}
	switch {
	case weak && !years:
		return false
	case first.form == formM:
		return years || c.month || c.the && l.n == 1 && describes(s, first)
	case first.form == formY && l.n == 1 && c.bracket && strings.HasPrefix(s[first.end:], ")"):
		return true
	case first.form != formY || l.n > 1 && l.seps[0] == sepRange:
		return l.n == 1 || first.form != formY || l.parts[1].y > first.y
	case !c.year || !c.count:
		return c.year
	}
	// "by 2030 the", but neither "a force of 2000 soldiers" nor "of 2030 Agenda"
	w, _ := next(s, first.end)
	return w == "" || function[strings.ToLower(w)] || isUpper(w[0]) && !c.of
}

// describes reports whether the month describes the noun behind it: "the
// November elections".
func describes(s string, p part) bool {
	w, _ := next(s, p.end)
	found, _ := lookup(wordAt(s, p.start))
	return w != "" && !function[strings.ToLower(w)] && !(found.verb && isUpper(w[0]))
}

// shareMonth gives the month told once to the days before it.
func (l *list) shareMonth() {
	for i := l.n - 2; i >= 0; i-- {
		if p, after := &l.parts[i], l.parts[i+1]; p.form == formD && p.d <= longestMonth(after.m) {
			p.m = after.m
		}
	}
}

// shareYear gives the year told once to all parts, and takes it from the
// anchor where none is told.
func (l *list) shareYear(f *finder, c context) {
	ps := l.parts[:l.n]
	told := false
	for i := range ps {
		if p := &ps[i]; p.relative && f.a.prec > 0 {
			p.y += f.a.y
		} else if p.relative {
			p.y = 0
		}
		told = told || ps[i].own || ps[i].relative
	}
	for i := l.n - 2; i >= 0 && told; i-- {
		if p, after := &ps[i], ps[i+1]; !p.own && !p.relative {
			p.y, p.relative = after.y, after.relative
			if p.y > 0 && p.form != formD && later(*p, after) {
				p.y--
			}
		}
	}
	for i := range ps {
		p := &ps[i]
		switch {
		case p.own || p.relative || p.y > 0 || p.m == 0:
		case i > 0 && (told || l.seps[i-1] == sepRange):
			p.y, p.relative = ps[i-1].y, ps[i-1].relative
			if p.y > 0 && later(ps[i-1], *p) {
				p.y++
			}
		case c.shifted && p.d == 0:
			p.relative = true
			p.y = f.a.shiftedYear(p.m, c.shift)
		default:
			t := gone
			if !c.since {
				t = tenseAt(f.s, ps[0].start, ps[l.n-1].end)
			}
			p.y = f.a.complete(p.m, p.d, p.wd, t)
		}
	}
}

// trail is the end of the list with the bracket and the weekday that close it:
// "(26 October 2023)", "26 October 2023 (Thursday)".
func (l *list) trail(s string) int {
	end := l.parts[l.n-1].end
	for _, p := range l.parts[:l.n] {
		if p.open && end < len(s) && s[end] == ')' {
			return end + 1
		}
	}
	if j, g := skip(s, end); g == spaced && j < len(s) && s[j] == '(' {
		w := wordAt(s, j+1)
		if found, ok := lookup(w); ok && found.class == weekday && strings.HasPrefix(s[j+1+len(w):], ")") {
			return j + 2 + len(w)
		}
	}
	return end
}

// onwards takes in the word behind "from 2012" that leaves the end open.
func onwards(s string, e *Expression) bool {
	w, j := next(s, e.End)
	if strings.EqualFold(w, "onwards") || strings.EqualFold(w, "onward") {
		e.End = j + len(w)
		return true
	}
	return false
}

func later(a, b part) bool {
	return a.m > b.m || a.m == b.m && a.d > b.d && b.d > 0
}

// group is the last part that makes one expression with part a.
func (l *list) group(a int, c context) int {
	if a+1 >= l.n {
		return a
	}
	if l.seps[a] == sepRange || c.between && l.n == 2 && l.seps[0] == sepAnd {
		return a + 1
	}
	b := a
	for b+1 < l.n && l.seps[b] != sepRange && consecutive(l.parts[b], l.parts[b+1]) {
		b++
	}
	// "5 and 6 May" is one stretch, "5, 6 May" and "5 or 6 May" are not
	if b > a && l.seps[b-1] != sepAnd {
		return a
	}
	return b
}

func consecutive(a, b part) bool {
	switch {
	case a.form == formY:
		return false
	case a.d == 0 || b.d == 0:
		return a.d == b.d && (a.m+1 == b.m && a.y == b.y || a.m == 12 && b.m == 1)
	case a.m == 0 || b.m == 0:
		return false
	case a.m == b.m:
		return a.d+1 == b.d
	}
	y := a.y
	if y == 0 {
		y = 2000
	}
	return b.d == 1 && b.m == a.m%12+1 && a.d == daysIn(y, a.m)
}

// addGroup adds the expression of parts a to b.
func (f *finder) addGroup(l *list, a, b int) {
	from, to := l.parts[a], l.parts[b]
	e := Expression{Span: text.Span{Start: from.start, End: to.end}, Kind: l.kind(a, b)}
	e.Interval = Interval{from.iso(), to.iso()}
	switch {
	case from.m == 0 && from.form != formY || a < b && !ordered(from, to):
		if a == b {
			return
		}
		e.Start, e.From = to.start, e.To // "30-2 February": the last day alone
	case e.From == "" || e.To == "":
		e.Interval = Interval{}
	}
	f.out = append(f.out, e)
}

func (l *list) kind(a, b int) Kind {
	k := Completed
	for _, p := range l.parts[a : b+1] {
		if p.own {
			return Absolute
		}
		if p.relative {
			k = Relative
		}
	}
	for _, p := range l.parts[:l.n] {
		if p.own {
			k = Absolute // the year stands once for all
		}
	}
	return k
}

// iso is the part's date; a day that its month has not degrades to the month.
func (p part) iso() string {
	if p.d > 0 && p.y > 0 && p.m > 0 && p.d > daysIn(p.y, p.m) {
		return iso(p.y, p.m, 0)
	}
	return iso(p.y, p.m, p.d)
}

// ordered reports whether a begins no later than b ends.
func ordered(a, b part) bool {
	if a.y != b.y {
		return a.y < b.y
	}
	return a.m == 0 || b.m == 0 || !later(a, b)
}

package dates

import (
	"strings"
	"unicode/utf8"
)

// form is the shape of one part of a date, a list of dates or a range.
type form uint8

const (
	formD  form = iota + 1 // 25: the month comes with another part
	formDM                 // 26 October [2023], also in figures
	formMD                 // October 26[, 2023]
	formM                  // October [2023]
	formY                  // 2023
)

type part struct {
	form       form
	start, end int
	y, m, d    int  // 0 unknown; d is 0 for a month, m and d for a year
	wd         int  // 1 + weekday as written, 0 none
	own        bool // the year is written in this very part
	relative   bool // the year is "last year" or the like: until shareYear y counts from the anchor
	weak       bool // lower case or abbreviated: a date only if a year follows
	open       bool // a bracket was opened before the day
}

// partAt reads one part at i.
func partAt(s string, i int) (part, bool) {
	p := part{start: i}
	if i >= len(s) {
		return p, false
	}
	j := i
	if w := wordAt(s, i); w != "" {
		if found, ok := lookup(w); ok && found.class == weekday && isUpper(w[0]) {
			p.wd = 1 + found.val
			j = p.weekdays(s, i+len(w))
			if j < 0 {
				return p, false
			}
		}
	}
	if j < len(s) && isDigit(s[j]) {
		return p.dayFirst(s, j)
	}
	return p.monthFirst(s, j)
}

// weekdays passes what stands between a weekday that ends at i and its date:
// ", the", " (", " and Friday, ". It returns -1 where no date can follow.
func (p *part) weekdays(s string, i int) int {
	if i < len(s) && s[i] == '.' {
		i++
	}
	if _, j := separator(s, i); j > 0 {
		if w := wordAt(s, j); w != "" {
			if found, ok := lookup(w); ok && found.class == weekday {
				p.wd = 0
				i = j + len(w)
			}
		}
	}
	j, g := skip(s, i)
	if j < len(s) && s[j] == ',' {
		j, g = skip(s, j+1)
	}
	if n := dash(s, j); n > 0 && j > i {
		j, g = skip(s, j+n)
	}
	if j < len(s) && s[j] == '(' {
		p.open = true
		j++
	}
	if g == blankLine {
		return -1
	}
	if w, k := next(s, j); strings.EqualFold(w, "the") {
		j, _ = skip(s, k+len(w))
	}
	return j
}

// dayFirst reads 26 October 2023, 2023-10-26, 26/10/2023, 26.10.2023, a day or a year.
func (p part) dayFirst(s string, i int) (part, bool) {
	if q, ok := figures(s, i); ok {
		q.start, q.wd, q.open = p.start, p.wd, p.open
		return q, true
	}
	n, ok := numberAt(s, i)
	if !ok {
		return p, false
	}
	p.end = n.end
	if n.digits == 4 {
		p.form, p.y, p.own = formY, n.val, true
		return p, i == p.start && !n.ordinal && 1900 <= n.val && n.val <= 2100 && !countFollows(s, n.end)
	}
	if n.digits > 2 || n.val < 1 || n.val > 31 {
		return p, false
	}
	p.form, p.d = formD, n.val
	j, g := skip(s, n.end)
	if g == blankLine {
		return p, true
	}
	if w := wordAt(s, j); strings.EqualFold(w, "of") {
		j, g = skip(s, j+len(w))
	}
	hyphen := g == glued && j == n.end && j < len(s) && s[j] == '-'
	if hyphen {
		j++
	} else if g == glued {
		return p, true
	}
	if q, ok := p.monthAt(s, j); ok && q.d <= longestMonth(q.m) {
		if hyphen && q.end < len(s) && s[q.end] == '-' { // 26-Oct-2023
			if y, ok := numberAt(s, q.end+1); ok && (y.digits == 4 && plausibleYear(y.val) || y.digits == 2) {
				q.y, q.own, q.end = century(y), true, y.end
			}
		} else if !ownDay(s, q.end) {
			q.yearAt(s)
		} else {
			return p, true
		}
		q.form = formDM
		q.weak = q.weak && q.y == 0 && !q.relative
		return q, true
	}
	return p, true
}

// ownDay reports whether the month that ends at i has a day and a year of its
// own behind it: in "page 12 May 5, 2022" the 12 is no day.
func ownDay(s string, i int) bool {
	j, g := skip(s, i)
	if g == glued || g == blankLine {
		return false
	}
	n, ok := numberAt(s, j)
	if !ok || n.digits > 2 || n.val < 1 || n.val > 31 {
		return false
	}
	q := part{end: n.end, m: 1}
	q.yearAt(s)
	return q.own
}

// monthAt reads a month's name at i into a copy of p. The name is weak if it
// stands in lower case and could be another word, or in lower case and short.
func (p part) monthAt(s string, i int) (part, bool) {
	w := wordAt(s, i)
	found, ok := lookup(w)
	if !ok || found.class != month {
		return p, false
	}
	p.m, p.end = found.val, i+len(w)
	p.weak = !isUpper(w[0]) && (found.short || found.verb)
	if found.short && p.end < len(s) && s[p.end] == '.' {
		if j, g := skip(s, p.end+1); g != blankLine && j < len(s) && (isDigit(s[j]) || s[j] == ',') {
			p.end++
		}
	}
	return p, true
}

// monthFirst reads October 26, 2023 or October 2023 or October.
func (p part) monthFirst(s string, i int) (part, bool) {
	q, ok := p.monthAt(s, i)
	if !ok {
		return p, false
	}
	if j, g := skip(s, q.end); g == spaced || g == newLine {
		if w := wordAt(s, j); strings.EqualFold(w, "the") {
			j, _ = skip(s, j+len(w))
		}
		n, ok := numberAt(s, j)
		if ok && n.digits <= 2 && 1 <= n.val && n.val <= longestMonth(q.m) && !countFollows(s, n.end) {
			q.form, q.d, q.end = formMD, n.val, n.end
			q.yearAt(s)
			q.weak = q.weak && q.y == 0 && !q.relative
			return q, true
		}
	}
	if i != p.start { // a weekday wants a day
		return p, false
	}
	q.form = formM
	q.yearAt(s)
	name := wordAt(s, i)
	found, _ := lookup(name)
	q.weak = q.y == 0 && !q.relative && (found.short || !isUpper(name[0]))
	return q, true
}

// yearAt reads the year behind a day or month that ends at p.end: "2023",
// ", 2023", "of 2023", "’23", "last year".
func (p *part) yearAt(s string) {
	j, g := skip(s, p.end)
	comma := j < len(s) && s[j] == ','
	if comma {
		j, g = skip(s, j+1)
	} else if g == glued {
		return
	}
	if j >= len(s) || g == blankLine && !closesLine(s, j) {
		return
	}
	w := wordAt(s, j)
	if strings.EqualFold(w, "of") && !comma {
		j, g = skip(s, j+len(w))
		w = wordAt(s, j)
		if g == blankLine || j >= len(s) {
			return
		}
	}
	if shift, ok := map[string]int{"last": -1, "this": 0, "next": 1}[strings.ToLower(w)]; ok {
		if unit, k := next(s, j+len(w)); strings.EqualFold(unit, "year") {
			p.y, p.relative, p.end = shift, true, k+len(unit)
		}
		return
	}
	if r, size := utf8.DecodeRuneInString(s[j:]); r == '\'' || r == '’' || r == '‘' {
		if n, ok := numberAt(s, j+size); ok && n.digits == 2 && !n.ordinal {
			p.y, p.own, p.end = century(n), true, n.end
		}
		return
	}
	n, ok := numberAt(s, j)
	if ok && n.digits == 4 && !n.ordinal && plausibleYear(n.val) && !countFollows(s, n.end) {
		p.y, p.own, p.end = n.val, true, n.end
	}
}

// closesLine reports whether a number with a full stop or comma begins at i:
// "on 25 November" over "1994." goes on there.
func closesLine(s string, i int) bool {
	n, ok := numberAt(s, i)
	return ok && n.end < len(s) && (s[n.end] == '.' || s[n.end] == ',')
}

func plausibleYear(y int) bool { return 1500 <= y && y < 2200 }

// century completes a year of two figures.
func century(n number) int {
	switch {
	case n.digits != 2:
		return n.val
	case n.val < 70:
		return 2000 + n.val
	}
	return 1900 + n.val
}

// countFollows reports whether the number that ends at i counts what follows it.
func countFollows(s string, i int) bool {
	w, _ := next(s, i)
	return w != "" && len(w) < 16 && counted[strings.ToLower(w)]
}

// figures reads 2023-10-26, 2023/10/26, 26.10.2023, and 26/10/2023 or
// 10-26-2023 where only one order of day and month makes sense.
func figures(s string, i int) (part, bool) {
	var v, width [3]int
	var sep byte
	j := i
	for k := range v {
		if k > 0 {
			if j >= len(s) || s[j] != '-' && s[j] != '/' && s[j] != '.' || k == 2 && s[j] != sep {
				return part{}, false
			}
			sep = s[j]
			j++
		}
		for ; j < len(s) && isDigit(s[j]); j++ {
			if width[k]++; width[k] > 4 {
				return part{}, false
			}
			v[k] = v[k]*10 + int(s[j]-'0')
		}
		if width[k] == 0 || width[k] == 3 {
			return part{}, false
		}
	}
	if j < len(s) && !endsFigures(s, j) {
		return part{}, false
	}
	p := part{form: formDM, start: i, end: j, own: true}
	switch {
	case width[0] == 4 && width[1] <= 2 && width[2] <= 2:
		p.y, p.m, p.d = v[0], v[1], v[2]
	case width[2] != 4 || width[0] > 2 || width[1] > 2:
		return p, false
	case sep == '.' || v[1] <= 12 && (v[0] > 12 || v[0] == v[1]):
		p.y, p.m, p.d = v[2], v[1], v[0]
	case v[1] > 12:
		p.y, p.m, p.d = v[2], v[0], v[1]
	}
	ok := plausibleYear(p.y) && 1 <= p.m && p.m <= 12 && 1 <= p.d && p.d <= daysIn(p.y, p.m)
	return p, ok
}

// endsFigures reports whether a date in figures may end at i: a time may
// follow, but no further figure and no letter.
func endsFigures(s string, i int) bool {
	if s[i] == 'T' || s[i] == 't' {
		return i+1 < len(s) && isDigit(s[i+1])
	}
	if letter, _ := inWord(s, i); letter {
		return false
	}
	switch s[i] {
	case '-', '.', '@', '+':
		return i+1 >= len(s) || !isAlnum(s[i+1])
	case '/': // an ISO interval is 2023-10-26/2023-10-28
		return i+5 < len(s) && isDigit(s[i+1]) && s[i+5] == '-'
	}
	return true
}

package dates

import "strings"

// sep is what stands between two parts.
type sep uint8

const (
	sepRange sep = iota + 1 // dash, to, through, until
	sepAnd                  // and, &, /: a range if the days follow each other
	sepList                 // comma, or
)

// separator reads what can join two parts that meet at i; the position behind
// it is -1 if there is none.
func separator(s string, i int) (sep, int) {
	j, g := skip(s, i)
	if j >= len(s) || g == blankLine {
		return 0, -1
	}
	kind := sepRange
	switch n := dash(s, j); {
	case n > 0:
		j += n
	case s[j] == '&' || s[j] == '/':
		kind = sepAnd
		j++
	case s[j] == ',':
		kind = sepList
		j++
		if w, k := next(s, j); strings.EqualFold(w, "and") {
			kind, j = sepAnd, k+len(w)
		}
	default:
		w := wordAt(s, j)
		switch strings.ToLower(w) {
		case "to", "through", "thru", "until", "till":
		case "and":
			kind = sepAnd
		case "or":
			kind = sepList
		default:
			return 0, -1
		}
		j += len(w)
	}
	if j, g = skip(s, j); g == blankLine {
		return 0, -1
	}
	if w := wordAt(s, j); strings.EqualFold(w, "the") { // the 5th to the 13th
		if k, _ := skip(s, j+len(w)); k < len(s) && isDigit(s[k]) {
			j = k
		}
	}
	return kind, j
}

// most parts in one list.
const maxParts = 10

// list is a date, a range or an enumeration: parts and what joins them.
type list struct {
	parts [maxParts]part
	seps  [maxParts]sep // seps[i] stands between parts i and i+1
	n     int
}

// listAt reads the longest list at i.
func listAt(s string, i int) (list, bool) {
	var l list
	p, ok := partAt(s, i)
	if !ok {
		return l, false
	}
	l.parts[0], l.n = p, 1
	for l.n < maxParts {
		last := &l.parts[l.n-1]
		kind, j := separator(s, last.end)
		if j < 0 {
			break
		}
		p, ok := partAt(s, j)
		if s[j-1] == '/' && last.own { // 2021/22, 2023-10-26/2023-10-28
			kind = sepRange
		}
		if last.form == formY && kind == sepRange && p.form != formY {
			p, ok = shortYear(s, j, last.y)
		}
		if !ok || !follows(s, last, kind, &p) {
			break
		}
		l.seps[l.n-1] = kind
		l.parts[l.n] = p
		l.n++
	}
	// "on 12" over "May": a preposition waits for its month longer
	if last := &l.parts[l.n-1]; last.form == formD && l.waits(s) {
		if j, g := skip(s, last.end); g == blankLine {
			if q, ok := last.monthAt(s, j); ok && !ownDay(s, q.end) {
				q.yearAt(s)
				q.form = formDM
				*last = q
			}
		}
	}
	// "in June, May said": the comma may end the clause
	for l.n > 1 && l.seps[l.n-2] == sepList && l.parts[l.n-1].form == formM && !l.parts[l.n-1].own {
		l.n--
	}
	// days that no month follows are only numbers
	for l.n > 0 && l.parts[l.n-1].form == formD {
		l.n--
	}
	return l, l.n > 0
}

// waits reports whether the words before a list of bare days ask for a month.
func (l *list) waits(s string) bool {
	first := l.parts[0]
	w, _ := before(s, first.start)
	return first.wd != 0 || w == "on" || w == "from" || w == "until" || w == "between"
}

// shortYear reads the 13 of 2012-13.
func shortYear(s string, i, from int) (part, bool) {
	n, ok := numberAt(s, i)
	if !ok || n.digits != 2 || n.ordinal {
		return part{}, false
	}
	y := from - from%100 + n.val
	ok = y == from+1 || y > from && n.val > 12 && y < from+20
	return part{form: formY, start: i, end: n.end, y: y, own: true}, ok
}

// follows reports whether p can go on the list that ends in last; a bare day
// behind October 28 becomes a part with month and year of its own.
func follows(s string, last *part, kind sep, p *part) bool {
	switch last.form {
	case formD:
		return p.form == formD || p.form == formDM
	case formDM:
		return p.form == formDM || kind == sepRange && p.form == formMD
	case formM:
		return p.form == formM
	case formY:
		return p.form == formY
	}
	switch p.form {
	case formMD:
		return true
	case formDM:
		return kind == sepRange
	case formD:
		if last.own || last.relative || last.d >= p.d || countFollows(s, p.end) {
			return false
		}
		if kind == sepList || kind == sepAnd && p.d != last.d+1 {
			if w, _ := next(s, p.end); w != "" && !function[strings.ToLower(w)] {
				return false
			}
		}
		p.form, p.m = formMD, last.m
		p.yearAt(s)
		return p.d <= longestMonth(p.m)
	}
	return false
}

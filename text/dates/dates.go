// Package dates reads dates and ranges in running text ("25-26 October",
// "Thursday (26 October 2023)", "today", "next week") and resolves them to ISO
// 8601 as seen from an anchor day, usually the release's own.
package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// Interval is a day, month, year or range in ISO 8601 form, both ends
// inclusive: 2023-10-26, 2023-10 or 2006. An empty end is open or unknown.
type Interval struct{ From, To string }

// Kind tells how an expression was resolved.
type Kind uint8

// The kinds of expression.
const (
	Absolute  Kind = iota // the text says it all: "26 October 2023"
	Completed             // the year was taken from the anchor: "25-26 October"
	Relative              // counted from the anchor: "today", "Friday", "last month"
	Since                 // open end: "since 2012"; From is set, To is empty
)

// Expression is one date in a text.
type Expression struct {
	text.Span
	Interval
	Kind Kind
}

// Find returns the dates of s in order, none overlapping, with byte offsets
// into s. The anchor is an ISO date and may be empty or partial (2023, 2023-10):
// what it cannot settle is left out of the result's Interval, down to a zero
// Interval for "today" without an anchor.
func Find(s, anchor string) []Expression {
	f := finder{s: s, a: parseAnchor(anchor)}
	for i := 0; i < len(s); {
		ok, n := inWord(s, i)
		if !ok {
			i += n
			continue
		}
		end := runEnd(s, i)
		if after := f.at(i, end); after > i {
			i = after
			continue
		}
		if i = end; strings.HasPrefix(s[i:], "://") {
			i = addressEnd(s, i)
		}
	}
	return f.out
}

// finder is one run of Find.
type finder struct {
	s   string
	a   anchor
	out []Expression
}

// end is where the last expression ends.
func (f *finder) end() int {
	if len(f.out) == 0 {
		return 0
	}
	return f.out[len(f.out)-1].End
}

// at tries the word or number s[i:end]; it returns the end of the expression
// found, or i.
func (f *finder) at(i, end int) int {
	c := f.s[i]
	if isDigit(c) {
		if !leftClear(f.s, i) {
			return i
		}
		return f.absolute(i)
	}
	w, ok := lookup(f.s[i:end])
	if !ok || !leftClear(f.s, i) {
		return i
	}
	if w.class == month || w.class == weekday {
		if after := f.absolute(i); after > i || w.class == month {
			return after
		}
	}
	if end < len(f.s) && f.s[end] == '@' {
		return i
	}
	return f.relative(w, i, end)
}

// leftClear reports whether a date can begin at i: what is glued to its left
// makes it no part of an amount, a path or an identifier.
func leftClear(s string, i int) bool {
	if i == 0 {
		return true
	}
	inside := i > 1 && isAlnum(s[i-2])
	switch s[i-1] {
	case '+', '$', '#', '@', '/', '\\', '=', '&', '~', '%':
		return false
	case '-':
		if w, _ := before(s, i); w == "mid" || w == "early" || w == "late" {
			return true
		}
		return !inside
	case '.', ':', ',':
		return i < 2 || !isDigit(s[i-2]) && (s[i-1] == ',' || !inside)
	case '\'':
		return !isDigit(s[i])
	}
	if s[i-1] < utf8.RuneSelf {
		return true
	}
	switch r, _ := utf8.DecodeLastRuneInString(s[:i]); r {
	case '£', '€', '¥', '№', '−':
		return false
	case '’':
		return !isDigit(s[i])
	}
	return true
}

// addressEnd is the end of the web address that s[i:] is the middle of.
func addressEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || strings.ContainsRune("<>()[]\"", r) {
			break
		}
		i += n
	}
	return i
}

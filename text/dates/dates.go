// Package dates reads dates and ranges in running text ("25-26 October",
// "Thursday (26 October 2023)", "today", "next week") and resolves them to ISO
// 8601 as seen from an anchor day, usually the release's own.
package dates

import "entente/text"

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
	return nil // built next
}

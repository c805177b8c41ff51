package source

import (
	"fmt"
)

// Code tells what kind of thing went wrong.
type Code string

// The codes of an Error.
const (
	NotFound    Code = "not-found"   // no such file
	Unreadable  Code = "unreadable"  // permission denied, or reading broke off
	Unsupported Code = "unsupported" // an address that is not http or https
	Unreachable Code = "unreachable" // the server does not answer, or not with a page
	Empty       Code = "empty"       // nothing to read
	Binary      Code = "binary"      // not a text
	NotFeed     Code = "not-feed"    // XML expected, or XML of another kind
	Malformed   Code = "malformed"   // a page or feed that cannot be read safely
	BadRecord   Code = "bad-record"  // a line of JSON Lines
	TooLarge    Code = "too-large"   // over a limit of Options
)

// Error is something that could not be read. The rest of the input still is,
// where that is possible.
type Error struct {
	Code   Code
	Name   string // the file, file:line or address
	Reason string // what is wrong
	Hint   string // the way out; may be empty. Not part of Error()
	Err    error  // the cause; may be nil
	Origin string // as in text.Document, where the input yields releases too
}

func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s: %v", e.Name, e.Reason, e.Err)
	}
	return e.Name + ": " + e.Reason
}

func (e *Error) Unwrap() error { return e.Err }

func emptyError(name string) *Error {
	return &Error{Code: Empty, Name: name, Reason: "holds no text"}
}

func readError(in input, err error) *Error {
	if in.url != "" {
		return &Error{Code: Unreachable, Name: in.name, Reason: "the answer broke off", Hint: "try again later", Err: err}
	}
	return &Error{Code: Unreadable, Name: in.name, Reason: "cannot be read", Err: err}
}

// tooLong refuses a release of n bytes.
func (o Options) tooLong(name string, n int) *Error {
	return &Error{Code: TooLarge, Name: name,
		Reason: fmt.Sprintf("one release of %s; at most %s are read", size(int64(n)), size(int64(o.MaxRelease))),
		Hint:   `is this a dump? Its releases are told apart by a headline and a line "Source: publisher"; or give them as JSON Lines`}
}

// size is a number of bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.4g MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.3g KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}

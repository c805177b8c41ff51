package graph

import (
	"errors"
	"fmt"
)

// Code tells what kind of trouble an Error is, so that a command can choose its
// exit status and hint, and a server its HTTP status.
type Code string

// The codes.
const (
	NotFound    Code = "not-found"   // no store, folder, database, entity, tie or claim there
	NotAStore   Code = "not-a-store" // the file or database belongs to another program
	ReadOnly    Code = "read-only"   // a write where only reading is allowed
	Unreachable Code = "unreachable" // no server answers at the address
	Auth        Code = "auth"        // wrong user or password
	Conflict    Code = "conflict"    // another process writes, or the store is of a newer version
	Invalid     Code = "invalid"     // a wrong address, query, batch or argument
	Broken      Code = "broken"      // the disk is full, or the store is damaged
)

// Error is a failure of a store or of a question put to it.
type Error struct {
	Code    Code
	Message string // what is wrong, for people; it tells the cause too
	Err     error  // the cause, if there is one
}

func (e *Error) Error() string { return e.Message }

func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error; a %w in the format becomes its cause.
func Errorf(code Code, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: err.Error(), Err: errors.Unwrap(err)}
}

// ErrStale refuses verdicts: the graph that they were made of has changed.
var ErrStale = Errorf(Conflict, "another process has written to the graph meanwhile")

// CodeOf is the code of the first Error in err's chain, or empty.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

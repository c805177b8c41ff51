package main

import (
	"context"
	"errors"
	"strings"

	"entente/formats"
	"entente/graph"
	"entente/queries"
	"entente/queue"
	"entente/source"
	"entente/watch"
)

// storeError is a failure to open the store, as against one of a question.
type storeError struct{ error }

func (e *storeError) Unwrap() error { return e.error }

// usageError is a wrong argument that only the command itself can tell.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

// Errors that were told as they happened; exit only gives their status.
var (
	errReported      = errors.New("told already")
	errSome          = errors.New("some inputs could not be read")
	errStoreReported = errors.New("the store's trouble was told already")
)

// exit reports an error with its hint and returns the exit status.
func (a *app) exit(ctx context.Context, err error) int {
	if err == nil {
		return 0
	}
	if ctx.Err() != nil {
		if !errors.Is(err, context.Canceled) {
			a.note("entente: %v", err)
		}
		a.note("interrupted")
		return 130
	}
	switch err {
	case errReported:
		return 1
	case errSome:
		return 5
	case watch.ErrWaiting:
		a.note("entente: %v", err)
		return 5
	case errStoreReported:
		return 4
	}
	message := strings.ReplaceAll(err.Error(), "\n", "\n         ")
	a.note("entente: %s", message)
	status, hint := a.judge(err)
	if hint != "" {
		a.note("         %s", hint)
	}
	return status
}

// judge gives the exit status and the way out of an error.
func (a *app) judge(err error) (status int, hint string) {
	var (
		store   *storeError
		inQueue *queue.Error
		usage   *usageError
		unknown *queries.Unknown
		read    *source.Error
		line    *formats.LineError
	)
	code := graph.CodeOf(err)
	switch {
	case !a.started || errors.As(err, &usage):
		return 2, `"entente help" lists the verbs, "entente VERB --help" their flags`
	case errors.As(err, &unknown):
		if len(unknown.Suggestions) == 0 {
			hint = `"entente export" lists what the graph holds`
		}
		return 3, hint
	case errors.As(err, &line):
		return 1, "mend the line or export anew, then import again: what is there already stays as it is"
	case errors.As(err, &inQueue) && code == graph.NotFound:
		return 3, `"entente queue failed" lists what was put aside`
	case errors.As(err, &inQueue) && code != graph.Invalid:
		return 4, queueHint(code)
	case errors.As(err, &store):
		return 4, a.storeHint(code)
	case code == graph.NotFound:
		return 3, ""
	case code == graph.Invalid:
		return 2, ""
	case code != "":
		return 4, a.storeHint(code)
	case errors.As(err, &read):
		return 1, read.Hint
	}
	return 1, ledgerHint(err)
}

func queueHint(code graph.Code) string {
	switch code {
	case graph.Auth:
		return "set nats.creds to a file of credentials, or ENTENTE_QUEUE to nats://USER:PASSWORD@HOST:PORT"
	case graph.Unreachable:
		return `is the server running with JetStream, and the address of --queue right? "entente queue" runs one to try it`
	}
	return ""
}

func (a *app) storeHint(code graph.Code) string {
	neo4j := !a.sqlite()
	switch code {
	case graph.NotFound:
		return `make one with "entente ingest PATH", or name another with --store`
	case graph.NotAStore:
		return "name another file or database with --store"
	case graph.Auth:
		return "set ENTENTE_NEO4J_PASSWORD, and --neo4j-user if the user is not neo4j"
	case graph.Unreachable:
		return "is the server running, and the address of --store right?"
	case graph.Broken:
		if neo4j {
			return ""
		}
		return `make room if the disk is full; if the file is damaged, move it away and take a backup of it, or "entente ingest" the releases again`
	case graph.ReadOnly:
		if neo4j {
			return "log in as a user who may write, and see that the database is not set to be read only"
		}
		return "check the permissions of the file and its folder, or name another with --store"
	}
	return ""
}

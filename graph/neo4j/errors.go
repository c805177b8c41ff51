package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// failIn is fail, but the end of the context goes before what the driver makes of it.
func (s *Store) failIn(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return s.fail(err)
}

// fail gives a driver error the code and the words that people need.
func (s *Store) fail(err error) error {
	if err == nil || graph.CodeOf(err) != "" || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if e, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err); ok && len(e.Errors) > 0 { // it was tried again for long enough, and does not wrap why
		err = e.Errors[len(e.Errors)-1]
	}
	if e, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		return s.failServer(e)
	}
	if _, ok := errors.AsType[*neo4j.ConnectivityError](err); ok {
		hint := ""
		if strings.Contains(err.Error(), "tls:") || strings.Contains(err.Error(), "x509:") || strings.Contains(err.Error(), "EOF") {
			hint = " (does the server speak TLS? neo4j+s:// and bolt+s:// want it, +ssc takes a self-signed certificate, neo4j:// and bolt:// speak none)"
		}
		return graph.Errorf(graph.Unreachable, "no Neo4j answers at %s%s: %w", s.address, hint, err)
	}
	return fmt.Errorf("%s: %w", s.address, err)
}

func (s *Store) failServer(e *neo4j.Neo4jError) error {
	switch {
	case e.Code == "Neo.ClientError.Security.Forbidden":
		return graph.Errorf(graph.ReadOnly, "%s does not let this user do it: %w", s.address, e)
	case e.Code == "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", e.Code == "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase":
		return graph.Errorf(graph.ReadOnly, "%s is set to be read only (server.databases.read_only or default_to_read_only): %w", s.address, e)
	case e.Code == notALeader:
		return graph.Errorf(graph.ReadOnly, "%s is not the server of its cluster that takes writes; neo4j:// finds that one, bolt:// does not: %w", s.address, e)
	case strings.Contains(e.Msg, "too large to index"):
		return graph.Errorf(graph.Invalid, "a name or an id is longer than Neo4j's indexes can hold (8 kB): %w", e)
	case strings.Contains(e.Code, "OutOfMemory"):
		return graph.Errorf(graph.Broken, "%s has too little memory for this; raise %s in its configuration, or ask for less: %w", s.address, memorySetting(e.Msg), e)
	case strings.HasPrefix(e.Code, "Neo.ClientError.Transaction.TransactionTimedOut"):
		return graph.Errorf(graph.Conflict, "%s needs longer than a transaction may take%s: %w", s.address, s.limitHint(), e)
	case strings.HasPrefix(e.Code, "Neo.ClientError.Security."):
		return graph.Errorf(graph.Auth, "%s refuses user and password: %w", s.address, e)
	case e.Code == "Neo.ClientError.Database.DatabaseNotFound":
		return graph.Errorf(graph.NotFound, "the server has no such database: %s: %w", s.address, e)
	case e.Code == "Neo.ClientError.Statement.AccessMode":
		return graph.Errorf(graph.ReadOnly, "only reading is allowed here: %w", e)
	case strings.HasPrefix(e.Code, "Neo.ClientError.Statement."), strings.HasPrefix(e.Code, "Neo.ClientError.Procedure."):
		return graph.Errorf(graph.Invalid, "the query does not run: %w", e)
	case strings.HasPrefix(e.Code, "Neo.TransientError."):
		return graph.Errorf(graph.Conflict, "%s is busy; try again: %w", s.address, e)
	}
	return graph.Errorf(graph.Broken, "%s fails: %w", s.address, e)
}

// errGivenUp ends the driver's retries.
var errGivenUp = errors.New("given up")

// retries is how often a transaction that ended so is run again, -1 for as long as the
// driver likes. The memory of one transaction is a limit that it hits every time; that
// of all may be free again when others have ended, but mostly it is one that is too large.
// A database is read only until somebody changes that, and a bolt:// address stays
// the one server, whether that leads its cluster or not; neo4j:// goes to the new leader.
func (s *Store) retries(err error) int {
	e, ok := errors.AsType[*neo4j.Neo4jError](err)
	switch {
	case !ok:
		return -1
	case strings.Contains(e.Code, "OutOfMemory"):
		if strings.Contains(e.Msg, "db.memory.transaction.max ") {
			return 0
		}
		return 1
	case e.Code == "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase":
		return 1
	case e.Code == notALeader && strings.HasPrefix(s.address, "bolt"):
		return 1
	}
	return -1
}

const notALeader = "Neo.ClientError.Cluster.NotALeader"

// memorySetting is what an error of too little memory says of the limit that was hit.
func memorySetting(msg string) string {
	for _, setting := range []string{"dbms.memory.transaction.total.max", "db.memory.transaction.total.max", "db.memory.transaction.max"} {
		if strings.Contains(msg, setting+" threshold") {
			return setting
		}
	}
	return "server.memory.heap.max_size"
}

// limitHint says which setting bounds a transaction.
func (s *Store) limitHint() string {
	if s.limit == 0 {
		return " (db.transaction.timeout of the server)"
	}
	return fmt.Sprintf(" (neo4j.transaction_timeout is %v)", s.limit)
}

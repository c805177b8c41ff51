package neo4j

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// TestRetries plays the driver, which runs a transaction again after every error.
func TestRetries(t *testing.T) {
	const enough = 7 // for the driver
	memory := "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
	for _, c := range []struct {
		address, code, msg string
		runs               int
		want               graph.Code
	}{
		{"bolt://h", memory, "more than the limit 2.0 MiB. db.memory.transaction.max threshold reached", 1, graph.Broken},
		{"bolt://h", memory, "more than the limit 10.0 MiB. dbms.memory.transaction.total.max threshold reached", 2, graph.Broken},
		{"bolt://h", "Neo.TransientError.General.OutOfMemoryError", "There is not enough memory", 2, graph.Broken},
		{"neo4j://h", "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "", 2, graph.ReadOnly},
		{"bolt://h", "Neo.ClientError.Cluster.NotALeader", "", 2, graph.ReadOnly},
		{"bolt+s://h", "Neo.ClientError.Cluster.NotALeader", "", 2, graph.ReadOnly},
		{"neo4j://h", "Neo.ClientError.Cluster.NotALeader", "", enough, graph.ReadOnly},
		{"bolt://h", "Neo.TransientError.Transaction.DeadlockDetected", "", enough, graph.Conflict},
		{"bolt://h", "", "a broken line", enough, ""},
	} {
		s := &Store{address: c.address}
		err := error(&neo4j.Neo4jError{Code: c.code, Msg: c.msg})
		if c.code == "" {
			err = errors.New(c.msg)
		}
		runs := 0
		driver := func(_ context.Context, work neo4j.ManagedTransactionWork, _ ...func(*neo4j.TransactionConfig)) (any, error) {
			for {
				_, err := work(nil)
				if err == nil || errors.Is(err, errGivenUp) || runs == enough {
					return nil, err
				}
			}
		}
		got := s.managed(t.Context(), driver, func(neo4j.ManagedTransaction) error {
			runs++
			return fmt.Errorf("in a statement: %w", err)
		})
		if runs != c.runs || !errors.Is(got, err) || graph.CodeOf(s.fail(got)) != c.want {
			t.Errorf("%s at %s: %d runs, want %d; %v of code %q", c.code, c.address, runs, c.runs, got, graph.CodeOf(s.fail(got)))
		}
		runs = 0
		if got := s.managed(t.Context(), driver, func(neo4j.ManagedTransaction) error {
			if runs++; runs < c.runs {
				return err
			}
			return nil
		}); got != nil {
			t.Errorf("%s at %s passes and still gives %v", c.code, c.address, got)
		}
	}
}

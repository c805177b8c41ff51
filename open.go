package entente

import (
	"context"
	"io"
	"iter"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
	"entente/source"
	"entente/text"
)

// StoreOptions say how to reach a store. The zero value is ready to use.
type StoreOptions struct {
	ReadOnly bool // a store that is not there is then an error, and is not made
	Fast     bool // of SQLite: a power failure may lose the last batches, which the next Ingest reads again

	User, Password string // of Neo4j; no User logs nobody in
	Database       string // empty is the server's own
	MaxConnections int    // at once; 0 is 10
	// ConnectTimeout is for the server to take a connection; 0 is 5 seconds.
	ConnectTimeout time.Duration
	// TransactionTimeout is for one question or write; 0 leaves it to the server.
	TransactionTimeout time.Duration
}

// Open opens a graph to read releases into and to ask: "sqlite:PATH", "sqlite::memory:"
// for one that Close deletes, or "neo4j://HOST:7687" (bolt://, and both with +s). A file
// or the schema of a database that is not there is made. The models are loaded when the
// first release is read; whoever only asks does not wait for them.
func Open(ctx context.Context, store string, o Options) (*Entente, error) {
	if path, ok := strings.CutPrefix(store, "sqlite:"); ok && o.Ledger == "" && path != ":memory:" {
		o.Ledger = path + ".ledger"
	}
	s, err := OpenStore(ctx, store, o.Store)
	if err != nil {
		return nil, err
	}
	e, err := build(s, o, allStages)
	if err != nil {
		s.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	e.owned = true
	return e, nil
}

// OpenStore opens the store at an address of Open's, for New and for package queries.
func OpenStore(ctx context.Context, store string, o StoreOptions) (graph.Store, error) {
	if path, ok := strings.CutPrefix(store, "sqlite:"); ok {
		sync := sqlite.Full
		if o.Fast {
			sync = sqlite.Normal
		}
		if o.ReadOnly {
			return opened(sqlite.OpenReadOnly(ctx, path))
		}
		return opened(sqlite.OpenSync(ctx, path, sync))
	}
	if !strings.Contains(store, "://") {
		return nil, graph.Errorf(graph.Invalid, "%q is no address of a store; write sqlite:PATH, neo4j://HOST:7687 or bolt://HOST:7687", store)
	}
	open := neo4j.Open
	if o.ReadOnly {
		open = neo4j.OpenReadOnly
	}
	return opened(open(ctx, neo4j.Options{URL: store, User: o.User, Password: o.Password, Database: o.Database,
		MaxConnections: o.MaxConnections, ConnectTimeout: o.ConnectTimeout, TransactionTimeout: o.TransactionTimeout}))
}

// opened keeps the nil of an adapter from becoming a graph.Store that is not nil.
func opened[S graph.Store](s S, err error) (graph.Store, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Close closes the store if Open has opened it; one that was given to New is its
// opener's to close.
func (e *Entente) Close(ctx context.Context) error {
	if !e.owned {
		return nil
	}
	return e.store.Close(ctx)
}

// Store is the graph, for the functions of package queries.
func (e *Entente) Store() graph.Store { return e.store }

var errNoStore = graph.Errorf(graph.Invalid, "there is no graph: use Open, or give New a store")

// Read yields the releases of files, folders, and pages and feeds at http and https
// addresses; their format is told by their content. What can't be read is an error in
// its place, and the sequence goes on after it. Package source has Options for more.
func Read(ctx context.Context, names ...string) iter.Seq2[*text.Document, error] {
	return source.Open(ctx, source.Options{}, names...)
}

// ReadFrom yields the releases of a stream, in any of the formats of Read.
func ReadFrom(ctx context.Context, r io.Reader) iter.Seq2[*text.Document, error] {
	return source.Open(ctx, source.Options{Stdin: r}, "-")
}

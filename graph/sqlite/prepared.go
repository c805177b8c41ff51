package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// prepared keeps queries compiled: of a question that is asked again and again, parsing
// it is a fourth of the work. database/sql compiles each once a connection.
type prepared struct {
	db *sql.DB

	mu    sync.Mutex
	stmts map[string]*sql.Stmt
}

// mostPrepared bounds what is kept. The questions are fewer; what people ask in SQL of
// their own beyond that is compiled each time.
const mostPrepared = 200

func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	p.mu.Lock()
	stmt := p.stmts[query]
	full := len(p.stmts) >= mostPrepared
	p.mu.Unlock()
	if stmt == nil && full {
		return p.db.QueryContext(ctx, query, args...)
	}
	if stmt == nil {
		fresh, err := p.db.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		p.mu.Lock()
		if stmt = p.stmts[query]; stmt == nil {
			if p.stmts == nil {
				p.stmts = map[string]*sql.Stmt{}
			}
			p.stmts[query], stmt = fresh, fresh
		} else {
			defer fresh.Close() // another was faster
		}
		p.mu.Unlock()
	}
	return stmt.QueryContext(ctx, args...)
}

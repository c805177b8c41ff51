package queries

import (
	"context"

	"entente/graph"
)

// Release gives one release with its text; an unknown id is a NotFound error.
func Release(ctx context.Context, s graph.Store, id string) (graph.Release, error) {
	rows, err := ask(ctx, s, "release", map[string]any{"release": id})
	if err != nil {
		return graph.Release{}, err
	}
	for _, r := range rows {
		r := row(r)
		return graph.Release{ID: r.text("id"), Title: r.text("title"), URL: r.text("url"), Publisher: r.text("publisher"),
			Published: r.text("published"), Basis: r.text("basis"), Text: r.text("text")}, nil
	}
	return graph.Release{}, graph.Errorf(graph.NotFound, "the graph holds no release %q", id)
}

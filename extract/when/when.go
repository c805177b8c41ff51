// Package when finds the dates in a release and resolves them as seen from the
// day of its publication.
package when

import (
	"context"

	"entente/extract"
	"entente/text/dates"
)

// Stage gives Dates.
type Stage struct{}

// New returns the stage.
func New() *Stage { return &Stage{} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "when" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer { return nil }

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Dates} }

// Apply implements extract.Stage.
func (*Stage) Apply(_ context.Context, a *extract.Analysis) error {
	a.Dates = dates.Find(a.Doc.Text(), a.Doc.Published.ISO)
	return nil
}

package entente_test

import (
	"context"
	"fmt"
	"log"

	"entente"
	"entente/graph/sqlite"
	"entente/queries"
	"entente/source"
)

// Read the sample releases into a graph and ask whom somebody met.
func Example() {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close(ctx)
	e, err := entente.Open(store, entente.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := e.Ingest(ctx, source.Open(ctx, source.Options{}, "testdata/releases")); err != nil {
		log.Fatal(err)
	}
	who, err := queries.Find(ctx, store, "Aune")
	if err != nil {
		log.Fatal(err)
	}
	meetings, err := queries.WhoMet(ctx, store, queries.WhoMetParams{Entity: who.ID})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range meetings {
		fmt.Println(m.From, m.Who.Name, "met", m.With.Name)
	}
	// Output: 2025-03-16 Sigrid Aune met Mihai Lozan
}

package entente_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"

	"entente"
	"entente/graph"
	"entente/graph/sqlite"
	"entente/queries"
)

// Read the sample releases into a graph and ask whom somebody met.
func Example() {
	ctx := context.Background()
	e, err := entente.Open(ctx, "sqlite::memory:", entente.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer e.Close(ctx)
	report, err := e.Ingest(ctx, entente.Read(ctx, "testdata/releases"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Added, "releases")
	answer, err := e.Ask(ctx, "who-met", entente.Args{"entity": "Aune"})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range answer.Rows.([]queries.Meeting) {
		fmt.Println(m.From, m.Who.Name, "met", m.With.Name)
	}
	// Output:
	// 10 releases
	// 2025-03-16 Sigrid Aune met Mihai Lozan
}

// A graph in a file is made when it is not there. A server is asked by its address, with
// a user and password.
func ExampleOpen() {
	ctx := context.Background()
	for _, store := range []string{"sqlite::memory:", "talks.db"} {
		e, err := entente.Open(ctx, store, entente.Options{
			Store: entente.StoreOptions{User: "neo4j", Password: "from the environment, say"}, // SQLite has none
		})
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println("open")
		e.Close(ctx)
	}
	// Output:
	// open
	// "talks.db" is no address of a store; write sqlite:PATH, neo4j://HOST:7687 or bolt://HOST:7687
}

// A store that is open already, here by its own package, is the opener's to close.
func ExampleNew() {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close(ctx)
	e, err := entente.New(store, entente.Options{Workers: 1, MinConfidence: 0.8})
	if err != nil {
		log.Fatal(err)
	}
	release := "Talks in Oslo\n\nAna Turcan met Kari Lien in Oslo on 3 May 2024."
	report, err := e.Ingest(ctx, entente.ReadFrom(ctx, strings.NewReader(release)))
	fmt.Println(report.Added, err)
	// Output: 1 <nil>
}

// Names are given as people write them; every row has the sentence that it rests on.
func ExampleEntente_Ask() {
	ctx := context.Background()
	e, err := entente.Open(ctx, "sqlite::memory:", entente.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer e.Close(ctx)
	if _, err := e.Ingest(ctx, entente.Read(ctx, "testdata/releases")); err != nil {
		log.Fatal(err)
	}
	answer, err := e.Ask(ctx, "ties", entente.Args{"entity": "Moldova", "type": "VISITED", "since": "2025-03-15"})
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range answer.Lines {
		fmt.Println(strings.Join(line.Cells, " | "))
		fmt.Println(line.Fact.Quote)
	}
	_, err = e.Ask(ctx, "ties", entente.Args{"entity": "Lindquist"})
	if unknown, ok := errors.AsType[*queries.Unknown](err); ok {
		fmt.Println("perhaps", unknown.Suggestions[0].Name)
	}
	_, err = e.Ask(ctx, "ties", entente.Args{"entity": "Moldova", "since": "May"})
	fmt.Println(graph.CodeOf(err), "-", err)
	// Output:
	// 2025-03-16 | Mihai Lozan | VISITED | Oslo | asserted | Mihai Lozan (Foreign Minister, Moldova)
	// “Norway’s Minister of Defence Sigrid Aune received the Foreign Minister of Moldova, Mihai Lozan, in Oslo on 16 March 2025.” (Government of Norway, 2025-03-16)
	// perhaps Maro Lindqvist
	// invalid - since is "May", which is no date; write 2023-10-26, 2023-10 or 2023
}

// Extract needs no graph.
func ExampleEntente_Extract() {
	ctx := context.Background()
	e, err := entente.New(nil, entente.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for doc, err := range entente.Read(ctx, "testdata/releases/norway.md") {
		if err != nil {
			log.Fatal(err)
		}
		a, err := e.Extract(ctx, doc)
		if err != nil {
			log.Fatal(err)
		}
		for _, r := range a.Relations[:3] {
			fmt.Println(a.Entities[r.Subject].Name, r.Type, a.Entities[r.Object].Name)
		}
		fmt.Println(doc.Slice(a.Relations[1].Evidence))
	}
	// Output:
	// Sigrid Aune HOLDS_POSITION Norway
	// Sigrid Aune MET_WITH Mihai Lozan
	// Mihai Lozan VISITED Oslo
	// Norway’s Minister of Defence Sigrid Aune received the Foreign Minister of Moldova, Mihai Lozan, in Oslo on 16 March 2025.
}

// What is known of a run is told while it goes on, and at its end. Releases that the
// graph holds are passed over.
func ExampleEntente_Ingest() {
	ctx := context.Background()
	e, err := entente.Open(ctx, "sqlite::memory:", entente.Options{
		Failed: func(err error) { fmt.Println("failed:", err) },
	})
	if err != nil {
		log.Fatal(err)
	}
	defer e.Close(ctx)
	for range 2 {
		r, err := e.Ingest(ctx, entente.Read(ctx, "testdata/releases", "none.txt"))
		fmt.Println(r.Read, "read,", r.Added, "added,", r.Known, "known,", r.Failed, "failed;", err)
	}
	// Output:
	// failed: none.txt: no such file or folder
	// 11 read, 10 added, 0 known, 1 failed; <nil>
	// failed: none.txt: no such file or folder
	// 11 read, 0 added, 10 known, 1 failed; <nil>
}

func ExampleQuestions() {
	for _, q := range entente.Questions()[:3] {
		fmt.Print(q.Name, ":")
		for _, p := range q.Params[:3] {
			fmt.Print(" ", p.Name, " (", p.Kind, ")")
		}
		fmt.Println()
	}
	// Output:
	// who-met: entity (entity) since (date) until (date)
	// members: entity (entity) since (date) until (date)
	// ties: entity (entity) since (date) until (date)
}

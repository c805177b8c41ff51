package ask_test

import (
	"context"
	"fmt"
	"log"

	"entente/ask"
	"entente/extract/models"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/queries"
)

// Read a question and ask it.
func Example() {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close(ctx)
	if err := store.Write(ctx, storetest.Sample()); err != nil {
		log.Fatal(err)
	}
	set, err := models.Load()
	if err != nil {
		log.Fatal(err)
	}
	parser, err := ask.New(set)
	if err != nil {
		log.Fatal(err)
	}
	world := queries.World{Store: store}
	reading, err := parser.Parse(ctx, "Has Strand met Petrescu?", world)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Understood as:", reading)
	answer, err := reading.Ask(ctx, world)
	if err != nil {
		log.Fatal(err)
	}
	for _, l := range answer.Lines {
		fmt.Println(l.Cells[0], l.Cells[1])
	}
	_, err = parser.Parse(ctx, "Why did Strand resign?", world)
	fmt.Println(err)
	// Output:
	// Understood as: who-met, person Ole Strand, with person Ana Petrescu-Lund
	// 2031-05-06 Ole Strand (Secretary General, Northern Compact)
	// I don't know what "resign" asks for; you can ask:
	// Who met Ole Strand?
	// Which offices did Ole Strand hold?
	// What ties does Ole Strand have?
}

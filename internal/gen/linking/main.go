// Command linking learns the weights by which package resolve links people, from
// a store that holds the releases of the corpora and from pairs of names that were
// read and labelled:
//
//	go run ./internal/gen/linking all.db train/data/people.tsv > resolve/data/weights.txt
//
// With -check it prints what they are worth instead, by cross-validation.
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"entente/graph/sqlite"
	"entente/resolve"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "linking:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	learn := resolve.Fit
	if len(args) > 0 && args[0] == "-check" {
		learn, args = resolve.Check, args[1:]
	}
	if len(args) != 2 {
		return fmt.Errorf("give a store and a file of labelled pairs")
	}
	s, err := sqlite.OpenReadOnly(ctx, args[0])
	if err != nil {
		return err
	}
	defer s.Close(ctx)
	e := resolve.NewEvidence()
	for record, err := range s.Export(ctx) {
		if err != nil {
			return err
		}
		e.Add(record)
	}
	f, err := os.Open(args[1])
	if err != nil {
		return err
	}
	defer f.Close()
	var labels []resolve.Label
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		w := strings.Fields(lines.Text())
		if len(w) != 3 || w[2] != "0" && w[2] != "1" {
			return fmt.Errorf("%s:%d: want two ids and 0 or 1", args[1], n)
		}
		labels = append(labels, resolve.Label{A: w[0], B: w[1], Same: w[2] == "1"})
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return learn(os.Stdout, e, labels)
}

package formats

import (
	"encoding/csv"
	"io"

	"entente/graph"
)

func writeCSV(records Records, filter Filter, create Create) error {
	g, err := Read(records, filter)
	if err != nil {
		return err
	}
	nodes, err := create("nodes.csv")
	if err != nil {
		return err
	}
	if err := table(nodes, nodeColumns, g.Entities, func(e *graph.Entity) graph.Entity { return *e }); err != nil {
		return err
	}
	edges, err := create("edges.csv")
	if err != nil {
		return err
	}
	return table(edges, edgeColumns, g.Ties, func(t *Tie) *Tie { return t })
}

// table writes a head and a row a record.
func table[R, C any](w io.Writer, columns []column[C], records []R, of func(*R) C) error {
	out := csv.NewWriter(w)
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.name
	}
	_ = out.Write(row) // the error stays for Error
	for i := range records {
		for j, c := range columns {
			row[j] = show(c.value(of(&records[i])))
		}
		_ = out.Write(row)
	}
	out.Flush()
	return out.Error()
}

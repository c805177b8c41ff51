package formats

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"entente/graph"
)

func writeXLSX(w io.Writer, g *Graph) error {
	if n := max(len(g.Entities), len(g.Ties)); n >= excelize.TotalRows {
		return fmt.Errorf("a sheet has room for %d rows and the graph needs %d: narrow it with --since, --entity or --types, or take --format csv", excelize.TotalRows, n+1)
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "nodes"); err != nil {
		return err
	}
	if _, err := f.NewSheet("edges"); err != nil {
		return err
	}
	if err := sheet(f, "nodes", nodeColumns, g.Entities, func(e *graph.Entity) graph.Entity { return *e }); err != nil {
		return err
	}
	if err := sheet(f, "edges", edgeColumns, g.Ties, func(t *Tie) *Tie { return t }); err != nil {
		return err
	}
	return writeSorted(w, f)
}

// writeSorted writes a workbook with its parts in the order of their names: the
// library takes the sheets in that of a map.
func writeSorted(w io.Writer, f *excelize.File) error {
	b, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	z := zip.NewWriter(w)
	for _, part := range r.File {
		if err := z.Copy(part); err != nil {
			return err
		}
	}
	return z.Close()
}

// sheet writes a head and a row a record.
func sheet[R, C any](f *excelize.File, name string, columns []column[C], records []R, of func(*R) C) error {
	s, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	row := make([]any, len(columns))
	for i, c := range columns {
		row[i] = c.name
	}
	if err := s.SetRow("A1", row); err != nil {
		return err
	}
	for i := range records {
		for j, c := range columns {
			row[j] = cell(c.value(of(&records[i])))
		}
		if err := s.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return err
		}
	}
	return s.Flush()
}

// cell is a value as a cell holds it: texts as texts, never as formulas, cut where
// a cell ends.
func cell(v any) any {
	s, ok := v.(string)
	switch {
	case !ok:
		return v
	case s == "":
		return nil
	}
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > excelize.TotalCellChars {
			return s[:i]
		}
	}
	return s
}

package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"entente/internal/report"
	"entente/queries"
)

// layout is an answer with the texts that stand for its evidence.
type layout struct {
	queries.Answer
	facts bool // some line rests on a fact
}

func lay(t queries.Answer) layout {
	return layout{t, slices.ContainsFunc(t.Lines, func(l queries.Line) bool { return l.Fact != nil })}
}

// again reports whether line i rests on the same sentences as the line before it.
// People see sentences once, under the last line that rests on them.
func (t layout) again(i int) bool {
	if i < 1 || i >= len(t.Lines) || t.Lines[i].Fact == nil || t.Lines[i-1].Fact == nil {
		return false
	}
	return slices.Equal(sentences(t.Lines[i]), sentences(t.Lines[i-1]))
}

// sentences are the evidence of a line: all of it where it was asked for, else the
// surest.
func sentences(l queries.Line) []string {
	switch {
	case l.Fact == nil:
		return nil
	case l.Fact.Evidence == nil:
		return []string{l.Fact.Quote.String()}
	}
	var out []string
	for _, p := range l.Fact.Evidence {
		out = append(out, p.String())
	}
	return out
}

// print shows an answer in the format that was asked for.
func (a *app) print(answer queries.Answer) error {
	t := lay(answer)
	switch format := a.loaded.Format; {
	case format == "json":
		return printJSON(a.out, t.Rows)
	case format == "csv":
		return a.printCSV(t)
	case len(t.Lines) == 0:
		a.note("%s", t.Empty)
		return nil
	case format == "markdown":
		return a.printMarkdown(t.filled())
	case format == "table" && (a.outTTY || a.drawn):
		return a.printTable(t.filled())
	}
	return a.printPlain(t.filled())
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func (a *app) printCSV(t layout) error {
	w := csv.NewWriter(a.out)
	head := make([]string, len(t.Columns))
	for i, h := range t.Columns {
		head[i] = strings.ReplaceAll(strings.ToLower(h), " ", "_")
	}
	facts := t.facts || len(t.Lines) == 0
	if facts {
		head = append(head, "releases", "independent", "confidence", "evidence", "release", "publisher", "published", "url", "tie")
	}
	if err := w.Write(head); err != nil {
		return err
	}
	for _, l := range t.Lines {
		cells := slices.Clone(l.Cells)
		switch f := l.Fact; {
		case f == nil && facts:
			cells = append(cells, make([]string, 9)...)
		case f != nil:
			text := f.Quote.Text
			if f.Evidence != nil {
				text = strings.Join(sentences(l), "\n")
			}
			cells = append(cells, fmt.Sprint(f.Releases), fmt.Sprint(f.Independent), fmt.Sprintf("%.2f", f.Confidence), text, f.Quote.Title, f.Quote.Publisher,
				f.Quote.Published, f.Quote.URL, f.Tie)
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// printMarkdown prints a table of Markdown, the evidence in its last column.
func (a *app) printMarkdown(t layout) error {
	var b strings.Builder
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + c + " ")
		}
		b.WriteString("|\n")
	}
	escaped := func(cells []string) []string {
		out := make([]string, len(cells))
		for i, c := range cells {
			out[i] = report.Escape(c)
		}
		return out
	}
	head := escaped(t.Columns)
	if t.facts {
		head = append(head, "Evidence")
	}
	row(head)
	row(slices.Repeat([]string{"---"}, len(head)))
	for _, l := range t.Lines {
		cells := escaped(l.Cells)
		if t.facts { // a reader of a cell does not look at the next for its sentence
			cells = append(cells, strings.Join(escaped(sentences(l)), "<br>"))
		}
		row(cells)
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}

// printTable draws a table as wide as the terminal, the evidence in its last column.
func (a *app) printTable(t layout) error {
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.Style().Format.Header = text.FormatDefault
	row := func(cells []string) table.Row {
		r := make(table.Row, len(cells))
		for i, c := range cells {
			r[i] = c
		}
		return r
	}
	head := slices.Clone(t.Columns)
	if t.facts {
		head = append(head, "Evidence")
		w.Style().Options.SeparateRows = true
	}
	if no, _ := a.env("NO_COLOR"); no == "" {
		for i := range head {
			head[i] = "\x1b[1m" + head[i] + "\x1b[0m"
		}
	}
	w.AppendHeader(row(head))
	widths, line := columns(t), cmp.Or(a.width, 120)
	if !t.facts {
		shrink(widths, line)
	} else {
		left := line - shrink(widths, line*3/5)
		widths = append(widths, max(left-border, narrowest))
	}
	var configs []table.ColumnConfig
	for i, n := range widths {
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: n, WidthMaxEnforcer: text.WrapSoft})
	}
	w.SetColumnConfigs(configs)
	for i, l := range t.Lines {
		cells := l.Cells
		if t.facts {
			e := strings.Join(sentences(l), "\n")
			if t.again(i + 1) {
				e = "as below"
			}
			cells = append(slices.Clone(cells), e)
		}
		w.AppendRow(row(cells))
	}
	_, err := fmt.Fprintln(a.out, w.Render())
	return err
}

const (
	border    = 3 // of a column, in characters
	narrowest = 8
)

// shrink narrows the widest columns of a table until it is no wider than line,
// and returns its width.
func shrink(widths []int, line int) int {
	sum := 1
	for _, n := range widths {
		sum += n + border
	}
	for sum > line {
		i := slices.Index(widths, slices.Max(widths))
		if widths[i] <= narrowest {
			break
		}
		widths[i]--
		sum--
	}
	return sum
}

// filled is the answer without the columns that are empty in every row.
func (t layout) filled() layout {
	out := t
	out.Columns, out.Lines = nil, slices.Clone(t.Lines)
	for i := range out.Lines {
		out.Lines[i].Cells = nil
	}
	for c, h := range t.Columns {
		if slices.ContainsFunc(t.Lines, func(l queries.Line) bool { return l.Cells[c] != "" }) {
			out.Columns = append(out.Columns, h)
			for i, l := range t.Lines {
				out.Lines[i].Cells = append(out.Lines[i].Cells, l.Cells[c])
			}
		}
	}
	return out
}

// printPlain prints aligned columns, the evidence under each row.
func (a *app) printPlain(t layout) error {
	widths := columns(t)
	var b strings.Builder
	line := func(cells []string) {
		var l strings.Builder
		for i, c := range cells {
			l.WriteString(c)
			if i < len(cells)-1 {
				l.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+2))
			}
		}
		b.WriteString(strings.TrimRight(l.String(), " "))
		b.WriteByte('\n')
	}
	line(t.Columns)
	for i, l := range t.Lines {
		line(l.Cells)
		if t.again(i + 1) {
			continue
		}
		for _, e := range sentences(l) {
			fmt.Fprintf(&b, "    %s\n", e)
		}
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}

// columns are the widths of the columns in characters.
func columns(t layout) []int {
	widths := make([]int, len(t.Columns))
	for i, h := range t.Columns {
		widths[i] = utf8.RuneCountInString(h)
		for _, l := range t.Lines {
			widths[i] = max(widths[i], utf8.RuneCountInString(l.Cells[i]))
		}
	}
	return widths
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

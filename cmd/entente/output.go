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

	"entente/queries"
)

// answer is what a question gives, ready for any format.
type answer struct {
	rows  any // for JSON
	head  []string
	cells [][]string
	facts []queries.Fact // one a row, with its evidence; or none
	empty string         // what to say when there is no row
}

func (t *answer) add(f *queries.Fact, cells ...string) {
	t.cells = append(t.cells, cells)
	if f != nil {
		t.facts = append(t.facts, *f)
	}
}

// again reports whether row i rests on the same sentence as the row before it.
// People see a sentence once, under the last row that rests on it.
func (t *answer) again(i int) bool {
	return i > 0 && i < len(t.facts) && t.facts[i].Quote.Text == t.facts[i-1].Quote.Text && t.facts[i].Quote.Release == t.facts[i-1].Quote.Release
}

// print shows an answer in the format that was asked for.
func (a *app) print(t answer) error {
	switch {
	case a.loaded.Format == "json":
		return printJSON(a.out, t.rows)
	case a.loaded.Format == "csv":
		return a.printCSV(t)
	case len(t.cells) == 0:
		a.note("%s", t.empty)
		return nil
	case a.outTTY:
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

func (a *app) printCSV(t answer) error {
	w := csv.NewWriter(a.out)
	head := make([]string, len(t.head))
	for i, h := range t.head {
		head[i] = strings.ReplaceAll(strings.ToLower(h), " ", "_")
	}
	if t.facts != nil || len(t.cells) == 0 {
		head = append(head, "releases", "independent", "confidence", "evidence", "release", "publisher", "published", "url", "tie")
	}
	if err := w.Write(head); err != nil {
		return err
	}
	for i, cells := range t.cells {
		if t.facts != nil {
			f := t.facts[i]
			cells = append(cells, fmt.Sprint(f.Releases), fmt.Sprint(f.Independent), confidence(f.Confidence), f.Quote.Text, f.Quote.Title, f.Quote.Publisher,
				f.Quote.Published, f.Quote.URL, f.Tie)
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// printTable draws a table as wide as the terminal, the evidence in its last column.
func (a *app) printTable(t answer) error {
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
	head := slices.Clone(t.head)
	if t.facts != nil {
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
	if t.facts == nil {
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
	for i, cells := range t.cells {
		if t.facts != nil {
			e := "as below"
			if !t.again(i + 1) {
				e = evidence(t.facts[i].Quote)
			}
			cells = append(cells, e)
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
func (t answer) filled() answer {
	out := t
	out.head, out.cells = nil, make([][]string, len(t.cells))
	for c, h := range t.head {
		if slices.ContainsFunc(t.cells, func(cells []string) bool { return cells[c] != "" }) {
			out.head = append(out.head, h)
			for i, cells := range t.cells {
				out.cells[i] = append(out.cells[i], cells[c])
			}
		}
	}
	return out
}

// printPlain prints aligned columns, the evidence under each row.
func (a *app) printPlain(t answer) error {
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
	line(t.head)
	for i, cells := range t.cells {
		line(cells)
		if t.facts != nil && !t.again(i+1) {
			fmt.Fprintf(&b, "    %s\n", evidence(t.facts[i].Quote))
		}
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}

// columns are the widths of the columns in characters.
func columns(t answer) []int {
	widths := make([]int, len(t.head))
	for i, h := range t.head {
		widths[i] = utf8.RuneCountInString(h)
		for _, cells := range t.cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(cells[i]))
		}
	}
	return widths
}

// evidence is a sentence with where it stands, on one line.
func evidence(q queries.Quote) string {
	return "“" + oneLine(q.Text) + "”" + origin(q.Publisher, q.Published, q.Title)
}

func origin(publisher, published, title string) string {
	s := publisher
	if s == "" {
		s = title
	}
	if s != "" && published != "" {
		s += ", "
	}
	if s += published; s != "" {
		s = " (" + s + ")"
	}
	return s
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func confidence(c float64) string { return fmt.Sprintf("%.2f", c) }

// period writes two ISO dates as people do.
func period(from, to string) string {
	switch {
	case from == to:
		return from
	case to == "":
		return "since " + from
	case from == "":
		return "until " + to
	}
	return from + " to " + to
}

// party is a name with its best attested office.
func party(p queries.Party) string {
	if len(p.Roles) > 0 {
		return p.Name + " (" + p.Roles[0] + ")"
	}
	return p.Name
}

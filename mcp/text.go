package mcp

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/queries"
)

// write is an answer as a compact text: one line a row, its sentences with where they
// stand and their ids under it.
func write(a queries.Answer, more bool) string {
	var b strings.Builder
	for _, param := range slices.Sorted(maps.Keys(a.Entities)) {
		m := a.Entities[param]
		fmt.Fprintf(&b, "%s: %s (%s)", param, m.Name, m.ID)
		for i, o := range m.Others {
			fmt.Fprintf(&b, "%s%s (%s)", map[bool]string{true: "; also of that name: ", false: ", "}[i == 0], o.Name, o.ID)
		}
		b.WriteByte('\n')
	}
	if len(a.Lines) == 0 {
		b.WriteString(a.Empty + "\n")
		return b.String()
	}
	var shown []int // columns that are not empty in every row
	for c := range a.Columns {
		if slices.ContainsFunc(a.Lines, func(l queries.Line) bool { return l.Cells[c] != "" }) {
			shown = append(shown, c)
		}
	}
	line := func(cells []string) {
		for i, c := range shown {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(strings.Join(strings.Fields(cells[c]), " "))
		}
		b.WriteByte('\n')
	}
	line(a.Columns)
	above := ""
	for _, l := range a.Lines {
		line(l.Cells)
		if l.Fact == nil {
			continue
		}
		for _, p := range proofs(l.Fact) {
			said := said(p)
			if said == above {
				said = "the same sentence"
			} else {
				above = said
			}
			fmt.Fprintf(&b, "  %s [%s]\n", said, strings.Join(known(p.Tie, p.ID, p.Release), " "))
		}
	}
	if more {
		b.WriteString("There is more: raise limit, or narrow the question (since, until, type, min_confidence).\n")
	}
	return b.String()
}

// proofs are the sentences of a fact: all that were asked for, else the surest.
func proofs(f *queries.Fact) []queries.Proof {
	if len(f.Evidence) > 0 {
		return f.Evidence
	}
	q := f.Quote
	return []queries.Proof{{Claim: graph.Claim{ID: q.Claim, Quote: q.Text, Release: q.Release}, Tie: f.Tie,
		ReleaseTitle: q.Title, Publisher: q.Publisher, Published: q.Published, URL: q.URL}}
}

// said is a sentence with where it stands.
func said(p queries.Proof) string {
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return fmt.Sprintf("“%s” (%s)", words(p.Quote), strings.Join(known(words(p.ReleaseTitle), p.Publisher, p.Published, p.URL), ", "))
}

func known(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

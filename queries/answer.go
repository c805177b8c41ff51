package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

// Answer is what a question gives: typed rows, and the same laid out as lines for
// people and tables.
type Answer struct {
	Question string           `json:"question"`
	Args     Args             `json:"args"`               // as they were read
	Entities map[string]Match `json:"entities,omitempty"` // whom the names were read as, by parameter; with others of that name
	Rows     any              `json:"rows"`               // []Meeting, []Link, Card ...; a list is never nil

	Columns []string `json:"-"`
	Lines   []Line   `json:"-"`
	Empty   string   `json:"-"` // what to say when there is no line
}

// Line is one line of a table. A row of the answer has one or several.
type Line struct {
	Cells []string // one a column
	Fact  *Fact    // what it rests on; nil where no fact stands behind it

	ties []string // all that stand behind it
	into *[]Proof // the row's own evidence, where it is not the Fact's
}

// Add adds a line that rests on no fact.
func (a *Answer) Add(cells ...string) { a.add(nil, cells...) }

// add adds a line that rests on a fact, or on none, and on more ties than that one.
func (a *Answer) add(f *Fact, cells ...string) *Line {
	l := Line{Cells: cells, Fact: f}
	if f != nil && f.Tie != "" {
		l.ties = []string{f.Tie}
	}
	a.Lines = append(a.Lines, l)
	return &a.Lines[len(a.Lines)-1]
}

// also adds ties that stand behind a line too.
func (l *Line) also(ties []string) { l.ties = append(l.ties, ties...) }

// tiesAtOnce bounds the ties whose claims are asked for together.
const tiesAtOnce = 1000

// addEvidence gives every line all claims of its ties.
func (a *Answer) addEvidence(ctx context.Context, s graph.Store) error {
	var ties []string
	for _, l := range a.Lines {
		ties = append(ties, l.ties...)
	}
	slices.Sort(ties)
	proofs := map[string][]Proof{}
	for some := range slices.Chunk(slices.Compact(ties), tiesAtOnce) {
		found, err := claims(ctx, s, map[string]any{"ties": texts(some)})
		if err != nil {
			return err
		}
		for _, p := range found {
			proofs[p.Tie] = append(proofs[p.Tie], p)
		}
	}
	for _, l := range a.Lines {
		if l.Fact == nil {
			continue
		}
		all := []Proof{}
		for _, t := range l.ties {
			all = append(all, proofs[t]...)
		}
		slices.SortFunc(all, latestProof)
		if l.Fact.Evidence = all; l.into != nil {
			*l.into = all
		}
	}
	return nil
}

// list is rows that are a list in JSON, though there be none.
func list[T any](rows []T) []T {
	if rows == nil {
		return []T{}
	}
	return rows
}

// addLinks lays out ties. A symmetric one reads from the entity that was asked about,
// or from the one through which it has the tie.
func (a *Answer) addLinks(rows []Link, entity string) {
	a.Columns = []string{"When", "Subject", "Tie", "Object", "Status", "Via"}
	for i := range rows {
		l := &rows[i]
		via, asked := "", entity
		if l.Via != nil {
			via, asked = l.Via.titled(), l.Via.ID
		}
		subject, object := l.Subject, l.Object
		if l.Type.Symmetric() && object.ID == asked {
			subject, object = object, subject
		}
		a.add(&l.Fact, l.When(), subject.Name, l.what(), object.Name, string(l.Modality), via)
	}
}

// what is a tie as one cell: "MET_WITH", "HOLDS_POSITION as Minister, Oslo".
func (f Fact) what() string {
	s := string(f.Type)
	if f.Title != "" {
		s += " as " + f.Title
	}
	if f.Place != "" {
		s += ", " + f.Place
	}
	return s
}

// When are the days of a fact as people write them.
func (f Fact) When() string {
	switch {
	case f.From == f.To:
		return f.From
	case f.To == "":
		return "since " + f.From
	case f.From == "":
		return "until " + f.To
	}
	return f.From + " to " + f.To
}

// titled is a name with its best attested office.
func (p Party) titled() string {
	if len(p.Roles) > 0 {
		return p.Name + " (" + p.Roles[0] + ")"
	}
	return p.Name
}

// String is a sentence with where it stands, on one line.
func (q Quote) String() string {
	return "“" + strings.Join(strings.Fields(q.Text), " ") + "”" + origin(cmp.Or(q.Publisher, q.Title), q.Published)
}

// String is the sentence with the title, publisher and day of its release.
func (p Proof) String() string {
	title := p.ReleaseTitle
	if title != "" && p.Publisher != "" {
		title += ", "
	}
	return "“" + strings.Join(strings.Fields(p.Quote), " ") + "”" + origin(title+p.Publisher, p.Published)
}

func origin(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func sure(confidence float64) string { return fmt.Sprintf("%.2f", confidence) }

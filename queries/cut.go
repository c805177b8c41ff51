package queries

import "reflect"

// Cut keeps the first rows of an answer that is a list, with their lines, and of each
// row the first proofs and ids of claims: for readers who can't take much at once. It
// reports whether it left rows out. An answer that is no list (a card, a page) keeps
// its row.
func (a *Answer) Cut(rows, proofs int) (more bool) {
	if list := reflect.ValueOf(a.Rows); list.Kind() == reflect.Slice && list.Len() > rows {
		lines := len(a.Lines) / list.Len() // a row has one line, or each of them has two
		a.Rows, a.Lines, more = list.Slice(0, rows).Interface(), a.Lines[:rows*lines], true
	}
	for _, l := range a.Lines {
		if l.Fact == nil {
			continue
		}
		l.Fact.Claims = l.Fact.Claims[:min(len(l.Fact.Claims), proofs)]
		if l.Fact.Evidence = l.Fact.Evidence[:min(len(l.Fact.Evidence), proofs)]; l.into != nil {
			*l.into = l.Fact.Evidence
		}
	}
	return more
}

package relations

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// block is a stretch of text that stands for entities: a name, a person with
// the titles around the name, a resolved nominal or pronoun.
type block struct {
	text.Span
	entities []int
	person   bool
}

// views holds the blocks of each sentence.
type views struct{ blocks [][]block }

// roleGap is how far, in bytes, a title may stand from the name it belongs to:
// a comma, an honorific, "H.E. Mr".
const roleGap = 24

func newViews(a *extract.Analysis) views {
	v := views{make([][]block, len(a.Sentences))}
	wide := map[int]text.Span{} // persons' mentions with their titles
	for _, r := range a.Roles {
		if r.Person < 0 || r.Span.Empty() {
			continue
		}
		m := a.Mentions[r.Person]
		sp, ok := wide[r.Person]
		if !ok {
			sp = m.Span
		}
		gap := max(r.Span.Start-sp.End, sp.Start-r.Span.End)
		if gap > roleGap || gap > 0 && strings.ContainsAny(a.Doc.Slice(between(sp, r.Span)), ".;:\n()“”\"") && !onlyHonorific(a.Doc.Slice(between(sp, r.Span))) {
			continue
		}
		if gap > 0 && hasVerb(a, between(sp, r.Span)) {
			continue
		}
		wide[r.Person] = text.Span{Start: min(sp.Start, r.Span.Start), End: max(sp.End, r.Span.End)}
	}
	for i, m := range a.Mentions {
		entities := slices.Clone(m.Also)
		if m.Entity >= 0 {
			entities = append([]int{m.Entity}, slices.DeleteFunc(entities, func(e int) bool { return e == m.Entity })...)
		}
		if m.Kind == extract.Pronoun && firstPerson[strings.ToLower(a.Doc.Slice(m.Span))] {
			entities = slices.DeleteFunc(entities, func(e int) bool { return a.Entities[e].Type != vocab.Person })
		}
		if len(entities) == 0 || m.Sentence < 0 || m.Sentence >= len(v.blocks) {
			continue
		}
		b := block{m.Span, entities, m.Type == vocab.Person}
		if sp, ok := wide[i]; ok {
			b.Span = sp
		}
		v.blocks[m.Sentence] = append(v.blocks[m.Sentence], b)
	}
	for i := range v.blocks {
		bs := v.blocks[i]
		slices.SortStableFunc(bs, func(x, y block) int {
			return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
		})
		kept := bs[:0]
		for _, b := range bs { // what lies inside a longer block is part of it
			if n := len(kept); n > 0 && kept[n-1].Contains(b.Span) {
				continue
			}
			if n := len(kept); n > 0 && kept[n-1].Overlaps(b.Span) {
				continue
			}
			kept = append(kept, b)
		}
		v.blocks[i] = kept
	}
	return v
}

// firstPerson pronouns stand for the speaker, never for the speaker's body.
var firstPerson = words(`i me my mine myself`)

// between is the gap between two spans that do not overlap.
func between(x, y text.Span) text.Span {
	if x.End <= y.Start {
		return text.Span{Start: x.End, End: y.Start}
	}
	if y.End <= x.Start {
		return text.Span{Start: y.End, End: x.Start}
	}
	return text.Span{Start: y.Start, End: y.Start}
}

func onlyHonorific(s string) bool {
	return strings.Trim(strings.NewReplacer("Mr", "", "Ms", "", "Mrs", "", "Dr", "", "H.E", "", "Gen", "", "Adm", "", "Hon", "").Replace(s), " ,.\u00a0") == ""
}

// hasVerb reports whether a finite verb stands in a span.
func hasVerb(a *extract.Analysis, sp text.Span) bool {
	i, _ := slices.BinarySearchFunc(a.Tokens, sp.Start, func(t text.Token, at int) int { return cmp.Compare(t.Start, at) })
	for ; i < len(a.Tokens) && a.Tokens[i].End <= sp.End; i++ {
		switch a.Tokens[i].Tag {
		case "VBZ", "VBD", "MD", "VBP":
			return true
		}
	}
	return false
}

package roles

import (
	"cmp"
	"regexp"
	"slices"
	"sort"

	"entente/extract"
	"entente/text"
	"entente/text/dates"
	"entente/text/vocab"
)

// Positions makes a SUCCEEDED relation of every role whose predecessor is named,
// and a HOLDS_POSITION relation of every role that has a person and
// a body, one for each person, body and modality, with the fullest title and
// the sentence that states it. They are ordered by where they stand.
func Positions(a *extract.Analysis) []extract.Relation {
	type key struct {
		person, body int
		modality     vocab.Modality
	}
	best := map[key]int{}
	var out []extract.Relation
	for _, r := range a.Roles {
		if r.Person >= 0 && r.Replaces > 0 {
			if x, y := a.Mentions[r.Person].Entity, a.Mentions[r.Replaces].Entity; x >= 0 && y >= 0 && x != y {
				out = append(out, extract.Relation{
					Subject: x, Object: y, Type: vocab.Succeeded, Modality: r.Modality, AttributedTo: -1, Confidence: confidence(r),
					Evidence: sentence(a, r.Span), Trigger: r.Span, Rule: "role: successor",
				})
			}
		}
		if r.Person < 0 || r.Body < 0 {
			continue
		}
		k := key{a.Mentions[r.Person].Entity, a.Mentions[r.Body].Entity, r.Modality}
		if k.person < 0 || k.body < 0 || !vocab.HoldsPosition.Allows(a.Entities[k.person].Type, a.Entities[k.body].Type) {
			continue
		}
		rel := extract.Relation{
			Subject: k.person, Object: k.body, Type: vocab.HoldsPosition, Modality: r.Modality, Title: r.Title, AttributedTo: -1,
			Confidence: confidence(r), Evidence: sentence(a, r.Span), Trigger: r.Span, Rule: "role: " + r.Rule,
		}
		rel.From, rel.To = term(a, r)
		i, seen := best[k]
		switch {
		case !seen:
			best[k] = len(out)
			out = append(out, rel)
		case len(rel.Title) > len(out[i].Title):
			out[i] = rel
		case rel.From != "" && out[i].From == "" && rel.Title == out[i].Title:
			out[i].From, out[i].To = rel.From, rel.To
		}
	}
	slices.SortStableFunc(out, func(x, y extract.Relation) int { return cmp.Compare(x.Trigger.Start, y.Trigger.Start) })
	return out
}

// tenure is what may stand between an office and the time it was held.
var tenure = regexp.MustCompile(`(?i)^[\s\x{a0}]*[,(]?[\s\x{a0}]*(?:from|since|between|in|during|until|for the period)?[\s\x{a0}]*$`)

// term is when an office was held, where the text says so right after it: "from 2010
// to 2012", "(2004-2008)", "since May 2014". A single day is that of something else.
func term(a *extract.Analysis, r extract.Role) (from, to string) {
	i := sort.Search(len(a.Dates), func(i int) bool { return a.Dates[i].Start >= r.Span.End })
	if i == len(a.Dates) || a.Dates[i].Start-r.Span.End > 24 || a.Dates[i].End > sentence(a, r.Span).End {
		return "", ""
	}
	d := a.Dates[i]
	if !tenure.MatchString(a.Doc.Slice(text.Span{Start: r.Span.End, End: d.Start})) || d.Kind != dates.Since && d.From == d.To && len(d.From) > len("2012-05") {
		return "", ""
	}
	return d.From, d.To
}

func confidence(r extract.Role) float64 {
	switch {
	case r.Rule == "title before name":
		return 0.95
	case r.Rule == "title after name":
		return 0.9
	}
	return 0.8
}

// sentence is the span of the sentence that holds sp.
func sentence(a *extract.Analysis, sp text.Span) text.Span {
	i := sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].Start > sp.Start }) - 1
	if i < 0 || a.Sentences[i].End < sp.End {
		return sp
	}
	return a.Sentences[i].Span
}

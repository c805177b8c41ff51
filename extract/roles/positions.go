package roles

import (
	"cmp"
	"slices"
	"sort"

	"entente/extract"
	"entente/text"
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
		i, seen := best[k]
		switch {
		case !seen:
			best[k] = len(out)
			out = append(out, rel)
		case len(rel.Title) > len(out[i].Title):
			out[i] = rel
		}
	}
	slices.SortStableFunc(out, func(x, y extract.Relation) int { return cmp.Compare(x.Trigger.Start, y.Trigger.Start) })
	return out
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

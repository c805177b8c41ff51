package queries_test

import (
	"slices"
	"testing"

	"entente/queries"
	"entente/text/vocab"
)

// TestSurroundings wants what there is to choose from to come to what is let through: a
// page shows both beside each other.
func TestSurroundings(t *testing.T) {
	s := sampleStore(t)
	asked := 0
	for e, err := range s.Entities(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []queries.Filter{
			{}, {Modalities: vocab.Modalities()}, {Types: []vocab.RelationType{vocab.MetWith, vocab.MemberOf}}, {Types: []vocab.RelationType{vocab.HoldsPosition}, MinConfidence: 0.8},
			{Since: "2031-05", Planned: queries.WithPlanned},
		} {
			for _, kinds := range [][]vocab.EntityType{nil, {vocab.Person}, {vocab.Country, vocab.Organization}} {
				v, err := queries.Look(t.Context(), s, queries.ViewParams{Filter: f, Around: []string{e.ID}, Kinds: kinds})
				if err != nil {
					t.Fatal(err)
				}
				if len(v.Around) == 0 { // it is part of another
					continue
				}
				a, types, modalities, others := v.Around[0], 0, 0, 0
				for typ, n := range a.ByType {
					if len(f.Types) == 0 || slices.Contains(f.Types, typ) {
						types += n
					}
				}
				for m, n := range a.ByModality {
					if m == vocab.Asserted || m == vocab.Former || slices.Contains(f.Modalities, m) || m == vocab.Planned && f.Planned != "" {
						modalities += n
					}
				}
				for k, n := range a.ByKind {
					if len(kinds) == 0 || slices.Contains(kinds, k) {
						others += n
					}
				}
				if types != a.Ties || modalities != a.Ties || others != a.Neighbours || a.Shown != a.Neighbours {
					t.Errorf("%s, %+v, %v: %d ties by type, %d by modality, %d others; %+v", e.ID, f, kinds, types, modalities, others, a)
				}
				asked += a.Ties
			}
		}
	}
	if asked < 50 {
		t.Error(asked)
	}
}

package queries

import (
	"testing"

	"entente/text/vocab"
)

func TestSentence(t *testing.T) {
	a, b := Party{Name: "A"}, Party{Name: "B"}
	for _, c := range []struct {
		f    Fact
		want string
	}{
		{Fact{Type: vocab.MetWith, Modality: vocab.Asserted, From: "2024-05-03", To: "2024-05-03", Place: "Oslo"}, "A met B in Oslo on 2024-05-03"},
		{Fact{Type: vocab.MetWith, Modality: vocab.Planned, From: "2024-05", To: "2024-05"}, "A is to meet B in 2024-05"},
		{Fact{Type: vocab.Visited, Modality: vocab.Negated}, "A did not visit B"},
		{Fact{Type: vocab.HeldIn, Modality: vocab.Negated}, "A was not held in B"},
		{Fact{Type: vocab.HeldIn, Modality: vocab.Asserted, From: "2024-05-03", To: "2024-05-04"}, "A was held in B, 2024-05-03 to 2024-05-04"},
		{Fact{Type: vocab.MemberOf, Modality: vocab.Former, To: "2020", Title: "observer"}, "A was a member of B as observer, until 2020"},
		{Fact{Type: vocab.MemberOf, Modality: vocab.Negated}, "A is not a member of B"},
		{Fact{Type: vocab.CooperatesWith, Modality: vocab.Negated}, "A does not cooperate with B"},
		{Fact{Type: vocab.Supports, Modality: vocab.Hypothetical}, "A may support B"},
		{Fact{Type: vocab.Succeeded, Modality: vocab.Asserted}, "A succeeded B"},
		{Fact{Type: vocab.HoldsPosition, Modality: vocab.Asserted, Title: "Chair", From: "2020"}, "A is Chair at B, since 2020"},
		{Fact{Type: vocab.HoldsPosition, Modality: vocab.Former}, "A held an office at B"},
	} {
		if got := c.f.sentence(a, b); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	f := Fact{Type: vocab.HoldsPosition, Modality: vocab.Planned, Title: "President"}
	if got, want := f.sentence(a, Party{Name: "B", Type: vocab.Country}), "A is to be President of B"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, typ := range vocab.RelationTypes() {
		if p := phrases[typ]; p.do == "" || p.does == "" || p.did == "" {
			t.Errorf("%s has no words", typ)
		}
	}
}

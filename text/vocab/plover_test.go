package vocab

import "testing"

func TestInteractionOf(t *testing.T) {
	for _, c := range []struct {
		t    RelationType
		m    Modality
		rule string
		want Interaction
	}{
		{MetWith, Asserted, "verb:meet", Interaction{"CONSULT", "", "040"}},
		{MetWith, Asserted, "noun:call", Interaction{"CONSULT", "phone", "041"}},
		{MetWith, Asserted, "noun:call between", Interaction{"CONSULT", "phone", "041"}},
		{MetWith, Asserted, "verb:speak by phone", Interaction{"CONSULT", "phone", "041"}},
		{MetWith, Asserted, "verb:welcome", Interaction{"CONSULT", "visit", "043"}},
		{MetWith, Planned, "verb:phone", Interaction{"AGREE", "", "036"}},
		{MetWith, Negated, "verb:meet", Interaction{"REJECT", "meet", "125"}},
		{Visited, Former, "verb:visit", Interaction{"CONSULT", "visit", "042"}},
		{Attacked, Hypothetical, "noun:attack", Interaction{"THREATEN", "violence", "138"}},
		{Sanctioned, Asserted, "verb:sanction", Interaction{"SANCTION", "", "163"}},
	} {
		if got, ok := InteractionOf(c.t, c.m, c.rule); !ok || got != c.want {
			t.Errorf("%s %s by %s: %v, %v, want %v", c.m, c.t, c.rule, got, ok, c.want)
		}
	}
	for _, none := range []RelationType{MemberOf, HoldsPosition, LocatedIn, PartOf} {
		if got, ok := InteractionOf(none, Asserted, ""); ok {
			t.Errorf("%s is %v, want no event", none, got)
		}
	}
	if _, ok := InteractionOf(MetWith, Hypothetical, "verb:meet"); ok {
		t.Error("a meeting that somebody called for is no event")
	}
}

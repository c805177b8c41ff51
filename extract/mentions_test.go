package extract

import (
	"slices"
	"testing"

	"entente/text"
)

func TestAddMentionsMendsEveryIndex(t *testing.T) {
	at := func(start, end, entity int) Mention {
		return Mention{Span: text.Span{Start: start, End: end}, Entity: entity}
	}
	a := &Analysis{
		Mentions: []Mention{at(10, 15, 0), at(20, 25, 1)},
		Roles:    []Role{{Person: 1, Body: 0}, {Person: -1, Body: -1}},
		Entities: []Entity{{Mentions: []int{0}}, {Mentions: []int{1}}},
	}
	places := a.AddMentions([]Mention{at(30, 32, 1), at(5, 16, 0), {Span: text.Span{Start: 20, End: 40}, Entity: 0, Also: []int{1}}})
	if want := []int{4, 0, 2}; !slices.Equal(places, want) {
		t.Errorf("places %v, want %v", places, want)
	}
	if r := a.Roles[0]; r.Person != 3 || r.Body != 1 {
		t.Errorf("role points to %d and %d, want 3 and 1", r.Person, r.Body)
	}
	if r := a.Roles[1]; r.Person != -1 || r.Body != -1 {
		t.Errorf("role without person and body points to %d and %d", r.Person, r.Body)
	}
	if got, want := a.Entities[0].Mentions, []int{0, 1, 2}; !slices.Equal(got, want) {
		t.Errorf("entity 0 has mentions %v, want %v", got, want)
	}
	if got, want := a.Entities[1].Mentions, []int{2, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("entity 1 has mentions %v, want %v", got, want)
	}
}

package relations_test

import (
	"slices"
	"testing"

	"entente/extract"
	"entente/extract/relations"
	"entente/internal/goldtest"
)

func TestUnread(t *testing.T) {
	before := all(t)
	before = before[:slices.IndexFunc(before, func(s extract.Stage) bool { return s.Name() == "parser" })]
	for _, tt := range []struct {
		text string
		want bool
		why  string
	}{
		{strand + " met " + saar + " in Oslo.", false, "both ends stand beside the verb"},
		{"In Oslo, speaking after " + strand + ", " + saar + " spoke of the sea and, to general surprise, criticized the government of Russia.", true, "the subject is far"},
		{"The Foreign Ministry of Norway thanked all who came.", false, "nobody is named who could be thanked"},
		{strand + " looked at the sea in Estonia.", false, "no predicate"},
		{"Norway will provide 5 million to the hospitals of Estonia.", true, "aid"},
	} {
		a := &extract.Analysis{Doc: release("Readout\n\n"+tt.text+"\n", "")}
		apply(t, t.Context(), a, before)
		got := relations.New(goldtest.Set(t).Lexicon).Unread(a)
		if got[len(got)-1] != tt.want {
			t.Errorf("%q: %v, want %v: %s", tt.text, !tt.want, tt.want, tt.why)
		}
	}
}

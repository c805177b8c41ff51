package relations_test

import (
	"context"
	"fmt"
	"reflect"
	"regexp"
	"testing"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// FuzzRelations feeds any bytes to the whole pipeline: what comes out keeps
// the promises of extract.Relation, and a second run gives the same.
func FuzzRelations(f *testing.F) {
	for _, tt := range cases {
		f.Add(tt.headline + "\n\n" + tt.text)
	}
	for _, s := range []string{
		"", "(", "met", "to", "A met B (", "meeting between and", "’s visit to", "“", "Members: \n- \n- NATO",
		"NATO, NATO and NATO met NATO of NATO, including NATO", "to to to visit visit", "\xff\xfe met \xf0", "including including Norway",
		"Norway Norway's of of Norway, , and and Sweden", "If who which that Norway joins", "On 31 February 2024 Norway met on 2024-99-99.",
	} {
		f.Add(s)
	}
	p := pipeline(f)
	f.Fuzz(func(t *testing.T, s string) {
		a, err := p.Run(context.Background(), release(s, "NATO"))
		if err != nil {
			t.Fatal(err)
		}
		if fault := faulty(a); fault != "" {
			t.Fatal(fault)
		}
		again, err := p.Run(context.Background(), release(s, "NATO"))
		if err != nil || !reflect.DeepEqual(a.Relations, again.Relations) {
			t.Fatal("a second run differs", err)
		}
	})
}

var iso = regexp.MustCompile(`^(\d{4}(-\d\d(-\d\d)?)?)?$`)

// faulty says what is wrong with the relations of a release, if anything is.
func faulty(a *extract.Analysis) string {
	sentences := map[text.Span]bool{}
	for _, s := range a.Sentences {
		sentences[s.Span] = true
	}
	whole := text.Span{End: len(a.Doc.Text())}
	for i, r := range a.Relations {
		wrong := func(format string, args ...any) string {
			return fmt.Sprintf("relation %d (%s, rule %q): %s", i, r.Type, r.Rule, fmt.Sprintf(format, args...))
		}
		n := len(a.Entities)
		switch {
		case r.Subject < 0 || r.Subject >= n || r.Object < 0 || r.Object >= n || r.AttributedTo < -1 || r.AttributedTo >= n:
			return wrong("subject %d, object %d, attributed to %d of %d entities", r.Subject, r.Object, r.AttributedTo, n)
		case r.Subject == r.Object:
			return wrong("ties %s to itself", a.Entities[r.Subject].Name)
		case !r.Type.Allows(a.Entities[r.Subject].Type, a.Entities[r.Object].Type):
			return wrong("runs from %s to %s", a.Entities[r.Subject].Type, a.Entities[r.Object].Type)
		case r.Evidence.Empty() || !sentences[r.Evidence]:
			return wrong("the evidence %v is no sentence", r.Evidence)
		case r.Trigger.Empty() || !whole.Contains(r.Trigger):
			return wrong("the trigger %v is not in the text", r.Trigger)
		case !(r.Confidence > 0 && r.Confidence <= 1):
			return wrong("confidence %v", r.Confidence)
		case !modalities[r.Modality]:
			return wrong("modality %q", r.Modality)
		case !iso.MatchString(r.From) || !iso.MatchString(r.To) || r.From == "" && r.To != "" || r.To == "" && r.From != "" && r.Type != vocab.HoldsPosition: // an office may be held to this day
			return wrong("from %q to %q", r.From, r.To)
		case len(r.From) == len(r.To) && r.From > r.To:
			return wrong("ends before it begins: %q to %q", r.From, r.To)
		case r.Rule == "":
			return wrong("no rule")
		case (r.Title != "") != (r.Type == vocab.HoldsPosition):
			return wrong("title %q", r.Title)
		}
	}
	return ""
}

var modalities = map[vocab.Modality]bool{vocab.Asserted: true, vocab.Planned: true, vocab.Former: true, vocab.Negated: true, vocab.Hypothetical: true}

package relations

import (
	"strings"

	"entente/extract"
	"entente/text/dates"
	"entente/text/vocab"
)

// speech relations happen when the release says them, or at the meeting it reports.
var speech = map[vocab.RelationType]bool{vocab.Praised: true, vocab.CalledOn: true, vocab.Criticized: true}

var ofEvent = map[vocab.RelationType]bool{vocab.Hosted: true, vocab.Organized: true, vocab.ParticipatedIn: true, vocab.HeldIn: true, vocab.Supports: true}

// inherit gives dates to undated facts where the release settles them: what is
// said at a meeting was said on its day; what is done at an event falls on its days.
func inherit(a *extract.Analysis, rs []extract.Relation) {
	type span struct{ from, to string }
	met := map[int]span{} // person -> day of an asserted meeting
	event := map[int]span{}
	for _, r := range rs {
		if r.From == "" {
			continue
		}
		switch {
		case r.Type == vocab.MetWith && r.Modality == vocab.Asserted:
			for _, e := range []int{r.Subject, r.Object} {
				if _, ok := met[e]; !ok {
					met[e] = span{r.From, r.To}
				}
			}
		case r.Type == vocab.HeldIn:
			if _, ok := event[r.Subject]; !ok {
				event[r.Subject] = span{r.From, r.To}
			}
		case ofEvent[r.Type] && a.Entities[r.Object].Type == vocab.Event:
			if _, ok := event[r.Object]; !ok {
				event[r.Object] = span{r.From, r.To}
			}
		}
	}
	type deed struct {
		t vocab.RelationType
		s int
	}
	days0 := map[deed]span{} // when the subject did this at all
	for _, r := range rs {
		if k := (deed{r.Type, r.Subject}); r.From != "" && days0[k].from == "" {
			days0[k] = span{r.From, r.To}
		}
	}
	main, days := mainEvent(a)
	if _, ok := event[main]; main >= 0 && !ok && days.From != "" {
		event[main] = span{days.From, days.To}
	}
	for i := range rs {
		r := &rs[i]
		if r.From != "" {
			continue
		}
		var d span
		switch {
		case r.Evidence == a.Sentences[0].Span && occasions[r.Type]: // the headline's fact is told again below
			d = days0[deed{r.Type, r.Subject}]
		case r.Type == vocab.HeldIn:
			d = event[r.Subject]
		case ofEvent[r.Type] && a.Entities[r.Object].Type == vocab.Event:
			d = event[r.Object]
		case speech[r.Type] && r.Modality == vocab.Asserted && a.Entities[r.Subject].Type == vocab.Person:
			var ok bool
			if d, ok = met[r.Subject]; !ok && len(a.Doc.Published.ISO) == 10 {
				d = span{a.Doc.Published.ISO, a.Doc.Published.ISO}
			}
		}
		r.From, r.To = d.from, d.to
	}
}

// mainEvent is the first event that the release names, with the days that its
// text gives for "the two-day meeting (25-26 October)".
func mainEvent(a *extract.Analysis) (int, dates.Interval) {
	event := -1
	for _, m := range a.Mentions {
		if m.Type == vocab.Event && m.Entity >= 0 {
			event = m.Entity
			break
		}
	}
	if event < 0 {
		return -1, dates.Interval{}
	}
	for _, d := range a.Dates {
		if d.From == "" || len(d.From) < 10 {
			continue
		}
		before := strings.TrimRight(a.Doc.Text()[max(0, d.Start-40):d.Start], " (,\u00a0")
		for _, w := range []string{"meeting", "event", "conference", "summit", "forum", "exercise", "workshop", "session", "seminar"} {
			if strings.HasSuffix(strings.ToLower(before), w) {
				return event, d.Interval
			}
		}
	}
	return event, dates.Interval{}
}

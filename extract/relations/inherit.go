package relations

import (
	"maps"
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/dates"
	"entente/text/vocab"
)

// speech relations happen when the release says them, or at the meeting it reports.
var speech = map[vocab.RelationType]bool{vocab.Praised: true, vocab.CalledOn: true, vocab.Criticized: true, vocab.Sanctioned: true}

var ofEvent = map[vocab.RelationType]bool{vocab.Hosted: true, vocab.Organized: true, vocab.ParticipatedIn: true, vocab.HeldIn: true, vocab.Supports: true}

// interval is the time of a fact.
type interval struct{ from, to string }

// inherit gives dates to undated facts where the release settles them: what is
// said at a meeting was said on its day; what is done at an event falls on its
// days; who is met on a journey is met during it.
func inherit(a *extract.Analysis, rs []extract.Relation) {
	met := map[int]interval{}   // person -> day of an asserted meeting
	trips := map[int]interval{} // traveller -> days of the journey
	told := eventDays(a)
	event := maps.Clone(told)
	for _, r := range rs {
		if r.From == "" {
			continue
		}
		d := interval{r.From, r.To}
		switch {
		case r.Type == vocab.MetWith && r.Modality == vocab.Asserted:
			keep(met, r.Subject, d)
			keep(met, r.Object, d)
		case r.Type == vocab.Visited:
			keep(trips, r.Subject, d)
		case r.Type == vocab.HeldIn:
			keep(event, r.Subject, d)
		case ofEvent[r.Type] && a.Entities[r.Object].Type == vocab.Event:
			keep(event, r.Object, d)
		}
	}
	if main, days := mainEvent(a); main >= 0 && days.From != "" {
		keep(event, main, interval{days.From, days.To})
	}
	released := interval{}
	if len(a.Doc.Published.ISO) == 10 {
		released = interval{a.Doc.Published.ISO, a.Doc.Published.ISO}
	}
	occasion := occasionDay(a)
	if occasion.from != "" {
		released = occasion
	}
	for i := range rs {
		r := &rs[i]
		var d interval
		if of := eventOf(a, *r); of >= 0 {
			d = event[of]
			if t := told[of]; t.from != "" { // the event's own days are surer than the sentence's
				r.From, r.To = t.from, t.to
			}
		}
		if r.From != "" {
			continue
		}
		switch {
		case d.from != "":
		case r.Rule == joinsMeeting:
			d = met[r.Subject]
		case r.Type == vocab.MetWith && r.Modality == vocab.Asserted && inHeadline(a, r.Evidence) && occasion.from != "":
			d = occasion // the body tells the day of what the headline tells
		case occasions[r.Type]:
			if d = trips[r.Subject]; d.from == "" && r.Type == vocab.MetWith {
				d = trips[r.Object]
			}
		case r.Type == vocab.Supports && r.Modality == vocab.Asserted && a.Entities[r.Subject].Type != vocab.Person: // said at the meeting
			d = occasion
		case (speech[r.Type] || r.Type == vocab.Supports && a.Entities[r.Subject].Type == vocab.Person) && r.Modality == vocab.Asserted:
			if d = met[r.Subject]; d.from == "" {
				d = released
			}
		}
		r.From, r.To = d.from, d.to
	}
}

// occasionDay is the day of what the release reports: the date in its first
// sentence of body, where that tells of a meeting past.
func occasionDay(a *extract.Analysis) interval {
	for _, s := range a.Sentences {
		if s.Role != text.Body {
			continue
		}
		past := slices.ContainsFunc(a.Tokens[s.First:s.Last], func(t text.Token) bool { return gathered[strings.ToLower(a.Doc.Slice(t.Span))] })
		for _, d := range datesIn(a, s.Span) {
			if past && len(d.From) == 10 && d.From == d.To && d.From <= a.Doc.Published.ISO {
				return interval{d.From, d.To}
			}
		}
		return interval{}
	}
	return interval{}
}

var gathered = words(`met held convened gathered spoke participated attended hosted welcomed received concluded`)

// eventOf is the event that a relation is about, or -1.
func eventOf(a *extract.Analysis, r extract.Relation) int {
	switch {
	case r.Type == vocab.HeldIn:
		return r.Subject
	case ofEvent[r.Type] && a.Entities[r.Object].Type == vocab.Event:
		return r.Object
	}
	return -1
}

func keep(m map[int]interval, k int, d interval) {
	if _, ok := m[k]; !ok {
		m[k] = d
	}
}

// eventDays are the days told right after an event's name: "the Forum in Ode on
// 7-8 July".
func eventDays(a *extract.Analysis) map[int]interval {
	out := map[int]interval{}
	for _, m := range a.Mentions {
		if m.Type != vocab.Event || m.Entity < 0 || m.Sentence < 0 {
			continue
		}
		for _, d := range datesIn(a, text.Span{Start: m.End, End: a.Sentences[m.Sentence].End}) {
			if d.From == "" {
				continue
			}
			if d.Start-m.End <= afterEvent && !hasVerb(a, text.Span{Start: m.End, End: d.Start}) {
				keep(out, m.Entity, interval{d.From, d.To})
			}
			break
		}
	}
	return out
}

const afterEvent = 48 // bytes between an event's name and its date

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

package names

import (
	"strings"

	"entente/extract/lexicon"
	"entente/text/vocab"
)

// longestName bounds, in words, how far a name is followed.
const longestName = 24

// leftOf is the first word of the name whose head is word at.
func (r *reading) leftOf(at int, s *sentence) int {
	first := at
	h := r.facts[at].head
	meeting := h == nil || h.typ == vocab.Event // only a sitting ("Round") comes without
	for i := at - 1; i >= s.first && at-i < longestName; {
		w := &r.words[i]
		switch {
		case r.named(i):
			if k := r.facts[i].known; k >= 0 && r.known[k].last <= first && r.known[k].first < i {
				i = r.known[k].first
			} else if t := r.facts[i].title; t >= 0 && r.titles[t].Plural && r.titles[t].last == first && (first == at || r.facts[first].common && r.titles[t].last-r.titles[t].first > 1) {
				i = r.titles[t].first // "Heads of Government Meeting"
			} else if (r.stopsLeft(i, s) || calendar[w.key]) && !(meeting && w.key == "special" && first < at) {
				return r.trimLeft(first, at, s)
			}
			first = i
			i--
			continue
		case w.kind == number && (ordinalWord(w.key) || year(w.key) && !r.is(i-1, months...)):
			first = i
			if ordinalWord(w.key) {
				return r.trimLeft(first, at, s)
			}
			i--
			continue
		case w.s == "-" && w.glued && r.words[first].glued && i > s.first && r.named(i-1),
			meeting && (w.s == "–" || w.s == "-") && i > s.first && r.party(i-1) && r.party(first): // "U.S. – AU Dialogue"
			i--
			first = i
			continue
		case meeting && w.kind == number && i-3 >= s.first && r.words[i-1].s == "+" && r.words[i-2].kind == number: // "2+2"
			first = i - 2
			i -= 3
			continue
		case w.kind == possessive && i > s.first && r.innerPossessive(i):
			first = i - 1
			if t := r.facts[first].title; t >= 0 {
				first = r.titles[t].first
			}
			i = first - 1
			continue
		case w.s == "," && i > s.first && first == at && companies[r.words[at].key] && r.named(i-1):
			i--
			first = i
			continue
		case meeting && w.key == "and" && i-2 > s.first && r.is(i-1, ",") && r.named(i-2) && r.plainWord(i-2) && i+1 == first && first < at && r.plainWord(first):
			first = r.listLeft(i-1, s) // "Climate, Energy, and Water Ministerial"
			i = first - 1
			continue
		case (w.key == "and" || w.s == "&") && i > s.first && r.named(i-1) && r.facts[i-1].title < 0 &&
			(w.s == "&" || r.plainWord(i-1) && i+1 == first && r.topic(i+1, i+2)):
			i--
			if j := r.listLeft(i, s); j < i {
				i = j
			}
			first = i
			i--
			continue
		case (w.key == "of" || w.key == "in") && i > s.first && r.named(i-1) && r.plainWord(i-1) && r.facts[i-1].title < 0 && !s.titled:
			i--
			first = i
			i--
			continue
		}
		break
	}
	return r.trimLeft(first, at, s)
}

// party reports whether word i is a known country or body, or an acronym, that
// may hold a meeting with another.
func (r *reading) party(i int) bool {
	if k := r.facts[i].known; k >= 0 {
		return r.known[k].Entries[0].Type == vocab.Country || r.known[k].Entries[0].Type == vocab.Organization
	}
	return r.words[i].shout
}

// listLeft goes left over "A, B, and C": i is the word before "and" or a comma.
func (r *reading) listLeft(i int, s *sentence) int {
	if r.is(i, ",") {
		i--
	}
	for i-2 >= s.first && r.is(i-1, ",") && r.named(i-2) && r.plainWord(i-2) && r.plainWord(i) {
		i -= 2
	}
	return i
}

// plainWord reports whether word i is an ordinary word written with a capital:
// a topic rather than a name of its own.
func (r *reading) plainWord(i int) bool {
	f := &r.facts[i]
	if k := f.known; k >= 0 {
		return r.known[k].Surface == lexicon.Demonym && r.known[k].Entries[0].Type == vocab.Place
	}
	if f.family && i > 0 && r.named(i-1) && r.facts[i-1].given {
		return false // "Susan Rice"
	}
	return f.common && f.title < 0 && (f.head == nil || f.head.weak)
}

// stopsLeft reports whether word i cannot belong to the name right of it.
func (r *reading) stopsLeft(i int, s *sentence) bool {
	if r.titled(i) {
		return true
	}
	return s.titled && leading[r.words[i].key]
}

// titled reports whether word i belongs to a title of people and not, by
// chance, to a name ("General Assembly", "Chief Executives Board").
func (r *reading) titled(i int) bool {
	t := r.facts[i].title
	if t < 0 {
		return false
	}
	if r.is(i, "justice") && r.is(i-1, "of", "for", "and", ",") {
		return false // a ministry's, not a judge
	}
	if r.titles[t].last-r.titles[t].first > 1 || !ambiguousTitles[r.words[i].key] {
		return true
	}
	return i+1 >= len(r.words) || !r.named(i+1) || !r.facts[i+1].common
}

// trimLeft drops words that stand before a name without belonging to it.
func (r *reading) trimLeft(first, at int, s *sentence) int {
	for first < at {
		w := &r.words[first]
		opening := r.opens(first)
		switch {
		case w.kind == mark || w.kind == possessive || r.facts[first].function:
		case leading[w.key] && r.facts[first].known < 0:
		case ambiguousTitles[w.key] && r.facts[first].title >= 0 && r.facts[first+1].known >= 0 && r.known[r.facts[first+1].known].last > at:
		case opening && !s.titled && r.facts[first].common && r.verbal(first):
		default:
			return first
		}
		first++
	}
	return first
}

// innerPossessive reports whether the possessive at i stands inside a name:
// "Leaders’ Summit", "People’s Congress", but not "Norway’s Parliament".
func (r *reading) innerPossessive(i int) bool {
	f, w := &r.facts[i-1], &r.words[i-1]
	if !r.named(i-1) || i+1 >= len(r.words) || !r.named(i+1) {
		return false
	}
	return inner[w.key] || f.known < 0 && f.common && strings.HasSuffix(w.key, "s") && r.words[i].s != "’s" && r.words[i].s != "'s"
}

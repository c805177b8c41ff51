package names

import (
	"strings"

	"entente/text/vocab"
)

// candidate is a possible name over words[first:last].
type candidate struct {
	first, last int
	typ         vocab.EntityType
	ref         string
	rule        string
	score       float64
	weak        bool // counts only where a sure name of the release supports it
}

// bodies finds names by their head word: "Ministry of Interior", "NATO
// Military Committee", "Conference on Libya", "Resolution 1325".
func (r *reading) bodies() []candidate {
	var out []candidate
	for i := range r.words {
		h := r.facts[i].head
		if h == nil || !r.named(i) || r.titled(i) {
			continue
		}
		if j := r.next(i + 1); j > 0 && r.facts[j].head != nil && r.facts[j].title < 0 {
			continue // the later head reads this word too
		}
		out = r.appendBody(out, i, h)
	}
	return out
}

// next is i if word i goes on the name that the word before it is in, or the
// word after a hyphen; 0 if the name ends.
func (r *reading) next(i int) int {
	if i >= len(r.words) || r.words[i].sentence != r.words[i-1].sentence {
		return 0
	}
	if r.words[i].s == "-" && r.words[i].glued && i+1 < len(r.words) && r.words[i+1].glued && r.named(i+1) {
		return i + 1
	}
	if r.named(i) {
		return i
	}
	return 0
}

// appendBody reads the name whose head is word at.
func (r *reading) appendBody(out []candidate, at int, h *head) []candidate {
	s := r.sentenceOf(at)
	first := r.leftOf(at, s)
	last := r.rightOf(first, at, h, s)
	if first == at && last == at+1 {
		if h.bare || r.words[at].key == "house" && r.chamber && r.is(at-1, "the") {
			out = append(out, candidate{first, last, h.typ, "", "bare head", 0.7, s.titled && !s.shouted && !(h.typ == vocab.Event && r.is(last, "of"))})
		}
		return out
	}
	if r.refuses(first, at, last, h, s) {
		return out
	}
	c := candidate{first, last, h.typ, "", "head", 0.8, false}
	c.typ = r.typeOf(c, at, h)
	if r.twoNames(c, at) {
		return out
	}
	switch {
	case r.is(at, "resolution", "resolutions") && r.words[last-1].kind != number && r.facts[first].known < 0:
		c.weak = true // "Peaceful Resolution of the Crisis"
	case h.typ == vocab.Event && s.titled && r.likeMeeting(first, at, last), last == at+2 && r.unitNumber(at, at+1):
	case h.weak:
		c.weak = s.titled || first == at && h.typ != vocab.Organization
	}
	out = append(out, c)
	if r.is(at, "resolutions") && r.words[last-1].kind == number {
		for last+1 < s.last && r.is(last, ",", "and") {
			last++
			if r.is(last, "and") {
				last++
			}
			if last >= s.last || r.words[last].kind != number {
				break
			}
			out = append(out, candidate{last, last + 1, vocab.Document, "", "numbered", 0.8, false})
			last++
		}
	}
	return out
}

// refuses reports whether words[first:last] with their head at at are no name.
func (r *reading) refuses(first, at, last int, h *head, s *sentence) bool {
	short := last == at+1 // nothing follows the head
	next := r.next(at + 1)
	switch {
	case r.portfolio(first, s):
		return true
	case first == at && r.is(at, "board"): // "Board of Directors"
		return true
	case r.is(last, "affairs") && r.named(last): // "International Organization | Affairs"
		return true
	case at > first && generic[r.words[at-1].key+" "+r.words[at].key]:
		return true
	case h.weak && short && last < s.last && r.named(last) && r.facts[last].common && r.facts[last].title < 0: // "Community | Violence Intervention"
		return true
	case r.facts[at].given && next > 0 && r.facts[next].family: // "Bill Shorten"
		return true
	case r.is(at, "community") && short && first == at-1: // "Italian Community"
		return r.facts[first].common || r.facts[first].known >= 0
	}
	return r.is(at, "order") && short && !r.is(at-1, "executive") // "Public Order"
}

// twoNames reports whether c runs over a body's name into a known name of
// another kind: "White House | American Rescue Plan".
func (r *reading) twoNames(c candidate, at int) bool {
	k, l := r.facts[at].known, r.facts[c.first].known
	if k < 0 || l < 0 || k == l || c.typ == vocab.Organization || r.known[k].last != at+1 {
		return false
	}
	return r.known[l].last == r.known[k].first && r.known[l].Entries[0].Type == vocab.Organization
}

// likeMeeting reports whether a name in a title-case line reads as that of a
// meeting for certain: it is numbered, has a subject, or begins with a pair of
// countries.
func (r *reading) likeMeeting(first, at, last int) bool {
	w := &r.words[first]
	if at > first && sittings[r.words[at].key] && r.facts[at-1].head != nil && r.facts[at-1].head.typ == vocab.Organization && first < at-1 {
		return true // "Lakes Advisory Council Meeting"
	}
	return w.kind == number || ordinals[w.key] || last > at+1 && first < at ||
		first+1 < at && r.words[first+1].s == "-" && r.facts[first].known >= 0
}

// portfolio reports whether the words from first on say what a minister is for:
// "Minister of National Health Services".
func (r *reading) portfolio(first int, s *sentence) bool {
	if first-2 < s.first || !r.is(first-1, "of", "for") {
		return false
	}
	t := r.facts[first-2].title
	return t >= 0 && strings.Contains(r.titles[t].Norm, "Minister")
}

// typeOf mends the type that the head alone suggests.
func (r *reading) typeOf(c candidate, at int, h *head) vocab.EntityType {
	key := r.words[at].key
	switch {
	case key == "assembly" && r.is(at-1, "health"):
		return vocab.Event
	case key == "park" || key == "square":
		return vocab.Place
	case key == "forum" && at > c.first && r.is(at+1, "on") && !ordinalWord(r.words[c.first].key):
		return vocab.Organization
	case r.standing[key] && !ordinalWord(r.words[c.first].key) && (c.last == at+1 || h.typ != vocab.Event):
		return vocab.Organization
	case key == "review" && r.is(at-1, "posture"):
		return vocab.Document
	}
	return h.typ
}

package names

import (
	"strings"

	"entente/text/vocab"
)

// sittings are the words for one meeting of a body that meets many times.
var sittings = set(`meeting session round plenary sitting`)

// sittingKinds may stand between the number of a sitting and its word.
var sittingKinds = set(`regular special ministerial plenary annual joint emergency high-level extraordinary`)

// convened finds meetings named for the body that holds them, and the bodies:
// "Ninth Meeting of the Lakes Dialogue", "fifth session of the Steering
// Committee of the Bee Platform". all are the candidates so far.
// What meets so stands, whatever its head word: the reading remembers it.
func (r *reading) convened(all []candidate) (meetings, bodies []candidate) {
	starts := map[int]candidate{}
	for _, c := range all {
		if c.last > starts[c.first].last {
			starts[c.first] = c
		}
	}
	for i := range r.words {
		s := r.sentenceOf(i)
		if !sittings[r.words[i].key] || i+2 >= s.last || !r.is(i+1, "of") {
			continue
		}
		first := r.sittingFrom(i, s)
		if first < 0 {
			continue
		}
		end, of := r.bodyFrom(i+2, s, starts)
		if end == 0 {
			continue
		}
		for _, body := range of {
			if body.rule == "head" && body.typ != vocab.Organization {
				body.typ = vocab.Organization
				r.meets[r.name(body)] = true
			}
			bodies = append(bodies, body)
		}
		meetings = append(meetings, candidate{first, end, vocab.Event, "", "convened", 0.9, false})
	}
	return meetings, bodies
}

// sittingFrom is the first word of the name whose sitting is word i, or -1:
// a sitting in small letters is named only by its number.
func (r *reading) sittingFrom(i int, s *sentence) int {
	if r.named(i) {
		return r.leftOf(i, s)
	}
	if i > s.first && sittingKinds[r.words[i-1].key] {
		i--
	}
	if i > s.first && numbered(r.words[i-1].key) {
		return i - 1
	}
	return -1
}

// numbered reports whether key is an ordinal that counts the meetings of a
// series; the first and the second may be any.
func numbered(key string) bool {
	switch key {
	case "first", "second", "annual", "inaugural":
		return false
	}
	return ordinalWord(key)
}

// bodyFrom is the end of the body's name that begins at word i, and the bodies
// in it; the end is 0 if there is none.
func (r *reading) bodyFrom(i int, s *sentence, starts map[int]candidate) (int, []candidate) {
	if r.is(i, "the") {
		i++
	}
	c, ok := starts[i]
	if !ok || !bodily(c) {
		return 0, nil
	}
	end, bodies := c.last, []candidate{c}
	for end+1 < s.last {
		j := end
		switch {
		case r.is(j, "of"):
			j++
			if r.is(j, "the") {
				j++
			}
		case r.words[j].s == "(" && j+3 < s.last && r.words[j+1].shout && r.words[j+2].s == ")":
			j += 3 // "of the Lakes Union (LU) Council"
		default:
			return end, bodies
		}
		next, ok := starts[j]
		if !ok || !bodily(next) {
			return end, bodies
		}
		end, bodies = next.last, append(bodies, next)
	}
	return end, bodies
}

// bodily reports whether c may name a body that meets.
func bodily(c candidate) bool {
	return c.typ == vocab.Organization || c.rule == "head" && (c.typ == vocab.Event || c.typ == vocab.Programme)
}

// name is the folded name of c, by which meets knows it.
func (r *reading) name(c candidate) string { return strings.Join(r.keys(c.first, c.last), " ") }

// retype makes organisations of the names that are known to meet.
func (r *reading) retype(all []candidate) {
	for i := range all {
		if c := &all[i]; c.typ != vocab.Organization && r.meets[r.name(*c)] {
			c.typ = vocab.Organization
		}
	}
}

// sittingsOf finds the numbered meetings of a known body: "fifth LAKED meeting".
func (r *reading) sittingsOf(picked []candidate) []candidate {
	var out []candidate
	for _, c := range picked {
		s := r.sentenceOf(c.first)
		if c.typ == vocab.Organization && c.first > s.first && numbered(r.words[c.first-1].key) &&
			c.last < s.last && r.words[c.last].kind == lower && r.is(c.last, "meeting", "session", "summit", "ministerial", "round") {
			out = append(out, candidate{c.first - 1, c.last + 1, vocab.Event, "", "convened", 0.85, false})
		}
	}
	return out
}

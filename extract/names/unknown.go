package names

import (
	"entente/extract/lexicon"
	"entente/text/vocab"
)

// unknown reads the runs of capitalised words that no other rule has explained.
func (r *reading) unknown(picked []candidate) []candidate {
	taken := make([]vocab.EntityType, len(r.words)) // by what kind of name
	for _, c := range picked {
		for i := c.first; i < c.last; i++ {
			taken[i] = c.typ
		}
	}
	var out []candidate
	for i := 0; i < len(r.words); {
		if !r.free(i, taken) {
			i++
			continue
		}
		j := i + 1
		for j < len(r.words) && r.words[j].sentence == r.words[i].sentence &&
			(r.free(j, taken) || r.words[j].s == "-" && r.words[j].glued && j+1 < len(r.words) && r.words[j+1].glued && r.free(j+1, taken)) {
			j++
		}
		if s := r.sentenceOf(i); !s.titled {
			if c, ok := r.guess(i, j, s, taken); ok {
				out = append(out, c)
			}
		}
		i = j
	}
	return out
}

func (r *reading) free(i int, taken []vocab.EntityType) bool {
	return r.named(i) && taken[i] == "" && r.facts[i].title < 0 && !calendar[r.words[i].key]
}

// guess types the unexplained run words[i:j] by its words and its neighbours.
func (r *reading) guess(i, j int, s *sentence, taken []vocab.EntityType) (candidate, bool) {
	c := candidate{i, j, "", "", "", 0.5, false}
	if i > s.first && (taken[i-1] != "" || r.words[i-1].glued) || j < s.last && (taken[j] != "" || r.words[j].s == "-") {
		return c, false
	}
	common, plain := 0, 0
	for k := i; k < j; k++ {
		if r.words[k].kind != capital {
			continue
		}
		plain++
		if r.facts[k].common {
			common++
		}
	}
	if plain > 1 && plain < 4 && i > s.first && saints[r.words[i].key] && r.is(i-1, "in", "at", "near", "from", "to") {
		c.typ, c.rule = vocab.Place, "unknown place" // "from Los Cabos"
		return c, true
	}
	if plain > 1 && plain < 5 && common == 0 {
		c.typ, c.rule = vocab.Person, "among people"
		return c, i-2 >= s.first && r.is(i-1, ",", "and") && taken[i-2] == vocab.Person || j+1 < s.last && r.is(j, ",", "and") && taken[j+1] == vocab.Person
	}
	if plain != 1 || common > 0 || i == s.first || r.words[i].shout {
		return c, false
	}
	switch {
	case r.inPlaceList(i, j, s):
		c.typ, c.rule = vocab.Place, "unknown place"
	case j < s.last && r.is(j, "regime"): // "the Lukashenka regime"
		c.typ, c.rule = vocab.Person, "regime"
	case r.is(i-1, "in", "at", "near") && !r.is(j, "'s", "’s"):
		c.typ, c.rule = vocab.Place, "unknown place"
	default:
		return c, false
	}
	return c, true
}

// inPlaceList reports whether the unknown word stands in a list of places or
// before what it lies in: "Brisbane and Madang", "Clarkston, Georgia".
func (r *reading) inPlaceList(i, j int, s *sentence) bool {
	place := func(k int) bool {
		n := r.facts[k].known
		return n >= 0 && r.known[n].Entries[0].Type == vocab.Place && r.known[n].Surface != lexicon.Demonym
	}
	if i-2 >= s.first && r.is(i-1, "and") && place(i-2) {
		return true
	}
	if j+1 < s.last && r.is(j, ",") && r.is(i-1, "in", "to", "of", "and", "near", "at", "from", "for", "visit", "visiting", "visited") {
		n := r.facts[j+1].known
		return n >= 0 && (place(j+1) || r.known[n].Entries[0].Type == vocab.Country && r.known[n].Surface == lexicon.FullName) && !r.is(i-1, "and", "of", "for", "visit", "visiting", "visited") ||
			place(j+1) && r.is(i-1, "and", "visit", "visiting", "visited")
	}
	return false
}

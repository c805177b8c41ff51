package names

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/text"
	"entente/text/vocab"
)

// lexical turns the lexicon's matches into candidates.
func (r *reading) lexical() []candidate {
	var out []candidate
	for i := range r.known {
		k := &r.known[i]
		if k.Surface == lexicon.ShortName {
			continue // memory decides
		}
		e := r.choose(i)
		c := candidate{k.first, k.last, e.Type, e.ID, "lexicon", 0.85, false}
		if r.is(c.first, "the") && c.last-c.first > 1 {
			c.first++
		}
		if c.last-c.first == 1 && k.Surface == lexicon.Acronym && !r.words[c.first].shout && r.facts[c.first].common {
			continue // "Let" is no LET
		}
		if country := r.lex.Country(e.ISO3); e.Type == vocab.Organization && r.is(c.last-1, "government") && country != nil && c.last-c.first > 1 &&
			slices.Contains(r.lex.Lookup(r.text(c.first, c.last-1)), country) {
			c.last--
			c.typ, c.ref = vocab.Country, country.ID
		} else if n := r.roleIn(c); n > 0 {
			if es := r.lex.Lookup(r.text(c.first, n)); len(es) > 0 {
				c.last, c.typ, c.ref = n, es[0].Type, es[0].ID
			}
		} else if buildings[r.words[c.last-1].key] && c.typ == vocab.Organization && r.placedAt(c.first) {
			c.typ, c.rule = vocab.Facility, "building"
		}
		if k.Surface == lexicon.Capital && r.metonym(k) {
			if country := r.lex.Country(e.ISO3); country != nil {
				c.typ, c.ref, c.rule = vocab.Country, country.ID, "capital"
			}
		}
		out = append(out, c)
	}
	return out
}

// roleIn is where the role begins in a known name that ends in one ("UN High
// Commissioner for Human Rights"), or 0.
func (r *reading) roleIn(c candidate) int {
	if c.typ != vocab.Organization {
		return 0
	}
	for i := c.first + 1; i < c.last; i++ {
		if t := r.facts[i].title; t >= 0 && r.titles[t].first == i && r.titles[t].last-i > 1 && r.titles[t].Class == lexicon.Office && !r.titles[t].Plural && r.named(i-1) {
			return i
		}
	}
	return 0
}

// placedAt reports whether the name at word i is where something happens.
func (r *reading) placedAt(i int) bool {
	if r.is(i-1, "the") {
		i--
	}
	return r.is(i-1, "at", "to", "inside", "outside", "in") && i-1 >= r.sentenceOf(i).first
}

// buildings end names of seats that stand for a body as well.
var buildings = set(`house kremlin pentagon palace street capitol`)

// choose picks the entry that a match stands for by what stands beside it:
// "Clarkston, Georgia" names a place in the country of Clarkston.
func (r *reading) choose(i int) *lexicon.Entry {
	k := &r.known[i]
	if len(k.Entries) == 1 {
		return k.Entries[0]
	}
	near := func(j int) string {
		if j < 0 || j >= len(r.known) {
			return ""
		}
		if e := r.known[j].Entries[0]; e.Type == vocab.Place {
			return e.ISO3
		}
		return ""
	}
	if iso := near(i - 1); iso != "" && r.known[i-1].last+1 == k.first && r.is(k.first-1, ",") {
		if n := slices.IndexFunc(k.Entries, func(e *lexicon.Entry) bool { return e.ISO3 == iso }); n >= 0 {
			return k.Entries[n]
		}
	}
	return k.Entries[0]
}

// metonym reports whether the name of a capital stands for its government: it
// acts ("Moscow continues"), owns ("Beijing’s claims") or stands beside another
// that does.
func (r *reading) metonym(k *known) bool {
	s := r.sentenceOf(k.first)
	if s.titled || s.role == text.Headline {
		return false
	}
	if i := k.first - 1; i >= s.first && (placing[r.words[i].key] || r.words[i].s == ",") {
		return false
	}
	n := k.last
	if i := k.first - 1; i >= s.first && r.is(i, "with", "between", "against", "by") && r.words[i].kind == lower {
		return true
	}
	if n >= s.last {
		return false
	}
	if r.is(n, "authorities", "officials") {
		return true
	}
	if r.is(n, "and") && n+1 < s.last && r.facts[n+1].known >= 0 && r.known[r.facts[n+1].known].Surface == lexicon.Capital ||
		k.first-2 >= s.first && r.is(k.first-1, "and") && r.facts[k.first-2].known >= 0 && r.known[r.facts[k.first-2].known].Surface == lexicon.Capital &&
			r.metonym(&r.known[r.facts[k.first-2].known]) {
		return true
	}
	if r.words[n].kind == possessive {
		return n+1 < s.last && r.words[n+1].kind == lower && k.first > s.first
	}
	tag := r.tag(n)
	return r.words[n].kind == lower && (strings.HasPrefix(tag, "VB") && tag != "VBG" && tag != "VBN" || tag == "MD")
}

// placing are the words before a name that is a place to be in.
var placing = set(`in at from to near outside around into through via visit visited visiting leave left reach reached of`)

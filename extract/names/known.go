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
	senses := r.senses()
	for i := range r.known {
		k := &r.known[i]
		if k.Surface == lexicon.ShortName {
			continue // memory decides
		}
		e := k.Entries[0]
		if senses[e] != nil {
			e = senses[e]
		}
		c := candidate{k.first, k.last, e.Type, e.ID, "lexicon", 0.85, false}
		if k.Surface == lexicon.Capital && r.metonym(k) {
			if country := r.lex.Country(e.ISO3); country != nil {
				c.typ, c.ref, c.rule = vocab.Country, country.ID, "capital"
			}
		}
		if e.Type == vocab.Facility && e.ISO3 != "" && buildings[r.words[k.last-1].key] && r.metonym(k) {
			if country := r.lex.Country(e.ISO3); country != nil { // "the Kremlin’s war"
				c.typ, c.ref, c.rule = vocab.Country, country.ID, "capital"
			}
		}
		if c, ok := r.mend(c, k, e); ok {
			out = append(out, r.parted(c)...)
		}
	}
	return out
}

// parted takes the place off a known event that is named with it: "NATO Summit
// | in | Wales" is an event and a place.
func (r *reading) parted(c candidate) []candidate {
	for i := c.first + 1; c.typ == vocab.Event && i+1 < c.last; i++ {
		if !r.is(i, "in") {
			continue
		}
		for _, e := range r.lex.Lookup(r.text(i+1, c.last)) {
			if e.Type == vocab.Place {
				at := candidate{i + 1, c.last, e.Type, e.ID, c.rule, c.score, false}
				c.last = i
				return []candidate{c, at}
			}
		}
	}
	return []candidate{c}
}

// mend cuts a lexicon match to the name in it, or refuses it.
func (r *reading) mend(c candidate, k *known, e *lexicon.Entry) (candidate, bool) {
	if r.is(c.first, "the") && c.last-c.first > 1 {
		c.first++
	}
	one := c.last-c.first == 1
	s := r.sentenceOf(c.first)
	next := func(keys ...string) bool { return c.last < s.last && r.is(c.last, keys...) }
	switch last := c.last - 1; {
	case r.words[last].kind == possessive, r.is(last, "region") && r.words[last].kind == lower && !one:
		return r.shorten(c, last) // "America’s" is not the Americas
	case e.Type == vocab.Event && r.words[last].kind == lower && !one:
		return c, false // "COVID-19 pandemic"
	case one && k.Surface == lexicon.Acronym && !r.words[last].shout && r.facts[last].common:
		return c, false // "Let" is no LET
	case one && e.Type == vocab.Place && r.facts[last].common && !(last > s.first && placing[r.words[last-1].key]):
		return c, next(",") && c.last+1 < s.last && r.facts[c.last+1].known >= 0 // "Reading", "Shaping"
	case next("-") && r.words[c.last].glued && c.last+1 < s.last && e.Type == vocab.Place:
		switch n := c.last + 1; {
		case k.Surface == lexicon.Acronym && r.words[n].kind == number: // "NC-6"
			return c, false
		case r.is(n, "class") || r.named(n) && r.facts[n].known >= 0 && r.known[r.facts[n].known].Surface == lexicon.Demonym:
			return c, false // "Ohio-class", "Latina-American"
		case r.named(n) && r.facts[n].known < 0 && !r.facts[n].common && one:
			c.last, c.ref = n+1, "" // "Paris-Saclay"
		}
	case k.Surface == lexicon.Demonym && one && last > s.first && !s.titled && r.is(last-1, "south", "north", "west", "east", "western", "eastern") && r.named(last-1):
		return c, false // "South Australian" is of a state
	case k.Surface == lexicon.Demonym && e.Type == vocab.Place && next("affairs") && r.named(c.last):
		return c, false
	case e.Type == vocab.Organization && !one && r.is(last, "affairs") && r.facts[c.first].head == nil:
		if m, ok := r.shorten(c, last); ok && m.typ == vocab.Place {
			return m, true // "Assistant Secretary for Western Hemisphere Affairs"
		}
	case e.Type == vocab.Organization && !one && r.is(last, "government"):
		if m, ok := r.shorten(c, last); ok && m.typ == vocab.Country {
			return m, true // "the Australian Government"
		}
	case buildings[r.words[last].key] && c.typ == vocab.Organization && r.placedAt(c.first):
		c.typ, c.rule = vocab.Facility, "building"
	}
	if n := r.roleIn(c); n > 0 {
		return r.shorten(c, n)
	}
	if e.Type == vocab.Place && r.is(c.first, "africa") && c.first-3 >= s.first && r.is(c.first-3, "sub") && r.is(c.first-1, "saharan") {
		c.first, c.ref = c.first-3, ""
	}
	return c, true
}

// shorten is the candidate that ends at last instead, if the lexicon knows it.
func (r *reading) shorten(c candidate, last int) (candidate, bool) {
	es := r.lex.Lookup(r.text(c.first, last))
	if len(es) == 0 {
		return c, false
	}
	return candidate{c.first, last, es[0].Type, es[0].ID, c.rule, c.score, false}, true
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

// senses settles names that a country and a place share ("Georgia"), once for
// the release: the place is meant where it stands behind a place that lies in
// it ("Atlanta, Georgia").
func (r *reading) senses() map[*lexicon.Entry]*lexicon.Entry {
	m := map[*lexicon.Entry]*lexicon.Entry{}
	for i := range r.known {
		k := &r.known[i]
		if len(k.Entries) < 2 || k.Entries[0].Type == vocab.Organization {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-2; j-- {
			p := &r.known[j]
			e := p.Entries[0]
			if e.Type != vocab.Place || e.ISO3 == "" || e.ISO3 == k.Entries[0].ISO3 || r.words[p.first].sentence != r.words[k.first].sentence || k.first-p.last > 4 {
				continue
			}
			if n := slices.IndexFunc(k.Entries, func(e2 *lexicon.Entry) bool { return e2.ISO3 == e.ISO3 }); n > 0 && r.is(k.first-1, ",") {
				m[k.Entries[0]] = k.Entries[n]
			}
		}
	}
	return m
}

// metonym reports whether the name of a capital stands for its government: it
// acts ("Moscow continues"), owns ("Beijing’s claims") or stands beside another
// that does.
func (r *reading) metonym(k *known) bool {
	s := r.sentenceOf(k.first)
	if s.titled || s.role == text.Headline {
		return false
	}
	if i := k.first - 1; i > s.first && r.is(i, "the") && placing[r.words[i-1].key] {
		return false
	}
	if i := k.first - 1; i >= s.first && (placing[r.words[i].key] || r.words[i].s == ",") {
		return false
	}
	n := k.last
	if i := k.first - 1; i >= s.first && r.words[i].kind == lower && (r.is(i, "with", "between", "against", "by") ||
		r.is(i, "on", "over", "towards") && r.is(i-1, "pressure", "leverage", "sanctions", "influence", "dependence", "reliance")) {
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

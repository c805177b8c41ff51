package roles

import (
	"strings"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/text"
	"entente/text/vocab"
)

// scope tells at what kind of body an office is held when none is named.
type scope uint8

const (
	anyBody      scope = iota
	state              // President, Foreign Minister: a country
	homeState          // Secretary of State, Ambassador: the country that the release speaks for, or none
	organisation       // Secretary General
)

var (
	stateHeads = set(`president vice-president minister premier king queen chancellor amir emir prince princess sultan taoiseach lady gentleman crown-prince pope`)
	homeHeads  = set(`secretary ambassador envoy advisor adviser counselor counsellor undersecretary under-secretary`)
	orgHeads   = set(`secretary-general director-general`)
)

func (h held) scope() scope {
	low := strings.ToLower(h.title)
	switch {
	case orgHeads[h.head], h.head == "secretary general", h.head == "director general":
		return organisation
	case strings.Contains(low, "foreign secretary"):
		return state
	case stateHeads[h.head]:
		return state
	case strings.HasPrefix(low, "assistant to the president"), strings.HasPrefix(low, "deputy assistant to the president"):
		return homeState
	case h.head == "secretary" && !strings.Contains(low, "executive secretary") && !strings.Contains(low, "press secretary"),
		h.head == "undersecretary", h.head == "under-secretary", h.head == "ambassador",
		h.head == "envoy", h.head == "representative" && strings.Contains(low, "special"),
		strings.Contains(low, "trade representative"), strings.Contains(low, "permanent representative"), strings.Contains(low, "high commissioner"),
		strings.Contains(low, "national") && (h.head == "advisor" || h.head == "adviser" || h.head == "director"),
		(h.head == "advisor" || h.head == "adviser") && strings.Contains(low, "policy"):
		return homeState
	}
	return anyBody
}

// context is what a release makes plain about bodies.
type docContext struct {
	a       *extract.Analysis
	lex     *lexicon.Lexicon
	country int // the entity of the country that the release speaks for, or -1
	org     int // the entity of the organisation that publishes it, or -1
}

func newContext(a *extract.Analysis, lex *lexicon.Lexicon) *docContext {
	c := &docContext{a: a, lex: lex, country: -1, org: -1}
	home, org := Publisher(a.Doc, lex)
	for i, e := range a.Entities {
		switch e.Type {
		case vocab.Country:
			if c.country < 0 && home != nil && is(e, home) {
				c.country = i
			}
		case vocab.Organization:
			if c.org < 0 && org != nil && is(e, org) {
				c.org = i
			}
		}
	}
	return c
}

// Publisher returns the country that a release speaks for and the organisation
// that publishes it; nil where its publisher and address tell nothing.
func Publisher(d *text.Document, lex *lexicon.Lexicon) (country, org *lexicon.Entry) {
	for _, m := range lex.Find(d.Publisher) {
		e := m.Entries[0]
		switch {
		case e.Type == vocab.Country && country == nil:
			country = e
		case e.Type == vocab.Organization && org == nil:
			org = e
		}
	}
	if country == nil && org != nil && org.ISO3 != "" {
		country = lex.Country(org.ISO3)
	}
	if country == nil {
		country = lex.Country(domain(d.URL))
	}
	return country, org
}

// domain is the ISO code of the government that runs the address's host.
func domain(url string) string {
	_, host, _ := strings.Cut(url, "//")
	host, _, _ = strings.Cut(host, "/")
	switch {
	case strings.HasSuffix(host, ".gov"), strings.HasSuffix(host, ".mil"):
		return "usa"
	case strings.HasSuffix(host, ".gov.au"):
		return "aus"
	case strings.HasSuffix(host, ".gov.uk"):
		return "gbr"
	case strings.HasSuffix(host, ".gc.ca"), strings.HasSuffix(host, ".canada.ca"):
		return "can"
	case strings.HasSuffix(host, ".govt.nz"):
		return "nzl"
	}
	return ""
}

// is reports whether an entity of the release is the lexicon's entry.
func is(e extract.Entity, entry *lexicon.Entry) bool {
	if e.Ref != "" {
		return e.Ref == entry.ID
	}
	key := text.Fold(entry.Name)
	for _, n := range append([]string{e.Name, e.Acronym}, e.Aliases...) {
		if f := text.Fold(n); f != "" && (f == key || entry.Acronym != "" && f == text.Fold(entry.Acronym)) {
			return true
		}
	}
	return false
}

// share gives the titles joined in one list the body that the first names:
// "Kosovo President X and Prime Minister Y".
func (p *parser) share(found []held) {
	for i := range found {
		h := &found[i]
		if h.body >= 0 || h.at < 0 || h.rule != "title before name" {
			continue
		}
		for j := range found[:i] {
			b := found[j]
			if b.at < 0 || b.body < 0 || b.rule != "title before name" || b.at >= h.from || p.a.Mentions[b.body].Type != vocab.Country || h.scope() != state {
				continue
			}
			if p.joined(b.at+1, h.from) {
				h.body = b.body
			}
		}
	}
}

// joined reports whether only a comma or "and" stands between two items, and a
// body of the first.
func (p *parser) joined(from, to int) bool {
	if to-from > 5 || to <= from {
		return false
	}
	for i := from; i < to; i++ {
		switch t := p.item(i); {
		case t.low == "and", t.low == ",", t.low == "of", t.low == "the", p.isBody(i), t.low == "as", t.low == "well", t.low == "his", t.low == "her":
		default:
			return false
		}
	}
	return true
}

// bodies fills in the bodies that titles leave out.
func (c *docContext) bodies(all []held) {
	// What the same person's other titles say.
	for i := range all {
		h := &all[i]
		if h.body >= 0 || h.person < 0 {
			continue
		}
		for j := range all {
			b := &all[j]
			if j != i && b.body >= 0 && b.person >= 0 && b.modality == h.modality && c.a.Mentions[b.person].Entity == c.a.Mentions[h.person].Entity && similar(*h, *b) {
				h.body = c.nearest(c.a.Mentions[b.body].Entity, h.whole.Start)
				break
			}
		}
	}
	for i := range all {
		h := &all[i]
		if h.body >= 0 {
			continue
		}
		if e := c.guess(*h); e >= 0 {
			h.body = c.nearest(e, h.whole.Start)
			h.rule += ", body from context"
		}
	}
}

// similar reports whether two titles of one person may be the same office.
func similar(a, b held) bool {
	if a.scope() != b.scope() {
		return false
	}
	x, y := strings.ToLower(a.title), strings.ToLower(b.title)
	return a.head == b.head || strings.Contains(x, y) || strings.Contains(y, x)
}

// guess returns the entity at which an office without a body is held, or -1.
func (c *docContext) guess(h held) int {
	switch h.scope() {
	case organisation:
		return c.org
	case homeState:
		return c.country
	case state:
		return c.stateOf(h)
	}
	return -1
}

func (c *docContext) stateOf(h held) int {
	if h.title == "Vice President" && c.isUS() {
		return c.country
	}
	return -1
}

func (c *docContext) isUS() bool {
	return c.country >= 0
}

// nearest is the mention of an entity that stands last before the offset, or
// its first mention after it.
func (c *docContext) nearest(entity, at int) int {
	best := -1
	for _, m := range c.a.Entities[entity].Mentions {
		if best < 0 || c.a.Mentions[m].Start < at {
			best = m
		}
	}
	return best
}

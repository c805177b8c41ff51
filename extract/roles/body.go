package roles

import (
	"slices"
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
	stateHeads = set(`president vice-president minister premier king queen chancellor amir emir prince princess sultan taoiseach governor-general lady gentleman crown-prince pope`)
	orgHeads   = set(`secretary-general director-general`)
)

func (h held) scope() scope {
	low := strings.ToLower(h.title)
	switch {
	case orgHeads[h.head], h.head == "secretary general", h.head == "director general":
		return organisation
	case strings.Contains(low, "foreign secretary"):
		return state
	case stateHeads[h.head], h.head == "governor general":
		return state
	case strings.HasPrefix(low, "assistant to the president"), strings.HasPrefix(low, "deputy assistant to the president"):
		return homeState
	case h.head == "secretary" && !strings.Contains(low, "executive secretary") && !strings.Contains(low, "press secretary"),
		h.head == "undersecretary", h.head == "under-secretary", h.head == "ambassador",
		h.head == "envoy", h.head == "representative" && strings.Contains(low, "special"),
		strings.Contains(low, "trade representative"), strings.Contains(low, "permanent representative"), strings.Contains(low, "high commissioner"),
		(strings.HasPrefix(low, "national ") || strings.Contains(low, " national security ")) && (h.head == "advisor" || h.head == "adviser" || h.head == "director"),
		(h.head == "advisor" || h.head == "adviser") && (strings.Contains(low, "policy") || strings.HasPrefix(low, "homeland security")):
		return homeState
	}
	return anyBody
}

// context is what a release makes plain about bodies.
type docContext struct {
	a       *extract.Analysis
	lex     *lexicon.Lexicon
	country int    // the entity of the country that the release speaks for, or -1
	org     int    // the entity of the organisation that publishes it, or -1
	abroad  int    // the only other country that the release names, or -1
	iso     string // of the country that the release speaks for
	office  string // the office that publishes it, lower case: "prime minister"
	byEntry map[*lexicon.Entry]int
}

func newContext(a *extract.Analysis, lex *lexicon.Lexicon) *docContext {
	c := &docContext{a: a, lex: lex, country: -1, org: -1, abroad: -1, byEntry: map[*lexicon.Entry]int{}}
	home, org := Publisher(a.Doc, lex)
	if home != nil {
		c.iso = home.ISO3
	}
	for _, t := range lex.FindTitles(a.Doc.Publisher) {
		if t.Class == lexicon.Office {
			c.office = strings.ToLower(t.Norm)
			break
		}
	}
	for i, e := range a.Entities {
		switch e.Type {
		case vocab.Country:
			if c.country < 0 && home != nil && Is(e, home, lex) {
				c.country = i
			}
		case vocab.Organization:
			if c.org < 0 && org != nil && Is(e, org, lex) {
				c.org = i
			}
		}
	}
	n := 0
	for i, e := range a.Entities {
		if e.Type == vocab.Country && i != c.country {
			c.abroad = i
			n++
		}
	}
	if n > 1 {
		c.abroad = -1
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

// Is reports whether an entity of the release is the lexicon's entry.
func Is(e extract.Entity, entry *lexicon.Entry, lex *lexicon.Lexicon) bool {
	if e.Ref != "" {
		return e.Ref == entry.ID
	}
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if found := lex.Lookup(n); len(found) > 0 && found[0] == entry {
			return true
		}
	}
	return false
}

// share links the titles joined in one list: "Kosovo President X and Prime
// Minister Y". The first one's country is that of the rest.
func (p *parser) share(found []held) {
	for i := range found {
		h := &found[i]
		if h.body >= 0 || h.at < 0 || h.rule != "title before name" {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			b := found[j]
			if b.at >= 0 && b.at < h.from && p.joined(b.at+1, h.from) {
				h.follows = i - j
				break
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

// bodies fills in the bodies that titles leave out: first from the same
// person's other titles, then in the order of the text from what stands around.
func (c *docContext) bodies(all []held) {
	same := map[int][]int{} // the titles of each person
	for i, h := range all {
		if h.person >= 0 {
			e := c.a.Mentions[h.person].Entity
			same[e] = append(same[e], i)
		}
	}
	others := func() {
		for i, h := range all {
			if h.body < 0 && h.person >= 0 {
				c.fromOthers(all, i, same[c.a.Mentions[h.person].Entity])
			}
		}
	}
	others()
	for i := range all {
		h := &all[i]
		if h.body < 0 {
			if e := c.guess(all, i); e >= 0 {
				h.body = c.nearest(e, h.whole.Start)
				h.rule += ", body from context"
			}
		}
	}
	others() // what the guesses say of the rest
}

// maxTitles bounds how many titles of one person are compared.
const maxTitles = 50

// fromOthers gives a title the body of another title of the same person that
// may be the same office, and its being a thing of the past.
func (c *docContext) fromOthers(all []held, i int, same []int) {
	h := &all[i]
	for _, j := range same[:min(len(same), maxTitles)] {
		b := &all[j]
		if j == i || b.body < 0 {
			continue
		}
		if b.modality == vocab.Former && h.modality == vocab.Asserted && strings.EqualFold(b.title, h.title) {
			h.modality = vocab.Former
		}
		if b.modality == h.modality && similar(*h, *b) {
			h.body = c.nearest(c.a.Mentions[b.body].Entity, h.whole.Start)
			return
		}
	}
}

// similar reports whether two titles of one person may be the same office.
func similar(a, b held) bool {
	if a.scope() != b.scope() {
		return false
	}
	x, y := strings.ToLower(a.title), strings.ToLower(b.title)
	return a.scope() == state || a.head == b.head || strings.Contains(x, y) || strings.Contains(y, x)
}

// guess returns the entity at which an office without a body is held, or -1.
func (c *docContext) guess(all []held, i int) int {
	h := all[i]
	if h.top() {
		if e, known := c.led(h); known {
			return e
		}
	}
	if h.follows > 0 { // "President X, Chief of Staff Y": the body of the one before
		if b := all[i-h.follows]; b.body >= 0 && !strings.EqualFold(b.title, h.title) {
			country := c.a.Mentions[b.body].Type == vocab.Country
			s := h.scope()
			if s == state && (country || b.scope() == state) || country && s == anyBody && b.scope() == state || !country && s == anyBody && b.head == h.head {
				return c.a.Mentions[b.body].Entity
			}
		} else if b.body >= 0 && h.scope() == state { // "President X and President Y"
			if e := c.around(h, false); e != c.a.Mentions[b.body].Entity {
				return e
			}
			return -1
		}
	}
	switch h.scope() {
	case organisation:
		return c.org
	case homeState:
		return c.homeOf(h)
	case state:
		return c.stateOf(h)
	}
	return -1
}

// homeOf is the country that a release speaks for, as the body of an office
// whose holders it does not introduce.
func (c *docContext) homeOf(h held) int {
	if strings.EqualFold(h.title, "Secretary of State") || strings.EqualFold(h.title, "Treasury Secretary") || strings.EqualFold(h.title, "Secretary of Defense") {
		if e := c.countryOf("usa"); e >= 0 {
			return e
		}
	}
	if h.owned {
		return -1
	}
	if c.country < 0 {
		return c.org // its department, where the release does not name the country
	}
	return c.country
}

// stateOf finds the country of a president, king or minister.
func (c *docContext) stateOf(h held) int {
	low := strings.ToLower(h.title)
	if h.person < 0 {
		return c.vacantState(h, low)
	}
	home := c.office != "" && (low == c.office || strings.HasPrefix(low, c.office+" and ")) || h.head == "minister" && c.office == "prime minister" && strings.HasPrefix(low, "minister for")
	if (low == "vice president" || h.head == "lady" || h.head == "gentleman") && c.iso == "usa" || strings.HasPrefix(low, "governor") && c.office == "prime minister" {
		home = true
	}
	if near := c.around(h, false); near >= 0 && !(home && !c.received(h)) {
		return near
	}
	if home {
		return c.country
	}
	return c.around(h, true)
}

// vacantState is the country of an office that stands without its holder.
func (c *docContext) vacantState(h held, low string) int {
	if c.office != "" && low == c.office || (low == "president" || low == "vice president") && c.iso == "usa" {
		return c.country
	}
	return -1
}

// top reports whether a title is that of a head of state or government.
func (h held) top() bool {
	switch h.head {
	case "president", "premier", "king", "queen", "chancellor", "amir", "emir":
		return h.person >= 0
	}
	return h.person >= 0 && strings.EqualFold(h.title, "prime minister")
}

// led is the one country of the release that a person of this name has led, or
// -1. The name is known when the person has led any country at all.
func (c *docContext) led(h held) (entity int, known bool) {
	year := ""
	if iso := c.a.Doc.Published.ISO; len(iso) >= 4 {
		year = iso[:4]
	}
	entity = -1
	all := ledBy(c.a.Entities[c.a.Mentions[h.person].Entity].Name, year)
	for _, iso := range all {
		e := c.countryOf(iso)
		if e >= 0 && entity >= 0 && e != entity {
			return -1, false
		}
		entity = max(entity, e)
	}
	return entity, len(all) > 0
}

// countryOf is the entity of the country with an ISO code, or -1.
func (c *docContext) countryOf(iso string) int {
	entry := c.lex.Country(iso)
	if entry == nil {
		return -1
	}
	if e, ok := c.byEntry[entry]; ok {
		return e
	}
	e := -1
	for i, x := range c.a.Entities {
		if x.Type == vocab.Country && Is(x, entry, c.lex) {
			e = i
			break
		}
	}
	c.byEntry[entry] = e
	return e
}

// received reports whether the words before an office make its holder the one
// who is met or received, and so a counterpart.
func (c *docContext) received(h held) bool {
	from := max(c.a.Sentences[h.sentence].Start, h.whole.Start-40)
	for _, w := range strings.Fields(strings.ToLower(c.a.Doc.Text()[from:h.whole.Start])) {
		switch strings.Trim(w, ",.") {
		case "with", "meet", "meets", "met", "welcome", "welcomes", "welcomed", "host", "hosts", "hosted", "greet", "thank", "invited", "receive", "received":
			return true
		}
	}
	return false
}

// around is the foreign country named last before the office: in its sentence,
// or where far is set in the two sentences before, or the only one of the release.
func (c *docContext) around(h held, far bool) int {
	low := c.a.Sentences[h.sentence].Start
	if far {
		low = c.a.Sentences[max(0, h.sentence-2)].Start
	}
	best, away := -1, false
	from, _ := slices.BinarySearchFunc(c.a.Mentions, low, func(m extract.Mention, at int) int { return m.Start - at })
	for i := from; i < len(c.a.Mentions) && c.a.Mentions[i].Start < h.whole.Start; i++ {
		m := &c.a.Mentions[i]
		if m.Entity < 0 {
			continue
		}
		switch e := c.land(m); {
		case e == elsewhere:
			best, away = -1, true
		case e >= 0 && e != c.country:
			best, away = e, false
		}
	}
	if best < 0 && !away && far {
		return c.abroad
	}
	return best
}

// elsewhere is a country that the release does not name.
const elsewhere = -2

// land is the country that a mention names or lies in, or -1.
func (c *docContext) land(m *extract.Mention) int {
	switch m.Type {
	case vocab.Country:
		return m.Entity
	case vocab.Place, vocab.Facility:
		entry := c.lex.Entry(m.Ref)
		if entry == nil {
			if found := c.lex.Lookup(c.a.Doc.Slice(m.Span)); len(found) > 0 {
				entry = found[0]
			}
		}
		if entry != nil && entry.ISO3 != "" {
			if e := c.countryOf(entry.ISO3); e >= 0 {
				return e
			}
			return elsewhere
		}
	}
	return -1
}

// nearest is the mention of an entity that stands last before the offset, or
// its first mention after it.
func (c *docContext) nearest(entity, at int) int {
	ms := c.a.Entities[entity].Mentions
	i, _ := slices.BinarySearchFunc(ms, at, func(m, at int) int { return c.a.Mentions[m].Start - at })
	if len(ms) == 0 {
		return -1
	}
	return ms[max(0, i-1)]
}

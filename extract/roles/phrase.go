package roles

import (
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// phrase is one office as it stands in a sentence, "the Norwegian Minister of
// Foreign Affairs". Indices are of items; ranges are half open.
type phrase struct {
	from, to   int // the whole, from the article or body to the last complement
	start, end int // the title in it, without the body
	head       string
	body       int   // the mention of the body it names, or -1
	extra      []int // further bodies of the same office
	definite   bool
	owned      bool // "his adviser", "my Chief of Staff"
	plural     bool
	complement bool // the title has an "of", "for" or "to" part
	toward     bool // it leads to another body or country: Ambassador to Yemen
	modality   vocab.Modality
	joined     int // where a second title begins, joined by "and"; 0 when none
	acting     bool
	lowercase  bool
}

// parser reads the phrases of one sentence.
type parser struct {
	a *extract.Analysis
	r reading
}

func (p *parser) item(i int) item {
	if i < 0 || i >= len(p.r.items) {
		return item{mention: -1}
	}
	return p.r.items[i]
}

func (p *parser) mention(i int) *extract.Mention {
	if t := p.item(i); t.name() {
		return &p.a.Mentions[t.mention]
	}
	return nil
}

// isBody reports whether item i is the name of an organisation or country.
func (p *parser) isBody(i int) bool {
	m := p.mention(i)
	return m != nil && (m.Type == vocab.Organization || m.Type == vocab.Country)
}

func (p *parser) isPerson(i int) bool {
	m := p.mention(i)
	return m != nil && m.Type == vocab.Person
}

// headWord returns the office that a word names, "" when none: "Vice-Chairman",
// "President-elect", "Ministers".
func headWord(low string) (head string, plural bool) {
	if heads[low] {
		return low, false
	}
	if s, ok := plurals[low]; ok {
		return strings.ToLower(s), true
	}
	if i := strings.IndexByte(low, '-'); i > 0 {
		if last := low[strings.LastIndexByte(low, '-')+1:]; heads[last] && last != "general" {
			return last, false
		}
		switch low[i:] {
		case "-elect", "-designate", "-in-chief", "-general", "-nominee":
			if heads[low[:i]] {
				return low[:i], false
			}
		}
	}
	return "", false
}

// phrases reads every office of the sentence, in order, none overlapping.
func (p *parser) phrases() []phrase {
	var out []phrase
	for i := 0; i < len(p.r.items); i++ {
		t := p.item(i)
		if t.name() || !t.letters() {
			continue
		}
		if h, _ := headWord(t.low); h == "" || modifiers[t.low] && p.headAhead(i+1) {
			continue
		}
		ph := p.phrase(i)
		if len(out) > 0 && ph.from < out[len(out)-1].to {
			continue
		}
		out = append(out, ph)
		i = max(i, ph.to-1)
	}
	return p.join(out)
}

// headAhead reports whether item i goes on to another head: "Deputy" of "Deputy
// Prime Minister".
func (p *parser) headAhead(i int) bool {
	for k := i; k < i+4; k++ {
		t := p.item(k)
		if h, _ := headWord(t.low); h != "" && t.low != "general" && !t.name() {
			return k > i || !p.nameAfter(k)
		}
		if !modifiers[t.low] {
			return false
		}
	}
	return false
}

// generals are the heads that "General" follows as a part of the title.
var generals = set(`secretary director attorney governor solicitor inspector consul auditor commissioner procurator surgeon advocate
	prosecutor comptroller commanding under-secretary undersecretary representative controller receiver`)

func (p *parser) phrase(i int) phrase {
	t := p.item(i)
	head, plural := headWord(t.low)
	ph := phrase{start: i, end: i + 1, head: head, plural: plural, body: -1, modality: vocab.Asserted, lowercase: !t.capital()}
	for {
		n := p.item(ph.end)
		if n.low == "d'affaires" || n.low == "extraordinary" {
			if ph.end++; p.item(ph.end).low == "and" && strings.HasPrefix(p.item(ph.end+1).low, "plenipotentiar") {
				ph.end += 2
			}
			continue
		}
		if n.name() || !n.letters() || !n.capital() && !ph.lowercase {
			break
		}
		if n.low == "general" && generals[p.item(ph.end-1).low] || tails[n.low] && n.low != "general" {
			if h := n.low; h == "elect" || h == "designate" {
				ph.modality = vocab.Planned
				break
			}
			if n.low == "general" {
				ph.head += " general"
			}
			ph.end++
			continue
		}
		if h, pl := headWord(n.low); h != "" && n.capital() && (!ranks[n.low] && !address[n.low] || n.low == "officer" && !p.isPerson(ph.end+1) || n.low == "official") {
			ph.head, ph.plural = h, pl
			ph.end++
			continue
		}
		break
	}
	if strings.HasSuffix(t.low, "-elect") || strings.HasSuffix(t.low, "-designate") || strings.HasSuffix(t.low, "-nominee") {
		ph.modality = vocab.Planned
	}
	p.left(&ph)
	p.right(&ph)
	return ph
}

// left takes the words before the head: modifiers, the body, article and time.
func (p *parser) left(ph *phrase) {
	i := ph.start - 1
	for ; i >= 0; i-- {
		t := p.item(i)
		if t.name() || !t.letters() {
			break
		}
		if (t.low == "and" || t.low == "&") && i > 0 {
			before := p.item(i - 1)
			h, _ := headWord(before.low)
			if i+1 < ph.start && before.capital() && modifiers[before.low] && h == "" && !articles[before.low] {
				continue
			}
			break
		}
		if articles[t.low] || pasts[t.low] || comings[t.low] || currents[t.low] || links[t.low] {
			break
		}
		if h, _ := headWord(t.low); h != "" && !modifiers[t.low] {
			break
		}
		if modifiers[t.low] && (t.capital() || ph.lowercase || t.low == "acting") && !(t.low == "general" && i > 0 && generals[p.item(i-1).low]) {
			ph.start = i
			continue
		}
		if i == 0 && (strings.HasSuffix(t.low, "ing") || strings.HasSuffix(t.low, "ed")) {
			break
		}
		if t.capital() && !ph.lowercase && !starters[t.low] && !p.r.title && !address[t.low] && t.low != "i" {
			ph.start = i
			continue
		}
		break
	}
	if t := p.item(ph.start); t.low == "and" || t.low == "&" {
		ph.start++
	}
	ph.acting = p.item(ph.start).low == "acting"
	ph.from = ph.start
	i = ph.start - 1
	for ; i >= 0; i-- {
		t := p.item(i)
		switch {
		case pasts[t.low]:
			if t.low != "late" || p.item(i-1).low == "the" {
				ph.modality = vocab.Former
			}
		case comings[t.low]:
			ph.modality = vocab.Planned
		case currents[t.low], ordinal(t.low):
		case t.low == "-" && pasts[p.item(i-1).low]:
		case ph.body < 0 && p.isBody(i):
			ph.body = t.mention
		case ph.body < 0 && t.low == "'s" && p.isBody(i-1):
			i--
			ph.body, ph.definite = p.item(i).mention, true
		case ph.body < 0 && (t.low == "'" || t.low == "’") && p.isBody(i-1): // the United States' Ambassador
			i--
			ph.body, ph.definite = p.item(i).mention, true
		case ph.body < 0 && t.low == ")" && p.isBody(i-1) && p.item(i-2).low == "(" && p.isBody(i-3) && p.mention(i-1).Entity == p.mention(i-3).Entity:
			i -= 3
			ph.body = p.item(i).mention
		case t.low == "'s" && p.isPerson(i-1): // Secretary Blinken's adviser: whose office it is stays open
			ph.owned = true
			return
		case articles[t.low]:
			ph.definite = t.low != "a" && t.low != "an"
			ph.owned = ph.definite && t.low != "the"
			ph.from = i
			return
		default:
			return
		}
		ph.from = i
	}
}

func ordinal(low string) bool {
	return len(low) > 2 && low[0] >= '0' && low[0] <= '9' &&
		(strings.HasSuffix(low, "th") || strings.HasSuffix(low, "st") || strings.HasSuffix(low, "nd") || strings.HasSuffix(low, "rd"))
}

// heads that a "to" leads on from, and heads that a "for" never does.
var (
	toHeads  = set(`ambassador representative envoy assistant advisor adviser delegate observer counsellor counselor secretary commissioner coordinator liaison`)
	noFor    = set(`president premier king queen chancellor prince vice-president general speaker`)
	inHeads  = set(`chief chargé charge consul representative coordinator`)
	onHeads  = set(`adviser advisor rapporteur representative envoy coordinator ambassador spokesperson commissioner director`)
	commonOf = set(`staff board directors trustees mission office delegation secretariat council committee government state cabinet
		party parliament defence defense agency department bureau division branch foreign affairs governors regents mission protocol
		operations section unit review finance interior`)
)

// right takes the complements: "of Foreign Affairs", "for Yemen", "of the NATO
// Military Committee".
func (p *parser) right(ph *phrase) {
	ph.to = ph.end
	for {
		t := p.item(ph.to)
		switch {
		case t.name():
			// "Commander AIRCOM"
			after := p.item(ph.to + 1)
			if ph.body < 0 && !ph.complement && p.mention(ph.to).Type == vocab.Organization && !ph.lowercase && (after.low == "," || after.low == "" || after.low == ")") &&
				(ph.head == "commander" || ph.head == "director" || ph.head == "chief" || ph.head == "head" || ph.head == "ceo") {
				ph.body = t.mention
				ph.to++
			}
			return
		case t.low == "," && (p.item(ph.to+1).low == "ad" && p.item(ph.to+2).low == "interim" || p.item(ph.to+1).low == "ai"):
			ph.to += 2
			if p.item(ph.to).low == "interim" {
				ph.to++
			}
			ph.end = ph.to
		case t.low == "(" && p.item(ph.to+2).low == ")" && p.item(ph.to+1).capital() && len(p.item(ph.to+1).word) < 8 && p.item(ph.to+3).low == "and":
			ph.to += 3
			ph.end = ph.to
		case links[t.low] && !t.capital() || links[t.low] && p.r.title:
			if !p.complement(ph, t.low) {
				return
			}
		default:
			return
		}
	}
}

// complement reads one linked part. It reports whether there was one.
func (p *parser) complement(ph *phrase, link string) bool {
	i := ph.to + 1
	for articles[p.item(i).low] || p.item(i).low == "all" {
		i++
	}
	first := p.item(i)
	switch link {
	case "to":
		if !toHeads[ph.head] {
			return false
		}
	case "with", "from":
		return false
	case "in":
		if m := p.mention(i); !inHeads[ph.head] && (m == nil || m.Type != vocab.Organization) {
			return false
		}
	case "on":
		if !onHeads[ph.head] {
			return false
		}
	case "for":
		if noFor[ph.head] && p.item(ph.start).low != "vice" && p.item(ph.end-2).low != "vice" || ph.head == "minister" && p.item(ph.start).low == "prime" {
			return false
		}
	}
	if first.name() {
		m := p.mention(i)
		body := m.Type == vocab.Organization || m.Type == vocab.Country
		own := p.item(i + 1)
		possessive := own.low == "'s" || own.word == "’" || own.word == "'"
		switch {
		case m.Type == vocab.Person:
			return false
		case possessive && link != "of":
			// "Special Envoy for Yemen Lenderking's" is fine, "for Moldova's support" is not
			return false
		case link == "of" && body && ph.body < 0, link == "at" && m.Type == vocab.Organization && ph.body < 0,
			link == "for" && m.Type == vocab.Organization && ph.body < 0 && p.item(i-1).low == "the", link == "in" && body && ph.body < 0,
			link == "on" && m.Type == vocab.Organization && ph.body < 0:
			ph.body = first.mention
			ph.to = i + 1
			p.bracket(ph)
			ph.extra = p.others(ph)
			return true
		case link == "of" && body && ph.body >= 0 && p.a.Mentions[ph.body].Type == vocab.Country && m.Type == vocab.Organization:
			// "Lithuanian Chief of the Armed Forces": the nearer body wins
			ph.body = first.mention
			ph.to = i + 1
			p.bracket(ph)
			return true
		case link == "at", link == "of" && body:
			return false
		}
		if link == "to" {
			ph.toward = true
		}
		to := p.list(i)
		ph.to, ph.end, ph.complement = to, to, true
		return true
	}
	if !first.letters() {
		return false
	}
	if to := p.superior(ph, link, i); to > 0 {
		ph.to, ph.end, ph.complement = to, to, true
		return true
	}
	if link == "of" && commonOf[first.low] && first.capital() {
		if _, plural := headWord(first.low); plural { // Board of Directors
			ph.to, ph.end = i+1, i+1
			return true
		}
	}
	if !first.capital() || starters[first.low] && i == ph.to+1 && first.low != "joint" {
		if (link == "of" || link == "for") && commonOf[first.low] {
			for commonOf[p.item(i).low] {
				i++
			}
			ph.to, ph.end, ph.complement = i, i, true
			return true
		}
		return false
	}
	to := p.list(i)
	if to == i {
		return false
	}
	ph.to, ph.end, ph.complement = to, to, true
	return true
}

// superiors are the heads whose office may be another's: "Special Representative
// of the Secretary-General", "Assistant to the President".
var superiors = set(`representative envoy chief adviser advisor counsel assistant deputy secretary counselor counsellor aide coordinator`)

// superior is the end of the office that the phrase is held under, from item i
// on, or 0.
func (p *parser) superior(ph *phrase, link string, i int) int {
	if link != "of" && link != "to" || !superiors[ph.head] || p.item(i-1).low != "the" {
		return 0
	}
	for k := i; k < i+4 && p.item(k).capital(); k++ {
		if h, _ := headWord(p.item(k).low); h == "" {
			continue
		}
		if k++; p.item(k).low == "general" {
			k++
		}
		return k
	}
	return 0
}

// others are the further bodies of one office: "of the Vice Presidency and
// Ministry X", "member of the boards of A, B, and C".
func (p *parser) others(ph *phrase) []int {
	return nil
}

// bracket steps over an acronym in brackets after a body.
func (p *parser) bracket(ph *phrase) {
	if p.item(ph.to).low == "(" && p.item(ph.to+1).name() && p.item(ph.to+2).low == ")" {
		ph.to += 3
	}
}

// list is the end of a capitalised phrase from item i on, with its "and"s and
// commas: "Population, Refugees, and Migration".
func (p *parser) list(i int) int {
	end := i
	for first := i; i < len(p.r.items) && end-first <= 24; {
		t := p.item(i)
		switch {
		case t.name():
			if p.isPerson(i) || p.item(i+1).low == "'s" { // not "for Yemen's ..."
				return end
			}
			i++
			end = i
		case t.letters() && t.capital() && (!starters[t.low] || t.low == "joint") || ordinal(t.low):
			if h, _ := headWord(t.low); h != "" && h != "general" && !address[t.low] && !(commonOf[t.low] && p.item(i-1).low == "of") || p.nameAfter(i) {
				return end // another office or a person begins
			}
			i++
			end = i
		case t.low == "and" || t.low == "&" || t.low == ",":
			j, last := p.skipThe(i+1), t.low != ","
			if !last && (p.item(j).low == "and" || p.item(j).low == "&") {
				j, last = p.skipThe(j+1), true
			}
			if !p.moreList(j) || !last && !p.commaList(j) {
				return end
			}
			i = j
		case t.low == "of" || t.low == "for" || t.low == "the":
			j := p.skipThe(i + 1)
			if n := p.item(j); n.name() || !n.capital() || !p.moreList(j) {
				return end
			}
			i = j
		case (t.low == "-" || t.low == "/" || t.low == "–" || t.low == "+") && p.item(i-1).End == t.Start:
			i++
			end = i
		case t.low == "'s" && !p.item(i-1).name(), t.low == "'" || t.word == "’":
			i++
			end = i
		default:
			return end
		}
	}
	return end
}

func (p *parser) skipThe(i int) int {
	if p.item(i).low == "the" {
		i++
	}
	return i
}

// nameAfter reports whether forms of address from item i on lead to a person.
func (p *parser) nameAfter(i int) bool {
	if !address[p.item(i).low] {
		return false
	}
	for address[p.item(i).low] && p.item(i).capital() {
		i++
	}
	return p.isPerson(i)
}

// moreList reports whether the words from item j on go on a list of subjects
// rather than begin another office, person or body.
func (p *parser) moreList(j int) bool {
	t := p.item(j)
	if m := p.mention(j); m != nil {
		return m.Type == vocab.Country || m.Type == vocab.Place
	}
	if !t.letters() || !t.capital() || starters[t.low] || p.nameAfter(j) {
		return false
	}
	for k := j; k < j+8; k++ {
		t := p.item(k)
		if t.name() || !t.letters() || !t.capital() && !inside[t.low] || t.low == "of" || t.low == "for" || p.nameAfter(k) {
			return true
		}
		if h, _ := headWord(t.low); h != "" && h != "general" {
			return false
		}
	}
	return true
}

// commaList reports whether a comma list from item j on ends in "and" and a
// subject: "Verification and Compliance", "Trade, and Industry".
func (p *parser) commaList(j int) bool {
	for k := j; k < j+14; k++ {
		t := p.item(k)
		switch {
		case t.name():
			return false
		case t.low == "and" || t.low == "&":
			return p.moreList(p.skipThe(k + 1))
		case t.low == ",":
		case !t.letters() || !t.capital() && t.low != "of":
			return false
		}
	}
	return false
}

// join makes one office of two titles of one holder: "Deputy Prime Minister and
// Foreign Minister".
func (p *parser) join(in []phrase) []phrase {
	var out []phrase
	for _, b := range in {
		if len(out) == 0 {
			out = append(out, b)
			continue
		}
		a := &out[len(out)-1]
		gap := p.item(a.to)
		adjacent := a.to+1 == b.from && (gap.low == "and" || gap.low == "&")
		leftBody := b.body >= 0 && b.from < b.start && p.a.Mentions[b.body].Start < p.item(b.start).Start
		bare := a.definite && !a.complement && a.body < 0 && !(b.body >= 0 || b.complement) && (a.end-a.start == 1 || p.text(*a) == "Prime Minister" || p.text(*a) == "Vice President")
		if !adjacent || a.to != a.end || b.definite || b.from != b.start || leftBody || a.plural || b.plural || bare || a.lowercase != b.lowercase ||
			a.complement && b.body >= 0 || a.toward && !b.complement {
			out = append(out, b)
			continue
		}
		if a.body < 0 {
			a.body = b.body
		}
		a.joined, a.to, a.end, a.head = b.start, b.to, b.end, b.head
		a.complement = a.complement || b.complement
		a.toward = a.toward || b.toward
	}
	return out
}

// text is the title as the text has it, its white space evened out.
func (p *parser) text(ph phrase) string {
	s := p.a.Doc.Slice(text.Span{Start: p.item(ph.start).Start, End: p.item(ph.end - 1).End})
	s = strings.Join(strings.Fields(s), " ")
	if ph.plural {
		if i := strings.LastIndexByte(s, ' '); ph.end-ph.start > 0 && !ph.complement {
			if one, ok := plurals[strings.ToLower(s[i+1:])]; ok {
				s = s[:i+1] + one
			}
		}
	}
	for _, cut := range []string{"-elect", "-Elect", "-designate", "-Designate"} {
		s = strings.TrimSuffix(s, cut)
	}
	return s
}

func (p *parser) span(ph phrase) text.Span {
	return text.Span{Start: p.item(ph.from).Start, End: p.item(ph.to - 1).End}
}

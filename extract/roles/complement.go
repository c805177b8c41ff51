package roles

import "entente/text/vocab"

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
		case link == "of" && body && ph.body < 0, link == "to" && ph.head == "secretary" && m.Type == vocab.Organization && ph.body < 0,
			link == "at" && m.Type == vocab.Organization && ph.body < 0,
			link == "for" && m.Type == vocab.Organization && ph.body < 0 && p.item(i-1).low == "the", link == "in" && body && ph.body < 0,
			link == "on" && m.Type == vocab.Organization && ph.body < 0:
			ph.body = first.mention
			ph.to = i + 1
			p.bracket(ph)
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

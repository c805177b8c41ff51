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
	body       int // the mention of the body it names, or -1
	definite   bool
	owned      bool // "his adviser", "my Chief of Staff"
	plural     bool
	complement bool // the title has an "of", "for" or "to" part
	toward     bool // it leads to another body or country: Ambassador to Yemen
	modality   vocab.Modality
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
		case "-elect", "-designate", "-in-chief", "-general", "-nominee", "-in-office":
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
			a.complement && b.body >= 0 || a.toward && !b.complement || p.top(*a) && p.top(b) {
			out = append(out, b)
			continue
		}
		if a.body < 0 {
			a.body = b.body
		}
		a.to, a.end, a.head = b.to, b.end, b.head
		a.complement = a.complement || b.complement
		a.toward = a.toward || b.toward
	}
	return out
}

// top reports whether a phrase is the office of a head of state or government,
// of which nobody holds two.
func (p *parser) top(ph phrase) bool {
	switch strings.ToLower(p.text(ph)) {
	case "president", "prime minister", "king", "queen", "chancellor", "premier":
		return true
	}
	return false
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

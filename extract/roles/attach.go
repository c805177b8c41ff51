package roles

import (
	"regexp"
	"slices"
	"strings"

	"entente/text"
	"entente/text/vocab"
)

// held is a phrase with the person it is given to.
type held struct {
	phrase
	title    string
	person   int // mention, or -1
	modality vocab.Modality
	rule     string
	sentence int
	at       int // item of the person
	whole    text.Span
	replaces int // the mention of the predecessor; 0 is none
	follows  int // how many places before in its list stands the title it is joined to; 0 when none
}

// attach gives the phrases of one sentence to persons. focus is the person
// that "he" or "she" at its start stands for, or -1.
func (p *parser) attach(phrases []phrase, focus int) []held {
	var out []held
	give := func(ph phrase, person int, at int, m vocab.Modality, rule string) {
		out = append(out, held{phrase: ph, title: p.text(ph), person: person, modality: m, rule: rule, sentence: p.r.index, at: at, whole: p.span(ph)})
	}
	taken := make([]bool, len(phrases))
	listed := make([]bool, len(phrases)) // in apposition to a name before, or joined to one that is: "X, Head of A and Head of B, Y"
	for i, ph := range phrases {
		listed[i] = p.apposed(ph) >= 0 || i > 0 && listed[i-1] && p.goesOn(phrases[i-1].to, ph.from)
		if listed[i] && p.item(ph.to).low == "," {
			continue
		}
		at := p.before(ph)
		if at < 0 {
			continue
		}
		taken[i] = true
		if of := p.of(at); of >= 0 && ph.body < 0 {
			ph.body = of
		}
		give(ph, p.item(at).mention, at, ph.modality, "title before name")
		if !ph.plural {
			continue
		}
		for at = p.nextHolder(at); at >= 0; at = p.nextHolder(at) {
			next := ph
			if of := p.of(at); of >= 0 {
				next.body = of
			}
			give(next, p.item(at).mention, at, ph.modality, "title before names")
		}
	}
	// "Chinese Director of the Office of X and Foreign Minister Y": both are his.
	for i := len(phrases) - 2; i >= 0; i-- {
		ph, next := phrases[i], phrases[i+1]
		gap := p.item(ph.to).low
		if taken[i] || !taken[i+1] || ph.definite || next.definite || ph.plural || next.plural || ph.lowercase || p.top(ph) && p.top(next) || ph.to+1 != next.from || gap != "and" && gap != "&" || next.from != next.start && !p.titled(out, p.apposed(ph)) {
			continue
		}
		for k := range out {
			if out[k].from == next.from && out[k].at >= 0 {
				taken[i] = true
				give(ph, out[k].person, -1, ph.modality, "title before name")
				if p.isBody(ph.from) && out[k].body < 0 {
					out[k].body = p.item(ph.from).mention
				}
				break
			}
		}
	}
	lastPerson, lastTo, lastModality, lastRule := -1, -1, vocab.Asserted, ""
	for i := range phrases {
		if taken[i] {
			continue
		}
		ph := phrases[i]
		person, modality, rule := -1, ph.modality, ""
		if at := p.apposed(ph); at >= 0 {
			person, rule = p.item(at).mention, "title after name"
		} else if lastPerson >= 0 && p.goesOn(lastTo, ph.from) {
			person, rule = lastPerson, lastRule
			if ph.modality == vocab.Asserted {
				modality = lastModality
			}
		} else if who, m, ok := p.predicated(ph, focus); ok {
			person, rule = who, "title told of name"
			if ph.modality == vocab.Asserted {
				modality = m
			}
		}
		if person < 0 {
			continue
		}
		taken[i] = true
		p.commaBody(&ph)
		if modality == vocab.Asserted && p.over(ph) {
			modality = vocab.Former
		}
		phrases[i].to = ph.to
		give(ph, person, -1, modality, rule)
		lastPerson, lastTo, lastModality, lastRule = person, ph.to, modality, rule
		if at := p.replaced(ph); at >= 0 {
			out[len(out)-1].replaces = p.item(at).mention
			give(ph, p.item(at).mention, -1, vocab.Former, "title of predecessor")
		}
	}
	for i, ph := range phrases {
		if !taken[i] && !ph.plural && !ph.owned && (ph.definite || ph.body >= 0 || !ph.lowercase && ph.from == 0) && (!ph.lowercase || ph.body >= 0 || ph.definite) {
			give(ph, -1, -1, ph.modality, "title alone")
		}
	}
	return out
}

// titled reports whether the person at an item has a title before the name: what
// follows the name then belongs to the next, "General X, NATO Chair and Polish Minister Y".
func (p *parser) titled(given []held, at int) bool {
	return at >= 0 && slices.ContainsFunc(given, func(h held) bool { return h.at == at })
}

// before returns the item of the person that the phrase stands before, or -1.
// Between them may stand ranks, forms of address and their forces, and a comma
// where these or the phrase make it plain that one person is meant.
func (p *parser) before(ph phrase) int {
	i := ph.to
	comma := false
	if p.item(i).low == "," || p.item(i).word == "–" || p.item(i).word == "—" {
		comma = true
		i++
	}
	courtesy := false
	for {
		t := p.item(i)
		if address[t.low] && t.capital() || t.low == "(" && p.item(i+2).low == ")" && address[p.item(i+1).low] {
			courtesy = true
			if t.low == "(" {
				i += 2
			}
			i++
			continue
		}
		if p.isBody(i) && p.mention(i).Type == vocab.Organization && address[p.item(i+1).low] && p.nameAfter(i+1) && !comma {
			i++ // Joint Staff Spokesperson Navy Capt. X
			continue
		}
		break
	}
	if !p.isPerson(i) {
		return -1
	}
	if !comma {
		if courtesy && ph.end < ph.to && p.apposed(ph) >= 0 { // "X, Head of Y" and the next line begins "Mr Z"
			return -1
		}
		return i
	}
	if ph.lowercase && !ph.definite || ph.plural {
		return -1
	}
	// "X, Minister of A, Y, Minister of B" and "X will be Minister of A, Y ...":
	// the title belongs to the name before it.
	if p.apposed(ph) >= 0 {
		return -1
	}
	if _, _, ok := p.predicated(ph, -1); ok {
		return -1
	}
	after := p.item(i + 1)
	closed := after.low == "," || after.low == "" || after.low == "." || after.low == "'s" || after.low == ")"
	if ph.definite && (ph.body >= 0 || ph.complement || closed) || ph.body >= 0 && (courtesy || closed) {
		return i
	}
	return -1
}

// of returns the body named after the person at item at: "President Emmanuel
// Macron of France", "Mr Eide (Norway)".
func (p *parser) of(at int) int {
	i := at + 1
	if p.item(i).low == "of" {
		if of := p.skipThe(i + 1); p.isBody(of) {
			return p.item(of).mention
		}
		return -1
	}
	if p.item(i).low == "(" && p.isBody(i+1) && p.item(i+2).low == ")" {
		return p.item(i + 1).mention
	}
	return -1
}

// nextHolder is the item of the person that a list of holders goes on with.
func (p *parser) nextHolder(at int) int {
	i := at + 1
	if p.item(i).low == "'s" {
		i++
	}
	if p.of(at) >= 0 {
		for i++; !p.isBody(i); i++ {
		}
		i++
		if p.item(i).low == ")" {
			i++
		}
	}
	if p.item(i).low == "(" && p.item(i+2).low == ")" {
		i += 3
	}
	switch p.item(i).low {
	case ",":
		i++
		if p.item(i).low == "and" {
			i++
		}
	case "and", "&":
		i++
	default:
		return -1
	}
	for address[p.item(i).low] && p.item(i).capital() {
		i++
	}
	if p.isPerson(i) {
		return i
	}
	return -1
}

// apposed returns the item of the person that the phrase stands after: "Ned
// Price, Department Spokesperson"; -1 when none.
func (p *parser) apposed(ph phrase) int {
	i := ph.from - 1
	switch w := p.item(i).word; w {
	case ",", "–", "—", "-", "(", ":":
	default:
		return -1
	}
	i--
	if p.item(i).low == ")" { // X (NV-04), Chair of ...
		for j := i; j > i-6 && j > 0; j-- {
			if p.item(j).low == "(" {
				i = j - 1
				break
			}
		}
	}
	for i > 0 && honours(p.item(i).word) {
		i--
	}
	if p.isPerson(i) {
		return i
	}
	return -1
}

// honours reports whether w is letters after a name: PSM, AO, KCMG.
func honours(w string) bool {
	return len(w) > 1 && len(w) < 6 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// replaced returns the item of the person whose place the holder takes: "to be
// Director of X, vice Y, resigned"; -1 when none.
func (p *parser) replaced(ph phrase) int {
	for i := ph.to; i < ph.to+16; i++ {
		switch t := p.item(i); {
		case t.low == "vice" && !t.capital():
			for address[p.item(i+1).low] {
				i++
			}
			if p.isPerson(i + 1) {
				return i + 1
			}
			return -1
		case p.isPerson(i), t.low == ";":
			return -1
		}
	}
	return -1
}

// span of years after an office: "from 2010 to 2014", "(2004-2008)".
var years = regexp.MustCompile(`^[\s,(]*(?:from |between |in )?(?:\p{L}+ )?(?:19|20)\d\d ?(?:-|–|—|to|and|until) ?(?:\p{L}+ )?((?:19|20)\d\d)`)

// over reports whether years stand after the phrase that ended before the year of
// the release.
func (p *parser) over(ph phrase) bool {
	iso := p.a.Doc.Published.ISO
	if len(iso) < 4 || ph.to < 1 {
		return false
	}
	m := years.FindStringSubmatch(p.a.Doc.Text()[p.item(ph.to-1).End:])
	return m != nil && m[1] < iso[:4]
}

// goesOn reports whether a phrase from item from on continues a list of titles
// that ended before item to.
func (p *parser) goesOn(to, from int) bool {
	for i := to; i < from; i++ {
		switch p.item(i).low {
		case ",", ";", "and", "&", "as", "also", "then", "later":
		default:
			return false
		}
	}
	return from > to
}

// commaBody takes the bodies that follow a title after commas: "Director,
// Office of X, Ministry of Y".
func (p *parser) commaBody(ph *phrase) {
	for p.item(ph.to).low == "," {
		i := ph.to + 1
		if p.item(i).low == "the" {
			i++
		}
		if !p.isBody(i) || p.item(i+1).low == "'s" {
			return
		}
		switch n := p.item(i + 1); n.low {
		case ",", "", ".", ";", ")", "(", "and", ":":
		default:
			return
		}
		if ph.body < 0 {
			ph.body = p.item(i).mention
		} else if ph.from < ph.start {
			return
		}
		ph.to = i + 1
		p.bracket(ph)
	}
}

var (
	copulas = set(`is was are were be been being become became becomes remains remained named appointed reappointed re-appointed elected re-elected
		designated nominated confirmed`)
	postNouns  = set(`position post role office title job positions posts roles`)
	appointing = []string{"appoint", "reappoint", "re-appoint", "designat", "elect", "re-elect", "nominat", "confirm", "named", "naming", "select", "announc", "sworn", "select", "promot"}
	serving    = []string{"serv", "work", "act", "position", "tenure", "term", "career", "join", "role", "return", "post", "assign", "recogni", "step", "resign"}
)

func prefixed(low string, in []string) bool {
	for _, p := range in {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	return false
}

// predicated finds the person that the sentence says the office of: "X served
// as Director", "He was Assistant Secretary", "appointment of X as CEO".
func (p *parser) predicated(ph phrase, focus int) (person int, m vocab.Modality, ok bool) {
	i := ph.from - 1
	for currents[p.item(i).low] || p.item(i).low == "both" {
		i--
	}
	cue := p.item(i)
	as := false
	switch {
	case copulas[cue.low]:
	case cue.low == "as":
		as = true
	case cue.low == "of" && postNouns[p.item(i-1).low], cue.low == "for" && strings.HasPrefix(p.item(i-1).low, "nominee"):
	default:
		return -1, "", false
	}
	subject, pronoun, evidence := -1, false, !as || p.item(i-1).low == "," && p.isPerson(i-2) // "X, as Acting Y, will ..."
	for j := i - 1; j >= 0 && j > i-30; j-- {
		t := p.item(j)
		if as && (prefixed(t.low, appointing) || prefixed(t.low, serving)) {
			evidence = true
		}
		if t.low == "he" || t.low == "she" {
			subject, pronoun = j, true
			break
		}
		if t.low == "i" || t.low == "we" || t.low == "they" || t.low == ";" {
			break
		}
		if p.isPerson(j) {
			if n := p.item(j + 1).low; n == "'s" && !prefixed(p.item(j+2).low, []string{"appoint", "nominat", "elect", "designat", "term", "tenure", "reappoint"}) {
				continue
			}
			subject = j
			break
		}
	}
	if subject < 0 {
		return -1, "", false
	}
	person = p.item(subject).mention
	if pronoun {
		person = focus
	}
	if as && !evidence {
		for j := max(0, subject-6); j < subject; j++ {
			evidence = evidence || prefixed(p.item(j).low, appointing)
		}
	}
	if person < 0 || !evidence {
		return -1, "", false
	}
	if !as && (cue.low == "is" || cue.low == "was" || cue.low == "are" || cue.low == "were") && i-subject > 4 && p.item(subject+1).low != "," && !pronoun {
		return -1, "", false
	}
	return person, p.when(max(0, subject-8), subject, i), true
}

// when tells whether the words of items [from, cue] place an office in the past
// or the future; the subject stands at item subject. The words nearest to the
// office decide.
func (p *parser) when(from, subject, cue int) vocab.Modality {
	named, past := false, false
	for i := cue; i >= from; i-- {
		switch low := p.item(i).low; {
		case low == "nominee", strings.HasPrefix(low, "nominat"), strings.HasPrefix(low, "intend"), low == "will" && i > subject-3,
			low == "to" && i > subject && p.item(i+1).low == "be", strings.HasPrefix(low, "announc") && named && i < subject && p.item(i+1).low == "the":
			return vocab.Planned
		case low == "until", low == "previously", low == "formerly", low == "prior", strings.HasPrefix(low, "resign"), low == "predecessor":
			return vocab.Former
		case (low == "has" || low == "have" || low == "currently" || low == "now" || low == "is" || low == "serves") && i > subject:
			return vocab.Asserted
		case prefixed(low, appointing):
			named = true
		case low == "was" || low == "were" || low == "served" || low == "worked" || low == "had" || low == "held":
			past = past || i > subject
		}
	}
	if past && !named {
		return vocab.Former
	}
	return vocab.Asserted
}

// focusAfter is the person that "he" or "she" stands for after this sentence.
func (p *parser) focusAfter(focus int) int {
	for i, t := range p.r.items {
		if (t.low == "he" || t.low == "she") && focus >= 0 {
			return focus
		}
		if p.isPerson(i) && p.item(i+1).low != "'s" {
			return t.mention
		}
	}
	return focus
}

package names

import (
	"slices"
	"strings"
	"unicode"

	"entente/text/vocab"
)

// bracketed reads long forms with their acronym in brackets. picked are the
// names found so far, in order. "Police Community of the Americas (AMERIPOL)"
// gives the acronym the type of its long form; where no name is known before
// the bracket, the initials find the long form; "Science for Peace and Security
// (SPS) Programme" becomes one name.
func (r *reading) bracketed(picked []candidate) []candidate {
	ends := map[int]candidate{}
	for _, c := range picked {
		ends[c.last] = c
	}
	var out []candidate
	for i := 1; i+2 < len(r.words); i++ {
		if r.words[i].s != "(" || r.words[i].sentence != r.words[i-1].sentence {
			continue
		}
		first, last := r.acronym(i + 1)
		if last == 0 {
			continue
		}
		end := i
		if r.words[i-1].kind == possessive {
			end-- // "Export Finance Australia’s (EFA)"
		}
		long, ok := ends[end]
		if spelled, found := r.longForm(first, last, end); found {
			switch {
			case !ok || spelled.first < long.first:
				long, ok = spelled, true
			case spelled.first > long.first && spelled.typ != long.typ && (r.is(spelled.first-1, "of") || r.is(spelled.first-2, "of")):
				// "Ninth Session of the Platform on Biodiversity (PB)": the platform's
				long.typ, long.ref = spelled.typ, ""
			}
		}
		if ends[i].typ != vocab.Organization {
			if whole, ok := r.around(first, last, i); ok {
				out = append(out, whole)
				continue
			}
		}
		if n := last + 1; ok && end == i && r.words[last].s == ")" && r.unitNumber(i-1, n) && r.words[n].sentence == r.words[i].sentence {
			out = append(out, candidate{long.first, n + 1, vocab.Organization, "", "unit", 0.9, false}) // "Task Force (CTF) 64"
			continue
		}
		if !ok || long.rule == "ship" || long.typ == vocab.Person || r.titledPlace(long, first) {
			continue
		}
		if long.rule == "long form" {
			out = append(out, long)
		}
		if long.rule == "convened" && !strings.ContainsAny(r.text(first, last), "0123456789") {
			long.typ = vocab.Organization // the body's; "(LA-5)" is the meeting's
		}
		out = append(out, candidate{first, last, long.typ, long.ref, "acronym", 0.95, false})
	}
	return out
}

// acronym is the range of the acronym after the bracket that precedes word i:
// (AMERIPOL), ("the Quad"), (CARICOM IMPACS); last is 0 if there is none.
func (r *reading) acronym(i int) (first, last int) {
	s := r.sentenceOf(i)
	for i < s.last && (r.is(i, "the", "“", "\"", "‘", "or", "hereafter", "hereinafter")) {
		i++
	}
	first = i
	for i < s.last && i < first+4 && (r.words[i].kind == capital || r.words[i].s == "-" || i > first && (r.words[i].kind == number || r.words[i].s == "." && r.words[i].glued)) {
		i++
	}
	last = i
	for i < s.last && r.is(i, "”", "\"", "’") {
		i++
	}
	if last == first || i >= s.last || r.words[i].s != ")" && r.words[i].s != "," || capitals(r.text(first, last)) < 2 && last-first > 1 {
		return 0, 0
	}
	if len(r.text(first, last)) < 2 || r.facts[first].title >= 0 && !r.words[first].shout {
		return 0, 0
	}
	return first, last
}

func capitals(s string) int {
	n := 0
	for _, c := range s {
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n
}

// titledPlace reports whether the bracket holds the postal code of a state
// rather than an acronym.
func (r *reading) titledPlace(long candidate, acronym int) bool {
	k := r.facts[acronym].known
	return k >= 0 && r.known[k].Entries[0].Type == vocab.Place && long.typ != vocab.Place
}

// longForm looks left of the bracket at word end for the words whose initials
// are the acronym words[first:last].
func (r *reading) longForm(first, last, end int) (candidate, bool) {
	acr := strings.ToLower(strings.Map(func(c rune) rune {
		if unicode.IsUpper(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, r.text(first, last)))
	if len(acr) < 2 || len(acr) > 10 {
		return candidate{}, false
	}
	start, ok := r.spell(acr, end)
	if ok && r.facts[end-1].title >= 0 {
		return candidate{}, false // "Executive Vice President (EVP)"
	}
	if !ok || !r.named(start) || !r.named(end-1) && r.words[end-1].kind != number {
		return candidate{}, false
	}
	c := candidate{start, end, vocab.Programme, "", "long form", 0.8, false}
	if f := &r.facts[start]; f.known >= 0 || !f.common && !slices.ContainsFunc(abstract, func(e string) bool { return strings.HasSuffix(r.words[start].key, e) }) {
		c.typ = vocab.Organization // begins as a name does; else it names what is done
	}
	for i := end - 1; i >= start; i-- {
		if h := r.facts[i].head; h != nil && r.named(i) {
			c.typ = h.typ
			break
		}
	}
	if r.meets[r.name(c)] {
		c.typ = vocab.Organization
	}
	return c, true
}

// spell goes left from word end and matches the letters of acr from its end
// with the initials of the words; small words may be passed over.
func (r *reading) spell(acr string, end int) (int, bool) {
	n := len(acr) - 1
	s := r.sentenceOf(end)
	for i := end - 1; i >= s.first && end-i < 16; i-- {
		w := &r.words[i]
		switch {
		case w.key != "" && w.key[0] == acr[n] && (w.kind == capital || w.kind == number || n > 0):
			n--
		case r.facts[i].function || w.s == "-" || w.s == "," || w.s == "&" || w.kind == possessive:
		case w.kind == lower || w.kind == mark:
			return 0, false
		default: // a word the acronym leaves out
		}
		if n < 0 {
			return i, true
		}
	}
	return 0, false
}

// around reads a name that goes on behind the bracket: "Science for Peace and
// Security (SPS) Programme".
func (r *reading) around(first, last, open int) (candidate, bool) {
	s := r.sentenceOf(open)
	end := last
	for end < s.last && r.words[end].s != ")" {
		end++
	}
	end++
	if end >= s.last || !r.named(end) || r.facts[end].head == nil || r.facts[end].title >= 0 {
		return candidate{}, false
	}
	long, ok := r.longForm(first, last, open)
	if !ok {
		return candidate{}, false
	}
	h := r.facts[end].head
	c := candidate{long.first, end + 1, h.typ, "", "long form", 0.9, false}
	for _, e := range r.lex.Lookup(r.text(long.first, open) + " " + r.words[end].s) {
		if e.Type == c.typ {
			c.ref = e.ID
			break
		}
	}
	return c, true
}

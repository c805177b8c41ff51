package names

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/text"
	"entente/text/vocab"
)

// memory holds the names found surely somewhere in a release and their short
// forms, so that they are known everywhere in it.
type memory struct {
	byFirst map[string][]remembered // by the key of the first word
}

// remembered is one form of a name.
type remembered struct {
	keys []string
	typ  vocab.EntityType
	ref  string
	at   int  // where the full name stands
	bare bool // a head word alone: "the Summit"
}

func (m *memory) add(keys []string, c candidate, bare bool) {
	if len(keys) == 0 || keys[0] == "" {
		return
	}
	if len(m.byFirst[keys[0]]) >= manyNames {
		return
	}
	for _, e := range m.byFirst[keys[0]] {
		if e.typ == c.typ && slices.Equal(e.keys, keys) {
			return
		}
	}
	m.byFirst[keys[0]] = append(m.byFirst[keys[0]], remembered{keys, c.typ, c.ref, c.first, bare})
}

// remember collects the forms of the names picked so far.
func (r *reading) remember(picked []candidate) *memory {
	m := &memory{map[string][]remembered{}}
	for _, c := range picked {
		keys := r.keys(c.first, c.last)
		switch c.typ {
		case vocab.Person:
			r.rememberPerson(m, c, keys)
		case vocab.Country:
		case vocab.Place:
			if c.rule == "head" && len(keys) == 2 && !r.facts[c.first].common {
				m.add(keys[:1], c, false)
			}
			m.add(keys, c, false)
		default:
			r.rememberBody(m, c, keys)
		}
	}
	return m
}

func (r *reading) keys(first, last int) []string {
	keys := make([]string, last-first)
	for i := range keys {
		keys[i] = r.words[first+i].key
	}
	return keys
}

func (r *reading) rememberPerson(m *memory, c candidate, keys []string) {
	m.add(keys, c, false)
	n := len(keys)
	for n > 1 && (suffixes[keys[n-1]] || keys[n-1] == ",") {
		n--
	}
	for k := 1; k < n; k++ {
		i := c.first + k
		if r.words[i].kind != capital && !particles[keys[k]] || r.words[i-1].s == "-" {
			continue
		}
		m.add(keys[k:n], c, false)
	}
	if n > 1 {
		m.add(keys[:1], c, false)
		if n > 3 {
			m.add(keys[:2], c, false)
		}
		if n > 2 && len(strings.TrimSuffix(keys[1], ".")) == 1 {
			m.add(append([]string{keys[0]}, keys[2:n]...), c, false)
		}
	}
}

func (r *reading) rememberBody(m *memory, c candidate, keys []string) {
	m.add(keys, c, false)
	if c.last-c.first == 1 {
		return
	}
	if open := slices.Index(keys, "("); open > 0 { // "Science for Peace and Security (SPS) Programme"
		if end := slices.Index(keys, ")"); end == open+2 {
			m.add(keys[open+1:end], c, false)
			m.add([]string{keys[open+1], keys[len(keys)-1]}, c, false)
		}
	}
	// The head is the last capitalised head word before a complement begins.
	end := c.last
	for i := c.first; i < c.last; i++ {
		if r.facts[i].function && i > c.first && r.words[i].key != "and" && r.facts[i-1].head != nil {
			end = i
			break
		}
	}
	if r.words[end-1].kind == number && end-1 > c.first {
		if year(r.words[end-1].key) && end-1-c.first > 1 {
			m.add(r.keys(c.first, end-1), c, false)
		}
		for i := c.first + 1; i < end-1; i++ {
			m.add(r.keys(i, c.last), c, false)
		}
		end--
	}
	h := r.facts[end-1].head
	if end < c.last && end-c.first > 1 {
		m.add(r.keys(c.first, end), c, false)
	}
	if h == nil {
		return
	}
	for i := c.first + 1; i < end-1; i++ {
		if r.named(i) && r.words[i-1].s != "-" && r.facts[i].known < 0 && !r.facts[i-1].function {
			m.add(r.keys(i, end), c, false)
			if end < c.last {
				m.add(r.keys(i, c.last), c, false)
			}
		}
	}
	if key := r.words[end-1].key; !r.standing[key] || c.typ == vocab.Organization {
		m.add(r.keys(end-1, end), c, true)
	}
}

// find returns the remembered names wherever they stand.
func (m *memory) find(r *reading) []candidate {
	var out []candidate
	for i := range r.words {
		if r.words[i].kind != capital && r.words[i].kind != number || r.facts[i].function {
			continue
		}
		var best *remembered
		for k := range m.byFirst[r.words[i].key] {
			e := &m.byFirst[r.words[i].key][k]
			if best != nil && len(e.keys) < len(best.keys) || !r.stands(i, e) {
				continue
			}
			if best == nil || len(e.keys) > len(best.keys) || e.at < i && (best.at > i || e.at > best.at) {
				best = e
			}
		}
		if best != nil {
			out = append(out, candidate{i, i + len(best.keys), best.typ, best.ref, "memory", 0.8, false})
		}
	}
	return append(out, r.shortNames()...)
}

// stands reports whether the form e stands at word i and may be read as a name.
func (r *reading) stands(i int, e *remembered) bool {
	n := i + len(e.keys)
	s := r.sentenceOf(i)
	if n > s.last {
		return false
	}
	for j := i; j < n; j++ {
		if r.words[j].key != e.keys[j-i] || r.words[j].kind == lower && !r.facts[j].function && j == n-1 {
			return false
		}
	}
	f := &r.facts[i]
	if n < s.last && r.is(n, "affairs") && r.named(n) && e.typ == vocab.Organization {
		return false
	}
	if len(e.keys) > 1 {
		return true
	}
	if e.bare && (s.titled || r.opens(i)) {
		return false
	}
	if e.bare && (i > s.first && r.named(i-1) && !r.opens(i-1) || n < s.last && r.named(n)) {
		return false
	}
	if e.typ == vocab.Person {
		if r.aboard(i) {
			return false
		}
		// A longer run of capitals is another name.
		if p := i - 1; p >= s.first && r.named(p) && r.facts[p].title < 0 && !s.titled && !r.opens(p) && (!r.facts[p].common || r.facts[p].given) {
			return false
		}
		if n < s.last && r.named(n) && r.facts[n].title < 0 && !s.titled && r.words[n].s != "-" {
			return false
		}
	}
	if e.typ == vocab.Person {
		if f.known >= 0 && r.known[f.known].Entries[0].Type == vocab.Country {
			return false
		}
		if r.words[i].shout && !s.shouted && !s.titled {
			return false
		}
		return f.title < 0 && (!f.common || !r.opens(i) && !s.titled || i > s.first && r.facts[i-1].title >= 0)
	}
	return f.title < 0 || !e.bare
}

// shortNames lets the lexicon's short names stand ("the Alliance") where the
// release names the thing in full or comes from it.
func (r *reading) shortNames() []candidate {
	full := map[string]bool{}
	for i := range r.known {
		if k := &r.known[i]; k.Surface != lexicon.ShortName {
			for _, e := range k.Entries {
				full[e.ID] = true
			}
		}
	}
	publisher := " " + text.Fold(r.a.Doc.Publisher) + " "
	var out []candidate
	for i := range r.known {
		k := &r.known[i]
		if k.Surface != lexicon.ShortName || r.sentenceOf(k.first).titled || plainShort[r.words[k.first].key] {
			continue
		}
		for _, e := range k.Entries {
			if full[e.ID] || e.Acronym != "" && strings.Contains(publisher, " "+text.Fold(e.Acronym)+" ") {
				out = append(out, candidate{k.first, k.last, e.Type, e.ID, "short name", 0.7, false})
				break
			}
		}
	}
	return out
}

package names

import (
	"strings"

	"entente/extract/lexicon"
	"entente/text/vocab"
)

// rightOf is the end of the name that starts at first and has its head at at.
func (r *reading) rightOf(first, at int, h *head, s *sentence) int {
	last := at + 1
	if last < s.last && r.words[last].kind == number && (h.typ == vocab.Document || h.typ == vocab.Event && year(r.words[last].key)) {
		last++
	} else if first < at && r.unitNumber(at, last) {
		last++
	} else if n := r.next(last); n == last && r.is(at, "embassy", "consulate", "university") && r.facts[n].known >= 0 {
		last = r.known[r.facts[n].known].last
	}
	if last < s.last && suffixes[r.words[last].key] && r.words[last].shout && r.is(at, "war") {
		last++ // "World War II"
	}
	if last+1 < s.last && r.words[last].s == "-" && r.words[last].glued && r.words[last+1].glued && r.words[last+1].shout && r.facts[last+1].known < 0 {
		last += 2 // "Gulf Cooperation Council-POL"
	}
	if last+1 < s.last && r.is(last, ",") && companies[r.words[last+1].key] {
		return last + 2
	}
	pieces := 0
	for last+1 < s.last && pieces < 3 {
		end := r.complement(first, at, last, h, s, pieces)
		if end == 0 {
			break
		}
		last = end
		pieces++
	}
	if pieces > 0 && h.typ == vocab.Event && last+2 < s.last && r.is(last, "and") && r.is(last+1, "the") && r.is(last+2, "region") {
		last += 3 // "Conference on Syria and the Region"
	}
	return last
}

// complement is the end of the phrase that begins with the connector at i and
// goes on the name, or 0.
func (r *reading) complement(first, at, i int, h *head, s *sentence, pieces int) int {
	join := r.words[i].key
	if r.words[i].kind != lower && !s.titled && !s.shouted && len(join) < 5 || !strings.Contains(h.joins, " "+join+" ") {
		return 0
	}
	j := i + 1
	for j < s.last && r.is(j, "the", "all", "a", "an") {
		j++
	}
	if join == "on" && r.is(j, "future") && r.is(j+1, "of") && j+2 < s.last {
		j += 2 // "Conference on the future of Libya"
	}
	if j >= s.last || !r.named(j) && !(r.words[j].kind == number && h.typ == vocab.Event) || calendar[r.words[j].key] {
		return 0
	}
	f := &r.facts[j]
	if k := f.known; k >= 0 && r.known[k].first == j {
		if n := r.known[k].last; join != "of" && n < s.last && r.words[n].kind == lower && !r.facts[n].function && !participle(r.words[n].key) && !strings.HasPrefix(r.tag(n), "VB") {
			return 0 // "Geneva Group on UN reform"
		}
		if !r.joinsKnown(first, at, join, h, k, pieces) {
			return 0
		}
		if posts[r.words[at].key] {
			return r.known[k].last // what follows may be an envoy's name
		}
	} else if pieces > 0 && !secondJoins[join] || join == "in" {
		return 0
	}
	if join == "to" && (s.titled || !f.common) && f.known < 0 {
		return 0
	}
	if r.titled(j) && r.titles[f.title].first == j && !(join == "of" && (officeLike[r.words[at].key] || r.titles[f.title].Plural)) {
		return 0
	}
	if f.given && !f.common && f.known < 0 && join != "of" && join != "for" {
		return 0
	}
	end := r.phrase(j, s, 0)
	if join == "of" && first < at && h.typ == vocab.Organization && r.is(i+1, "the") && end > j {
		// "Steering Committee | of the Donor Platform", but "Office of the Commission"
		if g := r.facts[end-1].head; g != nil && g.typ == vocab.Organization ||
			f.known >= 0 && r.known[f.known].Entries[0].Type == vocab.Organization {
			return 0
		}
	}
	return end
}

// joinsKnown reports whether a connector may lead on to a thing that the
// lexicon knows.
func (r *reading) joinsKnown(first, at int, join string, h *head, k, pieces int) bool {
	m := r.known[k]
	typ := m.Entries[0].Type
	state := typ == vocab.Country || typ == vocab.Place
	key := r.words[at].key
	switch join {
	case "of":
		return pieces == 0 && (h.typ == vocab.Organization || h.typ == vocab.Document || h.typ == vocab.Place || !state || first == at)
	case "on":
		return !state || circles[key] && first < at || h.typ != vocab.Organization && typ == vocab.Country || first == at
	case "against":
		if state && key == "war" {
			return false // what the war is rather than its name
		}
		return r.joinsKnown(first, at, "for", h, k, pieces)
	case "for", "between", "concerning":
		if state && h.typ == vocab.Organization && circles[key] && first < at {
			return true // "Contact Group for Libya"
		}
		return h.typ != vocab.Organization && (!state || h.typ == vocab.Event || h.typ == vocab.Document) || first == at || !state
	case "in":
		return state && (key == "mission" || key == "force" || typ == vocab.Country && posts[key])
	case "to":
		return key == "mission" || typ == vocab.Country && posts[key] || key == "delegation" || pieces > 0 && !state
	case "with":
		return false
	}
	return false
}

// phrase is the end of the noun phrase that starts at word j inside a name:
// "Foreign Affairs and Trade", "Population, Refugees, and Migration",
// "Victims of Torture".
func (r *reading) phrase(j int, s *sentence, depth int) int {
	end := r.chunk(j, s)
	if end == j {
		return j
	}
	if end == j+1 && strings.HasSuffix(r.words[j].key, "ing") && end+1 < s.last && r.is(end, "a", "an", "the") && r.named(end+1) {
		return r.phrase(end+1, s, depth) // "on Supporting the Future of Syria"
	}
	if n := r.list(j, end, s); n > end {
		return n
	}
	if r.is(end, "and") && r.is(end+1, "cabinet") && r.named(end+1) {
		return end + 2
	}
	if end+1 < s.last && (r.is(end, "and") || r.words[end].s == "&") && r.named(end+1) && r.topic(j, end) {
		if n := r.chunk(end+1, s); n > end+1 && r.topic(end+1, n) {
			return n
		}
	}
	if depth < 3 && end-j <= 2 && r.topic(j, end) && end+1 < s.last && r.is(end, "of", "to", "for", "in", "against") {
		k := end + 1
		for k < s.last && r.is(k, "the", "all") {
			k++
		}
		if k < s.last && r.named(k) && !calendar[r.words[k].key] && r.facts[k].title < 0 && (r.facts[k].known < 0 || r.is(end, "of", "to")) {
			return r.phrase(k, s, depth+1)
		}
	}
	return end
}

// list is the end of "A, B, and C" where A is words[j:end], or 0.
func (r *reading) list(j, end int, s *sentence) int {
	if !r.topic(j, end) {
		return 0
	}
	for items := 0; end+1 < s.last && r.is(end, ","); items++ {
		k := end + 1
		if r.is(k, "and") || r.words[k].s == "&" {
			if items > 0 && k+1 < s.last && r.named(k+1) {
				if n := r.chunk(k+1, s); n > k+1 && r.topic(k+1, n) {
					return n
				}
			}
			return 0
		}
		if !r.named(k) {
			return 0
		}
		n := r.chunk(k, s)
		if !r.topic(k, n) {
			return 0
		}
		end = n
		if end+1 < s.last && r.is(end, "and") && r.named(end+1) {
			if n := r.chunk(end+1, s); n > end+1 && r.topic(end+1, n) {
				return n
			}
			return 0
		}
	}
	return 0
}

// chunk is the end of the run of capitalised words from j on.
func (r *reading) chunk(j int, s *sentence) int {
	i := j
	for i < s.last && i-j < longestName {
		switch {
		case r.named(i):
			if k := r.facts[i].known; k >= 0 && r.known[k].first == i {
				i = r.known[k].last
				continue
			}
			if t := r.facts[i].title; i == j && r.titled(i) && r.titles[t].first == i {
				i = r.titles[t].last
				continue
			}
			if i > j && r.titled(i) {
				return i
			}
			if i > j && s.titled && leading[r.words[i].key] {
				return i
			}
			if i > j && r.words[i-1].shout && !s.shouted && r.beginsPerson(i) {
				return i // "Envoy for the League of LAKES | Marten Quillby"
			}
			if i > j && !r.facts[i].common && !r.words[i].shout && r.facts[i].head == nil && r.facts[i-1].common && r.facts[j].common && r.words[i-1].kind == capital {
				return i
			}
			i++
		case r.words[i].s == "-" && r.words[i].glued && i+1 < s.last && r.words[i+1].glued && r.named(i+1):
			i++
		case r.words[i].kind == possessive && i > j && r.innerPossessive(i):
			i++
		case r.words[i].kind == number && i > j && year(r.words[i].key):
			return i + 1
		default:
			return i
		}
	}
	return i
}

// unitNumber reports whether word n is the number of the military unit whose
// head is word at.
func (r *reading) unitNumber(at, n int) bool {
	return n < len(r.words) && r.words[n].kind == number && !year(r.words[n].key) && !ordinalWord(r.words[n].key) && units[r.words[at].key] &&
		(n+1 == len(r.words) || r.words[n+1].s != "%" && !(r.words[n+1].glued && r.words[n+1].s == "-"))
}

// beginsPerson reports whether the words from i on read as a name and a family
// name: neither is an ordinary word, a head or known as anything else.
func (r *reading) beginsPerson(i int) bool {
	n := r.next(i + 1)
	return n > 0 && r.own(i) && r.own(n)
}

// own reports whether word i can only be a word of a proper name.
func (r *reading) own(i int) bool {
	f := &r.facts[i]
	return f.known < 0 && f.head == nil && !r.words[i].shout && (f.family || !f.common)
}

// topic reports whether words[j:end] name a subject (Human Rights, Refugees)
// rather than a thing of its own.
func (r *reading) topic(j, end int) bool {
	if end <= j || end-j > 5 {
		return false
	}
	for i := j; i < end; i++ {
		f := &r.facts[i]
		if r.words[i].kind == mark {
			continue
		}
		if r.titled(i) || r.words[i].shout && !r.sentenceOf(i).shouted || f.known < 0 && !f.common && (f.given || f.family) {
			return false
		}
		if f.known >= 0 {
			k := r.known[f.known]
			if k.Entries[0].Type != vocab.Place && !(k.Surface == lexicon.Demonym && k.last < end) {
				return false
			}
		}
	}
	f := &r.facts[end-1]
	return f.head == nil || f.head.weak || f.head.typ == vocab.Programme || r.is(end-1, "services", "industry", "industries")
}

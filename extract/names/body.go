package names

import (
	"strings"

	"entente/extract/lexicon"
	"entente/text/vocab"
)

// candidate is a possible name over words[first:last].
type candidate struct {
	first, last int
	typ         vocab.EntityType
	ref         string
	rule        string
	score       float64
	weak        bool // counts only where a sure name of the release supports it
}

// bodies finds names by their head word: "Ministry of Interior", "NATO
// Military Committee", "Conference on Libya", "Resolution 1325".
func (r *reading) bodies() []candidate {
	var out []candidate
	for i := range r.words {
		h := r.facts[i].head
		if h == nil || !r.named(i) || r.titled(i) {
			continue
		}
		if j := r.next(i + 1); j > 0 && r.facts[j].head != nil && r.facts[j].title < 0 {
			continue // the later head reads this word too
		}
		out = r.appendBody(out, i, h)
	}
	return out
}

// next is i if word i goes on the name that the word before it is in, or the
// word after a hyphen; 0 if the name ends.
func (r *reading) next(i int) int {
	if i >= len(r.words) || r.words[i].sentence != r.words[i-1].sentence {
		return 0
	}
	if r.words[i].s == "-" && r.words[i].glued && i+1 < len(r.words) && r.words[i+1].glued && r.named(i+1) {
		return i + 1
	}
	if r.named(i) {
		return i
	}
	return 0
}

func (r *reading) appendBody(out []candidate, at int, h *head) []candidate {
	s := r.sentenceOf(at)
	first := r.leftOf(at, s)
	last := r.rightOf(first, at, h, s)
	if first == at && last == at+1 {
		if h.bare || r.words[at].key == "house" && r.chamber && r.is(at-1, "the") {
			out = append(out, candidate{first, last, h.typ, "", "bare head", 0.7, s.titled && !s.shouted})
		}
		return out
	}
	if r.portfolio(first, s) {
		return out
	}
	c := candidate{first, last, h.typ, "", "head", 0.8, false}
	c.weak = h.weak && (s.titled || first == at && h.typ != vocab.Organization)
	if h.typ == vocab.Event && s.titled && (r.words[first].kind == number || ordinals[r.words[first].key] || last > at+1 && first < at || first+1 < at && r.words[first+1].s == "-" && r.facts[first].known >= 0) {
		c.weak = false
	}
	if first == at && r.is(at, "board") || r.is(last, "affairs") && r.named(last) || at > first && generic[r.words[at-1].key+" "+r.words[at].key] {
		return out // "Board of Directors", "International Organization Affairs", "Civil Society"
	}
	if h.weak && last == at+1 && last < s.last && r.named(last) && r.facts[last].common && r.facts[last].title < 0 {
		return out // "Community Violence Intervention"
	}
	if r.is(at, "resolution", "resolutions") && r.words[last-1].kind != number && r.facts[first].known < 0 {
		c.weak = true // "Peaceful Resolution of the Crisis"
	}
	c.typ = r.typeOf(c, at, h)
	if k := r.facts[at].known; k >= 0 && first < r.known[k].first && c.typ != vocab.Organization && r.known[k].last == at+1 {
		if l := r.facts[first].known; l >= 0 && r.known[l].last == r.known[k].first && r.known[l].Entries[0].Type == vocab.Organization {
			return out // "White House | American Rescue Plan"
		}
	}
	return append(out, c)
}

// portfolio reports whether the words from first on say what a minister is for:
// "Minister of National Health Services".
func (r *reading) portfolio(first int, s *sentence) bool {
	if first-2 < s.first || !r.is(first-1, "of", "for") {
		return false
	}
	t := r.facts[first-2].title
	return t >= 0 && strings.Contains(r.titles[t].Norm, "Minister")
}

// typeOf mends the type that the head alone suggests.
func (r *reading) typeOf(c candidate, at int, h *head) vocab.EntityType {
	key := r.words[at].key
	switch {
	case key == "order" && !r.is(at-1, "executive"):
		return vocab.Organization
	case key == "assembly" && r.is(at-1, "health"):
		return vocab.Event
	case key == "park" || key == "square":
		return vocab.Place
	case key == "forum" && at > c.first && r.is(at+1, "on") && !ordinalWord(r.words[c.first].key):
		return vocab.Organization
	case r.standing[key] && !ordinalWord(r.words[c.first].key) && (c.last == at+1 || h.typ != vocab.Event):
		return vocab.Organization
	case key == "review" && r.is(at-1, "posture"):
		return vocab.Document
	}
	return h.typ
}

// leftOf is the first word of the name whose head is word at.
func (r *reading) leftOf(at int, s *sentence) int {
	first := at
	for i := at - 1; i >= s.first; {
		w := &r.words[i]
		switch {
		case r.named(i):
			if k := r.facts[i].known; k >= 0 && r.known[k].last <= first && r.known[k].first < i {
				i = r.known[k].first
			} else if t := r.facts[i].title; t >= 0 && r.titles[t].Plural && r.titles[t].last == first && first == at {
				i = r.titles[t].first // "Heads of Government Meeting"
			} else if r.stopsLeft(i, s) || calendar[w.key] {
				return r.trimLeft(first, at, s)
			}
			first = i
			i--
			continue
		case w.kind == number && (ordinalWord(w.key) || year(w.key) && !r.is(i-1, months...)):
			first = i
			if ordinalWord(w.key) {
				return r.trimLeft(first, at, s)
			}
			i--
			continue
		case w.s == "-" && w.glued && r.words[first].glued && i > s.first && r.named(i-1):
			i--
			first = i
			continue
		case w.kind == possessive && i > s.first && r.innerPossessive(i):
			first = i - 1
			if t := r.facts[first].title; t >= 0 {
				first = r.titles[t].first
			}
			i = first - 1
			continue
		case w.s == "," && i > s.first && first == at && companies[r.words[at].key] && r.named(i-1):
			i--
			first = i
			continue
		case (w.key == "and" || w.s == "&") && i > s.first && r.named(i-1) && r.facts[i-1].title < 0 &&
			(w.s == "&" || r.plainWord(i-1) && i+1 == first && r.topic(i+1, i+2)):
			i--
			if j := r.listLeft(i, s); j < i {
				i = j
			}
			first = i
			i--
			continue
		case (w.key == "of" || w.key == "in") && i > s.first && r.named(i-1) && r.plainWord(i-1) && r.facts[i-1].title < 0 && !s.titled:
			i--
			first = i
			i--
			continue
		}
		break
	}
	return r.trimLeft(first, at, s)
}

// listLeft goes left over "A, B, and C": i is the word before "and" or a comma.
func (r *reading) listLeft(i int, s *sentence) int {
	if r.is(i, ",") {
		i--
	}
	for i-2 >= s.first && r.is(i-1, ",") && r.named(i-2) && r.plainWord(i-2) && r.plainWord(i) {
		i -= 2
	}
	return i
}

// plainWord reports whether word i is an ordinary word written with a capital:
// a topic rather than a name of its own.
func (r *reading) plainWord(i int) bool {
	f := &r.facts[i]
	if k := f.known; k >= 0 {
		return r.known[k].Surface == lexicon.Demonym && r.known[k].Entries[0].Type == vocab.Place
	}
	return f.common && f.title < 0 && (f.head == nil || f.head.weak)
}

// stopsLeft reports whether word i cannot belong to the name right of it.
func (r *reading) stopsLeft(i int, s *sentence) bool {
	if r.titled(i) {
		return true
	}
	return s.titled && leading[r.words[i].key]
}

// titled reports whether word i belongs to a title of people and not, by
// chance, to a name ("General Assembly", "Chief Executives Board").
func (r *reading) titled(i int) bool {
	t := r.facts[i].title
	if t < 0 {
		return false
	}
	if r.titles[t].last-r.titles[t].first > 1 || !ambiguousTitles[r.words[i].key] {
		return true
	}
	return i+1 >= len(r.words) || !r.named(i+1) || !r.facts[i+1].common
}

// trimLeft drops words that stand before a name without belonging to it.
func (r *reading) trimLeft(first, at int, s *sentence) int {
	for first < at {
		w := &r.words[first]
		opening := r.opens(first)
		switch {
		case w.kind == mark || w.kind == possessive || r.facts[first].function:
		case leading[w.key] && r.facts[first].known < 0:
		case ambiguousTitles[w.key] && r.facts[first].title >= 0 && r.facts[first+1].known >= 0 && r.known[r.facts[first+1].known].last > at:
		case opening && !s.titled && r.facts[first].common && r.verbal(first):
		default:
			return first
		}
		first++
	}
	return first
}

// innerPossessive reports whether the possessive at i stands inside a name:
// "Leaders’ Summit", "People’s Congress", but not "Norway’s Parliament".
func (r *reading) innerPossessive(i int) bool {
	f, w := &r.facts[i-1], &r.words[i-1]
	if !r.named(i-1) || i+1 >= len(r.words) || !r.named(i+1) {
		return false
	}
	return inner[w.key] || f.known < 0 && f.common && strings.HasSuffix(w.key, "s") && r.words[i].s != "’s" && r.words[i].s != "'s"
}

// rightOf is the end of the name that starts at first and has its head at at.
func (r *reading) rightOf(first, at int, h *head, s *sentence) int {
	last := at + 1
	if last < s.last && r.words[last].kind == number && (h.typ == vocab.Document || h.typ == vocab.Event && year(r.words[last].key)) {
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
	if j >= s.last || !r.named(j) && !(r.words[j].kind == number && h.typ == vocab.Event) || calendar[r.words[j].key] {
		return 0
	}
	f := &r.facts[j]
	if k := f.known; k >= 0 && r.known[k].first == j {
		if n := r.known[k].last; join != "of" && n < s.last && r.words[n].kind == lower && !r.facts[n].function {
			return 0 // "Geneva Group on UN reform"
		}
		if !r.joinsKnown(first, at, join, h, k, pieces) {
			return 0
		}
	} else if pieces > 0 && !secondJoins[join] || join == "in" {
		return 0
	}
	if join == "to" && (s.titled || !f.common) && f.known < 0 {
		return 0
	}
	if f.title >= 0 && r.titles[f.title].first == j && !(join == "of" && (officeLike[r.words[at].key] || r.titles[f.title].Plural)) {
		return 0
	}
	if f.given && !f.common && f.known < 0 && join != "of" && join != "for" {
		return 0
	}
	end := r.phrase(j, s, 0)
	if join == "of" && first < at && h.typ == vocab.Organization && r.is(i+1, "the") && end > j {
		// "Steering Committee | of the Donor Platform", but "Office of the Commission"
		if g := r.facts[end-1].head; g != nil && !g.weak && g.typ == vocab.Organization ||
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
		return !state || h.typ != vocab.Organization && typ == vocab.Country || first == at
	case "for", "against", "between", "concerning":
		return h.typ != vocab.Organization && (!state || h.typ == vocab.Event || h.typ == vocab.Document) || first == at || !state
	case "in":
		return state && (key == "mission" || key == "force")
	case "to":
		return key == "mission" || key == "delegation" || pieces > 0 && !state
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
	for i < s.last {
		switch {
		case r.named(i):
			if k := r.facts[i].known; k >= 0 && r.known[k].first == i {
				i = r.known[k].last
				continue
			}
			if t := r.facts[i].title; i == j && t >= 0 && r.titles[t].first == i {
				i = r.titles[t].last
				continue
			}
			if i > j && r.titled(i) {
				return i
			}
			if i > j && s.titled && leading[r.words[i].key] {
				return i
			}
			if i > j && !r.facts[i].common && r.facts[i].head == nil && r.facts[i-1].common && r.facts[j].common && r.words[i-1].kind == capital {
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
		if f.title >= 0 || r.words[i].shout && !r.sentenceOf(i).shouted || f.known < 0 && !f.common && (f.given || f.family) {
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
	return f.head == nil || f.head.weak || f.head.typ == vocab.Programme || r.words[end-1].key == "services" || r.words[end-1].key == "industry"
}

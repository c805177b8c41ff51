package names

import (
	"entente/extract/lexicon"
	"entente/text/vocab"
)

// persons finds names of people: after a title, from a known given name on, or
// before a title in apposition.
func (r *reading) persons() []candidate {
	var out []candidate
	for k := range r.titles {
		out = r.afterTitle(out, k)
	}
	for i := range r.words {
		f := &r.facts[i]
		if !r.named(i) || f.title >= 0 || r.goesOn(i) {
			continue
		}
		if f.title < 0 && i+2 < len(r.words) && r.named(i+1) && r.facts[i+1].initial && r.named(i+2) && !f.common && f.known < 0 {
			if last := r.personName(i); last-i > 2 {
				out = append(out, candidate{i, last, vocab.Person, "", "initial", 0.75, false})
			}
			continue
		}
		if f.given && (!f.common || !r.opens(i)) && r.mayBegin(i) && !saints[r.words[i].key] {
			if last := r.personName(i); last-i > 1 && r.nameLike(i, last) {
				out = append(out, candidate{i, last, vocab.Person, "", "given name", 0.75, false})
				continue
			}
		}
		if i > 0 && callings[r.words[i-1].key] && r.words[i-1].kind == lower && f.known < 0 {
			if last := r.personName(i); last-i > 1 && r.nameLike(i, last) {
				out = append(out, candidate{i, last, vocab.Person, "", "calling", 0.85, false})
				continue
			}
		}
		if f.given && r.kin(i) || i > 0 && kinship[r.words[i-1].key] && !f.common && f.known < 0 {
			out = append(out, candidate{i, r.personName(i), vocab.Person, "", "kin", 0.7, false})
			continue
		}
		if last := r.apposition(i); last > 0 {
			out = append(out, candidate{i, last, vocab.Person, "", "apposition", 0.7, false})
		}
	}
	return out
}

// mayBegin reports whether the given name at i may begin a name although the
// lexicon knows it as something else: "Jordan Smith", but not "Jordan River".
func (r *reading) mayBegin(i int) bool {
	k := r.facts[i].known
	if k < 0 {
		return true
	}
	if r.known[k].last != i+1 || i+1 >= len(r.words) || !r.named(i+1) || r.facts[i+1].known >= 0 || r.facts[i+1].head != nil {
		return false
	}
	if r.known[k].Entries[0].Type == vocab.Place {
		return !r.facts[i+1].common
	}
	return (r.facts[i+1].family || r.facts[i+1].given) && !(i > 0 && r.facts[i-1].function && r.words[i-1].sentence == r.words[i].sentence)
}

// goesOn reports whether word i is in the middle of a name of a person that a
// given name before it has begun.
func (r *reading) goesOn(i int) bool {
	if i == 0 || r.words[i-1].sentence != r.words[i].sentence {
		return false
	}
	p := &r.facts[i-1]
	return r.named(i-1) && p.given && !p.common && p.title < 0 && p.known < 0
}

// afterTitle finds the name that follows title k, directly or after what the
// title is of: "Prime Minister of Moldova Ana Turcan".
func (r *reading) afterTitle(out []candidate, k int) []candidate {
	t := &r.titles[k]
	if t.Class == lexicon.Prefix {
		return out
	}
	i := t.last
	s := r.sentenceOf(t.first)
	if i < s.last && r.is(i, "-") && r.is(i+1, "elect", "designate") {
		i += 2
	}
	if i < s.last && r.words[i].kind == capital && (r.is(i, "i", "ii") || r.words[i].s == "III") {
		i++ // "Foreign Minister II"
	}
	if i >= s.last || r.facts[i].title >= 0 || r.words[i-1].kind == possessive {
		return out // the next title goes on
	}
	if r.named(i) {
		if t.Lower && !r.facts[i].given && t.Class == lexicon.Office && r.facts[i].common {
			return out
		}
		if last := r.personName(i); last > i && r.titledName(i, last, t) {
			out = append(out, candidate{i, last, vocab.Person, "", "title", 0.9, false})
			if t.Plural {
				out = r.enumerated(out, last, s)
			}
			return out
		}
	}
	if p := r.afterRole(i, s); p > 0 {
		if last := r.personName(p); last > p && r.nameLike(p, last) {
			out = append(out, candidate{p, last, vocab.Person, "", "role", 0.85, false})
		}
	}
	return out
}

// titledName reports whether words[i:last] after a title can be a name.
func (r *reading) titledName(i, last int, t *title) bool {
	f := &r.facts[i]
	if f.known >= 0 && last <= r.known[f.known].last {
		switch r.known[f.known].Entries[0].Type {
		case vocab.Country, vocab.Organization:
			return t.Class == lexicon.Honorific && !r.words[i].shout
		case vocab.Place:
			return f.given || f.family || last-i > 1 || t.Class == lexicon.Honorific
		}
	}
	if last-i == 1 && f.common && !f.family && !f.given {
		return t.Class == lexicon.Honorific
	}
	if last-i == 1 && r.words[i].shout && !r.words[t.first].shout && !r.sentenceOf(i).shouted && !r.sentenceOf(i).titled {
		return t.Class == lexicon.Honorific && len(r.words[i].s) > 2 // "Commander AIRCOM"
	}
	return true
}

// enumerated reads the further names after a plural title: "Presidents Biden,
// Zelenskyy and Duda".
func (r *reading) enumerated(out []candidate, i int, s *sentence) []candidate {
	for i+1 < s.last && (r.is(i, ",", "and") || r.words[i].s == "&") {
		i++
		if r.is(i, "and") {
			i++
		}
		if i >= s.last || !r.named(i) || r.facts[i].title >= 0 || r.facts[i].known >= 0 || r.facts[i].common && !r.facts[i].family {
			break
		}
		last := r.personName(i)
		if last == i {
			break
		}
		out = append(out, candidate{i, last, vocab.Person, "", "enumeration", 0.8, false})
		i = last
	}
	return out
}

// afterRole looks past "of Moldova", "for Western Hemisphere Affairs" or a body
// ("Commission") for the first word of a name, or 0.
func (r *reading) afterRole(i int, s *sentence) int {
	for n := 0; i < s.last && n < 16; n++ {
		switch {
		case r.words[i].kind == possessive:
			return 0
		case r.named(i):
			f := &r.facts[i]
			if k := f.known; k >= 0 && r.known[k].first == i && !(f.given && i > 0 && r.named(i-1)) {
				i = r.known[k].last
				continue
			}
			if f.title >= 0 || r.words[i].shout && !s.shouted && !f.given {
				return 0
			}
			if i > 0 && r.named(i-1) && !f.common && (f.head == nil) && (f.given || r.facts[i-1].known >= 0 || r.facts[i-1].common || r.facts[i-1].head != nil) {
				return i
			}
			i++
		case r.is(i, "of", "for", "to", "the", "on", "and", "in", ",", "-") && i+1 < s.last:
			if r.is(i, ",") && !r.named(i+1) && !r.is(i+1, "and") {
				return 0
			}
			i++
		default:
			return 0
		}
	}
	return 0
}

// personName is the end of the name of a person that starts at word i.
func (r *reading) personName(i int) int {
	s := r.sentenceOf(i)
	j, words := i, 0
	for j < s.last && words < 7 {
		f := &r.facts[j]
		w := &r.words[j]
		switch {
		case particles[w.key] && (words > 0 || w.kind == capital && opensName[w.key]) && j+1 < s.last && (r.named(j+1) || particles[r.words[j+1].key]):
		case r.named(j):
			if f.title >= 0 && !(words > 0 && (f.given || f.family) && r.titles[f.title].Class == lexicon.Honorific && r.titles[f.title].last-r.titles[f.title].first == 1) {
				return r.suffix(j, words, s)
			}
			if words > 0 && suffixes[w.key] {
				return j + 1
			}
			if words > 0 && r.endsName(i, j, s) {
				return r.suffix(j, words, s)
			}
		case w.s == "-" && w.glued && words > 0 && j+1 < s.last && r.words[j+1].glued && r.words[j+1].kind != mark && r.words[j+1].kind != number:
			j++
			if r.words[j].kind == lower { // "Kyu-duk"
				if r.facts[j].function || participle(r.words[j].key) {
					return j - 1
				}
			}
		case words > 0 && (w.s == "“" || w.s == "\"" || w.s == "(") && j+3 < s.last && r.named(j+1) && closes(w.s, r.words[j+2].s) && r.named(j+3) && !r.words[j+1].shout:
			j += 2
		default:
			return r.suffix(j, words, s)
		}
		j++
		words++
	}
	return r.suffix(j, words, s)
}

// endsName reports whether the capitalised word j does not go on the name that
// starts at word i.
func (r *reading) endsName(i, j int, s *sentence) bool {
	f, w := &r.facts[j], &r.words[j]
	switch {
	case f.initial || r.facts[j-1].initial:
		return false
	case f.known >= 0:
		if k := &r.known[f.known]; k.last-k.first > 1 && k.first == j {
			return true
		}
		return !f.given && !f.family && !(f.known >= 0 && r.known[f.known].Entries[0].Type == vocab.Place && r.next(j+1) > 0 && r.facts[j+1].family)
	case s.titled && leading[w.key]:
		return true
	case w.shout && !s.shouted && j > i+1 && len(w.s) < 5: // "Finn Pratt PSM"
		return true
	case f.given || f.family || !f.common:
		return false
	case f.head != nil:
		return true
	}
	// "Ned Price": one ordinary word may be the family name.
	if r.next(j+1) > 0 || r.facts[i].common {
		return true
	}
	return j != i+1 && (j != i+2 || r.facts[i+1].common || s.titled)
}

// suffix takes in ", Jr." after the name that ends at j.
func (r *reading) suffix(j, words int, s *sentence) int {
	if words > 0 && j+1 < s.last && r.is(j, ",") && (suffixes[r.words[j+1].key] && r.words[j+1].kind == capital) && r.words[j+1].key != "ii" {
		return j + 2
	}
	return j
}

func closes(open, end string) bool {
	switch open {
	case "“":
		return end == "”"
	case "\"":
		return end == "\""
	}
	return end == ")"
}

func participle(key string) bool {
	n := len(key)
	return n > 3 && (key[n-2:] == "ed" || key[n-3:] == "ing")
}

// nameLike reports whether words[i:last] read as the name of a person, not as
// topics or bodies.
func (r *reading) nameLike(i, last int) bool {
	for j := i; j < last; j++ {
		f := &r.facts[j]
		if j > i && f.head != nil && !f.family {
			return false
		}
		if f.known >= 0 && r.known[f.known].last > last {
			return false
		}
	}
	f, w := &r.facts[last-1], &r.words[last-1]
	return last-i <= 2 || !f.common || f.family || w.kind == lower || suffixes[w.key]
}

// apposition is the end of the unknown name at word i that a comma and a title
// follow ("Ana Turcan, Director of ..."), or 0.
func (r *reading) apposition(i int) int {
	f := &r.facts[i]
	if f.common || f.known >= 0 || i > 0 && r.words[i-1].sentence == r.words[i].sentence && r.named(i-1) {
		return 0
	}
	last := r.personName(i)
	s := r.sentenceOf(i)
	if saints[r.words[i].key] || i > s.first && r.is(i-1, "in", "at", "from", "near", "to") {
		return 0 // "Speaking from Los Cabos, the Prime Minister ..."
	}
	if last-i < 2 || last-i > 5 || last+1 >= s.last || !r.is(last, ",") || !r.nameLike(i, last) {
		return 0
	}
	if r.is(last+1, "of") && last+4 < s.last && r.named(last+2) || r.is(last+1, "to") && r.is(last+2, "be") {
		return last // "Monde Muyangwa, of Maryland, to be ..."
	}
	for j := last + 1; j < s.last && j < last+6; j++ {
		if t := r.facts[j].title; t >= 0 {
			if c := r.titles[t].Class; c == lexicon.Office || c == lexicon.Rank {
				return last
			}
			return 0
		}
		if f := r.facts[j]; f.known < 0 && !r.is(j, "the", "a", "an", "current", "former", "acting", "deputy", "senior", "chief") && !r.named(j) {
			return 0
		}
	}
	return 0
}

// kin reports whether the lone given name at i is one of the family or of the
// speaker's: "his wife Leah", "her children Jacob and Sarah", "Jill and I".
func (r *reading) kin(i int) bool {
	s := r.sentenceOf(i)
	if i+2 < s.last && r.is(i+1, "and") && r.words[i+2].s == "I" {
		return true
	}
	for j := i - 1; j >= s.first && i-j < 8; j-- {
		switch {
		case kinship[r.words[j].key]:
			return true
		case r.is(j, ",", "and") || r.named(j) && r.facts[j].given:
		default:
			return false
		}
	}
	return false
}

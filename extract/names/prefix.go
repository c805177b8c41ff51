package names

import "entente/text/vocab"

// prefixed finds names that a word for their kind begins ("Exercise Steadfast
// Jaguar", "Lake Geneva") or introduces in small letters ("the island of Sao
// Vicente", "exercise Steadfast Jaguar").
func (r *reading) prefixed() []candidate {
	var out []candidate
	for i := range r.words {
		s := r.sentenceOf(i)
		if i+1 >= s.last {
			continue
		}
		w := &r.words[i]
		if typ, ok := prefixHeads[w.key]; ok && r.named(i+1) && r.facts[i+1].title < 0 && (!s.titled || typ == vocab.Event) {
			first, last := i, i+2
			for last < s.last && r.named(last) {
				last++
			}
			if w.kind == lower {
				first++
			}
			if w.kind == capital || typ == vocab.Event {
				out = append(out, candidate{first, last, typ, "", "prefix", 0.8, false})
			}
			continue
		}
		if areas[w.key] && r.is(i+1, "of") {
			out = r.areaList(out, i+2, s)
		}
		typ, ok := introduces[w.key]
		if !ok || w.kind != lower {
			continue
		}
		j := i + 1
		if r.is(j, "of") {
			j++
		}
		if j == i+1 && w.key != "village" && w.key != "town" || j >= s.last || !r.named(j) || r.facts[j].known >= 0 || r.facts[j].title >= 0 || r.facts[j].common {
			continue
		}
		out = append(out, candidate{j, r.personName(j), typ, "", "introduced", 0.75, false})
	}
	return out
}

// introduces are the words before a name that tell its type: "the city of Taiz".
var introduces = map[string]vocab.EntityType{
	"city": vocab.Place, "town": vocab.Place, "village": vocab.Place, "island": vocab.Place, "province": vocab.Place, "region": vocab.Place,
	"district": vocab.Place, "port": vocab.Place, "governorate": vocab.Place, "mayor": vocab.Place, "governor": vocab.Place,
}

// areas are the plurals before lists of places: "the provinces of A, B and C",
// "the Governors of A and B".
var areas = set(`governors mayors governorates provinces districts cities towns villages islands regions`)

// areaList reads the places of the list that begins at word i that the lexicon
// does not know.
func (r *reading) areaList(out []candidate, i int, s *sentence) []candidate {
	var list []candidate
	for i < s.last && r.named(i) && r.facts[i].title < 0 {
		f := &r.facts[i]
		last := i + 1
		if k := f.known; k >= 0 && r.known[k].first == i {
			last = r.known[k].last
		} else {
			for last < s.last && r.named(last) {
				last++
			}
			if f.common || last-i > 3 {
				return out
			}
			list = append(list, candidate{i, last, vocab.Place, "", "area", 0.75, false})
		}
		i = last
		if r.is(i, ",") {
			i++
		}
		if r.is(i, "and") {
			i++
		}
		if i == last {
			break
		}
	}
	return append(out, list...)
}

// meetings finds named meetings whose last words stand in small letters:
// "Mekong-U.S. Partnership ministerial", "Australia-New Zealand leaders’ meeting".
func (r *reading) meetings() []candidate {
	var out []candidate
	for i := 1; i < len(r.words); i++ {
		s := r.sentenceOf(i)
		if r.words[i].kind != lower || !r.is(i, "meeting", "ministerial", "summit", "dialogue") || i-3 < s.first {
			continue
		}
		j := i - 1
		if r.words[j].kind == possessive {
			j--
		}
		if r.words[j].kind == lower && r.is(j, "leaders", "ministers", "ministerial", "leader-level") {
			j--
		}
		if j < s.first || !r.named(j) {
			continue
		}
		first, pair := j+1, false
		for first > s.first && (r.named(first-1) && r.facts[first-1].title < 0 || r.words[first-1].s == "-" && r.words[first-1].glued) {
			first--
			pair = pair || r.words[first].s == "-" && first > s.first && r.facts[first-1].known >= 0
		}
		if pair && first <= j {
			out = append(out, candidate{first, i + 1, vocab.Event, "", "meeting", 0.75, false})
		}
	}
	return out
}

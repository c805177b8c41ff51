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
			last := r.chunk(i+1, s)
			first := i
			if w.kind == lower {
				first = i + 1
			}
			if w.kind == capital || typ == vocab.Event {
				out = append(out, candidate{first, last, typ, "", "prefix", 0.8, false})
			}
			continue
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

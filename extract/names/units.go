package names

import "entente/text/vocab"

// units finds military units named by an acronym and a number ("CTF 64"),
// ships ("HMS Heron") and exercises that only the text calls so ("the Silver
// Heron exercise").
func (r *reading) units() []candidate {
	var out []candidate
	for i := range r.words {
		w, s := &r.words[i], r.sentenceOf(i)
		switch {
		case w.shout && unitAcronyms[w.key]:
			n := i + 1
			if n+1 < s.last && r.words[n].s == "-" && r.words[n].glued && r.words[n+1].glued {
				n++
			}
			if n < s.last && r.words[n].kind == number {
				out = append(out, candidate{i, n + 1, vocab.Organization, "", "unit", 0.9, false})
			}
		case w.shout && shipPrefixes[w.key] && i+1 < s.last && r.named(i+1) && r.facts[i+1].title < 0 && !s.titled:
			last := i + 1
			for last < s.last && (r.named(last) || particles[r.words[last].key] && last > i+1 && last+1 < s.last && r.named(last+1)) {
				last++
			}
			out = append(out, candidate{i, last, vocab.Facility, "", "ship", 0.85, false})
		case w.kind == lower && r.is(i, "exercise", "exercises"):
			if first := r.codeName(i-1, s); first >= 0 {
				out = append(out, candidate{first, i, vocab.Event, "", "exercise", 0.75, false})
			}
			// "an exercise early next year, Silver Heron, ..."
			for j := i + 1; j < s.last-3 && j <= i+6; j++ {
				if !r.is(j, ",") {
					continue
				}
				end := j + 1
				for end < s.last && r.named(end) {
					end++
				}
				if end < s.last && r.is(end, ",", ".") && r.codeName(end-1, s) == j+1 {
					out = append(out, candidate{j + 1, end, vocab.Event, "", "exercise", 0.75, false})
				}
				break
			}
		}
	}
	return out
}

// codeName is the first of the two or three plain words with capitals that end
// at word i, as exercises are named, or -1.
func (r *reading) codeName(i int, s *sentence) int {
	if s.titled {
		return -1
	}
	first := i
	for first >= s.first && r.named(first) {
		f := &r.facts[first]
		if f.known >= 0 || f.title >= 0 || f.head != nil || !f.common && !participle(r.words[first].key) && (first < i || f.given || f.family) || calendar[r.words[first].key] {
			return -1
		}
		first--
	}
	if n := i - first; n < 2 || n > 3 {
		return -1
	}
	return first + 1
}

// aboard reports whether the name at word i is that of a ship: "the aircraft
// carrier Jean Bart".
func (r *reading) aboard(i int) bool {
	return i > r.sentenceOf(i).first && (r.words[i-1].kind == lower && vessels[r.words[i-1].key] || r.words[i-1].shout && shipPrefixes[r.words[i-1].key])
}

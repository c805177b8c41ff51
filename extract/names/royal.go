package names

import "entente/text/vocab"

// royalty are titles that make a name with the place they are of.
var royalty = set(`duke duchess prince princess earl countess`)

// royals finds people named by their royal title: "Duke of Edinburgh", "Prince
// William", "The Queen".
func (r *reading) royals() []candidate {
	var out []candidate
	for i := range r.words {
		w := &r.words[i]
		s := r.sentenceOf(i)
		if w.kind != capital {
			continue
		}
		switch {
		case royalty[w.key] && i+2 < s.last && r.is(i+1, "of") && r.named(i+2):
			out = append(out, candidate{i, r.chunk(i+2, s), vocab.Person, "", "royal", 0.9, false})
		case (w.key == "prince" || w.key == "princess") && i+1 < s.last && r.named(i+1) && !(i > s.first && r.is(i-1, "crown")):
			if last := r.personName(i + 1); last == i+2 && r.facts[i+1].given {
				out = append(out, candidate{i, last, vocab.Person, "", "royal", 0.9, false})
			}
		case w.key == "queen" && i > s.first && r.is(i-1, "the", "majesty") && (i+1 == s.last || !r.named(i+1)) && !r.is(i+1, "of"):
			out = append(out, candidate{i, i + 1, vocab.Person, "", "royal", 0.7, false})
		}
	}
	return out
}

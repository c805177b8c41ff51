package coref

import (
	"slices"
	"sort"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// How far back a reference looks, in sentences.
const (
	pronounReach = 3
	nounReach    = 8
)

// resolve finds the entities of one reference and records them.
func (r *resolver) resolve(ref reference, n int) {
	switch ref.kind {
	case he, she:
		g := byte('m')
		if ref.kind == she {
			g = 'f'
		}
		if e, score := r.one(ref, n, g); e >= 0 {
			if r.gender[e] == 0 && score > 0.7 {
				r.gender[e] = g
			}
			r.add(ref.Span, n, extract.Pronoun, []int{e}, "third person", score, -1)
		}
	case i:
		if e := r.me(ref, n); e >= 0 {
			r.add(ref.Span, n, extract.Pronoun, []int{e}, "speaker", 0.85, -1)
		}
	case we:
		if !r.quoted(ref.Start, n) {
			r.add(ref.Span, n, extract.Pronoun, r.we, "those who speak", 0.8, -1)
		}
	case they:
		if es := r.group(ref, n); len(es) > 1 {
			r.add(ref.Span, n, extract.Pronoun, es, "third person plural", 0.7, -1)
		}
	case its:
		if e := r.owner(ref, n); e >= 0 {
			r.add(ref.Span, n, extract.Pronoun, []int{e}, "state or body that acts", 0.7, -1)
		}
	case pair:
		es := r.lastPair(n)
		if len(es) != 2 && strings.HasPrefix(ref.word, "the ") && !strings.HasPrefix(ref.word, "the two ") {
			es = r.circle()
		}
		if len(es) > 1 {
			r.add(ref.Span, n, extract.Nominal, es, "the people before", 0.8, -1)
		}
	case sides:
		if es := r.lastSides(n); len(es) == 2 {
			r.add(ref.Span, n, extract.Nominal, es, "the two sides before", 0.75, -1)
		}
	case office:
		if e, score := r.holder(ref); e >= 0 {
			r.add(ref.Span, n, extract.Nominal, []int{e}, "holder of the office", score, ref.role)
		}
	case thing:
		if e := r.named(ref, n); e >= 0 {
			r.add(ref.Span, n, extract.Nominal, []int{e}, "name with the noun", 0.75, -1)
		}
	case country:
		if e := r.lastCountry(n); e >= 0 {
			r.add(ref.Span, n, extract.Nominal, []int{e}, "the country before", 0.65, -1)
		}
	}
}

// one finds the person that "he" or "she" stands for: in the same sentence its
// subject, else the subject of the sentence before, else the last named there.
// "His" and "him" stand rather for the last named of the same sentence.
func (r *resolver) one(ref reference, n int, gender byte) (int, float64) {
	best, score := -1, 0.0
	rivals := map[int]bool{}
	for k := len(r.uses) - 1; k >= 0 && r.uses[k].sentence >= n-pronounReach; k-- {
		u := r.uses[k]
		if !r.person(u.entity) || len(u.also) > 0 {
			continue
		}
		if g := r.gender[u.entity]; g != 0 && g != gender {
			continue
		}
		rivals[u.entity] = true
		sc := 1 / float64(1+n-u.sentence)
		switch {
		case u.subject && (u.sentence < n || ref.word == "he" || ref.word == "she"):
			sc *= 1.6
		case best < 0 && u.sentence == n:
			sc *= 1.7
		}
		if r.gender[u.entity] == gender {
			sc *= 1.5
		}
		if u.sentence == 0 && n > 1 && r.a.Sentences[0].Role == text.Headline {
			sc *= 0.5
		}
		if sc > score {
			best, score = u.entity, sc
		}
	}
	switch {
	case best < 0:
		return -1, 0
	case len(rivals) == 1:
		return best, 0.9
	}
	return best, 0.7
}

// owner is the state or body that "its" stands for: the nearest before it in the
// sentence that a verb follows, or the sentence's first if it owns what the sentence
// is about ("Norway’s decision underscores its commitment").
func (r *resolver) owner(ref reference, n int) int {
	uses := r.of(n)
	for k := len(uses) - 1; k >= 0; k-- {
		u := uses[k]
		if t := r.a.Entities[u.entity].Type; u.End > ref.Start || len(u.also) > 0 || t != vocab.Country && t != vocab.Organization {
			continue
		}
		sent := r.a.Sentences[n]
		tokens := r.a.Tokens[sent.First:sent.Last]
		i := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= u.End })
		for i < len(tokens) && strings.HasPrefix(tokens[i].Tag, "RB") {
			i++
		}
		if i == len(tokens) {
			continue
		}
		switch tag := tokens[i].Tag; {
		case tag == "VBZ" || tag == "VBD" || tag == "VBP" || tag == "MD", tag == "POS" && k == 0:
			return u.entity
		}
	}
	return -1
}

// group finds the people that "they" stands for: those that the sentence or the
// one before names, when no other plural comes between.
func (r *resolver) group(ref reference, n int) []int {
	if r.plural(text.Span{Start: r.a.Sentences[n].Start, End: ref.Start}, n) {
		return nil
	}
	for back := n; back >= max(0, n-1); back-- {
		var people []int
		for _, u := range r.of(back) {
			if u.Start >= ref.Start {
				continue
			}
			for _, e := range append([]int{u.entity}, u.also...) {
				if r.person(e) && !slices.Contains(people, e) {
					people = append(people, e)
				}
			}
		}
		if len(people) == 2 || len(people) > 2 && back == n-1 && len(people) < 6 && r.listed(people, back) {
			return people
		}
		if len(people) == 1 {
			if with := r.counterparts(back, ref.Start); len(with) > 0 {
				return append(people, with...)
			}
		}
		if len(people) > 0 {
			return nil
		}
	}
	return nil
}

// counterparts are the countries whose counterparts a sentence tells of, up to a
// byte offset: "met with his counterparts from A, B and C".
func (r *resolver) counterparts(sentence, before int) []int {
	s := r.a.Sentences[sentence]
	at := strings.Index(strings.ToLower(r.a.Doc.Slice(s.Span)), "counterpart")
	if at < 0 {
		return nil
	}
	var out []int
	for _, u := range r.of(sentence) {
		if u.Start > s.Start+at && u.Start < before && u.Start-s.Start-at < 300 && r.a.Entities[u.entity].Type == vocab.Country && !slices.Contains(out, u.entity) {
			out = append(out, u.entity)
		}
	}
	return out
}

// plural reports whether the words of the span after its last name of a person
// hold a common noun in the plural, for all that the spelling tells.
func (r *resolver) plural(sp text.Span, n int) bool {
	for k := len(r.uses) - 1; k >= 0 && r.uses[k].sentence == n; k-- {
		if u := r.uses[k]; r.person(u.entity) && u.End <= sp.End {
			sp.Start = max(sp.Start, u.End)
			break
		}
	}
	for w := range strings.FieldsSeq(r.a.Doc.Slice(sp)) {
		w = strings.Trim(w, ",.;:()")
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "’s") && w != "this" && w != "talks" ||
			w == "people" || w == "women" || w == "men" || w == "children" {
			return true
		}
	}
	return false
}

// listed reports whether the people of a sentence stand in one list.
func (r *resolver) listed(people []int, n int) bool {
	s := r.a.Sentences[n]
	return strings.Count(r.a.Doc.Slice(s.Span), " and ") > 0 && strings.Count(r.a.Doc.Slice(s.Span), ",") >= len(people)-2
}

// lastPair finds the two people of the nearest sentence before that names two.
func (r *resolver) lastPair(n int) []int {
	var out []int
	for k := len(r.uses) - 1; k >= 0; k-- {
		u := r.uses[k]
		if u.sentence < n-nounReach {
			break
		}
		for _, e := range append([]int{u.entity}, u.also...) {
			if r.person(e) && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
		if len(out) > 2 {
			return r.central()
		}
	}
	if len(out) < 2 {
		return r.central()
	}
	slices.Reverse(out)
	return out
}

// of are the uses of one sentence so far.
func (r *resolver) of(sentence int) []use {
	from := sort.Search(len(r.uses), func(i int) bool { return r.uses[i].sentence >= sentence })
	to := sort.Search(len(r.uses), func(i int) bool { return r.uses[i].sentence > sentence })
	return r.uses[from:to]
}

// central are the two people that the release is about: the only two that its
// headline or first sentence names.
func (r *resolver) central() []int {
	for n := range min(3, len(r.a.Sentences)) {
		var out []int
		for _, m := range r.a.Mentions {
			if m.Sentence == n && r.person(m.Entity) && !slices.Contains(out, m.Entity) {
				out = append(out, m.Entity)
			}
		}
		if len(out) == 2 {
			return out
		}
	}
	return nil
}

// mostLeaders is how many people "the leaders" stands for at most.
const mostLeaders = 10

// circle are the people whom the headline or the first sentences name in one
// list: those who met, where they are more than two.
func (r *resolver) circle() []int {
	for n := range min(4, len(r.a.Sentences)) {
		var out []int
		for _, m := range r.a.Mentions {
			if m.Sentence == n && m.Kind == extract.Name && r.person(m.Entity) && !slices.Contains(out, m.Entity) {
				out = append(out, m.Entity)
			}
		}
		if len(out) > 2 && len(out) <= mostLeaders && r.listed(out[1:], n) {
			return out
		}
	}
	return nil
}

// lastSides finds the two countries or organisations of "the two sides": those
// that the two people speak for, else the only two of the headline or the sentence before.
func (r *resolver) lastSides(n int) []int {
	if two := r.lastPair(n); len(two) == 2 {
		var out []int
		for _, p := range two {
			for _, role := range r.a.Roles {
				if role.Person >= 0 && role.Body >= 0 && r.a.Mentions[role.Person].Entity == p {
					if e := r.a.Mentions[role.Body].Entity; e >= 0 && r.a.Entities[e].Type == vocab.Country && !slices.Contains(out, e) {
						out = append(out, e)
						break
					}
				}
			}
		}
		if len(out) == 2 {
			return out
		}
	}
	for _, back := range []int{n, n - 1, 0, 1} {
		var out []int
		for _, u := range r.of(back) {
			if r.a.Entities[u.entity].Type == vocab.Country && !slices.Contains(out, u.entity) {
				out = append(out, u.entity)
			}
		}
		if len(out) == 2 {
			return out
		}
	}
	return nil
}

// lastCountry is the country last named before, the release's own left out.
func (r *resolver) lastCountry(n int) int {
	for k := len(r.uses) - 1; k >= 0 && r.uses[k].sentence >= n-2; k-- {
		if e := r.uses[k].entity; r.a.Entities[e].Type == vocab.Country && e != r.home {
			return e
		}
	}
	return -1
}

// named finds the thing last named before whose name has the noun.
func (r *resolver) named(ref reference, n int) int {
	best := -1
	for k := len(r.uses) - 1; k >= 0 && r.uses[k].sentence >= n-nounReach; k-- {
		e := r.uses[k].entity
		if slices.Contains(things[ref.word], r.a.Entities[e].Type) && r.hasNoun(e, ref.word) {
			best = e
			break
		}
	}
	return best
}

func (r *resolver) hasNoun(e int, noun string) bool {
	for _, name := range append([]string{r.a.Entities[e].Name}, r.a.Entities[e].Aliases...) {
		for _, w := range strings.Fields(text.Fold(name)) {
			if w == noun {
				return true
			}
		}
	}
	return false
}

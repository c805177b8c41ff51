package relations

import (
	"slices"
	"strings"

	"entente/text/vocab"
)

// group returns the phrase at i and the noun phrases coordinated with it after
// it: "A, B of X and C" gives A, B and C. Instances count too: "partners
// including A and B".
func (s *sentence) group(i int) []int {
	if i >= len(s.phrases) || s.phrases[i].kind != np {
		return nil
	}
	out := []int{i}
	at := i + 1
	skipped := -1     // the last phrase left to the inner list
	inner := -1       // the phrase that an "of" or "from" ties to the last member
	var pending []int // after commas only: a list if a conjunction follows, else an apposition
	for at < len(s.phrases) {
		j := at
		for j+1 < len(s.phrases) && s.phrases[j].kind == prep && attaches[s.phrases[j].word] && s.phrases[j+1].kind == np { // "of X", "from Y"
			inner = j + 1
			j += 2
		}
		if j < len(s.phrases) && s.phrases[j].kind == date {
			j++
		}
		sawComma, sawConj, sawList := false, false, false
		for j < len(s.phrases) {
			switch k := s.phrases[j].kind; {
			case k == comma && !sawComma && !sawConj:
				sawComma = true
			case k == conj && !sawConj && s.phrases[j].word != "but":
				sawConj = true
			case k == list && !sawList:
				sawList = true
			case k == stop && s.phrases[j].word == ":" && !sawList:
				sawList = true
			case k == other && (sawComma || sawConj) && connectsList[s.phrases[j].word]:
			default:
				goto next
			}
			j++
		}
	next:
		if j >= len(s.phrases) || s.phrases[j].kind != np || !sawComma && !sawConj && !sawList {
			break
		}
		if s.governed(i) && !sawList && s.clauseAfter(j) { // "met A, and B attacked": a new clause
			break
		}
		if inner >= 0 && !s.akin(j, out[len(out)-1]) && (s.akin(j, inner) || skipped >= 0 && s.akin(j, skipped)) { // "officials from A, B and C": C is no official
			at, skipped = j+1, j
			continue
		}
		switch {
		case sawConj || sawList:
			out = append(append(out, pending...), j)
			pending = nil
		default:
			pending = append(pending, j)
		}
		at = j + 1
	}
	// A list without a conjunction: three or more bare names.
	if len(pending) >= 2 && !slices.ContainsFunc(pending, func(j int) bool { return len(s.phrases[j].np.head) == 0 }) {
		out = append(out, pending...)
	}
	return out
}

// akin reports whether two noun phrases name things of one type, or both name none.
func (s *sentence) akin(i, j int) bool {
	x, y := s.phrases[i].np.head, s.phrases[j].np.head
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	return s.a.Entities[x[0]].Type == s.a.Entities[y[0]].Type
}

// attaches are the prepositions that tie a phrase to the noun before it.
var attaches = words(`of from for in at on`)

// connectsList are adverbs inside enumerations: "and also B", "then C".
var connectsList = words(`also then both finally`)

// governed reports whether a verb or preposition stands right before phrase i.
func (s *sentence) governed(i int) bool {
	return i > 0 && (s.phrases[i-1].kind == vp || s.phrases[i-1].kind == prep && !s.joins(i-1))
}

// joins reports whether parties that belong together follow the preposition at
// j, even where a verb comes next: "the governments of A and B signed".
func (s *sentence) joins(j int) bool {
	switch s.phrases[j].word {
	case "between", "among":
		return true
	case "of":
		return j > 0 && s.phrases[j-1].kind == np && strings.HasSuffix(s.tokens[s.phrases[j-1].last-1].Tag, "S")
	}
	return false
}

// clauseAfter reports whether the noun phrase at j is the subject of a finite
// verb: its own clause begins there.
func (s *sentence) clauseAfter(j int) bool {
	for k := j + 1; k < len(s.phrases) && k < j+8; k++ {
		switch p := s.phrases[k]; p.kind {
		case vp:
			return p.verb.form == finite
		case prep, np, other, date:
			if p.kind == np && s.phrases[k-1].kind != prep {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// before returns the noun phrases coordinated with the one at i that stand
// before it, and i itself.
func (s *sentence) before(i int) []int {
	for start := max(0, i-24); start < i; start++ {
		if s.phrases[start].kind != np || start > 0 && (s.phrases[start-1].kind == vp || s.phrases[start-1].kind == prep) {
			continue
		}
		if start > 0 && s.phrases[start-1].kind == np {
			continue
		}
		if g := s.group(start); slices.Contains(g, i) && !slices.ContainsFunc(s.phrases[start:i], func(p phrase) bool { return p.kind == vp || p.kind == wh || p.kind == sub }) {
			return g
		}
	}
	return []int{i}
}

// subject returns the noun phrases that are the subject of the verb at k, nil
// when none is found.
func (s *sentence) subject(k int) []int { return s.subjectOf(k, 0) }

const maxDepth = 6

func (s *sentence) subjectOf(k, depth int) []int {
	if depth > maxDepth {
		return nil
	}
	v := s.phrases[k]
	if v.verb.form == infinitive && k > 1 && s.phrases[k-1].kind == np && s.phrases[k-2].kind == prep && s.phrases[k-2].word == "for" {
		return s.group(k - 1) // "an agreement for X to join"
	}
	if v.verb.form != finite {
		if g := s.governor(k); g >= 0 {
			if objectControl[s.phrases[g].word] && !s.phrases[g].verb.passive {
				if o := s.object(g); o != nil && o[0] < k {
					return o
				}
				if o := s.prepositional(g, "on|upon"); o != nil && o[0] < k {
					return o
				}
			}
			if v.verb.form == participle || v.verb.passive {
				return nil
			}
			return s.subjectOf(g, depth+1)
		} else if v.verb.form == gerund && k > 0 && temporal[s.phrases[k-1].word] { // "Before meeting B, A visited ..."
			for j := k + 1; j < len(s.phrases); j++ {
				if s.phrases[j].kind == vp && s.phrases[j].verb.form == finite {
					return s.subjectOf(j, depth+1)
				}
			}
		}
	}
	for j := k - 1; j >= 0; j-- {
		switch p := s.phrases[j]; p.kind {
		case wh:
			for i := j - 1; i >= 0; i-- {
				if s.phrases[i].kind == np {
					if p.word == "who" {
						i = s.personBefore(i)
					}
					return s.antecedent(i)
				}
				if s.phrases[i].kind == vp {
					return nil
				}
			}
			return nil
		case np:
			if len(p.np.head) == 0 && p.word == "" && len(p.np.poss) == 0 {
				continue // an adverb that looks like an adjective: "last visited"
			}
			if j > 0 && s.phrases[j-1].kind == prep && !(v.verb.form == finite && clausal[s.phrases[j-1].word]) {
				if h := s.headOfPP(j); h >= 0 {
					j = h + 1 // look at the head next
					continue
				}
				j-- // a prepositional phrase of its own: skip it
				continue
			}
			if j > 0 && s.phrases[j-1].kind == vp { // the object of an earlier verb
				if v.verb.form == finite && saying[s.phrases[j-1].word] && !s.conjBetween(j, k) && !s.commaBetween(j, k) {
					return s.before(j) // "said A supports B"
				}
				return s.sharedSubject(j-1, k, depth)
			}
			if j > 1 && s.phrases[j-1].kind == comma && s.phrases[j-2].kind == np && len(p.np.head) == 0 && s.commaBetween(j, k) && !p.np.bare {
				j-- // "A, a member of B, supports": look at A next
				continue
			}
			if c := s.listStart(j); c != j {
				if c > 0 && s.phrases[c-1].kind == prep {
					if h := s.headOfPP(c); h >= 0 {
						j = h + 1
						continue
					}
					j = c - 1
					continue
				}
				if c > 0 && s.phrases[c-1].kind == vp {
					return s.sharedSubject(c-1, k, depth)
				}
			}
			return s.before(j)
		case vp:
			if p.verb.form == finite || p.verb.form == infinitive {
				if w := s.relativeStart(j); w >= 0 && s.commaBetween(j, k) && !s.conjBetween(j, k) {
					j = w // skip a relative clause between subject and verb
					continue
				}
				return s.sharedSubject(j, k, depth)
			}
			continue
		case conj, comma, date, other, stop, quote, list, prep:
			continue
		case sub:
			return nil
		}
	}
	return nil
}

// clausal prepositions also begin clauses: "as X prepares", "after Y met".
var clausal = words(`as after before since until`)

// saying verbs may be followed by a clause without "that".
var saying = words(`say add note stress announce state believe hope`)

// temporal prepositions before a gerund: the deed is done, before or after.
var temporal = words(`before after`)

// personBefore is the nearest noun phrase up to i that names a person, within
// "X of Y"; i when there is none.
func (s *sentence) personBefore(i int) int {
	if i >= 2 && s.phrases[i-1].kind == prep && s.phrases[i-2].kind == np && len(s.phrases[i-2].np.head) > 0 &&
		s.a.Entities[s.phrases[i-2].np.head[0]].Type == vocab.Person {
		return i - 2
	}
	return i
}

// sharedSubject is the subject of the verb at k where it is coordinated with
// the earlier verb at m: "A met B and praised C".
func (s *sentence) sharedSubject(m, k, depth int) []int {
	if s.phrases[k].verb.form == participle && s.phrases[m].verb.form == finite {
		return nil
	}
	if !s.conjBetween(m, k) && !s.commaBetween(m, k) && s.phrases[k].verb.form == finite {
		return nil
	}
	return s.subjectOf(m, depth+1)
}

func (s *sentence) conjBetween(i, k int) bool {
	return slices.ContainsFunc(s.phrases[i+1:k], func(p phrase) bool { return p.kind == conj })
}

func (s *sentence) commaBetween(i, k int) bool {
	return slices.ContainsFunc(s.phrases[i+1:k], func(p phrase) bool { return p.kind == comma })
}

// relativeStart is the relative pronoun whose clause the verb at j belongs to, or -1.
func (s *sentence) relativeStart(j int) int {
	for i := j - 1; i >= 0 && i > j-4; i-- {
		switch s.phrases[i].kind {
		case wh:
			return i
		case other, date, comma:
		default:
			return -1
		}
	}
	return -1
}

// listStart is the first phrase of the list that ends with j.
func (s *sentence) listStart(j int) int {
	for start := max(0, j-24); start < j; start++ {
		if s.phrases[start].kind == np && slices.Contains(s.group(start), j) && !slices.ContainsFunc(s.phrases[start:j], func(p phrase) bool { return p.kind == vp || p.kind == wh || p.kind == sub }) {
			return start
		}
	}
	return j
}

// antecedent is what a relative pronoun after the noun phrase at i refers to.
func (s *sentence) antecedent(i int) []int {
	if i > 1 && s.phrases[i-1].kind == prep && s.phrases[i-1].word == "of" && s.phrases[i-2].kind == np && len(s.phrases[i].np.head) == 0 {
		return []int{i - 2}
	}
	if len(s.phrases[i].np.head) > 0 {
		return []int{i}
	}
	return s.before(i)
}

// headOfPP is the noun phrase that the prepositional phrase ending at j belongs
// to ("the leaders of X"), or -1 when it is an adjunct.
func (s *sentence) headOfPP(j int) int {
	if j >= 2 && s.phrases[j-2].kind == np && (s.phrases[j-1].word == "of" || s.phrases[j-1].word == "from" || s.phrases[j-1].word == "for") {
		return j - 2
	}
	return -1
}

// governor is the verb that the infinitive or participle at k depends on, or -1.
func (s *sentence) governor(k int) int {
	for j := k - 1; j >= 0; j-- {
		switch p := s.phrases[j]; p.kind {
		case vp:
			return j
		case sub:
			if p.word != "that" {
				return -1
			}
		case quote, wh:
			return -1
		}
	}
	return -1
}

// object returns the noun phrases that are the direct object of the verb at k.
func (s *sentence) object(k int) []int {
	for j := k + 1; j < len(s.phrases); j++ {
		switch s.phrases[j].kind {
		case np:
			return s.group(j)
		case other, date:
			continue
		}
		return nil
	}
	return nil
}

// prepositional returns the objects of the given prepositions (joined by |) in
// the phrases that follow k, up to the end of its clause.
func (s *sentence) prepositional(k int, preps slot) []int {
	var out []int
	for j := k + 1; j+1 < len(s.phrases); j++ {
		switch p := s.phrases[j]; p.kind {
		case vp, wh, sub, stop:
			return out
		case prep:
			if s.phrases[j+1].kind == np && preps.has(p.word) {
				g := s.group(j + 1)
				out = append(out, g...)
				j = g[len(g)-1]
			}
		case conj:
			if j+1 < len(s.phrases) && s.phrases[j+1].kind == vp {
				return out
			}
		}
	}
	return out
}

// has reports whether the slot lists the preposition.
func (p slot) has(word string) bool {
	return slices.Contains(strings.Split(string(p), "|"), word)
}

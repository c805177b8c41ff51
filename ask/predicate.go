package ask

import (
	"slices"
	"strings"

	"entente/text/vocab"
)

// predicate finds the one verb or noun that a question is about.
func (q *query) predicate(c *clause) error {
	type hit struct {
		p    predicate
		at   int
		verb bool
		also []int
	}
	var hits []hit
	place := -1
	for i := range q.words {
		x := q.words[i]
		if x.entity != nil || x.used {
			continue
		}
		l, next := x.lemma, q.lemma(i+1)
		switch {
		case l == "take" && next == "part":
			hits = append(hits, hit{verbs["participate"], i, true, []int{i + 1}})
		case l == "take" && next == "place":
			place = i
			q.use(i + 1)
		case l == "call" && (next == "on" || next == "upon"):
			hits = append(hits, hit{predicate{rel: vocab.CalledOn, preps: " on upon "}, i, true, nil})
		case l == "part" && (q.lemma(i-1) == "take"):
		default:
			v, isVerb := verbs[l]
			n, isNoun := acts[l]
			if !isNoun {
				n, isNoun = agents[l]
			}
			if isVerb && isNoun {
				isVerb = q.isVerb(i)
			}
			switch {
			case isVerb:
				hits = append(hits, hit{v, i, true, nil})
			case isNoun && !(l == "part" && next != "of" && i < len(q.words)-2):
				hits = append(hits, hit{n, i, false, nil})
			}
		}
	}
	if len(hits) == 0 && (place >= 0 || q.heldPassive(c)) && slices.ContainsFunc(c.ents, func(p part) bool { return true }) {
		at := place
		if at < 0 {
			at = q.has(set("hold"))
		}
		hits = append(hits, hit{predicate{rel: vocab.HeldIn, preps: " in at "}, at, true, nil})
	}
	if len(hits) > 1 {
		return refuse("the question asks about two things at once, %q and %q", q.words[hits[0].at].s, q.words[hits[1].at].s)
	}
	if len(hits) == 0 {
		return nil
	}
	h := hits[0]
	c.pred, c.at, c.verb = &h.p, h.at, h.verb
	q.use(h.at)
	q.use(h.also...)
	if place >= 0 {
		q.use(place)
	}
	if h.verb {
		c.passes = q.passive(h.at)
		return nil
	}
	for i := range q.words {
		x := q.words[i]
		if x.entity != nil || x.used || i == h.at || !light[x.lemma] && !planWords[x.lemma] || auxiliaries[x.lemma] && q.isAux(i) {
			continue
		}
		c.light, c.future = i, c.future || planWords[x.lemma]
		q.use(i)
	}
	return nil
}

// takes reports whether "place" goes with a "take" before it.
func (q *query) takes(i int) bool {
	return i > 0 && q.words[i-1].entity == nil && q.lemma(i-1) == "take"
}

// isVerb tells a verb from the noun of the same form.
func (q *query) isVerb(i int) bool {
	x := q.words[i]
	if strings.HasSuffix(x.low, "ed") || strings.HasSuffix(x.low, "ing") && x.lemma != "meeting" {
		return true
	}
	switch q.lemma(i - 1) {
	case "the", "of", "'s", "a", "any", "all", "which", "what":
		return false
	}
	for k := i - 1; k >= 0 && x.low == x.lemma; k-- { // "did Kenya host": do and will want a verb
		if l := q.lemma(k); l == "do" || l == "will" {
			return true
		} else if light[l] || strings.HasPrefix(q.words[k].tag, "V") {
			break
		}
	}
	return strings.HasPrefix(x.tag, "V")
}

// isAux reports whether do, have or be goes with a verb after it.
func (q *query) isAux(i int) bool {
	switch q.words[i].lemma {
	case "be":
		return true
	case "do":
		return q.words[i].low != "done" && slices.ContainsFunc(q.words[i+1:], func(x word) bool {
			return x.entity == nil && (light[x.lemma] || verbs[x.lemma].rel != "" || strings.HasPrefix(x.tag, "VB"))
		})
	}
	return slices.ContainsFunc(q.words[i+1:], func(x word) bool {
		return x.entity == nil && (light[x.lemma] || x.lemma == "be" || strings.HasPrefix(x.tag, "VBN"))
	})
}

// heldPassive reports whether an event "was held".
func (q *query) heldPassive(c *clause) bool {
	i := q.has(set("hold"))
	return i >= 0 && q.words[i].low == "held" && q.passive(i) && q.has(officeNouns) < 0 && c.title == ""
}

// passive reports whether the verb at i is one: the last auxiliary before it is a form
// of be, or it describes a noun ("countries visited by").
func (q *query) passive(i int) bool {
	x := q.words[i]
	if strings.HasSuffix(x.low, "ing") || x.low == "meet" {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		if y := q.words[k]; y.entity == nil && auxiliaries[y.lemma] {
			return y.lemma == "be" && x.low != x.lemma
		}
		if q.words[k].entity == nil && q.words[k].lemma == "will" {
			return false
		}
	}
	return q.lemma(i+1) == "by" && x.low != x.lemma
}

// End of a predicate that a name stands at.
type end int

const (
	nowhere end = iota
	subject
	object
	either
)

// stands tells at which end of the predicate a name is, by where it stands and what
// stands before it. Where the tree says something else, neither is believed.
func (q *query) stands(c *clause, p part) end {
	preps := c.pred.preps
	in := func(list string) bool { return p.prep != "" && strings.Contains(list, " "+p.prep+" ") }
	if !c.verb {
		switch {
		case p.prep == "between" && (in(preps) || !c.pred.agent):
			return either
		case c.pred.agent && (p.genitiv || p.prep == "of" || in(preps)):
			return object
		case c.pred.agent && p.prep == "" && (c.light >= 0 || p.i == c.at-1): // "does NATO have", "NATO members"
			return object
		case c.pred.agent && p.prep == "" && p.i < c.at:
			return subject
		case c.pred.agent:
			return nowhere
		case in(preps):
			return object
		case p.prep == "" && !p.genitiv && c.light < 0 && len(c.ents) == 1 && !c.pred.rel.Symmetric(): // Russia sanctions: its own, or those on it?
			return nowhere
		case p.genitiv && p.i < c.at, p.prep == "of", p.prep == "by", p.prep == "" && p.i < c.at, p.prep == "" && c.light >= 0 && p.i < c.light:
			return subject
		case p.prep == "for" && c.pred.rel == vocab.MetWith, p.prep == "to" && c.pred.rel == vocab.MetWith:
			return subject
		}
		return nowhere
	}
	var by end
	switch {
	case p.genitiv:
		return nowhere
	case c.passes && p.prep == "by":
		by = subject
	case c.passes && p.prep == "" && p.i < c.at:
		by = object
	case c.passes && c.pred.rel != vocab.MetWith && in(preps):
		by = object
	case c.passes:
		return nowhere
	case p.prep == "" && p.i < c.at, p.joined && p.prep == "" && p.i < c.at:
		by = subject
	case p.i > c.at && (p.prep == "" || in(preps)):
		by = object
	default:
		return nowhere
	}
	// Of what holds somewhere the subject is what is there: "is Europol based in".
	if c.passes && (c.pred.rel == vocab.HeadquarteredIn || c.pred.rel == vocab.LocatedIn || c.pred.rel == vocab.HeldIn) {
		if p.prep == "" {
			by = subject
		} else {
			by = object
		}
		return by
	}
	if tree := q.treeEnd(p.i, c.at); tree != nowhere && by != tree {
		return nowhere
	}
	return by
}

// treeEnd is what the dependency tree makes of a name, if it hangs from the predicate.
func (q *query) treeEnd(i, at int) end {
	if q.words[i].head != at {
		return nowhere
	}
	switch q.words[i].rel {
	case "nsubj":
		return subject
	case "nsubj:pass", "obj":
		return object
	case "obl:agent":
		return subject
	}
	return nowhere
}

package confidence

import (
	"sort"
	"strings"

	"entente/extract"
	"entente/extract/form"
	"entente/text"
	"entente/text/vocab"
)

// bag collects the features of one fact.
type bag []uint64

// add puts in a feature of a kind, made of parts.
func (b *bag) add(kind string, parts ...string) {
	h := form.Hash(kind)
	for _, p := range parts {
		h = form.Mix(h*31 + form.Hash(p))
	}
	*b = append(*b, h)
}

// view is what the features of a release's facts are made of.
type view struct {
	a     *extract.Analysis
	of    [][]int       // of each sentence, the mentions that stand for an entity
	count map[group]int // of facts that one rule reads off one sentence
}

func newView(a *extract.Analysis) *view {
	v := &view{a: a, of: make([][]int, len(a.Sentences)), count: map[group]int{}}
	for i, m := range a.Mentions {
		if m.Entity >= 0 && m.Sentence >= 0 {
			v.of[m.Sentence] = append(v.of[m.Sentence], i)
		}
	}
	for _, r := range a.Relations {
		v.count[groupOf(r)]++
	}
	return v
}

// group tells the facts that one rule reads off one sentence from others.
type group struct {
	sentence int
	t        vocab.RelationType
	rule     string
}

func groupOf(r extract.Relation) group { return group{r.Evidence.Start, r.Type, r.Rule} }

// features describes a fact that a rule has found.
func (v *view) features(r extract.Relation) []uint64 {
	var b bag
	a := v.a
	s, o := a.Entities[r.Subject], a.Entities[r.Object]
	t, m := string(r.Type), string(r.Modality)
	types := string(s.Type) + string(o.Type)
	family, _, _ := strings.Cut(r.Rule, ":")
	where, role := -1, ""
	if i := sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].End > r.Evidence.Start }); i < len(a.Sentences) {
		where, role = i, string(rune('0'+a.Sentences[i].Role))
	}
	b.add("type", t)
	b.add("rule", r.Rule)
	b.add("type rule", t, r.Rule)
	b.add("type family", t, family)
	b.add("type ends", t, types)
	b.add("rule ends", r.Rule, types)
	b.add("modality", m)
	b.add("type modality", t, m)
	b.add("role", role)
	b.add("type role", t, role)
	b.add("rank", level(r.Confidence*20, 20))
	b.add("type rank", t, level(r.Confidence*20, 20))
	b.add("many", level(float64(v.count[groupOf(r)]), 6))
	b.add("type many", t, level(float64(v.count[groupOf(r)]), 6))
	b.add("length", level(float64(r.Evidence.Len()/60), 8))
	if r.From != "" {
		b.add("dated", t)
	}
	x, y := v.nearest(where, r.Subject, r.Object)
	kx, ky := v.kind(x), v.kind(y)
	b.add("kinds", kx, ky)
	b.add("type kinds", t, kx, ky)
	b.add("family kinds", family, kx, ky)
	b.add("ends", v.known(r.Subject), v.known(r.Object), t)
	if x >= 0 && y >= 0 {
		d := a.Mentions[y].Start - a.Mentions[x].Start
		side := "after"
		if d < 0 {
			side, d = "before", -d
		}
		b.add("apart", side, level(float64(d)/20, 12))
		b.add("type apart", t, side, level(float64(d)/40, 8))
		p := v.path(v.head(a.Mentions[x].Span), v.head(a.Mentions[y].Span))
		b.add("path", p)
		b.add("type path", t, p)
		b.add("family path", family, p)
	}
	if w := strings.ToLower(a.Doc.Slice(r.Trigger)); len(w) < 40 {
		b.add("trigger", t, w)
	}
	return b
}

func level(x float64, most int) string { return string(rune('a' + min(int(x), most))) }

// nearest are the mentions of two entities in a sentence that stand nearest to
// one another; -1 for one that the sentence does not mention.
func (v *view) nearest(sentence, s, o int) (x, y int) {
	x, y = -1, -1
	if sentence < 0 {
		return x, y
	}
	best := 1 << 30
	for _, i := range v.of[sentence] {
		if !v.is(i, s) {
			continue
		}
		if x < 0 {
			x = i
		}
		for _, j := range v.of[sentence] {
			if !v.is(j, o) {
				continue
			}
			if y < 0 {
				y = j
			}
			if d := max(v.a.Mentions[i].Start-v.a.Mentions[j].Start, v.a.Mentions[j].Start-v.a.Mentions[i].Start); d < best {
				best, x, y = d, i, j
			}
		}
	}
	if y < 0 {
		for _, j := range v.of[sentence] {
			if v.is(j, o) {
				y = j
				break
			}
		}
	}
	return x, y
}

func (v *view) is(mention, entity int) bool {
	m := v.a.Mentions[mention]
	if m.Entity == entity {
		return true
	}
	for _, e := range m.Also {
		if e == entity {
			return true
		}
	}
	return false
}

func (v *view) kind(m int) string {
	switch {
	case m < 0:
		return "absent"
	case len(v.a.Mentions[m].Also) > 0:
		return "group"
	}
	return string(v.a.Mentions[m].Kind)
}

// known tells whether the lexicon knows an entity, and how sure its names are.
func (v *view) known(e int) string {
	x := v.a.Entities[e]
	if x.Ref != "" {
		return "known"
	}
	if len(x.Mentions) > 0 && v.a.Mentions[x.Mentions[0]].Score < 0.9 {
		return "unsure"
	}
	if len(x.Mentions) == 1 && x.Type != vocab.Person {
		return "once"
	}
	return "named"
}

// head is the token of a span that depends on one outside of it, or -1.
func (v *view) head(s text.Span) int {
	ts := v.a.Tokens
	for i := sort.Search(len(ts), func(i int) bool { return ts[i].End > s.Start }); i < len(ts) && ts[i].Start < s.End; i++ {
		if h := ts[i].Head; h < 0 || ts[h].End <= s.Start || ts[h].Start >= s.End {
			return i
		}
	}
	return -1
}

// longest is how many steps of a path tell something.
const longest = 8

// path is the way through the tree between two tokens by its relations: up to
// the token above both, then down. Coordination and apposition are left out.
func (v *view) path(x, y int) string {
	if x < 0 || y < 0 || v.a.Tokens[x].Rel == "" || v.a.Tokens[y].Rel == "" {
		return "none"
	}
	at := map[int]int{}
	var up []string
	for t, n := x, 0; t >= 0 && n < 40; t, n = v.a.Tokens[t].Head, n+1 {
		at[t] = len(up)
		up = v.step(up, t)
	}
	var down []string
	for t, n := y, 0; t >= 0 && n < 40; t, n = v.a.Tokens[t].Head, n+1 {
		if k, ok := at[t]; ok {
			if k+len(down) > longest {
				return "long"
			}
			return strings.Join(up[:k], "<") + "|" + strings.Join(down, ">")
		}
		down = v.step(down, t)
	}
	return "apart"
}

func (v *view) step(path []string, t int) []string {
	switch rel := v.a.Tokens[t].Rel; rel {
	case "conj", "appos", "flat", "compound", "list":
		return path
	default:
		return append(path, rel)
	}
}

package eval

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"entente/text/vocab"
)

// tally sums what is right and wrong over the documents.
type tally struct {
	mention, entity, relation counts
	dates, titles, evidence   checked
	errors                    []Error
}

func (t *tally) miss(document, kind, what, detail string) {
	t.errors = append(t.errors, Error{document, kind, what, detail})
}

// span is a mention's place; of two mentions at one place the later counts.
type span struct{ start, end int }

type name struct{ kind, text string }

// ordered is a map that remembers the order in which its keys came.
type ordered[K comparable, V any] struct {
	keys []K
	m    map[K]V
}

func (o *ordered[K, V]) set(k K, v V) {
	if o.m == nil {
		o.m = map[K]V{}
	}
	if _, ok := o.m[k]; !ok {
		o.keys = append(o.keys, k)
	}
	o.m[k] = v
}

// mentions counts names with exact offsets and type.
func (t *tally) mentions(g *Gold, s *System) {
	var want, got ordered[span, name]
	optional := map[span]bool{}
	for _, e := range g.Entities {
		for _, m := range e.Mentions {
			if at := (span{m.Start, m.End}); e.Optional || m.Optional {
				optional[at] = true
			} else {
				want.set(at, name{e.Type, m.Text})
			}
		}
	}
	for _, e := range s.Entities {
		for _, m := range e.Mentions {
			if scored(e.Type) && m.Kind == "name" {
				got.set(span{m.Start, m.End}, name{e.Type, m.Text})
			}
		}
	}
	for _, at := range want.keys {
		w := want.m[at]
		if h, ok := got.m[at]; ok && h.kind == w.kind {
			t.mention.add(tp, w.kind)
			continue
		}
		t.mention.add(fn, w.kind)
		t.miss(g.ID, "missed mention", w.kind, w.text)
	}
	for _, at := range got.keys {
		h := got.m[at]
		if w, ok := want.m[at]; optional[at] || ok && w.kind == h.kind {
			continue
		}
		t.mention.add(fp, h.kind)
		t.miss(g.ID, "spurious mention", h.kind, h.text)
	}
}

// pair maps system entity ids to gold keys, one to one: by name first, then by
// alias, then by mention.
func pair(g *Gold, s *System) map[string]string {
	keys := map[name]string{}
	for _, e := range g.Entities {
		for _, n := range e.Names {
			k := name{e.Type, normal(n)}
			if _, ok := keys[k]; !ok {
				keys[k] = e.Key
			}
		}
	}
	taken, mapping := map[string]bool{}, map[string]string{}
	for _, texts := range []func(*SystemEntity) []string{
		func(e *SystemEntity) []string { return []string{e.Name} },
		func(e *SystemEntity) []string { return e.Aliases },
		func(e *SystemEntity) (all []string) {
			for _, m := range e.Mentions {
				all = append(all, m.Text)
			}
			return all
		},
	} {
		for i := range s.Entities {
			e := &s.Entities[i]
			if _, ok := mapping[e.ID]; ok {
				continue
			}
			for _, n := range texts(e) {
				if key, ok := keys[name{e.Type, normal(n)}]; ok && !taken[key] {
					mapping[e.ID], taken[key] = key, true
					break
				}
			}
		}
	}
	return mapping
}

// facts counts entities, and relations over the pairing of the entities.
func (t *tally) facts(g *Gold, s *System) {
	mapping := pair(g, s)
	optional := map[string]bool{}
	found := map[string]bool{}
	for _, e := range g.Entities {
		if e.Optional {
			optional[e.Key] = true
		}
	}
	for _, k := range mapping {
		found[k] = true
	}
	for _, e := range g.Entities {
		switch {
		case optional[e.Key]:
		case found[e.Key]:
			t.entity.add(tp, e.Type)
		default:
			t.entity.add(fn, e.Type)
			t.miss(g.ID, "missed entity", e.Type, e.Names[0])
		}
	}
	types := g.ScoredTypes
	if types == nil {
		types = entityTypes
	}
	for _, e := range s.Entities {
		if _, ok := mapping[e.ID]; ok || !slices.Contains(types, e.Type) || repeatsOptional(g, e.Name) {
			continue
		}
		t.entity.add(fp, e.Type)
		t.miss(g.ID, "spurious entity", e.Type, e.Name)
	}
	t.relations(g, s, mapping, optional)
}

// repeatsOptional reports whether a name is one of an optional gold entity: a
// second entity of that name is not punished.
func repeatsOptional(g *Gold, n string) bool {
	n = normal(n)
	return slices.ContainsFunc(g.Entities, func(e GoldEntity) bool {
		return e.Optional && slices.ContainsFunc(e.Names, func(o string) bool { return normal(o) == n })
	})
}

// sameAs is symmetric too, though the graph has no such ties: merges say it.
const sameAs = "SAME_AS"

// fact is what a relation must get right to count.
type fact struct{ subject, kind, object, modality string }

func newFact(s, r, o, modality string) fact {
	if (vocab.RelationType(r).Symmetric() || r == sameAs) && o < s {
		s, o = o, s
	}
	return fact{s, r, o, modality}
}

func (t *tally) relations(g *Gold, s *System, mapping map[string]string, optionalEntity map[string]bool) {
	var want ordered[fact, *GoldRelation]
	optional := map[fact]bool{}
	for i := range g.Relations {
		r := &g.Relations[i]
		f := newFact(r.Subject, r.Type, r.Object, r.Modality)
		if r.Optional || optionalEntity[r.Subject] || optionalEntity[r.Object] {
			optional[f] = true
		} else {
			want.set(f, r)
		}
	}
	gold := func(id string) string {
		if k, ok := mapping[id]; ok {
			return k
		}
		return "?" + id
	}
	seen := map[fact]bool{}
	for i := range s.Relations {
		r := &s.Relations[i]
		subject, object := gold(r.Subject), gold(r.Object)
		f := newFact(subject, r.Type, object, r.Modality)
		if seen[f] {
			continue
		}
		seen[f] = true
		if optional[f] {
			continue
		}
		w, ok := want.m[f]
		if !ok {
			t.relation.add(fp, r.Type)
			t.miss(g.ID, "spurious relation", r.Type,
				fmt.Sprintf(`%s -> %s [%s] "%s"`, subject, object, r.Modality, firstRunes(r.Evidence.Text, 70)))
			continue
		}
		t.relation.add(tp, r.Type)
		t.details(g, w, r, subject+" -> "+object)
	}
	for _, f := range want.keys {
		if !seen[f] {
			kind := want.m[f].Type
			t.relation.add(fn, kind)
			t.miss(g.ID, "missed relation", kind, fmt.Sprintf("%s -> %s [%s]", f.subject, f.object, f.modality))
		}
	}
}

// details checks date, title and evidence of a right relation.
func (t *tally) details(g *Gold, want *GoldRelation, r *SystemRelation, ends string) {
	if want.From != "" {
		to := want.From
		if want.To != nil {
			to = *want.To
		}
		right := r.From != nil && r.To != nil && *r.From == want.From && *r.To == to
		t.dates.add(right)
		if !right {
			t.miss(g.ID, "wrong date", r.Type, fmt.Sprintf("%s: %s/%s for %s/%s", ends, orNone(r.From), orNone(r.To), want.From, to))
		}
	}
	if want.Title != "" {
		t.titles.add(normal(r.Title) == normal(want.Title))
	}
	if g.Text != nil {
		q := &r.Evidence
		t.evidence.add(q.Text != "" && slice(*g.Text, q.Start, q.End) == q.Text)
	}
}

// orNone prints a field as the shared scorer does, a missing one as None.
func orNone(s *string) string {
	if s == nil {
		return "None"
	}
	return *s
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// slice is s[start:end] for any numbers: a negative one counts from the end, one
// too large is cut. A rune cut off at the end reads as one U+FFFD, one cut off
// at the start as one for each byte left of it.
func slice(s string, start, end int) string {
	clamp := func(i int) int {
		if i < 0 {
			i += len(s)
		}
		return max(0, min(i, len(s)))
	}
	start, end = clamp(start), clamp(end)
	if start >= end {
		return ""
	}
	s = s[start:end]
	for n := 1; n < utf8.UTFMax && n <= len(s); n++ {
		tail := s[len(s)-n:]
		if utf8.RuneStart(tail[0]) {
			if !utf8.FullRuneInString(tail) {
				s = s[:len(s)-n] + "\uFFFD"
			}
			break
		}
	}
	return string([]rune(s))
}

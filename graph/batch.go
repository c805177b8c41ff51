package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/text/vocab"
)

// Clean checks the batch, combines records of one id and sorts what is left.
// The error is of code Invalid and names the record.
func (b Batch) Clean() (Batch, error) {
	var out Batch
	var err error
	if out.Entities, err = clean(b.Entities, func(e Entity) string { return e.ID }, checkEntity, combineEntities); err != nil {
		return Batch{}, err
	}
	if out.Releases, err = clean(b.Releases, func(r Release) string { return r.ID }, checkRelease, combineReleases); err != nil {
		return Batch{}, err
	}
	if out.Claims, err = clean(b.Claims, func(c Claim) string { return c.ID }, checkClaim, combineClaims); err != nil {
		return Batch{}, err
	}
	b.Mentioned = b.namings(out.Entities)
	if out.Mentioned, err = clean(b.Mentioned, func(m Mentioned) string { return m.Entity + "\x00" + m.Release }, checkMentioned, combineMentioned); err != nil {
		return Batch{}, err
	}
	return out, nil
}

// namings are the mentions; those that have no name have all of their entity's.
func (b Batch) namings(entities []Entity) []Mentioned {
	byID := make(map[string]Entity, len(entities))
	for _, e := range entities {
		byID[e.ID] = e
	}
	out := slices.Clone(b.Mentioned)
	for i, m := range out {
		if e, ok := byID[m.Entity]; ok && m.Name == "" {
			e = combineEntities(e, e) // tidies the aliases
			out[i].Name, out[i].Aliases, out[i].Acronym = e.Name, e.Aliases, e.Acronym
		}
	}
	return out
}

// clean combines the records of one key. They come out ordered by key.
func clean[T any](in []T, key func(T) string, check func(T) error, combine func(T, T) T) ([]T, error) {
	byKey := make(map[string]T, len(in))
	for _, v := range in {
		if err := check(v); err != nil {
			return nil, err
		}
		k := key(v)
		if had, ok := byKey[k]; ok {
			v = combine(had, v)
		}
		byKey[k] = v
	}
	out := make([]T, 0, len(byKey))
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		out = append(out, byKey[k])
	}
	return out, nil
}

func checkEntity(e Entity) error {
	if err := checkStrings("entity", e.ID, append(slices.Clone(e.SameAs), e.Links...)...); err != nil {
		return err
	}
	if err := checkStrings("entity", e.ID, append([]string{e.Name, e.Acronym, e.ISO3, e.Kind}, e.Aliases...)...); err != nil {
		return err
	}
	switch {
	case !slices.Contains(vocab.EntityTypes(), e.Type):
		return Errorf(Invalid, "entity %s: unknown type %q", e.ID, e.Type)
	case e.Name == "":
		return Errorf(Invalid, "entity %s has no name", e.ID)
	}
	return nil
}

func checkRelease(r Release) error {
	return checkStrings("release", r.ID, append([]string{r.Title, r.URL, r.Publisher, r.Published, r.Basis, r.Text}, r.Origins...)...)
}

var modalities = []vocab.Modality{vocab.Asserted, vocab.Planned, vocab.Former, vocab.Negated, vocab.Hypothetical}

func checkClaim(c Claim) error {
	if err := checkStrings("claim", c.ID, c.Subject, c.Object, c.From, c.To, c.Title, c.Place, c.AttributedTo, c.Release, c.Quote, c.Rule); err != nil {
		return err
	}
	switch {
	case !c.Type.Known():
		return Errorf(Invalid, "claim %s: unknown type %q", c.ID, c.Type)
	case !slices.Contains(modalities, c.Modality):
		return Errorf(Invalid, "claim %s: unknown modality %q", c.ID, c.Modality)
	case c.Subject == "" || c.Object == "" || c.Release == "":
		return Errorf(Invalid, "claim %s lacks its subject, object or release", c.ID)
	case !(c.Confidence >= 0 && c.Confidence <= 1): // NaN too
		return Errorf(Invalid, "claim %s: confidence %v is not from 0 to 1", c.ID, c.Confidence)
	case c.Start < 0 || c.End < c.Start:
		return Errorf(Invalid, "claim %s: quote from byte %d to %d", c.ID, c.Start, c.End)
	}
	return nil
}

func checkMentioned(m Mentioned) error {
	if m.Entity == "" || m.Release == "" || m.Count < 1 {
		return Errorf(Invalid, "mention of %q in %q, %d times", m.Entity, m.Release, m.Count)
	}
	return checkStrings("mention", m.Entity, append([]string{m.Release, m.Name, m.Acronym}, m.Aliases...)...)
}

func checkStrings(what, id string, more ...string) error {
	if id == "" {
		return Errorf(Invalid, "%s without an id", what)
	}
	for _, s := range append(more, id) {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return Errorf(Invalid, "%s %q: not UTF-8, or a NUL in %q", what, id, s[:min(len(s), 80)])
		}
	}
	return nil
}

// Flatten resolves chains of merges, so that every entity points straight at
// the one that stays, and drops merges of an entity into itself. A cycle is an
// Invalid error.
func Flatten(merges map[string]string) (map[string]string, error) {
	out := make(map[string]string, len(merges))
	for _, from := range slices.Sorted(maps.Keys(merges)) {
		to := merges[from]
		for steps := 0; ; steps++ {
			next, ok := merges[to]
			if !ok || next == to {
				break
			}
			if steps > len(merges) || next == from {
				return nil, Errorf(Invalid, "the merges of %s go round in a circle", from)
			}
			to = next
		}
		if from != cmp.Or(to, from) {
			out[from] = to
		}
	}
	return out, nil
}

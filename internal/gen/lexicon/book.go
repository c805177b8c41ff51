package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"entente/text"
)

// entry is one line of names.tsv.
type entry struct {
	id, name, acronym, iso3, kind, parent string
	forms                                 []string
}

// book collects the entries in their final order: where a form is ambiguous,
// the earlier entry is the more likely.
type book struct {
	words   *words
	entries []*entry
	byID    map[string]*entry
	taken   map[string]bool // folded full names that stand already
	alpha3  map[string]string
	country map[string]string // ISO 3166 alpha-3, upper case -> usual name
	adj     map[string]string // alpha-3 -> adjective
	lost    []string          // parents that no entry has
}

func newBook(w *words) *book {
	return &book{words: w, byID: map[string]*entry{}, taken: map[string]bool{},
		alpha3: map[string]string{}, country: map[string]string{}, adj: map[string]string{}}
}

// add puts an entry at the end. Forms keep their first place; a form that only
// differs in what text.Fold drops, or is the same, is left out. Forms with a
// leading '-' are struck out.
func (b *book) add(e *entry) error {
	if b.byID[e.id] != nil {
		return fmt.Errorf("%s stands twice: %s and %s", e.id, b.byID[e.id].name, e.name)
	}
	struck := map[string]bool{}
	for _, f := range e.forms {
		if s, ok := strings.CutPrefix(f, "-"); ok {
			struck[key(s)] = true
		}
	}
	seen := map[string]bool{}
	var keep []string
	for _, f := range e.forms {
		f = strings.Join(strings.Fields(f), " ")
		f = strings.TrimPrefix(strings.TrimPrefix(f, "The "), "the ")
		k := key(f)
		if f == "" || f[0] == '-' || struck[k] || seen[k] || text.Fold(f) == "" {
			continue
		}
		seen[k] = true
		keep = append(keep, f)
		if !strings.HasSuffix(f, "?") {
			b.taken[text.Fold(f)] = true
		}
	}
	e.forms = keep
	b.byID[e.id] = e
	b.entries = append(b.entries, e)
	return nil
}

// key tells forms apart: the mark, the folded letters with the hyphens that
// split words, and how the words are written.
func key(f string) string {
	mark := ""
	if f != "" && strings.ContainsRune("@~*^!", rune(f[0])) {
		mark, f = f[:1], f[1:]
	}
	caps := ""
	for w := range strings.FieldsSeq(strings.NewReplacer("-", " ", "–", " ").Replace(f)) {
		switch r := []rune(w); {
		case w == strings.ToUpper(w) && len(r) > 1:
			caps += "U"
		case unicode.IsUpper(r[0]):
			caps += "T"
		default:
			caps += "x"
		}
	}
	comma := strings.Repeat(",", strings.Count(f, ","))
	return mark + text.Fold(f) + comma + caps + strings.Repeat("?", strings.Count(f, "?"))
}

func (b *book) bytes() []byte {
	var out []byte
	for _, e := range b.entries {
		out = append(out, strings.Join([]string{e.id, e.name, e.acronym, e.iso3, e.kind, e.parent, strings.Join(e.forms, "|")}, "\t")...)
		out = append(out, '\n')
	}
	return out
}

// sorted gives the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	var ks []string
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}

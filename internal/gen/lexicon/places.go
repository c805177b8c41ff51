package main

import (
	"strings"

	"entente/text"
)

// places adds the regions, seas, provinces and buildings of our own list.
func places(_ string, b *book) error {
	rows, err := list("places.tsv", 4)
	if err != nil {
		return err
	}
	for _, r := range rows {
		e := &entry{id: "place/" + text.Slug(r[0]), name: r[0], kind: r[1]}
		e.parent, e.iso3 = parent(r[2], b)
		if e.iso3 != "" {
			e.id += "-" + strings.ToLower(e.iso3)
		}
		e.forms = append([]string{r[0]}, forms(r[3])...)
		if err := b.add(e); err != nil {
			return err
		}
	}
	return nil
}

// others adds buildings, events, programmes and documents.
func others(_ string, b *book) error {
	rows, err := list("others.tsv", 6)
	if err != nil {
		return err
	}
	for _, r := range rows {
		e := &entry{id: r[0] + "/" + text.Slug(r[1]), name: r[1], acronym: r[2], kind: r[3]}
		e.parent, e.iso3 = parent(r[4], b)
		e.forms = append(e.forms, e.name)
		if e.acronym != "" {
			e.forms = append(e.forms, "@"+e.acronym)
		}
		for _, f := range append([]string{e.name}, forms(r[5])...) {
			e.forms = append(e.forms, f)
			if !strings.ContainsRune("@~*^!-", rune(f[0])) {
				e.forms = append(e.forms, spellings(f)...)
			}
		}
		if err := b.add(e); err != nil {
			return err
		}
	}
	return nil
}

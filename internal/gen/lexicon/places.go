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

func others(string, *book) error { return nil }
func cities(string, *book) error { return nil }

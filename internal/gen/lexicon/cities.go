package main

import (
	"path/filepath"
	"strconv"
	"strings"

	"entente/text"
)

// Cities below population are left out unless exonyms.tsv names them: smaller
// towns are more often a person or a company in running text.
const (
	population = 100_000
	large      = 500_000   // the bound for single words where towns bear the surnames of the land
	metropolis = 1_000_000 // from here on a city keeps its name even if it is a word or a person's name too
)

// cities adds the cities of the gazetteer, the largest first.
func cities(data string, b *book) error {
	rows, err := table(filepath.Join(data, "gaz_cities", "cities15000.csv"))
	if err != nil {
		return err
	}
	mine, err := list("exonyms.tsv", 3)
	if err != nil {
		return err
	}
	named := map[string][]string{}
	for _, r := range mine {
		named[r[0]+" "+r[1]] = r
	}
	known := map[string]bool{}
	for k := range b.taken {
		known[k] = true
	}
	for _, r := range rows {
		iso := b.alpha3[r["country"]]
		name := r["name"]
		people, err := strconv.Atoi(r["population"])
		if err != nil || iso == "" {
			continue
		}
		fix := named[name+" "+iso]
		if fix != nil && fix[2] == "-" {
			continue
		}
		if fix == nil && (people < population || b.unclear(name, iso, people)) || known[text.Fold(name)] {
			continue
		}
		e := &entry{id: "place/" + text.Slug(name) + "-" + strings.ToLower(iso), name: name, iso3: iso, kind: "city"}
		if b.byID[e.id] != nil {
			continue
		}
		if p := b.byID["country/"+strings.ToLower(iso)]; p != nil {
			e.parent = p.id
		}
		e.forms = []string{name}
		if fix != nil {
			e.forms = append(e.forms, forms(fix[2])...)
		}
		if err := b.add(e); err != nil {
			return err
		}
	}
	return nil
}

// unclear reports whether a city's name is as likely something else.
func (b *book) unclear(name, iso string, people int) bool {
	k := text.Fold(name)
	if strings.ContainsAny(name, "0123456789/(,") || len([]rune(name)) < 4 {
		return true
	}
	if strings.Contains(k, " ") || people >= metropolis {
		return false
	}
	switch iso {
	case "USA", "GBR", "AUS", "CAN", "NZL", "IRL", "ZAF", "JPN", "PHL":
		if people < large {
			return true
		}
	}
	return b.words.common[k] > 0 || b.words.given[k] > 0 || b.words.surname[k] > 0
}

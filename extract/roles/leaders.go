package roles

import (
	_ "embed"
	"strings"
	"sync"

	"entente/text"
)

//go:generate go run ../../internal/gen/leaders -data ../../../shared/data -out data/leaders.tsv

//go:embed data/leaders.tsv
var leadersData string

// leader is a country that a person of a surname has led.
type leader struct {
	iso   string // ISO 3166 alpha-3, lower case
	since string // year
}

// leaders are the heads of state and government by folded surname. The table
// only chooses among the countries that a release names.
var leaders = sync.OnceValue(func() map[string][]leader {
	m := map[string][]leader{}
	for row := range strings.Lines(leadersData) {
		if f := strings.Split(strings.TrimSpace(row), "\t"); len(f) == 3 {
			m[f[0]] = append(m[f[0]], leader{f[1], f[2]})
		}
	}
	return m
})

// ledBy returns the countries that a person of this name may have led by the
// year, or by any year when it is empty.
func ledBy(name, year string) []string {
	words := strings.Fields(text.Fold(name))
	for n := len(words); n > 0 && words[n-1] == "jr"; n-- {
		words = words[:n-1]
	}
	var out []string
	add := func(key string) {
		for _, l := range leaders()[key] {
			if year == "" || l.since <= year {
				out = append(out, l.iso)
			}
		}
	}
	for n := range words {
		add(strings.Join(words[n:], " "))
	}
	for n := 2; n < len(words); n++ { // Ali Bongo Ondimba
		add(strings.Join(words[:n], " "))
	}
	if len(words) == 2 && familyFirst(words[0]) {
		add(words[0])
	}
	return out
}

// familyFirst reports whether a surname is of a country where it stands before
// the given name: Xi Jinping.
func familyFirst(surname string) bool {
	for _, l := range leaders()[surname] {
		switch l.iso {
		case "chn", "twn", "kor", "prk", "vnm", "khm", "jpn", "sgp", "hun":
			return true
		}
	}
	return false
}

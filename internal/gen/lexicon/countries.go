package main

import (
	"path/filepath"
	"regexp"
	"strings"

	"entente/text"
)

var (
	brackets = regexp.MustCompile(`\s*[(\[][^)\]]*[)\]]?`)
	starred  = regexp.MustCompile(`\s*\*+`)
)

// states that ISO 3166 does not call independent, or does not list, and that
// GUIDE.md calls countries.
var states = map[string]bool{"PSE": true, "TWN": true, "COK": true, "NIU": true}

// countries adds the countries, their territories, and the capitals.
func countries(data string, b *book) error {
	codes, err := table(filepath.Join(data, "gaz_country_codes", "country-codes.csv"))
	if err != nil {
		return err
	}
	codes = append(codes, map[string]string{"ISO3166-1-Alpha-3": "XKX", "ISO3166-1-Alpha-2": "XK", "FIPS": "KV",
		"CLDR display name": "Kosovo", "is_independent": "Yes", "Capital": "Pristina"})
	book, err := table(filepath.Join(data, "gaz_factbook", "countries.csv"))
	if err != nil {
		return err
	}
	facts := map[string]map[string]string{}
	for _, r := range book {
		facts[strings.ToUpper(r["fips"])] = r
	}
	mine, err := list("countries.tsv", 3)
	if err != nil {
		return err
	}
	fixes := map[string][]string{}
	for _, r := range mine {
		fixes[r[0]] = r
	}
	variants, err := countryVariants(filepath.Join(data, "gaz_countrynames", "data.yaml"))
	if err != nil {
		return err
	}
	for _, r := range codes {
		b.alpha3[r["ISO3166-1-Alpha-2"]] = r["ISO3166-1-Alpha-3"]
	}
	for _, r := range codes {
		iso := r["ISO3166-1-Alpha-3"]
		e := &entry{id: "country/" + strings.ToLower(iso), iso3: iso, name: usual(r["CLDR display name"])}
		own := r["is_independent"] == "Yes" || states[iso]
		var fixed []string
		if fix := fixes[iso]; fix != nil {
			if fix[1] != "" {
				e.name = fix[1]
			}
			fixed = forms(fix[2])
		}
		if e.name == "" {
			continue
		}
		b.country[iso] = e.name
		e.forms = append(e.forms, e.name)
		e.forms = append(e.forms, fixed...)
		f := facts[r["FIPS"]]
		if !own {
			f = nil // the code may be another's
		}
		for _, s := range []string{r["CLDR display name"], usual(r["CLDR display name"]), r["UNTERM English Short"],
			r["UNTERM English Formal"], r["official_name_en"], f["short"], f["long"]} {
			s = plain(s)
			e.forms = append(e.forms, s, strings.ReplaceAll(s, "Saint ", "St. "), strings.ReplaceAll(s, "St. ", "Saint "))
		}
		for _, v := range variants[r["ISO3166-1-Alpha-2"]] {
			if formal.MatchString(v) && strings.Contains(" "+text.Fold(v)+" ", " "+text.Fold(plain(r["CLDR display name"]))+" ") {
				e.forms = append(e.forms, v)
			}
		}
		if !strings.Contains(strings.Join(fixed, "|"), "~") && own {
			e.forms = append(e.forms, demonyms(f["adjective"])...)
			e.forms = append(e.forms, demonyms(f["demonym_noun"])...)
		}
		for _, s := range e.forms {
			if strings.HasPrefix(s, "~") && !strings.HasSuffix(s, "?") {
				b.adj[iso] = s[1:]
				break
			}
		}
		if !own { // a territory
			e.id, e.kind, e.parent, e.iso3 = "place/"+text.Slug(e.name), "territory", "", ""
			if i := strings.LastIndex(r["is_independent"], " of "); i > 0 {
				e.iso3 = b.alpha3[r["is_independent"][i+4:]]
				e.parent = "country/" + strings.ToLower(e.iso3)
			}
		}
		if err := b.add(e); err != nil {
			return err
		}
	}
	return capitals(codes, facts, b)
}

// usual is a CLDR display name as running English text has it.
func usual(s string) string {
	s = strings.ReplaceAll(s, " & ", " and ")
	if t, ok := strings.CutPrefix(s, "St. "); ok {
		s = "Saint " + t
	}
	return s
}

// plain takes the article, brackets and stars off a name.
func plain(s string) string {
	s = starred.ReplaceAllString(brackets.ReplaceAllString(s, ""), "")
	s, _, _ = strings.Cut(s, ";")
	s = strings.TrimSpace(s)
	for _, the := range []string{"the ", "The "} {
		s = strings.TrimPrefix(s, the)
	}
	switch s {
	case "none", "NA", "Dominican":
		return ""
	}
	return s
}

// formal finds the English formal names among the variants.
var formal = regexp.MustCompile(`^(Republic|Kingdom|State|Islamic Republic|Democratic( Socialist)? Republic|People'?s( Democratic)? Republic|` +
	`Federal (Democratic )?Republic|Federation|Commonwealth|Principality|Sultanate|Union|Co-?operative Republic|Socialist Republic|United Republic|` +
	`Grand Duchy|Hashemite Kingdom|Plurinational State|Bolivarian Republic|Independent State|Emirate|Arab Republic) of (the )?[A-Z]`)

var demonymNote = regexp.MustCompile(`(?i)\s*\((us citizens|us nationals|singular|plural|singular and plural|collective plural|colloquial)\)|;?\s*note.*$`)

// demonyms reads the factbook's ways to write them: "Algerian(s)",
// "Antiguan(s), Barbudan(s)", "Briton(s), British (collective plural)".
func demonyms(s string) []string {
	s = demonymNote.ReplaceAllString(s, "")
	var out []string
	for _, part := range regexp.MustCompile(`[,;]| or `).Split(s, -1) {
		part = strings.TrimSpace(part)
		switch {
		case part == "" || part == "NA" || part == "none" || !('A' <= part[0] && part[0] <= 'Z'):
		case strings.HasSuffix(part, "(s)"):
			one := strings.TrimSuffix(part, "(s)")
			out = append(out, "~"+one, "~"+one+"s")
		case !strings.ContainsAny(part, "(/"):
			out = append(out, "~"+part)
		}
	}
	return out
}

// capitals adds a Place for every capital that does not bear its country's name.
func capitals(codes []map[string]string, facts map[string]map[string]string, b *book) error {
	mine, err := list("capitals.tsv", 3)
	if err != nil {
		return err
	}
	fixes := map[string][]string{}
	for _, r := range mine {
		fixes[r[0]] = r
	}
	for _, r := range codes {
		iso := r["ISO3166-1-Alpha-3"]
		country := b.byID["country/"+strings.ToLower(iso)]
		if country == nil {
			continue
		}
		name, more := r["Capital"], []string{}
		if fix := fixes[iso]; fix != nil {
			name, more = fix[1], forms(fix[2])
		} else if f := plain(regexp.MustCompile(`[,;].*`).ReplaceAllString(facts[r["FIPS"]]["capital"], "")); f != "" && name == "" {
			name = f
		}
		if name == "" || name == "-" || b.taken[text.Fold(name)] {
			continue
		}
		e := &entry{id: "place/" + text.Slug(name) + "-" + strings.ToLower(iso), name: name, iso3: iso, kind: "capital", parent: country.id}
		for _, f := range append([]string{name}, more...) {
			e.forms = append(e.forms, "*"+strings.TrimPrefix(f, "The "))
		}
		if err := b.add(e); err != nil {
			return err
		}
	}
	return nil
}

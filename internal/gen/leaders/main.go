// Command leaders writes the table of heads of state and government that
// extract/roles embeds: surname, ISO 3166 code and the year since when, from the
// CIA World Factbook's leaders and the table of country codes.
package main

import (
	"cmp"
	"encoding/csv"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"entente/text"
)

func main() {
	data := flag.String("data", "", "folder with gaz_factbook and gaz_country_codes")
	out := flag.String("out", "", "file to write")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string) error {
	codes, err := read(filepath.Join(data, "gaz_country_codes", "country-codes.csv"))
	if err != nil {
		return err
	}
	iso := map[string]string{}
	for _, c := range codes {
		iso[strings.ToLower(c["FIPS"])] = strings.ToLower(c["ISO3166-1-Alpha-3"])
	}
	leaders, err := read(filepath.Join(data, "gaz_factbook", "leaders.csv"))
	if err != nil {
		return err
	}
	type key struct{ name, iso string }
	since := map[key]string{}
	for _, l := range leaders {
		k := key{surname(l["title_and_name"]), iso[l["fips"]]}
		year := l["since"][strings.LastIndexByte(l["since"], ' ')+1:]
		if k.name == "" || k.iso == "" || len(year) != 4 {
			continue
		}
		if old, ok := since[k]; !ok || year < old {
			since[k] = year
		}
	}
	var b strings.Builder
	b.WriteString("# surname, country, in office since; made by internal/gen/leaders from the CIA World Factbook\n")
	keys := slices.SortedFunc(maps.Keys(since), func(x, y key) int { return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.iso, y.iso)) })
	for _, k := range keys {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", k.name, k.iso, since[k])
	}
	return os.WriteFile(out, []byte(b.String()), 0o644)
}

// surname is the first run of words in capitals, folded: the source writes
// "President Alyaksandr LUKASHENKA".
func surname(s string) string {
	var words []string
	for w := range strings.FieldsSeq(s) {
		letters, capitals := 0, true
		for _, r := range w {
			if unicode.IsLetter(r) {
				letters++
				capitals = capitals && unicode.IsUpper(r)
			}
		}
		switch {
		case letters > 1 && capitals && w != "CEO" && (len(words) == 0 || strings.Trim(w, "IVX,;") != ""):
			words = append(words, w)
		case len(words) > 0:
			return text.Fold(strings.Join(words, " "))
		}
	}
	return text.Fold(strings.Join(words, " "))
}

// read reads a CSV file as one map a row, by column name.
func read(path string) ([]map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := make([]map[string]string, 0, len(rows))
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out, nil
}

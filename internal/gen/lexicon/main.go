// Command lexicon builds the embedded data of package extract/lexicon from the
// public gazetteers and corpora that NOTICE lists and from the lists of our own
// in own/. Its output depends on its input alone.
//
//	go run ./internal/gen/lexicon -data ../shared/data -out extract/lexicon/data
package main

import (
	"embed"
	"encoding/csv"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed own
var own embed.FS

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen/lexicon: ")
	data := flag.String("data", "../shared/data", "folder of the gazetteers and corpora")
	out := flag.String("out", "extract/lexicon/data", "folder to write to")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string) error {
	words, err := readWords(data)
	if err != nil {
		return err
	}
	b := newBook(words)
	for _, step := range []func(string, *book) error{countries, organizations, places, others, cities, actors} {
		if err := step(data, b); err != nil {
			return err
		}
	}
	if len(b.lost) > 0 {
		return fmt.Errorf("parents that stand in no list before their use: %s", strings.Join(b.lost, ", "))
	}
	if err := os.WriteFile(filepath.Join(out, "names.tsv"), b.bytes(), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "words.txt"), words.bytes(), 0o644); err != nil {
		return err
	}
	codes, err := codes(data)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "codes.tsv"), codes, 0o644)
}

// codes lists, for each country by its ISO 3166 code, the ids that others have for
// it: Wikidata's and GeoNames'.
func codes(data string) ([]byte, error) {
	rows, err := table(filepath.Join(data, "gaz_country_codes", "country-codes.csv"))
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, r := range rows {
		if iso := r["ISO3166-1-Alpha-3"]; iso != "" {
			lines = append(lines, fmt.Sprintf("%s\t%s\t%s\n", iso, strings.TrimPrefix(r["wikidata_id"], "https://www.wikidata.org/wiki/"), r["Geoname ID"]))
		}
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "")), nil
}

// table reads a CSV file with a header as one map a row.
func table(path string) ([]map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			if i < len(row) {
				m[name] = strings.TrimSpace(row[i])
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// list reads one of our own lists: tab-separated columns, padded to n. Lines
// that begin with # are comments.
func list(name string, n int) ([][]string, error) {
	b, err := own.ReadFile("own/" + name)
	if err != nil {
		return nil, err
	}
	var out [][]string
	for i, row := range strings.Split(string(b), "\n") {
		if strings.TrimSpace(row) == "" || row[0] == '#' {
			continue
		}
		f := strings.Split(row, "\t")
		if len(f) > n {
			return nil, fmt.Errorf("own/%s:%d: want at most %d columns, found %d", name, i+1, n, len(f))
		}
		for len(f) < n {
			f = append(f, "")
		}
		for k := range f {
			f[k] = strings.TrimSpace(f[k])
		}
		out = append(out, f)
	}
	return out, nil
}

// forms splits the last column of a list.
func forms(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// Command releases makes many releases of few, for measuring reading at scale: it
// repeats those of JSON Lines files with the names and years of each round changed.
//
//	go run ./internal/gen/releases -n 100000 ../shared/data/raw_*/all.jsonl >many.jsonl
//
// A name is a word that is capitalised wherever it stands. In each round every name
// stands for another one, the same in all releases of the round, so that people, bodies
// and places are new while sentences stay what people write.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	n := flag.Int("n", 10_000, "how many releases")
	flag.Parse()
	if err := run(*n, flag.Args(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "releases:", err)
		os.Exit(1)
	}
}

type release struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Date  string `json:"date"`
	URL   string `json:"url"`
	Text  string `json:"text"`
}

func run(n int, files []string, out io.Writer) error {
	var all []release
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		d := json.NewDecoder(f)
		for {
			var r release
			if err := d.Decode(&r); err == io.EOF {
				break
			} else if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			all = append(all, r)
		}
		f.Close()
	}
	if len(all) == 0 {
		return fmt.Errorf("no releases to begin with; name JSON Lines files")
	}
	names := namesOf(all)
	w := bufio.NewWriter(out)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	var other map[string]string
	for i := range n {
		round, r := i/len(all), all[i%len(all)]
		if i%len(all) == 0 {
			other = shuffled(names, round)
		}
		change := func(s string) string {
			return word.ReplaceAllStringFunc(s, func(w string) string { return changed(w, other, round) })
		}
		r.ID = fmt.Sprintf("%d-%s", round, r.ID)
		if r.URL != "" {
			r.URL += fmt.Sprint("?round=", round)
		}
		r.Title, r.Text, r.Date = change(r.Title), change(r.Text), change(r.Date)
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return w.Flush()
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// changed is a word as it stands in a round: another name, another year.
func changed(w string, other map[string]string, round int) string {
	if to, ok := other[w]; ok {
		return to
	}
	if year, err := strconv.Atoi(w); err == nil && len(w) == 4 && year >= 1900 && year < 2030 {
		return strconv.Itoa(1900 + (year-1900+round)%130)
	}
	return w
}

// namesOf are the words that are capitalised wherever they stand.
func namesOf(all []release) []string {
	big, small := map[string]bool{}, map[string]bool{}
	for _, r := range all {
		for _, w := range word.FindAllString(r.Title+" "+r.Text, -1) {
			first, size := utf8.DecodeRuneInString(w)
			switch rest := w[size:]; {
			case !unicode.IsUpper(first):
				small[w] = true
			case len(rest) > 2 && strings.ToLower(rest) == rest:
				big[w] = true
			}
		}
	}
	for _, kept := range strings.Fields("January February March April June July August September October November December " +
		"Monday Tuesday Wednesday Thursday Friday Saturday Sunday") {
		delete(big, kept)
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(big)), func(w string) bool { return small[strings.ToLower(w)] })
}

// shuffled gives every name another in a round; in round 0 its own.
func shuffled(names []string, round int) map[string]string {
	out := map[string]string{}
	if round == 0 {
		return out
	}
	key := func(w string) uint64 {
		h := fnv.New64a()
		fmt.Fprint(h, round, w)
		return h.Sum64()
	}
	order := slices.Clone(names)
	slices.SortFunc(order, func(a, b string) int {
		if key(a) < key(b) {
			return -1
		}
		return 1
	})
	for i, w := range names {
		out[w] = order[i]
	}
	return out
}

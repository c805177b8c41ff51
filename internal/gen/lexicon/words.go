package main

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"entente/text"
)

// words collects what the corpora show of single words.
type words struct {
	given, surname, common map[string]int
	gender                 map[string]string
}

// letters is a word of letters only, at least two.
var letters = regexp.MustCompile(`^\p{Lu}[\p{L}\p{M}'’-]*\p{L}$`)

// readWords counts given names, surnames and lower-case words.
func readWords(data string) (*words, error) {
	w := &words{map[string]int{}, map[string]int{}, map[string]int{}, map[string]string{}}
	for _, f := range []string{"ud_ewt/train.conllu", "ud_gum_free/train.conllu"} {
		if err := w.readTreebank(filepath.Join(data, f)); err != nil {
			return nil, err
		}
	}
	for _, f := range []string{"ner_wikigold/all.tsv", "ner_multiner_gov/all.tsv", "ner_gum_derived/train.tsv"} {
		if err := w.readNames(filepath.Join(data, f)); err != nil {
			return nil, err
		}
	}
	if err := w.readLeaders(filepath.Join(data, "gaz_factbook", "leaders.csv")); err != nil {
		return nil, err
	}
	if err := w.readActors(filepath.Join(data, "gaz_phoenix", "Phoenix.Countries.actors.csv")); err != nil {
		return nil, err
	}
	rows, err := list("given.tsv", 2)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		for _, n := range strings.Fields(r[1]) {
			w.given[text.Fold(n)] += 10
			if k := text.Fold(n); !strings.Contains(w.gender[k], r[0]) {
				w.gender[k] += r[0]
			}
		}
	}
	return w, nil
}

// lines calls do with each line of a file.
func lines(path string, do func(string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<22)
	for s.Scan() {
		do(s.Text())
	}
	return s.Err()
}

func (w *words) readTreebank(path string) error {
	return lines(path, func(row string) {
		f := strings.Split(row, "\t")
		if len(f) < 4 || f[3] == "PROPN" || f[3] == "X" || f[3] == "SYM" {
			return
		}
		if s := f[1]; s == strings.ToLower(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
			w.common[text.Fold(s)]++
		}
	})
}

// person counts the words of one name; weight tells how far to trust its source.
func (w *words) person(name []string, weight int) {
	for len(name) > 0 && (honorific[strings.TrimSuffix(name[0], ".")] || !letters.MatchString(name[0])) {
		name = name[1:]
	}
	for len(name) > 0 && !letters.MatchString(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	if len(name) < 2 || len(name) > 4 {
		return
	}
	w.given[text.Fold(name[0])] += weight
	w.surname[text.Fold(name[len(name)-1])] += weight
}

var honorific = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Prof": true, "Professor": true, "Hon": true,
	"Rev": true, "Ven": true, "President": true, "Sir": true, "Lord": true, "King": true, "Queen": true, "Prince": true, "Princess": true,
	"General": true, "Gen": true, "Colonel": true, "Captain": true, "Major": true, "Saint": true, "St": true, "Pope": true, "Minister": true,
	"The": true, "Emperor": true, "Lady": true, "Miss": true, "Father": true, "Senator": true, "Governor": true, "Judge": true, "Justice": true}

// readNames reads BIO rows: a token, a tab, a label.
func (w *words) readNames(path string) error {
	var name []string
	flush := func() {
		w.person(name, 1)
		name = nil
	}
	err := lines(path, func(row string) {
		f := strings.Split(row, "\t")
		switch {
		case len(f) > 1 && f[1] == "B-PER":
			flush()
			name = []string{f[0]}
		case len(f) > 1 && f[1] == "I-PER" && name != nil:
			name = append(name, f[0])
		default:
			flush()
		}
	})
	flush()
	return err
}

var (
	capitals2   = regexp.MustCompile(`\p{Lu}{2}`)
	actorPerson = regexp.MustCompile(`^[A-Z]{3}(GOV|ELI|LEG|OPP|MIL|JUD)`)
	generic     = regexp.MustCompile(`(?i)\b(ministr?y?e?r?s?|secretar(y|iat)|president|general|government|party|army|forces?|police|council|leader|official|` +
		`national|union|chief|front|movement|parliament|court|state|security|department|office|agency|committee|congress|senate|house|bank|embassy|` +
		`delegation|defen[cs]e|foreign|affairs|king|queen|prince|princess|rebels?|troops|military|base|peoples?|democratic|liberation|of|the|and|for|` +
		`opposition|commission|assembly|association|group|ambassador|spokesman|deputy|prime|premier|chancellor|federal|supreme|air|navy|guard|special|` +
		`intelligence|bureau|coalition|alliance|cabinet|service|services|workers?|communist|socialist|islamic|justice|attorney|director|commander|` +
		`city|north|south|east|west|central|new|republic|coast|royal|vice|captain|colonel|lt|gen|col|sen|senator|rep|mayor|governor|judge|dr|sheikh|sir)\b`)
)

// readLeaders reads the factbook's leaders: titles and given names, then the
// surname in capitals.
func (w *words) readLeaders(path string) error {
	rows, err := table(path)
	if err != nil {
		return err
	}
	for _, r := range rows {
		name := regexp.MustCompile(`"[^"]*"|\([^)]*\)`).ReplaceAllString(r["title_and_name"], " ")
		f := strings.Fields(strings.ReplaceAll(name, ",", " "))
		last := -1
		for i, s := range f {
			if capitals2.MatchString(s) && letters.MatchString(s) {
				last = i
				break
			}
		}
		if last < 1 {
			continue
		}
		sur := text.Fold(f[last])
		w.surname[sur] += 2
		if before := f[last-1]; letters.MatchString(before) && !generic.MatchString(before) && !honorific[before] {
			w.given[text.Fold(before)] += 2
		}
	}
	return nil
}

// readActors takes two- and three-word names of officials out of Phoenix's actors.
func (w *words) readActors(path string) error {
	rows, err := table(path)
	if err != nil {
		return err
	}
	for _, r := range rows {
		f := strings.Fields(r["name"])
		if len(f) < 2 || len(f) > 3 || generic.MatchString(r["name"]) || !actorPerson.MatchString(r["codes_with_dates"]) {
			continue
		}
		// only names with a dated office are surely people
		if !strings.ContainsAny(r["codes_with_dates"], "0123456789") {
			continue
		}
		w.person(f, 1)
	}
	return nil
}

// bytes is words.txt: a folded word, a tab and its marks: g given name,
// s surname, c common in lower case, m and f gender.
func (w *words) bytes() []byte {
	all := map[string]bool{}
	for _, m := range []map[string]int{w.given, w.surname, w.common} {
		for k := range m {
			all[k] = true
		}
	}
	var out []byte
	for _, k := range sorted(all) {
		marks := ""
		if w.isGiven(k) {
			marks += "g"
		}
		if w.isSurname(k) {
			marks += "s"
		}
		if w.isCommon(k) {
			marks += "c"
		}
		if marks == "" || strings.Contains(k, " ") {
			continue
		}
		marks += w.gender[k]
		out = append(out, (k + "\t" + marks + "\n")...)
	}
	return out
}

func (w *words) isCommon(k string) bool { return w.common[k] >= 2 }

// isGiven reports whether a word is a given name. A word that is common in
// lower case counts only on better evidence.
func (w *words) isGiven(k string) bool {
	return !neverName[k] && w.given[k] > 0 && (w.common[k] == 0 || w.given[k] >= 4)
}

func (w *words) isSurname(k string) bool {
	return !neverName[k] && w.surname[k] > 0 && (w.common[k] == 0 || w.surname[k] >= 4)
}

// neverName are words that the sources give as parts of names and that are
// titles or grammar.
var neverName = map[string]bool{"an": true, "ayatollah": true, "chief": true, "doctor": true, "executive": true, "im": true, "in": true,
	"jihad": true, "justice": true, "man": true, "on": true, "player": true, "president": true, "queen": true, "senior": true,
	"speaker": true, "than": true, "un": true, "vice": true, "win": true}

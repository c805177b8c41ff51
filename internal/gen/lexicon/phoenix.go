package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"entente/text"
)

var (
	// bodyWord is a word that only the name of a body has.
	bodyWord = regexp.MustCompile(`\b(ORGANI[SZ]ATION|ASSOCIATION|COUNCIL|COMMITTEE|COMMISSION|FEDERATION|UNION|INSTITUTE|FOUNDATION|FUND|BANK|LEAGUE|` +
		`CENT(ER|RE)|SOCIETY|NETWORK|ALLIANCE|CONFERENCE|CONGRESS|COURT|AGENCY|COMMUNITY|FORUM|COALITION|UNIVERSITY|COLLEGE|ACADEMY|MISSION)\b`)
	small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "on": true, "in": true, "to": true, "de": true, "des": true, "du": true, "against": true, "with": true, "without": true, "la": true, "by": true, "at": true, "from": true}
)

// actors adds the international bodies and charities of Phoenix that stand in no
// list of ours. They are in capitals there, so only names of two words and more
// that show what they are come over. Its companies are a stock list: left out.
func actors(data string, b *book) error {
	rows, err := table(filepath.Join(data, "gaz_phoenix", "Phoenix.International.actors.csv"))
	if err != nil {
		return err
	}
	for _, r := range rows {
		code := r["codes_with_dates"]
		if !strings.HasPrefix(code, "IGO") && !strings.HasPrefix(code, "NGO") {
			continue
		}
		name := strings.TrimPrefix(r["name"], "THE ")
		if len(strings.Fields(name)) < 2 || !bodyWord.MatchString(name) || strings.ContainsAny(name, "+/.,&()0123456789\"") ||
			b.taken[text.Fold(name)] {
			continue
		}
		e := &entry{name: titled(name), kind: "organisation"}
		e.id = "organization/" + text.Slug(e.name)
		if b.byID[e.id] != nil || !b.distinct(e.name) {
			continue
		}
		e.forms = append([]string{e.name}, spellings(e.name)...)
		if err := b.add(e); err != nil {
			return err
		}
	}
	return nil
}

// distinct reports whether a name has a word that is not common English, or
// more than two words.
func (b *book) distinct(name string) bool {
	words := strings.Fields(text.Fold(name))
	if len(words) > 2 {
		return true
	}
	for _, w := range words {
		if b.words.common[w] == 0 {
			return true
		}
	}
	return false
}

// titled writes a name that is in capitals as names are written.
func titled(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		if i > 0 && small[w] {
			continue
		}
		r := []rune(w)
		up := true
		for k := range r {
			if up {
				r[k] = unicode.ToUpper(r[k])
			}
			up = r[k] == '-'
		}
		words[i] = string(r)
	}
	for i, w := range words {
		switch w {
		case "Un", "Us", "Eu", "Uk", "Usa":
			words[i] = strings.ToUpper(w)
		}
	}
	return strings.Join(words, " ")
}

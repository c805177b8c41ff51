package lexicon

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// scans keeps the memory of finished searches.
var scans = sync.Pool{New: func() any { return new(scan) }}

// Find returns the known names in s, leftmost and longest, none overlapping.
// Spans are bytes of s, whole words, without a leading "the" and a final ’s.
// Names must be written with their capitals, or in capitals altogether;
// acronyms in capitals as they are listed. Accents, quotes, hyphens for spaces
// and a line break between two words do not matter.
func (l *Lexicon) Find(s string) []Match {
	c := scans.Get().(*scan)
	defer scans.Put(c)
	c.cut(s)
	var found []Match
	accept := func(f form, i, j int) bool {
		return fits(f.pattern, c.words[i:j+1], false) && l.inPlace(c, f, i, j)
	}
	for i := 0; i < len(c.words); {
		f, next, end := l.names.longest(c, i, accept)
		if next == 0 {
			i++
			continue
		}
		found = append(found, Match{
			Span:    text.Span{Start: c.words[i].start, End: end},
			Surface: f.surface,
			Entries: f.entries,
		})
		i = next
	}
	return found
}

// inPlace reports whether the surroundings of words i to j allow the form.
func (l *Lexicon) inPlace(c *scan, f form, i, j int) bool {
	at := c.words[i].start
	switch {
	case at > 0 && c.s[at-1] == '@':
		return false
	case f.careful:
		return !inCapitals(c.s, at, c.words[j].end)
	case f.code:
		before := c.s[max(0, at-3):at]
		return strings.HasSuffix(before, "(") || strings.HasSuffix(before, "(D-") || strings.HasSuffix(before, "(R-") ||
			i > 0 && c.words[i].gap == comma && c.words[i-1].upper && !inCapitals(c.s, at, c.words[j].end)
	case f.surface == ShortName && j == i:
		return standsAlone(c, i)
	}
	return true
}

// standsAlone reports whether word i is not a part of a longer name: no
// capitalised word right before or after it, and none after "of" or "for".
func standsAlone(c *scan, i int) bool {
	if i > 0 && c.words[i].gap == joined && c.words[i-1].upper && c.words[i-1].base == c.words[i-1].end &&
		string(c.fold(&c.words[i-1])) != "the" {
		return false
	}
	n := i + 1
	if n >= len(c.words) || c.words[n].gap != joined || c.words[i].base < c.words[i].end {
		return true
	}
	if c.words[n].upper {
		return false
	}
	switch string(c.fold(&c.words[n])) {
	case "of", "for", "on", "and":
	default:
		return true
	}
	if n++; n < len(c.words) && string(c.fold(&c.words[n])) == "the" {
		n++
	}
	return n >= len(c.words) || c.words[n].gap != joined || !c.words[n].upper || string(c.fold(&c.words[n-1])) == "and"
}

// inCapitals reports whether the rest of the line around the span is written
// in capitals, so that capitals tell nothing there.
func inCapitals(s string, start, end int) bool {
	from := strings.LastIndexByte(s[:start], '\n') + 1
	to := len(s)
	if n := strings.IndexByte(s[end:], '\n'); n >= 0 {
		to = end + n
	}
	others := 0
	for _, part := range []string{s[from:start], s[end:to]} {
		for len(part) > 0 {
			r, n := utf8.DecodeRuneInString(part)
			if unicode.IsLower(r) {
				return false
			}
			if unicode.IsUpper(r) {
				others++
			}
			part = part[n:]
		}
	}
	return others > 3
}

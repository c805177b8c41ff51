package lexicon

import (
	"strings"
	"sync"
	"unicode"

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
	accept := func(f *form, i, j int) bool {
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
func (l *Lexicon) inPlace(c *scan, f *form, i, j int) bool {
	start, end := c.words[i].start, c.words[j].end
	switch {
	case inAddress(c.s, start, end):
		return false
	case f.code:
		return codeStands(c, i)
	case f.careful:
		return !inCapitals(c.s, start, end)
	case f.surface == ShortName && j == i:
		return standsAlone(c, i)
	}
	return true
}

// codeStands reports whether the postal code that is word i stands where such
// codes do: after a comma and a name ("Miami, FL"), after a name and in brackets
// ("(NJ)", "(D-NJ)"), and is not the acronym of the two words before it.
func codeStands(c *scan, i int) bool {
	w := &c.words[i]
	if i == 0 {
		return false
	}
	before := c.s[max(0, w.start-3):w.start]
	switch {
	case w.gap == comma:
		return c.words[i-1].upper && !inCapitals(c.s, w.start, w.end)
	case strings.HasSuffix(before, "(D-"), strings.HasSuffix(before, "(R-"), strings.HasSuffix(before, "(I-"):
		return true
	case strings.HasSuffix(before, "(") && i > 1 && strings.HasPrefix(c.s[w.end:], ")"):
		code := c.fold(w)
		return c.words[i-1].upper && (c.fold(&c.words[i-2])[0] != code[0] || c.fold(&c.words[i-1])[0] != code[1])
	}
	return false
}

// inAddress reports whether the span lies in a web or mail address.
func inAddress(s string, start, end int) bool {
	const edges = " \t\n\u00a0()[]<>,;\"“”"
	from := max(0, start-100)
	from += strings.LastIndexAny(s[from:start], edges) + 1
	to := min(len(s), end+100)
	if n := strings.IndexAny(s[end:to], edges); n >= 0 {
		to = end + n
	}
	part := s[from:to]
	return len(part) > end-start && (strings.Contains(part, "@") || strings.Contains(part, "://") || strings.Contains(part, "www."))
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

// inCapitals reports whether the rest of the line around the span, as far as it
// is near, is written in capitals, so that capitals tell nothing there.
func inCapitals(s string, start, end int) bool {
	const near = 200
	before, after := s[max(0, start-near):start], s[end:min(len(s), end+near)]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(after, "\n")
	others := 0
	for _, part := range []string{before, after} {
		for _, r := range part {
			if unicode.IsLower(r) {
				return false
			}
			if unicode.IsUpper(r) {
				others++
			}
		}
	}
	return others > 3
}

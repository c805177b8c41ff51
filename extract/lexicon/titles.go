package lexicon

import (
	"fmt"
	"strings"

	"entente/text"
)

// TitleClass is the class of a title.
type TitleClass uint8

// The classes of title.
const (
	Office    TitleClass = iota // President, Minister, Chairman, Ambassador
	Rank                        // General, Vice Admiral, Sgt.
	Honorific                   // Mr, Dr, Sir, Sheikh
	Courtesy                    // His Excellency, the Honourable
	Prefix                      // Deputy, Acting, former, -elect: goes with a title
)

// Holder is the kind of body that a title is normally held at.
type Holder uint8

// The kinds of holder.
const (
	HeldAny Holder = iota
	HeldState
	HeldMinistry
	HeldOrganisation
	HeldMilitary
)

// TitleMatch is a title in a text.
type TitleMatch struct {
	text.Span
	Norm   string // "Secretary General", "General"
	Class  TitleClass
	Gender byte // 'm', 'f', or 0 where the title does not tell
	Holder Holder
	Lower  bool // written in lower case
	Plural bool // "Presidents", "Secretaries of State"
}

type titleForm struct {
	pattern string
	title   TitleMatch
	capital bool // only with its capitals: abbreviations and words such as "Major"
	dot     bool // written with a full stop at times: "Gen."
	suffix  bool // only after a hyphen or with a capital: "-elect"
}

var (
	classes = map[string]TitleClass{"office": Office, "rank": Rank, "honorific": Honorific, "courtesy": Courtesy, "prefix": Prefix}
	holders = map[string]Holder{"any": HeldAny, "state": HeldState, "ministry": HeldMinistry, "org": HeldOrganisation, "military": HeldMilitary}
)

// readTitles reads titles.tsv: class, holder, gender, flags, norm, further forms
// set apart by "|". Lines that begin with # are comments.
func (l *Lexicon) readTitles(data string) error {
	l.titles = newTable[titleForm](strings.Count(data, "\n") * 3)
	var c scan
	line := 0
	for row := range strings.Lines(data) {
		line++
		row = strings.TrimSuffix(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		f := strings.Split(row, "\t")
		if len(f) != 6 {
			return fmt.Errorf("line %d: want 6 columns, found %d", line, len(f))
		}
		class, ok := classes[f[0]]
		holder, ok2 := holders[f[1]]
		if !ok || !ok2 || f[4] == "" {
			return fmt.Errorf("line %d: unknown class, holder or no norm in %q", line, row)
		}
		t := titleForm{
			title:  TitleMatch{Norm: f[4], Class: class, Holder: holder},
			suffix: strings.Contains(f[3], "s"),
		}
		if f[2] != "" {
			t.title.Gender = f[2][0]
		}
		capital := strings.Contains(f[3], "c") || class == Honorific
		for _, s := range strings.Split(f[4]+"|"+f[5], "|") {
			if s == "" {
				continue
			}
			t.capital = capital || strings.Contains(s, ".") || s == strings.ToUpper(s)
			t.dot = strings.HasSuffix(s, ".")
			t.title.Plural = false
			l.addTitle(&c, t, s)
			if (class == Office || class == Rank) && !strings.Contains(s, ".") {
				t.title.Plural = true
				for _, p := range plurals(s) {
					l.addTitle(&c, t, p)
				}
			}
		}
	}
	return nil
}

func (l *Lexicon) addTitle(c *scan, t titleForm, s string) {
	c.cut(s)
	t.pattern = patternOf(c.words, false)
	for same := range l.titles.of(c.phrase(nil)) {
		if same.pattern == t.pattern { // the first line of the file wins
			same.dot = same.dot || t.dot && same.title.Norm == t.title.Norm
			return
		}
	}
	l.titles.add(c, t)
}

// plurals gives the plural forms of a title: "Secretaries of State",
// "Directors General" and "Director Generals".
func plurals(s string) []string {
	head, tail := s, ""
	for _, sep := range []string{" of ", " to ", " for ", " in ", " on ", " at "} {
		if i := strings.Index(s, sep); i > 0 && i < len(head) {
			head, tail = s[:i], s[i:]
		}
	}
	out := []string{plural(head) + tail}
	if h, ok := strings.CutSuffix(head, " General"); ok && !strings.HasSuffix(h, "Brigadier") {
		out = append(out, plural(h)+" General"+tail)
	}
	return out
}

func plural(s string) string {
	switch {
	case strings.HasSuffix(s, "man"):
		return strings.TrimSuffix(s, "man") + "men"
	case strings.HasSuffix(s, "y"):
		return strings.TrimSuffix(s, "y") + "ies"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "x"):
		return s + "es"
	}
	return s + "s"
}

// FindTitles returns the titles in s, leftmost and longest, none overlapping.
// Spans are bytes of s and take in the full stop of an abbreviation.
func (l *Lexicon) FindTitles(s string) []TitleMatch {
	c := scans.Get().(*scan)
	defer scans.Put(c)
	c.cut(s)
	var found []TitleMatch
	accept := func(t *titleForm, i, j int) bool {
		if !fits(t.pattern, c.words[i:j+1], !t.capital) {
			return false
		}
		w := &c.words[i]
		return !t.suffix || w.upper || w.start > 0 && s[w.start-1] == '-'
	}
	for i := 0; i < len(c.words); {
		t, next, end := l.titles.longest(c, i, accept)
		if next == 0 {
			i++
			continue
		}
		m := t.title
		m.Span = text.Span{Start: c.words[i].start, End: end}
		if t.dot && end < len(s) && s[end] == '.' {
			m.End++
		}
		m.Lower = !c.words[i].upper && t.pattern[0] == 'T'
		found = append(found, m)
		i = next
	}
	return found
}

// readPortfolios reads portfolios.txt, one portfolio a line.
func (l *Lexicon) readPortfolios(data string) error {
	for row := range strings.Lines(data) {
		if row = strings.TrimSpace(row); row != "" && row[0] != '#' {
			l.portfolios = append(l.portfolios, row)
		}
	}
	return nil
}

// Portfolios lists the words for what a ministry or minister is in charge of:
// "Foreign Affairs", "Defence", "the Interior". The caller must not change it.
func (l *Lexicon) Portfolios() []string { return l.portfolios }

package lexicon

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"entente/text/vocab"
)

//go:generate go run ../../internal/gen/lexicon -data ../../../shared/data -out data

//go:embed data/names.tsv data/titles.tsv data/portfolios.txt data/words.txt data/codes.tsv
var files embed.FS

// Lexicon is the loaded lexicon. It never changes, so goroutines may share it.
type Lexicon struct {
	entries    map[string]*Entry
	names      table[form]
	titles     table[titleForm]
	portfolios []string
	words      map[string]wordMark
}

// form is one way to write the name of one or more entries.
type form struct {
	pattern string
	surface Surface
	code    bool // a postal code such as "TX": holds only in an address or after a name
	careful bool // capitals that are an English word too ("WHO"): not in a line that is all capitals
	entries []*Entry
}

// Load returns the lexicon, read on the first call. An error means that the
// embedded data are broken.
var Load = sync.OnceValues(load)

func load() (*Lexicon, error) {
	l := &Lexicon{}
	for _, f := range []struct {
		name string
		read func(string) error
	}{
		{"words.txt", l.readWords},
		{"names.tsv", l.readNames},
		{"titles.tsv", l.readTitles},
		{"portfolios.txt", l.readPortfolios},
		{"codes.tsv", l.readCodes},
	} {
		b, err := files.ReadFile("data/" + f.name)
		if err != nil {
			return nil, fmt.Errorf("lexicon: %w", err)
		}
		if err := f.read(string(b)); err != nil {
			return nil, fmt.Errorf("lexicon: data/%s: %w; run go generate ./extract/lexicon", f.name, err)
		}
	}
	return l, nil
}

// readCodes reads codes.tsv: the ISO 3166 code of a country, its id at Wikidata and
// at GeoNames.
func (l *Lexicon) readCodes(data string) error {
	for line := range strings.Lines(data) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			return fmt.Errorf("%q has %d columns, want 3", line, len(f))
		}
		e := l.Country(f[0])
		if e == nil {
			continue
		}
		if f[1] != "" {
			e.SameAs = append(e.SameAs, "http://www.wikidata.org/entity/"+f[1])
		}
		if f[2] != "" {
			e.SameAs = append(e.SameAs, "https://sws.geonames.org/"+f[2]+"/")
		}
	}
	return nil
}

// marks begin a form in names.tsv and say what it is; a form without one is a
// FullName. '?' at the end makes the entry the less likely one of several.
const (
	markAcronym = '@'
	markDemonym = '~'
	markCapital = '*'
	markShort   = '^'
	markCode    = '!'
)

// readNames reads names.tsv: id, name, acronym, iso3, kind, parent and further
// forms set apart by "|". Earlier lines win where a form is ambiguous.
func (l *Lexicon) readNames(data string) error {
	n := strings.Count(data, "\n")
	l.entries = make(map[string]*Entry, n)
	l.names = newTable[form](3 * n)
	all := make([]Entry, 0, n)
	selves := make([]*Entry, 0, n) // each entry as a slice of one, for the forms that name it alone
	type later struct {
		self []*Entry
		form string
	}
	var weak []later
	var c scan
	line := 0
	for row := range strings.Lines(data) {
		line++
		var f [7]string
		rest, ok := strings.TrimSuffix(row, "\n"), true
		for i := range 6 {
			if f[i], rest, ok = strings.Cut(rest, "\t"); !ok {
				return fmt.Errorf("line %d: want 7 columns, found %d", line, i+1)
			}
		}
		f[6] = rest
		kind, slug, _ := strings.Cut(f[0], "/")
		t, ok := typeOf[kind]
		if !ok || slug == "" || f[1] == "" {
			return fmt.Errorf("line %d: no type or name in %q", line, row)
		}
		if l.entries[f[0]] != nil {
			return fmt.Errorf("line %d: %s stands twice", line, f[0])
		}
		all = append(all, Entry{ID: f[0], Type: t, Name: f[1], Acronym: f[2], ISO3: f[3], Kind: f[4], Parent: f[5]})
		e := &all[len(all)-1]
		selves = append(selves, e)
		self := selves[len(selves)-1 : len(selves) : len(selves)]
		l.entries[e.ID] = e
		for rest := f[6]; rest != ""; {
			var s string
			s, rest, _ = strings.Cut(rest, "|")
			if strings.HasSuffix(s, "?") {
				weak = append(weak, later{self, strings.TrimSuffix(s, "?")})
				continue
			}
			if err := l.addForm(&c, self, s); err != nil {
				return fmt.Errorf("line %d: %w", line, err)
			}
		}
	}
	for _, w := range weak {
		if err := l.addForm(&c, w.self, w.form); err != nil {
			return fmt.Errorf("%s: %w", w.self[0].ID, err)
		}
	}
	return nil
}

var typeOf = func() map[string]vocab.EntityType {
	m := map[string]vocab.EntityType{}
	for _, t := range vocab.EntityTypes() {
		m[strings.ToLower(string(t))] = t
	}
	return m
}()

// addForm adds one form of the entry that self holds.
func (l *Lexicon) addForm(c *scan, self []*Entry, s string) error {
	e, f := self[0], form{entries: self}
	if s != "" {
		switch s[0] {
		case markAcronym:
			f.surface = Acronym
		case markDemonym:
			f.surface = Demonym
		case markCapital:
			f.surface = Capital
		case markShort:
			f.surface = ShortName
		case markCode:
			f.surface, f.code = Acronym, true
		}
		if f.surface != FullName {
			s = s[1:]
		}
	}
	c.cut(s)
	if len(c.words) == 0 {
		return fmt.Errorf("%s: a form without words: %q", e.ID, s)
	}
	f.pattern = patternOf(c.words, f.surface == Acronym)
	key := c.phrase(l.names.key[:0])
	if f.pattern == "U" {
		f.careful = string(key) != "us" && l.words[string(key)]&common != 0
	}
	for same := range l.names.of(key) {
		if same.pattern == f.pattern && same.code == f.code {
			if !slices.Contains(same.entries, e) {
				same.entries = append(same.entries, e)
			}
			return nil
		}
	}
	l.names.add(c, f)
	return nil
}

// Entry is the entry with an id, or nil.
func (l *Lexicon) Entry(id string) *Entry { return l.entries[id] }

// Country is the country with an ISO 3166 alpha-3 code in either case, or nil.
func (l *Lexicon) Country(iso3 string) *Entry {
	return l.entries["country/"+strings.ToLower(iso3)]
}

// Lookup returns the entries that a name may stand for, the most likely first.
// Case, accents and punctuation do not count; a leading "the" is passed over.
func (l *Lexicon) Lookup(name string) []*Entry {
	var c scan
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		name = name[4:]
	}
	c.cut(name)
	var found []*Entry
	if len(c.words) > 0 {
		for f := range l.names.of(c.phrase(nil)) {
			for _, e := range f.entries {
				if !slices.Contains(found, e) {
					found = append(found, e)
				}
			}
		}
	}
	return found
}

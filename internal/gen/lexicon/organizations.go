package main

import (
	"strings"

	"entente/text"
)

// organizations adds the bodies of our own list, with their spellings.
func organizations(_ string, b *book) error {
	rows, err := list("organizations.tsv", 5)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := b.add(organization(r, b)); err != nil {
			return err
		}
	}
	return nil
}

// organization makes the entry of one row: acronym, name, kind, parent, forms.
func organization(r []string, b *book) *entry {
	e := &entry{name: r[1], acronym: r[0], kind: r[2]}
	e.parent, e.iso3 = parent(r[3], b)
	e.forms = append(e.forms, e.name)
	department := e.kind == "ministry" && e.iso3 == "USA" && strings.HasPrefix(e.name, "Department of ")
	if department {
		e.name = "US " + e.name // the bare name may be another country's
	}
	slug := text.Slug(e.acronym)
	if slug == "" || b.byID["organization/"+slug] != nil {
		slug = text.Slug(e.name)
	}
	e.id = "organization/" + slug
	if e.acronym != "" {
		e.forms = append(e.forms, "@"+e.acronym)
	}
	e.forms = append(e.forms, forms(r[4])...)
	var more []string
	for _, f := range e.forms {
		if f == "" || strings.ContainsRune("@~*^!-", rune(f[0])) || strings.HasSuffix(f, "?") {
			continue
		}
		if e.kind != "ministry" { // Defense is American and Defence is not
			more = append(more, spellings(f)...)
		}
		if owner := owners[e.iso3]; strings.HasPrefix(e.parent, "country/") && owner != nil && !strings.HasPrefix(f, owner[0]) && !strings.HasPrefix(f, owner[1]) {
			more = append(more, owner[0]+f, owner[1]+f)
		}
	}
	e.forms = append(e.forms, more...)
	return e
}

// owners are the words that go before the names of a country's own bodies.
var owners = map[string][]string{"USA": {"US ", "United States "}, "GBR": {"UK ", "British "}}

// parent reads a parent: a full id, the slug of an organisation, or an ISO 3166
// alpha-3 code in capitals, which is the country too.
func parent(s string, b *book) (id, iso3 string) {
	switch {
	case s == "":
		return "", ""
	case s == strings.ToUpper(s) && b.country[s] != "":
		return "country/" + strings.ToLower(s), s
	case strings.Contains(s, "/"):
		id = s
	default:
		id = "organization/" + s
	}
	p := b.byID[id]
	if p == nil {
		b.lost = append(b.lost, id)
		return "", ""
	}
	return id, p.iso3
}

var (
	american = strings.NewReplacer("isation", "ization", "Centre", "Center", "Defence", "Defense", "Programme", "Program", "Co-operation", "Cooperation", "Labour", "Labor")
	british  = strings.NewReplacer("ization", "isation", "Center", "Centre", "Defense", "Defence", "Labor ", "Labour ")
	apart    = strings.NewReplacer("Cooperation", "Co-operation")
	plainUS  = strings.NewReplacer("Co-operation", "Cooperation")
	noSerial = strings.NewReplacer(", and ", " and ", ", & ", " and ")
	commaed  = func(s string) string {
		i := strings.LastIndex(s, " and ")
		if i < 0 || strings.Count(s, ",") == 0 || s[i-1] == ',' {
			return s
		}
		return s[:i] + "," + s[i:]
	}
)

// spellings gives the other ways to spell a name: American and British, with
// and without the serial comma, UN and EU in full or not.
func spellings(s string) []string {
	all := []string{s}
	for _, change := range []func(string) string{american.Replace, british.Replace, apart.Replace, plainUS.Replace, noSerial.Replace, commaed, short, long} {
		for _, v := range all {
			if t := change(v); t != v {
				all = append(all, t)
			}
		}
	}
	return all[1:]
}

// heads are the names that other names begin with.
var heads = [][2]string{{"United Nations ", "UN "}, {"European Union ", "EU "}, {"African Union ", "AU "},
	{"United States ", "US "}, {"United Kingdom ", "UK "}}

func short(s string) string {
	for _, h := range heads {
		if t, ok := strings.CutPrefix(s, h[0]); ok && t != "of America" {
			return h[1] + t
		}
	}
	return s
}

func long(s string) string {
	for _, h := range heads {
		if t, ok := strings.CutPrefix(s, h[1]); ok {
			return h[0] + t
		}
	}
	return s
}

package resolve

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// namer gives the entities of one release their ids.
type namer struct {
	*Resolver
	a       *extract.Analysis
	release string
	ids     []string // "" is not made yet
	making  []bool   // guards against circles: A is part of B, B of A
	home    string   // what the publisher belongs to; see publisher
	self    string   // the publisher's own id, if it is a body
}

func (r *Resolver) newNamer(a *extract.Analysis, release string) *namer {
	n := &namer{Resolver: r, a: a, release: release, ids: make([]string, len(a.Entities)), making: make([]bool, len(a.Entities))}
	n.home = n.publisher()
	return n
}

// id is the graph id of entity i: the lexicon's, or its type and name. A name
// too weak to stand alone is told apart by what it belongs to:
// "organization/are-ministry-of-interior", "person/stock@interpol".
func (n *namer) id(i int) string {
	if n.ids[i] != "" {
		return n.ids[i]
	}
	e := &n.a.Entities[i]
	if e.Ref != "" {
		n.ids[i] = e.Ref
		return e.Ref
	}
	prefix := strings.ToLower(string(e.Type)) + "/"
	n.making[i] = true
	switch {
	case e.Type == vocab.Person && isSurname(e.Name):
		n.ids[i] = prefix + personSlug(e.Name) + "@" + n.scope(i, n.home, vocab.HoldsPosition, vocab.MemberOf)
	case e.Type == vocab.Person:
		n.ids[i] = prefix + personSlug(e.Name)
	case e.Type == vocab.Country:
		n.ids[i] = prefix + slug(e.Name)
	case e.Type == vocab.Organization && n.self != "" && n.isSelf(e.Name):
		n.ids[i] = n.self
	default:
		n.ids[i] = prefix + n.thing(i, e)
	}
	n.making[i] = false
	return n.ids[i]
}

// thing is the slug of an organisation, place, event and so on.
func (n *namer) thing(i int, e *extract.Entity) string {
	if iso3, rest := n.national(e.Name); iso3 != "" {
		return iso3 + "-" + slug(rest)
	}
	if !isGeneric(e.Name) {
		return slug(e.Name)
	}
	home := n.home
	if home == "usa" && foreign(e.Name) {
		home = n.release[len("release/"):][:8]
	}
	switch e.Type {
	case vocab.Event, vocab.Programme, vocab.Document:
		home = n.release[len("release/"):][:8] // each release may mean another summit
	}
	return n.scope(i, home, vocab.PartOf, vocab.LocatedIn, vocab.HeadquarteredIn) + "-" + slug(e.Name)
}

// foreign reports whether a generic name is of a kind of body that the United States
// do not have: another's then, whose release does not say.
func foreign(name string) bool {
	for w := range strings.FieldsSeq(text.Fold(name)) {
		switch w {
		case "ministry", "ministries", "ministers", "parliament", "parliamentary", "prime", "royal", "crown":
			return true
		}
	}
	return false
}

// scope is the slug of what entity i belongs to by one of the relations, or home.
func (n *namer) scope(i int, home string, types ...vocab.RelationType) string {
	for _, t := range types {
		best := -1
		for j := range n.a.Relations {
			r := &n.a.Relations[j]
			if r.Subject != i || r.Type != t || r.Modality != vocab.Asserted || n.making[r.Object] {
				continue
			}
			if best < 0 || r.Confidence > n.a.Relations[best].Confidence {
				best = j
			}
		}
		if best >= 0 {
			return tail(n.id(n.a.Relations[best].Object))
		}
	}
	return home
}

// tail is an id without its type and scope.
func tail(id string) string {
	_, s, _ := strings.Cut(id, "/")
	s, _, _ = strings.Cut(s, "@")
	return s
}

// publisher is what a publisher's own bodies and people belong to: its country,
// else itself, else the release. Of a publisher that is not named, the address
// and the bodies that the release is about tell the country.
func (n *namer) publisher() string {
	name, _, _ := strings.Cut(n.a.Doc.Publisher, " (")
	if strings.TrimSpace(name) == "" {
		return cmp.Or(n.site(), n.state(), n.release[len("release/"):][:8])
	}
	if known := n.lex.Lookup(name); len(known) > 0 {
		if known[0].Type == vocab.Organization {
			n.self = known[0].ID
		}
		return cmp.Or(strings.ToLower(known[0].ISO3), tail(known[0].ID))
	}
	if iso3, rest := n.national(name); iso3 != "" {
		n.self = "organization/" + iso3 + "-" + slug(rest)
		return iso3
	}
	n.self = "organization/" + slug(name)
	return slug(name)
}

// isSelf reports whether a generic name is short for the publisher's: "the Council"
// in a release of the Council of the European Union.
func (n *namer) isSelf(name string) bool {
	own, _, _ := strings.Cut(n.a.Doc.Publisher, " (")
	words := strings.Fields(text.Fold(own))
	return isGeneric(name) && !slices.ContainsFunc(strings.Fields(text.Fold(name)), func(w string) bool { return w != "the" && !slices.Contains(words, w) })
}

// site is the country or body whose official site a release stands on, or empty:
// state.gov, pm.gov.au, www.nato.int.
func (n *namer) site() string {
	u, err := url.Parse(n.a.Doc.URL)
	if err != nil {
		return ""
	}
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	last := len(labels) - 1
	if last < 1 {
		return ""
	}
	official := map[string]bool{"gov": true, "mil": true, "gouv": true, "gob": true, "gub": true, "govt": true, "go": true}
	switch {
	case labels[last] == "gov" || labels[last] == "mil":
		return "usa"
	case official[labels[last-1]] && len(labels[last]) == 2:
		if region, err := language.ParseRegion(labels[last]); err == nil && region.IsCountry() {
			return strings.ToLower(region.Canonicalize().ISO3())
		}
	case labels[last] == "int" || labels[last] == "org":
		if known := n.lex.Lookup(labels[last-1]); len(known) > 0 && known[0].Type == vocab.Organization {
			return tail(known[0].ID)
		}
	}
	return ""
}

// state is the only state, or nearly, whose bodies a release is about, or empty.
func (n *namer) state() string {
	const least, lead = 2, 3 // mentions, and how many times those of any other
	votes := map[string]int{}
	for i := range n.a.Entities {
		e := &n.a.Entities[i]
		if e.Type != vocab.Organization {
			continue
		}
		iso3, _ := n.national(e.Name)
		if known := n.lex.Entry(e.Ref); known != nil {
			iso3 = strings.ToLower(known.ISO3)
		}
		if iso3 != "" {
			votes[iso3] += len(e.Mentions)
		}
	}
	first, second := "", 0
	for _, iso3 := range slices.Sorted(maps.Keys(votes)) {
		switch {
		case first == "" || votes[iso3] > votes[first]:
			if first != "" {
				second = votes[first]
			}
			first = iso3
		default:
			second = max(second, votes[iso3])
		}
	}
	if first == "" || votes[first] < least || votes[first] < lead*second {
		return ""
	}
	return first
}

// national splits the name of a state's body into the state's ISO code in lower
// case and the rest: "Moldovan Armed Forces", "Ministry of Justice of Latvia".
// The code is empty when the name has no such form.
func (n *namer) national(name string) (iso3, rest string) {
	found := n.lex.Find(name)
	if len(found) == 0 {
		return "", ""
	}
	country := func(m int) string {
		if e := found[m].Entries[0]; e.Type == vocab.Country {
			return strings.ToLower(e.ISO3)
		}
		return ""
	}
	if m := found[0]; m.Start == 0 {
		rest = strings.TrimLeft(name[m.End:], " ’'s")
		if rest != "" && isGeneric(rest) {
			return country(0), rest
		}
	}
	last := len(found) - 1
	if m := found[last]; m.End == len(name) {
		head := strings.TrimSuffix(strings.TrimSpace(name[:m.Start]), " the")
		if rest, ok := strings.CutSuffix(head, " of"); ok && isGeneric(rest) {
			return country(last), rest
		}
	}
	return "", ""
}

// country is the ISO code of the state that entity i is, or is a body of.
func (n *namer) country(i int) string {
	id := n.id(i)
	if e := n.lex.Entry(id); e != nil {
		return e.ISO3
	}
	if n.a.Entities[i].Type == vocab.Organization {
		if code, _, ok := strings.Cut(tail(id), "-"); ok && len(code) == 3 && text.Slug(n.a.Entities[i].Name) != tail(id) {
			if e := n.lex.Country(code); e != nil {
				return e.ISO3
			}
		}
	}
	return ""
}

package formats

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// The vocabularies, by prefix. What schema.org and Wikidata have no word for is in
// one of our own. Entities are named by their ids, which are no addresses.
var prefixes = [][2]string{
	{"e", base + "vocabulary#"},
	{"pq", "http://www.wikidata.org/prop/qualifier/"},
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"schema", "https://schema.org/"},
	{"wdt", "http://www.wikidata.org/prop/direct/"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

const base = "urn:entente:"

// resource is a thing with all that is said of it. Names are prefix:local.
type resource struct {
	iri   string
	types []string
	said  []property
}

type property struct {
	name   string
	values []term
}

// term is a resource (iri), a name of a vocabulary (name) or a text with its type.
type term struct {
	iri, name, text, datatype string
}

func (r *resource) say(name string, values ...term) {
	values = slices.DeleteFunc(values, func(t term) bool { return t == term{} })
	if len(values) == 0 {
		return
	}
	for i, p := range r.said {
		if p.name == name {
			r.said[i].values = append(p.values, values...)
			return
		}
	}
	r.said = append(r.said, property{name, values})
}

func plain(s string) term { return term{text: s} }

func plains(ss []string) []term {
	out := make([]term, len(ss))
	for i, s := range ss {
		out[i] = plain(s)
	}
	return out
}

func typed(v any, datatype string) term { return term{text: show(v), datatype: datatype} }

// date is a date of the type that its precision has.
func date(iso string) term {
	switch {
	case iso == "":
		return term{}
	case dayText(iso, false) == "":
		return plain(iso)
	case len(iso) == len("2006"):
		return term{text: iso, datatype: "xsd:gYear"}
	case len(iso) == len("2006-01"):
		return term{text: iso, datatype: "xsd:gYearMonth"}
	}
	return term{text: iso, datatype: "xsd:date"}
}

func ref(id string) term { return term{iri: base + pathOf(id)} }

// pathOf is an id as the rest of an IRI.
func pathOf(id string) string {
	parts := strings.Split(id, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}

// link is an address that others gave, made fit to stand as an IRI.
func link(address string) term {
	if address == "" {
		return term{}
	}
	var b strings.Builder
	for _, r := range address {
		if r <= ' ' || strings.ContainsRune("<>\"{}|\\^`", r) || r >= 0x7f && r < 0xa0 {
			b.WriteString(url.PathEscape(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return term{iri: b.String()}
}

var classes = map[vocab.EntityType]string{
	vocab.Person:       "schema:Person",
	vocab.Organization: "schema:Organization",
	vocab.Country:      "schema:Country",
	vocab.Place:        "schema:Place",
	vocab.Facility:     "schema:Place",
	vocab.Event:        "schema:Event",
	vocab.Programme:    "schema:Project",
	vocab.Document:     "schema:CreativeWork",
}

// predicate is what a relation is to others, from subject to object or the other way,
// for ends of these types. The first of a relation is that of its statement.
type predicate struct {
	name            string
	inverse         bool
	subject, object vocab.EntityType // any when empty
}

var predicates = map[vocab.RelationType][]predicate{
	vocab.MetWith:         {{name: "e:metWith"}},
	vocab.Visited:         {{name: "e:visited"}},
	vocab.Hosted:          {{name: "e:hosted"}},
	vocab.Organized:       {{name: "e:organized"}, {name: "wdt:P664", inverse: true}, {name: "schema:organizer", inverse: true}},
	vocab.ParticipatedIn:  {{name: "wdt:P1344"}, {name: "wdt:P710", inverse: true}, {name: "schema:attendee", inverse: true, object: vocab.Event}},
	vocab.HeldIn:          {{name: "wdt:P276"}, {name: "schema:location"}},
	vocab.MemberOf:        {{name: "wdt:P463"}, {name: "schema:memberOf", object: vocab.Organization}},
	vocab.PartnerOf:       {{name: "e:partnerOf"}},
	vocab.CooperatesWith:  {{name: "e:cooperatesWith"}},
	vocab.PartOf:          {{name: "wdt:P361"}, {name: "schema:parentOrganization", subject: vocab.Organization, object: vocab.Organization}, {name: "schema:superEvent", subject: vocab.Event, object: vocab.Event}},
	vocab.HoldsPosition:   {{name: "e:holdsPositionAt"}},
	vocab.LocatedIn:       {{name: "wdt:P276"}, {name: "schema:containedInPlace"}},
	vocab.HeadquarteredIn: {{name: "wdt:P159"}, {name: "schema:location"}},
	vocab.ContributesTo:   {{name: "e:contributesTo"}},
	vocab.Supports:        {{name: "e:supports"}},
	vocab.CalledOn:        {{name: "e:calledOn"}},
	vocab.Criticized:      {{name: "e:criticized"}},
	vocab.Praised:         {{name: "e:praised"}},
	vocab.Attacked:        {{name: "e:attacked"}},
	vocab.Sanctioned:      {{name: "e:sanctioned"}},
	vocab.Signed:          {{name: "e:signed"}},
	vocab.Succeeded:       {{name: "e:succeeded"}},
}

// describe is the graph as RDF. Every tie is a statement with its time, title and the
// claims behind it; only one that is asserted is a triple between the two as well, for
// what is planned or denied is not so.
func describe(g *Graph) []resource {
	entities := make([]resource, len(g.Entities))
	at := map[string]*resource{}
	for i, e := range g.Entities {
		r := resource{iri: ref(e.ID).iri, types: []string{classes[e.Type], "e:" + string(e.Type)}}
		r.say("schema:name", plain(e.Name))
		r.say("schema:alternateName", plains(e.Aliases)...)
		if e.Acronym != "" {
			r.say("schema:alternateName", plain(e.Acronym))
		}
		switch {
		case e.ISO3 == "":
		case e.Type == vocab.Country:
			r.say("wdt:P298", plain(e.ISO3))
		default:
			r.say("e:country", plain(e.ISO3))
		}
		if e.Kind != "" {
			r.say("e:kind", plain(e.Kind))
		}
		for _, a := range addresses(e) {
			r.say("schema:sameAs", link(a))
		}
		entities[i] = r
		at[e.ID] = &entities[i]
	}
	var statements, positions, claims, releases []resource
	posts := map[string]bool{}
	for i := range g.Ties {
		t := &g.Ties[i]
		list := predicates[t.Type]
		s := resource{iri: ref(t.ID).iri, types: []string{"rdf:Statement"}}
		s.say("rdf:subject", ref(t.Subject))
		s.say("rdf:predicate", term{name: list[0].name})
		s.say("rdf:object", ref(t.Object))
		s.say("e:type", plain(string(t.Type)))
		s.say("e:modality", plain(string(t.Modality)))
		s.say("pq:P580", date(t.From))
		s.say("pq:P582", date(t.To))
		if t.Title != "" {
			s.say("schema:roleName", plain(t.Title))
		}
		if t.Place != "" {
			s.say("e:place", plain(t.Place))
		}
		s.say("e:confidence", typed(t.Confidence, "xsd:decimal"))
		s.say("e:releases", typed(t.Releases, "xsd:integer"))
		s.say("e:independent", typed(t.Independent, "xsd:integer"))
		for _, e := range t.Evidence {
			s.say("e:evidence", ref(e.ID))
			claims = append(claims, claimResource(e))
		}
		statements = append(statements, s)
		if t.Modality != vocab.Asserted {
			continue
		}
		for _, p := range list {
			if p.subject != "" && p.subject != t.Ends[0].Type || p.object != "" && p.object != t.Ends[1].Type {
				continue
			}
			from, to := t.Subject, t.Object
			if p.inverse {
				from, to = to, from
			}
			if said := ref(to); !at[from].has(p.name, said) {
				at[from].say(p.name, said)
			}
		}
		if t.Type == vocab.HoldsPosition && t.Title != "" {
			id := fmt.Sprintf("position/%x", sha256.Sum256([]byte(t.Object+"\x00"+t.Title)))[:len("position/")+16]
			if !at[t.Subject].has("wdt:P39", ref(id)) {
				at[t.Subject].say("wdt:P39", ref(id))
			}
			if !posts[id] {
				posts[id] = true
				p := resource{iri: ref(id).iri, types: []string{"e:Position"}}
				p.say("schema:name", plain(t.Title))
				p.say("e:positionAt", ref(t.Object))
				positions = append(positions, p)
			}
		}
	}
	for _, r := range g.Releases {
		releases = append(releases, releaseResource(r))
	}
	return slices.Concat(entities, positions, statements, claims, releases)
}

func (r *resource) has(name string, t term) bool {
	for _, p := range r.said {
		if p.name == name {
			return slices.Contains(p.values, t)
		}
	}
	return false
}

func claimResource(e Evidence) resource {
	c := resource{iri: ref(e.ID).iri, types: []string{"schema:Claim"}}
	c.say("schema:text", plain(e.Quote))
	c.say("schema:isPartOf", ref(e.Release))
	if e.AttributedTo != "" {
		c.say("e:attributedTo", ref(e.AttributedTo))
	}
	c.say("e:start", typed(e.Start, "xsd:integer"))
	c.say("e:end", typed(e.End, "xsd:integer"))
	c.say("e:confidence", typed(e.Confidence, "xsd:decimal"))
	c.say("e:rule", plain(e.Rule))
	return c
}

func releaseResource(r graph.Release) resource {
	out := resource{iri: ref(r.ID).iri, types: []string{"schema:NewsArticle"}}
	out.say("schema:headline", plain(r.Title))
	out.say("schema:url", link(r.URL))
	if r.Publisher != "" {
		out.say("schema:publisher", plain(r.Publisher))
	}
	out.say("schema:datePublished", date(r.Published))
	return out
}

package formats

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"entente/graph"
	"entente/text/vocab"
)

// space is the namespace of the ids: the same graph has the same.
var space = uuid.NewSHA1(uuid.NameSpaceURL, []byte(base))

func stixID(kind, id string) string { return kind + "--" + uuid.NewSHA1(space, []byte(id)).String() }

// undated is the time of what no dated release tells of: STIX wants one.
const undated = "1970-01-01T00:00:00.000Z"

// has are the relationships as MISP calls them, where it has a word.
var has = map[vocab.RelationType]string{
	vocab.MetWith:         "has-met",
	vocab.HoldsPosition:   "represents",
	vocab.ParticipatedIn:  "participated-in",
	vocab.LocatedIn:       "located-at",
	vocab.HeldIn:          "located-at",
	vocab.HeadquarteredIn: "located-at",
}

// writeSTIX writes a STIX 2.1 bundle: identities, locations, relationships and a report
// a release. STIX has no events, programmes and documents; they are identities with a
// label. Its times are those of the releases, never of the clock.
func writeSTIX(w io.Writer, g *Graph) error {
	created := map[string]string{} // entity ids to the day of the first release that tells of them
	for i := range g.Ties {
		t := &g.Ties[i]
		for _, id := range []string{t.Subject, t.Object} {
			created[id] = earlier(created[id], firstDay(t))
		}
	}
	countries := countriesOf(g)
	var objects []object
	refs := map[string]string{}
	for _, e := range g.Entities {
		o := stixEntity(e, cmp.Or(created[e.ID], undated), countries[e.ID])
		refs[e.ID] = idOf(o)
		objects = append(objects, o)
	}
	told := map[string][]string{} // releases to what they tell
	for i := range g.Ties {
		t := &g.Ties[i]
		o := stixTie(t, refs)
		objects = append(objects, o)
		for _, e := range t.Evidence {
			told[e.Release] = append(told[e.Release], idOf(o), refs[t.Subject], refs[t.Object])
		}
	}
	for _, r := range g.Releases {
		objects = append(objects, stixReport(r, told[r.ID]))
	}
	var all []string
	for _, o := range objects {
		all = append(all, idOf(o))
	}
	head := object{{"type", "bundle"}, {"id", stixID("bundle", strings.Join(all, " "))}}
	return lines(w, head, "objects", objects)
}

// common are the first members of every object.
func common(kind, id, at string) object {
	return object{{"type", kind}, {"spec_version", "2.1"}, {"id", stixID(kind, id)}, {"created", at}, {"modified", at}}
}

func idOf(o object) string { return o[2].value.(string) }

func stixEntity(e graph.Entity, at, country string) object {
	var external []object
	for _, a := range addresses(e) {
		external = append(external, object{{"source_name", sourceName(a)}, {"url", a}})
	}
	external = append(external, object{{"source_name", "entente"}, {"external_id", e.ID}})
	var o object
	switch e.Type {
	case vocab.Country, vocab.Place, vocab.Facility:
		o = append(common("location", e.ID, at), member{"name", e.Name})
		if country = cmp.Or(alpha2(e.ISO3), country); country != "" {
			o = append(o, member{"country", strings.ToUpper(country)})
		} else {
			o = append(o, member{"region", e.Name}) // one of both must be there
		}
	default:
		class := map[vocab.EntityType]string{vocab.Person: "individual", vocab.Organization: "organization"}[e.Type]
		o = append(common("identity", e.ID, at), member{"name", e.Name}, member{"identity_class", cmp.Or(class, "unspecified")})
	}
	if len(e.Aliases) > 0 {
		o = append(o, member{"description", "Also " + strings.Join(e.Aliases, "; ")})
	}
	return append(o, member{"labels", []string{strings.ToLower(string(e.Type))}}, member{"external_references", external})
}

func sourceName(address string) string {
	switch {
	case strings.Contains(address, "wikidata.org/"):
		return "Wikidata"
	case strings.Contains(address, "geonames.org/"):
		return "GeoNames"
	}
	return "web"
}

// countriesOf are the countries that places are in, by the ties that say so.
func countriesOf(g *Graph) map[string]string {
	in := map[string]string{}
	for i := range g.Ties {
		if t := &g.Ties[i]; t.Type == vocab.LocatedIn && t.Modality == vocab.Asserted && t.Ends[1].Type == vocab.Country && in[t.Subject] == "" {
			in[t.Subject] = alpha2(t.Ends[1].ISO3)
		}
	}
	return in
}

// stixTie is a relationship. Its type says what does not hold ("planned-has-met"), for
// those who read nothing else.
func stixTie(t *Tie, refs map[string]string) object {
	kind := cmp.Or(has[t.Type], strings.ReplaceAll(strings.ToLower(string(t.Type)), "_", "-"))
	if t.Modality != vocab.Asserted {
		kind = string(t.Modality) + "-" + kind
	}
	o := append(common("relationship", t.ID, cmp.Or(firstDay(t), undated)),
		member{"relationship_type", kind}, member{"description", t.surest().Quote},
		member{"source_ref", refs[t.Subject]}, member{"target_ref", refs[t.Object]})
	from, begins := day(t.From, false)
	if begins {
		o = append(o, member{"start_time", stixTime(from)})
	}
	// The stop must be later than the start: it is the end of the last day.
	if to, ok := day(t.To, true); ok && (!begins || !to.Before(from)) {
		o = append(o, member{"stop_time", stixTime(to.AddDate(0, 0, 1))})
	}
	o = append(o, member{"confidence", int(math.Round(t.Confidence * 100))})
	labels := []string{"releases:" + fmt.Sprint(t.Releases), "independent:" + fmt.Sprint(t.Independent)}
	if t.Title != "" {
		labels = append(labels, "title:"+t.Title)
	}
	if t.Place != "" {
		labels = append(labels, "place:"+t.Place)
	}
	external := []object{{{"source_name", "entente"}, {"external_id", t.ID}}}
	for _, e := range t.Evidence {
		external = append(external, object{{"source_name", cmp.Or(e.In.Publisher, "release")}, {"description", e.Quote}, {"url", e.In.URL}, {"external_id", e.ID}})
	}
	return append(o, member{"labels", labels}, member{"external_references", external})
}

func stixReport(r graph.Release, refs []string) object {
	at := undated
	if d, ok := day(r.Published, false); ok {
		at = stixTime(d)
	}
	slices.Sort(refs)
	o := append(common("report", r.ID, at), member{"name", cmp.Or(r.Title, r.ID)}, member{"published", at},
		member{"report_types", []string{"observed-data"}}, member{"object_refs", slices.Compact(refs)})
	return append(o, member{"external_references", []object{{{"source_name", cmp.Or(r.Publisher, "release")}, {"url", r.URL}, {"external_id", r.ID}}}})
}

func stixTime(t time.Time) string { return t.Format("2006-01-02T15:04:05.000Z") }

// firstDay is when the first dated release said so, or empty.
func firstDay(t *Tie) string {
	first := ""
	for _, e := range t.Evidence {
		if d, ok := day(e.In.Published, false); ok {
			first = earlier(first, stixTime(d))
		}
	}
	return first
}

// earlier is the earlier of two times, either of which may be empty.
func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

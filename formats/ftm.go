package formats

import (
	"cmp"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"entente/graph"
	"entente/text/vocab"
)

// ftmEntity is an entity of FollowTheMoney: everything it has is a list of texts.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

func (e *ftmEntity) add(property string, values ...string) {
	for _, v := range values {
		if v != "" && !slices.Contains(e.Properties[property], v) {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

// ftmID is an id as FollowTheMoney takes it: letters, digits, points and hyphens.
func ftmID(id string) string { return fmt.Sprintf("entente-%x", sha1.Sum([]byte(id))) }

func newFTM(id, schema string) *ftmEntity {
	return &ftmEntity{ftmID(id), schema, map[string][]string{}}
}

// publicKinds are the kinds of organisations that are bodies of states.
var publicKinds = []string{"agency", "alliance", "armed forces", "command", "military", "ministry", "parliament"}

func ftmSchema(e graph.Entity) string {
	switch e.Type {
	case vocab.Person, vocab.Event:
		return string(e.Type)
	case vocab.Country: // a state acts, joins and has offices
		return "PublicBody"
	case vocab.Place, vocab.Facility:
		return "Address"
	case vocab.Programme:
		return "Project"
	case vocab.Document:
		return "Document"
	}
	switch {
	case e.Kind == "company":
		return "Company"
	case slices.Contains(publicKinds, e.Kind):
		return "PublicBody"
	}
	return "Organization"
}

// writeFTM writes entities of FollowTheMoney as JSON Lines. What holds or happened has
// the schema that is made for it; what is planned, denied or called for is an
// UnknownLink that says so, for FollowTheMoney knows facts only.
func writeFTM(w io.Writer, g *Graph) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	entities := make([]*ftmEntity, len(g.Entities))
	at := map[string]*ftmEntity{}
	for i, e := range g.Entities {
		f := newFTM(e.ID, ftmSchema(e))
		switch f.Schema {
		case "Address":
			f.add("full", e.Name)
		case "Document":
			f.add("fileName", e.Name)
			f.add("title", e.Name)
		}
		f.add("name", e.Name)
		f.add("alias", e.Aliases...)
		if slices.Contains([]string{"PublicBody", "Organization", "Company"}, f.Schema) {
			f.add("abbreviation", e.Acronym)
		} else {
			f.add("alias", e.Acronym)
		}
		f.add("country", alpha2(e.ISO3))
		for _, a := range addresses(e) {
			if q, ok := strings.CutPrefix(a, "http://www.wikidata.org/entity/"); ok {
				f.add("wikidataId", q)
			} else {
				f.add("sourceUrl", a)
			}
		}
		entities[i], at[e.ID] = f, f
	}
	var links []*ftmEntity
	posts := map[string]*ftmEntity{}
	for i := range g.Ties {
		t := &g.Ties[i]
		if t.Modality == vocab.Asserted {
			completeEvent(t, at)
		}
		link, post := ftmTie(t)
		if post != nil && posts[post.ID] == nil {
			posts[post.ID] = post
			links = append(links, post)
		}
		links = append(links, link)
	}
	for _, e := range slices.Concat(entities, links) {
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	for _, r := range g.Releases {
		a := newFTM(r.ID, "Article")
		a.add("title", r.Title)
		a.add("fileName", cmp.Or(r.Title, r.ID))
		a.add("publisher", r.Publisher)
		a.add("sourceUrl", r.URL)
		a.add("publishedAt", r.Published)
		if err := enc.Encode(a); err != nil {
			return err
		}
	}
	return nil
}

// alpha2 is a country's code of two letters, as FollowTheMoney has it.
func alpha2(iso3 string) string {
	switch iso3 {
	case "":
		return ""
	case "XKX": // Kosovo, in a code that nobody assigned
		return "xk"
	}
	r, err := language.ParseRegion(iso3)
	if err != nil {
		return ""
	}
	return strings.ToLower(r.String())
}

// acts reports whether something is a LegalEntity to FollowTheMoney.
func acts(t vocab.EntityType) bool {
	return t == vocab.Person || t == vocab.Organization || t == vocab.Country
}

func isSpot(t vocab.EntityType) bool { return t == vocab.Place || t == vocab.Facility }

// completeEvent tells an event of who organised it, who took part, where and when.
func completeEvent(t *Tie, at map[string]*ftmEntity) {
	subject, object := t.Ends[0], t.Ends[1]
	switch {
	case object.Type == vocab.Event && (t.Type == vocab.Hosted || t.Type == vocab.Organized):
		at[object.ID].add("organizer", ftmID(subject.ID))
		addDays(at[object.ID], t)
	case object.Type == vocab.Event && t.Type == vocab.ParticipatedIn:
		at[object.ID].add("involved", ftmID(subject.ID))
		addDays(at[object.ID], t)
	case t.Type == vocab.HeldIn:
		at[subject.ID].add("location", object.Name)
		if isSpot(object.Type) {
			at[subject.ID].add("addressEntity", ftmID(object.ID))
		}
		addDays(at[subject.ID], t)
	}
}

// addDays gives the days of a tie to an entity.
func addDays(f *ftmEntity, t *Tie) {
	if t.From != "" && t.From == t.To {
		f.add("date", t.From)
		return
	}
	f.add("startDate", t.From)
	f.add("endDate", t.To)
}

// ftmTie is a tie in FollowTheMoney, and the post of one who holds an office.
func ftmTie(t *Tie) (f, post *ftmEntity) {
	subject, object := ftmID(t.Subject), ftmID(t.Object)
	from, to := t.Ends[0], t.Ends[1]
	holds := t.Modality == vocab.Asserted || t.Modality == vocab.Former
	switch {
	case holds && t.Type == vocab.HoldsPosition:
		title := cmp.Or(t.Title, "office holder")
		post = newFTM("position/"+t.Object+"\x00"+title, "Position")
		post.add("name", title+", "+to.Name)
		post.add("organization", object)
		post.add("country", alpha2(to.ISO3))
		f = newFTM(t.ID, "Occupancy")
		f.add("holder", subject)
		f.add("post", post.ID)
		f.add("status", map[vocab.Modality]string{vocab.Asserted: "current", vocab.Former: "ended"}[t.Modality])
	case holds && t.Type == vocab.MemberOf && acts(from.Type) && to.Type == vocab.Organization:
		f = newFTM(t.ID, "Membership")
		f.add("member", subject)
		f.add("organization", object)
		f.add("role", t.Title)
		f.add("status", string(t.Modality))
	case holds && t.Type == vocab.Succeeded:
		f = newFTM(t.ID, "Succession")
		f.add("successor", subject)
		f.add("predecessor", object)
	case holds && t.Type == vocab.ParticipatedIn && to.Type == vocab.Programme:
		f = newFTM(t.ID, "ProjectParticipant")
		f.add("participant", subject)
		f.add("project", object)
		f.add("role", t.Title)
	case t.Modality == vocab.Asserted && (t.Type == vocab.MetWith || t.Type == vocab.Visited):
		f = newFTM(t.ID, "Event")
		f.add("name", from.Name+" "+words(t.Type)+" "+to.Name)
		f.add("involved", subject)
		if acts(to.Type) {
			f.add("involved", object)
		}
		if isSpot(to.Type) {
			f.add("addressEntity", object)
			f.add("location", to.Name)
		}
		f.add("location", t.Place)
		f.add("country", alpha2(to.ISO3))
	default:
		f = newFTM(t.ID, "UnknownLink")
		f.add("subject", subject)
		f.add("object", object)
		role := words(t.Type)
		if t.Title != "" {
			role += " as " + t.Title
		}
		if t.Modality != vocab.Asserted {
			role += " (" + string(t.Modality) + ")"
		}
		f.add("role", role)
		f.add("status", string(t.Modality))
	}
	addDays(f, t)
	addSources(f, t)
	return f, post
}

// addSources tells where a tie is from.
func addSources(f *ftmEntity, t *Tie) {
	for _, e := range t.Evidence {
		f.add("proof", ftmID(e.Release))
		f.add("sourceUrl", e.In.URL)
		f.add("publisher", e.In.Publisher)
	}
	f.add("summary", t.surest().Quote)
	f.add("recordId", t.ID)
}

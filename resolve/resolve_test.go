package resolve

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/extract"
	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

func resolver(t testing.TB) *Resolver {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const body = "Minister meets Ada\n\nIn Chișinău the Ministry of Interior met Ada Doe. Recean spoke."

// release is an analysis with entities of type, name and ref, and relations
// between them by index.
func release(publisher string, entities []extract.Entity, relations ...extract.Relation) *extract.Analysis {
	d := text.New(body)
	d.Publisher = publisher
	for i := range relations {
		relations[i].AttributedTo = -1
		if relations[i].Modality == "" {
			relations[i].Modality = vocab.Asserted
		}
		relations[i].Evidence = text.Span{Start: 20, End: 70}
	}
	return &extract.Analysis{Doc: d, Entities: entities, Relations: relations}
}

func TestIDs(t *testing.T) {
	r := resolver(t)
	mda := extract.Entity{Type: vocab.Country, Name: "Moldova", Ref: "country/mda"}
	org := func(n string) extract.Entity { return extract.Entity{Type: vocab.Organization, Name: n} }
	person := func(n string) extract.Entity { return extract.Entity{Type: vocab.Person, Name: n} }
	rel := func(s int, t vocab.RelationType, o int) extract.Relation {
		return extract.Relation{Subject: s, Type: t, Object: o}
	}
	hex := graph.ReleaseID(body)[len("release/"):][:8]
	for _, c := range []struct {
		name      string
		publisher string
		entities  []extract.Entity
		relations []extract.Relation
		want      string // id of the first entity
	}{
		{"the lexicon's id", "", []extract.Entity{mda}, nil, "country/mda"},
		{"accents fold", "", []extract.Entity{person("Jürgen Stöck")}, nil, "person/jurgen-stock"},
		{"junior and initials", "", []extract.Entity{person("C. Q. Brown, Jr.")}, nil, "person/cq-brown"},
		{"initials without stops", "", []extract.Entity{person("CQ Brown")}, nil, "person/cq-brown"},
		{"an article", "", []extract.Entity{org("The Blue Fund")}, nil, "organization/blue-fund"},
		{"surname at a body", "x", []extract.Entity{person("Recean"), mda}, []extract.Relation{rel(0, vocab.HoldsPosition, 1)}, "person/recean@mda"},
		{"surname with particles", "x", []extract.Entity{person("Correia e Silva"), mda}, []extract.Relation{rel(0, vocab.HoldsPosition, 1)}, "person/correia-e-silva@mda"},
		{"surname with a leading particle", "Blue Fund (news)", []extract.Entity{person("von der Lind")}, nil, "person/von-der-lind@blue-fund"},
		{"a given name that looks like a particle", "x", []extract.Entity{person("Ben Cardel")}, nil, "person/ben-cardel"},
		{"surname and nothing else", "", []extract.Entity{person("Recean")}, nil, "person/recean@" + hex},
		{"generic body of a state", "x", []extract.Entity{org("Ministry of Interior"), mda}, []extract.Relation{rel(0, vocab.PartOf, 1)}, "organization/mda-ministry-of-interior"},
		{"the same, demonym first", "x", []extract.Entity{org("Moldovan Ministry of Interior")}, nil, "organization/mda-ministry-of-interior"},
		{"the same, state last", "x", []extract.Entity{org("Ministry of Interior of the Republic of Moldova")}, nil, "organization/mda-ministry-of-interior"},
		{"not denied ones", "Blue Fund", []extract.Entity{org("Navy"), mda}, []extract.Relation{{Subject: 0, Type: vocab.PartOf, Object: 1, Modality: vocab.Negated}}, "organization/blue-fund-navy"},
		{"a body of a generic body", "x", []extract.Entity{org("Press Office"), org("Navy"), mda},
			[]extract.Relation{rel(0, vocab.PartOf, 1), rel(1, vocab.PartOf, 2)}, "organization/mda-navy-press-office"},
		{"bodies in a circle", "Blue Fund", []extract.Entity{org("Press Office"), org("Navy")},
			[]extract.Relation{rel(0, vocab.PartOf, 1), rel(1, vocab.PartOf, 0)}, "organization/blue-fund-navy-press-office"},
		{"a summit of this release", "x", []extract.Entity{{Type: vocab.Event, Name: "Summit"}}, nil, "event/" + hex + "-summit"},
		{"a state's company keeps its name", "x", []extract.Entity{org("Moldova Steel")}, nil, "organization/moldova-steel"},
		{"publisher of a state", "Government of Moldova", []extract.Entity{org("Parliament")}, nil, "organization/mda-parliament"},
		{"no letters", "x", []extract.Entity{org("☃")}, nil, "organization/51643361c79ecaef"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := r.Batch(release(c.publisher, c.entities, c.relations...)).Entities[0].ID; got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestBatch(t *testing.T) {
	a := release("x",
		[]extract.Entity{
			{Type: vocab.Country, Name: "Republic of Moldova", Aliases: []string{"Moldovan"}, Ref: "country/mda", Mentions: []int{0, 2}},
			{Type: vocab.Person, Name: "Ada Doe", Mentions: []int{1}},
			{Type: vocab.Person, Name: "Áda Doe", Mentions: []int{3}},
		},
		extract.Relation{Subject: 1, Type: vocab.MetWith, Object: 0, Confidence: 0.5, Rule: "r"},
		extract.Relation{Subject: 0, Type: vocab.MetWith, Object: 1, Confidence: 0.5, Rule: "r"}, // the same, turned round
		extract.Relation{Subject: 1, Type: vocab.MetWith, Object: 2, Confidence: 0.5, Rule: "r"}, // with herself
	)
	b := resolver(t).Batch(a)
	if len(b.Claims) != 1 {
		t.Fatalf("%d claims: %+v", len(b.Claims), b.Claims)
	}
	c := b.Claims[0]
	if b.Releases[0].Text[c.Start:c.End] != c.Quote || !strings.HasPrefix(c.Quote, "In Chișinău") {
		t.Errorf("quote %q at %d", c.Quote, c.Start)
	}
	want := []graph.Entity{
		{ID: "country/mda", Type: vocab.Country, Name: "Moldova", Aliases: []string{"Moldovan", "Republic of Moldova"}, ISO3: "MDA"},
		{ID: "person/ada-doe", Type: vocab.Person, Name: "Ada Doe", Aliases: []string{"Áda Doe"}},
	}
	for i := range b.Entities {
		b.Entities[i].Kind = "" // the lexicon's business
	}
	if d := cmp.Diff(want, b.Entities); d != "" {
		t.Error(d)
	}
	mentioned := []graph.Mentioned{
		{Entity: "country/mda", Release: c.Release, Count: 2, Name: "Moldova", Aliases: []string{"Moldovan", "Republic of Moldova"}},
		{Entity: "person/ada-doe", Release: c.Release, Count: 2, Name: "Ada Doe", Aliases: []string{"Áda Doe"}},
	}
	if d := cmp.Diff(mentioned, b.Mentioned); d != "" {
		t.Error(d)
	}
	if _, err := b.Clean(); err != nil {
		t.Error(err)
	}
}

func TestMerges(t *testing.T) {
	person := func(id, name string) graph.Entity {
		return graph.Entity{ID: "person/" + id, Type: vocab.Person, Name: name}
	}
	org := func(id, name, acronym string) graph.Entity {
		return graph.Entity{ID: "organization/" + id, Type: vocab.Organization, Name: name, Acronym: acronym}
	}
	offices := map[string][]string{
		"person/jens-stoltenberg":  {"organization/nato"},
		"person/ada-doe":           {"organization/mda-navy"},
		"person/charles-q-brown":   {"country/usa"},
		"person/cq-brown":          {"country/usa"},
		"person/a-b-doe":           {"country/mda"},
		"person/ulisses-c-e-silva": {"country/cpv"},
		"person/james-b-hecker":    {"organization/nato"},
		"person/james-hecker":      {"organization/nato"},
		"person/ann-roe":           {"organization/nato"},
		"person/bob-roe":           {"organization/nato"},
		"person/espen-barth-eide":  {"country/nor"},
		"person/ali-bin-omar":      {"country/nor"},
	}
	navy := org("mda-navy", "Navy", "")
	navy.ISO3 = "MDA"
	known := org("abc", "ABC", "ABC")
	known.Kind = "agency"
	entities := []graph.Entity{
		navy, known, org("another-big-council", "Another Big Council", "ABC"),
		person("jens-stoltenberg", "Jens Stoltenberg"), person("stoltenberg@nato", "Stoltenberg"),
		person("stoltenberg@nor", "Stoltenberg"), // another office: stays apart
		person("ada-doe", "Ada Doe"), person("doe@mda", "Doe"),
		person("charles-q-brown", "Charles Q. Brown"), person("cq-brown", "CQ Brown, Jr."), person("brown@usa", "Brown"),
		person("james-b-hecker", "James B. Hecker"), person("james-hecker", "James Hecker"), person("hecker@nato", "Hecker"),
		person("ann-roe", "Ann Roe"), person("bob-roe", "Bob Roe"), person("roe@nato", "Roe"), // two fit: stays apart
		person("ulisses-correia-e-silva", "Ulisses Correia e Silva"), person("correia-e-silva@cpv", "Correia e Silva"), // no office known
		person("ali-bin-omar", "Ali bin Omar"), person("omar@nor", "Omar"), person("bin-omar@nor", "bin Omar"),
		person("espen-barth-eide", "Espen Barth Eide"), person("eide@nor", "Eide"),
		org("gulf-council-pol", "Gulf Council-POL", "GCPOL"), org("gcpol", "GCPOL", ""),
		org("alpha-fund", "Alpha Fund", "AF"), org("air-friends", "Air Friends", "AF"), org("af", "AF", ""), // two bear it
		org("xy", "XY", "ZW"), org("zw", "ZW", "XY"), // each the other's acronym: one way only
		org("defence-agency-blue", "Defence Agency Blue", ""), org("defense-agency-blue", "Defense Agency Blue", ""),
	}
	want := map[string]string{
		"person/stoltenberg@nato":          "person/jens-stoltenberg",
		"person/doe@mda":                   "person/ada-doe",
		"person/cq-brown":                  "person/charles-q-brown",
		"person/brown@usa":                 "person/charles-q-brown",
		"person/james-hecker":              "person/james-b-hecker",
		"person/hecker@nato":               "person/james-b-hecker",
		"person/eide@nor":                  "person/espen-barth-eide",
		"person/bin-omar@nor":              "person/ali-bin-omar",
		"organization/gcpol":               "organization/gulf-council-pol",
		"organization/xy":                  "organization/zw",
		"organization/defense-agency-blue": "organization/defence-agency-blue",
	}
	for range 20 { // whatever the order
		rand.Shuffle(len(entities), func(i, j int) { entities[i], entities[j] = entities[j], entities[i] })
		got := Merges(slices.Clone(entities), offices)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	}
}

// TestMergesAlwaysEnd holds that no names whatever make merges run in a circle.
func TestMergesAlwaysEnd(t *testing.T) {
	name := rapid.StringMatching(`(A|B|AB|BA|[ab]{1,2}) ?(A|B|AB|a|e|jr)? ?(A|B|a b)`)
	rapid.Check(t, func(t *rapid.T) {
		var entities []graph.Entity
		offices := map[string][]string{}
		for _, n := range rapid.SliceOfN(name, 0, 12).Draw(t, "names") {
			kind := rapid.SampledFrom([]vocab.EntityType{vocab.Person, vocab.Organization}).Draw(t, "type")
			e := graph.Entity{ID: strings.ToLower(string(kind)) + "/" + slug(n), Type: kind, Name: n}
			if kind == vocab.Organization {
				e.Acronym = rapid.SampledFrom([]string{"", "A", "B", "AB", "BA"}).Draw(t, "acronym")
			}
			entities = append(entities, e)
			offices[e.ID] = []string{"country/nor"}
		}
		if _, err := graph.Flatten(Merges(entities, offices)); err != nil {
			t.Fatal(err)
		}
	})
}

package resolve

import (
	gocmp "cmp"
	"fmt"
	"math/rand/v2"
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
		{"the publisher itself, in short", "Council of the European Union", []extract.Entity{org("Council")}, nil, "organization/council-of-the-european-union"},
		{"a ministry that publishes", "Ministry of Foreign Affairs of Latvia (press)", []extract.Entity{org("Foreign Ministry")}, nil, "organization/lva-ministry-of-foreign-affairs"},
		{"another ministry there", "Ministry of Foreign Affairs of Latvia", []extract.Entity{org("Ministry of Finance")}, nil, "organization/lva-ministry-of-finance"},
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
		{ID: "country/mda", Type: vocab.Country, Name: "Moldova", Aliases: []string{"Moldovan", "Republic of Moldova"}, ISO3: "MDA",
			SameAs: []string{"http://www.wikidata.org/entity/Q217", "https://sws.geonames.org/617790/"}},
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

// world is evidence made by hand: releases in which entities stand together.
type world struct {
	entities []graph.Entity
	releases []graph.Release
	mentions []graph.Mentioned
	claims   []graph.Claim
}

// person adds people by "id Full Name".
func (w *world) person(id, name string) {
	w.entities = append(w.entities, graph.Entity{ID: "person/" + id, Type: vocab.Person, Name: name})
}

func (w *world) org(id, name, acronym string) {
	w.entities = append(w.entities, graph.Entity{ID: "organization/" + id, Type: vocab.Organization, Name: name, Acronym: acronym})
}

// release adds a release of a day that mentions entities.
func (w *world) release(day string, ids ...string) {
	r := graph.Release{ID: fmt.Sprintf("release/%d", len(w.releases)), Published: day}
	w.releases = append(w.releases, r)
	for _, id := range ids {
		w.mentions = append(w.mentions, graph.Mentioned{Entity: id, Release: r.ID, Count: 1})
	}
}

// office adds a position that the last release states.
func (w *world) office(person, title, body string) {
	w.claims = append(w.claims, graph.Claim{Type: vocab.HoldsPosition, Subject: "person/" + person, Object: body, Title: title,
		Modality: vocab.Asserted, Release: w.releases[len(w.releases)-1].ID})
}

func (w *world) evidence() *Evidence {
	e := NewEvidence()
	rand.Shuffle(len(w.entities), func(i, j int) { w.entities[i], w.entities[j] = w.entities[j], w.entities[i] })
	rand.Shuffle(len(w.releases), func(i, j int) { w.releases[i], w.releases[j] = w.releases[j], w.releases[i] })
	for _, x := range w.entities {
		e.Add(x)
	}
	for _, x := range w.releases {
		e.Add(x)
	}
	for _, x := range w.mentions {
		e.Add(x)
	}
	for _, x := range w.claims {
		e.Add(x)
	}
	return e
}

// ministers is a graph with one person under several names, two of one name, and
// bodies with and without acronyms.
func ministers() *world {
	w := &world{}
	for _, p := range [][2]string{
		{"robert-j-halden", "Robert J. Halden"}, {"bob-halden", "Bob Halden"}, {"halden@nor", "Halden"}, {"halden@0a0b0c0d", "Halden"},
		{"ann-roe", "Ann Roe"}, {"karl-roe", "Karl Roe"}, {"roe@11112222", "Roe"},
		{"john-p-major", "John P. Major"}, {"john-major", "John Major"},
		{"mori-haruko", "Mori Haruko"}, {"haruko-mori", "Haruko Mori"},
		{"mohamed-bin-talal", "Mohamed bin Talal"}, {"muhammad-bin-talal", "Muhammad bin Talal"}, {"talal@33334444", "Talal"},
	} {
		w.person(p[0], p[1])
	}
	w.org("nor-navy", "Navy", "")
	w.org("coastal-council", "Coastal Council", "")
	w.org("polar-gas-ltd", "Polar Gas Ltd", "")
	w.org("polar-gas", "Polar Gas", "")
	w.org("defence-agency-blue", "Defence Agency Blue", "")
	w.org("defense-agency-blue", "Defense Agency Blue", "")
	w.org("gulf-council-pol", "Gulf Council-POL", "GCPOL")
	w.org("gcpol", "GCPOL", "")
	w.org("alpha-fund", "Alpha Fund", "AF")
	w.org("air-friends", "Air Friends", "AF")
	w.org("af", "AF", "")
	w.org("northern-ocean-trust", "Northern Ocean Trust", "")
	w.org("new-order-tribunal", "New Order Tribunal", "")
	w.org("not", "NOT", "")
	w.org("department-of-fish", "Department of Fish", "")
	w.org("fish-department", "Fish Department", "")
	for i := range 6 {
		day := fmt.Sprintf("2024-03-%02d", i+1)
		w.release(day, "person/robert-j-halden", "organization/nor-navy", "organization/coastal-council", "organization/northern-ocean-trust")
		w.office("robert-j-halden", "Minister of Fish", "organization/nor-navy")
		w.release(day, "person/karl-roe", "organization/polar-gas", "organization/af", "organization/new-order-tribunal")
		w.release(day, "person/ann-roe", "organization/alpha-fund", "organization/air-friends")
		w.release(day, "person/john-major", "organization/gcpol", "organization/gulf-council-pol")
		w.release(day, "person/mori-haruko", "person/mohamed-bin-talal", "organization/fish-department")
	}
	w.release("2024-03-03", "person/bob-halden", "organization/nor-navy", "organization/coastal-council")
	w.office("bob-halden", "Minister of Fish", "organization/nor-navy")
	w.release("2024-03-04", "person/halden@0a0b0c0d", "organization/nor-navy", "organization/coastal-council", "organization/not")
	w.release("2024-03-05", "person/halden@nor", "organization/nor-navy", "organization/not", "organization/northern-ocean-trust")
	w.office("halden@nor", "Minister of Fish", "organization/nor-navy")
	w.release("2024-03-05", "person/haruko-mori", "organization/department-of-fish", "person/muhammad-bin-talal", "person/talal@33334444")
	w.release("1991-01-01", "person/roe@11112222", "organization/polar-gas-ltd", "organization/defence-agency-blue", "organization/defense-agency-blue")
	w.release("2044-01-01", "person/john-p-major", "organization/defence-agency-blue", "organization/polar-gas-ltd")
	return w
}

func TestLink(t *testing.T) {
	want := map[string]string{
		"person/bob-halden":                "person/robert-j-halden",
		"person/halden@nor":                "person/robert-j-halden",
		"person/halden@0a0b0c0d":           "person/robert-j-halden",
		"person/haruko-mori":               "person/mori-haruko",
		"person/muhammad-bin-talal":        "person/mohamed-bin-talal",
		"organization/polar-gas-ltd":       "organization/polar-gas",
		"organization/defense-agency-blue": "organization/defence-agency-blue",
		"organization/gcpol":               "organization/gulf-council-pol",
		"organization/not":                 "organization/northern-ocean-trust",
		"organization/department-of-fish":  "organization/fish-department",
	}
	w := ministers()
	for range 20 { // whatever the order
		got, open := Link(w.evidence(), Decisions{})
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
		for _, c := range open {
			if c.Score < listed || c.Score >= joinLoose || len(c.Reasons) == 0 || got[c.A] == c.B || got[c.B] == c.A {
				t.Errorf("candidate %+v", c)
			}
		}
	}
}

func TestLinkDecided(t *testing.T) {
	got, _ := Link(ministers().evidence(), Decisions{
		One:   [][2]string{{"person/john-major", "person/john-p-major"}, {"person/roe@11112222", "person/ann-roe"}, {"person/nobody", "person/ann-roe"}},
		Apart: [][2]string{{"person/bob-halden", "person/robert-j-halden"}, {"organization/gcpol", "organization/gulf-council-pol"}, {"person/nobody", "person/ann-roe"}},
	})
	for from, to := range map[string]string{
		"person/john-major":   "person/john-p-major", // though it is mentioned less
		"person/roe@11112222": "person/ann-roe",
		"person/bob-halden":   "",
		"organization/gcpol":  "",
		"person/halden@nor":   "person/robert-j-halden",
		"person/haruko-mori":  "person/mori-haruko",
	} {
		if got[from] != to {
			t.Errorf("%s became %q, want %q", from, got[from], to)
		}
	}
}

func TestCompareNames(t *testing.T) {
	for _, c := range []struct {
		a, b string
		ok   bool
		want fit
	}{
		{"Antony Blake", "Antony J. Blake", true, fit{letters: true}},
		{"Antony Blake", "Tony Blake", true, fit{nick: true}},
		{"Mary Blake", "Mary Ann Blake", true, fit{middle: true}},
		{"C.Q. Blake, Jr.", "Charles Q. Blake", true, fit{letters: true}},
		{"C. Blake", "Charles Blake", true, fit{initial: true}},
		{"Barth Eide", "Espen Barth Eide", true, fit{tail: true}},
		{"Omar", "Ali Omar", false, fit{}},
		{"Zayed Al Noor", "Mohamed bin Zayed Al Noor", false, fit{}},
		{"Abdullah bin Zayed", "Abdullah bin Zayed Al Noor", true, fit{head: true}},
		{"Mohamed bin Zayed", "Mohammed bin Zayed Al Noor", true, fit{head: true, first: true}},
		{"Mohamed Zayed", "Muhammad Zayed", true, fit{first: true}},
		{"Volodymyr Zelensky", "Volodymyr Zelenskyy", true, fit{last: true}},
		{"Abdel Fattah al-Noor", "Abdel Fattah el-Noor", true, fit{}},
		{"Kishida Fumio", "Fumio Kishida", true, fit{order: true}},
		{"George W. Bush", "George H. W. Bush", false, fit{}},
		{"Brian Blake", "Bryan Brake", false, fit{}},
		{"Michael Blake", "Michelle Blake", false, fit{}},
		{"Ann Blake", "Ian Blake", false, fit{}},
		{"Ann Blake", "Ann Blake", false, fit{}},
		{"Ann Blake", "Ann Brown", false, fit{}},
		{"Ann", "Ann Brown", false, fit{}},
		{"☃", "☃☃", false, fit{}},
	} {
		for range 2 {
			got, ok := compareNames(personWords(c.a), personWords(c.b))
			if ok != c.ok || ok && got != c.want {
				t.Errorf("%q and %q: %+v, %v", c.a, c.b, got, ok)
			}
			c.a, c.b = c.b, c.a
		}
	}
}

// TestLinkAlwaysEnds holds that no names whatever make merges run in a circle,
// and that what people said holds.
func TestLinkAlwaysEnds(t *testing.T) {
	name := rapid.StringMatching(`(A|B|AB|BA|[ab]{1,2}|Ä|данко) ?(A|B|AB|a|e|jr)? ?(A|B|a b|van)`)
	rapid.Check(t, func(t *rapid.T) {
		w := &world{}
		var ids []string
		for _, n := range rapid.SliceOfN(name, 2, 12).Draw(t, "names") {
			e := graph.Entity{ID: "person/" + slug(n), Type: vocab.Person, Name: n}
			if rapid.Bool().Draw(t, "body") {
				e = graph.Entity{ID: "organization/" + slug(n), Type: vocab.Organization, Name: n, Acronym: rapid.SampledFrom([]string{"", "A", "B", "AB", "BA"}).Draw(t, "acronym")}
			}
			w.entities = append(w.entities, e)
			ids = append(ids, e.ID)
		}
		some := rapid.SliceOfN(rapid.SampledFrom(ids), 1, 5)
		for range rapid.IntRange(1, 5).Draw(t, "releases") {
			w.release(rapid.SampledFrom([]string{"", "2024", "2024-05", "2024-05-06"}).Draw(t, "day"), some.Draw(t, "mentions")...)
		}
		draw := func(what string) (p [2]string) {
			return [2]string{rapid.SampledFrom(ids).Draw(t, what), rapid.SampledFrom(ids).Draw(t, what)}
		}
		one, apart := draw("one"), draw("apart")
		got, _ := Link(w.evidence(), Decisions{One: [][2]string{one}, Apart: [][2]string{apart}})
		flat, err := graph.Flatten(got)
		if err != nil {
			t.Fatal(err)
		}
		final := func(id string) string { return gocmp.Or(flat[id], id) }
		if final(one[0]) != final(one[1]) {
			t.Fatalf("%v are not one", one)
		}
		if one != apart && one != [2]string{apart[1], apart[0]} && apart[0] != apart[1] && final(apart[0]) == final(apart[1]) {
			t.Fatalf("%v are one", apart)
		}
	})
}

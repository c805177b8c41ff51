package storetest

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/text/vocab"
)

func testIdempotent(t *testing.T, open Open) {
	s := filled(t, open, Merges(), Sample())
	want := ExportOf(t, s)
	for range 2 {
		if err := s.Write(context.Background(), Sample()); err != nil {
			t.Fatal(err)
		}
		same(t, "the same batch again", want, ExportOf(t, s))
	}
	if err := s.Decide(context.Background(), graph.Verdicts{Merges: Merges()}); err != nil {
		t.Fatal(err)
	}
	same(t, "the same merges again", want, ExportOf(t, s))
}

// testAnyOrder writes the releases in random groups and orders, some of them
// twice, with merges before, between and after, and wants the same graph.
func testAnyOrder(t *testing.T, open Open) {
	want := ExportOf(t, filled(t, open, Merges(), Variants()))
	parts := Split(Variants())
	rapid.Check(t, func(rt *rapid.T) {
		s := open(t)
		ctx := context.Background()
		order := rapid.Permutation(parts).Draw(rt, "order")
		order = append(order, rapid.SliceOfN(rapid.SampledFrom(parts), 0, 2).Draw(rt, "again")...)
		mergeAt := rapid.IntRange(0, len(order)).Draw(rt, "merge after")
		for i := 0; i < len(order); {
			n := rapid.IntRange(1, len(order)-i).Draw(rt, "releases in the batch")
			if err := s.Write(ctx, join(order[i:i+n])); err != nil {
				rt.Fatal(err)
			}
			i += n
			if i >= mergeAt && i < len(order) {
				if err := s.Decide(ctx, graph.Verdicts{Merges: present(t, s, Merges())}); err != nil {
					rt.Fatal(err)
				}
			}
		}
		if err := s.Decide(ctx, graph.Verdicts{Merges: Merges()}); err != nil {
			rt.Fatal(err)
		}
		if got := ExportOf(t, s); got != want {
			rt.Fatalf("(-want +got):\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
		if err := s.Close(ctx); err != nil {
			rt.Fatal(err)
		}
	})
}

// Split cuts a batch into batches of one release with what it needs.
func Split(b graph.Batch) []graph.Batch {
	var out []graph.Batch
	for _, r := range b.Releases {
		part := graph.Batch{Releases: []graph.Release{r}}
		need := map[string]bool{}
		for _, c := range b.Claims {
			if c.Release == r.ID {
				part.Claims = append(part.Claims, c)
				need[c.Subject], need[c.Object], need[c.AttributedTo] = true, true, true
			}
		}
		for _, m := range b.Mentioned {
			if m.Release == r.ID {
				part.Mentioned = append(part.Mentioned, m)
				need[m.Entity] = true
			}
		}
		for _, e := range b.Entities {
			if need[e.ID] || len(out) == 0 && !slices.ContainsFunc(b.Mentioned, func(m graph.Mentioned) bool { return m.Entity == e.ID }) {
				part.Entities = append(part.Entities, e)
			}
		}
		out = append(out, part)
	}
	return out
}

// Variants is Sample with records that differ from one release to the next:
// other names of one entity, other counts, another date of one text.
func Variants() graph.Batch {
	b := Sample()
	for i, e := range b.Entities[:8] {
		e.Name = strings.ToUpper(e.Name)
		e.Aliases = []string{"alias " + e.ID, e.Name}
		e.Acronym = []string{"", "ZZ", "AA"}[i%3]
		e.Kind = []string{"", "x", "alliance"}[i%3]
		b.Entities = append(b.Entities, e)
	}
	for i, r := range b.Releases {
		r.Published, r.Basis = "2030-01-0"+string(rune('1'+i)), "neighbours"
		r.Title += "!"
		b.Releases = append(b.Releases, r)
	}
	for _, c := range b.Claims[:6] {
		c.Confidence = math.Mod(c.Confidence+0.25, 1)
		c.Rule, c.Place = "another", "Zenda"
		b.Claims = append(b.Claims, c)
	}
	for _, m := range b.Mentioned[:6] {
		m.Count += 3
		b.Mentioned = append(b.Mentioned, m)
	}
	return b
}

func join(parts []graph.Batch) graph.Batch {
	var b graph.Batch
	for _, p := range parts {
		b.Entities = append(b.Entities, p.Entities...)
		b.Releases = append(b.Releases, p.Releases...)
		b.Claims = append(b.Claims, p.Claims...)
		b.Mentioned = append(b.Mentioned, p.Mentioned...)
	}
	return b
}

// present keeps the merges whose entities are in the store already.
func present(t testing.TB, s graph.Store, merges map[string]string) map[string]string {
	there := map[string]bool{}
	for e, err := range s.Entities(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		there[e.ID] = true
	}
	out := map[string]string{}
	for from, to := range merges {
		if there[from] && there[to] {
			out[from] = to
		}
	}
	return out
}

func testMerges(t *testing.T, open Open) {
	ctx := context.Background()
	s := filled(t, open, nil, Sample())
	plain := ExportOf(t, s)
	merge := func(merges map[string]string) string {
		t.Helper()
		if err := s.Decide(ctx, graph.Verdicts{Merges: merges}); err != nil {
			t.Fatal(err)
		}
		return ExportOf(t, s)
	}
	one := merge(Merges())
	if one == plain {
		t.Error("a merge changed nothing")
	}
	same(t, "a merge undone", plain, merge(nil))
	same(t, "a merge made again", one, merge(Merges()))

	// Chains are followed, in whatever order they are found.
	chain := map[string]string{
		"person/strand": "person/ole-strand", "person/ole-strand": "person/lone-figure",
		"organization/compact-staff": "organization/northern-compact",
	}
	flat := map[string]string{
		"person/strand": "person/lone-figure", "person/ole-strand": "person/lone-figure",
		"organization/compact-staff": "organization/northern-compact", "country/rur": "country/rur",
	}
	two := merge(chain)
	same(t, "a chain of merges", two, merge(flat))
	for _, tie := range ties(t, s) {
		for _, end := range []string{tie.Subject, tie.Object} {
			if _, merged := chain[end]; merged {
				t.Errorf("tie %+v ends at a merged entity", tie)
			}
		}
	}
	same(t, "fewer merges", one, merge(Merges()))
	same(t, "more merges", two, merge(flat))

	// An entity learns more while it is merged, and claims go on to come in.
	parts := Split(Sample())
	s = filled(t, open, nil, parts[0])
	if got := merge(Merges()); got == "" {
		t.Error("nothing")
	}
	for _, p := range parts[1:] {
		if err := s.Write(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "a merge before most releases", one, ExportOf(t, s))
	same(t, "merged the other way round", merge(map[string]string{"person/ole-strand": "person/strand"}),
		ExportOf(t, filled(t, open, map[string]string{"person/ole-strand": "person/strand"}, Sample())))
}

func testMergeErrors(t *testing.T, open Open) {
	s := filled(t, open, Merges(), Sample())
	before := ExportOf(t, s)
	for name, merges := range map[string]map[string]string{
		"unknown target": {"person/strand": "person/nobody"},
		"unknown source": {"person/nobody": "person/strand"},
		"circle of two":  {"person/strand": "person/ole-strand", "person/ole-strand": "person/strand"},
		"circle of three": {"country/rur": "country/sto", "country/sto": "country/zub", "country/zub": "country/rur",
			"person/strand": "country/rur"},
	} {
		wantCode(t, name, s.Decide(context.Background(), graph.Verdicts{Merges: merges}), graph.Invalid)
	}
	same(t, "the graph after merges that failed", before, ExportOf(t, s))
}

func testSymmetricTies(t *testing.T, open Open) {
	a, b := Sample(), Sample()
	keep := func(c graph.Claim) bool {
		return c.Type == vocab.MetWith && c.Modality == vocab.Asserted && c.From == "2031-05-06"
	}
	a.Claims = slices.DeleteFunc(a.Claims, func(c graph.Claim) bool { return !keep(c) })
	s := filled(t, open, Merges(), a)
	tie := only(t, s, vocab.MetWith)
	want := graph.Tie{
		ID: tie.ID, Type: vocab.MetWith, Subject: "person/ana-petrescu-lund", Object: "person/ole-strand", Modality: vocab.Asserted,
		From: "2031-05-06", To: "2031-05-06", Releases: 2, Independent: 2, Confidence: 0.9, Claims: []string{a.Claims[0].ID, a.Claims[1].ID},
	}
	slices.Sort(want.Claims)
	if diff := cmp.Diff(want, tie); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.Claims = slices.DeleteFunc(b.Claims, func(c graph.Claim) bool { return c.Type != vocab.PartnerOf })
	b.Claims[0].Subject, b.Claims[0].Object = b.Claims[0].Object, b.Claims[0].Subject
	tie = only(t, filled(t, open, nil, b), vocab.PartnerOf)
	if tie.Subject != b.Claims[0].Subject || tie.Object != b.Claims[0].Object {
		t.Errorf("a directed tie was turned: %+v", tie)
	}
}

func testSelfTies(t *testing.T, open Open) {
	merges := map[string]string{"organization/compact-staff": "organization/northern-compact"}
	part := only(t, filled(t, open, nil, claimsOf(Sample(), "organization/compact-staff", vocab.PartOf)), vocab.PartOf)
	if part.Object != "organization/northern-compact" {
		t.Fatalf("%+v", part)
	}
	for _, tie := range ties(t, filled(t, open, merges, Sample())) {
		if tie.Subject == tie.Object || tie.ID == part.ID {
			t.Errorf("a tie of an entity with itself: %+v", tie)
		}
	}
}

func claimsOf(b graph.Batch, subject string, typ vocab.RelationType) graph.Batch {
	b.Claims = slices.DeleteFunc(b.Claims, func(c graph.Claim) bool { return c.Type != typ || c.Subject != subject })
	return b
}

// testCombine checks what becomes of records of one id that differ.
func testCombine(t *testing.T, open Open) {
	release := graph.Release{ID: "release/1", Title: "T", Text: "text"}
	dated := release
	dated.Published, dated.Basis = "2030-02-02", "dateline"
	surer := release
	surer.Published, surer.Basis, surer.Publisher = "2031-03-03", "metadata", "P"
	mention := func(n int) []graph.Mentioned {
		return []graph.Mentioned{{Entity: "organization/x", Release: "release/1", Count: n}}
	}
	entity := graph.Entity{ID: "organization/x", Type: vocab.Organization}
	short, long := entity, entity
	short.Name, short.Acronym, short.Aliases = "Office", "XO", []string{"the Office", "Office", ""}
	long.Name, long.Acronym, long.Kind = "Xanadu Office", "OX", "agency"

	s := filled(t, open, nil,
		graph.Batch{Releases: []graph.Release{dated}, Entities: []graph.Entity{short}, Mentioned: mention(4)},
		graph.Batch{Releases: []graph.Release{surer}, Entities: []graph.Entity{long}, Mentioned: mention(2)},
		graph.Batch{Releases: []graph.Release{release}, Entities: []graph.Entity{short}})
	var got []any
	for r, err := range s.Export(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	want := []any{
		graph.Entity{ID: "organization/x", Type: vocab.Organization, Name: "Xanadu Office", Acronym: "OX", Kind: "agency",
			Aliases: []string{"Office", "XO", "the Office"}},
		graph.Release{ID: "release/1", Title: "T", Text: "text", Published: "2031-03-03", Basis: "metadata", Publisher: "P"},
		graph.Mentioned{Entity: "organization/x", Release: "release/1", Count: 4, Name: "Xanadu Office", Acronym: "OX",
			Aliases: []string{"Office", "XO", "the Office"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// testRefused writes batches that are wrong in one place each.
func testRefused(t *testing.T, open Open) {
	s := filled(t, open, nil, Split(Sample())[0])
	before := ExportOf(t, s)
	rest := Split(Sample())[1]
	for name, spoil := range map[string]func(*graph.Batch){
		"entity without id":           func(b *graph.Batch) { b.Entities[0].ID = "" },
		"entity without name":         func(b *graph.Batch) { b.Entities[0].Name = "" },
		"entity of no type":           func(b *graph.Batch) { b.Entities[0].Type = "Entity {x:1}) DETACH DELETE (n" },
		"name with a NUL":             func(b *graph.Batch) { b.Entities[0].Name = "a\x00b" },
		"alias not UTF-8":             func(b *graph.Batch) { b.Entities[0].Aliases = []string{"a\xff"} },
		"claim of no type":            func(b *graph.Batch) { b.Claims[0].Type = "LIKES" },
		"claim of no modality":        func(b *graph.Batch) { b.Claims[0].Modality = "" },
		"confidence over 1":           func(b *graph.Batch) { b.Claims[0].Confidence = 1.5 },
		"confidence not a number":     func(b *graph.Batch) { b.Claims[0].Confidence = math.NaN() },
		"quote ends before it starts": func(b *graph.Batch) { b.Claims[0].End = b.Claims[0].Start - 1 },
		"unknown subject":             func(b *graph.Batch) { b.Claims[0].Subject = "person/nobody" },
		"unknown attribution":         func(b *graph.Batch) { b.Claims[0].AttributedTo = "person/nobody" },
		"unknown release":             func(b *graph.Batch) { b.Claims[0].Release = "release/none" },
		"mention of nobody":           func(b *graph.Batch) { b.Mentioned[0].Entity = "person/nobody" },
		"mention counted 0":           func(b *graph.Batch) { b.Mentioned[0].Count = 0 },
		"release without id":          func(b *graph.Batch) { b.Releases[0].ID = "" },
	} {
		b := join([]graph.Batch{rest})
		spoil(&b)
		wantCode(t, name, s.Write(context.Background(), b), graph.Invalid)
	}
	same(t, "the graph after refused batches", before, ExportOf(t, s))
}

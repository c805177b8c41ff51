package storetest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/text/vocab"
)

// testHistory writes, retracts and decides at random and wants the graph that a
// new store has that was given what is left and nothing else.
func testHistory(t *testing.T, open Open) {
	parts := Parts()
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		s := open(t)
		held := map[int]bool{}
		var verdicts graph.Verdicts
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			i := rapid.IntRange(0, len(parts)-1).Draw(rt, "release")
			id := parts[i].Releases[0].ID
			switch rapid.SampledFrom([]string{"write", "write", "retract", "decide"}).Draw(rt, "step") {
			case "write":
				must(rt, s.Write(ctx, parts[i]))
				held[i] = true
			case "retract":
				must(rt, s.Retract(ctx, []string{id, "release/none"}))
				maps.DeleteFunc(held, func(j int, _ bool) bool { return parts[j].Releases[0].ID == id })
			case "decide":
				verdicts = drawVerdicts(rt)
				must(rt, s.Decide(ctx, possible(t, s, verdicts)))
			}
		}
		verdicts = drawVerdicts(rt)
		must(rt, s.Decide(ctx, possible(t, s, verdicts)))
		got := ExportOf(t, s)
		must(rt, s.Close(ctx))

		fresh := open(t)
		for _, i := range slices.Sorted(maps.Keys(held)) {
			must(rt, fresh.Write(ctx, parts[i]))
		}
		must(rt, fresh.Decide(ctx, possible(t, fresh, verdicts)))
		want := ExportOf(t, fresh)
		must(rt, fresh.Close(ctx))
		if got != want {
			rt.Fatalf("(-want +got):\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
	})
}

func must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// Parts are batches of one release each, several of some releases, in which every
// entity is mentioned by the releases that name it.
func Parts() []graph.Batch { return Split(everyNameMentioned(Variants())) }

// everyNameMentioned adds a mention for the ends of claims, and leaves out
// entities that nothing names: only what a release names goes with it.
func everyNameMentioned(b graph.Batch) graph.Batch {
	has := map[[2]string]bool{}
	for _, m := range b.Mentioned {
		has[[2]string{m.Entity, m.Release}] = true
	}
	named := map[string]bool{}
	for _, c := range b.Claims {
		for _, id := range []string{c.Subject, c.Object, c.AttributedTo} {
			if k := [2]string{id, c.Release}; id != "" && !has[k] {
				has[k] = true
				b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: id, Release: c.Release, Count: 1})
			}
		}
	}
	for k := range has {
		named[k[0]] = true
	}
	b.Entities = slices.DeleteFunc(b.Entities, func(e graph.Entity) bool { return !named[e.ID] })
	for i := range b.Entities {
		b.Entities[i].Kind = "" // a fact of the id, not of a release
	}
	return b
}

// drawVerdicts draws from decisions about Sample.
func drawVerdicts(t *rapid.T) graph.Verdicts {
	b := Sample()
	v := graph.Verdicts{Merges: map[string]string{}, Rejected: map[string]bool{}, Moved: map[string]graph.Move{},
		Split: map[string]graph.Entity{}, Names: map[string]string{}}
	for _, pair := range [][2]string{
		{"person/strand", "person/ole-strand"}, {"person/lone-figure", "person/ole-strand"}, {"organization/compact-staff", "organization/northern-compact"},
	} {
		if rapid.Bool().Draw(t, "merge") {
			v.Merges[pair[0]] = pair[1]
		}
	}
	for _, c := range rapid.SliceOfN(rapid.SampledFrom(b.Claims), 0, 3).Draw(t, "rejected") {
		v.Rejected[c.ID] = true
	}
	v.Copies, v.Versions = map[string]string{}, map[string]string{}
	for _, into := range []map[string]string{v.Copies, v.Versions} {
		for _, r := range rapid.SliceOfN(rapid.SampledFrom(b.Releases[1:]), 0, 2).Draw(t, "repeats") {
			into[r.ID] = b.Releases[0].ID
		}
	}
	const split = "person/ole-strand~1"
	for _, c := range rapid.SliceOfN(rapid.SampledFrom(b.Claims), 0, 3).Draw(t, "moved") {
		v.Moved[c.ID] = graph.Move{From: "person/ole-strand", To: split}
		v.Split[split] = graph.Entity{ID: split, Type: vocab.Person, Name: "Ole Strand"}
	}
	for _, id := range rapid.SliceOfN(rapid.SampledFrom([]string{"person/ole-strand", "country/rur", split}), 0, 2).Draw(t, "renamed") {
		v.Names[id] = rapid.SampledFrom([]string{"Another Name", "Ole Strand"}).Draw(t, "name")
	}
	v.Links = map[string][]string{}
	for _, id := range rapid.SliceOfN(rapid.SampledFrom([]string{"person/ole-strand", "country/rur", split}), 0, 2).Draw(t, "linked") {
		v.Links[id] = rapid.SampledFrom([][]string{{"urn:1"}, {"urn:1", "urn:2"}}).Draw(t, "links")
	}
	return v
}

// possible leaves out the merges of entities that the store does not hold.
func possible(t testing.TB, s graph.Store, v graph.Verdicts) graph.Verdicts {
	v.Merges = present(t, s, v.Merges)
	return v
}

func testRetract(t *testing.T, open Open) {
	ctx := context.Background()
	b := everyNameMentioned(Sample())
	parts := Split(b)
	s := filled(t, open, Merges(), b)
	full := ExportOf(t, s)
	if err := s.Retract(ctx, []string{parts[0].Releases[0].ID}); err != nil {
		t.Fatal(err)
	}
	same(t, "without the first release", ExportOf(t, filled(t, open, present(t, s, Merges()), parts[1:]...)), ExportOf(t, s))
	if err := s.Write(ctx, parts[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(ctx, graph.Verdicts{Merges: Merges()}); err != nil {
		t.Fatal(err)
	}
	same(t, "with the first release again", full, ExportOf(t, s))
	var all []string
	for _, r := range b.Releases {
		all = append(all, r.ID)
	}
	if err := s.Retract(ctx, all); err != nil {
		t.Fatal(err)
	}
	if got := ExportOf(t, s); got != "" {
		t.Errorf("without any release there is still\n%s", got)
	}
}

// testWithdraw gives a release two origins and takes them away again.
func testWithdraw(t *testing.T, open Open) {
	ctx := context.Background()
	b := everyNameMentioned(Sample())
	parts := Split(b)
	id := parts[0].Releases[0].ID
	parts[0].Releases[0].Origins = []string{"/b"}
	s := filled(t, open, nil, parts...)
	full := ExportOf(t, s)
	if err := s.Write(ctx, graph.Batch{Releases: []graph.Release{{ID: id, Origins: []string{"/a' OR 1=1 --"}}}}); err != nil {
		t.Fatal(err)
	}
	same(t, "another origin", full, ExportOf(t, s))
	wantFrom := func(want map[string][]string, origins ...string) {
		t.Helper()
		got, err := s.From(ctx, origins)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("From(%q) (-want +got):\n%s", origins, diff)
		}
	}
	both := map[string][]string{id: {"/a' OR 1=1 --", "/b"}}
	wantFrom(both, "/b")
	wantFrom(both, "/a' OR 1=1 --", "/b", "/c")
	wantFrom(map[string][]string{}, "/c")
	wantFrom(map[string][]string{})
	if err := s.Withdraw(ctx, "/b", []string{id, "release/none"}); err != nil {
		t.Fatal(err)
	}
	wantFrom(map[string][]string{id: {"/a' OR 1=1 --"}}, "/a' OR 1=1 --", "/b")
	same(t, "one origin left", full, ExportOf(t, s))
	if err := s.Withdraw(ctx, "/a' OR 1=1 --", []string{id}); err != nil {
		t.Fatal(err)
	}
	same(t, "no origin left", ExportOf(t, filled(t, open, nil, parts[1:]...)), ExportOf(t, s))
}

// testCopies counts a release that repeats another once, and leaves out one that
// has a later version.
func testCopies(t *testing.T, open Open) {
	ctx := context.Background()
	b := Sample()
	keep := func(c graph.Claim) bool {
		return c.Type == vocab.MetWith && c.Modality == vocab.Asserted && c.From == "2031-05-06"
	}
	b.Claims = slices.DeleteFunc(b.Claims, func(c graph.Claim) bool { return !keep(c) })
	s := filled(t, open, Merges(), b)
	plain := ExportOf(t, s)
	first, second := b.Claims[0].Release, b.Claims[1].Release
	for what, c := range map[string]struct {
		v                     graph.Verdicts
		releases, independent int
	}{
		"apart":           {graph.Verdicts{}, 2, 2},
		"a copy":          {graph.Verdicts{Copies: map[string]string{second: first}}, 2, 1},
		"a later version": {graph.Verdicts{Versions: map[string]string{first: second}}, 1, 1},
	} {
		c.v.Merges = Merges()
		if err := s.Decide(ctx, c.v); err != nil {
			t.Fatal(err)
		}
		if tie := only(t, s, vocab.MetWith); tie.Releases != c.releases || tie.Independent != c.independent || len(tie.Claims) != c.releases {
			t.Errorf("%s: %+v", what, tie)
		}
	}
	if err := s.Decide(ctx, graph.Verdicts{Merges: Merges()}); err != nil {
		t.Fatal(err)
	}
	same(t, "apart again", plain, ExportOf(t, s))
}

func testVerdictErrors(t *testing.T, open Open) {
	s := filled(t, open, Merges(), Sample())
	before := ExportOf(t, s)
	for name, v := range map[string]graph.Verdicts{
		"moved to nowhere":     {Moved: map[string]graph.Move{"claim/x": {From: "person/strand", To: "person/strand~1"}}},
		"split by another id":  {Split: map[string]graph.Entity{"person/strand~1": {ID: "person/strand~2", Type: vocab.Person, Name: "Strand"}}},
		"split without a name": {Split: map[string]graph.Entity{"person/strand~1": {ID: "person/strand~1", Type: vocab.Person}}},
		"a name with a NUL":    {Names: map[string]string{"person/strand": "a\x00"}},
		"merge of nobody":      {Merges: map[string]string{"person/nobody": "person/strand"}, Rejected: map[string]bool{Sample().Claims[0].ID: true}},
	} {
		wantCode(t, name, s.Decide(context.Background(), v), graph.Invalid)
	}
	same(t, "the graph after verdicts that failed", before, ExportOf(t, s))
}

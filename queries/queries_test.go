package queries_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/queries"
	"entente/text/vocab"
)

var update = flag.Bool("update", false, "write the golden answers anew")

func sampleStore(t *testing.T) graph.Store {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(ctx) })
	fill(t, s)
	return s
}

func fill(t *testing.T, s graph.Store) {
	t.Helper()
	ctx := context.Background()
	if err := s.Write(ctx, storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(ctx, graph.Verdicts{Merges: storetest.Merges()}); err != nil {
		t.Fatal(err)
	}
}

// answers asks every question of the sample graph.
func answers(t *testing.T, s graph.Store) map[string]any {
	t.Helper()
	ctx := context.Background()
	out := map[string]any{}
	put := func(name string, v any, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		out[name] = v
	}
	whomet := func(name string, p queries.WhoMetParams) {
		t.Helper()
		v, err := queries.WhoMet(ctx, s, p)
		put("who-met "+name, v, err)
	}
	const strand, rur, compact, brandt = "person/ole-strand", "country/rur", "organization/northern-compact", "person/tilde-brandt"
	whomet("Strand", queries.WhoMetParams{Entity: strand})
	whomet("Strand, planned too", queries.WhoMetParams{Entity: strand, Filter: queries.Filter{Planned: queries.WithPlanned}})
	whomet("Strand, planned only", queries.WhoMetParams{Entity: strand, Filter: queries.Filter{Planned: queries.OnlyPlanned}})
	whomet("Ruritania", queries.WhoMetParams{Entity: rur})
	whomet("Ruritania, direct", queries.WhoMetParams{Entity: rur, Direct: true})
	whomet("everybody in June", queries.WhoMetParams{Filter: queries.Filter{Since: "2031-06", Until: "2031-06"}})
	whomet("everybody until 6 May", queries.WhoMetParams{Filter: queries.Filter{Until: "2031-05-06", Planned: queries.WithPlanned}})
	whomet("everybody, the latest two", queries.WhoMetParams{Filter: queries.Filter{Limit: 2}})
	whomet("Zubrowka, denied", queries.WhoMetParams{Entity: "country/zub", Filter: queries.Filter{Modalities: []vocab.Modality{vocab.Negated}}})

	for name, p := range map[string]queries.MembersParams{
		"now":          {},
		"on 2012":      {On: "2012"},
		"on 2016":      {On: "2016-01-31"},
		"on July 2031": {On: "2031-07"},
		"sure":         {Filter: queries.Filter{MinConfidence: 0.8}},
	} {
		p.Entity = compact
		v, err := queries.Members(ctx, s, p)
		put("members "+name, v, err)
	}

	for name, p := range map[string]queries.TiesParams{
		"Ruritania":          {Entity: rur},
		"Ruritania, direct":  {Entity: rur, Direct: true},
		"Ruritania, planned": {Entity: rur, Filter: queries.Filter{Planned: queries.OnlyPlanned}},
		"Compact in May":     {Entity: compact, Filter: queries.Filter{Since: "2031-05-01", Until: "2031-05"}},
		"Compact, members":   {Entity: compact, Filter: queries.Filter{Types: []vocab.RelationType{vocab.MemberOf}}},
		"nobody":             {Entity: "person/lone-figure"},
	} {
		v, err := queries.Ties(ctx, s, p)
		put("ties "+name, v, err)
	}

	for name, p := range map[string]queries.PendingParams{
		"of all":             {On: "2031-05-06"},
		"of all, with ended": {On: "2031-05-06", All: true},
		"of Ruritania":       {On: "2032", Entity: rur, Filter: queries.Filter{Limit: 2}},
	} {
		v, err := queries.Pending(ctx, s, p)
		put("pending "+name, v, err)
	}
	for name, p := range map[string]queries.ChangedParams{
		"since 7 May": {Filter: queries.Filter{Since: "2031-05-07"}},
		"for Strand":  {Entity: strand, Filter: queries.Filter{Since: "2031-05", Types: []vocab.RelationType{vocab.MetWith}}},
	} {
		v, err := queries.Changed(ctx, s, p)
		put("changed "+name, v, err)
	}
	for name, p := range map[string]queries.ConflictsParams{"of all": {}, "of Strand": {Entity: strand}} {
		v, err := queries.Conflicts(ctx, s, p)
		put("conflicts "+name, v, err)
	}
	for name, p := range map[string]queries.HoldersParams{
		"at the Compact":       {Entity: compact},
		"on 7 May":             {Entity: compact, Title: "secretary general", On: "2031-05-07"},
		"in 1999":              {Entity: compact, On: "1999"},
		"of Ruritania, surely": {Entity: rur, Filter: queries.Filter{MinConfidence: 0.8, Limit: 1}},
	} {
		v, err := queries.Holders(ctx, s, p)
		put("holders "+name, v, err)
	}

	for name, words := range map[string]string{
		"a name": "petrescu lund", "a title": "Compact chief", "a word of many": "the", "nothing": "nowhere at all",
	} {
		v, err := queries.Search(ctx, s, words, 0)
		put("search "+name, v, err)
	}

	v, err := queries.Timeline(ctx, s, queries.TimelineParams{Entity: brandt, Filter: queries.Filter{Planned: queries.WithPlanned}})
	put("timeline Brandt", v, err)

	for name, p := range map[string]queries.PathParams{
		"Strand to Lutz":            {A: strand, B: "place/lutz"},
		"Lutz to Strand":            {A: "place/lutz", B: strand},
		"Strand to Lutz, two steps": {A: strand, B: "place/lutz", Max: 2},
		"Strand to Brandt, meetings": {A: strand, B: brandt, Filter: queries.Filter{
			Types: []vocab.RelationType{vocab.MetWith}, Modalities: []vocab.Modality{vocab.Planned, vocab.Asserted}}},
		"to oneself":        {A: strand, B: strand},
		"to nobody":         {A: strand, B: "person/lone-figure"},
		"Stória to Compact": {A: "country/sto", B: compact},
	} {
		v, err := queries.Path(ctx, s, p)
		put("path "+name, v, err)
	}

	for _, id := range []string{strand, rur, compact, "person/lone-figure"} {
		v, err := queries.Show(ctx, s, id)
		put("show "+id, v, err)
	}

	tie := out["who-met Strand"].([]queries.Meeting)[0]
	for name, ids := range map[string][]string{
		"tie":       {tie.Tie},
		"claim":     {tie.Claims[0]},
		"release":   {tie.Quote.Release},
		"pair":      {strand, "person/ana-petrescu-lund"},
		"strangers": {strand, "country/zub"},
	} {
		v, err := queries.Evidence(ctx, s, ids...)
		put("evidence "+name, v, err)
	}
	for name, p := range map[string]queries.ViewParams{
		"around Ruritania":            {Around: []string{rur}},
		"around two, no room for all": {Around: []string{rur, compact}, Filter: queries.Filter{Limit: 5, Modalities: vocab.Modalities()}},
		"around, few each":            {Around: []string{compact}, Each: 2},
		"some by themselves":          {Show: []string{strand, brandt, "person/strand", "person/nobody"}, Filter: queries.Filter{Planned: queries.WithPlanned}},
		"around, but one hidden":      {Around: []string{rur}, Hide: []string{compact}},
		"only people around":          {Around: []string{rur}, Kinds: []vocab.EntityType{vocab.Person}},
		"as one publisher tells":      {Around: []string{rur}, Source: "Northern Compact"},
		"of a time":                   {Around: []string{strand}, Filter: queries.Filter{Since: "2031-05", MinConfidence: 0.8}},
		"nothing":                     {},
	} {
		v, err := queries.Look(ctx, s, p)
		put("view "+name, v, err)
	}

	for name, p := range map[string]queries.RostersParams{
		"some":             {Bodies: []string{compact, "person/nobody", "event/amber-forum", compact, "organization/rur-defence"}},
		"few of each":      {Bodies: []string{compact}, Filter: queries.Filter{Limit: 2}},
		"whatever is said": {Bodies: []string{compact}, Filter: queries.Filter{Modalities: vocab.Modalities()}},
		"on a day":         {Bodies: []string{compact}, On: "2012"},
		"by a former name": {Bodies: []string{"person/strand"}},
	} {
		v, err := queries.ListRosters(ctx, s, p)
		put("rosters "+name, v, err)
	}
	for name, p := range map[string]queries.CountriesParams{
		"of the Compact":    {Entity: compact},
		"of all said":       {Entity: compact, Filter: queries.Filter{Modalities: vocab.Modalities()}},
		"of Ruritania":      {Entity: rur},
		"as one tells":      {Entity: rur, Source: "Northern Compact"},
		"surely, the first": {Entity: strand, Filter: queries.Filter{MinConfidence: 0.5, Limit: 1, Since: "2031", Planned: queries.WithPlanned}},
		"of nobody":         {Entity: "person/lone-figure"},
	} {
		v, err := queries.Countries(ctx, s, p)
		put("countries "+name, v, err)
	}

	for _, name := range []string{"Ruritania", "STORIA", "strand", "o strand", "Petrescu", "norcom", "the compact", "The Northern Compact", "person/strand", "defence ministry", "🕊"} {
		v, err := queries.Find(ctx, s, name)
		if u, ok := err.(*queries.Unknown); ok {
			out["find "+name] = u
			continue
		}
		put("find "+name, v, err)
	}
	releases, total, err := queries.Releases(ctx, s, queries.ReleasesParams{Limit: 100})
	put("releases", map[string]any{"total": total, "releases": releases}, err)
	latest, total, err := queries.Releases(ctx, s, queries.ReleasesParams{Since: "2031-05", Until: "2031-05-07", Offset: 1, Limit: 1})
	put("releases of May, the second", map[string]any{"total": total, "releases": latest}, err)
	for _, r := range releases {
		v, err := queries.Release(ctx, s, r.ID)
		put(r.ID, v, err)
	}
	for _, name := range []string{"Ruritannia", "Petresku", "Quetzal", "Marekk Ivo"} {
		_, err := queries.Find(ctx, s, name)
		u, ok := err.(*queries.Unknown)
		if !ok {
			t.Errorf("Find(%q) = %v, want an Unknown", name, err)
		}
		out["unknown "+name] = u
	}
	return out
}

func TestAnswers(t *testing.T) {
	got, err := json.MarshalIndent(answers(t, sampleStore(t)), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "answers.json", append(got, '\n'))
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	golden := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("answers differ from %s (-update writes them anew):\n%s", golden, cmp.Diff(string(want), string(got)))
	}
}

func TestErrors(t *testing.T) { wantErrors(t, sampleStore(t)) }

func wantErrors(t *testing.T, s graph.Store) {
	t.Helper()
	ctx := context.Background()
	for name, test := range map[string]struct {
		code graph.Code
		ask  func() error
	}{
		"show nobody":           {graph.NotFound, func() error { _, err := queries.Show(ctx, s, "person/nobody"); return err }},
		"show a merged one":     {graph.NotFound, func() error { _, err := queries.Show(ctx, s, "person/strand"); return err }},
		"find nobody":           {graph.NotFound, func() error { _, err := queries.Find(ctx, s, "Nobody At All"); return err }},
		"find nothing":          {graph.Invalid, func() error { _, err := queries.Find(ctx, s, "  "); return err }},
		"evidence of no tie":    {graph.NotFound, func() error { _, err := queries.Evidence(ctx, s, "tie/0"); return err }},
		"evidence of an entity": {graph.Invalid, func() error { _, err := queries.Evidence(ctx, s, "person/ole-strand"); return err }},
		"evidence of a":         {graph.Invalid, func() error { _, err := queries.Evidence(ctx, s, "a"); return err }},
		"evidence of nothing":   {graph.Invalid, func() error { _, err := queries.Evidence(ctx, s); return err }},
		"evidence of three":     {graph.Invalid, func() error { _, err := queries.Evidence(ctx, s, "a", "b", "c"); return err }},
		"a path too long": {graph.Invalid, func() error {
			_, err := queries.Path(ctx, s, queries.PathParams{A: "a", B: "b", Max: 7})
			return err
		}},
		"a bad date": {graph.Invalid, func() error {
			_, err := queries.WhoMet(ctx, s, queries.WhoMetParams{Filter: queries.Filter{Since: "today"}})
			return err
		}},
		"changes without a day": {graph.Invalid, func() error { _, err := queries.Changed(ctx, s, queries.ChangedParams{}); return err }},
		"a bad day of office": {graph.Invalid, func() error {
			_, err := queries.Holders(ctx, s, queries.HoldersParams{On: "today"})
			return err
		}},
		"a bad day":            {graph.Invalid, func() error { _, err := queries.Pending(ctx, s, queries.PendingParams{On: "today"}); return err }},
		"a search for no word": {graph.Invalid, func() error { _, err := queries.Search(ctx, s, `"*`, 0); return err }},
		"a search for too much": {graph.Invalid, func() error {
			_, err := queries.Search(ctx, s, strings.Repeat("a ", 65), 0)
			return err
		}},
		"a bad day of membership": {graph.Invalid, func() error {
			_, err := queries.Members(ctx, s, queries.MembersParams{On: "today"})
			return err
		}},
	} {
		if err := test.ask(); graph.CodeOf(err) != test.code {
			t.Errorf("%s: %v, want code %s", name, err, test.code)
		}
	}
}

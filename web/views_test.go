package web

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/queries"
	"entente/text/vocab"
)

// TestRosters wants the members of each body to be those that the question of one lists.
func TestRosters(t *testing.T) {
	s := sample(t, nil)
	var got queries.Rosters
	w := post(s, "/members", `{"bodies":["organization/northern-compact","person/nobody","event/amber-forum"],"modality":["asserted","former"],"min_confidence":0.5}`)
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || len(got.Bodies) != 2 || len(got.Bodies[0].Members) == 0 {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	if d := cmp.Diff([]string{"person/nobody"}, got.Missing); d != "" {
		t.Error(d)
	}
	for _, r := range got.Bodies {
		var one struct{ Rows []queries.Member }
		w := do(s, "GET", base+"/questions/members?min_confidence=0.5&modality=asserted,former&entity="+strings.ReplaceAll(r.Body.ID, "/", "%2F"), "")
		if err := json.Unmarshal(w.Body.Bytes(), &one); err != nil || r.Total != len(one.Rows) {
			t.Fatalf("%v %d %s", err, r.Total, w.Body)
		}
		if d := cmp.Diff(mustJSON(t, one.Rows), mustJSON(t, r.Members)); d != "" {
			t.Error(d)
		}
	}
	for _, body := range []string{`{"bodies":["organization/northern-compact"],"limit":2.0,"min_confidence":0.0}`, `{"bodies":["organization/northern-compact"],"limit":0.2e1}`} {
		if w := post(s, "/members", body); w.Code != 200 || strings.Count(w.Body.String(), `"member":`) != 2 {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	if w := post(s, "/graph", `{"around":["country/rur"],"limit":3.0}`); w.Code != 200 {
		t.Errorf("a whole number with a point: %d", w.Code)
	}
	for _, body := range []string{`{}`, `{"bodies":[]}`, `{"bodies":["a","a"]}`, `{"bodies":["a"],"modality":["maybe"]}`, `{"bodies":["a"],"on":"May"}`, `{"bodies":["a"],"x":1}`, `{"bodies":["a"],"limit":0}`,
		`{"bodies":["` + strings.Repeat(`a","`, mostBodies) + `b"]}`} {
		if w := post(s, "/members", body); w.Code != 400 {
			t.Errorf("%.50s: %d", body, w.Code)
		}
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestCountries wants the counts of the map to be those of the graph that is drawn.
func TestCountries(t *testing.T) {
	s := sample(t, nil)
	var got countryList
	address := base + "/entities/organization/northern-compact/countries?modality=asserted,planned,former&since=2010"
	w := do(s, "GET", address, "")
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || len(got.Countries) == 0 || w.Header().Get("ETag") == "" {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	sum := 0
	for _, c := range got.Countries {
		v, err := queries.Look(t.Context(), s.World.Store, queries.ViewParams{Show: []string{got.Entity.ID, c.ID},
			Filter: queries.Filter{Modalities: []vocab.Modality{vocab.Asserted, vocab.Planned, vocab.Former}, Since: "2010"}})
		if err != nil || v.Ties != c.Ties {
			t.Errorf("%s: %d ties, and %d are drawn (%v)", c.ID, c.Ties, v.Ties, err)
		}
		sum += c.Ties
	}
	if got.Ties != sum {
		t.Errorf("%d ties in all, want %d", got.Ties, sum)
	}
	for address, want := range map[string]int{
		address + "&source=Nobody": 200, base + "/entities/person/nobody/countries": 404, base + "/entities/country/rur/countries?modality=maybe": 400, base + "/entities/country/rur/countries?x=1": 400,
		base + "/entities/country/rur/countries?since=2031-02-31": 422,
	} {
		if w := do(s, "GET", address, ""); w.Code != want {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
	}
}

// TestJobReleases wants a job to tell which releases are new.
func TestJobReleases(t *testing.T) {
	s := sample(t, func(o *Options) {
		o.Ingest = func(_ context.Context, in Input, progress func(Counts)) (Counts, []string, error) {
			progress(Counts{Read: 1})
			return Counts{Read: 2, Added: 1, Releases: []string{"release/0123456789abcdef"}}, nil, nil
		}
	})
	w := post(s, "/ingest", `{"url":"https://a.example/"}`)
	if w.Code != 202 || !strings.Contains(w.Body.String(), `"releases":[]`) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var job Job
	if err := json.Unmarshal(w.Body.Bytes(), &job); err != nil {
		t.Fatal(err)
	}
	if w = do(s, "GET", base+"/jobs/"+job.ID+"/events", ""); !strings.Contains(w.Body.String(), `"releases":["release/0123456789abcdef"]`) || strings.Contains(w.Body.String(), "null") {
		t.Errorf("%s", w.Body)
	}
}

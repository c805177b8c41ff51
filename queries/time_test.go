package queries_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/queries"
	"entente/text/vocab"
)

// chronicle makes a graph of claims, each told by a release of a day.
type chronicle struct{ graph.Batch }

func (c *chronicle) entity(kind vocab.EntityType, ids ...string) {
	for _, id := range ids {
		c.Entities = append(c.Entities, graph.Entity{ID: id, Type: kind, Name: id})
	}
}

func (c *chronicle) tell(day, subject string, typ vocab.RelationType, object string, m vocab.Modality, from, to, title string) {
	r := graph.Release{ID: fmt.Sprint("release/", len(c.Releases)), Published: day, Title: day, Text: "x"}
	c.Releases = append(c.Releases, r)
	claim := graph.Claim{Subject: subject, Type: typ, Object: object, Modality: m, From: from, To: to, Title: title, Release: r.ID, Quote: "x", End: 1, Confidence: 0.9, Rule: "r"}
	claim.ID = graph.ClaimID(claim)
	c.Claims = append(c.Claims, claim)
	c.Mentioned = append(c.Mentioned, graph.Mentioned{Entity: subject, Release: r.ID, Count: 1}, graph.Mentioned{Entity: object, Release: r.ID, Count: 1})
}

func events() graph.Batch {
	c := &chronicle{}
	c.entity(vocab.Person, "person/ann", "person/bob", "person/cid", "person/dan")
	c.entity(vocab.Organization, "organization/union")
	c.entity(vocab.Country, "country/mda")
	meet := func(day, a, b string, m vocab.Modality, from, to string) {
		c.tell(day, a, vocab.MetWith, b, m, from, to, "")
	}
	// Announced and reported two days late; announced and denied; announced for long ago; for the future; without a day.
	meet("2024-05-01", "person/ann", "person/bob", vocab.Planned, "2024-05-10", "2024-05-10")
	meet("2024-05-13", "person/ann", "person/bob", vocab.Asserted, "2024-05-12", "2024-05-12")
	meet("2024-05-01", "person/ann", "person/bob", vocab.Planned, "2024-08", "2024-08")
	meet("2024-05-01", "person/ann", "person/cid", vocab.Planned, "2024-05-11", "2024-05-11")
	meet("2024-05-10", "person/ann", "person/cid", vocab.Negated, "", "")
	meet("2024-05-01", "person/bob", "person/cid", vocab.Planned, "2024-05-12", "2024-05-14")
	meet("2024-05-01", "person/bob", "person/dan", vocab.Planned, "", "")
	meet("2024-04-01", "person/bob", "person/dan", vocab.Asserted, "", "") // before it was announced
	// Members: one more, one that leaves, one that is denied.
	c.tell("2024-01-01", "country/mda", vocab.MemberOf, "organization/union", vocab.Asserted, "", "", "")
	c.tell("2024-06-01", "country/mda", vocab.MemberOf, "organization/union", vocab.Negated, "", "", "")
	// An office of one: ann, then bob; cid at bob's time is a contradiction; dan is a deputy.
	office := func(day, who string, m vocab.Modality, from, title string) {
		c.tell(day, who, vocab.HoldsPosition, "organization/union", m, from, "", title)
	}
	office("2020-02-02", "person/ann", vocab.Asserted, "", "Secretary General")
	office("2021-02-02", "person/ann", vocab.Asserted, "", "Secretary-General")
	office("2022-02-02", "person/bob", vocab.Asserted, "2021-10", "Secretary General")
	office("2024-02-02", "person/bob", vocab.Asserted, "", "Secretary General")
	office("2023-02-02", "person/cid", vocab.Asserted, "", "Secretary General")
	office("2023-05-02", "person/cid", vocab.Asserted, "", "Secretary General")
	office("2023-02-02", "person/dan", vocab.Asserted, "", "Deputy Secretary General")
	office("2024-07-01", "person/dan", vocab.Former, "", "Deputy Secretary General")
	return c.Batch
}

func eventStore(t *testing.T) graph.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	if err := s.Write(t.Context(), events()); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTime(t *testing.T) { wantTime(t, eventStore(t)) }

func wantTime(t *testing.T, s graph.Store) {
	t.Helper()
	ctx := t.Context()
	pending, err := queries.Pending(ctx, s, queries.PendingParams{On: "2024-05-20", All: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range pending {
		line := fmt.Sprint(p.Subject.Name, " ", p.Object.Name, " ", p.From, " ", p.State)
		if p.Report != nil {
			line += " " + p.Report.From
		}
		got = append(got, line)
	}
	want := []string{
		"person/ann person/bob 2024-05-10 kept 2024-05-12",
		"person/ann person/cid 2024-05-11 cancelled ",
		"person/bob person/cid 2024-05-12 overdue",
		"person/ann person/bob 2024-08 upcoming",
		"person/bob person/dan  undated",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("pending (-want +got)\n%s", d)
	}
	if left, err := queries.Pending(ctx, s, queries.PendingParams{On: "2024-05-20", Entity: "person/ann"}); err != nil || len(left) != 1 {
		t.Errorf("pending of ann: %v, %v", left, err)
	}
	// What took place is not announced any more.
	met, err := queries.WhoMet(ctx, s, queries.WhoMetParams{Entity: "person/ann", Filter: queries.Filter{Planned: queries.WithPlanned}})
	if err != nil || len(met) != 3 {
		t.Errorf("ann met %+v, %v", met, err)
	}

	changed, err := queries.Changed(ctx, s, queries.ChangedParams{Filter: queries.Filter{Since: "2024-05-10"}})
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, n := range changed {
		got = append(got, fmt.Sprint(n.Told, " ", n.Subject.Name, " ", n.Type, " ", n.Object.Name, " ", n.Change))
	}
	want = []string{
		"2024-07-01 person/dan HOLDS_POSITION organization/union ended",
		"2024-06-01 country/mda MEMBER_OF organization/union denied",
		"2024-05-13 person/ann MET_WITH person/bob took place",
		"2024-05-10 person/ann MET_WITH person/cid denied",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("changed (-want +got)\n%s", d)
	}

	conflicts, err := queries.Conflicts(ctx, s, queries.ConflictsParams{})
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, c := range conflicts {
		got = append(got, fmt.Sprint(c.Why, ": ", c.A.Subject.Name, " ", c.B.Subject.Name))
		if c.A.Quote.Text == "" || c.B.Quote.Text == "" {
			t.Errorf("no sentence: %+v", c)
		}
	}
	want = []string{
		"one says that it is so, the other that it is not: country/mda country/mda",
		"two hold the office of Secretary General from 2023-02-02 to 2023-05-02: person/bob person/cid",
	}
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("conflicts (-want +got)\n%s", d)
	}

	for _, c := range []struct {
		title, on string
		want      []string
	}{
		{"", "", []string{"person/dan Deputy Secretary General 2023-02-02 2023-02-02 2024-07-01 ", "person/cid Secretary General 2023-02-02 2023-05-02  ",
			"person/bob Secretary General 2022-02-02 2024-02-02  ", "person/ann Secretary-General 2020-02-02 2021-02-02 2022-02-02 person/bob"}},
		{"secretary general", "2020-06", []string{"person/ann Secretary-General 2020-02-02 2021-02-02 2022-02-02 person/bob"}},
		{"", "2021-11-11", []string{"person/bob Secretary General 2022-02-02 2024-02-02  ", "person/ann Secretary-General 2020-02-02 2021-02-02 2022-02-02 person/bob presumed"}},
		{"deputy", "2024-06-30", []string{"person/dan Deputy Secretary General 2023-02-02 2023-02-02 2024-07-01  presumed"}},
		{"deputy", "2024-07-02", nil},
		{"president", "", nil},
		{"", "1990", nil},
	} {
		terms, err := queries.Holders(ctx, s, queries.HoldersParams{Entity: "organization/union", Title: c.title, On: c.on})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, term := range terms {
			next := ""
			if term.Successor != nil {
				next = term.Successor.Name
			}
			line := fmt.Sprint(term.Holder.Name, " ", term.Title, " ", term.First, " ", term.Last, " ", term.Until, " ", next)
			if term.Presumed {
				line += " presumed"
			}
			got = append(got, line)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("holders %q on %q (-want +got)\n%s", c.title, c.on, d)
		}
	}
}

package queries_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/internal/neo4jtest"
	"entente/queries"
	"entente/text/vocab"
)

// asked are questions of the sample graph by name, with their arguments as name=value.
var asked = []string{
	"who-met entity=Strand evidence=true",
	"who-met entity=Ruritania on=2031-05 direct=false",
	"who-met since=2031-06 limit=1",
	"who-met modality=negated",
	"members entity=Compact evidence=1",
	"members entity=norcom on=2016-01-31",
	"ties entity=Ruritania type=member-of,PART_OF modality=asserted,former",
	"ties entity=Compact on=2031-05-06 min_confidence=0.7",
	"who-met entity=Ruritania with=Compact",
	"who-met entity=Strand with=Petrescu evidence=true",
	"who-met entity=Strand with=Petrescu modality=negated",
	"who-met entity=Compact with=Strand direct=true",
	"who-met entity=Strand entity_type=Country",
	"members entity=Compact entity_type=Person",
	"ties entity=Ruritania with=Compact planned=include",
	"ties entity=Ruritania with=Compact direct=true as=subject limit=1",
	"ties entity=Compact as=object entity_type=Country",
	"participants entity=Amber entity_type=Country",
	"common a=Zubrowka b=Stória entity_type=Event limit=1",
	"offices entity=Strand body=Compact",
	"show entity=Strand",
	"show entity=Compact evidence=true",
	"timeline entity=Brandt planned=include",
	"pending all=true evidence=true",
	"pending entity=Ruritania on=2032 limit=2",
	"changed since=2031-05-07 until=2031-05 modality=asserted",
	"changed on=2031-05",
	"conflicts evidence=true",
	"holders entity=Compact since=2031 evidence=true",
	"holders entity=Compact until=1999 title=chief",
	"path a=Strand b=Lutz evidence=true",
	"path a=Strand b=Lutz max=2",
	"report entity=Strand",
	"report entity=Compact evidence=true limit=2",
	"report entity=Ruritania on=2032 since=2031-05-07",
	"report entity=Amber",
	"offices entity=Strand evidence=true",
	"offices entity=Brandt on=2031-06",
	"offices entity=Brandt title=foreign",
	"events entity=Ruritania planned=include",
	"events entity=Ruritania direct=true modality=planned,asserted evidence=true",
	"events entity=Marek limit=1 type=participated-in",
	"participants entity=Amber planned=include evidence=true",
	"participants entity=Amber type=HOSTED",
	"common a=Zubrowka b=Stória evidence=true",
	"common a=Strand b=Marek type=met-with modality=asserted,planned",
	"common a=Strand b=Strand",
	"common a=Stória b=defence,ministry limit=1",
	"centrality limit=4",
	"centrality by=betweenness limit=5",
	"centrality type=SIGNED",
	"communities",
	"communities members=2 limit=2 type=MEMBER_OF,MET_WITH",
	"evidence id=Strand other=Petrescu",
	"search words=petrescu,lund evidence=true",
	"search words=compact limit=2 since=2031-05 type=MET_WITH",
	"search words=compact type=SIGNED",
}

// ask splits a question of the list above. Commas stand for spaces.
func ask(t *testing.T, s graph.Store, question string) queries.Answer {
	t.Helper()
	fields := strings.Fields(question)
	q, ok := queries.Named(fields[0])
	if !ok {
		t.Fatalf("no question %q", fields[0])
	}
	args := queries.Args{}
	for _, f := range fields[1:] {
		name, value, _ := strings.Cut(f, "=")
		if name != "type" && name != "modality" {
			value = strings.ReplaceAll(value, ",", " ")
		}
		args[name] = value
	}
	now := func() time.Time { return time.Date(2031, 5, 6, 12, 0, 0, 0, time.UTC) }
	a, err := q.Run(t.Context(), queries.World{Store: s, Now: now}, args)
	if err != nil {
		t.Errorf("%s: %v", question, err)
	}
	return a
}

// spoken is every question's answer, with the lines that people see.
func spoken(t *testing.T, s graph.Store) []byte {
	t.Helper()
	out := map[string]any{}
	for _, question := range asked {
		a := ask(t, s, question)
		var lines []string
		for _, l := range a.Lines {
			if len(l.Cells) != len(a.Columns) {
				t.Errorf("%s: %d cells in %d columns", question, len(l.Cells), len(a.Columns))
			}
			line := strings.Join(l.Cells, " | ")
			if l.Fact != nil {
				line += fmt.Sprintf(" | %d, %s", len(l.Fact.Evidence), l.Fact.Quote)
				if strings.Contains(question, "evidence=") && len(l.Fact.Evidence) == 0 && l.Fact.Tie != "" {
					t.Errorf("%s: no evidence: %s", question, line)
				}
			}
			lines = append(lines, line)
		}
		out[question] = map[string]any{"answer": a, "columns": a.Columns, "lines": lines, "empty": a.Empty}
	}
	got, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(got, '\n')
}

// wantNamed wants the names among some texts.
func wantNamed(t *testing.T, s graph.Store) {
	t.Helper()
	named, err := queries.World{Store: s}.Named(t.Context(), []string{"STRAND", "Ole", "Stória", "storia", "the Compact", "?", ""})
	if want := map[string]bool{"STRAND": true, "Stória": true, "storia": true, "the Compact": true}; err != nil || !maps.Equal(named, want) {
		t.Errorf("names are %v, %v", named, err)
	}
}

func TestQuestions(t *testing.T) {
	s := sampleStore(t)
	wantNamed(t, s)
	compareGolden(t, "questions.json", spoken(t, s))
	run := map[string]bool{}
	for _, q := range asked {
		run[strings.Fields(q)[0]] = true
	}
	for _, q := range queries.Questions() {
		if !run[q.Name] {
			t.Errorf("%s is not asked", q.Name)
		}
		if q.Summary == "" || q.About == "" || len(q.Examples) == 0 {
			t.Errorf("%s tells too little of itself", q.Name)
		}
		names := map[string]bool{}
		for _, p := range q.Params {
			if names[p.Name] || p.Help == "" || p.Kind == "" {
				t.Errorf("%s: parameter %+v", q.Name, p)
			}
			names[p.Name] = true
		}
	}
}

func TestQuestionsNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	s, err := neo4j.Open(t.Context(), neo4j.Options{URL: server.URL, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	fill(t, s)
	wantNamed(t, s)
	wantRelease(t, s)
	keep := flag.Lookup("update").Value.String() // SQLite's answers are the golden ones
	defer flag.Set("update", keep)
	flag.Set("update", "false")
	compareGolden(t, "questions.json", spoken(t, s))
}

func TestWrongArguments(t *testing.T) {
	s := sampleStore(t)
	for _, c := range []struct{ question, name, value, want string }{
		{"who-met", "entities", "x", `who-met has no parameter "entities"; it takes entity, since, until`},
		{"who-met", "since", "May", `since is "May", which is no date; write 2023-10-26, 2023-10 or 2023`},
		{"who-met", "until", "2023-02-30", `until is "2023-02-30", which is no date`},
		{"who-met", "on", "today", `on is "today", which is no date`},
		{"who-met", "planned", "yes", `planned is "yes", it may be include or only`},
		{"who-met", "limit", "-1", `limit is "-1", it may not be below 0`},
		{"who-met", "limit", "2.5", `limit is "2.5", which is no whole number`},
		{"who-met", "limit", "9999999999999999999", `which is no whole number`},
		{"who-met", "min_confidence", "2", `min_confidence is "2", it may be 0 to 1`},
		{"who-met", "min_confidence", "NaN", `which is no number`},
		{"who-met", "direct", "perhaps", `direct is "perhaps", it may be true or false`},
		{"who-met", "modality", "asserted,sure", `modality: there is no modality "sure"; it may be asserted, planned`},
		{"who-met", "modality", ",", `modality: there is no modality ""`},
		{"who-met", "entity", "a\xffb", `entity is no text in UTF-8`},
		{"who-met", "entity", "a\x00b", `entity is no text in UTF-8`},
		{"who-met", "entity", strings.Repeat("x", 1001), `entity has 1001 bytes; it may have 1000`},
		{"timeline", "entity", "", `entity is missing: whose timeline`},
		{"pending", "type", "LIKES", `type: there is no type "LIKES"; it may be ATTACKED`},
		{"ties", "entity", " ", `entity is missing: whose ties`},
		{"path", "b", "", `a is missing: where the path begins`},
		{"changed", "entity", "", `since is missing: since which day?`},
		{"evidence", "id", "nonsense", `"nonsense" is no id of a tie, claim or release; for two entities give both`},
		{"centrality", "type", "NONE", `type: there is no type "NONE"; it may be ATTACKED`},
		{"centrality", "by", "size", `by is "size", it may be degree or betweenness`},
		{"search", "words", `"*`, `holds no word to search for`},
	} {
		q, _ := queries.Named(c.question)
		_, err := q.Run(t.Context(), queries.World{Store: s}, queries.Args{c.name: c.value})
		if graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s=%q: %v, want %s", c.question, c.name, c.value, err, c.want)
		}
	}
	q, _ := queries.Named("ties")
	if _, err := q.Run(t.Context(), queries.World{Store: s}, queries.Args{"entity": "Strand", "on": "2031", "since": "2031"}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("on and since: %v", err)
	}
	if _, err := q.Run(t.Context(), queries.World{Store: s}, queries.Args{"entity": "Nobody At All"}); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("nobody: %v", err)
	}
	known := func(string) ([]string, error) { return []string{"country/none", "country/rur"}, nil }
	a, err := q.Run(t.Context(), queries.World{Store: s, Known: known}, queries.Args{"entity": "The Kingdom"})
	if err != nil || a.Entities["entity"].ID != "country/rur" {
		t.Errorf("a name of the world: %+v, %v", a.Entities, err)
	}
}

func TestReadFilter(t *testing.T) {
	f, err := queries.ReadFilter(queries.Args{"on": "2031-05", "type": "met-with", "modality": "planned", "min_confidence": "0.5", "limit": "3"})
	if err != nil || f.Since != "2031-05" || f.Until != "2031-05" || f.Types[0] != vocab.MetWith || f.Modalities[0] != vocab.Planned || f.MinConfidence != 0.5 || f.Limit != 3 {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := queries.ReadFilter(queries.Args{"entity": "x"}); graph.CodeOf(err) != graph.Invalid {
		t.Error(err)
	}
}

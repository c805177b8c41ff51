package ask_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/ask"
	"entente/extract/models"
	"entente/graph"
	"entente/graph/sqlite"
	"entente/queries"
	"entente/text"
	"entente/text/vocab"
)

var update = flag.Bool("update", false, "write the golden figures anew")

// question is a line of testdata/questions.jsonl. One without a Question is to be
// refused. Entities go by their names.
type question struct {
	Text     string       `json:"text"`
	Question string       `json:"question"`
	Args     queries.Args `json:"args"`
	Seen     bool         `json:"seen"` // its failures have been looked at, so it is not held out
}

// held reports whether a question is of the third that is only counted.
func (q question) held() bool {
	h := fnv.New32a()
	h.Write([]byte(q.Text))
	return h.Sum32()%3 == 0 && !q.Seen
}

func readQuestions(t testing.TB) []question {
	t.Helper()
	f, err := os.Open("testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []question
	for in := bufio.NewScanner(f); in.Scan(); {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// names of the graph that the questions are asked of, by type; aliases after "=".
var names = map[vocab.EntityType]string{
	vocab.Person: `Jens Stoltenberg=Stoltenberg|Espen Barth Eide|Maia Sandu=Sandu|Dorin Recean=Recean|Antony Blinken=Blinken|Volodymyr Zelenskyy=Zelenskyy|
Ursula von der Leyen|Jürgen Stock|James Hecker|Robert Bauer|Moussa Faki Mahamat=Faki|Jonas Gahr Støre=Støre|Mark Rutte=Rutte|António Guterres=Guterres`,
	vocab.Country: `Moldova|Norway|Cabo Verde|Russia|Ukraine|United States=US=USA|Kenya|Germany`,
	vocab.Organization: `NATO=North Atlantic Treaty Organization|INTERPOL|African Union=AU|European Union=EU|Allied Air Command=AIRCOM|
Military Committee=NATO Military Committee|Europol|United Nations=UN|World Health Organization=WHO|OSCE|UNODC|Frontex|Wagner Group`,
	vocab.Place:     `Ramstein|Chișinău|Oslo|Brussels|Geneva|Vilnius`,
	vocab.Facility:  `Rygge Air Station`,
	vocab.Event:     `INTERPOL Dialogue|Munich Security Conference|Vilnius Summit`,
	vocab.Programme: `Partnership for Peace|Container Control Programme`,
	vocab.Document:  `Oslo Declaration|Paris Agreement|Minsk Agreements`,
}

// world is a graph of names: reading a question needs nothing else.
func world(t testing.TB) queries.World {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(ctx) })
	var b graph.Batch
	b.Releases = []graph.Release{{ID: graph.ReleaseID("x"), Title: "x", Text: "x", Published: "2024-01-01"}}
	for typ, list := range names {
		for one := range strings.SplitSeq(list, "|") {
			all := strings.Split(strings.TrimSpace(one), "=")
			e := graph.Entity{ID: strings.ToLower(string(typ)) + "/" + text.Slug(all[0]), Type: typ, Name: all[0], Aliases: all[1:]}
			b.Entities = append(b.Entities, e)
			b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: e.ID, Release: b.Releases[0].ID, Count: 1})
		}
	}
	if err := s.Write(ctx, b); err != nil {
		t.Fatal(err)
	}
	return entente.World(s, func() time.Time { return time.Date(2024, 5, 15, 9, 0, 0, 0, time.UTC) })
}

var loaded = sync.OnceValues(func() (*ask.Parser, error) {
	set, err := models.Load()
	if err != nil {
		return nil, err
	}
	return ask.New(set)
})

func parser(t testing.TB) *ask.Parser {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// named is a reading with the names of entities in place of their ids.
func named(r ask.Reading) string {
	args := maps.Clone(r.Args)
	for name, m := range r.Entities {
		args[name] = m.Name
	}
	return fmt.Sprint(r.Question, " ", args)
}

// score counts readings.
type score struct{ Questions, Answerable, Answered, Right, RefusedRightly int }

func (s score) String() string {
	exact := float64(s.Right+s.RefusedRightly) / float64(s.Questions)
	return fmt.Sprintf("%d questions, %d with a reading: %d answered, %d of them right; exactly right %.3f, precision %.3f\n",
		s.Questions, s.Answerable, s.Answered, s.Right, exact, float64(s.Right)/float64(s.Answered))
}

// TestQuestions reads all questions and holds the figures to a file. Of the third that
// is held out it tells no single failure.
func TestQuestions(t *testing.T) {
	w, p := world(t), parser(t)
	var seen, held score
	for _, q := range readQuestions(t) {
		s := &seen
		if q.held() {
			s = &held
		}
		s.Questions++
		r, err := p.Parse(t.Context(), q.Text, w)
		var refusal *ask.Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("%s: %v", q.Text, err)
		}
		got, want := "", ""
		if err == nil {
			got = named(r)
			s.Answered++
		}
		if q.Question != "" {
			s.Answerable++
			want = named(ask.Reading{Question: q.Question, Args: q.Args})
		}
		switch {
		case got == want && got != "":
			s.Right++
		case got == want:
			s.RefusedRightly++
		case !q.held():
			t.Logf("%s\n  got  %s %v\n  want %s", q.Text, got, err, want)
		}
	}
	if exact := float64(held.Right+held.RefusedRightly) / float64(held.Questions); exact < 0.9 {
		t.Errorf("exactly right on the held-out third: %.3f, want 0.9", exact)
	}
	if precision := float64(held.Right) / float64(held.Answered); precision < 0.97 {
		t.Errorf("precision on the held-out third: %.3f, want 0.97", precision)
	}
	got := "seen:     " + seen.String() + "held out: " + held.String()
	t.Log("\n" + got)
	golden := filepath.Join("testdata", "figures.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("the figures have changed (-want +got)\n%s", d)
	}
}

// TestNearest wants every question that a refusal offers to be one that can be asked.
func TestNearest(t *testing.T) {
	w, p := world(t), parser(t)
	n := 0
	for _, q := range readQuestions(t) {
		_, err := p.Parse(t.Context(), q.Text, w)
		var refusal *ask.Refusal
		if !errors.As(err, &refusal) {
			continue
		}
		if len(refusal.Nearest) == 0 {
			t.Errorf("%s: no question is offered", q.Text)
		}
		for _, other := range refusal.Nearest {
			if n++; other == q.Text {
				t.Errorf("%s is refused and offered", q.Text)
			}
			if _, err := p.Parse(t.Context(), other, w); err != nil {
				t.Errorf("%s offers %s, which is refused: %v", q.Text, other, err)
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d questions offered", n)
	}
}

// TestAnswers asks what the questions are read as, so that no reading has arguments that
// the registry does not take.
func TestAnswers(t *testing.T) {
	w, p := world(t), parser(t)
	asked := map[string]bool{}
	for _, q := range readQuestions(t) {
		r, err := p.Parse(t.Context(), q.Text, w)
		if err != nil {
			continue
		}
		asked[r.Question] = true
		if _, err := r.Ask(t.Context(), w); err != nil {
			t.Errorf("%s (%s): %v", q.Text, r, err)
		}
		named, _ := queries.Named(r.Question)
		ready, err := named.Cypher(t.Context(), w, r.Args)
		if err != nil || ready.Cypher == "" {
			t.Errorf("%s in Cypher: %v", q.Text, err)
		}
	}
	for _, q := range queries.Questions() {
		if !asked[q.Name] {
			t.Errorf("no question in English is read as %s", q.Name)
		}
	}
}

func TestReading(t *testing.T) {
	w, p := world(t), parser(t)
	for text, want := range map[string]string{
		"Who met Stoltenberg in October 2023?":                  "who-met, person Jens Stoltenberg, 2023-10",
		"What ties does Moldova have with NATO?":                "ties, country Moldova, with organization NATO",
		"Which countries did Blinken visit last year?":          "ties, person Antony Blinken, 2023, visited, as subject, entity type Country",
		"Who has met Faki in the last two weeks?":               "who-met, person Moussa Faki Mahamat, since 2024-05-01, until 2024-05-15",
		"who met rutte after 2 may 2023 and before 1 june 2023": "who-met, person Mark Rutte, since 2023-05-03, until 2023-05-31",
		"Who met Rutte between 1 March and 5 May 2024?":         "who-met, person Mark Rutte, since 2024-03-01, until 2024-05-05",
		"Search for \"border training\" since 2023":             "search, border training, since 2023",
	} {
		if r, err := p.Parse(t.Context(), text, w); err != nil || r.String() != want {
			t.Errorf("%s\n got %s, %v\nwant %s", text, r, err, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	w, p := world(t), parser(t)
	for text, want := range map[string]string{
		"":                                "names nobody",
		"?!":                              "names nobody",
		"Who met \xff?":                   "no text in UTF-8",
		strings.Repeat("who met ", 80):    "has 640 bytes; it may have 500",
		"Who met Stoltenburg?":            `the graph knows no "Stoltenburg"; near: Jens Stoltenberg`,
		"Who met Stoltenberg in Brussels": `what "in Brussels" does here`,
	} {
		_, err := p.Parse(t.Context(), text, w)
		var refusal *ask.Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", text, err, want)
		}
		if code := graph.CodeOf(err); code != graph.Invalid && code != graph.NotFound {
			t.Errorf("%.40q: code %q", text, code)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, q := range readQuestions(f) {
		f.Add(q.Text)
	}
	f.Add("who'sn't 's NATO's's of by %")
	w, p := world(f), parser(f)
	f.Fuzz(func(t *testing.T, s string) {
		r, err := p.Parse(t.Context(), s, w)
		if err != nil {
			var refusal *ask.Refusal
			if !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			return
		}
		// What is read can be asked.
		if _, err := r.Ask(t.Context(), w); err != nil {
			t.Errorf("%q is read as %s: %v", s, r, err)
		}
	})
}

// BenchmarkParse reads all questions in turn: what asking costs beyond the query.
func BenchmarkParse(b *testing.B) {
	w, p, all := world(b), parser(b), readQuestions(b)
	for i := 0; b.Loop(); i++ {
		_, _ = p.Parse(b.Context(), all[i%len(all)].Text, w)
	}
}

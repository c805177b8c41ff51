package eval

import (
	"bytes"
	"strings"
	"testing"
)

const text = "Ann Bo met Dr Cé in Oslo.\\n\\nBo left."

const gold = `{"id": "d", "text": "` + text + `", "entities": [
 {"key": "bo", "type": "Person", "names": ["Ann Bo", "Bo"], "mentions": [{"start": 0, "end": 6, "text": "Ann Bo"}, {"start": 28, "end": 30, "text": "Bo"}]},
 {"key": "ce", "type": "Person", "names": ["Cé"], "mentions": [{"start": 14, "end": 17, "text": "Cé"}]},
 {"key": "oslo", "type": "Place", "names": ["Oslo"], "optional": true, "mentions": [{"start": 21, "end": 25, "text": "Oslo"}]}],
 "relations": [{"s": "ce", "r": "MET_WITH", "o": "bo", "from": "2020", "evidence": ""},
 {"s": "bo", "r": "VISITED", "o": "oslo", "evidence": ""}]}`

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "") }

func score(t *testing.T, gold, system string) Result {
	t.Helper()
	g, err := ReadGold(strings.NewReader(oneLine(gold)), "gold")
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadSystem(strings.NewReader(oneLine(system)), "system")
	if err != nil {
		t.Fatal(err)
	}
	return Score(g, s)
}

func TestScore(t *testing.T) {
	r := score(t, gold, `{"id": "d", "entities": [
 {"id": "a", "type": "Person", "name": "Mr. ANN BO", "mentions": [{"start": 0, "end": 6, "text": "Ann Bo"}, {"start": 28, "end": 30, "text": "Bo", "kind": "pronoun"}]},
 {"id": "b", "type": "Person", "name": "Ann", "aliases": ["Bo"], "mentions": [{"start": 28, "end": 29, "text": "B"}]},
 {"id": "c", "type": "Person", "name": "Ce’s", "mentions": [{"start": 14, "end": 17, "text": "Cé"}]},
 {"id": "o", "type": "Place", "name": "Oslo", "mentions": [{"start": 21, "end": 25, "text": "Oslo"}]}],
 "relations": [
 {"subject": "a", "type": "MET_WITH", "object": "c", "from": "2020", "to": "2020-01", "evidence": {"start": 0, "end": 26, "text": "Ann Bo met Dr Cé in Oslo."}},
 {"subject": "a", "type": "VISITED", "object": "o", "modality": "asserted"},
 {"subject": "a", "type": "VISITED", "object": "o", "modality": "planned"}]}`)
	for _, c := range []struct {
		what      string
		f         Figures
		tp, fp, n int
	}{
		{"mentions", r.Mentions, 2, 1, 1},
		{"entities: the second Bo is a missed merge", r.Entities, 2, 1, 0},
		{"relations", r.Relations, 1, 1, 0},
	} {
		if c.f.TP != c.tp || c.f.FP != c.fp || c.f.FN != c.n {
			t.Errorf("%s: tp %d fp %d fn %d, want %d %d %d", c.what, c.f.TP, c.f.FP, c.f.FN, c.tp, c.fp, c.n)
		}
	}
	if r.Dates != (Share{Right: 0, Of: 1, Share: r.Dates.Share}) || *r.Dates.Share != 0 {
		t.Errorf("dates %+v", r.Dates)
	}
	if r.Evidence.Right != 1 || r.Titles.Of != 0 || r.Titles.Share != nil {
		t.Errorf("evidence %+v titles %+v", r.Evidence, r.Titles)
	}
	var b bytes.Buffer
	if err := r.WriteErrors(&b); err != nil {
		t.Fatal(err)
	}
	want := "d\tmissed mention\tPerson\tBo\nd\tspurious mention\tPerson\tB\nd\tspurious entity\tPerson\tAnn\n" +
		"d\twrong date\tMET_WITH\tbo -> ce: 2020/2020-01 for 2020/2020\n" +
		"d\tspurious relation\tVISITED\tbo -> oslo [planned] \"\"\n"
	if b.String() != want {
		t.Errorf("errors:\n%s\nwant:\n%s", b.String(), want)
	}
}

func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"\n{\"id\": 3}":          "f:2: not a JSON document",
		"{\"entities\": []}":     "f:1: the document has no id",
		"{\"id\": \"x\"}\n\n[1]": "f:3: not a JSON document",
		"{\"id\": \"x\", \"relations\": [{\"subject\": \"a\"}]}":  "f:1: a relation of \"x\" needs",
		"{\"id\": \"x\", \"entities\": [{\"type\": \"Person\"}]}": "f:1: entity \"\" of \"x\" needs",
	} {
		if _, err := ReadSystem(strings.NewReader(in), "f"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

func TestRound4(t *testing.T) {
	for in, want := range map[float64]string{0: "0.0", 1: "1.0", 2.0 / 3: "0.6667", 0.03125: "0.0312", 0.09375: "0.0938", 0.5: "0.5", 1.0 / 8192: "0.0001"} {
		if got, _ := round4(in).MarshalJSON(); string(got) != want {
			t.Errorf("%v: %s, want %s", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(oneLine(gold)))
	f.Add([]byte(`{"id":"x","entities":[{"id":"a","type":"T","name":"n","mentions":[{"start":-3,"end":9}]}],"relations":[{"subject":"a","type":"T","object":"a"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		g, err := ReadGold(bytes.NewReader(b), "g")
		if err != nil {
			return
		}
		s, err := ReadSystem(bytes.NewReader(b), "s")
		if err != nil {
			return
		}
		var out bytes.Buffer
		r := Score(g, s)
		if err := r.WriteJSON(&out, true); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzSlice(f *testing.F) {
	f.Add("é", 0, 1)
	f.Fuzz(func(t *testing.T, s string, start, end int) { slice(s, start, end) })
}

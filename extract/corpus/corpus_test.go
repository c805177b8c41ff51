package corpus

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/text/vocab"
)

// row is a line of CoNLL-U.
func row(id, form, tag, head, rel, misc string) string {
	return strings.Join([]string{id, form, "_", "X", tag, "_", head, rel, "_", misc}, "\t") + "\n"
}

func TestReadCoNLLU(t *testing.T) {
	in := "# newdoc id = a\n# text = Ana's here.\n" +
		row("1-2", "Ana's", "_", "_", "_", "_") +
		row("1", "Ana", "NNP", "3", "nsubj", "_") +
		row("2", "'s", "VBZ", "3", "cop", "_") +
		row("2.1", "up", "RP", "_", "_", "_") +
		row("3", "here", "RB", "0", "root", "SpaceAfter=No") +
		row("4", ".", ".", "3", "punct", "_") +
		"\n# newpar\n# text = Go\n" + row("1", "Go", "VB", "0", "root", "_")
	got, err := ReadCoNLLU(strings.NewReader(in), "a.conllu")
	if err != nil {
		t.Fatal(err)
	}
	want := []Sentence{
		{Text: "Ana's here.", Doc: "a", Paragraph: true, Line: 3, Words: []Word{
			{Form: "Ana", UPOS: "X", XPOS: "NNP", Head: 3, Rel: "nsubj", Lemma: "_"},
			{Form: "'s", UPOS: "X", XPOS: "VBZ", Head: 3, Rel: "cop", Lemma: "_", Glued: true},
			{Form: "here", UPOS: "X", XPOS: "RB", Rel: "root", Lemma: "_"},
			{Form: ".", UPOS: "X", XPOS: ".", Head: 3, Rel: "punct", Lemma: "_", Glued: true},
		}},
		{Text: "Go", Doc: "a", Paragraph: true, Line: 12, Words: []Word{{Form: "Go", UPOS: "X", XPOS: "VB", Rel: "root", Lemma: "_"}}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Word{})); diff != "" {
		t.Error(diff)
	}
}

func TestCoNLLUErrors(t *testing.T) {
	ok := row("1", "Go", "VB", "0", "root", "_")
	for name, tt := range map[string]struct{ in, want string }{
		"columns":        {ok + "2\ton\n", "t:2: 2 columns, where CoNLL-U has 10"},
		"spaces":         {strings.ReplaceAll(ok, "\t", " "), "t:1: 1 columns"},
		"id":             {row("2", "Go", "VB", "0", "root", "_"), `t:1: word id "2", expected 1`},
		"head":           {row("1", "Go", "VB", "x", "root", "_"), `t:1: head "x" is no number`},
		"no form":        {row("1", "", "VB", "0", "root", "_"), "t:1: the second column, the word, is empty"},
		"head far":       {row("1", "Go", "VB", "7", "x", "_") + "\n", "t:2: in the sentence that ends here: word 1 \"Go\" has head 7, but the sentence has 1 words"},
		"own head":       {row("1", "Go", "VB", "1", "x", "_") + "\n", "is its own head"},
		"two roots":      {ok + row("2", "on", "RP", "0", "root", "_") + "\n", "words 1 and 2 are both roots"},
		"circle":         {ok + row("2", "a", "X", "3", "x", "_") + row("3", "b", "X", "2", "x", "_") + "\n", "t:4: in the sentence that ends here: the heads run in a circle"},
		"no root":        {row("1", "a", "X", "2", "x", "_") + row("2", "b", "X", "1", "x", "_"), "in the last sentence: no word is the root"},
		"multiword gap":  {row("2-3", "don't", "_", "_", "_", "_"), `t:1: multiword token "2-3" does not follow word 0`},
		"multiword bare": {row("1-2", "don't", "_", "_", "_", "_") + "\n", "multiword token \"don't\" has no words"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadCoNLLU(strings.NewReader(tt.in), "t")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestReadBIO(t *testing.T) {
	got, err := ReadBIO(strings.NewReader("Ana\tB-PER\nBell I-PER\nspoke\tO\n\n\nNATO x y B-ORG\r\n"), "n.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := []Sentence{
		{Line: 1, Words: []Word{{Form: "Ana", Label: "B-PER"}, {Form: "Bell", Label: "I-PER"}, {Form: "spoke", Label: "O"}}},
		{Line: 6, Words: []Word{{Form: "NATO", Label: "B-ORG"}}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Word{})); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string]string{
		"Ana\n":                    "t:1: expected a word and its label",
		"Ana\tPER\n":               `t:1: label "PER" is none of`,
		"a\tO\nAna\tI-PER\n":       `t:2: label "I-PER" follows "O": a name begins with B-PER`,
		"a\tB-ORG\nAna\tI-PER\n":   `t:2: label "I-PER" follows "B-ORG"`,
		"a\tB-PER\n\nAna\tI-PER\n": `t:3: label "I-PER" follows "O"`,
		"a\tB-\n":                  "t:1: label",
	} {
		if _, err := ReadBIO(strings.NewReader(in), "t"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

func TestReadReleases(t *testing.T) {
	in := `{"id":"a","text":"Ana Bell of Perú.","date":"2020-01-02","source":"X","url":"u","entities":[{"key":"peru","type":"Country","mentions":[{"start":12,"end":17,"text":"Perú"}]},
	  {"key":"ana","type":"Person","optional":true,"mentions":[{"start":0,"end":8},{"start":4,"end":8}]}],
	  "relations":[{"s":"ana","r":"HOLDS_POSITION","o":"peru","title":"Minister","optional":true,"evidence":"Ana"}]}`
	got, err := ReadReleases(strings.NewReader(strings.ReplaceAll(in, "\n", " ")), "r.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	ana, peru := Name{Start: 0, End: 8, Type: vocab.Person, Optional: true}, Name{Start: 12, End: 17, Type: vocab.Country}
	want := []Release{{ID: "a", Text: "Ana Bell of Perú.", Date: "2020-01-02", Source: "X", URL: "u", Line: 1, Names: []Name{ana, peru},
		Entities: []Entity{{Key: "peru", Type: vocab.Country, Names: []Name{peru}},
			{Key: "ana", Type: vocab.Person, Optional: true, Names: []Name{ana, {Start: 4, End: 8, Type: vocab.Person, Optional: true}}}},
		Facts:        []Fact{{Subject: "ana", Object: "peru", Type: vocab.HoldsPosition, Modality: vocab.Asserted, Title: "Minister", Optional: true}},
		HasRelations: true,
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string]string{
		`{`:            "t:1: unexpected end of JSON input",
		`{"text":"x"}`: `t:1: no "id"`,
		`{"id":"a"}`:   `t:1: no "text"`,
		"\n" + `{"id":"a","text":"x","entities":[{"type":"Town","mentions":[]}]}`:                                `t:2: release a: an entity has type "Town"`,
		`{"id":"a","text":"x","entities":[{"type":"Place","mentions":[{"start":0,"end":2}]}]}`:                   "bytes 0 to 2 are no part of its text of 1 bytes",
		`{"id":"a","text":"é","entities":[{"type":"Place","mentions":[{"start":1,"end":2}]}]}`:                   "bytes 1 to 2 are no part",
		`{"id":"a","text":"xy","entities":[{"type":"Place","mentions":[{"start":0,"end":1,"text":"y"}]}]}`:       `bytes 0 to 1 are "x", where the mention says "y"`,
		`{"id":"a","text":"xy","entities":[{"type":"Place","mentions":[{"start":0}]}]}`:                          `has no "start" or no "end"`,
		`{"id":"a","text":"xy","entities":[{"type":"Place","mentions":[[1]]}]}`:                                  "write [start, end]",
		`{"id":"a","text":"x","entities":[],"relations":[{"s":"a","r":"MET_WITH","o":"b"}]}`:                     `t:1: release a: a relation of type MET_WITH ends at "a", which is no entity of it`,
		`{"id":"a","text":"x","entities":[{"key":"a","type":"Place"}],"relations":[{"s":"a","r":"IS","o":"a"}]}`: `a relation has type "IS", which is none of`,
	} {
		if _, err := ReadReleases(strings.NewReader(in), "t"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

func TestReadStandoff(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "raw_x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "raw_x", "all.jsonl"), []byte(`{"title":"","text":"none"}`+"\n"+`{"title":"Talks","text":"Ana met Bo."}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	hash := fmt.Sprintf("%x", sha256.Sum256([]byte("Talks\n\nAna met Bo.")))[:16]
	line := func(n int, hash string) string {
		return fmt.Sprintf(`{"id":"a","corpus":"raw_x","line":%d,"sha256":%q,"date":"2020-01-02","entities":[{"type":"Person","mentions":[[7,10]]},{"type":"Person","mentions":[[15,17,1]]}],"relations":[{"s":0,"r":"MET_WITH","o":1,"modality":"planned"}]}`, n, hash)
	}
	got, err := ReadStandoff(strings.NewReader(line(2, hash)), "s.jsonl", dir)
	if err != nil {
		t.Fatal(err)
	}
	ana, bo := Name{Start: 7, End: 10, Type: vocab.Person}, Name{Start: 15, End: 17, Type: vocab.Person, Optional: true}
	want := []Release{{ID: "a", Text: "Talks\n\nAna met Bo.", Date: "2020-01-02", Line: 1, Names: []Name{ana, bo},
		Entities:     []Entity{{Key: "0", Type: vocab.Person, Names: []Name{ana}}, {Key: "1", Type: vocab.Person, Optional: true, Names: []Name{bo}}},
		Facts:        []Fact{{Subject: "0", Object: "1", Type: vocab.MetWith, Modality: vocab.Planned}},
		HasRelations: true,
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string]string{
		line(1, hash): "all.jsonl:1 is not the text that was annotated",
		line(9, hash): "has no line 9",
		strings.Replace(line(2, hash), "raw_x", "raw_y", 1): "no such file",
		strings.Replace(line(2, hash), "raw_x", "../x", 1):  `no "corpus"`,
	} {
		if _, err := ReadStandoff(strings.NewReader(in), "t", dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

func TestReadDocRED(t *testing.T) {
	in := `{"title":"x","sents":[["Ana","Bell","left"],["Peru","won"]],"entities":[{"type":"PER","mentions":[{"sent":0,"pos":[0,2]},{"sent":0,"pos":[1,2]}]},{"type":"LOC","mentions":[{"sent":1,"pos":[0,1]}]}]}`
	got, err := ReadDocRED(strings.NewReader("\n"+in), "d.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want := []Sentence{
		{Doc: "2", Line: 2, Words: []Word{{Form: "Ana", Label: "B-PER"}, {Form: "Bell", Label: "I-PER"}, {Form: "left", Label: "O"}}},
		{Doc: "2", Line: 2, Words: []Word{{Form: "Peru", Label: "B-LOC"}, {Form: "won", Label: "O"}}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Word{})); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string]string{
		`{`: "t:1: unexpected end of JSON input",
		`{"sents":[["a"]],"entities":[{"type":"PER","mentions":[{"sent":1,"pos":[0,1]}]}]}`: "t:1: sentence 1 has no words 0 to 1",
		`{"sents":[["a"]],"entities":[{"type":"PER","mentions":[{"sent":0,"pos":[0,2]}]}]}`: "t:1: sentence 0 has no words 0 to 2",
		`{"sents":[["a"]],"entities":[{"type":"","mentions":[]}]}`:                          `t:1: an entity has type ""`,
	} {
		if _, err := ReadDocRED(strings.NewReader(in), "t"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

func TestEmptyFiles(t *testing.T) {
	for name, read := range readers {
		for _, in := range []string{"", "\n\n \n"} {
			if err := read(in); !errors.Is(err, ErrEmpty) || !strings.HasPrefix(err.Error(), "t: ") {
				t.Errorf("%s of %q: %v", name, in, err)
			}
		}
	}
}

// readers read a text as a file "t" of each form.
var readers = map[string]func(string) error{
	"CoNLL-U":    func(s string) error { _, err := ReadCoNLLU(strings.NewReader(s), "t"); return err },
	"BIO":        func(s string) error { _, err := ReadBIO(strings.NewReader(s), "t"); return err },
	"releases":   func(s string) error { _, err := ReadReleases(strings.NewReader(s), "t"); return err },
	"stand-off":  func(s string) error { _, err := ReadStandoff(strings.NewReader(s), "t", "testdata"); return err },
	"DocRED":     func(s string) error { _, err := ReadDocRED(strings.NewReader(s), "t"); return err },
	"unlabelled": func(s string) error { _, err := ReadUnlabelled(strings.NewReader(s), "t"); return err },
}

func TestNoisyKeepsWordsAndLabels(t *testing.T) {
	var data []Sentence
	for i := range 400 {
		data = append(data, Sentence{Line: i + 1, Words: []Word{{Form: "Chișinău", XPOS: "NNP"}, {Form: "hosts", XPOS: "VBZ"}, {Form: "ministers", XPOS: "NNS"}}})
	}
	got := Noisy(data, 1)
	if diff := cmp.Diff(got, Noisy(data, 1), cmpopts.IgnoreUnexported(Word{})); diff != "" {
		t.Error("two runs differ: " + diff)
	}
	shouted, plain := 0, 0
	for _, s := range got[len(data):] {
		if len(s.Words) != 3 || s.Words[1].XPOS != "VBZ" {
			t.Fatalf("%v", s)
		}
		switch s.Words[0].Form {
		case "CHIȘINĂU":
			shouted++
		case "Chisinau":
			plain++
		}
	}
	if shouted < 5 || plain < 3 {
		t.Errorf("%d copies in capitals and %d without accents of %d", shouted, plain, len(got)-len(data))
	}
}

func TestParagraphs(t *testing.T) {
	got := Paragraphs([]Sentence{{Text: "A b.", Doc: "1"}, {Text: "C.", Doc: "1"}, {Text: "D.", Doc: "1", Paragraph: true}, {Text: "E.", Doc: "2"}})
	want := []Paragraph{{"A b. C.", []int{4, 7}, "1"}, {"D.", []int{2}, "1"}, {"E.", []int{2}, "2"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// scorer is the shared scorer, or a skip where it or Python is missing.
func scorer(t *testing.T) (python, script string) {
	t.Helper()
	script, err := filepath.Abs("../../shared/gold/score.py")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Skipf("the shared scorer is not here: %v", err)
	}
	python, err = exec.LookPath("python3")
	if err != nil {
		t.Skipf("no Python to run the shared scorer with: %v", err)
	}
	return python, script
}

func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8", "PYTHONDONTWRITEBYTECODE=1")
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return out
}

// TestLikeTheSharedScorer compares every output, byte for byte, on outputs that
// are the gold itself, damaged at random in every way that the scorer counts.
func TestLikeTheSharedScorer(t *testing.T) {
	python, script := scorer(t)
	for _, file := range []string{"seed.jsonl", "dev.jsonl", "train.jsonl"} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%s/%d", file, seed), func(t *testing.T) {
				path := filepath.Join(filepath.Dir(script), file)
				f, err := os.Open(path)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				docs, err := ReadGold(f, path)
				if err != nil {
					t.Fatal(err)
				}
				system := damage(docs, rand.New(rand.NewPCG(seed, 7)), float64(seed)*0.2)
				out := filepath.Join(t.TempDir(), "system.jsonl")
				if err := os.WriteFile(out, system, 0o600); err != nil {
					t.Fatal(err)
				}
				read, err := ReadSystem(bytes.NewReader(system), out)
				if err != nil {
					t.Fatal(err)
				}
				r := Score(docs, read)
				if seed == 0 && (r.Mentions.FP != 0 || r.Relations.F1 < 0.99) {
					t.Errorf("the gold scored against itself: %+v %+v", r.Mentions, r.Relations)
				}
				if seed > 0 && (r.Relations.FP == 0 || r.Relations.FN == 0 || r.Entities.FP == 0) {
					t.Errorf("the damage did not show: %+v %+v", r.Relations, r.Entities)
				}
				var got bytes.Buffer
				for _, write := range []error{r.WriteErrors(&got), r.WriteText(&got, true)} {
					if write != nil {
						t.Fatal(write)
					}
				}
				same(t, got.Bytes(), run(t, python, script, path, out, "--errors", "--by-type"))
				for _, byType := range []bool{false, true} {
					args := []string{script, path, out, "--json"}
					if byType {
						args = append(args, "--by-type")
					}
					got.Reset()
					if err := r.WriteJSON(&got, byType); err != nil {
						t.Fatal(err)
					}
					same(t, got.Bytes(), run(t, python, args...))
				}
			})
		}
	}
}

func same(t *testing.T, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range w {
		if i >= len(g) || g[i] != w[i] {
			t.Fatalf("line %d:\n got %s\nwant %s", i+1, append(g, make([]string, i+1)...)[i], w[i])
		}
	}
	t.Fatal("more lines than the shared scorer prints")
}

// damage turns gold into an extractor's output in which each thing is dropped,
// shifted, doubled or changed with probability p.
func damage(docs []Gold, rnd *rand.Rand, p float64) []byte {
	hit := func() bool { return rnd.Float64() < p }
	rarely := func() bool { return rnd.Float64() < p*p }
	pick := func(s ...string) string { return s[rnd.IntN(len(s))] }
	type object = map[string]any
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	for _, d := range docs {
		if rarely() {
			continue
		}
		entities, relations := []object{}, []object{}
		for _, e := range d.Entities {
			if rarely() {
				continue
			}
			mentions := []object{}
			for _, m := range e.Mentions {
				o := object{"start": m.Start, "end": m.End, "text": m.Text}
				if hit() {
					o["kind"] = pick("name", "nominal", "pronoun")
				}
				if hit() {
					o["start"] = m.Start + rnd.IntN(5) - 2
				}
				if !rarely() {
					mentions = append(mentions, o)
				}
				if hit() {
					mentions = append(mentions, object{"start": m.Start, "end": m.End, "text": "again " + m.Text})
				}
			}
			o := object{"id": e.Key, "type": e.Type, "name": e.Names[0], "aliases": e.Names[1:], "mentions": mentions}
			if hit() {
				o["type"] = pick("Person", "Country", "Organization", "Event", "Größe")
			}
			if hit() {
				o["name"] = pick("Dr. ", "THE ", "“", "Mr  The ", "x ", "ǅ ", "\u0301") + strings.ToUpper(e.Names[0]) + pick("", "’s", "'s ", "\u00a0", "–ß")
			}
			entities = append(entities, o)
			if rarely() {
				again := object{"id": e.Key + "-2", "type": e.Type, "name": e.Names[len(e.Names)-1]}
				if hit() {
					again["mentions"] = mentions
				}
				entities = append(entities, again)
			}
		}
		for _, r := range d.Relations {
			if hit() {
				continue
			}
			o := object{"subject": r.Subject, "type": r.Type, "object": r.Object, "modality": r.Modality, "title": r.Title, "from": r.From}
			if r.To != nil || hit() {
				o["to"] = r.From
			}
			switch {
			case hit():
				o["subject"], o["object"] = r.Object, r.Subject
			case hit():
				o["object"] = pick(r.Object, r.Object+"-2", "nobody")
			}
			if hit() {
				o["modality"] = pick("planned", "former", "negated")
			} else if hit() {
				delete(o, "modality")
			}
			if hit() {
				o["from"], o["to"] = pick("", "2023-10-26"), nil
			}
			if hit() {
				o["type"] = pick("MET_WITH", "SAME_AS", "PRAISED", "KNOWS")
			}
			if hit() {
				o["title"] = "The " + strings.ToUpper(r.Title)
			} else if hit() {
				o["title"] = "none"
			}
			if d.Text != nil {
				start := rnd.IntN(len(*d.Text))
				end := min(len(*d.Text), start+rnd.IntN(120))
				quote := object{"start": start, "end": end, "text": strings.ToValidUTF8((*d.Text)[start:end], "\uFFFD")}
				if hit() {
					quote["start"] = start - len(*d.Text)
				}
				if hit() {
					quote["end"] = end + 1
				}
				if !rarely() {
					o["evidence"] = quote
				}
			}
			relations = append(relations, o)
			if hit() {
				relations = append(relations, o)
			}
		}
		if err := out.Encode(object{"id": d.ID, "entities": entities, "relations": relations}); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

// TestNormalLikeTheSharedScorer folds every character of the first two
// planes that both sides know.
func TestNormalLikeTheSharedScorer(t *testing.T) {
	python, script := scorer(t)
	out := run(t, python, "-c", `
import sys, json, unicodedata
sys.path.insert(0, sys.argv[1])
from score import normal
for c in range(0x20000):
    if 0xD800 <= c < 0xE000 or unicodedata.category(chr(c)) == "Cn": continue
    if 0x13A0 <= c < 0x1400 or 0xAB70 <= c < 0xABC0: continue  # Cherokee, which Go folds to the other case
    s = "the " + chr(c) + "b " + chr(c) + "'s"
    print(c, json.dumps(normal(s)))
for s in ["The Dr. H.E. Bo", "the", "Sir. the x", " - The–x's ", "mr\u00a0x", "Lord Dame", "dr.bo", "h. e. x", "theX", "'s"]:
    print(json.dumps(s), json.dumps(normal(s)))
`, filepath.Dir(script))
	bad := 0
	for line := range strings.Lines(string(out)) {
		d := json.NewDecoder(strings.NewReader(line))
		var in any
		var want string
		if err := d.Decode(&in); err != nil {
			t.Fatal(err)
		}
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		s, ok := in.(string)
		if c, number := in.(float64); number {
			s = "the " + string(rune(c)) + "b " + string(rune(c)) + "'s"
		} else if !ok {
			t.Fatalf("odd line %q", line)
		}
		if got := normal(s); got != want {
			if bad++; bad <= 20 {
				t.Errorf("%+q: %+q, want %+q", s, got, want)
			}
		}
	}
	if bad > 20 {
		t.Errorf("and %d more", bad-20)
	}
}

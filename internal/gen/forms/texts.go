package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract"
	"entente/extract/form"
	"entente/extract/prose"
	"entente/text"
)

// minSeen is how often a form must be seen to have a vector.
const minSeen = 3

// readTexts reads the corpora as lists of tokens, a paragraph or sentence each.
// No test set of a corpus is among them.
func readTexts(data string) ([][]string, error) {
	var out [][]string
	tokenise := prose.New()
	add := func(s string) error {
		for line := range strings.Lines(s) {
			d := text.New(line)
			a := &extract.Analysis{Doc: d, Sentences: []text.Sentence{{Span: text.Span{End: len(d.Text())}}}}
			if err := tokenise.Apply(context.Background(), a); err != nil {
				return err
			}
			var words []string
			for _, t := range a.Tokens {
				words = append(words, d.Slice(t.Span))
			}
			if len(words) > 0 {
				out = append(out, words)
			}
		}
		return nil
	}
	for _, name := range []string{"raw_state/all", "raw_whitehouse/all", "raw_au_pm/all", "rel_knowledgenet/fold1", "rel_knowledgenet/fold2",
		"rel_knowledgenet/fold3", "rel_knowledgenet/fold4"} {
		err := eachLine(filepath.Join(data, name+".jsonl"), func(line []byte) error {
			var r struct{ Title, Text string }
			if err := json.Unmarshal(line, &r); err != nil {
				return err
			}
			return add(r.Title + "\n" + r.Text)
		})
		if err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"rel_redocred/dev", "rel_redocred/test"} {
		err := eachLine(filepath.Join(data, name+".jsonl"), func(line []byte) error {
			var r struct{ Sents [][]string }
			if err := json.Unmarshal(line, &r); err != nil {
				return err
			}
			out = append(out, r.Sents...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"ud_ewt/train", "ud_gum_free/train"} {
		err := eachLine(filepath.Join(data, name+".conllu"), func(line []byte) error {
			if s, ok := strings.CutPrefix(string(line), "# text = "); ok {
				return add(s)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"ner_wikigold/all", "ner_multiner_gov/all", "ner_crossner/politics-train", "ner_crossner/politics-dev", "re3d/train"} {
		var words []string
		err := eachLine(filepath.Join(data, name+".tsv"), func(line []byte) error {
			w, _, ok := strings.Cut(string(line), "\t")
			if ok {
				words = append(words, w)
			} else if len(words) > 0 {
				out, words = append(out, words), nil
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func eachLine(path string, f func([]byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 64<<20)
	for n := 1; in.Scan(); n++ {
		if err := f(in.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return in.Err()
}

// vocabulary is the texts as numbers of forms.
type vocabulary struct {
	forms  []string // the most frequent first
	counts []int
	texts  [][]int32
	tokens int
	upper  map[string]int // how often written with a capital inside sentences
	lower  map[string]int
}

func count(texts [][]string) *vocabulary {
	v := &vocabulary{upper: map[string]int{}, lower: map[string]int{}}
	seen := map[string]int{}
	folded := make([][]string, len(texts))
	for i, words := range texts {
		for _, w := range words {
			f := form.Fold(w)
			seen[f]++
			folded[i] = append(folded[i], f)
		}
		v.countCapitals(words, folded[i])
	}
	for f, n := range seen {
		if n >= minSeen && !strings.ContainsAny(f, "\t\n") {
			v.forms = append(v.forms, f)
		}
	}
	slices.SortFunc(v.forms, func(a, b string) int {
		if seen[a] != seen[b] {
			return seen[b] - seen[a]
		}
		return strings.Compare(a, b)
	})
	number := make(map[string]int32, len(v.forms))
	for i, f := range v.forms {
		number[f] = int32(i)
		v.counts = append(v.counts, seen[f])
	}
	for _, words := range folded {
		var row []int32
		for _, f := range words {
			if n, ok := number[f]; ok {
				row = append(row, n)
			}
		}
		v.tokens += len(row)
		v.texts = append(v.texts, row)
	}
	return v
}

// countCapitals counts how forms are written where a capital tells something.
func (v *vocabulary) countCapitals(words, folded []string) {
	if form.ModeOf(words) != form.Ordinary {
		return
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if i == 0 || !unicode.IsLetter(r) || strings.ContainsAny(words[i-1], ".:!?\"“”‘•(") {
			continue
		}
		if unicode.IsUpper(r) {
			v.upper[folded[i]]++
		} else {
			v.lower[folded[i]]++
		}
	}
}

// usage is a class of how often a form has a capital, and how sure that is.
func (v *vocabulary) usage(f string) string {
	n := v.upper[f] + v.lower[f]
	if n == 0 {
		return "none"
	}
	share, class := float64(v.upper[f])/float64(n), "capital"
	switch {
	case share == 0:
		class = "small"
	case share < 0.1:
		class = "mostly small"
	case share < 0.5:
		class = "rather small"
	case share < 0.9:
		class = "rather capital"
	}
	switch {
	case n < 3:
		return class + " 1"
	case n < 10:
		return class + " 3"
	}
	return class + " 10"
}

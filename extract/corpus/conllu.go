package corpus

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ReadCoNLLU reads a treebank in CoNLL-U (universaldependencies.org/format.html).
// Empty nodes ("8.1") are left out; of a multiword token ("3-4") the words
// remain. A sentence whose heads are no tree is an error.
func ReadCoNLLU(r io.Reader, name string) ([]Sentence, error) {
	var (
		out  []Sentence
		cur  Sentence
		span int // index in cur.Words of the last word of an open multiword token, or -1
		glue bool
	)
	reset := func() {
		cur, span, glue = Sentence{Doc: cur.Doc}, -1, false
	}
	reset()
	finish := func() error {
		if len(cur.Words) == 0 {
			return nil
		}
		if err := checkTree(cur.Words); err != nil {
			return err
		}
		out = append(out, cur)
		reset()
		return nil
	}
	err := lines(r, name, func(line string, n int) error {
		switch {
		case strings.TrimSpace(line) == "":
			if err := finish(); err != nil {
				return fmt.Errorf("in the sentence that ends here: %w", err)
			}
			return nil
		case line[0] == '#':
			comment(&cur, line)
			return nil
		}
		col := strings.Split(line, "\t")
		if len(col) != 10 {
			return fmt.Errorf("%d columns, where CoNLL-U has 10 with tabs between them", len(col))
		}
		noSpace := hasFeature(col[9], "SpaceAfter=No")
		if from, to, ok := strings.Cut(col[0], "-"); ok {
			a, err1 := strconv.Atoi(from)
			b, err2 := strconv.Atoi(to)
			if err1 != nil || err2 != nil || a != len(cur.Words)+1 || b < a {
				return fmt.Errorf("multiword token %q does not follow word %d", col[0], len(cur.Words))
			}
			if cur.Line == 0 {
				cur.Line = n
			}
			span = b - 1
			// The first word keeps the gap before the token, the others have none.
			cur.Words = append(cur.Words, Word{Form: col[1], Glued: glue, hidden: true})
			glue = noSpace
			return nil
		}
		if strings.Contains(col[0], ".") {
			return nil
		}
		w, err := word(col)
		if err != nil {
			return err
		}
		first := false
		if k := len(cur.Words); k > 0 && cur.Words[k-1].hidden {
			w.Glued, first = cur.Words[k-1].Glued, true
			cur.Words = cur.Words[:k-1]
		}
		at := len(cur.Words)
		if col[0] != strconv.Itoa(at+1) {
			return fmt.Errorf("word id %q, expected %d", col[0], at+1)
		}
		if cur.Line == 0 {
			cur.Line = n
		}
		switch {
		case at <= span && first:
		case at <= span:
			w.Glued = true
		default:
			w.Glued, glue = glue, noSpace
		}
		cur.Words = append(cur.Words, w)
		return nil
	})
	if err == nil {
		if err = finish(); err != nil {
			err = fmt.Errorf("%s: in the last sentence: %w", name, err)
		}
	}
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	return out, err
}

func comment(s *Sentence, line string) {
	key, value, _ := strings.Cut(strings.TrimSpace(line[1:]), " = ")
	switch key = strings.TrimSpace(key); {
	case key == "text":
		s.Text = value
	case strings.HasPrefix(key, "newdoc"):
		s.Doc, s.Paragraph = value, true
	case strings.HasPrefix(key, "newpar"):
		s.Paragraph = true
	}
}

func word(col []string) (Word, error) {
	w := Word{Form: col[1], Lemma: col[2], UPOS: col[3], XPOS: col[4], Rel: col[7]}
	if w.Form == "" {
		return w, fmt.Errorf("the second column, the word, is empty")
	}
	var err error
	if w.Head, err = strconv.Atoi(col[6]); err != nil || w.Head < 0 {
		return w, fmt.Errorf("head %q is no number of a word", col[6])
	}
	return w, nil
}

func hasFeature(misc, feature string) bool {
	for f := range strings.SplitSeq(misc, "|") {
		if f == feature {
			return true
		}
	}
	return false
}

// checkTree reports what keeps the heads of a sentence from being a tree.
func checkTree(words []Word) error {
	root := 0
	for i, w := range words {
		switch {
		case w.hidden:
			return fmt.Errorf("multiword token %q has no words", w.Form)
		case w.Head > len(words):
			return fmt.Errorf("word %d %q has head %d, but the sentence has %d words", i+1, w.Form, w.Head, len(words))
		case w.Head == i+1:
			return fmt.Errorf("word %d %q is its own head", i+1, w.Form)
		case w.Head == 0 && root > 0:
			return fmt.Errorf("words %d and %d are both roots", root, i+1)
		case w.Head == 0:
			root = i + 1
		}
	}
	if root == 0 {
		return fmt.Errorf("no word is the root (head 0)")
	}
	// Walk up from each word; seen[i] is the walk that came by.
	seen := make([]int, len(words)+1)
	for i := range words {
		for j := i + 1; j > 0 && seen[j] != -1; j = words[j-1].Head {
			if seen[j] == i+1 {
				return fmt.Errorf("the heads run in a circle through word %d %q", j, words[j-1].Form)
			}
			seen[j] = i + 1
		}
		for j := i + 1; j > 0 && seen[j] == i+1; j = words[j-1].Head {
			seen[j] = -1
		}
	}
	return nil
}

// Package corpus reads annotated text to train and measure models on: treebanks
// in CoNLL-U, names in BIO columns, and releases in the JSON Lines of the gold.
//
// Readers check what they read. An error names the file and the line, and says
// what was expected there.
package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// Word is one token of a sentence with what its corpus says of it.
type Word struct {
	Form   string
	UPOS   string // universal part of speech, CoNLL-U only
	XPOS   string // Penn part of speech, CoNLL-U only
	Head   int    // 1-based index of the head in the sentence; 0 is the root. CoNLL-U only
	Rel    string // the relation to the head with its subtype, such as "nsubj:pass"
	Label  string // "O", "B-" or "I-" with a type. BIO only
	Glued  bool   // no white space stands between it and the word before
	Lemma  string
	hidden bool // a part of a multiword token that has no text of its own
}

// Sentence is one annotated sentence.
type Sentence struct {
	Words     []Word
	Text      string // the sentence as it was written; CoNLL-U only
	Doc       string // id of its document, where the corpus says so
	Paragraph bool   // it begins a paragraph; CoNLL-U only
	Line      int    // of its first word in the file, from 1
}

// Forms are the words of the sentence.
func (s *Sentence) Forms() []string {
	out := make([]string, len(s.Words))
	for i, w := range s.Words {
		out[i] = w.Form
	}
	return out
}

// ErrEmpty is the error of a file without one sentence or release.
var ErrEmpty = errors.New("there is nothing in it to learn from")

// longest is the longest line that is read, in bytes.
const longest = 16 << 20

// lines calls f with each line of r and its number, and puts "name:line: "
// before the errors of f.
func lines(r io.Reader, name string, f func(line string, n int) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, longest)
	n := 0
	for in.Scan() {
		n++
		if err := f(in.Text(), n); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", name, n+1, err)
	}
	return nil
}

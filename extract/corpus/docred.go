package corpus

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// ReadDocRED reads the names of documents in the JSON Lines of DocRED and its
// revisions: "sents" are lists of words, "entities" have a "type" and "mentions"
// with the number of the sentence ("sent") and the words [from, to) in it ("pos").
// Of names that overlap the first stays.
func ReadDocRED(r io.Reader, name string) ([]Sentence, error) {
	var out []Sentence
	err := lines(r, name, func(line string, n int) error {
		if strings.TrimSpace(line) == "" {
			return nil
		}
		var d struct {
			Sents    [][]string
			Entities []struct {
				Type     string
				Mentions []struct {
					Sent int
					Pos  [2]int
				}
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			return err
		}
		from := len(out)
		for _, words := range d.Sents {
			s := Sentence{Doc: fmt.Sprint(n), Line: n}
			for _, w := range words {
				s.Words = append(s.Words, Word{Form: w, Label: "O"})
			}
			out = append(out, s)
		}
		for _, e := range d.Entities {
			if e.Type == "" || strings.ContainsAny(e.Type, "- \t") {
				return fmt.Errorf("an entity has type %q", e.Type)
			}
			for _, m := range e.Mentions {
				a, b := m.Pos[0], m.Pos[1]
				if m.Sent < 0 || m.Sent >= len(d.Sents) || a < 0 || b <= a || b > len(d.Sents[m.Sent]) {
					return fmt.Errorf("sentence %d has no words %d to %d", m.Sent, a, b)
				}
				label(out[from+m.Sent].Words[a:b], e.Type)
			}
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	return out, err
}

// label makes words a name, unless some are one already.
func label(words []Word, typ string) {
	for _, w := range words {
		if w.Label != "O" {
			return
		}
	}
	for i := range words {
		words[i].Label = "I-" + typ
	}
	words[0].Label = "B-" + typ
}

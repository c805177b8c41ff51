package corpus

import (
	"fmt"
	"io"
	"strings"
)

// ReadBIO reads names in columns: a word a line with its label in the last
// column after a tab or spaces, an empty line between sentences. A label is "O"
// or "B-" or "I-" with a type. Label I-X after anything but B-X or I-X is an
// error, since it tells neither where the name begins nor whether it is one.
func ReadBIO(r io.Reader, name string) ([]Sentence, error) {
	var out []Sentence
	var cur Sentence
	finish := func() {
		if len(cur.Words) > 0 {
			out = append(out, cur)
		}
		cur = Sentence{}
	}
	err := lines(r, name, func(line string, n int) error {
		if strings.TrimSpace(line) == "" {
			finish()
			return nil
		}
		sep := "\t"
		if !strings.Contains(line, sep) {
			sep = " "
		}
		col := strings.Split(strings.TrimRight(line, " \t\r"), sep)
		if len(col) < 2 || col[0] == "" {
			return fmt.Errorf("expected a word and its label with a tab between them, got %.60q", line)
		}
		w := Word{Form: col[0], Label: col[len(col)-1]}
		prev := "O"
		if k := len(cur.Words); k > 0 {
			prev = cur.Words[k-1].Label
		} else {
			cur.Line = n
		}
		if err := checkLabel(prev, w.Label); err != nil {
			return err
		}
		cur.Words = append(cur.Words, w)
		return nil
	})
	finish()
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	return out, err
}

func checkLabel(prev, label string) error {
	if label == "O" {
		return nil
	}
	kind, typ, ok := strings.Cut(label, "-")
	if !ok || typ == "" || kind != "B" && kind != "I" {
		return fmt.Errorf("label %q is none of O, B-TYPE and I-TYPE", label)
	}
	if kind == "I" {
		if _, before, ok := strings.Cut(prev, "-"); !ok || before != typ {
			return fmt.Errorf("label %q follows %q: a name begins with B-%s", label, prev, typ)
		}
	}
	return nil
}

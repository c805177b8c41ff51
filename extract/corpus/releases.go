package corpus

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/text/vocab"
)

// Release is one release with the names that are marked in it.
type Release struct {
	ID    string
	Text  string
	Names []Name // in order, none overlapping
	Line  int    // in the file, from 1
}

// Name is a name by byte offsets into the text of its release.
type Name struct {
	Start, End int
	Type       vocab.EntityType
	Optional   bool // careful readers differ on whether it is one
}

// entity is an annotated thing with its mentions: objects in the JSON Lines of
// the gold, lists of numbers in stand-off annotations.
type entity struct {
	Type     vocab.EntityType  `json:"type"`
	Optional bool              `json:"optional"`
	Mentions []json.RawMessage `json:"mentions"`
}

// ReadReleases reads releases with their names, as JSON Lines: "id", "text" and
// "entities", each with "type" and "mentions" of "start", "end" (bytes of text),
// and if wanted "text" and "optional". Of names that overlap the first and
// longest stays.
func ReadReleases(r io.Reader, name string) ([]Release, error) {
	return releases(r, name, func(line []byte) (Release, []entity, error) {
		var d struct {
			ID       string
			Text     *string
			Entities []entity
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return Release{}, nil, err
		}
		if d.Text == nil {
			return Release{}, nil, errors.New(`no "text"`)
		}
		return Release{ID: d.ID, Text: *d.Text}, d.Entities, nil
	})
}

// ReadStandoff reads annotations of releases that are kept elsewhere, as JSON
// Lines: "corpus" and "line" say which release of the folder texts it is
// (CORPUS/all.jsonl), "sha256" begins the hash of its title and text, and a
// mention is [start, end] or, if optional, [start, end, 1].
func ReadStandoff(r io.Reader, name, texts string) ([]Release, error) {
	corpora := map[string][][]byte{}
	return releases(r, name, func(line []byte) (Release, []entity, error) {
		var d struct {
			ID, Corpus, SHA256 string
			Line               int
			Entities           []entity
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return Release{}, nil, err
		}
		if d.Corpus == "" || d.Corpus != filepath.Base(d.Corpus) || len(d.SHA256) < 8 {
			return Release{}, nil, errors.New(`no "corpus" that is a folder's name, or no "sha256" of 8 digits or more`)
		}
		path := filepath.Join(texts, d.Corpus, "all.jsonl")
		rows, ok := corpora[d.Corpus]
		if !ok {
			b, err := os.ReadFile(path)
			if err != nil {
				return Release{}, nil, err
			}
			rows = bytes.Split(b, []byte("\n"))
			corpora[d.Corpus] = rows
		}
		if d.Line < 1 || d.Line > len(rows) {
			return Release{}, nil, fmt.Errorf("%s has no line %d", path, d.Line)
		}
		text, err := Unlabelled(rows[d.Line-1])
		if err != nil {
			return Release{}, nil, fmt.Errorf("%s:%d: %w", path, d.Line, err)
		}
		if !strings.HasPrefix(fmt.Sprintf("%x", sha256.Sum256([]byte(text))), d.SHA256) {
			return Release{}, nil, fmt.Errorf("%s:%d is not the text that was annotated", path, d.Line)
		}
		return Release{ID: d.ID, Text: text}, d.Entities, nil
	})
}

// Unlabelled is the title and text of a release without annotations: a JSON
// object with "title" and "text".
func Unlabelled(line []byte) (string, error) {
	var d struct {
		Title string
		Text  *string
	}
	if err := json.Unmarshal(line, &d); err != nil {
		return "", err
	}
	if d.Text == nil {
		return "", errors.New(`no "text"`)
	}
	if d.Title == "" {
		return *d.Text, nil
	}
	return d.Title + "\n\n" + *d.Text, nil
}

// ReadUnlabelled reads the texts of releases, a JSON object a line.
func ReadUnlabelled(r io.Reader, name string) ([]string, error) {
	var out []string
	err := lines(r, name, func(line string, _ int) error {
		if strings.TrimSpace(line) == "" {
			return nil
		}
		t, err := Unlabelled([]byte(line))
		out = append(out, t)
		return err
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	return out, err
}

func releases(r io.Reader, name string, read func([]byte) (Release, []entity, error)) ([]Release, error) {
	var out []Release
	err := lines(r, name, func(line string, n int) error {
		if strings.TrimSpace(line) == "" {
			return nil
		}
		x, entities, err := read([]byte(line))
		if err != nil {
			return err
		}
		if x.Line = n; x.ID == "" {
			return errors.New(`no "id"`)
		}
		if x.Names, err = namesOf(x.Text, entities); err != nil {
			return fmt.Errorf("release %s: %w", x.ID, err)
		}
		out = append(out, x)
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	return out, err
}

func namesOf(text string, entities []entity) ([]Name, error) {
	var names []Name
	for _, e := range entities {
		if !slices.Contains(vocab.EntityTypes(), e.Type) {
			return nil, fmt.Errorf("an entity has type %q, which is none of %v", e.Type, vocab.EntityTypes())
		}
		for _, m := range e.Mentions {
			n, surface, err := mention(m)
			if err != nil {
				return nil, err
			}
			if n.Start < 0 || n.End <= n.Start || n.End > len(text) || !boundary(text, n.Start) || !boundary(text, n.End) {
				return nil, fmt.Errorf("bytes %d to %d are no part of its text of %d bytes", n.Start, n.End, len(text))
			}
			if surface != "" && surface != text[n.Start:n.End] {
				return nil, fmt.Errorf("bytes %d to %d are %q, where the mention says %q", n.Start, n.End, text[n.Start:n.End], surface)
			}
			n.Type, n.Optional = e.Type, n.Optional || e.Optional
			names = append(names, n)
		}
	}
	slices.SortStableFunc(names, func(a, b Name) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	out := names[:0]
	for _, n := range names {
		if k := len(out); k == 0 || n.Start >= out[k-1].End {
			out = append(out, n)
		}
	}
	return out, nil
}

// mention reads one mention, and its surface where that is given.
func mention(m json.RawMessage) (n Name, surface string, err error) {
	if bytes.HasPrefix(bytes.TrimSpace(m), []byte("[")) {
		var v []int
		if err := json.Unmarshal(m, &v); err != nil {
			return n, "", err
		}
		if len(v) != 2 && len(v) != 3 {
			return n, "", fmt.Errorf("mention %s: write [start, end], or [start, end, 1] if it is optional", m)
		}
		return Name{Start: v[0], End: v[1], Optional: len(v) == 3 && v[2] != 0}, "", nil
	}
	var v struct {
		Start, End *int
		Text       string
		Optional   bool
	}
	if err := json.Unmarshal(m, &v); err != nil {
		return n, "", err
	}
	if v.Start == nil || v.End == nil {
		return n, "", fmt.Errorf(`mention %.60s has no "start" or no "end"`, m)
	}
	return Name{Start: *v.Start, End: *v.End, Optional: v.Optional}, v.Text, nil
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

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
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/text/vocab"
)

// Release is one release with what is marked in it.
type Release struct {
	ID, Text     string
	Date         string // of publication, ISO 8601, or empty
	Source, URL  string // who published it, and where
	Names        []Name // in order, none overlapping
	Entities     []Entity
	Facts        []Fact
	HasRelations bool // whether its relations are annotated
	Line         int  // in the file, from 1
}

// Entity is a named thing with its names in the text.
type Entity struct {
	Key      string
	Type     vocab.EntityType
	Optional bool
	Names    []Name
}

// Fact is a relation between two entities, by their keys.
type Fact struct {
	Subject, Object string
	Type            vocab.RelationType
	Modality        vocab.Modality
	From, To, Title string
	Optional        bool
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
	Key      string            `json:"key"`
	Type     vocab.EntityType  `json:"type"`
	Optional bool              `json:"optional"`
	Mentions []json.RawMessage `json:"mentions"`
}

// relation is an annotated fact. Its ends are keys in the JSON Lines of the gold,
// places among the entities in stand-off annotations.
type relation struct {
	S        json.RawMessage    `json:"s"`
	R        vocab.RelationType `json:"r"`
	O        json.RawMessage    `json:"o"`
	Modality vocab.Modality     `json:"modality"`
	From     string             `json:"from"`
	To       string             `json:"to"`
	Title    string             `json:"title"`
	Optional bool               `json:"optional"`
}

// annotated is what a line says of a release.
type annotated struct {
	entities  []entity
	relations []relation
}

// ReadReleases reads releases with their names, as JSON Lines: "id", "text" and
// "entities", each with "type" and "mentions" of "start", "end" (bytes of text),
// and if wanted "text" and "optional". Of names that overlap the first and
// longest stays. Where it has "relations", each has "s" and "o", the "key" of an
// entity, "r", its type, and if wanted "modality", "from", "to", "title" and
// "optional".
func ReadReleases(r io.Reader, name string) ([]Release, error) {
	return releases(r, name, func(line []byte) (Release, annotated, error) {
		var d struct {
			ID, Date, Source, URL string
			Text                  *string
			Entities              []entity
			Relations             []relation
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return Release{}, annotated{}, err
		}
		if d.Text == nil {
			return Release{}, annotated{}, errors.New(`no "text"`)
		}
		return Release{ID: d.ID, Text: *d.Text, Date: d.Date, Source: d.Source, URL: d.URL}, annotated{d.Entities, d.Relations}, nil
	})
}

// ReadStandoff reads annotations of releases that are kept elsewhere, as JSON
// Lines: "corpus" and "line" say which release of the folder texts it is
// (CORPUS/all.jsonl), "sha256" begins the hash of its title and text, and a
// mention is [start, end] or, if optional, [start, end, 1]. The ends of its
// "relations" are places among its "entities", from 0.
func ReadStandoff(r io.Reader, name, texts string) ([]Release, error) {
	corpora := map[string][][]byte{}
	return releases(r, name, func(line []byte) (Release, annotated, error) {
		var d struct {
			ID, Corpus, SHA256, Date, Source string
			Line                             int
			Entities                         []entity
			Relations                        []relation
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return Release{}, annotated{}, err
		}
		if d.Corpus == "" || d.Corpus != filepath.Base(d.Corpus) || len(d.SHA256) < 8 {
			return Release{}, annotated{}, errors.New(`no "corpus" that is a folder's name, or no "sha256" of 8 digits or more`)
		}
		path := filepath.Join(texts, d.Corpus, "all.jsonl")
		rows, ok := corpora[d.Corpus]
		if !ok {
			b, err := os.ReadFile(path)
			if err != nil {
				return Release{}, annotated{}, err
			}
			rows = bytes.Split(b, []byte("\n"))
			corpora[d.Corpus] = rows
		}
		if d.Line < 1 || d.Line > len(rows) {
			return Release{}, annotated{}, fmt.Errorf("%s has no line %d", path, d.Line)
		}
		text, err := Unlabelled(rows[d.Line-1])
		if err != nil {
			return Release{}, annotated{}, fmt.Errorf("%s:%d: %w", path, d.Line, err)
		}
		if !strings.HasPrefix(fmt.Sprintf("%x", sha256.Sum256([]byte(text))), d.SHA256) {
			return Release{}, annotated{}, fmt.Errorf("%s:%d is not the text that was annotated", path, d.Line)
		}
		for i := range d.Entities {
			d.Entities[i].Key = strconv.Itoa(i)
		}
		return Release{ID: d.ID, Text: text, Date: d.Date, Source: d.Source}, annotated{d.Entities, d.Relations}, nil
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

func releases(r io.Reader, name string, read func([]byte) (Release, annotated, error)) ([]Release, error) {
	var out []Release
	err := lines(r, name, func(line string, n int) error {
		if strings.TrimSpace(line) == "" {
			return nil
		}
		x, marks, err := read([]byte(line))
		if err != nil {
			return err
		}
		if x.Line = n; x.ID == "" {
			return errors.New(`no "id"`)
		}
		if x.Names, x.Entities, err = namesOf(x.Text, marks.entities); err == nil {
			x.HasRelations = marks.relations != nil
			x.Facts, err = factsOf(x.Entities, marks.relations)
		}
		if err != nil {
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

func namesOf(text string, entities []entity) ([]Name, []Entity, error) {
	var names []Name
	var all []Entity
	for _, e := range entities {
		one := Entity{Key: e.Key, Type: e.Type, Optional: e.Optional}
		if !slices.Contains(vocab.EntityTypes(), e.Type) {
			return nil, nil, fmt.Errorf("an entity has type %q, which is none of %v", e.Type, vocab.EntityTypes())
		}
		for _, m := range e.Mentions {
			n, surface, err := mention(m)
			if err != nil {
				return nil, nil, err
			}
			if n.Start < 0 || n.End <= n.Start || n.End > len(text) || !boundary(text, n.Start) || !boundary(text, n.End) {
				return nil, nil, fmt.Errorf("bytes %d to %d are no part of its text of %d bytes", n.Start, n.End, len(text))
			}
			if surface != "" && surface != text[n.Start:n.End] {
				return nil, nil, fmt.Errorf("bytes %d to %d are %q, where the mention says %q", n.Start, n.End, text[n.Start:n.End], surface)
			}
			n.Type, n.Optional = e.Type, n.Optional || e.Optional
			names = append(names, n)
			one.Names = append(one.Names, n)
		}
		// Whether it counts is as its mentions do.
		one.Optional = one.Optional || len(one.Names) > 0 && !slices.ContainsFunc(one.Names, func(n Name) bool { return !n.Optional })
		all = append(all, one)
	}
	slices.SortStableFunc(names, func(a, b Name) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	out := names[:0]
	for _, n := range names {
		if k := len(out); k == 0 || n.Start >= out[k-1].End {
			out = append(out, n)
		}
	}
	return out, all, nil
}

// factsOf reads the relations between entities.
func factsOf(entities []Entity, relations []relation) ([]Fact, error) {
	known := map[string]bool{}
	for _, e := range entities {
		known[e.Key] = true
	}
	var out []Fact
	for _, r := range relations {
		f := Fact{Type: r.R, Modality: r.Modality, From: r.From, To: r.To, Title: r.Title, Optional: r.Optional}
		for _, end := range []struct {
			raw json.RawMessage
			key *string
		}{{r.S, &f.Subject}, {r.O, &f.Object}} {
			*end.key = strings.Trim(string(end.raw), `"`)
			if !known[*end.key] {
				return nil, fmt.Errorf("a relation of type %s ends at %.40q, which is no entity of it", r.R, *end.key)
			}
		}
		if f.Modality == "" {
			f.Modality = vocab.Asserted
		}
		if !f.Type.Known() {
			return nil, fmt.Errorf("a relation has type %.40q, which is none of %v", f.Type, vocab.RelationTypes())
		}
		out = append(out, f)
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

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract/corpus"
	"entente/extract/form"
	"entente/text/vocab"
)

// The kinds of names that a word may be part of.
const (
	none = iota
	person
	body
	place
	other
	kinds
)

// kindOf maps the labels of the corpora; those not here are none.
var kindOf = map[string]int{
	"PER": person, "person": person, "politician": person, "Person": person,
	"ORG": body, "organisation": body, "politicalparty": body, "Organisation": body, string(vocab.Organization): body,
	"LOC": place, "location": place, "country": place, "Location": place,
	string(vocab.Country): place, string(vocab.Place): place, string(vocab.Facility): place,
	"MISC": other, "misc": other, "EVENT": other, "event": other, "election": other, "Nationality": other,
	string(vocab.Event): other, string(vocab.Programme): other, string(vocab.Document): other,
}

type tally map[string]*[kinds]float64

// add counts a word under the kind of the name that it is part of. A word
// without a capital is part of none.
func (t tally) add(word string, kind int) {
	if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
		kind = none
	}
	w := form.Fold(word)
	if t[w] == nil {
		t[w] = new([kinds]float64)
	}
	t[w][kind]++
}

// countKinds counts the words of all annotated names that models may learn from.
func countKinds(shared string) (tally, error) {
	t := tally{}
	columns := func(read func(io.Reader, string) ([]corpus.Sentence, error), paths ...string) error {
		for _, p := range paths {
			err := open(filepath.Join(shared, "data", p), func(f io.Reader, name string) error {
				sentences, err := read(f, name)
				for _, s := range sentences {
					for _, w := range s.Words {
						_, label, _ := strings.Cut(w.Label, "-")
						t.add(w.Form, kindOf[label])
					}
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := columns(corpus.ReadBIO, "ner_wikigold/all.tsv", "ner_gum_derived/train.tsv", "ner_crossner/politics-train.tsv",
		"ner_crossner/politics-dev.tsv", "ner_crossner/politics-test.tsv", "re3d/train.tsv"); err != nil {
		return nil, err
	}
	if err := columns(corpus.ReadDocRED, "rel_redocred/dev.jsonl"); err != nil {
		return nil, err
	}
	err := open(filepath.Join(shared, "gold/train.jsonl"), func(f io.Reader, name string) error {
		releases, err := corpus.ReadReleases(f, name)
		for _, r := range releases {
			text := r.Text
			at := 0
			for _, n := range r.Names {
				if n.Start < at {
					continue
				}
				t.words(text[at:n.Start], none)
				t.words(text[n.Start:n.End], kindOf[string(n.Type)])
				at = n.End
			}
			t.words(text[at:], none)
		}
		return err
	})
	return t, err
}

func (t tally) words(s string, kind int) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-' }) {
		t.add(w, kind)
	}
}

func open(path string, read func(io.Reader, string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return read(f, path)
}

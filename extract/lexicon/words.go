package lexicon

import (
	"fmt"
	"strings"

	"entente/text"
)

// wordMark holds what is known of a single word.
type wordMark uint8

const (
	given wordMark = 1 << iota
	surname
	common
	male
	female
)

var wordMarks = map[byte]wordMark{'g': given, 's': surname, 'c': common, 'm': male, 'f': female}

// readWords reads words.txt: a folded word, a tab and its marks.
func (l *Lexicon) readWords(data string) error {
	l.words = make(map[string]wordMark, strings.Count(data, "\n"))
	line := 0
	for row := range strings.Lines(data) {
		line++
		w, marks, ok := strings.Cut(strings.TrimSuffix(row, "\n"), "\t")
		if !ok || w == "" {
			return fmt.Errorf("line %d: want a word, a tab and marks", line)
		}
		var m wordMark
		for i := range len(marks) {
			m |= wordMarks[marks[i]]
		}
		l.words[w] = m
	}
	return nil
}

// GivenName reports whether a word is known as a given name, in any case.
func (l *Lexicon) GivenName(word string) bool { return l.words[text.Fold(word)]&given != 0 }

// Surname reports whether a word is known as a surname, in any case.
func (l *Lexicon) Surname(word string) bool { return l.words[text.Fold(word)]&surname != 0 }

// Gender is 'm' or 'f' for a given name that only one gender is known to bear, else 0.
func (l *Lexicon) Gender(given string) byte {
	switch l.words[text.Fold(given)] & (male | female) {
	case male:
		return 'm'
	case female:
		return 'f'
	}
	return 0
}

// CommonWord reports whether a word is common in English in lower case, so that
// a capital at the head of a sentence does not make it a name.
func (l *Lexicon) CommonWord(word string) bool { return l.words[text.Fold(word)]&common != 0 }

package form

import (
	"unicode"
	"unicode/utf8"
)

// Mode tells what capitals mean in a sentence.
type Mode uint8

// The modes of sentences.
const (
	Ordinary Mode = iota // capitals mark names
	Titled               // most words have a capital: headlines
	Shouted              // all capitals
	Small                // no capitals
	Wordless             // no word of four letters
)

// ModeOf tells the mode of a sentence by its words of four letters or more.
func ModeOf(words []string) Mode {
	capital, small, shout := 0, 0, 0
	for _, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		if len(w) < 4 || !unicode.IsLetter(r) {
			continue
		}
		switch {
		case !unicode.IsUpper(r):
			small++
		case shouted(w[n:]):
			shout++
		default:
			capital++
		}
	}
	n := capital + small + shout
	switch {
	case n == 0:
		return Wordless
	case shout*10 > n*6:
		return Shouted
	case n > 2 && small*4 <= capital+shout:
		return Titled
	case capital+shout == 0:
		return Small
	}
	return Ordinary
}

func shouted(rest string) bool {
	for _, r := range rest {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

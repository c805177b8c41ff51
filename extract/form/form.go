// Package form describes the forms of words by numbers that models learn from:
// spelling without case and accents, shape, beginnings and endings, the clusters
// of words with like company, how the word is mostly written, and what the
// lexicon knows of it.
package form

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract/lexicon"
	"entente/extract/recall"
)

// Attr is one attribute of a word's form.
type Attr int

// The attributes. A value of 0 says that the word has none.
const (
	Plain   Attr = iota // small letters, no accents, digits as 0, straight quotes
	Cased               // the word as it stands
	Shape               // "Xxx" for "Minister", "X.X." for "U.S."
	Prefix1             // beginnings of the plain form, in letters
	Prefix2
	Prefix3
	Prefix4
	Prefix5
	Suffix1 // endings
	Suffix2
	Suffix3
	Suffix4
	Suffix5
	Cluster1 // the cluster among few, some and many
	Cluster2
	Cluster3
	Usage // how often the word is written with a capital inside sentences
	Known // given name, surname, common word
	Kind1 // the likeliest kind of name that the word is part of, or none, and how likely it is
	Kind2 // the two likeliest
	Kind3 // the likeliest kind of name and how likely it is
	Wide1 // the cluster among vectors of far more text, of 128
	Wide2 // of 512
	Wide3 // of 2048
	Attrs // how many there are
)

// Values are the attributes of one word.
type Values [Attrs]uint64

// Table gives the attributes of words.
type Table struct {
	lex    *lexicon.Lexicon
	words  map[string]entry
	wide   wide
	id     string
	wideID string

	seen *recall.Map[string, *Values]
}

// mostSeen is how many words a table remembers the attributes of.
const mostSeen = 1 << 15

// ID tells this table from others: a hash of its clusters. Models that learnt
// with one table are of no use with another. WideID is the same for those that use
// Kind1 to Wide3 too.
func (t *Table) ID() string { return t.id }

// WideID tells tables apart by all of their data.
func (t *Table) WideID() string { return t.wideID }

// entry is what words.tsv says of a plain form: Cluster1 to Usage.
type entry [Usage - Cluster1 + 1]uint64

// Of returns the attributes of a word. The caller must not change them.
func (t *Table) Of(word string) *Values {
	if v, ok := t.seen.Load(word); ok {
		return v
	}
	v := t.of(word)
	if !t.seen.Full() {
		t.seen.Store(strings.Clone(word), v)
	}
	return v
}

func (t *Table) of(word string) *Values {
	v := new(Values)
	plain := Fold(word)
	v[Plain] = Hash(plain)
	v[Cased] = Hash(word)
	v[Shape] = Hash(ShapeOf(word))
	letters := utf8.RuneCountInString(plain)
	at := 0
	for k := Prefix1; k <= Prefix5 && int(k-Prefix1)+1 <= letters; k++ {
		_, n := utf8.DecodeRuneInString(plain[at:])
		at += n
		v[k] = Hash(plain[:at])
	}
	at = len(plain)
	for k := Suffix1; k <= Suffix5 && int(k-Suffix1)+1 <= letters; k++ {
		_, n := utf8.DecodeLastRuneInString(plain[:at])
		at -= n
		v[k] = Hash(plain[at:])
	}
	if e, ok := t.words[plain]; ok {
		copy(v[Cluster1:], e[:])
	} else {
		v[Usage] = unseen
	}
	v[Known] = t.known(word)
	if r := t.wide.find(v[Plain]); r != nil {
		v[Kind1], v[Kind2], v[Kind3] = uint64(r[5]), uint64(r[6]), uint64(r[7])
		c := uint64(binary.BigEndian.Uint32(r[8:]))
		v[Wide1], v[Wide2], v[Wide3] = c>>24, c>>12&0xfff, c&0xfff
	}
	return v
}

var unseen = Hash("unseen")

func (t *Table) known(word string) uint64 {
	var marks [4]byte
	b := marks[:0]
	if t.lex.GivenName(word) {
		b = append(b, 'g')
	}
	if t.lex.Surname(word) {
		b = append(b, 's')
	}
	if t.lex.CommonWord(strings.ToLower(word)) {
		b = append(b, 'c')
	}
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
		b = append(b, 'U')
	}
	return Hash(string(b))
}

// Fold is the plain form of a word: small letters, no accents, every digit 0,
// straight quotes.
func Fold(word string) string {
	ascii := true
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		word = unaccented(word)
	}
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range word {
		switch {
		case r >= '0' && r <= '9' || unicode.IsDigit(r):
			r = '0'
		default:
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// ShapeOf writes X for capitals, x for small letters and 0 for digits; runs are
// cut at two.
func ShapeOf(word string) string {
	var b strings.Builder
	var last rune
	run := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = '0'
		}
		if r == last {
			run++
		} else {
			last, run = r, 1
		}
		if run <= 2 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Hash is a number for a string, the same on every machine: FNV-1a with its bits
// mixed (the finaliser of SplitMix64). It is never 0.
func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return max(Mix(h), 1)
}

// Mix spreads the bits of a number over all of it.
func Mix(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	return h ^ h>>31
}

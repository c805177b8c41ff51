package form

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/extract/lexicon"
	"entente/extract/recall"
)

// words.tsv.gz has a line for each plain form that the unlabelled texts use three
// times or more: the form, its clusters and its usage, with tabs between.
// internal/gen/forms builds it.
//
//go:embed data/words.tsv.gz
var data []byte

// wide.bin has a record for each of the 150,000 most frequent plain forms of
// English, in order: 40 bits of its hash, a byte for each of Kind1 to Kind3, and 8,
// 12 and 12 bits for Wide1 to Wide3. internal/gen/forms builds it. Nothing is read
// of it until a word is looked up.
//
//go:embed data/wide.bin
var wideData []byte

type wide []byte

const record = 12 // bytes

// find is the record of a form by its hash, or nil.
func (w wide) find(hash uint64) []byte {
	n := len(w) / record
	i := sort.Search(n, func(i int) bool { return binary.BigEndian.Uint64(w[i*record:])>>24 >= hash>>24 })
	if i == n || binary.BigEndian.Uint64(w[i*record:])>>24 != hash>>24 {
		return nil
	}
	return w[i*record : (i+1)*record]
}

// Load reads the embedded clusters.
func Load(lex *lexicon.Lexicon) (*Table, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("form: words.tsv.gz: %w", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("form: words.tsv.gz: %w", err)
	}
	t := &Table{lex: lex, seen: recall.New[string, *Values](mostSeen), id: fmt.Sprintf("%x", Hash(string(text))), wide: wideData, words: make(map[string]entry, bytes.Count(text, []byte("\n")))}
	t.wideID = fmt.Sprintf("%s-%x", t.id, Hash(string(wideData)))
	numbers := map[string]uint64{} // the few values recur
	hash := func(s string) uint64 {
		h, ok := numbers[s]
		if !ok {
			h = Hash(s)
			numbers[s] = h
		}
		return h
	}
	line := 0
	for row := range strings.Lines(string(text)) {
		line++
		f := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("form: words.tsv.gz:%d: %d columns, want 5", line, len(f))
		}
		var e entry
		for i, c := range f[1:] {
			e[i] = hash(string(rune('a'+i)) + c)
		}
		t.words[f[0]] = e
	}
	return t, nil
}

// unaccented drops accents and makes quotes straight.
func unaccented(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == '‘' || r == '’' || r == 'ʼ' || r == '`' || r == '´':
			r = '\''
		case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
			r = '"'
		case r == 'ø':
			r = 'o'
		case r == 'Ø':
			r = 'O'
		case r == 'ł':
			r = 'l'
		case r == 'Ł':
			r = 'L'
		case r == 'ı':
			r = 'i'
		}
		b.WriteRune(r)
	}
	return b.String()
}

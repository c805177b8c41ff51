package form

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
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
	t := &Table{lex: lex, seen: recall.Map[string, *Values]{Most: mostSeen}, id: fmt.Sprintf("%x", Hash(string(text))), words: make(map[string]entry, bytes.Count(text, []byte("\n")))}
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

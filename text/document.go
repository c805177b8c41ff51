package text

import (
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Basis tells where a release's date was found.
type Basis string

// The bases of a date, the surest first.
const (
	FromMetadata   Basis = "metadata"   // the feed, page or record says so
	FromDateline   Basis = "dateline"   // a date at the head of the text
	FromBody       Basis = "body"       // the latest full date told in the text
	FromNeighbours Basis = "neighbours" // the releases beside it in the same dump
)

// Date is a day, month or year in ISO 8601 form (2023-10-26, 2023-10 or 2023);
// its length is its precision. The zero Date is unknown.
type Date struct {
	ISO   string
	Basis Basis
}

// Document is one release. Its text is immutable and normalised: valid UTF-8,
// NFC, "\n" line ends, typographic ligatures folded, no control bytes.
type Document struct {
	ID        string // the id the source gives, or one derived from the text
	Title     string // the headline: the first line of the text unless metadata has one
	URL       string
	Publisher string
	Published Date

	text  string
	moved []shift
}

// shift marks a place from which on normalised and original offsets differ by another amount.
type shift struct{ at, original int }

// New normalises raw and returns a Document that holds it. Bytes that are not
// UTF-8 become U+FFFD.
func New(raw string) *Document {
	d := &Document{}
	var b strings.Builder
	b.Grow(len(raw))
	pos := 0 // offset into raw
	emit := func(s string, rawLen int) {
		if s == raw[pos:pos+rawLen] { // unchanged: still in step
			b.WriteString(s)
			pos += rawLen
			return
		}
		b.WriteString(s)
		pos += rawLen
		d.moved = append(d.moved, shift{b.Len(), pos})
	}
	if strings.HasPrefix(raw, "\uFEFF") {
		emit("", 3)
	}
	for pos < len(raw) {
		n := norm.NFC.NextBoundaryInString(raw[pos:], true)
		if n <= 0 {
			n = len(raw) - pos
		}
		emit(normalise(raw[pos:pos+n], raw[pos+n:]), n)
	}
	d.text = b.String()
	d.Title = d.Slice(firstLine(d.text))
	return d
}

// normalise returns the normal form of one NFC segment; next is what follows it.
func normalise(s, next string) string {
	if len(s) == 1 {
		switch c := s[0]; {
		case c == '\r':
			if strings.HasPrefix(next, "\n") {
				return ""
			}
			return "\n"
		case c == '\f' || c == '\v':
			return "\n"
		case c < 0x20 && c != '\n' && c != '\t', c == 0x7f:
			return " "
		case c < utf8.RuneSelf:
			return s
		}
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = ligatures.Replace(s)
	return norm.NFC.String(s)
}

// Latin ligatures of the Unicode block Alphabetic Presentation Forms, which
// PDF and OCR texts keep; U+0085, U+2028 and U+2029 are line ends.
var ligatures = strings.NewReplacer(
	"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n",
	"\u00ad", "", "\u200b", "", "\ufeff", "",
)

func firstLine(s string) Span {
	start := len(s) - len(strings.TrimLeft(s, " \t\n\u00a0"))
	end := len(s)
	if i := strings.IndexByte(s[start:], '\n'); i >= 0 {
		end = start + i
	}
	return Span{start, start + len(strings.TrimRight(s[start:end], " \t\u00a0"))}
}

// Text is the whole normalised text.
func (d *Document) Text() string { return d.text }

// Slice is the text of a span.
func (d *Document) Slice(s Span) string { return d.text[s.Start:s.End] }

// Original maps a span of the normalised text to the bytes of the raw text that
// New was given.
func (d *Document) Original(s Span) Span {
	return Span{d.original(s.Start), d.original(s.End)}
}

func (d *Document) original(at int) int {
	i := sort.Search(len(d.moved), func(i int) bool { return d.moved[i].at > at }) - 1
	if i < 0 {
		return at
	}
	return d.moved[i].original + at - d.moved[i].at
}

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
	Origin    string // the file or address it was read from; of a feed's entry, the entry's own; empty if it can't be read again
	Publisher string
	Published Date

	raw   string
	text  string
	edits []edit
}

// edit says that the bytes at of the normalised text stand for the bytes raw of
// the original. Between edits the two run in step.
type edit struct{ at, raw Span }

// New normalises raw and returns a Document that holds it. Bytes that are not
// UTF-8 become U+FFFD, one for each run of them. Normalising is idempotent.
func New(raw string) *Document {
	d := &Document{raw: raw}
	var b strings.Builder
	var folded, normal []byte
	same := 0 // raw[same:pos] is unchanged and not yet written
	for pos := 0; ; {
		pos += plain(raw[pos:])
		if pos == len(raw) {
			break
		}
		var n int
		folded, n = segment(folded[:0], raw[pos:])
		normal = norm.NFC.Append(normal[:0], folded...)
		if string(normal) != raw[pos:pos+n] {
			b.WriteString(raw[same:pos])
			at := b.Len()
			b.Write(normal)
			d.edits = append(d.edits, edit{Span{at, b.Len()}, Span{pos, pos + n}})
			same = pos + n
		}
		pos += n
	}
	if same == 0 {
		d.text = raw
	} else {
		b.WriteString(raw[same:])
		d.text = b.String()
	}
	d.Title = d.Slice(firstLine(d.text))
	return d
}

// Text is the whole normalised text.
func (d *Document) Text() string { return d.text }

// Raw is the text as New was given it, into which Original points.
func (d *Document) Raw() string { return d.raw }

// Slice is the text of a span.
func (d *Document) Slice(s Span) string { return d.text[s.Start:s.End] }

// Original maps a span of the normalised text to the bytes of the raw text that
// New was given. A span that cuts through something normalised as a whole (one
// letter of a ligature, an accented letter) is widened to all of it.
func (d *Document) Original(s Span) Span {
	start, end := d.original(s.Start, false), d.original(s.End, true)
	return Span{start, max(start, end)}
}

func (d *Document) original(at int, end bool) int {
	// The last edit that begins before at, or at it for a start.
	i := sort.Search(len(d.edits), func(i int) bool {
		return d.edits[i].at.Start > at || end && d.edits[i].at.Start == at
	}) - 1
	switch {
	case i < 0:
		return at
	case at >= d.edits[i].at.End:
		return d.edits[i].raw.End + at - d.edits[i].at.End
	case end:
		return d.edits[i].raw.End
	default:
		return d.edits[i].raw.Start
	}
}

// firstLine is the first line of s that holds anything, without the spaces around it.
func firstLine(s string) Span {
	start := len(s) - len(strings.TrimLeft(s, " \t\n\u00a0"))
	end := len(s)
	if i := strings.IndexByte(s[start:], '\n'); i >= 0 {
		end = start + i
	}
	return Span{start, start + len(strings.TrimRight(s[start:end], " \t\u00a0"))}
}

// plain is the length of the longest head of s that normalising leaves alone
// and that cannot combine with what follows.
func plain(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return max(i-1, 0) // the letter before may take an accent
		case c < ' ' && c != '\n' && c != '\t', c == 0x7f:
			return i
		}
	}
	return len(s)
}

// segment appends to dst the folded form of the shortest head of s that can be
// brought to NFC without looking further, and returns it with the head's length.
func segment(dst []byte, s string) ([]byte, int) {
	i := 0
	for i < len(s) {
		var buf [utf8.UTFMax]byte
		f, n := fold(buf[:0], s[i:])
		if len(dst) > 0 && len(f) > 0 && norm.NFC.Properties(f).BoundaryBefore() {
			break
		}
		dst = append(dst, f...)
		i += n
	}
	return dst, i
}

// fold appends the replacement of the first rune of s (or run of broken bytes,
// or line end) to dst and returns it with the number of bytes replaced.
func fold(dst []byte, s string) ([]byte, int) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && n == 1:
		for n < len(s) {
			if r, w := utf8.DecodeRuneInString(s[n:]); r != utf8.RuneError || w != 1 {
				break
			}
			n++
		}
		return utf8.AppendRune(dst, utf8.RuneError), n
	case r == '\r':
		if strings.HasPrefix(s[1:], "\n") {
			n = 2
		}
		return append(dst, '\n'), n
	case r == '\n', r == '\t':
		return append(dst, byte(r)), n
	case r == '\f', r == '\v', r == '\u0085', r == '\u2028', r == '\u2029':
		return append(dst, '\n'), n
	case r < ' ', r >= 0x7f && r <= 0x9f:
		return append(dst, ' '), n
	case r >= 'ﬀ' && r <= 'ﬆ':
		return append(dst, ligatures[r-'ﬀ']...), n
	case invisible(r):
		return dst, n
	}
	return append(dst, s[:n]...), n
}

// The block Latin ligatures, which PDF and OCR texts keep.
var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}

// invisible reports whether r is shown by nothing: soft hyphen, zero-width
// space, word joiner, byte order mark, marks of writing direction. They would
// only keep a name from matching itself. (Joiners that shape letters stay.)
func invisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\u200b', r == '\u2060', r == '\ufeff',
		r == '\u200e', r == '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}

package segment

import (
	"bytes"
	_ "embed"
	"io"
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/extract/crf"
	"entente/extract/form"
	"entente/extract/model"
	"entente/text"
)

// Kind marks the model files of this package.
const Kind = "sentences"

// Model decides at which gaps between words a sentence ends.
type Model struct{ crf *crf.Model }

//go:embed sentences.model
var embedded []byte

// Default is the embedded model.
var Default = sync.OnceValues(func() (*Model, error) { return Read(bytes.NewReader(embedded), "the embedded model of sentences") })

// Read reads a model from a file that is called name.
func Read(r io.Reader, name string) (*Model, error) {
	content, err := model.Read(r, name, Kind)
	if err != nil {
		return nil, err
	}
	c, err := crf.Decode(model.NewDecoder(content))
	if err != nil {
		return nil, model.Damaged(name, err)
	}
	if len(c.Labels()) != len(labels) {
		return nil, model.Damaged(name, model.ErrDamaged)
	}
	return &Model{c}, nil
}

// Write writes a model that Train gave.
func (m *Model) Write(w io.Writer) error {
	var e model.Encoder
	m.crf.Encode(&e)
	return model.Write(w, Kind, e.Content())
}

// The labels of a gap.
var labels = []string{"inside", "end"}

const endLabel = 1

// gap is a place where a sentence may end and the next begin: white space after
// anything but a letter or a comma.
type gap struct{ end, next int }

func gaps(s string, u text.Span) []gap {
	var out []gap
	for i := u.Start; i < u.End; {
		r, n := utf8.DecodeRuneInString(s[i:u.End])
		if !unicode.IsSpace(r) {
			i += n
			continue
		}
		g := gap{i, i}
		for g.next < u.End {
			r, n := utf8.DecodeRuneInString(s[g.next:u.End])
			if !unicode.IsSpace(r) {
				break
			}
			g.next += n
		}
		i = g.next
		before, _ := utf8.DecodeLastRuneInString(s[u.Start:g.end])
		if g.end == u.Start || g.next == u.End || before == ',' || unicode.IsLetter(before) {
			continue
		}
		if next, _ := firstToken(s[g.next:u.End]); wordless(s[u.Start:g.end]) && wordless(next) {
			continue // "<!-- -->"
		}
		out = append(out, g)
	}
	return out
}

// within reports whether no sentence can end between before and after, whatever
// the model says: "the U.S. commitment".
func within(before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLower(next) && shortened(before)
}

// shortened reports whether s ends in an abbreviation or initials with their stop.
func shortened(s string) bool {
	word, ok := strings.CutSuffix(s[strings.LastIndexFunc(s, unicode.IsSpace)+1:], ".")
	switch kindOf(word) {
	case "initial", "initials", "stops", "joined", "numbered", "trailing":
		return ok
	}
	return false
}

func wordless(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// split cuts a block into sentences.
func (m *Model) split(s string, u text.Span) []text.Span {
	found := gaps(s, u)
	start := u.Start
	var out []text.Span
	if len(found) > 0 {
		for i, l := range m.crf.Decode(features(s, u, found)) {
			if g := found[i]; l == endLabel && !within(s[start:g.end], s[g.next:u.End]) {
				out = append(out, chop(s, text.Span{Start: start, End: g.end})...)
				start = g.next
			}
		}
	}
	if start < u.End {
		out = append(out, chop(s, text.Span{Start: start, End: u.End})...)
	}
	return out
}

// The attributes of a gap.
const (
	stops     = iota // the marks before it: ".”"
	lastForm         // the word before, without the marks
	lastShape        // the token before
	lastKind         // abbreviation, initials, number ...
	earlier          // how the token before that ends
	nextForm         // the word after
	nextShape        // the token after
	nextKind         // what the word after is
	later            // the shape of the token after that
	open             // whether a bracket or quotation is open
	verdict          // what the rule for full stops says
	second           // the word after the next
	since            // how far the last stop before is, as a power of two of bytes
	until            // how far the next stop after is
	attrs
)

func features(s string, u text.Span, found []gap) [][]uint64 {
	all := make([][]uint64, len(found))
	var brackets, quotes pair
	from := u.Start
	for i, g := range found {
		for k, r := range s[from:g.end] {
			k += from
			switch r {
			case '(', '[':
				brackets = pair{k, true}
			case ')', ']', '”':
				if r == '”' {
					quotes.open = false
				} else {
					brackets.open = false
				}
			case '“':
				quotes = pair{k, true}
			case '"': // it opens before a word and closes after one
				before, _ := utf8.DecodeLastRuneInString(s[u.Start:k])
				quotes = pair{k, k == u.Start || unicode.IsSpace(before) || before == '('}
			}
		}
		from = g.end
		before, after := s[u.Start:g.end], s[g.next:u.End]
		at := strings.LastIndexFunc(before, unicode.IsSpace)
		if at >= 0 {
			_, n := utf8.DecodeRuneInString(before[at:])
			at += n
		} else {
			at = 0
		}
		earlierText, token := before[:at], straight.Replace(before[at:])
		word := strings.TrimRight(token, closing)
		mark := token[len(word):]
		next, rest := firstToken(after)
		next = straight.Replace(next)
		then, _ := firstToken(strings.TrimLeftFunc(rest, unicode.IsSpace))
		row := make([]uint64, attrs)
		row[stops] = form.Hash(mark)
		row[lastForm] = form.Hash(form.Fold(word))
		row[lastShape] = form.Hash(form.ShapeOf(token))
		row[lastKind] = form.Hash(kindOf(word))
		row[earlier] = form.Hash(ending(earlierText))
		row[nextForm] = form.Hash(form.Fold(firstWord(next)))
		row[nextShape] = form.Hash(form.ShapeOf(next))
		row[nextKind] = form.Hash(startOf(next))
		row[later] = form.Hash(form.ShapeOf(then))
		row[second] = form.Hash(form.Fold(firstWord(then)))
		row[since] = far(len(earlierText) - 1 - strings.LastIndexAny(strings.TrimRight(earlierText, closing), ".!?"))
		row[until] = far(strings.IndexAny(after, ".!?"))
		row[open] = 1
		if brackets.at(g.end) {
			row[open] += 2
		}
		if quotes.at(g.end) {
			row[open]++
		}
		row[verdict] = 1
		if r := stopOf(mark); r != 0 {
			row[verdict] = 2
			if boundary(before, after, r) {
				row[verdict] = 3
			}
		}
		all[i] = row
	}
	return templates.Features(all)
}

// pair is a bracket or quotation mark that may be closed later.
type pair struct {
	from int
	open bool
}

// farQuote is how far, in bytes, a mark is taken to be open that nothing closes.
const farQuote = 500

func (p pair) at(i int) bool { return p.open && i-p.from < farQuote }

// closing are the marks that may stand at the end of a sentence.
const closing = `.!?…”"’')];:—–-`

// stopBefore is the mark that may end a sentence at the end of s, or 0.
func stopBefore(s string) rune {
	return stopOf(s[len(strings.TrimRight(s, closing)):])
}

// stopOf is the mark that ends a sentence among marks, or 0.
func stopOf(marks string) rune {
	for _, r := range marks {
		if strings.ContainsRune(".!?…", r) {
			return r
		}
	}
	return 0
}

// straight makes quotation marks and apostrophes straight, so that texts that
// write them so teach about those that do not.
var straight = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

// far is the power of two below a distance in bytes.
func far(n int) uint64 { return uint64(bits.Len(uint(max(n, 0)))) + 1 }

func firstToken(s string) (token, rest string) {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// ending tells how the text before a token ends.
func ending(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	r, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case s == "":
		return ""
	case unicode.IsLetter(r):
		return "a"
	case unicode.IsDigit(r):
		return "0"
	}
	return string(r)
}

// kindOf tells what a word before a mark is.
func kindOf(w string) string {
	w = lastWord(w)
	switch {
	case w == "":
		return "none"
	case numbered[w]:
		return "numbered"
	case joined[w]:
		return "joined"
	case trailing[w]:
		return "trailing"
	case isInitials(w) && utf8.RuneCountInString(w) == 1:
		return "initial"
	case isInitials(w):
		return "initials"
	case strings.ContainsRune(w, '.'):
		return "stops"
	case strings.TrimFunc(w, unicode.IsDigit) == "":
		return "number"
	case utf8.RuneCountInString(w) < 4:
		return "short"
	}
	return "word"
}

// startOf tells what a token after a gap is.
func startOf(w string) string {
	r, _ := utf8.DecodeRuneInString(w)
	word := firstWord(w)
	first, _ := utf8.DecodeRuneInString(word)
	kind := "mark"
	switch {
	case starters[word]:
		kind = "starter"
	case unicode.IsUpper(first):
		kind = "capital"
	case unicode.IsLower(first):
		kind = "small"
	case unicode.IsDigit(first):
		kind = "number"
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		kind += string(r)
	}
	return kind
}

var templates = func() (t crf.Templates) {
	at := func(a ...int) {
		var refs []crf.Ref
		for _, x := range a {
			refs = append(refs, crf.Ref{Attr: x})
		}
		t.Add(refs...)
	}
	at()
	for a := range attrs {
		at(a)
		if a != verdict {
			at(a, verdict)
		}
	}
	at(stops, nextKind)
	at(stops, nextShape)
	at(stops, nextForm)
	at(stops, lastForm)
	at(stops, lastKind)
	at(stops, lastKind, nextKind)
	at(lastKind, nextForm)
	at(lastKind, nextShape)
	at(lastForm, nextKind)
	at(lastForm, nextForm)
	at(lastShape, nextKind)
	at(lastShape, earlier)
	at(lastShape, earlier, nextKind)
	at(nextShape, later)
	at(stops, nextShape, later)
	at(stops, nextKind, open)
	at(verdict, nextKind, open)
	at(verdict, lastKind, nextKind)
	at(verdict, earlier, lastShape, nextKind)
	at(stops, earlier)
	at(stops, nextForm, second)
	at(stops, since)
	at(stops, until)
	at(stops, since, until)
	at(stops, nextForm, until)
	at(stops, nextKind, until)
	return t
}()

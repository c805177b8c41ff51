package segment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// unit is a block of the layout: a paragraph, a heading, a list item.
type unit struct {
	text.Span
	alone bool // one line
}

const (
	fullLine     = 45  // bytes: a shorter line ends its block unless the text is wrapped
	headlineMax  = 300 // bytes
	headingMax   = 160 // bytes
	noticeLine   = 160 // bytes: lines of a contact block are short
	sentenceMax  = 4000
	wideGap      = 4 // spaces in a row that stand for a paragraph break
	wrappedShare = 0.3
)

// line is one line without the white space around it.
type line struct {
	text.Span
	blank bool // a blank line or wide gap stands before it
}

func lines(s string) []line {
	var out []line
	blank := false
	start := 0
	add := func(end int) {
		seg := s[start:end]
		trimmed := strings.TrimLeftFunc(seg, unicode.IsSpace)
		from := start + len(seg) - len(trimmed)
		to := from + len(strings.TrimRightFunc(trimmed, unicode.IsSpace))
		if from == to {
			blank = true
		} else {
			out = append(out, line{text.Span{Start: from, End: to}, blank})
			blank = false
		}
	}
	gap := 0
	for i, r := range s {
		switch {
		case r == '\n':
			add(i)
			start, gap = i+1, 0
		case unicode.IsSpace(r):
			gap++
		default:
			if gap >= wideGap && breaksBlock(strings.TrimSpace(s[start:i]), s[i:]) || gap > 0 && inlineBullet.MatchString(s[i:min(i+8, len(s))]) {
				add(i)
				start, blank = i, true
			}
			gap = 0
		}
	}
	add(len(s))
	return out
}

// breaksBlock reports whether a wide gap between before and after stands for a
// line break, and not for the indent of a line that was joined to the one above.
func breaksBlock(before, after string) bool {
	return before != "" && (endsSentence(before) || bullet.MatchString(after[:min(len(after), 8)]))
}

// units groups lines into blocks. A line break inside a sentence, as in wrapped
// or scanned texts, is bridged.
func units(s string) []unit {
	ls := lines(s)
	doubled, width := doubleSpaced(s, ls), wrapWidth(s, ls)
	var out []unit
	for i := 0; i < len(ls); {
		j := i + 1
		for j < len(ls) && continues(s, ls[i:j], ls[j], doubled, width) {
			j++
		}
		out = append(out, unit{text.Span{Start: ls[i].Start, End: ls[j-1].End}, j == i+1})
		i = j
	}
	return out
}

// doubleSpaced reports whether blank lines stand inside the sentences of s, as
// in scanned texts: nearly all lines stand alone and many end in mid-sentence.
func doubleSpaced(s string, ls []line) bool {
	open, alone := 0, 0
	for i, l := range ls {
		if i+1 < len(ls) && !ls[i+1].blank {
			continue
		}
		alone++
		if l.Len() > fullLine && l.Len() < 110 && !endsSentence(s[l.Start:l.End]) {
			open++
		}
	}
	return alone > 8 && 4*alone > 3*len(ls) && float64(open) > wrappedShare*float64(alone)
}

// continues reports whether next goes on the sentence that block ends with.
func continues(s string, block []line, next line, doubled bool, width int) bool {
	last := block[len(block)-1]
	before, after := s[last.Start:last.End], s[next.Start:next.End]
	first, _ := utf8.DecodeRuneInString(after)
	lower := unicode.IsLower(first)
	if lower && !next.blank && shortened(before) {
		return true // "the U.S. | commitment"
	}
	if bullet.MatchString(after) || endsSentence(before) || sourceLine.MatchString(before) || sourceLine.MatchString(after) {
		return false
	}
	if next.blank {
		return doubled && (lower || last.Len() > fullLine && !capitals(before))
	}
	if lower || joins(before) || full(s, last, next, width) {
		return true
	}
	return last.Len() > fullLine && !strings.HasSuffix(before, ":") && wrapped(s, block[0], next)
}

// widest is the widest column that text is wrapped to, in bytes.
const widest = 100

// wrapWidth is the width of the column that the lines of s are wrapped to; 0 where
// they are not. In wrapped text most line breaks inside paragraphs stand where the
// next word did not fit.
func wrapWidth(s string, ls []line) int {
	width, breaks, forced := 0, 0, 0
	for i := 1; i < len(ls); i++ {
		if !ls[i].blank {
			width = max(width, ls[i-1].Len())
		}
	}
	if width < fullLine || width > widest {
		return 0
	}
	for i := 1; i < len(ls); i++ {
		if ls[i].blank {
			continue
		}
		if breaks++; full(s, ls[i-1], ls[i], width) {
			forced++
		}
	}
	if breaks < 3 || 5*forced < 4*breaks {
		return 0
	}
	return width
}

// full reports whether the first word of the next line would not have fitted into
// a column of some width; never where the width is 0.
func full(s string, last, next line, width int) bool {
	word, _, _ := strings.Cut(s[next.Start:next.End], " ")
	return width > 0 && last.Len()+1+len(word) > width
}

// joins reports whether a line ends in a word or mark that cannot end a block.
func joins(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	switch s[i+1:] {
	case "and", "of", "the", "for", "to", "in", "with", "by", "at", "on", "a", "an", "or", "from", "–", "-":
		return true
	}
	return strings.HasSuffix(s, ",") && len(s) > fullLine
}

// wrapped reports whether the paragraph around these lines is running text: its
// lines are long, and enough of them begin in lower case.
func wrapped(s string, first, next line) bool {
	end := strings.Index(s[first.Start:], "\n\n")
	if end < 0 {
		end = len(s) - first.Start
	}
	n, lower := 0, 0
	for l := range strings.Lines(s[first.Start : first.Start+end]) {
		r, _ := utf8.DecodeRuneInString(strings.TrimSpace(l))
		if n++; n > 1 && unicode.IsLower(r) {
			lower++
		}
		if n > 40 {
			break
		}
	}
	return n > 2 && float64(lower) > wrappedShare*float64(n-1)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "”\"’')] ")
	return s == "" || strings.HasSuffix(s, ".") && !endsInAbbreviation(s) ||
		strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";")
}

func capitals(s string) bool { return s == strings.ToUpper(s) }

var (
	bullet = regexp.MustCompile(`^(?:[•·●▪‣◦\x{f0b7}*–—-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)`)
	// An item of a list whose line breaks were lost: "A, of X -   B, of Y".
	inlineBullet = regexp.MustCompile(`^(?:[•●▪‣◦\x{f0b7}]\s|[·*–-]\s{2})`)
	sourceLine   = regexp.MustCompile(`^(?i:source)\s*:\s*\S`)
)

func (m *Model) classify(s string, u unit, first bool) text.Role {
	t := s[u.Start:u.End]
	switch {
	case sourceLine.MatchString(t) && u.Len() < headingMax:
		return text.SourceLine
	case first && u.Len() < headlineMax && !strings.HasSuffix(t, ".") && len(m.split(s, u.Span)) == 1:
		return text.Headline
	case isBoilerplate(t):
		return text.Boilerplate
	case bullet.MatchString(t):
		return text.ListItem
	case u.alone && u.Len() < headingMax && (!endsSentence(t) || strings.HasSuffix(t, ":") && u.Len() < fullLine) && len(m.split(s, u.Span)) == 1:
		return text.Heading
	}
	return text.Body
}

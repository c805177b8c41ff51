package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// gap is the white space between two tokens.
type gap uint8

const (
	glued gap = iota
	spaced
	newLine
	blankLine // ends a date: what follows is another paragraph
)

// maxGap bounds the white space inside a date, so that every attempt is cheap.
const maxGap = 64

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' }
func isAlnum(c byte) bool  { return isDigit(c) || isLetter(c) || c == '_' }

// inWord reports whether the character at s[i:] belongs to a word, and its length.
func inWord(s string, i int) (bool, int) {
	c := s[i]
	if c < utf8.RuneSelf {
		return isAlnum(c), 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r), n
}

// runEnd is the end of the run of letters and digits that begins at i.
func runEnd(s string, i int) int {
	for i < len(s) {
		ok, n := inWord(s, i)
		if !ok {
			break
		}
		i += n
	}
	return i
}

// skip passes white space, at most maxGap bytes.
func skip(s string, i int) (int, gap) {
	g, lines := glued, 0
	for end := min(len(s), i+maxGap); i < end; {
		switch c := s[i]; {
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case c == '\n':
			lines++
			i++
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsSpace(r) {
				return i, g
			}
			i += n
		default:
			return i, g
		}
		g = [...]gap{spaced, newLine, blankLine}[min(lines, 2)]
	}
	return i, g
}

// wordAt is the word at i, "" if none begins there.
func wordAt(s string, i int) string {
	if i >= len(s) || isDigit(s[i]) {
		return ""
	}
	return s[i:runEnd(s[:min(len(s), i+32)], i)]
}

// next is the word after i, behind white space but no blank line.
func next(s string, i int) (string, int) {
	j, g := skip(s, i)
	if g == blankLine {
		return "", i
	}
	return wordAt(s, j), j
}

// before is the word before i, behind white space or a hyphen, and its start;
// it is in lower case and "" if there is none or if it is long. Behind a blank
// line only a word in lower case counts: a line broken in its middle.
func before(s string, i int) (string, int) {
	end, lines := i, 0
	for end > 0 && i-end < maxGap {
		if c := s[end-1]; c == ' ' || c == '\t' || c == '\n' || c == '-' && end == i {
			if c == '\n' {
				lines++
			}
			end--
			continue
		}
		r, n := utf8.DecodeLastRuneInString(s[:end])
		if r < utf8.RuneSelf || !unicode.IsSpace(r) {
			break
		}
		end -= n
	}
	start := end
	for start > 0 && isAlnum(s[start-1]) {
		if start--; end-start > 16 {
			return "", i
		}
	}
	if end == i || start == end || lines > 1 && isUpper(s[start]) || start > 0 && s[start-1] >= utf8.RuneSelf && letterBefore(s, start) {
		return "", i
	}
	return strings.ToLower(s[start:end]), start
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// dash is the length of the hyphen or dash at i, 0 if there is none.
func dash(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	if s[i] == '-' {
		return 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if '\u2010' <= r && r <= '\u2015' || r == '\u2212' {
		return n
	}
	return 0
}

// number is a run of one to four digits that stands for itself: no part of an
// amount, a time, a decimal or an identifier.
type number struct {
	val, digits, end int
	ordinal          bool
}

func numberAt(s string, i int) (number, bool) {
	n := number{end: i}
	for n.end < len(s) && isDigit(s[n.end]) {
		if n.digits++; n.digits > 4 {
			return n, false
		}
		n.val = n.val*10 + int(s[n.end]-'0')
		n.end++
	}
	if n.digits == 0 {
		return n, false
	}
	rest := s[n.end:min(len(s), n.end+16)]
	if rest == "" {
		return n, true
	}
	if suffix := ordinal(rest); suffix > 0 {
		n.ordinal = true
		n.end += suffix
		return n, true
	}
	if letter, _ := inWord(rest, 0); letter || rest[0] == '%' {
		return n, false
	}
	if len(rest) > 1 && isDigit(rest[1]) {
		if rest[0] == '.' || rest[0] == ':' {
			return n, false
		}
		// 12,000 is an amount, 12,2022 a day and a year
		if rest[0] == ',' && len(rest) > 3 && isDigit(rest[2]) && isDigit(rest[3]) && (len(rest) == 4 || !isDigit(rest[4])) {
			return n, false
		}
	}
	return n, true
}

// ordinal is the length of "th" or "<sup>th</sup>" at the start of s.
func ordinal(s string) int {
	open, shut := "", ""
	for _, tag := range []string{"sup", "SUP"} {
		if strings.HasPrefix(s, "<"+tag+">") {
			open, shut = "<"+tag+">", "</"+tag+">"
		}
	}
	s = s[len(open):]
	if len(s) < 2 {
		return 0
	}
	switch strings.ToLower(s[:2]) {
	case "st", "nd", "rd", "th":
	default:
		return 0
	}
	if !strings.HasPrefix(s[2:], shut) {
		return 0
	}
	if open == "" && len(s) > 2 {
		if letter, _ := inWord(s, 2); letter {
			return 0
		}
	}
	return len(open) + 2 + len(shut)
}

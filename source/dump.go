package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/text"
)

// text reads a plain text or Markdown file: one release, or a dump of several.
func (o Options) text(in input, s string) sequence {
	return func(yield func(*text.Document, error) bool) {
		for _, r := range split(s) {
			if len(r.text) > o.MaxRelease {
				if !yield(nil, o.tooLong(in.name, len(r.text))) {
					return
				}
				continue
			}
			d := text.New(r.text)
			d.Publisher = r.publisher
			d.URL = in.url
			if !yield(d, nil) {
				return
			}
		}
	}
}

// release is one piece of a dump, verbatim: headline, source line and body.
type release struct{ text, publisher string }

// split cuts a dump into its releases. A release begins with a headline, a
// paragraph of its own, followed by a line "Source: publisher". A text without
// such a head is one release. So is one in which a single source line stands
// far from the top: that is the credit of a table or picture.
func split(s string) []release {
	lines := linesOf(s)
	type cut struct {
		at        int
		publisher string
	}
	var cuts []cut
	for i := range lines {
		if publisher := sourceLine(lines[i].text); publisher != "" {
			if at := headline(lines, i); at >= 0 {
				cuts = append(cuts, cut{lines[at].start, publisher})
			}
		}
	}
	if len(cuts) == 0 {
		return []release{{trimEnd(s), ""}}
	}
	var releases []release
	if before := strings.TrimSpace(s[:cuts[0].at]); before != "" {
		short := len(before) <= maxHeadline && !strings.Contains(before, "\n\n")
		switch {
		case len(cuts) == 1 && !short:
			return []release{{trimEnd(s), ""}}
		case !short: // a release without its source line
			releases = append(releases, release{trimEnd(s[:cuts[0].at]), ""})
		} // else the digest's own title, which belongs to no release
	}
	for i, c := range cuts {
		end := len(s)
		if i+1 < len(cuts) {
			end = cuts[i+1].at
		}
		releases = append(releases, release{trimEnd(s[c.at:end]), c.publisher})
	}
	return releases
}

const (
	maxHeadline      = 400 // bytes
	maxHeadlineLines = 3
	maxPublisher     = 120 // bytes
)

// line is one line without its end and the white space around it; start is its
// offset in the whole.
type line struct {
	text  string
	start int
}

// linesOf cuts at "\n", "\r\n" and "\r".
func linesOf(s string) []line {
	var lines []line
	for at := 0; at < len(s); {
		n, next := strings.IndexAny(s[at:], "\r\n"), 1
		if n < 0 {
			n, next = len(s)-at, 0
		} else if strings.HasPrefix(s[at+n:], "\r\n") {
			next = 2
		}
		lines = append(lines, line{strings.TrimSpace(s[at : at+n]), at})
		at += n + next
	}
	return lines
}

// sourceLine returns X of a line "Source: X", or "".
func sourceLine(s string) string {
	s = strings.Trim(s, "*_ ") // Markdown emphasis
	if len(s) < len("source:") || !strings.EqualFold(s[:len("source")], "source") {
		return ""
	}
	x, ok := strings.CutPrefix(strings.TrimSpace(s[len("source"):]), ":")
	x = strings.TrimSpace(strings.Trim(x, "*_ "))
	if !ok || len(x) > maxPublisher {
		return ""
	}
	return x
}

// headline returns the line at which the headline before the source line i
// begins, or -1 if none stands there.
func headline(lines []line, i int) int {
	last := i - 1
	for last >= 0 && lines[last].text == "" {
		last--
	}
	first := last + 1
	bytes := 0
	for first > 0 && lines[first-1].text != "" {
		first--
		bytes += len(lines[first].text)
		if last-first >= maxHeadlineLines || bytes > maxHeadline || sourceLine(lines[first].text) != "" {
			return -1
		}
	}
	if first > last || caption.MatchString(lines[first].text) || endsSentence(lines[last].text) {
		return -1
	}
	return first
}

// A caption's source line names where a table or picture is from.
var caption = regexp.MustCompile(`(?i)^(figure|fig\.|chart|table|graph|map|photo|image|annex|box|note)s?\b\W*(\d|[ivx]+\b|:)`)

// endsSentence reports whether a line ends as running text does: no headline.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’»)] `)
	if strings.HasSuffix(s, "...") {
		return false
	}
	if s == "" || !strings.ContainsRune(".:;,", rune(s[len(s)-1])) {
		return false
	}
	if s[len(s)-1] != '.' {
		return true
	}
	word := s[strings.LastIndexAny(s, " \t")+1 : len(s)-1]
	r, _ := utf8.DecodeRuneInString(word)
	abbreviation := strings.Contains(word, ".") || unicode.IsUpper(r) && len(word) <= 4 // U.S. · Jr. · Corp.
	return !abbreviation
}

// trimEnd cuts blank lines and drawn rules off the end.
func trimEnd(s string) string {
	for {
		s = strings.TrimRightFunc(s, unicode.IsSpace)
		i := strings.LastIndexAny(s, "\r\n")
		if last := s[i+1:]; i < 0 || strings.Trim(last, "-=*_#~– —\t") != "" {
			return s
		}
		s = s[:i]
	}
}

// headPublisher is the publisher that a line "Source: X" near the top of a
// release names, or "".
func headPublisher(s string) string {
	n := 0
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		if p := sourceLine(l); p != "" {
			return p
		}
		if n++; n == 5 {
			break
		}
	}
	return ""
}

package source

import (
	"regexp"
	"strings"

	"entente/text"
)

// markdown reads a Markdown file as text without its marks. A front matter of
// plain "key: value" lines gives title, date, url and source.
func (o Options) markdown(in input, s string) sequence {
	meta, body := frontMatter(s)
	return func(yield func(*text.Document, error) bool) {
		n := 0
		for d, err := range o.text(in, withHeadline(meta["title"], plainMarkdown(body))) {
			if err == nil && n == 0 { // what the head says holds for the first release
				if d.Publisher == "" {
					d.Publisher = firstOf(meta, []string{"source", "publisher"})
				}
				if u := firstOf(meta, []string{"url", "link", "canonical"}); u != "" {
					d.URL = u
				}
				d.Published = metadataDate(meta["date"])
			}
			n++
			if !yield(d, err) {
				return
			}
		}
	}
}

var metaLine = regexp.MustCompile(`^([A-Za-z_]+):\s*(.*)$`)

// frontMatter cuts the block between two "---" lines off the head.
func frontMatter(s string) (map[string]string, string) {
	meta := map[string]string{}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	head, body, ok := strings.Cut(strings.TrimPrefix(s, "---\n"), "\n---\n")
	if !strings.HasPrefix(s, "---\n") || !ok {
		return meta, s
	}
	for l := range strings.Lines(head) {
		if m := metaLine.FindStringSubmatch(strings.TrimSpace(l)); m != nil {
			meta[strings.ToLower(m[1])] = oneLine(strings.Trim(m[2], `"'`))
		}
	}
	return meta, body
}

var (
	mdHeading  = regexp.MustCompile(`(?m)^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$`)
	mdRule     = regexp.MustCompile(`(?m)^ {0,3}(=+|-{2,}|(\*[ \t]*){3,}|(_[ \t]*){3,}|` + "```.*" + `)[ \t]*$`)
	mdQuote    = regexp.MustCompile(`(?m)^ {0,3}>[ \t]?`)
	mdBullet   = regexp.MustCompile(`(?m)^([ \t]*)[*+][ \t]+`)
	mdImage    = regexp.MustCompile(`!\[([^\]\n]*)\]\([^()\n]*\)`)
	mdLink     = regexp.MustCompile(`\[([^\[\]\n]+)\](\([^()\n]*\)|\[[^\]\n]*\])`)
	mdLinkDef  = regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:[ \t]+\S+.*$`)
	mdAutoLink = regexp.MustCompile(`<(https?://[^ >\n]+|[^ <>@\n]+@[^ <>@\n]+)>`)
	mdStrong   = regexp.MustCompile(`(\*\*|__)(\S|\S[^\n]*?\S)(\*\*|__)`)
	mdEmphasis = regexp.MustCompile(`(^|[^\pL\pN*_])[*_]([^\s*_]|[^\s*_][^\n*_]*[^\s*_])[*_]`)
	mdCode     = regexp.MustCompile("`([^`\n]+)`")
	mdEscape   = regexp.MustCompile(`\\([\\*_#\[\]().!<>{}+|~-])`)
	blankLines = regexp.MustCompile(`\n[ \t]*\n[ \t\n]*\n`)
)

// plainMarkdown takes the marks of Markdown out of a text, and images with them.
func plainMarkdown(s string) string {
	for _, r := range []struct {
		mark *regexp.Regexp
		by   string
	}{
		{mdRule, ""}, {mdHeading, "$1"}, {mdQuote, ""}, {mdBullet, "$1- "}, {mdLinkDef, ""}, {mdImage, ""},
		{mdLink, "$1"}, {mdAutoLink, "$1"}, {mdStrong, "$2"}, {mdEmphasis, "$1$2"}, {mdCode, "$1"}, {mdEscape, "$1"},
		{blankLines, "\n\n"},
	} {
		s = r.mark.ReplaceAllString(s, r.by)
	}
	return strings.TrimSpace(s)
}

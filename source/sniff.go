package source

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// format is what a stream of bytes holds.
type format uint8

const (
	formText format = iota
	formMarkdown
	formJSONL
	formHTML
	formFeed
)

const sniffLen = 4096

// sniff tells the format from the first bytes of an input, then from its name
// and Content-Type. It refuses what is empty, binary, or named as a feed and
// is none.
func sniff(head []byte, in input) (format, *Error) {
	if len(bytes.TrimSpace(head)) == 0 && len(head) < sniffLen {
		return 0, emptyError(in.name)
	}
	if kind := binary(head); kind != "" {
		return 0, &Error{Code: Binary, Name: in.name, Reason: "is no text (" + kind + ")",
			Hint: "convert it to plain text, HTML or JSON Lines first"}
	}
	s := decode(string(head), in.contentType, formText)
	s = strings.ToLower(strings.TrimLeft(s, " \t\r\n"))
	named := formatOfName(in)
	switch {
	case strings.HasPrefix(s, "<?xml"), xmlFeed(s):
		if root := rootOf(s); strings.HasPrefix(root, "<html") || strings.HasPrefix(root, "<!doctype html") {
			return formHTML, nil
		}
		return formFeed, nil // the reader says it if it is other XML
	case strings.HasPrefix(s, "<"):
		root := rootOf(s)
		for _, p := range []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<p>", "<p ", "<article", "<h1"} {
			if strings.HasPrefix(root, p) {
				if named == formFeed {
					break
				}
				return formHTML, nil
			}
		}
		if xmlFeed(root) {
			return formFeed, nil
		}
	case strings.HasPrefix(s, "{") && strings.HasPrefix(strings.TrimLeft(s[1:], " \t\r\n"), `"`):
		if strings.Contains(s, "jsonfeed.org/version/") {
			return formFeed, nil
		}
		return formJSONL, nil
	}
	if named == formFeed {
		return 0, notFeed(in.name, nil)
	}
	return named, nil
}

func notFeed(name string, err error) *Error {
	return &Error{Code: NotFeed, Name: name, Reason: "is not an RSS or Atom feed", Err: err,
		Hint: "give the address of the feed itself; a page or text is read under another name (.html, .txt)"}
}

// rootOf skips the XML declaration, comments and a document type other than
// HTML at the head of s, which is in lower case.
func rootOf(s string) string {
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		var end string
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		case strings.HasPrefix(s, "<!doctype") && !strings.HasPrefix(s, "<!doctype html"):
			end = ">"
		default:
			return s
		}
		_, after, ok := strings.Cut(s, end)
		if !ok {
			return ""
		}
		s = after
	}
}

func xmlFeed(s string) bool {
	return strings.HasPrefix(s, "<rss") || strings.HasPrefix(s, "<feed") || strings.HasPrefix(s, "<rdf:rdf")
}

// binary names the kind of a head that is no text, or is "".
func binary(head []byte) string {
	if bytes.HasPrefix(head, []byte(`{\rtf`)) {
		return "an RTF document"
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return "" // UTF-16 with its mark
	}
	if bytes.IndexByte(head, 0) >= 0 {
		if kind := http.DetectContentType(head); !strings.HasPrefix(kind, "text/") && kind != "application/octet-stream" {
			return kind
		}
		return "it holds NUL bytes"
	}
	kind := http.DetectContentType(head)
	if !strings.HasPrefix(kind, "text/") && kind != "application/octet-stream" {
		return kind
	}
	odd := 0
	for _, c := range head {
		if c < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", rune(c)) {
			odd++
		}
	}
	if odd*20 > len(head) {
		return "it holds control bytes"
	}
	return ""
}

// formatOfName tells the format by Content-Type, else by the name's ending.
func formatOfName(in input) format {
	kind, _, _ := strings.Cut(strings.ToLower(in.contentType), ";")
	switch kind = strings.TrimSpace(kind); {
	case strings.HasSuffix(kind, "/rss+xml"), strings.HasSuffix(kind, "/atom+xml"), strings.HasSuffix(kind, "/rdf+xml"), kind == "application/feed+json":
		return formFeed
	case kind == "text/html", kind == "application/xhtml+xml":
		return formHTML
	case kind == "text/markdown":
		return formMarkdown
	case strings.HasSuffix(kind, "json"), strings.HasSuffix(kind, "jsonl"), strings.HasSuffix(kind, "jsonlines"):
		return formJSONL
	case strings.HasSuffix(kind, "/xml"):
		return formFeed
	}
	name := in.name
	if in.url != "" {
		if u, err := url.Parse(in.url); err == nil {
			name = u.Path
		}
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".rss", ".atom", ".rdf", ".xml":
		return formFeed
	case ".html", ".htm", ".xhtml":
		return formHTML
	case ".jsonl", ".ndjson", ".json":
		return formJSONL
	case ".md", ".markdown":
		return formMarkdown
	}
	return formText
}

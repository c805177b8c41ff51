package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"

	"entente/text"
)

// feed reads an RSS, Atom or JSON feed, one release an entry: its content, or
// its description where there is none.
func (o Options) feed(in input, s string) sequence {
	return func(yield func(*text.Document, error) bool) {
		f, err := parseFeed(s)
		switch {
		case errors.Is(err, errUnsafe):
			yield(nil, &Error{Code: Malformed, Name: in.name, Reason: "the feed cannot be read safely", Err: err})
			return
		case err != nil:
			yield(nil, notFeed(in.name, err))
			return
		case len(f.Items) == 0:
			yield(nil, &Error{Code: Empty, Name: in.name, Reason: "the feed has no entries"})
			return
		}
		publisher := plainLine(f.Title)
		for i, item := range f.Items {
			d, err := o.entry(fmt.Sprintf("%s: entry %d", in.name, i+1), item)
			if err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			if d.Publisher = headPublisher(d.Text()); d.Publisher == "" {
				d.Publisher = publisher
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

func (o Options) entry(name string, item *gofeed.Item) (*text.Document, *Error) {
	body := ""
	for _, s := range []string{item.Content, item.Description} {
		var err error
		if body, err = htmlText(s); err != nil {
			return nil, &Error{Code: Malformed, Name: name, Reason: "the entry cannot be read safely", Err: err}
		}
		if body != "" {
			break
		}
	}
	t := withHeadline(plainLine(item.Title), body)
	switch {
	case strings.TrimSpace(t) == "":
		return nil, &Error{Code: Empty, Name: name, Reason: "has neither a title nor a text"}
	case len(t) > o.MaxRelease:
		return nil, o.tooLong(name, len(t))
	}
	d := text.New(t)
	d.URL = item.Link
	for _, s := range []string{item.Published, item.Updated} {
		if d.Published = metadataDate(s); d.Published.ISO != "" {
			break
		}
	}
	return d, nil
}

// plainLine is a title without the tags and entities that feeds put into it.
func plainLine(s string) string {
	if t, err := htmlText(s); err == nil {
		s = t
	}
	return oneLine(s)
}

// errUnsafe marks a feed made to exhaust memory or time.
var errUnsafe = errors.New("made of too many nested or broken-up elements")

var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// parseFeed parses a feed that is in UTF-8 already, whatever its declaration
// says.
func parseFeed(s string) (f *gofeed.Feed, err error) {
	defer func() { // gofeed meets feeds of any shape
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("internal error: %v", p)
		}
	}()
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "<") {
		s = xmlDeclaration.ReplaceAllString(s, "")
		s = strings.ToValidUTF8(strings.Map(xmlRune, s), "\uFFFD")
		if err := checkXML(s); err != nil {
			return nil, err
		}
	}
	return gofeed.NewParser().Parse(strings.NewReader(s))
}

// xmlRune drops the control characters that XML does not allow.
func xmlRune(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff' {
		return -1
	}
	return r
}

// checkXML refuses elements nested so deep, with so many attributes or name
// spaces, or made of so many pieces, that gofeed, which recurses, copies and
// concatenates, would exhaust memory or time. Where the XML breaks off it stops:
// gofeed reads to the same place and reports it.
func checkXML(s string) error {
	const maxDepth, maxPieces, maxCopies = 200, 5000, 10_000_000
	type element struct{ pieces, spaces int } // spaces: name spaces in scope
	open := make([]element, 1, maxDepth)
	copies := 0
	dec := xml.NewDecoder(strings.NewReader(s))
	dec.Strict = false
	for {
		tok, err := dec.RawToken()
		if err != nil {
			return nil
		}
		top := &open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			e := element{spaces: top.spaces}
			for _, a := range tok.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
					e.spaces++
				}
			}
			if e.spaces > top.spaces {
				copies += e.spaces
			}
			if len(open) > maxDepth || len(tok.Attr) > maxAttributes || copies > maxCopies {
				return errUnsafe
			}
			open = append(open, e)
		case xml.EndElement:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if len(bytes.TrimSpace(tok)) > 0 {
				top.pieces++
			}
			if top.pieces > maxPieces {
				return errUnsafe
			}
		}
	}
}

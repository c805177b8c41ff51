package source

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/text"
)

// Beyond this many bytes, the text below each element summed over all elements,
// looking for the article would take too long: the whole page is read.
const maxScoring = 100 << 20

// page reads an HTML page: the article in it, and what its head says about it.
func (o Options) page(in input, s string) sequence {
	return func(yield func(*text.Document, error) bool) {
		d, err := o.article(in, s)
		if err != nil {
			yield(nil, err)
			return
		}
		yield(d, nil)
	}
}

func (o Options) article(in input, s string) (d *text.Document, err *Error) {
	defer func() { // the readability package walks trees of any shape
		if p := recover(); p != nil {
			d, err = nil, malformed(in.name, fmt.Errorf("internal error: %v", p))
		}
	}()
	root, perr := parseHTML(s)
	if perr != nil {
		return nil, malformed(in.name, perr)
	}
	base, perr := url.Parse(in.url)
	if perr != nil {
		base = &url.URL{}
	}
	meta := metaOf(root, base)
	whole := nodeText(root)
	body := whole
	title := meta.title
	if _, cost := scoring(root); cost <= maxScoring {
		p := readability.NewParser()
		if a, err := p.ParseAndMutate(root, base); err == nil {
			title = oneLine(a.Title())
			if t := ""; a.Node != nil {
				if t = nodeText(a.Node); t != "" {
					body = t
				}
			}
		}
	}
	if body == "" {
		return nil, &Error{Code: Empty, Name: in.name, Reason: "the page holds no text",
			Hint: "a page that scripts fill must be saved from a browser first"}
	}
	t := withHeadline(title, body)
	if len(t) > o.MaxRelease {
		return nil, o.tooLong(in.name, len(t))
	}
	d = text.New(t)
	d.URL, d.Publisher, d.Published = meta.url, meta.publisher, meta.date
	if d.URL == "" {
		d.URL = in.url
	}
	return d, nil
}

func malformed(name string, err error) *Error {
	return &Error{Code: Malformed, Name: name, Reason: "the page cannot be read safely", Err: err,
		Hint: "save its text and give that"}
}

// withHeadline puts the headline over the body unless it stands there already.
func withHeadline(title, body string) string {
	first := body[:max(0, strings.IndexByte(body+"\n", '\n'))]
	if title == "" || text.Fold(first) == text.Fold(title) {
		return body
	}
	return strings.TrimRight(title+"\n\n"+body, "\n")
}

// scoring returns the bytes of text below n and their sum over all elements.
func scoring(n *dom.Node) (below, cost int) {
	if n.Type == dom.TextNode {
		return len(n.Data), 0
	}
	for c := range n.ChildNodes() {
		b, k := scoring(c)
		below, cost = below+b, cost+k
	}
	return below, cost + below + 1
}

// pageMeta is what a page's head tells.
type pageMeta struct {
	title, publisher, url string
	date                  text.Date
}

// The meta names of each thing, the surest first.
var (
	titleKeys     = []string{"og:title", "dc.title", "dcterms.title", "headline", "ld:headline", "<title>"}
	publisherKeys = []string{"og:site_name", "ld:publisher", "publisher", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name"}
	urlKeys       = []string{"<canonical>", "og:url", "ld:url"}
	dateKeys      = []string{"article:published_time", "og:article:published_time", "datepublished", "ld:datepublished", "dcterms.issued", "dc.date.issued",
		"dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "pubdate", "publishdate", "publish_date", "publication_date", "date", "citation_publication_date",
		"sailthru.date", "parsely-pub-date", "ld:datecreated", "<time>"}
)

func metaOf(root *dom.Node, base *url.URL) pageMeta {
	found := map[string]string{}
	set := func(key, value string) {
		if value = strings.TrimSpace(value); value != "" && found[key] == "" {
			found[key] = value
		}
	}
	for n := range root.Descendants() {
		if n.Type != dom.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop"} {
				if k := attr(n, key); k != "" {
					set(strings.ToLower(k), attr(n, "content"))
				}
			}
		case atom.Title:
			set("<title>", nodeText(n))
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				set("<canonical>", attr(n, "href"))
			}
		case atom.Time:
			when := attr(n, "datetime")
			if metadataDate(when).ISO == "" {
				when = nodeText(n)
			}
			if metadataDate(when).ISO != "" {
				set("<time>", when)
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				var v any
				if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
					linkedData(v, set)
				}
			}
		}
	}
	var m pageMeta
	m.title = oneLine(firstOf(found, titleKeys))
	m.publisher = oneLine(firstOf(found, publisherKeys))
	for _, k := range urlKeys {
		if u, err := base.Parse(found[k]); err == nil && found[k] != "" && u.IsAbs() {
			m.url = u.String()
			break
		}
	}
	for _, k := range dateKeys {
		if m.date = metadataDate(found[k]); m.date.ISO != "" {
			break
		}
	}
	return m
}

func firstOf(found map[string]string, keys []string) string {
	for _, k := range keys {
		if found[k] != "" {
			return found[k]
		}
	}
	return ""
}

// linkedData collects the keys of interest from a JSON-LD value, outer objects
// before inner ones.
func linkedData(v any, set func(key, value string)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			linkedData(e, set)
		}
	case map[string]any:
		for _, k := range []string{"headline", "url", "datePublished", "dateCreated"} {
			if s, ok := v[k].(string); ok && (k != "url" || v["headline"] != nil) {
				set("ld:"+strings.ToLower(k), s)
			}
		}
		if p, ok := v["publisher"].(map[string]any); ok {
			if s, ok := p["name"].(string); ok {
				set("ld:publisher", s)
			}
		}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			linkedData(v[k], set)
		}
	}
}

func attr(n *dom.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

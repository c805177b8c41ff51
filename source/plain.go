package source

import (
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"time"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What a page may cost. Real ones stay a hundred times below.
const (
	maxTags       = 300_000
	maxAttributes = 500     // of one tag
	maxWork       = 5 << 20 // nodes that unclosed formatting makes the parser repeat
	maxParse      = 10 * time.Second
)

// parseHTML builds the tree of a page. It refuses pages made to exhaust memory
// or time: nested over 512 deep, with endless tags or attributes, or with
// formatting left open so that each paragraph repeats it.
func parseHTML(s string) (*dom.Node, error) {
	if err := checkHTML(s); err != nil {
		return nil, err
	}
	root, err := dom.Parse(&deadline{strings.NewReader(s), time.Now().Add(maxParse)})
	if err != nil {
		return nil, fmt.Errorf("cannot be parsed: %w", err)
	}
	return root, nil
}

func checkHTML(s string) error {
	z := dom.NewTokenizer(strings.NewReader(s))
	tags, open, work := 0, 0, 0
	for {
		switch z.Next() {
		case dom.ErrorToken:
			return nil
		case dom.TextToken:
			work += open
		case dom.EndTagToken:
			if name, _ := z.TagName(); formatting(name) && open > 0 {
				open--
			}
		case dom.StartTagToken, dom.SelfClosingTagToken:
			name, more := z.TagName()
			if formatting(name) {
				open++
			}
			work += open
			if tags++; tags > maxTags {
				return fmt.Errorf("has more than %d tags", maxTags)
			}
			for n := 0; more; n++ {
				if n == maxAttributes {
					return fmt.Errorf("has a tag with more than %d attributes", maxAttributes)
				}
				_, _, more = z.TagAttr()
			}
		}
		if work > maxWork {
			return errors.New("leaves too many formatting tags open")
		}
	}
}

// formatting reports whether the parser opens the element again in each block
// until it is closed (HTML standard, 13.2.4.3).
func formatting(name []byte) bool {
	switch atom.Lookup(name) {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S,
		atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// deadline ends a reader that is read for too long.
type deadline struct {
	r   io.Reader
	end time.Time
}

func (d *deadline) Read(p []byte) (int, error) {
	if time.Now().After(d.end) {
		return 0, fmt.Errorf("took longer than %v", maxParse)
	}
	return d.r.Read(p)
}

var anyTag = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|<!--`)

// htmlText is the plain text of a piece of HTML, paragraphs kept. What holds no
// tag is text with entities at most.
func htmlText(s string) (string, error) {
	if !anyTag.MatchString(s) {
		return strings.TrimSpace(html.UnescapeString(s)), nil
	}
	root, err := parseHTML(s)
	if err != nil {
		return "", err
	}
	return nodeText(root), nil
}

// nodeText is the text below a node as it would be shown: blocks are set apart
// by a blank line, list items and rows by a line end.
func nodeText(n *dom.Node) string {
	var w layout
	w.node(n, false)
	return w.b.String()
}

type layout struct {
	b     strings.Builder
	lines int  // line ends due before the next word
	space bool // a space is due before the next word
}

// need asks for at least n line ends before the next word.
func (w *layout) need(n int) { w.lines = max(w.lines, n) }

func (w *layout) words(s string) {
	for s != "" {
		n := len(s) - len(strings.TrimLeft(s, " \t\n\r\f"))
		w.space = w.space || n > 0
		s = s[n:]
		end := strings.IndexAny(s, " \t\n\r\f")
		if end < 0 {
			end = len(s)
		}
		if strings.Trim(s[:end], "\u00a0") == "" { // an empty paragraph's filler
			w.space = w.space || end > 0
		} else {
			w.raw(s[:end])
		}
		s = s[end:]
	}
}

func (w *layout) raw(s string) {
	if s == "" {
		return
	}
	switch {
	case w.b.Len() == 0:
	case w.lines > 0:
		w.b.WriteString("\n\n"[:min(w.lines, 2)])
	case w.space:
		w.b.WriteByte(' ')
	}
	w.lines, w.space = 0, false
	w.b.WriteString(s)
}

func (w *layout) node(n *dom.Node, pre bool) {
	switch n.Type {
	case dom.TextNode:
		if pre {
			w.raw(strings.TrimRight(n.Data, "\n"))
		} else {
			w.words(n.Data)
		}
		return
	case dom.ElementNode, dom.DocumentNode:
	default:
		return
	}
	lines := 0
	switch atom.Lookup([]byte(n.Data)) { // readability makes nodes without a DataAtom
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg,
		atom.Math, atom.Object, atom.Select, atom.Button, atom.Textarea, atom.Audio, atom.Video:
		return
	case atom.Br:
		w.lines++
		return
	case atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Option, atom.Summary:
		lines = 1
	case atom.Td, atom.Th:
		w.space = true
	case atom.Pre:
		lines, pre = 2, true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Form,
		atom.Blockquote, atom.Figure, atom.Figcaption, atom.Address, atom.Hr, atom.Fieldset, atom.Details, atom.Body:
		lines = 2
	}
	w.need(lines)
	for c := range n.ChildNodes() {
		w.node(c, pre)
	}
	w.need(lines)
}

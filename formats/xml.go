package formats

import (
	"encoding/xml"
	"io"
)

// tags writes XML and keeps the first error for the end.
type tags struct {
	*xml.Encoder
	err error
}

func newTags(w io.Writer) *tags {
	t := &tags{Encoder: xml.NewEncoder(w)}
	_, t.err = io.WriteString(w, xml.Header)
	t.Indent("", " ")
	return t
}

// open begins an element; attributes are names and values in turn.
func (t *tags) open(name string, attributes ...string) {
	e := xml.StartElement{Name: xml.Name{Local: name}}
	for i := 0; i < len(attributes); i += 2 {
		e.Attr = append(e.Attr, xml.Attr{Name: xml.Name{Local: attributes[i]}, Value: attributes[i+1]})
	}
	t.token(e)
}

func (t *tags) close(name string) { t.token(xml.EndElement{Name: xml.Name{Local: name}}) }

// leaf is an element with text alone.
func (t *tags) leaf(name, content string, attributes ...string) {
	t.open(name, attributes...)
	if content != "" {
		t.token(xml.CharData(content))
	}
	t.close(name)
}

func (t *tags) token(tok xml.Token) {
	if t.err == nil {
		t.err = t.EncodeToken(tok)
	}
}

func (t *tags) done() error {
	if t.err != nil {
		return t.err
	}
	return t.Flush()
}

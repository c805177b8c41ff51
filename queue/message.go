package queue

import (
	"encoding/json"
	"fmt"

	"entente/graph"
	"entente/text"
)

// message is what a worker needs of a release to make the same records as if it had
// read it itself. Its text is the normalised one: normalising it again changes nothing.
// Without a text it only says that a release lies at one more origin.
type message struct {
	Release   string     `json:"release"` // as graph.ReleaseID gives it
	ID        string     `json:"id,omitempty"`
	Title     string     `json:"title,omitempty"`
	URL       string     `json:"url,omitempty"`
	Origin    string     `json:"origin,omitempty"`
	Publisher string     `json:"publisher,omitempty"`
	Published string     `json:"published,omitempty"`
	Basis     text.Basis `json:"basis,omitempty"`
	Text      string     `json:"text,omitempty"`
}

func encode(d *text.Document) message {
	return message{graph.ReleaseID(d.Text()), d.ID, d.Title, d.URL, d.Origin, d.Publisher, d.Published.ISO, d.Published.Basis, d.Text()}
}

// content reads what a message says, whether or not that is right.
func content(data []byte) (m message, err error) {
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("not a release: %w", err)
	}
	return m, nil
}

func decode(data []byte) (message, error) {
	m, err := content(data)
	if err != nil {
		return m, err
	}
	if m.Text == "" && m.Origin != "" && m.Release != "" {
		return m, nil
	}
	if m.Text == "" {
		return m, fmt.Errorf("a release without a text")
	}
	if id := graph.ReleaseID(m.document().Text()); id != m.Release {
		return m, fmt.Errorf("%s arrives as %s: it was changed, or published by another version", m.Release, id)
	}
	return m, nil
}

func (m message) document() *text.Document {
	d := text.New(m.Text)
	d.ID, d.Title, d.URL, d.Origin, d.Publisher = m.ID, m.Title, m.URL, m.Origin, m.Publisher
	d.Published = text.Date{ISO: m.Published, Basis: m.Basis}
	return d
}

// name is what people call a release by.
func (m message) name() string {
	if m.Origin != "" {
		return m.Origin
	}
	return fmt.Sprintf("release %s (%s)", m.ID, m.Title)
}

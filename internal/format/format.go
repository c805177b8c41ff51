// Package format writes what was extracted from a release as one line of JSON.
//
// Offsets are bytes of the text as the source gave it, so that
// text[start:end] is what stands beside them.
package format

import (
	"encoding/json"
	"io"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// Document is one release with what it says.
type Document struct {
	ID        string     `json:"id"`
	Title     string     `json:"title"`
	Date      string     `json:"date"`
	DateBasis string     `json:"date_basis,omitempty"`
	URL       string     `json:"url,omitempty"`
	Source    string     `json:"source,omitempty"`
	Language  string     `json:"language,omitempty"` // ISO 639, of what is not in English
	Entities  []Entity   `json:"entities"`
	Relations []Relation `json:"relations"`
}

// Entity is one thing with all its mentions.
type Entity struct {
	ID       string    `json:"id"`
	Type     string    `json:"type"`
	Name     string    `json:"name"`
	Aliases  []string  `json:"aliases,omitempty"`
	Acronym  string    `json:"acronym,omitempty"`
	Ref      string    `json:"ref,omitempty"` // the lexicon's id
	Mentions []Mention `json:"mentions"`
}

// Mention is one reference in the text.
type Mention struct {
	Quote
	Kind string `json:"kind"`
	Rule string `json:"rule,omitempty"`
}

// Quote is a stretch of the given text.
type Quote struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Relation is one fact between two entities, by their ids.
type Relation struct {
	Subject      string  `json:"subject"`
	Type         string  `json:"type"`
	Object       string  `json:"object"`
	Modality     string  `json:"modality"`
	From         string  `json:"from"`
	To           string  `json:"to"`
	Title        string  `json:"title"`
	Place        string  `json:"place,omitempty"`
	AttributedTo string  `json:"attributed_to,omitempty"`
	Confidence   float64 `json:"confidence"`
	Rule         string  `json:"rule"`
	Evidence     Quote   `json:"evidence"`
	// Plover is what the fact is to those who count events; absent of what is none.
	Plover *vocab.Interaction `json:"plover,omitempty"`
}

// Of is the output for one analysis, in its order.
func Of(a *extract.Analysis) Document {
	d := a.Doc
	out := Document{
		ID: d.ID, Title: d.Title, Date: d.Published.ISO, DateBasis: string(d.Published.Basis), URL: d.URL, Source: d.Publisher, Language: a.Language,
		Entities: make([]Entity, len(a.Entities)), Relations: make([]Relation, len(a.Relations)),
	}
	for i, e := range a.Entities {
		o := Entity{ID: e.ID, Type: string(e.Type), Name: e.Name, Aliases: e.Aliases, Acronym: e.Acronym, Ref: e.Ref,
			Mentions: make([]Mention, len(e.Mentions))}
		for j, m := range e.Mentions {
			m := a.Mentions[m]
			o.Mentions[j] = Mention{quote(d, m.Span), string(m.Kind), m.Rule}
		}
		out.Entities[i] = o
	}
	for i, r := range a.Relations {
		o := Relation{
			Subject: a.Entities[r.Subject].ID, Type: string(r.Type), Object: a.Entities[r.Object].ID, Modality: string(r.Modality),
			From: r.From, To: r.To, Title: r.Title, Place: r.Place,
			Confidence: r.Confidence, Rule: r.Rule, Evidence: quote(d, r.Evidence),
		}
		if r.AttributedTo >= 0 {
			o.AttributedTo = a.Entities[r.AttributedTo].ID
		}
		if p, ok := vocab.InteractionOf(r.Type, r.Modality, r.Rule); ok {
			o.Plover = &p
		}
		out.Relations[i] = o
	}
	return out
}

func quote(d *text.Document, s text.Span) Quote {
	o := d.Original(s)
	return Quote{o.Start, o.End, d.Raw()[o.Start:o.End]}
}

// Write prints one line of JSON.
func Write(w io.Writer, a *extract.Analysis) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(Of(a))
}

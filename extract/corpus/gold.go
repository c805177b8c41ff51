package corpus

import (
	"encoding/json"
	"io"
	"slices"

	"entente/text/vocab"
)

// WriteReleases writes releases as JSON Lines of the gold, which ReadReleases
// reads, with the text and the name of each mention.
func WriteReleases(w io.Writer, data []Release) error {
	type mention struct {
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Text     string `json:"text"`
		Optional bool   `json:"optional,omitempty"`
	}
	type entity struct {
		Key      string           `json:"key"`
		Type     vocab.EntityType `json:"type"`
		Names    []string         `json:"names"`
		Mentions []mention        `json:"mentions"`
		Optional bool             `json:"optional,omitempty"`
	}
	type relation struct {
		S        string             `json:"s"`
		R        vocab.RelationType `json:"r"`
		O        string             `json:"o"`
		Modality vocab.Modality     `json:"modality"`
		From     string             `json:"from,omitempty"`
		To       string             `json:"to,omitempty"`
		Title    string             `json:"title,omitempty"`
		Optional bool               `json:"optional,omitempty"`
	}
	type release struct {
		ID        string     `json:"id"`
		Text      string     `json:"text"`
		Date      string     `json:"date"`
		URL       string     `json:"url"`
		Source    string     `json:"source"`
		Entities  []entity   `json:"entities"`
		Relations []relation `json:"relations"`
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, x := range data {
		out := release{ID: x.ID, Text: x.Text, Date: x.Date, URL: x.URL, Source: x.Source, Entities: []entity{}, Relations: []relation{}}
		for _, n := range x.Entities {
			one := entity{Key: n.Key, Type: n.Type, Optional: n.Optional, Mentions: []mention{}, Names: []string{}}
			for _, m := range n.Names {
				s := x.Text[m.Start:m.End]
				one.Mentions = append(one.Mentions, mention{m.Start, m.End, s, m.Optional})
				if !slices.Contains(one.Names, s) {
					one.Names = append(one.Names, s)
				}
			}
			out.Entities = append(out.Entities, one)
		}
		for _, f := range x.Facts {
			out.Relations = append(out.Relations, relation{f.Subject, f.Type, f.Object, f.Modality, f.From, f.To, f.Title, f.Optional})
		}
		if err := e.Encode(out); err != nil {
			return err
		}
	}
	return nil
}

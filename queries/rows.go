package queries

import (
	"encoding/json"

	"entente/graph"
	"entente/text/vocab"
)

// row reads the columns of a graph.Row; what is missing is zero.
type row graph.Row

func (r row) text(col string) string {
	s, _ := r[col].(string)
	return s
}

func (r row) number(col string) int {
	n, _ := r[col].(int64)
	return int(n)
}

func (r row) float(col string) float64 {
	switch v := r[col].(type) {
	case float64:
		return v
	case int64: // a whole number as SQLite may give it
		return float64(v)
	}
	return 0
}

// list reads a list, which SQL gives as JSON text.
func (r row) list(col string) []string {
	var out []string
	switch v := r[col].(type) {
	case string:
		_ = json.Unmarshal([]byte(v), &out)
	case []any:
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// link reads the columns that every question on ties has; col names the column
// of the party through whom the tie is seen, if there is one.
func (r row) link() Link {
	return Link{
		Fact: Fact{
			Tie: r.text("tie"), Type: vocab.RelationType(r.text("type")), Modality: vocab.Modality(r.text("modality")),
			From: r.text("from"), To: r.text("to"), Title: r.text("title"), Place: r.text("place"),
			Releases: r.number("releases"), Independent: r.number("independent"), Confidence: r.float("confidence"), Claims: r.list("claims"),
		},
		Subject: Party{ID: r.text("subject"), Name: r.text("subject_name"), Type: vocab.EntityType(r.text("subject_type"))},
		Object:  Party{ID: r.text("object"), Name: r.text("object_name"), Type: vocab.EntityType(r.text("object_type"))},
	}
}

package formats

import (
	"fmt"
	"strconv"
	"strings"

	"entente/graph"
)

// column is one property of nodes or edges in the formats that are tables or
// have attributes.
type column[T any] struct {
	name  string
	value func(T) any // string, int or float64; an empty string is unknown
	kind  kind
}

type kind int

const (
	text kind = iota
	count
	number
)

var nodeColumns = []column[graph.Entity]{
	{"id", func(e graph.Entity) any { return e.ID }, text},
	{"type", func(e graph.Entity) any { return string(e.Type) }, text},
	{"name", func(e graph.Entity) any { return e.Name }, text},
	{"aliases", func(e graph.Entity) any { return strings.Join(e.Aliases, "; ") }, text},
	{"acronym", func(e graph.Entity) any { return e.Acronym }, text},
	{"iso3", func(e graph.Entity) any { return e.ISO3 }, text},
	{"kind", func(e graph.Entity) any { return e.Kind }, text},
	{"same_as", func(e graph.Entity) any { return strings.Join(addresses(e), " ") }, text},
}

var edgeColumns = []column[*Tie]{
	{"id", func(t *Tie) any { return t.ID }, text},
	{"subject", func(t *Tie) any { return t.Subject }, text},
	{"object", func(t *Tie) any { return t.Object }, text},
	{"subject_name", func(t *Tie) any { return t.Ends[0].Name }, text},
	{"object_name", func(t *Tie) any { return t.Ends[1].Name }, text},
	{"type", func(t *Tie) any { return string(t.Type) }, text},
	{"modality", func(t *Tie) any { return string(t.Modality) }, text},
	{"from", func(t *Tie) any { return t.From }, text},
	{"to", func(t *Tie) any { return t.To }, text},
	{"title", func(t *Tie) any { return t.Title }, text},
	{"place", func(t *Tie) any { return t.Place }, text},
	{"confidence", func(t *Tie) any { return t.Confidence }, number},
	{"releases", func(t *Tie) any { return t.Releases }, count},
	{"independent", func(t *Tie) any { return t.Independent }, count},
	{"quote", func(t *Tie) any { return t.surest().Quote }, text},
	{"url", func(t *Tie) any { return t.surest().In.URL }, text},
	{"publisher", func(t *Tie) any { return t.surest().In.Publisher }, text},
	{"published", func(t *Tie) any { return t.surest().In.Published }, text},
	{"claims", func(t *Tie) any { return strings.Join(t.Claims, " ") }, text},
}

// attributes are the columns of edges that are no part of the edge itself.
func attributes() []column[*Tie] { return edgeColumns[5:] }

// addresses are all by which others know an entity.
func addresses(e graph.Entity) []string {
	return append(append([]string(nil), e.SameAs...), e.Links...)
}

func show(v any) string {
	if f, ok := v.(float64); ok {
		return decimal(f)
	}
	return fmt.Sprint(v)
}

// decimal is a number without an exponent.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

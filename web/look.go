package web

import (
	"net/http"
	"unicode/utf8"

	"entente/queries"
	"entente/text/vocab"
)

// viewSchema is what may be asked of a view.
func viewSchema() schema {
	ids := schema{"type": "array", "maxItems": 300, "uniqueItems": true, "items": textSchema()}
	oneOf := func(choices ...any) schema {
		return schema{"type": "array", "maxItems": len(choices), "uniqueItems": true, "items": schema{"type": "string", "enum": choices}}
	}
	day := schema{"type": "string", "pattern": datePattern}
	return schema{"type": "object", "required": []string{}, "additionalProperties": false, "properties": map[string]schema{
		"around": ids, "show": ids, "hide": ids,
		"kinds":    oneOf(anys(vocab.EntityTypes())...),
		"type":     oneOf(anys(vocab.RelationTypes())...),
		"modality": oneOf(anys(vocab.Modalities())...),
		"since":    day, "until": day,
		"min_confidence": {"type": "number", "minimum": 0, "maximum": 1},
		"source":         textSchema(),
		"limit":          {"type": "integer", "minimum": 1, "maximum": 300, "default": 300},
		"each":           {"type": "integer", "minimum": 1, "maximum": 300, "default": 150},
	}}
}

func anys[T ~string](in []T) []any {
	out := make([]any, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return out
}

// look answers with a part of the graph. It is asked for with a body, as there may be
// hundreds of ids.
func (c *call) look() error {
	if _, _, err := c.mediaType(); err != nil {
		return err
	}
	var in struct {
		Around, Show, Hide []string
		Kinds              []vocab.EntityType
		Type               []vocab.RelationType
		Modality           []vocab.Modality
		Since, Until       string
		MinConfidence      *float64 `json:"min_confidence"`
		Source             string
		Limit, Each        float64 // whole ones; JSON has 3.0 too
	}
	if err := c.readJSON(&in); err != nil {
		return err
	}
	p := queries.ViewParams{Around: in.Around, Show: in.Show, Hide: in.Hide, Kinds: in.Kinds, Source: in.Source, Each: int(in.Each),
		Filter: queries.Filter{Types: in.Type, Modalities: in.Modality, Since: in.Since, Until: in.Until, MinConfidence: c.MinConfidence, Limit: int(in.Limit)}}
	if in.MinConfidence != nil {
		p.MinConfidence = *in.MinConfidence
	}
	v, err := queries.Look(c.r.Context(), c.World.Store, p)
	if err != nil {
		return err
	}
	return c.send(http.StatusOK, v)
}

func (c *call) inEnglish() error {
	if done, err := c.fresh(); done || err != nil {
		return err
	}
	out, err := c.Ask(c.r.Context(), c.args["question"])
	if err != nil {
		return err
	}
	return c.send(http.StatusOK, out)
}

type traceList struct {
	Claims []Trace `json:"claims"`
}

func (c *call) why() error {
	if done, err := c.fresh(); done || err != nil {
		return err
	}
	r, err := queries.Release(c.r.Context(), c.World.Store, "release/"+c.args["id"])
	if err != nil {
		return err
	}
	found, err := c.Trace(c.r.Context(), r)
	if err != nil {
		return err
	}
	at := c.offsets(r.Text)
	out := traceList{[]Trace{}}
	for _, t := range found {
		t.Span, t.Subject, t.Object, t.Trigger = moved([]Span{t.Span}, at)[0], moved(t.Subject, at), moved(t.Object, at), moved([]Span{t.Trigger}, at)[0]
		out.Claims = append(out.Claims, t)
	}
	return c.send(http.StatusOK, out)
}

func moved(spans []Span, at func(int) int) []Span {
	out := make([]Span, len(spans))
	for i, s := range spans {
		out[i] = Span{at(s.Start), at(s.End)}
	}
	return out
}

// offsets gives what an offset in bytes of a text is in the unit that was asked for.
func (c *call) offsets(text string) func(int) int {
	if c.args["offsets"] != "utf16" {
		return func(at int) int { return at }
	}
	units := make([]int, len(text)+1)
	n := 0
	for i, r := range text {
		size := 1
		if r != utf8.RuneError {
			size = utf8.RuneLen(r)
		} else if len(text) >= i+3 && text[i:i+3] == "\ufffd" {
			size = 3
		}
		for j := range size {
			units[i+j] = n
		}
		if n++; r > 0xffff {
			n++
		}
	}
	units[len(text)] = n
	return func(at int) int { return units[at] }
}

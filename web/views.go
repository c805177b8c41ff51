package web

import (
	"net/http"
	"slices"
	"strings"

	"entente/queries"
	"entente/text/vocab"
)

const mostBodies = 60 // of one request

// rostersSchema is whose members may be asked for.
func rostersSchema() schema {
	day := schema{"type": "string", "pattern": datePattern}
	return schema{"type": "object", "required": []string{"bodies"}, "additionalProperties": false, "properties": map[string]schema{
		"bodies":   {"type": "array", "minItems": 1, "maxItems": mostBodies, "uniqueItems": true, "items": textSchema()},
		"modality": {"type": "array", "maxItems": len(vocab.Modalities()), "uniqueItems": true, "items": schema{"type": "string", "enum": anys(vocab.Modalities())}},
		"since":    day, "until": day, "on": day,
		"min_confidence": {"type": "number", "minimum": 0, "maximum": 1},
		"limit":          {"type": "integer", "minimum": 1, "maximum": mostRows, "default": mostRows},
	}}
}

// rosters answers with the members of several bodies.
func (c *call) rosters() error {
	if _, _, err := c.mediaType(); err != nil {
		return err
	}
	var in struct {
		Bodies           []string
		Modality         []vocab.Modality
		Since, Until, On string
		MinConfidence    *float64 `json:"min_confidence"`
		Limit            int
	}
	if err := c.readJSON(&in); err != nil {
		return err
	}
	if in.Limit == 0 {
		in.Limit = mostRows
	}
	p := queries.RostersParams{Bodies: in.Bodies, On: in.On,
		Filter: queries.Filter{Modalities: in.Modality, Since: in.Since, Until: in.Until, MinConfidence: c.MinConfidence, Limit: in.Limit}}
	if in.MinConfidence != nil {
		p.MinConfidence = *in.MinConfidence
	}
	out, err := queries.ListRosters(c.r.Context(), c.World.Store, p)
	if err != nil {
		return err
	}
	return c.send(http.StatusOK, out)
}

type countryList struct {
	Entity    queries.Candidate `json:"entity"`
	Countries []queries.Country `json:"countries"`
	Ties      int               `json:"ties"` // with all of these
}

// countriesParams are those by which the questions narrow an answer too.
func countriesParams() []param {
	ties, _ := queries.Named("ties")
	var out []param
	for _, p := range ties.Params {
		if slices.Contains(narrowing, p.Name) {
			out = append(out, asParam(p))
		}
	}
	return append(out, named("source", "only ties that this publisher tells of", false))
}

var narrowing = []string{"since", "until", "type", "modality", "min_confidence"}

// countries answers with the ties that an entity has with countries, counted.
func (c *call) countries() error {
	if done, err := c.fresh(); done || err != nil {
		return err
	}
	e, err := queries.ByID(c.r.Context(), c.World.Store, c.args["kind"]+"/"+c.args["slug"])
	if err != nil {
		return err
	}
	p := queries.CountriesParams{Entity: e.ID, Source: c.args["source"]}
	args := queries.Args{}
	for _, name := range narrowing {
		args[name] = strings.TrimSpace(c.args[name])
	}
	if p.Filter, err = queries.ReadFilter(args); err != nil {
		return err
	}
	if args["min_confidence"] == "" {
		p.MinConfidence = c.MinConfidence
	}
	out := countryList{Entity: e}
	if out.Countries, err = queries.Countries(c.r.Context(), c.World.Store, p); err != nil {
		return err
	}
	for _, one := range out.Countries {
		out.Ties += one.Ties
	}
	return c.send(http.StatusOK, out)
}

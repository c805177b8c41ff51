package formats

import (
	"encoding/json"
	"io"
)

// writeJSONLD writes what writeTurtle does, with its own context: no reader has to
// fetch one.
func writeJSONLD(w io.Writer, g *Graph) error {
	context := object{}
	for _, p := range prefixes {
		context = append(context, member{p[0], p[1]})
	}
	var things []object
	for _, r := range describe(g) {
		o := object{{"@id", r.iri}, {"@type", r.types}}
		for _, p := range r.said {
			var values []object
			for _, v := range p.values {
				values = append(values, v.jsonld())
			}
			o = append(o, member{p.name, values})
		}
		things = append(things, o)
	}
	return lines(w, object{{"@context", context}}, "@graph", things)
}

func (t term) jsonld() object {
	switch {
	case t.iri != "":
		return object{{"@id", t.iri}}
	case t.name != "":
		return object{{"@id", t.name}}
	case t.datatype != "":
		return object{{"@value", t.text}, {"@type", t.datatype}}
	}
	return object{{"@value", t.text}}
}

// object is a JSON object in the order of its members; those that are empty texts,
// empty lists or nil are left out.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON implements json.Marshaler.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for _, m := range o {
		switch v := m.value.(type) {
		case nil:
			continue
		case string:
			if v == "" {
				continue
			}
		case []string:
			if len(v) == 0 {
				continue
			}
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}

// lines writes an object whose last member is a list, with a line an element, so that
// it can be read and compared.
func lines(w io.Writer, head object, name string, list []object) error {
	b, err := json.Marshal(head)
	if err != nil {
		return err
	}
	key, err := json.Marshal(name)
	if err != nil {
		return err
	}
	b = append(b[:len(b)-1], ',')
	b = append(append(b, key...), ":["...)
	for i, o := range list {
		if i > 0 {
			b = append(b, ',')
		}
		line, err := json.Marshal(o)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(append(b, '\n'), line...)); err != nil {
			return err
		}
		b = nil
	}
	_, err = w.Write(append(b, "\n]}\n"...))
	return err
}

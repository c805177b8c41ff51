package formats

import (
	"io"
	"strings"
)

func writeTurtle(w io.Writer, g *Graph) error {
	var b strings.Builder
	for _, p := range prefixes {
		b.WriteString("@prefix " + p[0] + ": <" + p[1] + "> .\n")
	}
	for _, r := range describe(g) {
		b.WriteString("\n<" + r.iri + "> a " + strings.Join(r.types, ", "))
		for _, p := range r.said {
			b.WriteString(" ;\n  " + p.name + " ")
			for i, v := range p.values {
				if i > 0 {
					b.WriteString(", ")
				}
				b.WriteString(v.turtle())
			}
		}
		b.WriteString(" .\n")
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
		b.Reset()
	}
	_, err := io.WriteString(w, b.String()) // the prefixes of an empty graph
	return err
}

func (t term) turtle() string {
	switch {
	case t.iri != "":
		return "<" + t.iri + ">"
	case t.name != "":
		return t.name
	case t.datatype != "":
		return turtleString(t.text) + "^^" + t.datatype
	}
	return turtleString(t.text)
}

func turtleString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
}

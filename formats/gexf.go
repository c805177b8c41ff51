package formats

import "io"

var gexfTypes = map[kind]string{text: "string", count: "integer", number: "double"}

// writeGEXF is GEXF 1.2, which Gephi and NetworkX both read. Edges are directed, as in
// GraphML.
func writeGEXF(w io.Writer, g *Graph) error {
	x := newTags(w)
	x.open("gexf", "xmlns", "http://www.gexf.net/1.2draft", "version", "1.2")
	x.open("graph", "defaultedgetype", "directed", "mode", "dynamic", "timeformat", "date")
	declare(x, "node", nodeColumns[1:])
	declare(x, "edge", attributes())
	x.open("nodes")
	for _, e := range g.Entities {
		x.open("node", "id", e.ID, "label", e.Name)
		values(x, nodeColumns[1:], e)
		x.close("node")
	}
	x.close("nodes")
	x.open("edges")
	for i := range g.Ties {
		t := &g.Ties[i]
		a := []string{"id", t.ID, "source", t.Subject, "target", t.Object, "label", string(t.Type)}
		if d := dayText(t.From, false); d != "" {
			a = append(a, "start", d)
		}
		if d := dayText(t.To, true); d != "" {
			a = append(a, "end", d)
		}
		x.open("edge", a...)
		values(x, attributes(), t)
		x.close("edge")
	}
	x.close("edges")
	x.close("graph")
	x.close("gexf")
	return x.done()
}

func declare[T any](x *tags, class string, columns []column[T]) {
	x.open("attributes", "class", class, "mode", "static")
	for _, c := range columns {
		x.leaf("attribute", "", "id", c.name, "title", c.name, "type", gexfTypes[c.kind])
	}
	x.close("attributes")
}

func values[T any](x *tags, columns []column[T], of T) {
	x.open("attvalues")
	for _, c := range columns {
		if v := show(c.value(of)); v != "" {
			x.leaf("attvalue", "", "for", c.name, "value", v)
		}
	}
	x.close("attvalues")
}

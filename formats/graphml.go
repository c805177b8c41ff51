package formats

import "io"

var graphmlTypes = map[kind]string{text: "string", count: "int", number: "double"}

// writeGraphML writes every edge as directed, since most readers take no graph
// that mixes both: of a symmetric tie the lower id is the source.
func writeGraphML(w io.Writer, g *Graph) error {
	x := newTags(w)
	x.open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns")
	for _, c := range nodeColumns[1:] {
		x.leaf("key", "", "id", "n_"+c.name, "for", "node", "attr.name", c.name, "attr.type", graphmlTypes[c.kind])
	}
	for _, c := range attributes() {
		x.leaf("key", "", "id", "e_"+c.name, "for", "edge", "attr.name", c.name, "attr.type", graphmlTypes[c.kind])
	}
	x.open("graph", "id", "entente", "edgedefault", "directed")
	for _, e := range g.Entities {
		x.open("node", "id", e.ID)
		data(x, "n_", nodeColumns[1:], e)
		x.close("node")
	}
	for i := range g.Ties {
		t := &g.Ties[i]
		x.open("edge", "id", t.ID, "source", t.Subject, "target", t.Object)
		data(x, "e_", attributes(), t)
		x.close("edge")
	}
	x.close("graph")
	x.close("graphml")
	return x.done()
}

func data[T any](x *tags, prefix string, columns []column[T], of T) {
	for _, c := range columns {
		if v := show(c.value(of)); v != "" {
			x.leaf("data", v, "key", prefix+c.name)
		}
	}
}

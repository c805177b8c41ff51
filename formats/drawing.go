package formats

import (
	"fmt"
	"io"
	"strings"

	"entente/text/vocab"
)

// drawable is how many ties a drawing may have that is not of one entity: with more
// nobody sees anything, and the programs that lay it out take minutes.
const drawable = 500

func checkDrawable(format string, g *Graph) error {
	if n := len(g.Ties); n > drawable && g.Filter.Entity == "" {
		return fmt.Errorf("%s draws at most %d ties and these are %d: narrow them with --entity, --types or --since, or take --format gexf and Gephi", format, drawable, n)
	}
	return nil
}

func writeDOT(w io.Writer, g *Graph) error {
	if err := checkDrawable("dot", g); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("digraph entente {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n")
	for _, e := range g.Entities {
		fmt.Fprintf(&b, "  %s [label=%s, tooltip=%s];\n", dotString(e.ID), dotString(e.Name), dotTip(string(e.Type)))
	}
	for i := range g.Ties {
		t := &g.Ties[i]
		fmt.Fprintf(&b, "  %s -> %s [label=%s, tooltip=%s", dotString(t.Subject), dotString(t.Object), dotString(caption(t)), dotTip(t.surest().Quote))
		if u := t.surest().In.URL; u != "" {
			b.WriteString(", URL=" + dotString(u))
		}
		if t.Type.Symmetric() {
			b.WriteString(", dir=none")
		}
		if t.Modality != vocab.Asserted {
			b.WriteString(", style=dashed")
		}
		b.WriteString("];\n")
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// caption is a tie in a few words: "met with, planned 2025-03-20".
func caption(t *Tie) string {
	s := words(t.Type)
	if t.Title != "" {
		s += " as " + t.Title
	}
	if t.Modality != vocab.Asserted {
		s += ", " + string(t.Modality)
	}
	switch {
	case t.From == t.To && t.From != "":
		s += " " + t.From
	case t.From != "" || t.To != "":
		s += " " + t.From + ".." + t.To
	}
	return s
}

// words are a relation's name as words: "met with".
func words(t vocab.RelationType) string {
	return strings.ToLower(strings.ReplaceAll(string(t), "_", " "))
}

// dotString is a quoted text of DOT, which takes "\" as the beginning of an escape in
// labels and knows entities as HTML does.
func dotString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "&", "&amp;").Replace(s) + `"`
}

// dotTip is dotString for a tooltip, in which Graphviz looks for escapes twice.
func dotTip(s string) string {
	return dotString(strings.ReplaceAll(s, `\`, `\\`))
}

func writeMermaid(w io.Writer, g *Graph) error {
	if err := checkDrawable("mermaid", g); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	node := map[string]string{}
	for i, e := range g.Entities {
		node[e.ID] = fmt.Sprintf("n%d", i+1)
		fmt.Fprintf(&b, "  %s[\"%s\"]\n", node[e.ID], mermaidText(e.Name))
	}
	for i := range g.Ties {
		t := &g.Ties[i]
		arrow := "-->"
		switch {
		case t.Modality != vocab.Asserted && t.Type.Symmetric():
			arrow = "-.-"
		case t.Modality != vocab.Asserted:
			arrow = "-.->"
		case t.Type.Symmetric():
			arrow = "---"
		}
		fmt.Fprintf(&b, "  %s %s|\"%s\"| %s\n", node[t.Subject], arrow, mermaidText(caption(t)), node[t.Object])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mermaidText is a text between quotes of Mermaid: what may have a meaning, in its own
// syntax, in Markdown or in HTML, is written as the number of its character.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\n' {
			r = ' '
		}
		if r < 0x80 && strings.ContainsRune("\"#&;<>`*_~[](){}|\\%$^=", r) || r < ' ' {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Package report writes a page about an entity as Markdown and as HTML.
package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"

	"entente/queries"
)

//go:embed report.html
var page string

var layout = template.Must(template.New("report").Funcs(template.FuncMap{
	"about": about, "fact": facts, "link": link, "origin": origin,
}).Parse(page))

// HTML writes a page that needs nothing beside it and runs nothing.
func HTML(w io.Writer, p queries.Page) error { return layout.Execute(w, p) }

// Markdown writes a page as CommonMark. What releases say is text there, whatever
// characters it has.
func Markdown(w io.Writer, p queries.Page) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", Escape(p.Entity.Name))
	for _, f := range facts(p) {
		fmt.Fprintf(&b, "- %s: %s", f.Label, Escape(f.Value))
		for _, l := range f.Links {
			fmt.Fprintf(&b, "<%s> ", l)
		}
		b.WriteByte('\n')
	}
	for _, s := range p.Sections {
		fmt.Fprintf(&b, "\n## %s\n\n", s.Title)
		for _, st := range s.Items {
			b.WriteString("- ")
			if st.When != "" {
				fmt.Fprintf(&b, "**%s** ", Escape(st.When))
			}
			b.WriteString(Escape(st.Text))
			for _, n := range st.Sources {
				fmt.Fprintf(&b, " \\[%d\\]", n)
			}
			b.WriteByte('\n')
		}
		if s.More {
			b.WriteString("- and more\n")
		}
	}
	if len(p.Sources) > 0 {
		b.WriteString("\n## Sources\n\n")
	}
	for _, s := range p.Sources {
		fmt.Fprintf(&b, "%d. %s%s", s.Number, Escape(s.Title), Escape(origin(s)))
		if l := link(s.URL); l != "" {
			fmt.Fprintf(&b, " <%s>", l)
		}
		b.WriteByte('\n')
		for _, q := range s.Sentences {
			fmt.Fprintf(&b, "   - “%s”\n", Escape(q))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", Escape(about(p)))
	_, err := io.WriteString(w, b.String())
	return err
}

// Escape has Markdown show a text as it is, on one line, wherever in a line or a table
// it stands.
func Escape(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	var b strings.Builder
	number := len(s) - len(strings.TrimLeft(s, "0123456789")) // "1." would begin a list
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case strings.ContainsRune("\\`*_[]|~$", r), i == 0 && strings.ContainsRune("-=+#", r), i == number && i > 0 && (r == '.' || r == ')'):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// fact is one of those that a page begins with: a text or some addresses.
type fact struct {
	Label, Value string
	Links        []string
}

func facts(p queries.Page) []fact {
	c := p.Entity
	kind := string(c.Type)
	if c.Kind != "" {
		kind += ", " + c.Kind
	}
	var links []string
	for _, address := range slices.Concat(c.SameAs, c.Links) {
		if l := link(address); l != "" {
			links = append(links, l)
		}
	}
	var out []fact
	for _, f := range []fact{
		{"Type", kind, nil}, {"Id", c.ID, nil}, {"Acronym", c.Acronym, nil}, {"Also called", strings.Join(c.Aliases, "; "), nil},
		{"Same as", "", links}, {"Mentions", fmt.Sprint(p.Mentions), nil},
	} {
		if f.Value != "" || len(f.Links) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// about says what a page is and what it is not.
func about(p queries.Page) string {
	return fmt.Sprintf("Made by entente of the releases that it has read; plans as they stand on %s. A statement is what releases say, and each rests on the sources that it names.", p.On)
}

// origin is where a source was published, and when.
func origin(s queries.Source) string {
	out := ""
	for _, part := range []string{s.Publisher, s.Published} {
		if part != "" {
			out += ", " + part
		}
	}
	return out
}

// link is an address that may be followed; others are left out.
func link(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(u.String())
}

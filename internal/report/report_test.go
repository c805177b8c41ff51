package report

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/graph"
	"entente/queries"
	"entente/text/vocab"
)

const hostile = "<script>alert('x')</script> | [x](javascript:alert(1)) *y*\n# z & \"q\""

// hostilePage has what releases must not be able to do in every place of a page.
func hostilePage() queries.Page {
	e := graph.Entity{ID: "person/x", Type: vocab.Person, Name: hostile, Aliases: []string{hostile}, Acronym: hostile, Kind: hostile,
		SameAs: []string{"javascript:alert(1)", "https://example.org/a b>"}}
	return queries.Page{Entity: e, On: "2031-05-06",
		Sections: []queries.Section{{Title: "Meetings", More: true, Items: []queries.Statement{{When: hostile, Text: hostile, Sources: []int{1, 2}}, {Text: "1. x"}}}},
		Sources: []queries.Source{
			{Number: 1, Title: hostile, URL: "javascript:alert(1)", Publisher: hostile, Published: hostile, Sentences: []string{hostile}},
			{Number: 2, Title: "x", URL: "https://example.org/?a=1&b=<2>"},
		}}
}

func TestHTML(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, hostilePage()); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "iframe", "img", "link", "object", "form":
			t.Errorf("there is a %s", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has %s", n.Data, a.Key)
			}
			if a.Key == "href" {
				links++
				if !strings.HasPrefix(a.Val, "#source-") && !strings.HasPrefix(a.Val, "https://example.org/") {
					t.Errorf("a link to %s", a.Val)
				}
			}
		}
	}
	if links != 4 {
		t.Errorf("%d links", links)
	}
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := Markdown(&b, hostilePage()); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		`# &lt;script&gt;alert('x')&lt;/script&gt; \| \[x\](javascript:alert(1)) \*y\* # z &amp; "q"` + "\n",
		"- Same as: <https://example.org/a%20b%3E>",
		`- 1\. x` + "\n- and more\n",
		"2. x <https://example.org/?a=1&b=%3C2%3E>\n",
		"   - “&lt;script",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "<script") || strings.Contains(got, "<javascript") {
		t.Errorf("markup got through:\n%s", got)
	}
}

func FuzzEscape(f *testing.F) {
	f.Add(hostile)
	f.Add("1) x")
	f.Fuzz(func(t *testing.T, s string) {
		got := Escape(s)
		if strings.ContainsAny(got, "<>\n") {
			t.Errorf("%q", got)
		}
		for i := range len(got) {
			if strings.IndexByte("`*_[]|~$", got[i]) >= 0 && (i == 0 || got[i-1] != '\\') {
				t.Errorf("%q is not escaped at %d", got, i)
			}
		}
	})
}

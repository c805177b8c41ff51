package source

import (
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzRead feeds any bytes to every reader, as the sniffer would choose and
// under each format's name.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"A meets B\n\nSource: X\n\nOctober 26, 2023\n\nText.", article, rss, atomFeed,
		`{"id": 1, "text": "Title\n\nBody on 26 October 2023.", "date": "2023-10"}` + "\n{}\n", "---\ntitle: T\n---\n# T\n\n*a* [b](c)",
		"\xff\xfea\x00", "<?xml encoding='x'?><rdf:RDF>", `{"version": "https://jsonfeed.org/version/1", "items": [{"title": "a"}]}`,
		"<table><b x=1><p>a<tr>a</table><a><div></a><select><pre>\n\n</pre>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, name := range []string{"", ".html", ".xml", ".jsonl", ".md"} {
			o := Options{Stdin: strings.NewReader(string(raw)), MaxFile: 1 << 20, MaxRelease: 1 << 18}.withDefaults()
			items := 0
			for d, err := range o.read(t.Context(), input{name: "in" + name, r: o.Stdin}) {
				items++
				if (d == nil) == (err == nil) {
					t.Fatalf("%q%s: document %v and error %v", raw, name, d, err)
				}
				if err != nil {
					if e, ok := err.(*Error); !ok || e.Code == "" || !strings.HasPrefix(e.Error(), "in") {
						t.Fatalf("%q%s: error %v", raw, name, err)
					}
					continue
				}
				if d.ID == "" || !utf8.ValidString(d.Text()) || strings.TrimSpace(d.Text()) == "" {
					t.Fatalf("%q%s: document %+v", raw, name, d)
				}
				if iso := d.Published.ISO; iso != "" {
					if _, err := time.Parse("2006-01-02"[:len(iso)], iso); err != nil || d.Published.Basis == "" {
						t.Fatalf("%q%s: date %+v", raw, name, d.Published)
					}
				}
			}
			if items == 0 {
				t.Fatalf("%q%s: neither a document nor an error", raw, name)
			}
		}
	})
}

func pageMetaOf(t *testing.T, s string) pageMeta {
	t.Helper()
	root, err := parseHTML(s)
	if err != nil {
		t.Fatal(err)
	}
	return metaOf(root, &url.URL{})
}

package source

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/text"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Ministry of Trade &amp;amp; Industry</title><link>https://example.org</link>
<item><title>Ministers meet</title><link>https://example.org/1</link><pubDate>Thu, 26 Oct 2023 23:30:00 -0400</pubDate>
<description>Short teaser</description>
<content:encoded><![CDATA[<p>The ministers met in <b>Port Vila</b>.</p><p>They spoke about fish &amp; ships.</p>]]></content:encoded></item>
<item><title>Ministers meet again</title><link>https://example.org/2</link>
<description>&lt;p&gt;Ministers meet again&lt;/p&gt;&lt;p&gt;Nothing new.&lt;/p&gt;</description></item>
<item><title></title><description></description></item>
<item><title>Only a headline</title><pubDate>28 October 2023</pubDate></item>
</channel></rss>`

const atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;b&gt;Agency&lt;/b&gt;</title>
<entry><title>Talks held</title><link href="https://example.org/3"/><updated>2023-10-27T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>`

func TestFeed(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/rss", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, rss) })
	mux.HandleFunc("/atom", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		io.WriteString(w, atomFeed)
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	docs, errs := read(t, Options{}, s.URL+"/rss", s.URL+"/atom", write(t, "saved.txt", rss))
	if len(errs) != 2 || errs[0].Code != Empty || !strings.HasSuffix(errs[0].Name, "/rss: entry 3") {
		t.Errorf("errors %v, want the third entry's twice", errs)
	}
	want := []struct {
		text, url, publisher string
		date                 text.Date
	}{
		{"Ministers meet\n\nThe ministers met in Port Vila.\n\nThey spoke about fish & ships.", "https://example.org/1", "Ministry of Trade & Industry", text.Date{ISO: "2023-10-26", Basis: text.FromMetadata}},
		{"Ministers meet again\n\nNothing new.", "https://example.org/2", "Ministry of Trade & Industry", text.Date{ISO: "2023-10-26", Basis: text.FromNeighbours}},
		{"Only a headline", "", "Ministry of Trade & Industry", text.Date{ISO: "2023-10-28", Basis: text.FromMetadata}},
		{"Talks held\n\nOne.\n\nTwo.", "https://example.org/3", "Agency", text.Date{ISO: "2023-10-27", Basis: text.FromMetadata}},
	}
	want = append(want, want[:3]...)
	if len(docs) != len(want) {
		t.Fatalf("%d documents, want %d", len(docs), len(want))
	}
	for i, w := range want {
		d := docs[i]
		if d.Text() != w.text || d.URL != w.url || d.Publisher != w.publisher || d.Published != w.date {
			t.Errorf("document %d is %q from %s by %s on %+v, want %+v", i, d.Text(), d.URL, d.Publisher, d.Published, w)
		}
	}
}

func TestJSONFeed(t *testing.T) {
	d := all(t, Options{}, write(t, "feed.json", `{"version": "https://jsonfeed.org/version/1.1", "title": "Agency",
		"items": [{"id": "1", "url": "https://example.org/1", "title": "Talks held", "content_html": "<p>One.</p>", "date_published": "2023-10-26T10:00:00Z"}]}`))[0]
	if d.Text() != "Talks held\n\nOne." || d.Published.ISO != "2023-10-26" || d.Publisher != "Agency" {
		t.Errorf("read as %+v %q", d, d.Text())
	}
}

func TestMarkdown(t *testing.T) {
	in := "---\ntitle: \"Ministers meet\"\ndate: 2023-10-26\nurl: https://example.org/1\nsource: Ministry\n---\n" +
		"# Ministers meet\n\nThe **ministers** of [Vanuatu](https://example.org/v) met *in private*.\n\n![a picture](p.jpg)\n\n" +
		"## Results\n\n* first_item stays_so\n* 2 * 3 is 6\n\n> “We agree,” she said.\n\n[1]: https://example.org\n"
	want := "Ministers meet\n\nThe ministers of Vanuatu met in private.\n\nResults\n\n- first_item stays_so\n- 2 * 3 is 6\n\n“We agree,” she said."
	d := all(t, Options{}, write(t, "a.md", in))[0]
	if d.Text() != want {
		t.Errorf("text is\n%q\nwant\n%q", d.Text(), want)
	}
	if d.Published.ISO != "2023-10-26" || d.URL != "https://example.org/1" || d.Publisher != "Ministry" || d.Title != "Ministers meet" {
		t.Errorf("read as %+v", d)
	}
	docs := all(t, Options{}, write(t, "dump.md", "# A meets B\n\n**Source:** X\n\nText.\n\n---\n\n# C meets D\n\n*Source: Y*\n\nText.\n"))
	if len(docs) != 2 || docs[0].Publisher != "X" || docs[1].Publisher != "Y" || docs[1].Title != "C meets D" {
		t.Errorf("dump read as %q", texts(docs))
	}
}

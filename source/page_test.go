package source

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/text"
)

const article = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Ministers meet in Port Vila | Ministry of Trade</title>
<meta property="og:title" content="Ministers meet in Port Vila">
<meta property="og:site_name" content="Ministry of Trade">
<meta property="article:published_time" content="2023-10-26T23:30:00+13:00">
<link rel="canonical" href="/news/ministers-meet">
<style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><article><h1>Ministers meet in Port Vila</h1>
<p>The ministers of trade of six island states met in Port Vila on Thursday, where they spoke
about fisheries, shipping and&nbsp;tariffs, and heard a report on the <b>new</b> port.</p>
<p>“We have come far,” the minister said, “and there is a long way ahead.”<br>She thanked the hosts.</p>
<ul><li>Six states took part in the meeting of ministers.</li><li>Two more sent observers to the talks.</li></ul>
<p>The next meeting, to which all members of the forum are invited, will be held in March in the same place.</p>
</article></main><footer>Contact: press office</footer><script>track()</script></body></html>`

func TestPage(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, article)
	}))
	defer s.Close()
	docs := all(t, Options{}, s.URL+"/news/1?from=feed")
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	d := docs[0]
	want := "Ministers meet in Port Vila\n\n" +
		"The ministers of trade of six island states met in Port Vila on Thursday, where they spoke about fisheries, shipping and\u00a0tariffs, and heard a report on the new port.\n\n" +
		"“We have come far,” the minister said, “and there is a long way ahead.”\nShe thanked the hosts.\n\n" +
		"Six states took part in the meeting of ministers.\nTwo more sent observers to the talks.\n\n" +
		"The next meeting, to which all members of the forum are invited, will be held in March in the same place."
	if d.Text() != want {
		t.Errorf("text is\n%q\nwant\n%q", d.Text(), want)
	}
	if d.Title != "Ministers meet in Port Vila" || d.Publisher != "Ministry of Trade" || d.URL != s.URL+"/news/ministers-meet" {
		t.Errorf("title %q, publisher %q, url %q", d.Title, d.Publisher, d.URL)
	}
	if d.Published != (text.Date{ISO: "2023-10-26", Basis: text.FromMetadata}) {
		t.Errorf("dated %+v", d.Published)
	}
}

func TestPageMetadata(t *testing.T) {
	tests := []struct {
		name, head string
		want       pageMeta
	}{
		{"JSON-LD", `<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "url": "https://x.org/"}, {"@type": "NewsArticle", "headline": "H", "datePublished": "2021-05-04",
			"publisher": {"name": "Agency"}, "url": "https://x.org/h"}]}</script>`,
			pageMeta{"H", "Agency", "https://x.org/h", text.Date{ISO: "2021-05-04", Basis: text.FromMetadata}}},
		{"Dublin Core", `<meta name="DC.title" content="H"><meta name="DC.publisher" content="Agency"><meta name="DCTERMS.issued" content="2021-05">`,
			pageMeta{"H", "Agency", "", text.Date{ISO: "2021-05", Basis: text.FromMetadata}}},
		{"time element", `<title>H</title></head><body><time datetime="soon">Published: 4 May 2021</time>`,
			pageMeta{"H", "", "", text.Date{ISO: "2021-05-04", Basis: text.FromMetadata}}},
		{"broken JSON-LD", `<script type="application/ld+json">{"headline": </script><meta property="og:url" content="relative">`, pageMeta{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs := pageMetaOf(t, "<html><head>"+tt.head)
			if docs != tt.want {
				t.Errorf("got %+v, want %+v", docs, tt.want)
			}
		})
	}
}

func TestNodeText(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain &amp; simple", "plain & simple"},
		{"two\n\nparagraphs", "two\n\nparagraphs"},
		{"<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb"},
		{"<div><div><p>a</p></div></div><div>b</div>", "a\n\nb"},
		{"a<br>b<br><br>c", "a\nb\n\nc"},
		{"<p>one <b>two</b>, <i>three</i>.</p>", "one two, three."},
		{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
		{"<p>a</p><script>x</script><style>y</style><!-- z -->b", "a\n\nb"},
		{"<pre>a\n  b</pre>", "a\n  b"},
		{"x < y", "x < y"},
	}
	for _, tt := range tests {
		if got, err := htmlText(tt.in); got != tt.want || err != nil {
			t.Errorf("htmlText(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
		}
	}
}

// Readability turns double line breaks into paragraphs.
func TestPageOfLineBreaks(t *testing.T) {
	page := "<!doctype html><body><p>First a sentence, with words.<br><br>Second one here.<br>Third line.<br><br><br>Fourth</p>"
	want := "First a sentence, with words.\n\nSecond one here.\nThird line.\n\nFourth"
	if got := all(t, Options{}, write(t, "a.html", page))[0].Text(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A page too big to look for the article in is read as a whole.
func TestBigPage(t *testing.T) {
	page := "<!doctype html><title>Long</title>" + strings.Repeat("<div>", 300) + strings.Repeat("<p>The ministers met in the capital.</p>", 20_000)
	docs := all(t, Options{}, write(t, "big.html", page))
	if n := strings.Count(docs[0].Text(), "ministers"); n != 20_000 {
		t.Errorf("%d of 20000 paragraphs", n)
	}
}

func TestCharsets(t *testing.T) {
	tests := []struct{ name, file, content, want string }{
		{"UTF-8", "a.txt", "Chișinău – é", "Chișinău – é"},
		{"UTF-8 with its mark", "a.txt", "\ufeffé", "é"},
		{"windows-1252", "a.txt", "\x93Caf\xe9\x94 \x96 \x80 5", "“Café” – € 5"},
		{"UTF-16 LE", "a.txt", "\xff\xfeh\x00\xe9\x00", "hé"},
		{"UTF-16 BE", "a.txt", "\xfe\xff\x00h\x00\xe9", "hé"},
		{"UTF-16 cut off", "a.txt", "\xff\xfeh\x00\xe9", "h\ufffd"},
		{"declared windows-1251", "a.html", "<html><head><meta charset=windows-1251><body><p>\xcc\xee\xf1\xea\xe2\xe0</p>", "Москва"},
		{"declared latin-1, is UTF-8", "a.html", "<html><head><meta charset=iso-8859-1><body><p>Chișinău</p>", "Chișinău"},
		{"declared UTF-8, is windows-1252", "a.html", "<html><head><meta charset=utf-8><body><p>it\x92s</p>", "it’s"},
		{"feed in iso-8859-2", "a.xml", "<?xml version='1.0' encoding='iso-8859-2'?><rss version='2.0'><channel><item><title>\xa3\xf3d\xbc</title></item></channel></rss>", "Łódź"},
		{"feed said to be UTF-16", "a.xml", "<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><item><title>Łódź</title></item></channel></rss>", "Łódź"},
		{"unknown label", "a.html", "<html><head><meta charset=klingon><body><p>é</p>", "é"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := read(t, Options{}, write(t, tt.file, tt.content))
			if len(errs) != 0 || len(docs) != 1 || docs[0].Text() != tt.want {
				t.Fatalf("got %v and errors %v, want %q", texts(docs), errs, tt.want)
			}
		})
	}
	t.Run("header", func(t *testing.T) {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=koi8-r")
			io.WriteString(w, "\xed\xcf\xd3\xcb\xd7\xc1")
		}))
		defer s.Close()
		if docs := all(t, Options{}, s.URL); docs[0].Text() != "Москва" {
			t.Errorf("got %q", docs[0].Text())
		}
	})
}

func texts(docs []*text.Document) []string {
	var s []string
	for _, d := range docs {
		s = append(s, d.Text())
	}
	return s
}

package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// The page is made of ui by "make ui".
//
//go:embed dist
var dist embed.FS

// explorer is the page at / and the files that it is made of. These lie at an address
// that changes with them, so that a browser may keep them for ever.
type explorer struct {
	index []byte
	files map[string]*route // by path
	etag  string
}

// policy lets the page load what this server has and nothing else, run no code but its
// files', and make no element of a text.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

func newExplorer() (*explorer, error) {
	names, err := fs.Glob(dist, "dist/*")
	if err != nil {
		return nil, err
	}
	all := sha256.New()
	contents := map[string][]byte{}
	for _, name := range names {
		b, err := dist.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all.Write(b)
		contents[path.Base(name)] = b
	}
	digest := hex.EncodeToString(all.Sum(nil)[:8])
	e := &explorer{files: map[string]*route{}, etag: `W/"` + digest + `"`}
	e.index = []byte(strings.ReplaceAll(string(contents["index.html"]), "assets/", "assets/"+digest+"/"))
	delete(contents, "index.html")
	for name, b := range contents {
		kind := mime.TypeByExtension(path.Ext(name))
		e.files["/assets/"+digest+"/"+name] = &route{method: http.MethodGet, path: "/assets", kind: open, serve: func(c *call) error {
			c.w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			return c.write(http.StatusOK, kind, b)
		}}
	}
	return e, nil
}

// asset is the route of a file of the page, which is none of the API's.
func (e *explorer) asset(r *http.Request) *route {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil
	}
	return e.files[r.URL.Path]
}

// showPage answers with the page. There is nothing in it that anybody may not know.
func (c *call) showPage() error {
	h := c.w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", c.page.etag)
	if c.r.Header.Get("If-None-Match") == c.page.etag {
		c.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return c.write(http.StatusOK, "text/html; charset=utf-8", c.page.index)
}

package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"entente/ledger"
)

type extractedList struct {
	Documents []Extracted `json:"documents"`
}

func (c *call) extract() error {
	kind, _, err := c.mediaType()
	if err != nil {
		return err
	}
	var in struct {
		Text string `json:"text"`
	}
	if kind == "text/plain" {
		in.Text, err = c.readText()
	} else {
		err = c.readJSON(&in)
	}
	if err != nil {
		return err
	}
	if in.Text == "" {
		return wrong("", "the body is empty")
	}
	found, err := c.Extract(c.r.Context(), in.Text)
	if refused, ok := errors.AsType[*Refused](err); ok {
		return &Problem{Status: http.StatusUnprocessableEntity, Detail: refused.Why}
	}
	if err != nil {
		return err
	}
	if found == nil {
		found = []Extracted{}
	}
	for _, d := range found {
		at := c.offsets(d.Text)
		for _, e := range d.Entities {
			for i := range e.Mentions {
				e.Mentions[i].Start, e.Mentions[i].End = at(e.Mentions[i].Start), at(e.Mentions[i].End)
			}
		}
		for i := range d.Relations {
			r := &d.Relations[i].Evidence
			r.Start, r.End = at(r.Start), at(r.End)
		}
	}
	return c.send(http.StatusOK, extractedList{found})
}

const mostFiles = 1000 // of one upload

func (c *call) ingest() error {
	kind, params, err := c.mediaType()
	if err != nil {
		return err
	}
	var in Input
	var names []string
	if kind == "application/json" {
		var body struct {
			URL string `json:"url"`
		}
		if err := c.readJSON(&body); err != nil {
			return err
		}
		u, err := url.Parse(body.URL)
		if err != nil || u.Hostname() == "" || u.User != nil || strings.ContainsFunc(body.URL, unicode.IsControl) {
			return &Problem{Status: http.StatusUnprocessableEntity, Parameter: "url", Detail: "this is no address of a page: write https://host/path, without a name and password"}
		}
		in.URL, names = body.URL, []string{body.URL}
	} else {
		if in, err = c.receive(params["boundary"]); err != nil {
			return err
		}
		for _, f := range in.Files {
			names = append(names, f.Name)
		}
	}
	job, err := c.jobs.add(in, c.who(), names)
	if err != nil {
		if in.dir != "" {
			os.RemoveAll(in.dir)
		}
		if p, ok := errors.AsType[*Problem](err); ok && p.Status == http.StatusTooManyRequests {
			c.w.Header().Set("Retry-After", "10")
		}
		return err
	}
	c.w.Header().Set("Location", base+"/jobs/"+job.ID)
	return c.send(http.StatusAccepted, job)
}

// receive keeps the files of an upload in a folder of their own.
func (c *call) receive(boundary string) (in Input, err error) {
	if boundary == "" {
		return Input{}, wrong("", "the Content-Type has no boundary")
	}
	dir, err := os.MkdirTemp("", "entente-upload-")
	if err != nil {
		return Input{}, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	in.dir = dir
	most := int64(c.Settings.MaxUpload) << 20
	parts := multipart.NewReader(http.MaxBytesReader(c.w, c.r.Body, most), boundary)
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Input{}, uploadError(err)
		}
		if part.FormName() != "file" {
			return Input{}, wrong(clip(part.FormName()), fmt.Sprintf("there is no field %q; files are in parts named \"file\"", clip(part.FormName())))
		}
		if part.FileName() == "" {
			return Input{}, wrong("file", "a part named \"file\" has no filename: it is a field and no file")
		}
		if len(in.Files) == mostFiles {
			return Input{}, wrong("file", fmt.Sprintf("one upload may have %d files", mostFiles))
		}
		f := File{Name: fileName(part.FileName(), len(in.Files)+1)}
		f.Path = filepath.Join(dir, fmt.Sprint(len(in.Files)+1)+ending(f.Name))
		if err := keep(f.Path, part); err != nil {
			return Input{}, err
		}
		in.Files = append(in.Files, f)
	}
	if len(in.Files) == 0 {
		return Input{}, wrong("file", "there is no file in the body")
	}
	return in, nil
}

func uploadError(err error) error {
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return large
	}
	return &Problem{Status: http.StatusBadRequest, Detail: "the body is no whole multipart/form-data"}
}

func keep(name string, in io.Reader) error {
	out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		if _, ours := errors.AsType[*os.PathError](err); ours {
			return err // no room on the disk
		}
		return uploadError(err)
	}
	return out.Close()
}

// fileName is what a file is called in answers: its own name without a path and without
// what would change a terminal.
func fileName(name string, n int) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, path.Base(strings.ReplaceAll(name, `\`, "/")))
	if r := []rune(name); len(r) > 200 {
		name = string(r[len(r)-200:])
	}
	if strings.Trim(name, "./") == "" {
		return fmt.Sprintf("file %d", n)
	}
	return name
}

var plainEnding = regexp.MustCompile(`^\.[a-z0-9]{1,10}$`)

// ending is that of a file's name, which tells its format where the content does not.
func ending(name string) string {
	if e := strings.ToLower(path.Ext(name)); plainEnding.MatchString(e) {
		return e
	}
	return ""
}

// who is whose token the request has.
func (c *call) who() string { return cmp.Or(c.bearer.Name, c.bearer.ID) }

// decisionSchema has one schema for each kind of decision: what it takes, and no more.
func decisionSchema() schema {
	// No control characters: the ledger has a decision a line.
	short := schema{"type": "string", "pattern": `^[^\x00-\x1f\x7f-\x9f]+$`, "maxLength": 1000}
	fields := map[string]schema{
		"a": short, "b": short, "name": short, "link": short, "why": short,
		"claims":  {"type": "array", "minItems": 1, "maxItems": 1000, "uniqueItems": true, "items": schema{"type": "string", "pattern": "^claim/[0-9a-f]{16}$"}},
		"release": {"type": "string", "pattern": "^release/[0-9a-f]{16}$"},
		"undoes":  {"type": "string", "pattern": "^d-[0-9a-f]{8}$"},
	}
	var kinds []schema
	for _, k := range []struct {
		do    ledger.Do
		needs []string
	}{
		{ledger.Merge, []string{"a", "b"}}, {ledger.NeverMerge, []string{"a", "b"}}, {ledger.Split, []string{"a", "claims"}}, {ledger.Reject, []string{"claims"}}, {ledger.Confirm, []string{"claims"}},
		{ledger.Rename, []string{"a", "name"}}, {ledger.Retract, []string{"release"}}, {ledger.SameAs, []string{"a", "link"}}, {ledger.Undo, []string{"undoes"}},
	} {
		of := map[string]schema{"do": {"type": "string", "const": string(k.do)}, "why": fields["why"]}
		for _, name := range k.needs {
			of[name] = fields[name]
		}
		if k.do == ledger.Split {
			of["name"] = fields["name"]
		}
		kinds = append(kinds, schema{"type": "object", "properties": of, "required": append([]string{"do"}, k.needs...), "additionalProperties": false})
	}
	return schema{"type": "object", "oneOf": kinds, "discriminator": schema{"propertyName": "do"}}
}

type decisionList struct {
	Decisions []Decided `json:"decisions"`
	Page      page      `json:"page"`
}

func (c *call) decisions() error {
	all, err := c.Decisions(c.r.Context(), c.args["status"] == "true")
	if err != nil {
		return err
	}
	if of := c.args["claims"]; of != "" {
		all = standing(all, strings.Split(of, ","))
	}
	offset, limit, total := c.number("offset"), c.number("limit"), len(all)
	out := decisionList{Decisions: []Decided{}, Page: page{Offset: offset, Limit: limit, Total: &total}}
	out.Decisions = append(out.Decisions, all[min(offset, total):min(offset+limit, total)]...)
	if next := offset + limit; next < total {
		out.Page.Next = c.link(map[string]string{"offset": fmt.Sprint(next)})
		c.linkNext(next)
	}
	return c.send(http.StatusOK, out)
}

// standing are the decisions about some claims that no later one undoes.
func standing(all []Decided, claims []string) []Decided {
	undone := map[string]bool{}
	var out []Decided
	for _, d := range slices.Backward(all) { // an undo may be undone itself, later
		if undone[d.ID] {
			continue
		}
		if d.Do == ledger.Undo {
			undone[d.Undoes] = true
		}
		if slices.ContainsFunc(d.Claims, func(c string) bool { return slices.Contains(claims, c) }) {
			out = append(out, d)
		}
	}
	slices.Reverse(out)
	return out
}

func (c *call) decide() error {
	if _, _, err := c.mediaType(); err != nil {
		return err
	}
	var in struct {
		Do      ledger.Do
		A, B    string
		Claims  []string
		Name    string
		Release string
		Link    string
		Undoes  string
		Why     string
	}
	if err := c.readJSON(&in); err != nil {
		return err
	}
	// What is in the ledger must come into the graph, whether anybody waits for it or not.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.r.Context()), longWrite)
	defer cancel()
	d, err := c.Decide(ctx, ledger.Decision{Do: in.Do, A: in.A, B: in.B, Claims: in.Claims, Name: in.Name, Release: in.Release,
		Link: in.Link, Undoes: in.Undoes, Why: in.Why, By: c.who()})
	if err != nil {
		return err
	}
	return c.send(http.StatusCreated, Decided{Decision: d, Status: "holds"})
}

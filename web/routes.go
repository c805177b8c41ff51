package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/queries"
	"entente/text/vocab"
	"entente/web/token"
)

const base = "/api/v1"

// kind tells how a request is bounded.
type kind int

const (
	quick  kind = iota // within the time limit
	open               // by anybody, also when the server is full
	stream             // of events: goes on until either side ends it
	upload             // its body may be large
	long               // what it began must not be cut off
)

// route is one line of the table: what a request may be, and what the document says of it.
type route struct {
	method, path string
	id           string // the operation's name
	summary      string
	about        string
	role         token.Role // empty lets everybody in
	kind         kind
	params       []param
	body         map[string]schema // by media type
	status       int               // of success
	result       any               // a value of the type that is answered; nil is no JSON
	media        string            // what is answered, where it is no JSON
	page         bool              // browsers are answered with a page
	marked       bool              // the answer has an ETag
	fails        []int             // beside those that every route may have
	serve        func(*call) error
}

func (r *route) limited() bool { return r.kind == quick || r.kind == open }

// param is one parameter of a path or query.
type param struct {
	name     string
	in       string // path or query
	help     string
	required bool
	schema   schema
}

// PageRows is how many rows an answer has where nobody says.
const PageRows = 100

// The bounds of pages.
const (
	mostRows    = 1000
	defaultRows = PageRows
	mostOffset  = 10_000
)

func limitParam(otherwise int) param {
	return param{name: "limit", in: "query", help: "how many at most", schema: schema{"type": "integer", "minimum": 1, "maximum": mostRows, "default": otherwise}}
}

func offsetParam() param {
	return param{name: "offset", in: "query", help: "how many to leave out before", schema: schema{"type": "integer", "minimum": 0, "maximum": mostOffset, "default": 0}}
}

func named(name, help string, required bool) param {
	return param{name: name, in: "query", help: help, required: required, schema: textSchema()}
}

// textSchema is a name or some words.
func textSchema() schema { return schema{"type": "string", "minLength": 1, "maxLength": 1000} }

const datePattern = `^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`

func dateParam(name, help string) param {
	return param{name: name, in: "query", help: help, schema: schema{"type": "string", "pattern": datePattern}}
}

func pathParam(name, help string, s schema) param {
	return param{name: name, in: "path", help: help, required: true, schema: s}
}

// offsetsParam is in which unit offsets are told: JavaScript counts by another than Go.
func offsetsParam() param {
	return param{name: "offsets", in: "query", help: "the unit of offsets: bytes of UTF-8, as Go and \"head -c\" count, or units of UTF-16, as JavaScript does",
		schema: schema{"type": "string", "enum": []any{"bytes", "utf16"}, "default": "bytes"}}
}

// hexID is the part of an id after its kind.
func jobParam() param {
	return pathParam("id", "its id", schema{"type": "string", "pattern": "^[A-Z2-7]{26}$"})
}

func hexID() schema { return schema{"type": "string", "pattern": "^[0-9a-f]{16}$"} }

func ofEntity() []param {
	var types []any
	for _, t := range vocab.EntityTypes() {
		types = append(types, strings.ToLower(string(t)))
	}
	return []param{
		pathParam("kind", "the part of the id before the slash", schema{"type": "string", "enum": types}),
		pathParam("slug", "the part of the id after the slash; what is no letter or digit is percent-encoded", textSchema()),
	}
}

// asParam is the parameter of a question as one of a query. What may be left to a
// command line is strict here: one way to write each value.
func asParam(p queries.Parameter) param {
	out := param{name: p.Name, in: "query", help: p.Help, required: p.Required}
	var choices []any
	for _, c := range p.Choices {
		choices = append(choices, c)
	}
	switch p.Kind {
	case queries.Date:
		out.schema = schema{"type": "string", "pattern": datePattern}
	case queries.Types, queries.Modalities:
		out.schema = schema{"type": "array", "minItems": 1, "maxItems": len(choices), "uniqueItems": true, "items": schema{"type": "string", "enum": choices}}
	case queries.Integer:
		if p.Name == "limit" {
			n := defaultRows
			if p.Default != "" {
				n = atoi(p.Default)
			}
			return limitParam(n)
		}
		out.schema = schema{"type": "integer", "minimum": int(p.Min), "maximum": mostRows}
		if p.Max > 0 {
			out.schema["maximum"] = int(p.Max)
		}
		if p.Default != "" {
			out.schema["default"] = atoi(p.Default)
		}
	case queries.Number:
		out.schema = schema{"type": "number", "minimum": p.Min, "maximum": p.Max}
	case queries.Bool:
		out.schema = schema{"type": "boolean"}
	case queries.Choice:
		out.schema = schema{"type": "string", "enum": choices}
		if p.Default != "" {
			out.schema["default"] = p.Default
		}
	default:
		out.schema = textSchema()
	}
	return out
}

// table is all that the server answers.
func (s *Server) table() []route {
	read, write := token.Read, token.Write
	all := []route{
		{method: "GET", path: "/", id: "home", summary: "Where to begin", kind: open, page: true, status: 200, result: home{}, serve: (*call).home},
		{method: "GET", path: "/healthz", id: "health", summary: "Whether the server runs", kind: open, status: 200, result: health{}, serve: (*call).health},
		{method: "GET", path: "/readyz", id: "ready", summary: "Whether the server can answer questions", kind: open, status: 200, result: health{}, fails: []int{503}, serve: (*call).ready},
		{method: "GET", path: "/metrics", id: "metrics", summary: "Figures for Prometheus", role: read, status: 200, media: "text/plain", serve: (*call).figures},
		{method: "GET", path: base + "/openapi.json", id: "openapi", summary: "This document", kind: open, status: 200, result: map[string]any{}, serve: func(c *call) error {
			return c.sendBytes(http.StatusOK, "application/json", c.openapi)
		}},
		{method: "GET", path: base + "/questions", id: "questions", summary: "The questions with their parameters", role: read, status: 200, result: questionList{}, serve: (*call).questions},
	}
	for _, q := range queries.Questions() {
		r := s.question(q)
		r.path, r.id = base+"/questions/"+q.Name, q.Name
		all = append(all, r)
		switch q.Name {
		case "search", "evidence":
			r.path, r.id = base+"/"+q.Name, "short-"+q.Name
			r.about = "The same as " + base + "/questions/" + q.Name + "."
			all = append(all, r)
		case "show", "ties":
			of := r
			of.params = append(ofEntity(), slices.DeleteFunc(slices.Clone(r.params), func(p param) bool { return p.name == "entity" })...)
			of.path, of.id = base+"/entities/{kind}/{slug}", "entity"
			if q.Name == "ties" {
				of.path, of.id = of.path+"/ties", "entity-ties"
			}
			all = append(all, of)
		}
	}
	return append(all,
		route{method: "GET", path: base + "/find", id: "find", summary: "Whom a name stands for", role: read, status: 200, result: queries.Match{}, marked: true,
			about:  "The entity that is mentioned most of those that the name, id or acronym may stand for, and the others. A name that nobody has is a 404 with near names.",
			params: []param{named("name", "a name as people write it, or an id", true)}, fails: []int{404, 422}, serve: (*call).find},
		route{method: "GET", path: base + "/releases", id: "releases", summary: "The releases, the latest first", role: read, status: 200, result: releaseList{}, marked: true,
			params: []param{dateParam("since", "only of this date and later"), dateParam("until", "only up to this date"), limitParam(defaultRows), offsetParam()}, fails: []int{422}, serve: (*call).releases},
		route{method: "GET", path: base + "/releases/{id}", id: "release", summary: "One release: its text, and what to mark in it", role: read, status: 200, result: queries.Reread{}, marked: true,
			about:  "Offsets are of the text, in the unit that is asked for. Mentions are found by their names; a pronoun is not among them.",
			params: []param{pathParam("id", "the id without its \"release/\"", hexID()), offsetsParam()}, fails: []int{404}, serve: (*call).release},
		route{method: "GET", path: base + "/releases/{id}/why", id: "why", summary: "By which words of a release each claim was read", role: read, status: 200, result: traceList{}, marked: true,
			about:  "The release is read again, with what the server reads by now: a claim that it no longer makes is missing. Offsets are of the release's text, in the unit that is asked for.",
			params: []param{pathParam("id", "the id without its \"release/\"", hexID()), offsetsParam()}, fails: []int{404}, serve: (*call).why},
		route{method: "POST", path: base + "/graph", id: "graph", summary: "A part of the graph to look at: entities, and all ties among them", role: read, status: 200, result: queries.View{},
			about: "Those of around with those whom they are tied to, the best attested first and taking turns, and those of show; ties of one type and modality between two are a bundle. Without modality it is what is asserted or former. What does not come in is counted. Dates and confidence narrow as they do in the questions.",
			body:  map[string]schema{"application/json": viewSchema()}, fails: []int{413, 415, 422}, serve: (*call).look},
		route{method: "POST", path: base + "/members", id: "rosters", summary: "The members of several bodies, to lay beside each other", role: read, status: 200, result: queries.Rosters{},
			about: "Of each body as the question members lists them: of several ties between a member and a body the best attested stands for all. Without modality it is what is asserted.",
			body:  map[string]schema{"application/json": rostersSchema()}, fails: []int{413, 415, 422}, serve: (*call).rosters},
		route{method: "GET", path: base + "/entities/{kind}/{slug}/countries", id: "entity-countries", summary: "How many ties an entity has with each country", role: read, status: 200, result: countryList{}, marked: true,
			about:  "Its own ties, those with the most first. Without modality it is what is asserted or former.",
			params: append(ofEntity(), countriesParams()...), fails: []int{404, 422}, serve: (*call).countries},
		route{method: "GET", path: base + "/ask", id: "ask", summary: "Ask in plain English", role: read, status: 200, result: Understood{}, marked: true,
			about:  "The question is read as one of the others, and told as which. What can't be read is a 422 with questions that can be asked.",
			params: []param{named("question", "the question: Who met Stoltenberg in October 2023?", true)}, fails: []int{404, 422}, serve: (*call).inEnglish},
		route{method: "POST", path: base + "/extract", id: "extract", summary: "What a text says, without saving it", role: read, status: 200, result: extractedList{},
			about:  "A text, page or dump of up to 1 MiB. Offsets are of the text beside them, in the unit that is asked for.",
			params: []param{offsetsParam()},
			body:   map[string]schema{"application/json": object("text", schema{"type": "string", "minLength": 1}), "text/plain": {"type": "string", "minLength": 1}},
			fails:  []int{413, 415, 422}, serve: (*call).extract},
		route{method: "POST", path: base + "/ingest", id: "ingest", summary: "Read files or an address into the graph", role: write, kind: upload, status: 202, result: Job{},
			about: "Files, each a part named \"file\", or the address of a page or feed. They are read one after the other; the job tells how far it is. An upload only adds: it takes no earlier release away.",
			body: map[string]schema{
				"application/json":    object("url", schema{"type": "string", "pattern": "^https?://[^/?#]", "maxLength": 2000}),
				"multipart/form-data": object("file", schema{"type": "array", "minItems": 1, "maxItems": mostFiles, "items": schema{"type": "string", "format": "binary"}}),
			},
			fails: []int{413, 415, 422, 429}, serve: (*call).ingest},
		route{method: "GET", path: base + "/jobs", id: "jobs", summary: "What is being read and was, the latest first", role: read, status: 200, result: jobList{}, serve: (*call).listJobs},
		route{method: "GET", path: base + "/jobs/{id}", id: "job", summary: "How far a job is", role: read, status: 200, result: Job{},
			params: []param{jobParam()}, fails: []int{404}, serve: (*call).job},
		route{method: "POST", path: base + "/jobs/{id}/cancel", id: "cancel", summary: "End a job before it is done", role: write, status: 200, result: Job{},
			about:  "What it has read is saved, and what it has not is left. One that is being read ends soon after; one that is over stays as it was.",
			params: []param{jobParam()}, fails: []int{404}, serve: (*call).cancelJob},
		route{method: "GET", path: base + "/jobs/{id}/events", id: "events", summary: "How far a job is, as it goes", role: read, kind: stream, status: 200, media: "text/event-stream",
			about:  "Server-sent events named \"progress\", each with the job in JSON, and one named \"end\", after which the stream ends.",
			params: []param{jobParam()}, fails: []int{404}, serve: (*call).events},
		route{method: "GET", path: base + "/decisions", id: "decisions", summary: "What people decided, in the order of the ledger", role: read, status: 200, result: decisionList{},
			params: []param{limitParam(defaultRows), offsetParam(),
				{name: "claims", in: "query", help: "only those about some of these claims that no other undoes", schema: schema{"type": "array", "minItems": 1, "maxItems": 100, "uniqueItems": true, "items": schema{"type": "string", "pattern": "^claim/[0-9a-f]{16}$"}}},
				{name: "status", in: "query", help: "whether each holds, too: it takes a look at the whole graph", schema: schema{"type": "boolean", "default": false}}}, serve: (*call).decisions},
		route{method: "POST", path: base + "/decisions", id: "decide", summary: "Decide what the graph can't know", role: write, kind: long, status: 201, result: Decided{},
			about: "merge and never-merge take a and b; split takes a, claims and perhaps a name; reject and confirm take claims; rename takes a and a name; retract takes a release; same-as takes a and a link; undo takes undoes. Ends are names of one entity only, or ids.",
			body:  map[string]schema{"application/json": decisionSchema()}, fails: []int{404, 409, 413, 415, 422}, serve: (*call).decide},
	)
}

// match finds the route of a request, and the values of its path.
func (c *call) match() (map[string]string, error) {
	if c.route = c.page.asset(c.r); c.route != nil {
		return nil, nil
	}
	parts := strings.Split(strings.TrimPrefix(c.r.URL.EscapedPath(), "/"), "/")
	var allowed []string
	for i := range c.routes {
		route := &c.routes[i]
		args, ok := route.fits(parts)
		if !ok {
			continue
		}
		if route.method == c.r.Method || route.method == http.MethodGet && c.r.Method == http.MethodHead {
			c.route = route
			return args, nil
		}
		allowed = append(allowed, route.method)
		if route.method == http.MethodGet {
			allowed = append(allowed, http.MethodHead)
		}
	}
	if len(allowed) > 0 {
		c.w.Header().Set("Allow", strings.Join(allowed, ", "))
		return nil, &Problem{Status: http.StatusMethodNotAllowed, Detail: "this may be asked with " + strings.Join(allowed, ", ")}
	}
	return nil, &Problem{Status: http.StatusNotFound, Detail: "there is nothing at this address; " + base + "/openapi.json says what there is"}
}

// fits gives the values that the parts of a path have in the route's.
func (r *route) fits(parts []string) (map[string]string, bool) {
	pattern := strings.Split(strings.TrimPrefix(r.path, "/"), "/")
	if len(pattern) != len(parts) {
		return nil, false
	}
	args := map[string]string{}
	for i, p := range pattern {
		value, err := url.PathUnescape(parts[i])
		switch name, ok := strings.CutPrefix(p, "{"); {
		case err != nil || !utf8.ValidString(value):
			return nil, false
		case ok:
			args[strings.TrimSuffix(name, "}")] = value
		case value != p:
			return nil, false
		}
	}
	return args, true
}

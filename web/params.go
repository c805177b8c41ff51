package web

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// schema is a JSON Schema, of the few words that ours are made of. Requests are checked
// by the very schemas that the document shows.
type schema map[string]any

// object is a body of one field, which it must have, and no other.
func object(field string, s schema) schema {
	return schema{"type": "object", "properties": map[string]schema{field: s}, "required": []string{field}, "additionalProperties": false}
}

// check says what is wrong with a value as encoding/json reads it, and where; empty is
// nothing.
func (s schema) check(name string, v any) (where, what string) {
	is := func(ok bool, noun string) (string, string) {
		if ok {
			return "", ""
		}
		return name, "it must be " + noun
	}
	if kinds, ok := s["oneOf"].([]schema); ok { // they are told apart by their first field
		field := s["discriminator"].(schema)["propertyName"].(string)
		fields, _ := v.(map[string]any)
		var known []string
		for _, kind := range kinds {
			of := kind["properties"].(map[string]schema)[field]["const"].(string)
			if fields[field] == of {
				return kind.check(name, v)
			}
			known = append(known, of)
		}
		if fields == nil {
			return is(false, "an object")
		}
		return field, "it may be " + strings.Join(known, " ")
	}
	switch s["type"] {
	case "string":
		text, ok := v.(string)
		if !ok {
			return is(false, "a text")
		}
		return s.checkText(name, text)
	case "integer", "number":
		n, ok := v.(json.Number)
		if !ok {
			return is(false, map[any]string{"integer": "a whole number", "number": "a number"}[s["type"]])
		}
		return s.checkNumber(name, n)
	case "boolean":
		_, ok := v.(bool)
		return is(ok, "true or false")
	case "array":
		list, ok := v.([]any)
		if !ok {
			return is(false, "a list")
		}
		if least, ok := s["minItems"].(int); ok && len(list) < least {
			return name, fmt.Sprintf("it must have %d or more", least)
		}
		if most, ok := s["maxItems"].(int); ok && len(list) > most {
			return name, fmt.Sprintf("it may have %d at most", most)
		}
		seen := map[any]bool{}
		for _, item := range list {
			if where, what = s["items"].(schema).check(name, item); what != "" {
				return where, what
			}
			if s["uniqueItems"] == true && seen[item] {
				return name, "something comes twice"
			}
			seen[item] = true
		}
	case "object":
		fields, ok := v.(map[string]any)
		if !ok {
			return is(false, "an object")
		}
		known := s["properties"].(map[string]schema)
		for field, value := range fields {
			of, ok := known[field]
			if !ok {
				return field, "there is no such field"
			}
			if where, what = of.check(field, value); what != "" {
				return where, what
			}
		}
		for _, field := range s["required"].([]string) {
			if _, ok := fields[field]; !ok {
				return field, "it is missing"
			}
		}
	}
	return "", ""
}

var patterns sync.Map // of texts to *regexp.Regexp

func (s schema) checkText(name, text string) (where, what string) {
	n := utf8.RuneCountInString(text)
	if least, ok := s["minLength"].(int); ok && n < least {
		return name, "it is empty"
	}
	if most, ok := s["maxLength"].(int); ok && n > most {
		return name, fmt.Sprintf("it has %d characters and may have %d", n, most)
	}
	if choices, ok := s["enum"].([]any); ok && !slices.Contains(choices, any(text)) {
		return name, "it may be " + strings.Trim(fmt.Sprint(choices...), "[]")
	}
	if p, ok := s["pattern"].(string); ok {
		re, ok := patterns.Load(p)
		if !ok {
			re, _ = patterns.LoadOrStore(p, regexp.MustCompile(p))
		}
		if !re.(*regexp.Regexp).MatchString(text) {
			return name, "it must be of the form " + p
		}
	}
	return "", ""
}

func (s schema) checkNumber(name string, n json.Number) (where, what string) {
	f, err := n.Float64()
	if err != nil {
		return name, "it must be a number"
	}
	if s["type"] == "integer" && f != math.Trunc(f) { // 3.0 is one in JSON
		return name, "it must be a whole number"
	}
	bound := func(key string) (float64, bool) {
		switch b := s[key].(type) {
		case int:
			return float64(b), true
		case float64:
			return b, true
		}
		return 0, false
	}
	if least, ok := bound("minimum"); ok && f < least {
		return name, fmt.Sprintf("it may not be below %v", least)
	}
	if most, ok := bound("maximum"); ok && f > most {
		return name, fmt.Sprintf("it may not be above %v", most)
	}
	return "", ""
}

var number = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// value is what a text in a query stands for under a schema.
func (s schema) value(text string) any {
	switch s["type"] {
	case "integer":
		if _, err := strconv.Atoi(text); err == nil && number.MatchString(text) {
			return json.Number(text)
		}
	case "number":
		if number.MatchString(text) {
			return json.Number(text)
		}
	case "boolean":
		switch text {
		case "true":
			return true
		case "false":
			return false
		}
	case "array":
		list := []any{}
		for item := range strings.SplitSeq(text, ",") {
			list = append(list, s["items"].(schema).value(item))
		}
		return list
	}
	return text
}

// read checks path and query by the route's parameters, and gives their values.
func (c *call) read(path map[string]string) (map[string]string, error) {
	query, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return nil, wrong("", "the query can't be read: write name=value with & between, and %XX for what is no letter or digit")
	}
	for name := range query {
		if !slices.ContainsFunc(c.route.params, func(p param) bool { return p.in == "query" && p.name == name }) {
			return nil, wrong(clip(name), fmt.Sprintf("there is no parameter %q", clip(name)))
		}
	}
	args := map[string]string{}
	for _, p := range c.route.params {
		text, given := path[p.name], true
		if p.in == "query" {
			switch values := query[p.name]; len(values) {
			case 0:
				if given = false; p.required {
					return nil, wrong(p.name, p.name+" is missing: "+p.help)
				}
			case 1:
				text = values[0]
			default:
				return nil, wrong(p.name, p.name+" is given more than once")
			}
		}
		if !given {
			continue
		}
		if !utf8.ValidString(text) {
			return nil, wrong(p.name, p.name+" is no text in UTF-8")
		}
		if _, what := p.schema.check(p.name, p.schema.value(text)); what != "" {
			return nil, wrong(p.name, p.name+": "+what)
		}
		args[p.name] = text
	}
	return args, nil
}

// clip shortens what somebody sent, for a message.
func clip(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if utf8.RuneCountInString(s) > 60 {
		s = string([]rune(s)[:60]) + "..."
	}
	return s
}

// number gives an integer parameter, which read has checked.
func (c *call) number(name string) int {
	text, given := c.args[name]
	for _, p := range c.route.params {
		if n, ok := p.schema["default"].(int); ok && p.name == name && !given {
			return n
		}
	}
	return atoi(text)
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

const mostBody = 1 << 20 // bytes of a body that is no upload

// mediaType is what the body is, if the route takes it.
func (c *call) mediaType() (kind string, params map[string]string, err error) {
	kind, params, err = mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if _, ok := c.route.body[kind]; err != nil || !ok {
		var kinds []string
		for k := range c.route.body {
			kinds = append(kinds, k)
		}
		slices.Sort(kinds)
		return "", nil, &Problem{Status: http.StatusUnsupportedMediaType, Detail: "the body must be " + strings.Join(kinds, " or ")}
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") && !strings.EqualFold(charset, "us-ascii") {
		return "", nil, &Problem{Status: http.StatusUnsupportedMediaType, Detail: "texts must be in UTF-8"}
	}
	if c.r.Header.Get("Content-Encoding") != "" {
		return "", nil, &Problem{Status: http.StatusUnsupportedMediaType, Detail: "a body may not be packed"}
	}
	return kind, params, nil
}

// readText reads a body that is a text in UTF-8.
func (c *call) readText() (string, error) {
	b, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, mostBody))
	if err != nil {
		return "", bodyError(err)
	}
	if !utf8.Valid(b) {
		return "", wrong("", "the body is no text in UTF-8")
	}
	return string(b), nil
}

// bodyError is the error of a body that did not come in.
func bodyError(err error) error {
	if _, ok := err.(*http.MaxBytesError); ok {
		return err
	}
	return &Problem{Status: http.StatusBadRequest, Detail: "the body broke off, or took too long"}
}

// readJSON reads a body by its schema into v.
func (c *call) readJSON(v any) error {
	body, err := c.readText()
	if err != nil {
		return err
	}
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return wrong("", "the body is no JSON")
	}
	if _, err := d.Token(); err != io.EOF {
		return wrong("", "there is more in the body than one JSON object")
	}
	if where, what := c.route.body["application/json"].check("", value); what != "" {
		if where = clip(where); where != "" {
			what = where + ": " + what
		}
		return wrong(where, what)
	}
	b, err := json.Marshal(plain(value))
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// plain writes whole numbers without a point or exponent: 3.0 is 3 in JSON, and none to
// encoding/json.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for field, value := range v {
			v[field] = plain(value)
		}
	case []any:
		for i, value := range v {
			v[i] = plain(value)
		}
	case json.Number:
		if f, err := v.Float64(); err == nil && f == math.Trunc(f) && math.Abs(f) < 1<<53 {
			return json.Number(strconv.FormatFloat(f, 'f', -1, 64))
		}
	}
	return v
}

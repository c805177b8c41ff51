package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"
)

// document is the OpenAPI 3.1 document of the table of routes.
func (s *Server) document() ([]byte, error) {
	types := typeSchemas{}
	paths := map[string]schema{}
	for i := range s.routes {
		r := &s.routes[i]
		if paths[r.path] == nil {
			paths[r.path] = schema{}
		}
		paths[r.path][strings.ToLower(r.method)] = s.operation(r, types)
	}
	types.of(reflect.TypeFor[Problem]())
	components := schema{"schemas": types}
	if s.Tokens != nil {
		components["securitySchemes"] = schema{"bearer": schema{"type": "http", "scheme": "bearer",
			"description": `A token of "entente serve token new". One of the role write may read too.`}}
	}
	return json.Marshal(schema{
		"openapi": "3.1.0",
		"info": schema{"title": "entente", "version": s.Version,
			"description": "A knowledge graph of official releases: who met whom, who belongs to what and where it happened, each fact with its sentence. Errors are problem+json (RFC 9457)."},
		"paths":      paths,
		"components": components,
	})
}

// headers that answers may have, with what the document says of them.
var headers = map[string]schema{
	"X-Request-Id": {"description": "the id of the request, its own if that is one", "schema": schema{"type": "string"}},
	"ETag":         {"description": "names the answer; send it as If-None-Match to be told whether it still holds", "schema": schema{"type": "string"}},
	"Link":         {"description": `the next page, as rel="next"`, "schema": schema{"type": "string"}},
	"Retry-After":  {"description": "seconds", "schema": schema{"type": "integer"}},
	"Location":     {"description": "the job's address", "schema": schema{"type": "string"}},
}

func (s *Server) operation(r *route, types typeSchemas) schema {
	problem := func(status int) schema {
		out := schema{"description": http.StatusText(status), "content": schema{"application/problem+json": schema{"schema": schema{"$ref": "#/components/schemas/web.Problem"}}}}
		if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
			out["headers"] = schema{"Retry-After": headers["Retry-After"]}
		}
		return out
	}
	var content schema
	switch {
	case r.kind == stream:
		content = schema{r.media: schema{"schema": schema{"type": "object", "required": []string{"event", "data"}, "properties": map[string]schema{
			"id": {"type": "string"}, "event": {"type": "string", "enum": []any{"progress", "end"}},
			"data": {"type": "string", "contentMediaType": "application/json", "contentSchema": types.result(Job{})},
		}}}}
	case r.media != "":
		content = schema{r.media: schema{"schema": schema{"type": "string"}}}
	default:
		content = schema{"application/json": schema{"schema": types.result(r.result)}}
		if r.page {
			content["text/html"] = schema{"schema": schema{"type": "string"}}
		}
	}
	sent := schema{"X-Request-Id": headers["X-Request-Id"]}
	responses := schema{fmt.Sprint(r.status): schema{"description": http.StatusText(r.status), "content": content, "headers": sent}}
	fails := slices.Concat(r.fails, []int{400, 403})
	if r.kind != open {
		fails = append(fails, 503)
	}
	if r.limited() {
		fails = append(fails, 504)
	}
	if r.marked {
		sent["ETag"], sent["Link"] = headers["ETag"], headers["Link"]
		responses["304"] = schema{"description": "the answer that If-None-Match names still holds", "headers": schema{"ETag": headers["ETag"]}}
	}
	if r.status == http.StatusAccepted {
		sent["Location"] = headers["Location"]
	}
	if s.Loopback || len(s.Settings.HostList()) > 0 {
		fails = append(fails, 421)
	}
	out := schema{"operationId": r.id, "summary": r.summary}
	if r.about != "" {
		out["description"] = strings.ReplaceAll(r.about, "\n", " ")
	}
	if s.Tokens != nil && r.role != "" {
		out["security"] = []schema{{"bearer": []string{}}}
		fails = append(fails, 401)
	}
	for _, status := range fails {
		responses[fmt.Sprint(status)] = problem(status)
	}
	out["responses"] = responses
	if len(r.params) > 0 {
		var params []schema
		for _, p := range r.params {
			one := schema{"name": p.name, "in": p.in, "required": p.required, "description": p.help, "schema": p.schema}
			if p.schema["type"] == "array" {
				one["style"], one["explode"] = "form", false
			}
			params = append(params, one)
		}
		out["parameters"] = params
	}
	if r.body != nil {
		kinds := schema{}
		for kind, s := range r.body {
			kinds[kind] = schema{"schema": s}
		}
		out["requestBody"] = schema{"required": true, "content": kinds}
	}
	return out
}

// typeSchemas are the schemas of Go types by name.
type typeSchemas map[string]schema

// result is the schema of a route's answer.
func (t typeSchemas) result(v any) schema {
	rows, ok := v.(typedAnswer)
	if !ok {
		return t.of(reflect.TypeOf(v))
	}
	return schema{"allOf": []schema{t.of(reflect.TypeFor[answered]()), {"properties": schema{"rows": t.of(reflect.TypeOf(rows.rows))}}}}
}

// of is the schema of a type as encoding/json writes it, by reference where it has a
// name.
func (t typeSchemas) of(typ reflect.Type) schema {
	switch typ.Kind() {
	case reflect.Pointer:
		return t.of(typ.Elem())
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return schema{"type": "integer"}
	case reflect.Float64, reflect.Float32:
		return schema{"type": "number"}
	case reflect.Slice:
		return schema{"type": "array", "items": t.of(typ.Elem())}
	case reflect.Map:
		return schema{"type": "object", "additionalProperties": t.of(typ.Elem())}
	case reflect.Struct:
		if typ == reflect.TypeFor[time.Time]() {
			return schema{"type": "string", "format": "date-time"}
		}
		name := typ.String()
		if t[name] == nil {
			t[name] = schema{} // it may hold itself
			fields, required := map[string]schema{}, []string{}
			t.fields(typ, fields, &required)
			slices.Sort(required)
			maps.Copy(t[name], schema{"type": "object", "properties": fields, "required": required})
		}
		return schema{"$ref": "#/components/schemas/" + name}
	}
	return schema{} // anything
}

// fields adds the fields of a struct, with those of what is embedded.
func (t typeSchemas) fields(typ reflect.Type, fields map[string]schema, required *[]string) {
	for _, f := range reflect.VisibleFields(typ) {
		if len(f.Index) > 1 || !f.IsExported() && !f.Anonymous {
			continue
		}
		name, options, tagged := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			embedded := f.Type
			if embedded.Kind() == reflect.Pointer {
				embedded = embedded.Elem()
			}
			t.fields(embedded, fields, required)
		default:
			if name == "" {
				name = f.Name
			}
			fields[name] = t.of(f.Type)
			if !tagged || !strings.Contains(options, "omit") {
				*required = append(*required, name)
			}
		}
	}
}

package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/graph"
	"entente/queries"
)

// An assistant reads all that it is given, so answers are short until it asks for more.
const (
	usualRows  = 20
	usualItems = 10 // in each section of a report or card
	mostRows   = 200
	mostProofs = 10 // sentences of a row, and ids of its claims
	mostOthers = 10 // of a name
)

// answer is what a tool gives: the rows as the question has them, each with its
// sentence and ids.
type answer struct {
	Question string                   `json:"question"`
	Args     queries.Args             `json:"args"`
	Entities map[string]queries.Match `json:"entities,omitempty"`
	Rows     any                      `json:"rows"`
	More     bool                     `json:"more"`
}

// tool describes a question as a tool.
func tool(q queries.Question) *sdk.Tool {
	in := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}}}
	for _, p := range q.Params {
		if p.Name != "limit" {
			in.Properties[p.Name] = schema(p)
			in.PropertyOrder = append(in.PropertyOrder, p.Name)
		}
		if p.Required {
			in.Required = append(in.Required, p.Name)
		}
	}
	in.Properties["limit"] = limitSchema(q)
	in.PropertyOrder = append(in.PropertyOrder, "limit")
	return &sdk.Tool{
		Name: q.Name, Title: q.Summary, Description: plain(q.Summary + ".\n" + q.About), Annotations: reading(),
		InputSchema:  in,
		OutputSchema: outputSchema(),
	}
}

func reading() *sdk.ToolAnnotations {
	return &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, DestructiveHint: new(false), OpenWorldHint: new(false)}
}

// flags are how the command line says what the questions tell of themselves.
var flags = regexp.MustCompile(`--[a-z-]*[a-z]`)

// plain is a text of the command line for those who see no command line.
func plain(s string) string {
	s = flags.ReplaceAllStringFunc(s, func(f string) string { return strings.ReplaceAll(f[2:], "-", "_") })
	return strings.ReplaceAll(s, `"entente `, `"`)
}

const anyDate = `[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?`

// schema describes a parameter. What it may be is the question's to say: it refuses
// what a client lets through.
func schema(p queries.Parameter) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Description: plain(p.Help)}
	choices := make([]any, len(p.Choices))
	for i, c := range p.Choices {
		choices[i] = c
	}
	value := any(p.Default)
	switch p.Kind {
	case queries.Date:
		s.Pattern = "^" + anyDate + "$"
		if p.Default != "" {
			s.Pattern = "^(" + p.Default + "|" + anyDate + ")$"
		}
	case queries.Types, queries.Modalities:
		s.Type, s.Items, s.UniqueItems = "array", &jsonschema.Schema{Type: "string", Enum: choices}, true
	case queries.Choice:
		s.Enum = choices
	case queries.Bool:
		s.Type = "boolean"
		value = p.Default == "true"
	case queries.Integer, queries.Number:
		s.Type, s.Minimum = string(p.Kind), new(p.Min)
		if p.Max > 0 {
			s.Maximum = new(p.Max)
		}
		value = json.RawMessage(p.Default)
	default:
		s.MaxLength = new(1000)
		if p.Required {
			s.MinLength = new(1)
		}
	}
	if p.Default != "" {
		s.Default, _ = json.Marshal(value)
	}
	return s
}

// limitOf is how many rows of a question are given where nobody says.
func limitOf(q queries.Question) int {
	for _, p := range q.Params {
		if n, err := strconv.Atoi(p.Default); p.Name == "limit" && err == nil && n < usualRows {
			return n
		}
	}
	if q.Name == "report" || q.Name == "show" {
		return usualItems
	}
	return usualRows
}

func limitSchema(q queries.Question) *jsonschema.Schema {
	what := "rows"
	if q.Name == "report" || q.Name == "show" {
		what = "entries of each kind"
	}
	return &jsonschema.Schema{Type: "integer", Minimum: new(1.0), Maximum: new(float64(mostRows)),
		Default: json.RawMessage(strconv.Itoa(limitOf(q))), Description: "at most this number of " + what + "; the answer says whether there are more"}
}

func outputSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "object", Required: []string{"question", "args", "rows", "more"}, Properties: map[string]*jsonschema.Schema{
		"question": {Type: "string"},
		"args":     {Type: "object", Description: "the arguments as they were read"},
		"entities": {Type: "object", Description: "whom the names were read as, by argument, with others of that name"},
		"rows": {Types: []string{"array", "object"}, Description: "the rows, each with its tie, its quote (the sentence, with the release's id, title, publisher, " +
			"day and url) and ids; of show and report one object"},
		"more": {Type: "boolean", Description: "whether there are more rows than were asked for"},
	}}
}

// call answers a question. What is wrong with the arguments is told as a tool's error,
// which assistants see and mend, and not as one of the protocol.
func (s *Server) call(q queries.Question) sdk.ToolHandler {
	return func(ctx context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		args, err := arguments(r.Params.Arguments)
		if err != nil {
			return s.refuse(ctx, err)
		}
		limit, err := limitFrom(args, limitOf(q))
		if err != nil {
			return s.refuse(ctx, err)
		}
		sections := q.Name == "report" || q.Name == "show"
		if slices.ContainsFunc(q.Params, func(p queries.Parameter) bool { return p.Name == "limit" }) {
			args["limit"] = strconv.Itoa(limit)
			if !sections {
				args["limit"] = strconv.Itoa(limit + 1) // to know whether there are more
			}
		}
		found, err := q.Run(ctx, s.world, args)
		if err != nil {
			return s.refuse(ctx, err)
		}
		delete(found.Args, "limit")
		more := found.Cut(limit, mostProofs)
		if sections {
			more = cutSections(&found, limit)
		}
		for name, m := range found.Entities {
			m.Others = m.Others[:min(len(m.Others), mostOthers)]
			found.Entities[name] = m
		}
		return &sdk.CallToolResult{
			Content:           []sdk.Content{&sdk.TextContent{Text: write(found, more)}},
			StructuredContent: answer{found.Question, found.Args, found.Entities, found.Rows, more},
		}, nil
	}
}

// limitFrom takes the limit out of the arguments.
func limitFrom(args queries.Args, usual int) (int, error) {
	given := args["limit"]
	delete(args, "limit")
	if given == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 || n > mostRows {
		return 0, graph.Errorf(graph.Invalid, "limit is %s; it may be 1 to %d", given, mostRows)
	}
	return n, nil
}

// cutSections bounds each section of a card or page, and reports whether one had more.
func cutSections(a *queries.Answer, limit int) (more bool) {
	cut := func(links []queries.Link) []queries.Link {
		more = more || len(links) > limit
		return links[:min(len(links), limit)]
	}
	switch r := a.Rows.(type) {
	case *queries.Card:
		r.Offices, r.Holders, r.Memberships = cut(r.Offices), cut(r.Holders), cut(r.Memberships)
		more = more || r.ReleaseCount > limit
		r.Releases = r.Releases[:min(len(r.Releases), limit)]
	case *queries.Page:
		more = slices.ContainsFunc(r.Sections, func(s queries.Section) bool { return s.More })
	}
	seen := map[string]int{} // lines by their section
	a.Lines = slices.DeleteFunc(a.Lines, func(l queries.Line) bool {
		seen[l.Cells[0]]++
		return seen[l.Cells[0]] > limit
	})
	return more
}

// arguments are the values of a call as texts. A list is one with commas between.
func arguments(raw json.RawMessage) (queries.Args, error) {
	var given map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if len(raw) > 0 {
		if err := d.Decode(&given); err != nil {
			return nil, graph.Errorf(graph.Invalid, "the arguments are no JSON object")
		}
	}
	args := queries.Args{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		switch v := given[name].(type) {
		case nil:
		case string:
			args[name] = v
		case json.Number:
			args[name] = v.String()
		case bool:
			args[name] = strconv.FormatBool(v)
		case []any:
			var list []string
			for _, one := range v {
				text, ok := one.(string)
				if !ok {
					return nil, graph.Errorf(graph.Invalid, "%s is a list that holds %v; it may hold texts only", name, one)
				}
				list = append(list, text)
			}
			args[name] = strings.Join(list, ",")
		default:
			return nil, graph.Errorf(graph.Invalid, "%s is an object; it may be a text, a number, true, false or a list of texts", name)
		}
	}
	return args, nil
}

// refuse is a tool's error, with the way out.
func (s *Server) refuse(ctx context.Context, err error) (*sdk.CallToolResult, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	message := err.Error()
	var unknown *queries.Unknown
	switch {
	case errors.As(err, &unknown) && len(unknown.Suggestions) > 0:
		message = fmt.Sprintf("the graph knows no %q. Near names, of which the id can be given too:", unknown.Name)
		for _, c := range unknown.Suggestions {
			message += fmt.Sprintf("\n- %s (%s)", c.Name, c.ID)
		}
	case errors.As(err, &unknown):
		message += `. Try another spelling, a surname or an acronym, or look for words with "search"`
	case graph.CodeOf(err) != graph.Invalid && graph.CodeOf(err) != graph.NotFound:
		s.log.Error("the store's trouble", "error", err)
	}
	return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: message}}, IsError: true}, nil
}

// names is what "find" gives.
type names struct {
	Name  string              `json:"name"`
	Found []queries.Candidate `json:"found"`
	Near  []queries.Candidate `json:"near"`
}

func findTool() *sdk.Tool {
	candidate := &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{Type: "object"}}
	return &sdk.Tool{
		Name: "find", Title: "Find whom a name stands for",
		Description: "Find whom a name stands for.\nGives the persons, bodies, countries, places and events that bear a name, the most mentioned first, with their ids, " +
			"or those of the nearest names. Case, accents and punctuation do not matter. Other tools take the first that is found.",
		Annotations: reading(),
		InputSchema: &jsonschema.Schema{Type: "object", Required: []string{"name"}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
			Properties: map[string]*jsonschema.Schema{"name": {Type: "string", MinLength: new(1), MaxLength: new(1000), Description: "a name as people write it, an acronym or an id"}}},
		OutputSchema: &jsonschema.Schema{Type: "object", Required: []string{"name", "found", "near"},
			Properties: map[string]*jsonschema.Schema{"name": {Type: "string"}, "found": candidate, "near": candidate}},
	}
}

func (s *Server) find(ctx context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
	args, err := arguments(r.Params.Arguments)
	for name := range args {
		if name != "name" && err == nil {
			err = graph.Errorf(graph.Invalid, "find has no parameter %q; it takes name", name)
		}
	}
	if err == nil && strings.TrimSpace(args["name"]) == "" {
		err = graph.Errorf(graph.Invalid, "name is missing: whom to find")
	}
	if err == nil && len(args["name"]) > 1000 {
		err = graph.Errorf(graph.Invalid, "name has %d bytes; it may have 1000", len(args["name"]))
	}
	if err != nil {
		return s.refuse(ctx, err)
	}
	out := names{Name: args["name"], Found: []queries.Candidate{}, Near: []queries.Candidate{}}
	m, err := s.world.Find(ctx, out.Name)
	unknown, isUnknown := errors.AsType[*queries.Unknown](err)
	var text strings.Builder
	switch {
	case isUnknown && len(unknown.Suggestions) == 0:
		return s.refuse(ctx, err)
	case isUnknown:
		out.Near = unknown.Suggestions
		fmt.Fprintf(&text, "the graph knows no %q; near:\n", out.Name)
	case err != nil:
		return s.refuse(ctx, err)
	default:
		out.Found = append([]queries.Candidate{m.Candidate}, m.Others[:min(len(m.Others), mostOthers)]...)
	}
	for _, c := range slices.Concat(out.Found, out.Near) {
		fmt.Fprintf(&text, "%s | %s | %s | mentioned %d times\n", c.Name, c.ID, c.Type, c.Mentions)
	}
	return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: text.String()}}, StructuredContent: out}, nil
}

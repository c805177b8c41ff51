package mcp

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/graph/storetest"
	"entente/queries"
)

func sample(t *testing.T) graph.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	if err := s.Write(t.Context(), storetest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(t.Context(), graph.Verdicts{Merges: storetest.Merges()}); err != nil {
		t.Fatal(err)
	}
	return s
}

// connect gives a client of a server of the sample.
func connect(t *testing.T, s graph.Store) *sdk.ClientSession {
	t.Helper()
	ours, theirs := sdk.NewInMemoryTransports()
	if _, err := New(Options{World: queries.World{Store: s}, Version: "1"}).server.Connect(t.Context(), ours, nil); err != nil {
		t.Fatal(err)
	}
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(t.Context(), theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func call(t *testing.T, c *sdk.ClientSession, tool, args string) (text string, out map[string]any, refused bool) {
	t.Helper()
	r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: json.RawMessage(args)})
	if err != nil {
		t.Fatalf("%s %s: %v", tool, args, err)
	}
	out, _ = r.StructuredContent.(map[string]any)
	return r.Content[0].(*sdk.TextContent).Text, out, r.IsError
}

// answered are arguments for which each tool has an answer in the sample, but for
// conflicts, of which it has none.
var answered = map[string]string{
	"who-met": `{"entity":"Strand","planned":"include","limit":1}`, "members": `{"entity":"Compact","on":"2016-01-31"}`,
	"ties": `{"entity":"Ruritania","type":["MEMBER_OF","PART_OF"],"modality":["asserted","former"],"evidence":true}`,
	"show": `{"entity":"Compact","limit":1}`, "report": `{"entity":"Strand","on":"2031-05-06","limit":2}`, "offices": `{"entity":"Strand"}`,
	"holders": `{"entity":"Compact","since":"2031"}`, "events": `{"entity":"Ruritania","planned":"include"}`, "participants": `{"entity":"Amber"}`,
	"common": `{"a":"Zubrowka","b":"Stória","limit":1}`, "path": `{"a":"Strand","b":"Lutz","max":6}`, "timeline": `{"entity":"Brandt"}`,
	"pending": `{"on":"today","all":true}`, "changed": `{"since":"2031-05-07","limit":2}`, "conflicts": `{"limit":3}`,
	"centrality": `{"by":"betweenness","limit":2}`, "communities": `{"members":2}`, "evidence": `{"id":"Strand","other":"Petrescu"}`,
	"search": `{"words":"compact","limit":2}`, "find": `{"name":"Strand"}`,
}

// TestTools holds what each tool takes and gives to what it says of itself.
func TestTools(t *testing.T) {
	c := connect(t, sample(t))
	list, err := c.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(queries.Questions()) + 1; len(list.Tools) != want {
		t.Errorf("%d tools, want %d", len(list.Tools), want)
	}
	resolve := func(schema any) *jsonschema.Resolved {
		t.Helper()
		b, err := json.Marshal(schema)
		if err != nil {
			t.Fatal(err)
		}
		var s jsonschema.Schema
		if err := json.Unmarshal(b, &s); err != nil {
			t.Fatal(err)
		}
		r, err := s.Resolve(&jsonschema.ResolveOptions{ValidateDefaults: true})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, tool := range list.Tools {
		if a := tool.Annotations; a == nil || !a.ReadOnlyHint || *a.OpenWorldHint || *a.DestructiveHint {
			t.Errorf("%s: annotations %+v", tool.Name, a)
		}
		if strings.Contains(tool.Description, "--") || strings.Contains(tool.Description, `"entente `) {
			t.Errorf("%s speaks of the command line: %s", tool.Name, tool.Description)
		}
		in := resolve(tool.InputSchema)
		var args map[string]any
		if err := json.Unmarshal([]byte(answered[tool.Name]), &args); err != nil {
			t.Fatalf("%s: %v", tool.Name, err)
		}
		if err := in.Validate(args); err != nil {
			t.Errorf("%s: %v", tool.Name, err)
		}
		text, out, refused := call(t, c, tool.Name, answered[tool.Name])
		if refused || text == "" {
			t.Errorf("%s: %v %s", tool.Name, refused, text)
		}
		if err := resolve(tool.OutputSchema).Validate(out); err != nil {
			t.Errorf("%s: %v", tool.Name, err)
		}
		if rows, ok := out["rows"].([]any); ok && len(rows) == 0 && tool.Name != "conflicts" {
			t.Errorf("%s: no row of the sample", tool.Name)
		}
		args["nonsense"] = "x"
		if in.Validate(args) == nil {
			t.Errorf("%s lets unknown arguments through", tool.Name)
		}
		if _, _, refused := call(t, c, tool.Name, `{"nonsense":"x"}`); !refused {
			t.Errorf("%s takes unknown arguments", tool.Name)
		}
	}
}

func TestAnswersAreShort(t *testing.T) {
	c := connect(t, sample(t))
	text, out, _ := call(t, c, "who-met", `{"planned":"include","limit":2}`)
	if rows := out["rows"].([]any); len(rows) != 2 || out["more"] != true || !strings.Contains(text, "There is more") {
		t.Errorf("%d rows, more is %v: %s", len(rows), out["more"], text)
	}
	if _, ok := out["args"].(map[string]any)["limit"]; ok {
		t.Error("the limit that was asked of the graph is told")
	}
	quote := out["rows"].([]any)[0].(map[string]any)["quote"].(map[string]any)
	for _, key := range []string{"text", "title", "release", "claim", "published"} {
		if s, _ := quote[key].(string); s == "" || key != "title" && !strings.Contains(text, s) {
			t.Errorf("%s is %q, or not in the text: %s", key, s, text)
		}
	}
	if text, out, _ = call(t, c, "who-met", `{"planned":"include"}`); out["more"] != false || strings.Contains(text, "There is more") {
		t.Errorf("%v: %s", out["more"], text)
	}
	if text, out, _ = call(t, c, "who-met", `{"since":"1900","until":"1901"}`); out["rows"] == nil || !strings.Contains(text, "knows no such meeting") {
		t.Errorf("%v: %s", out["rows"], text)
	}
	if _, out, _ = call(t, c, "show", `{"entity":"Compact","limit":1}`); out["more"] != true || len(out["rows"].(map[string]any)["releases"].([]any)) != 1 {
		t.Errorf("a card is not cut: %v", out)
	}
}

func TestRefused(t *testing.T) {
	s := sample(t)
	c := connect(t, s)
	for _, test := range []struct{ tool, args, want string }{
		{"who-met", `{"entity":"Strnad"}`, "Near names"},
		{"who-met", `{"entity":"Xyzzy Quux"}`, "Try another spelling"},
		{"who-met", `{"person":"Strand"}`, `who-met has no parameter "person"; it takes entity, since`},
		{"who-met", `{"since":"May"}`, `since is "May", which is no date`},
		{"who-met", `{"limit":0}`, "limit is 0; it may be 1 to 200"},
		{"who-met", `{"limit":201}`, "limit is 201"},
		{"who-met", `{"limit":"many"}`, "limit is many"},
		{"who-met", `{"min_confidence":7}`, "it may be 0 to 1"},
		{"who-met", `{"modality":["sure"]}`, `there is no modality "sure"; it may be asserted`},
		{"who-met", `{"modality":[1]}`, "modality is a list that holds 1"},
		{"who-met", `{"entity":{"name":"Strand"}}`, "entity is an object"},
		{"who-met", `{"entity":"a\u0000b"}`, "no text in UTF-8"},
		{"who-met", `[]`, "no JSON object"},
		{"ties", `{}`, "entity is missing: "},
		{"changed", `{"entity":"Strand"}`, "since is missing"},
		{"evidence", `{"id":"tie/0000000000000000"}`, "holds no claims of tie/0000000000000000"},
		{"find", `{"name":" "}`, "name is missing"},
		{"find", `{"name":"` + strings.Repeat("x", 1001) + `"}`, "it may have 1000"},
		{"find", `{"name":"Xyzzy Quux"}`, "Try another spelling"},
	} {
		if text, _, refused := call(t, c, test.tool, test.args); !refused || !strings.Contains(text, test.want) {
			t.Errorf("%s %s: %v, %s; want %s", test.tool, test.args, refused, text, test.want)
		}
	}
	if _, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "nothing"}); err == nil {
		t.Error("a tool that is not there answers")
	}
	s.Close(t.Context())
	if text, _, refused := call(t, c, "who-met", `{}`); !refused || text == "" {
		t.Errorf("a store that is gone: %v, %s", refused, text)
	}
}

func TestResources(t *testing.T) {
	c := connect(t, sample(t))
	read := func(uri string) (string, error) {
		r, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
		if err != nil {
			return "", err
		}
		return r.Contents[0].Text, nil
	}
	_, out, _ := call(t, c, "search", `{"words":"compact"}`)
	quote := out["rows"].([]any)[0].(map[string]any)["quote"].(map[string]any)
	text, err := read("entente://" + quote["release"].(string))
	if err != nil || !strings.Contains(text, "Title: "+quote["title"].(string)+"\n") || !strings.Contains(text, quote["text"].(string)) {
		t.Errorf("%s, %v", text, err)
	}
	for _, uri := range []string{"entente://entity/country/rur", "entente://entity/country%2Frur", "entente://entity/Ruritania"} {
		var card queries.Card
		if text, err = read(uri); err != nil || json.Unmarshal([]byte(text), &card) != nil || card.ID != "country/rur" {
			t.Errorf("%s: %s, %v", uri, text, err)
		}
	}
	for _, uri := range []string{"entente://release/none", "entente://entity/person/none", "entente://entity/%zz", "entente://tie/x", "file:///etc/passwd", ""} {
		if text, err := read(uri); err == nil {
			t.Errorf("%s: %s", uri, text)
		}
	}
	complete := func(uri, value string) []string {
		r, err := c.Complete(t.Context(), &sdk.CompleteParams{Ref: &sdk.CompleteReference{Type: "ref/resource", URI: uri}, Argument: sdk.CompleteParamsArgument{Name: "id", Value: value}})
		if err != nil {
			t.Fatalf("%s: %v", value, err)
		}
		return r.Completion.Values
	}
	for _, test := range []struct{ uri, value, want string }{
		{"entente://entity/{+id}", "ruritania", "country/rur"},
		{"entente://entity/{+id}", "country/ruritan", "country/rur"},
		{"entente://release/{+id}", quote["title"].(string), strings.TrimPrefix(quote["release"].(string), "release/")},
	} {
		if got := complete(test.uri, test.value); len(got) == 0 || !strings.Contains(strings.Join(got, " "), test.want) {
			t.Errorf("%s: %v, want %s", test.value, got, test.want)
		}
	}
	for _, test := range [][2]string{{"entente://entity/{+id}", "person/ruritania"}, {"entente://entity/{+id}", ""}, {"entente://release/{+id}", `"*`}, {"entente://none/{id}", "x"}} {
		if got := complete(test[0], test[1]); len(got) != 0 {
			t.Errorf("%v: %v", test, got)
		}
	}
}

const list = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","arguments":{"name":"Strand"}}}`

func TestHTTP(t *testing.T) {
	server := New(Options{World: queries.World{Store: sample(t)}})
	open, guarded := httptest.NewServer(server.Handler(nil)), httptest.NewServer(server.Handler(func(token string) bool { return token == "hush" }))
	defer open.Close()
	defer guarded.Close()
	for _, test := range []struct {
		name, url, method, body string
		header                  map[string]string
		want                    int
	}{
		{"this machine", open.URL + Path, "POST", list, nil, 200},
		{"a page of this machine", open.URL + Path, "POST", list, map[string]string{"Origin": "http://localhost:3000"}, 200},
		{"a page of another site", open.URL + Path, "POST", list, map[string]string{"Origin": "https://evil.example"}, 403},
		{"a page in a sandbox", open.URL + Path, "POST", list, map[string]string{"Origin": "null"}, 403},
		{"another name for this machine", open.URL + Path, "POST", list, map[string]string{"Host": "evil.example", "Origin": "http://evil.example"}, 403},
		{"no token", guarded.URL + Path, "POST", list, nil, 401},
		{"a wrong token", guarded.URL + Path, "POST", list, map[string]string{"Authorization": "Bearer hushh"}, 401},
		{"another scheme", guarded.URL + Path, "POST", list, map[string]string{"Authorization": "Basic hush"}, 401},
		{"the token", guarded.URL + Path, "POST", list, map[string]string{"Authorization": "bearer hush"}, 200},
		{"another path", open.URL + "/", "POST", list, nil, 404},
		{"no JSON", open.URL + Path, "POST", "{", nil, 400},
		{"too long", open.URL + Path, "POST", `{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", longestRequest) + `"}`, nil, 413},
		{"no stream to listen to", open.URL + Path, "GET", "", nil, 405},
	} {
		r, err := http.NewRequestWithContext(t.Context(), test.method, test.url, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		for k, v := range test.header {
			r.Header.Set(k, v)
		}
		if h := test.header["Host"]; h != "" {
			r.Host = h
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != test.want || test.want == 200 && !strings.Contains(string(body), "person/") {
			t.Errorf("%s: %d, want %d: %s", test.name, resp.StatusCode, test.want, body)
		}
	}
	for address, want := range map[string]bool{"127.0.0.1:80": true, "[::1]:80": true, "localhost": true, "127.9.9.9": true, "::1": true,
		"0.0.0.0:80": false, ":80": false, "": false, "localhost.evil.example:80": false, "10.0.0.1": false} {
		if Loopback(address) != want {
			t.Errorf("%q: want %v", address, want)
		}
	}
}

// TestRun speaks to the server as a program that started it does, and wants nothing but
// the protocol.
func TestRun(t *testing.T) {
	in, say := io.Pipe()
	hear, out := io.Pipe()
	var ended = make(chan error, 1)
	go func() {
		ended <- New(Options{World: queries.World{Store: sample(t)}}).Run(t.Context(), in, out)
		out.Close()
	}()
	lines := bufio.NewScanner(hear)
	ask := func(s string) map[string]any {
		t.Helper()
		if _, err := io.WriteString(say, s+"\n"); err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if !lines.Scan() || json.Unmarshal(lines.Bytes(), &m) != nil || m["jsonrpc"] != "2.0" {
			t.Fatalf("%s: not the protocol: %q", s, lines.Text())
		}
		return m
	}
	hello := ask(`{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`)
	if !strings.Contains(hello["result"].(map[string]any)["instructions"].(string), "entente://release/{id}") {
		t.Errorf("%v", hello)
	}
	if m := ask(list); m["result"] == nil {
		t.Errorf("%v", m)
	}
	if m := ask(`{"jsonrpc":"2.0","id":2,"method":"no/such/method"}`); m["error"] == nil {
		t.Errorf("%v", m)
	}
	say.Close()
	if err := <-ended; err != nil {
		t.Errorf("the client hung up: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stuck, _ := io.Pipe()
	go func() { ended <- New(Options{World: queries.World{Store: sample(t)}}).Run(ctx, stuck, io.Discard) }()
	stop()
	if err := <-ended; err != nil {
		t.Errorf("told to end: %v", err)
	}
}

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"entente/internal/pytest"
	"entente/queries"
)

// heard is what the protocol's Python client heard from a server.
type heard struct {
	Tools       []string     `json:"tools"`
	ReadOnly    bool         `json:"read_only"`
	Closed      bool         `json:"closed"`
	Met         toolAnswer   `json:"met"`
	Ties        toolAnswer   `json:"ties"`
	Find        toolAnswer   `json:"find"`
	Search      toolAnswer   `json:"search"`
	Path        toolAnswer   `json:"path"`
	UnknownName toolAnswer   `json:"unknown_name"`
	UnknownArg  toolAnswer   `json:"unknown_argument"`
	WrongDate   toolAnswer   `json:"wrong_date"`
	WrongLimit  toolAnswer   `json:"wrong_limit"`
	Missing     toolAnswer   `json:"missing"`
	NoTool      string       `json:"no_tool"`
	Templates   []string     `json:"templates"`
	Release     string       `json:"release"`
	Card        queries.Card `json:"card"`
	NoResource  []string     `json:"no_resource"`
	Completed   []string     `json:"completed"`
}

type toolAnswer struct {
	Error      bool   `json:"error"`
	Text       string `json:"text"`
	Structured struct {
		Rows []struct {
			Tie      string          `json:"tie"`
			Quote    queries.Quote   `json:"quote"`
			Evidence []queries.Proof `json:"evidence"`
		} `json:"rows"`
		More bool                `json:"more"`
		Near []queries.Candidate `json:"near"`
	} `json:"structured"`
}

// TestMCPWithPython lets the protocol's own client in Python speak to the command, over
// both transports and in both ways of beginning.
func TestMCPWithPython(t *testing.T) {
	store := ingested(t)
	client := func(t *testing.T, args ...string) []byte {
		return pytest.Run(t, "testdata/mcp/requirements.txt", "testdata/mcp/client.py", args...)
	}
	program, err := exec.LookPath("entente") // which TestMain has put there
	if err != nil {
		t.Fatal(err)
	}
	for _, mode := range []string{"auto", "legacy"} {
		t.Run("stdio "+mode, func(t *testing.T) { wantHeard(t, client(t, "stdio", mode, program, "mcp", "--store", store)) })
	}

	server := exec.Command(program, "mcp", "--store", store, "--http", "127.0.0.1:0")
	server.Dir = t.TempDir()
	secret := madeToken(t, program, server.Dir)
	log, err := server.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer server.Process.Kill()
	lines := bufio.NewScanner(log)
	lines.Scan()
	_, url, found := strings.Cut(lines.Text(), "listening on ")
	if !found {
		t.Fatalf("no address: %q", lines.Text())
	}
	told := make(chan string)
	go func() {
		var all strings.Builder
		for lines.Scan() {
			all.WriteString(lines.Text() + "\n")
		}
		told <- all.String()
	}()
	spoke := false // it is not where the client is skipped
	for _, mode := range []string{"auto", "legacy"} {
		t.Run("http "+mode, func(t *testing.T) {
			wantHeard(t, client(t, "http", mode, url, secret))
			spoke = true
		})
	}
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if all := <-told; spoke && !strings.Contains(all, "tool=who-met") || strings.Contains(all, secret) {
		t.Errorf("the log: %s", all)
	}
	if err := server.Wait(); err != nil {
		t.Errorf("told to end: %v", err)
	}
}

// madeToken gives a token that is good for what is started in a folder.
func madeToken(t *testing.T, program, folder string) string {
	t.Helper()
	cmd := exec.Command(program, "serve", "token", "new", "--name", "test")
	cmd.Dir = folder
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func wantHeard(t *testing.T, out []byte) {
	t.Helper()
	var h heard
	if err := json.Unmarshal(out, &h); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := []string{"find"}
	for _, q := range queries.Questions() {
		want = append(want, q.Name)
	}
	slices.Sort(want)
	if !slices.Equal(h.Tools, want) || !h.ReadOnly || !h.Closed {
		t.Errorf("tools %v, read only %v, closed %v", h.Tools, h.ReadOnly, h.Closed)
	}
	if rows := h.Met.Structured.Rows; len(rows) != 1 || !h.Met.Structured.More || !strings.Contains(h.Met.Text, rows[0].Quote.Text) ||
		rows[0].Quote.Title == "" || rows[0].Quote.Publisher == "" || rows[0].Quote.Published == "" || rows[0].Quote.URL == "" || rows[0].Tie == "" {
		t.Errorf("who-met: %+v", h.Met)
	}
	if rows := h.Ties.Structured.Rows; len(rows) < 3 || h.Ties.Structured.More || len(rows[0].Evidence) == 0 {
		t.Errorf("ties: %+v", h.Ties)
	}
	if near := h.Find.Structured.Near; len(near) != 1 || near[0].ID != "person/maro-lindqvist" {
		t.Errorf("find: %+v", h.Find)
	}
	if len(h.Search.Structured.Rows) < 3 || len(h.Path.Structured.Rows) != 2 {
		t.Errorf("search and path: %+v %+v", h.Search, h.Path)
	}
	for want, got := range map[string]toolAnswer{
		"- Maro Lindqvist (person/maro-lindqvist)":  h.UnknownName,
		`who-met has no parameter "who"; it takes`:  h.UnknownArg,
		`since is "May", which is no date; write`:   h.WrongDate,
		"limit is 0; it may be 1 to 200":            h.WrongLimit,
		"entity is missing: the body":               h.Missing,
		`unknown tool "delete-everything"`:          {Error: true, Text: h.NoTool},
		"[Resource not found Resource not found Re": {Error: true, Text: fmt.Sprint(h.NoResource)},
	} {
		if !got.Error || !strings.Contains(got.Text, want) {
			t.Errorf("%+v, want an error that says %s", got, want)
		}
	}
	if !slices.Equal(h.Templates, []string{"entente://entity/{+id}", "entente://release/{+id}"}) {
		t.Errorf("templates: %v", h.Templates)
	}
	if !strings.HasPrefix(h.Release, "Title: African Union and NATO step up cooperation\nPublisher: African Union\nDate: 2025-03-14\nURL: https://") {
		t.Errorf("release: %s", h.Release)
	}
	if h.Card.Name != "Maro Lindqvist" || len(h.Card.Offices) == 0 || !slices.Contains(h.Completed, h.Card.ID) {
		t.Errorf("card: %+v; completed: %v", h.Card, h.Completed)
	}
}

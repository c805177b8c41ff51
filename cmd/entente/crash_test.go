package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/internal/neo4jtest"
)

// kills is how often the tests of crashes kill a process: a few times, or as
// ENTENTE_TEST_KILLS says.
func kills(t *testing.T, few int) int {
	t.Helper()
	s := os.Getenv("ENTENTE_TEST_KILLS")
	if s == "" {
		return few
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("ENTENTE_TEST_KILLS=%s: %v", s, err)
	}
	return n
}

// invented writes a file of releases about invented people, enough to be in the
// middle of when the process is killed.
func invented(t *testing.T, n int) string {
	t.Helper()
	given := strings.Fields("Ana Kari Espen Mihai Sigrid Juhan Maro Amara Leila Tomas Grace Rowan")
	last := strings.Fields("Turcan Lien Dahl Lozan Aune Kallas Lindqvist Keita Haddadi Arrieta Wekesa Pellew Brandt Solvang Otieno")
	lands := strings.Fields("Moldova Norway Estonia Kenya Chad Chile Peru Ghana Malta Nepal")
	rnd := rand.New(rand.NewPCG(1, 1))
	pick := func(list []string) string { return list[rnd.IntN(len(list))] }
	var b strings.Builder
	for i := range n {
		a, c := pick(given)+" "+pick(last), pick(given)+" "+pick(last)
		x, y := pick(lands), pick(lands)
		day := time.Date(2024, 1, 1+i%300, 0, 0, 0, 0, time.UTC)
		fmt.Fprintf(&b, `{"id":"%d","date":"%s","source":"Government of %s","text":"Talks %d\n\nForeign Minister %s of %s met Prime Minister %s of %s in Oslo on %s. %s thanked %s for its support. The two will meet again on %s."}`+"\n",
			i, day.Format(time.DateOnly), x, i, a, x, c, y, day.Format("2 January 2006"), a, y, day.AddDate(0, 0, 9).Format("2 January 2006"))
	}
	file := filepath.Join(t.TempDir(), "releases.jsonl")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// program builds the command as people run it.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "entente")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// crash ingests a file into a store, killing what stop kills at random moments
// until it was killed so often, and lets the last run end. How long an undisturbed
// run takes is measured first.
func crash(t *testing.T, times int, run func() *exec.Cmd, again func(), kill func(*exec.Cmd)) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(7, uint64(times)))
	whole := 1500 * time.Millisecond
	for left := times; ; {
		cmd := run()
		var out strings.Builder
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		after := time.Duration(rnd.Int64N(int64(whole)))
		if left == 0 {
			after = 3 * time.Minute
		}
		select {
		case err := <-done:
			switch {
			case err == nil && left == 0:
				return
			case err == nil: // it ended before its time: from the start again
				whole = max(100*time.Millisecond, time.Since(began))
				again()
			default:
				t.Fatalf("%v\n%s", err, out.String())
			}
		case <-time.After(after):
			if left == 0 {
				t.Fatalf("it does not end\n%s", out.String())
			}
			kill(cmd)
			<-done
			left--
		}
	}
}

func TestCrashSQLite(t *testing.T) {
	if testing.Short() {
		t.Skip("it kills processes")
	}
	entente, file, dir := program(t), invented(t, 400), t.TempDir()
	run := func(args ...string) *exec.Cmd {
		cmd := exec.Command(entente, args...)
		cmd.Dir = dir
		return cmd
	}
	want := output(t, run("ingest", "--store", "sqlite:whole.db", file), run("export", "--store", "sqlite:whole.db"))
	fresh := func() {
		for _, f := range []string{"g.db", "g.db-wal", "g.db-shm"} {
			os.Remove(filepath.Join(dir, f))
		}
	}
	crash(t, kills(t, 8), func() *exec.Cmd { return run("ingest", "--store", "sqlite:g.db", file) }, fresh, func(c *exec.Cmd) { c.Process.Kill() })
	if got := output(t, run("export", "--store", "sqlite:g.db")); got != want {
		t.Error("the graph is not that of a run that was not killed")
	}
}

// output runs commands and gives what the last one prints.
func output(t *testing.T, cmds ...*exec.Cmd) string {
	t.Helper()
	var out []byte
	for _, c := range cmds {
		var err error
		c.Stderr = os.Stderr
		if out, err = c.Output(); err != nil {
			t.Fatalf("%v: %v\n%s", c.Args, err, out)
		}
	}
	return string(out)
}

func TestCrashNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	entente, file, dir := program(t), invented(t, 400), t.TempDir()
	run := func(args ...string) *exec.Cmd {
		cmd := exec.Command(entente, append(args, "--store", server.URL)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "ENTENTE_NEO4J_USER="+server.User, "ENTENTE_NEO4J_PASSWORD="+server.Password)
		return cmd
	}
	want := output(t, run("ingest", file), run("export"))
	fresh := func() { server.Wipe(t) }
	fresh()
	crash(t, kills(t, 4), func() *exec.Cmd { return run("ingest", file) }, fresh, func(c *exec.Cmd) { c.Process.Kill() })
	if got := output(t, run("export")); got != want {
		t.Error("the graph is not that of a run that was not killed")
	}
}

// TestCrashOfNeo4j kills the server itself while it is written to.
func TestCrashOfNeo4j(t *testing.T) {
	if testing.Short() || os.Getenv("ENTENTE_TEST_KILLS") == "" {
		t.Skip("it takes minutes; ENTENTE_TEST_KILLS=50 runs it")
	}
	server, err := neo4jtest.Launch(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	entente, file, dir := program(t), invented(t, 400), t.TempDir()
	run := func(args ...string) *exec.Cmd {
		cmd := exec.Command(entente, append(args, "--store", server.URL)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "ENTENTE_NEO4J_USER="+server.User, "ENTENTE_NEO4J_PASSWORD="+server.Password)
		return cmd
	}
	want := output(t, run("ingest", file), run("export"))
	server.Wipe(t)
	crash(t, 10, func() *exec.Cmd { return run("ingest", file) }, func() { server.Wipe(t) }, func(*exec.Cmd) {
		if err := server.Crash(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
	if got := output(t, run("export")); got != want {
		t.Error("the graph is not that of a run with a server that was not killed")
	}
}

// Command entente reads press releases into a knowledge graph and answers
// questions from it.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"
)

// terminal is where a command reads and writes, and what it knows of the world.
type terminal struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) (string, bool)
	environ  []string // the names of all variables
	now      func() time.Time
	inTTY    bool // a person types in
	outTTY   bool // out and err are looked at by a person
	errTTY   bool
	width    int // of out, in characters; 0 is unknown
}

func main() {
	t := terminal{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.LookupEnv, now: time.Now,
		inTTY: term.IsTerminal(int(os.Stdin.Fd())), outTTY: term.IsTerminal(int(os.Stdout.Fd())), errTTY: term.IsTerminal(int(os.Stderr.Fd())),
	}
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		t.environ = append(t.environ, name)
	}
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		t.width = w
	}
	// The first Ctrl-C ends the run in good order, the second at once.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, t, os.Args[1:]))
}

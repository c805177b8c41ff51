// Neo4jd runs a Neo4j for tests.
//
//	neo4jd COMMAND [ARG...]   runs the command with ENTENTE_TEST_NEO4J set to it
//	neo4jd                    prints its address and runs until its input closes
//
// Where no server can be had it says so and runs the command without one,
// unless ENTENTE_REQUIRE_NEO4J is 1.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"entente/internal/neo4jtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:])
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		os.Exit(max(1, exit.ExitCode()))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "neo4jd:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	env := os.Environ()
	s, err := neo4jtest.Launch(ctx)
	switch {
	case err == nil:
		defer s.Stop()
		env = append(env, "ENTENTE_TEST_NEO4J="+s.Address())
	case len(args) > 0 && errors.Is(err, neo4jtest.ErrUnavailable) && os.Getenv("ENTENTE_REQUIRE_NEO4J") != "1":
		fmt.Fprintln(os.Stderr, "neo4jd: tests against Neo4j will be skipped:", err)
	default:
		return err
	}
	if len(args) > 0 {
		cmd := exec.CommandContext(ctx, args[0], args[1:]...)
		cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Env = os.Stdin, os.Stdout, os.Stderr, env
		cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
		return cmd.Run()
	}
	fmt.Println(s.Address())
	closed := make(chan struct{})
	go func() {
		io.Copy(io.Discard, os.Stdin)
		close(closed)
	}()
	select {
	case <-ctx.Done():
	case <-closed:
	}
	return nil
}

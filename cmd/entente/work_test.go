package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"entente/internal/freeport"
	"entente/internal/neo4jtest"
)

// node is the program nats-node: one server of a cluster. Its arguments are its
// number, its folder and the cluster's ports.
func node() {
	ports := os.Args[3:]
	o := &server.Options{
		ServerName: "n" + os.Args[1], Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: os.Args[2],
		Cluster: server.ClusterOpts{Name: "test", Host: "127.0.0.1"}, NoLog: true, NoSigs: true,
	}
	for i, p := range ports {
		if fmt.Sprint(i) == os.Args[1] {
			fmt.Sscan(p, &o.Cluster.Port)
		}
	}
	o.Routes = server.RoutesFromStr("nats://127.0.0.1:" + strings.Join(ports, ",nats://127.0.0.1:"))
	s, err := server.NewServer(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	s.Start()
	if !s.ReadyForConnections(20 * time.Second) {
		fmt.Fprintln(os.Stderr, "not ready, perhaps for want of port", o.Cluster.Port) // it logs nothing itself
		os.Exit(1)
	}
	fmt.Println("ready at", s.ClientURL())
	io.Copy(io.Discard, os.Stdin) // until the test ends, however it ends
}

// process is a program of this test that runs beside it.
type process struct {
	*exec.Cmd
	lines chan string // of its standard output
	done  chan error
}

// launch starts a program of the test binary.
func launch(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{exec.Command(self), make(chan string, 100), make(chan error, 1)}
	p.Args, p.Env, p.Stderr = args, append(os.Environ(), env...), os.Stderr
	if _, err := p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			p.lines <- s.Text()
		}
		close(p.lines)
		p.done <- p.Wait()
	}()
	t.Cleanup(func() { p.Process.Kill(); p.wait(t) })
	return p
}

// address is the first word of the process that is one.
func (p *process) address(t *testing.T) string {
	t.Helper()
	select {
	case line := <-p.lines:
		for w := range strings.FieldsSeq(line) {
			if strings.HasPrefix(w, "nats://") {
				return strings.TrimRight(w, ",;")
			}
		}
		t.Fatalf("%v says %q", p.Args, line)
	case <-time.After(30 * time.Second):
		t.Fatalf("%v says nothing", p.Args)
	}
	return ""
}

// wait waits for the end and gives what was said.
func (p *process) wait(t *testing.T) (said string, err error) {
	t.Helper()
	for {
		select {
		case line, ok := <-p.lines:
			if ok {
				said += line + "\n"
				continue
			}
			err := <-p.done
			p.done <- err
			return said, err
		case <-time.After(3 * time.Minute):
			t.Fatalf("%v does not end", p.Args)
		}
	}
}

// queueAt is the queue itself, past the program.
func queueAt(t *testing.T, url string) jetstream.JetStream {
	t.Helper()
	conn, err := nats.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	return js
}

// state asks the queue itself.
func state(t *testing.T, url string) func() *jetstream.ConsumerInfo {
	t.Helper()
	js := queueAt(t, url)
	return func() *jetstream.ConsumerInfo {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		c, err := js.Consumer(ctx, "ENTENTE", "work")
		if err != nil {
			return &jetstream.ConsumerInfo{} // not there yet, or without a leader
		}
		return c.CachedInfo()
	}
}

// copied reports whether every server of a cluster has all of the queue. One that is
// lost while others still copy from it takes with it what only it had.
func copied(t *testing.T, js jetstream.JetStream) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	s, err := js.Stream(ctx, "ENTENTE")
	if err != nil {
		return false
	}
	clusters := []*jetstream.ClusterInfo{s.CachedInfo().Cluster}
	consumers := s.ListConsumers(ctx)
	for c := range consumers.Info() {
		clusters = append(clusters, c.Cluster)
	}
	for _, c := range clusters {
		if c == nil || c.Leader == "" || len(c.Replicas) < 2 || slices.ContainsFunc(c.Replicas, func(r *jetstream.PeerInfo) bool { return !r.Current || r.Lag > 0 }) {
			return false
		}
	}
	return consumers.Err() == nil && len(clusters) == 3
}

func until(t *testing.T, what string, true func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !true(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

// survive has three workers read the samples through the queue at url into a store,
// kills one of them while it holds releases, does the rest of the harm, and holds the
// graph to the one that plain reading gives.
func survive(t *testing.T, url, store string, env []string, flags []string, harm func(*jetstream.ConsumerInfo)) {
	t.Helper()
	want := call(t.Context(), nil, "export", "--store", ingested(t)).out
	in := func(term *terminal) {
		term.env = func(k string) (string, bool) {
			for _, e := range env {
				if name, value, _ := strings.Cut(e, "="); name == k {
					return value, true
				}
			}
			return "", false
		}
	}
	publish := func(paths ...string) {
		t.Helper()
		if r := call(t.Context(), nil, append(append([]string{"ingest", "--queue", url}, flags...), paths...)...); r.status != 0 {
			t.Fatalf("%+v", r)
		}
	}
	work := func(flags ...string) *process {
		return launch(t, env, append([]string{"entente", "work", "--queue", url, "--store", store, "--ack-wait", "2s"}, flags...)...)
	}
	info := state(t, url)
	first := work()
	publish(filepath.Join(samples, "dump.txt"))
	until(t, "the first file is in the graph", func() bool { i := info(); return i.AckFloor.Consumer > 0 && i.NumAckPending == 0 })
	publish(samples)
	until(t, "the first worker holds the rest", func() bool { return info().NumAckPending > 0 })
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	harm(info())
	others := []*process{work("--drain"), work("--drain")}
	for _, p := range others {
		if said, err := p.wait(t); err != nil {
			t.Errorf("%v\n%s", err, said)
		} else {
			t.Log(said)
		}
	}
	if got := call(t.Context(), in, "export", "--store", store); got.status != 0 || got.out != want {
		t.Errorf("another graph: status %d, %d bytes, want %d\n%s", got.status, len(got.out), len(want), got.err)
	}
	if i := info(); i.NumPending+uint64(i.NumAckPending) > 0 {
		t.Errorf("the queue is not empty: %+v", i)
	}
}

// TestAKilledWorkerLosesNothing has three processes write into a real Neo4j.
func TestAKilledWorkerLosesNothing(t *testing.T) {
	t.Parallel()
	graph := neo4jtest.Start(t)
	server := launch(t, nil, "entente", "queue", "--dir", t.TempDir(), "--listen", "127.0.0.1:0")
	survive(t, server.address(t), graph.URL, []string{"ENTENTE_NEO4J_PASSWORD=" + graph.Password}, nil, func(*jetstream.ConsumerInfo) {})
	if err := server.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if _, err := server.wait(t); err != nil {
		t.Errorf("after Ctrl-C: %v", err)
	}
}

// TestAKilledServerLosesNothing has them write into one SQLite file from a queue of
// three servers, the leading one of which is killed too.
func TestAKilledServerLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("many processes")
	}
	t.Parallel()
	var ports []string // the servers must know each other's before they start
	for range 3 {
		port, err := freeport.Get()
		if err != nil {
			t.Fatal(err)
		}
		ports = append(ports, fmt.Sprint(port))
	}
	var nodes []*process
	var urls []string
	for i := range 3 {
		nodes = append(nodes, launch(t, nil, append([]string{"nats-node", fmt.Sprint(i), t.TempDir()}, ports...)...))
	}
	for _, n := range nodes {
		urls = append(urls, n.address(t))
	}
	store := "sqlite:" + filepath.Join(t.TempDir(), "x.db")
	survive(t, strings.Join(urls, ","), store, nil, []string{"--nats-replicas", "3"}, func(i *jetstream.ConsumerInfo) {
		js := queueAt(t, strings.Join(urls, ","))
		until(t, "all servers have what the queue holds", func() bool { return copied(t, js) })
		leader := int(i.Cluster.Leader[1] - '0') // the one that hurts most
		if err := nodes[leader].Process.Kill(); err != nil {
			t.Fatal(err)
		}
	})
}

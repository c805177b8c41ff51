package queue

import (
	"net"
	"os"
	"strconv"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"entente/graph"
)

// Server is a queue of one server in this process.
type Server struct{ nats *server.Server }

// Serve runs a server that keeps its releases below dir and answers at listen,
// HOST:PORT; port 0 is any that is free. Whoever can reach the address may use it.
func Serve(dir, listen string) (*Server, error) {
	host, number, err := net.SplitHostPort(listen)
	port, wrong := strconv.ParseUint(number, 10, 16)
	if err != nil || wrong != nil || host == "" {
		return nil, errorf(graph.Invalid, "%q is no address to listen on; write HOST:PORT", listen)
	}
	o := &server.Options{
		ServerName: "entente", Host: host, Port: int(port), JetStream: true, StoreDir: dir,
		MaxPayload: 8 << 20, // a release of the largest size that is read
		SyncAlways: true,    // there is no other server that has it
		NoSigs:     true, NoLog: true,
	}
	if port == 0 {
		o.Port = server.RANDOM_PORT
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, errorf(graph.Broken, "the queue cannot keep its releases: %w", err)
	}
	l, err := net.Listen("tcp", listen) // the server says nothing if it cannot
	if err != nil {
		return nil, errorf(graph.Unreachable, "the queue cannot listen: %w", err)
	}
	l.Close()
	s, err := server.NewServer(o)
	if err != nil {
		return nil, errorf(graph.Broken, "the queue cannot start: %w", err)
	}
	s.Start()
	if !s.ReadyForConnections(10*time.Second) || !s.JetStreamEnabled() {
		s.Shutdown()
		return nil, errorf(graph.Broken, "the queue does not start at %s: is %s a folder to write to?", listen, dir)
	}
	return &Server{s}, nil
}

// URL is the address that publishers and workers are given.
func (s *Server) URL() string { return s.nats.ClientURL() }

// Stop ends the server; what it holds is kept for the next one on the folder.
func (s *Server) Stop() {
	s.nats.Shutdown()
	s.nats.WaitForShutdown()
}

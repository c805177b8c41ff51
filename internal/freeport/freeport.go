// Package freeport gives tests ports of this machine for servers that must know theirs
// before they start, or that come back where they were.
package freeport

import (
	"fmt"
	"math/rand/v2"
	"net"
)

// The ports that are given. Systems take those of outgoing connections from above
// (Linux from 32768, others from 49152): a port that a listener on :0 had can be taken
// by any connection once it is closed, even by a client of the server to come, which
// then talks to itself.
const first, last = 10000, 32767

// Get gives a port on 127.0.0.1 that nobody listens on.
func Get() (int, error) {
	var err error
	for range 100 {
		port := first + rand.IntN(last-first+1)
		var l net.Listener
		if l, err = net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return port, l.Close()
		}
	}
	return 0, fmt.Errorf("no free port from %d to %d: %w", first, last, err)
}

package freeport

import (
	"fmt"
	"net"
	"testing"
)

func TestGet(t *testing.T) {
	for range 100 {
		port, err := Get()
		if err != nil || port < first || port > last {
			t.Fatal(port, err)
		}
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close() // taken until the test ends
	}
}

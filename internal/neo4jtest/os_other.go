//go:build !unix

package neo4jtest

import (
	"fmt"
	"os/exec"
)

func detach(*exec.Cmd) {}

func lock(string) (func(), error) {
	return nil, fmt.Errorf("%w: the harness needs a Unix system", ErrUnavailable)
}

package sqlite_test

import (
	"os"
	"os/exec"
	"syscall"
)

// asNobody gives the command the user nobody, if we may.
func asNobody(cmd *exec.Cmd) {
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
}

// Package neo4jtest runs a real Neo4j Community for tests, from the artifacts
// that Neo4j publishes on Maven Central.
package neo4jtest

import (
	"bytes"
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"entente/internal/freeport"
)

const (
	version = "5.26.30" // as in pom.xml
	user    = "neo4j"
	ready   = 120 * time.Second // after a crash it replays its log: 45 s were seen
)

//go:embed pom.xml
var pom []byte

// ErrUnavailable tells that this machine cannot run the server: Java or Maven
// is missing, or the artifacts cannot be fetched.
var ErrUnavailable = errors.New("no Neo4j for tests")

// Server is a running Neo4j.
type Server struct {
	URL            string // bolt://127.0.0.1:port
	User, Password string

	java, lib, home string
	port            int
	stdin           io.Closer // closing it stops the server
	done            chan struct{}
}

// Address is the URL with user and password, as ENTENTE_TEST_NEO4J takes it.
func (s *Server) Address() string {
	u, _ := url.Parse(s.URL)
	u.User = url.UserPassword(s.User, s.Password)
	return u.String()
}

// parse reads what Address gives.
func parse(address string) (*Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User == nil {
		return nil, fmt.Errorf("ENTENTE_TEST_NEO4J: want bolt://user:password@host:port")
	}
	password, _ := u.User.Password()
	return &Server{URL: u.Scheme + "://" + u.Host, User: u.User.Username(), Password: password}, nil
}

// Launch fetches the server if need be, starts it on a free port of 127.0.0.1
// with a random password and an empty temporary data folder, and waits until it
// answers. It ends with Stop, or with this process, however that ends. Settings
// are more lines of neo4j.conf.
func Launch(ctx context.Context, settings ...string) (*Server, error) {
	return LaunchOn(ctx, "", settings...)
}

// LaunchOn is Launch on what neo4j-admin imports from a folder with the arguments that
// stand in its import.args, if the folder is named.
func LaunchOn(ctx context.Context, folder string, settings ...string) (*Server, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, fmt.Errorf("%w: java (17 or newer) is not installed", ErrUnavailable)
	}
	lib, err := fetch(ctx, "neo4j")
	if err != nil {
		return nil, err
	}
	home, err := os.MkdirTemp("", "entente-neo4j")
	if err != nil {
		return nil, err
	}
	port, err := freeport.Get()
	if err != nil {
		return nil, err
	}
	s := &Server{URL: fmt.Sprintf("bolt://127.0.0.1:%d", port), User: user, Password: rand.Text(), java: java, lib: lib, home: home, port: port}
	if err := os.Mkdir(s.conf(), 0o700); err != nil {
		return nil, err
	}
	if err := s.configure(settings); err != nil {
		return nil, err
	}

	classes := filepath.Join(lib, "*")
	admin := exec.CommandContext(ctx, java, "-cp", classes, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", s.Password)
	admin.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+s.conf())
	if out, err := admin.CombinedOutput(); err != nil {
		os.RemoveAll(home)
		return nil, fmt.Errorf("setting the password of Neo4j: %w\n%s", err, bytes.ReplaceAll(out, []byte(s.Password), []byte("***")))
	}
	if folder != "" {
		load := exec.CommandContext(ctx, java, "-cp", classes, "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", "@import.args",
			"--report-file="+filepath.Join(home, "import.report"))
		load.Env, load.Dir = admin.Env, folder
		if out, err := load.CombinedOutput(); err != nil {
			os.RemoveAll(home)
			return nil, fmt.Errorf("importing %s: %w\n%s", folder, err, out)
		}
	}
	if err := s.run(ctx); err != nil {
		os.RemoveAll(home)
		return nil, err
	}
	return s, nil
}

func (s *Server) conf() string { return filepath.Join(s.home, "conf") }

func (s *Server) configure(settings []string) error {
	return os.WriteFile(filepath.Join(s.conf(), "neo4j.conf"), configuration(s.port, settings), 0o600)
}

// run starts the server and waits until it answers.
func (s *Server) run(ctx context.Context) error {
	if err := s.start(); err != nil {
		return err
	}
	if err := s.wait(ctx); err != nil {
		log, _ := os.ReadFile(filepath.Join(s.home, "console.log"))
		s.Stop()
		return fmt.Errorf("%w\n%s", err, log[max(0, len(log)-4000):])
	}
	return nil
}

// Restart starts the server anew, with its data and other settings.
func (s *Server) Restart(ctx context.Context, settings ...string) error {
	keep := filepath.Join(s.home, "keep")
	if err := os.WriteFile(keep, nil, 0o600); err != nil {
		return err
	}
	s.Stop()
	if err := s.configure(settings); err != nil {
		return err
	}
	if err := s.run(ctx); err != nil {
		return err
	}
	return os.Remove(keep)
}

// start runs the server under a shell that ends it, and deletes its data, as
// soon as the shell's input closes: at Stop, or when this process is gone. A
// server that Crash kills is started again.
func (s *Server) start() error {
	const script = `home=$1; shift
exec 3<&0
serve() {
	while :; do
		"$@" >>"$home/console.log" 2>&1 </dev/null &
		echo $! >"$home/pid"
		wait $!
		[ -e "$home/again" ] || return
		rm "$home/again"
	done
}
serve "$@" &
loop=$!
( cat <&3 >/dev/null; rm -f "$home/again"; kill "$(cat "$home/pid")" 2>/dev/null ) &
wait "$loop"
[ -e "$home/keep" ] || rm -rf "$home"`
	args := []string{"-c", script, "neo4j", s.home, s.java}
	for _, p := range []string{"java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang"} {
		args = append(args, "--add-opens="+p+"=ALL-UNNAMED")
	}
	args = append(args, "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED", "-Xms512m", "-Xmx1g", "-XX:+UseG1GC",
		"-cp", filepath.Join(s.lib, "*"), "org.neo4j.server.CommunityEntryPoint", "--home-dir="+s.home, "--config-dir="+s.conf())
	shell := exec.Command("sh", args...)
	detach(shell)
	stdin, err := shell.StdinPipe()
	if err != nil {
		return err
	}
	if err := shell.Start(); err != nil {
		return err
	}
	s.stdin = stdin
	done := make(chan struct{})
	s.done = done
	go func() {
		shell.Wait()
		close(done)
	}()
	return nil
}

// Crash kills the server as a power cut would, and waits until it answers again.
func (s *Server) Crash(ctx context.Context) error {
	pid, err := os.ReadFile(filepath.Join(s.home, "pid"))
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(pid)))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(s.home, "again"), nil, 0o600); err != nil {
		return err
	}
	p, err := os.FindProcess(n)
	if err != nil {
		return err
	}
	if err := p.Kill(); err != nil {
		return err
	}
	return s.wait(ctx)
}

// Stop ends the server and deletes its data.
func (s *Server) Stop() {
	s.stdin.Close()
	<-s.done
}

// wait returns when the server answers a query.
func (s *Server) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, ready)
	defer cancel()
	driver, err := s.driver()
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	for {
		err := driver.VerifyConnectivity(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-s.done:
			return fmt.Errorf("Neo4j ended while starting")
		case <-ctx.Done():
			return fmt.Errorf("Neo4j did not answer within %v: %w", ready, err)
		case <-time.After(250 * time.Millisecond):
		}
	}
}

func (s *Server) driver() (neo4j.DriverWithContext, error) {
	return neo4j.NewDriverWithContext(s.URL, neo4j.BasicAuth(s.User, s.Password, ""), func(c *config.Config) {
		c.SocketConnectTimeout = 2 * time.Second
		c.MaxTransactionRetryTime = 5 * time.Second
	})
}

func configuration(port int, more []string) []byte {
	return []byte(strings.Join(append([]string{
		"server.default_listen_address=127.0.0.1",
		"server.bolt.enabled=true",
		fmt.Sprintf("server.bolt.listen_address=127.0.0.1:%d", port),
		fmt.Sprintf("server.bolt.advertised_address=127.0.0.1:%d", port),
		"server.http.enabled=false",
		"server.https.enabled=false",
		"server.memory.pagecache.size=512m",
		"dbms.usage_report.enabled=false",
	}, append(more, "")...), "\n"))
}

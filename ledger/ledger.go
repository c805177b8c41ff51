// Package ledger keeps what people decided about a graph: which entities are one,
// which never, which claims are wrong or of somebody else. It is a text file of
// JSON Lines that only grows, to be kept under version control beside the store;
// the graph follows from the releases and from it.
package ledger

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
)

// Do is a kind of decision.
type Do string

// The kinds.
const (
	Merge      Do = "merge"       // A is B
	NeverMerge Do = "never-merge" // A is not B
	Split      Do = "split"       // some claims of A are of another of its name
	Reject     Do = "reject"      // claims do not count
	Confirm    Do = "confirm"     // claims were looked at and are right; the graph has them anyway
	Rename     Do = "rename"      // A is called Name
	Retract    Do = "retract"     // a release does not count, nor when it is read again
	SameAs     Do = "same-as"     // others know A by the address Link
	Undo       Do = "undo"        // an earlier decision does not hold
)

// Decision is one line of a ledger.
type Decision struct {
	ID      string   `json:"id"` // of the decision: "d-" and eight hexadecimal digits
	Do      Do       `json:"do"`
	A       string   `json:"a,omitempty"`       // an entity's id
	B       string   `json:"b,omitempty"`       // another's
	Claims  []string `json:"claims,omitempty"`  // ids
	Name    string   `json:"name,omitempty"`    // of the entity that a split makes or a rename means
	Release string   `json:"release,omitempty"` // an id
	Link    string   `json:"link,omitempty"`    // an address
	Undoes  string   `json:"undoes,omitempty"`  // a decision's id
	By      string   `json:"by,omitempty"`
	At      string   `json:"at,omitempty"` // RFC 3339
	Why     string   `json:"why,omitempty"`

	line int // in the file
}

// Sign gives a decision its id, a digest of all that it says.
func (d *Decision) Sign() {
	d.ID = ""
	b, err := json.Marshal(d)
	if err != nil {
		panic(err) // strings always encode
	}
	sum := sha256.Sum256(b)
	d.ID = "d-" + hex.EncodeToString(sum[:4])
}

// Apart is the id of the entity that a split makes.
func (d *Decision) Apart() string { return d.A + "~" + strings.TrimPrefix(d.ID, "d-") }

// Error is what is wrong with a ledger.
type Error struct {
	File string
	Line int // 0 if the decision is not in the file yet
	Why  string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Why
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Why)
}

// Ledger is what a file holds.
type Ledger struct {
	File      string
	Decisions []Decision
}

// Open reads a ledger. A file that is not there is an empty one; what can't be
// read as a decision is an Error with its line. No name is a ledger that is kept
// nowhere.
func Open(file string) (*Ledger, error) {
	l := &Ledger{File: file}
	if file == "" {
		return l, nil
	}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return l, l.read(f)
}

func (l *Ledger) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	ids := map[string]int{}
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		d := Decision{}
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&d); err != nil {
			return l.fail(n, "no decision: %v. Mend or remove the line", err)
		}
		if _, err := dec.Token(); err != io.EOF {
			return l.fail(n, "more than one value on the line")
		}
		d.line = n
		if why := d.wrong(); why != "" {
			return l.fail(n, "%s", why)
		}
		if first := ids[d.ID]; first > 0 {
			if same(d, l.find(d.ID)) {
				continue // the same line twice, as when two branches are merged
			}
			return l.fail(n, "the id %s is that of line %d", d.ID, first)
		}
		ids[d.ID] = n
		l.Decisions = append(l.Decisions, d)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", l.File, err)
	}
	return nil
}

func (l *Ledger) fail(line int, format string, args ...any) error {
	return &Error{l.File, line, fmt.Sprintf(format, args...)}
}

func (l *Ledger) find(id string) *Decision {
	i := slices.IndexFunc(l.Decisions, func(d Decision) bool { return d.ID == id })
	if i < 0 {
		return nil
	}
	return &l.Decisions[i]
}

func same(d Decision, e *Decision) bool {
	d.line = e.line
	a, _ := json.Marshal(d)
	b, _ := json.Marshal(e)
	return bytes.Equal(a, b)
}

// wrong says what a decision lacks by itself, or nothing.
func (d *Decision) wrong() string {
	for _, s := range slices.Concat([]string{d.ID, d.A, d.B, d.Name, d.Release, d.Link, d.Undoes}, d.Claims) {
		if strings.ContainsAny(s, "\x00\n") {
			return "a line break or NUL inside"
		}
	}
	entity := func(id string) bool { return strings.Contains(id, "/") }
	claims := len(d.Claims) > 0 && !slices.ContainsFunc(d.Claims, func(c string) bool { return !strings.HasPrefix(c, "claim/") })
	ok, needs := false, ""
	switch d.Do {
	case Merge, NeverMerge:
		ok, needs = entity(d.A) && entity(d.B), `the ids of two entities in "a" and "b"`
	case Split:
		ok, needs = entity(d.A) && claims, `an entity's id in "a" and ids of claims in "claims"`
	case Reject, Confirm:
		ok, needs = claims, `ids of claims in "claims"`
	case Rename:
		ok, needs = entity(d.A) && strings.TrimSpace(d.Name) != "", `an entity's id in "a" and a "name"`
	case Retract:
		ok, needs = strings.HasPrefix(d.Release, "release/"), `a release's id in "release"`
	case SameAs:
		u, err := url.Parse(d.Link)
		ok, needs = entity(d.A) && err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != ""), `an entity's id in "a" and a whole address in "link"`
	case Undo:
		ok, needs = d.Undoes != "", `a decision's id in "undoes"`
	default:
		return fmt.Sprintf("%q is no decision: it may be merge, never-merge, split, reject, confirm, rename, retract, same-as or undo", d.Do)
	}
	switch {
	case !ok:
		return fmt.Sprintf("%s needs %s", d.Do, needs)
	case d.ID == "":
		return `the decision has no "id"`
	case d.A != "" && d.A == d.B:
		return d.A + " is itself"
	case d.B != "" && kind(d.A) != kind(d.B):
		return fmt.Sprintf("%s is of the type %s and %s of the type %s: only two of one type can be one", d.A, kind(d.A), d.B, kind(d.B))
	}
	return ""
}

// kind is the type that an id begins with.
func kind(id string) string {
	k, _, _ := strings.Cut(id, "/")
	return k
}

// Append adds decisions to the file, after its last whole line. The file is there
// afterwards with all of them, or as it was.
func (l *Ledger) Append(ds ...Decision) error {
	var lines []byte
	last := 0
	for _, e := range l.Decisions {
		last = max(last, e.line)
	}
	for i := range ds {
		b, err := json.Marshal(ds[i])
		if err != nil {
			return err
		}
		lines = append(append(lines, b...), '\n')
		ds[i].line = last + 1 + i
	}
	if l.File != "" {
		if err := appendLines(l.File, lines); err != nil {
			return err
		}
	}
	l.Decisions = append(l.Decisions, ds...)
	return nil
}

func appendLines(file string, lines []byte) error {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	if size > 0 { // somebody's editor may have left the last line open
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, size-1); err != nil {
			return errors.Join(err, f.Close())
		}
		if last[0] != '\n' {
			lines = append([]byte("\n"), lines...)
		}
	}
	if _, err = f.Write(lines); err == nil {
		err = f.Sync()
	}
	if err != nil {
		err = errors.Join(err, f.Truncate(size))
	}
	return errors.Join(err, f.Close())
}

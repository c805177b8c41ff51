// Package token keeps who may use a server: a file of hashed bearer tokens.
package token

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"entente/internal/wholefile"
)

// Role is what the bearer of a token may do.
type Role string

// The roles.
const (
	Read  Role = "read"
	Write Role = "write" // and read
)

// Lets reports whether one of this role may do what another role is needed for.
func (r Role) Lets(needed Role) bool { return r == Write || r == Read && needed == Read }

// Token is one line of the file. The token itself is nowhere: it is 32 random bytes, so
// that its plain hash can't be guessed back.
type Token struct {
	ID      string    `json:"id"`
	Name    string    `json:"name,omitempty"` // who has it
	Role    Role      `json:"role"`
	Hash    string    `json:"sha256"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires,omitzero"` // zero is never
}

// Holds reports whether a token has not expired.
func (t Token) Holds(now time.Time) bool { return t.Expires.IsZero() || now.Before(t.Expires) }

const prefix = "entente_" // so that people and scanners know a token where they see one

// New makes a token. The text is what its bearer shows.
func New(name string, role Role, created, expires time.Time) (Token, string) {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails
	text := prefix + base64.RawURLEncoding.EncodeToString(secret)
	sum := hash(text)
	return Token{ID: "t-" + sum[:8], Name: name, Role: role, Hash: sum, Created: created.UTC(), Expires: expires.UTC()}, text
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Load reads a file of tokens. One that is not there has none.
func Load(path string) ([]Token, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Token
	n := 0
	for lines := bufio.NewScanner(bytes.NewReader(b)); lines.Scan(); {
		n++
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var t Token
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&t); err != nil {
			return nil, fmt.Errorf("%s:%d: no token: %w", path, n, err)
		}
		if t.ID == "" || len(t.Hash) != 2*sha256.Size || t.Role != Read && t.Role != Write {
			return nil, fmt.Errorf("%s:%d: a token has an \"id\", a \"sha256\" and the \"role\" read or write", path, n)
		}
		out = append(out, t)
	}
	return out, nil
}

// Save writes a file of tokens in place of what was there, for its owner alone to read.
func Save(path string, tokens []Token) error {
	var b bytes.Buffer
	for _, t := range tokens {
		if err := json.NewEncoder(&b).Encode(t); err != nil {
			return err
		}
	}
	return wholefile.Write(path, b.Bytes())
}

// File is a file of tokens that is read again when it has changed, so that a token may
// be made or revoked while a server runs.
type File struct {
	path string

	mu     sync.Mutex
	tokens []Token
	seen   time.Time // when it was looked at last
	stamp  time.Time // of the file, when it was read
	size   int64
}

const look = time.Second // how old what is known of the file may be

// Open reads a file of tokens for Find.
func Open(path string) (*File, error) {
	f := &File{path: path}
	return f, f.refresh(time.Now())
}

// refresh reads the file again where it has changed. One that can't be read lets nobody
// in.
func (f *File) refresh(now time.Time) error {
	if now.Sub(f.seen) < look {
		return nil
	}
	f.seen = now
	fi, err := os.Stat(f.path)
	if err == nil && fi.ModTime().Equal(f.stamp) && fi.Size() == f.size {
		return nil
	}
	f.tokens, f.stamp = nil, time.Time{}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	tokens, err := Load(f.path)
	if err == nil {
		f.tokens, f.stamp, f.size = tokens, fi.ModTime(), fi.Size()
	}
	return err
}

// Any reports whether the file has a token that holds.
func (f *File) Any(now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.ContainsFunc(f.tokens, func(t Token) bool { return t.Holds(now) })
}

// Len is how many tokens the file has, expired ones too.
func (f *File) Len() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.tokens)
}

// Find gives the token that a text is, if it is one that holds. It takes as long for one
// that is nearly right as for any other.
func (f *File) Find(text string, now time.Time) (Token, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_ = f.refresh(time.Now()) // what can't be read has no tokens
	sum := []byte(hash(text))
	var found Token
	ok := false
	for _, t := range f.tokens {
		if subtle.ConstantTimeCompare([]byte(t.Hash), sum) == 1 {
			found, ok = t, true
		}
	}
	return found, ok && found.Holds(now)
}

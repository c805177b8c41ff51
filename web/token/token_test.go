package token

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	f, err := Open(path)
	if err != nil || f.Any(now) {
		t.Fatal(err)
	}
	reader, read := New("ada", Read, now, time.Time{})
	writer, write := New("ci", Write, now, now.Add(time.Hour))
	if err := Save(path, []Token{reader, writer}); err != nil {
		t.Fatal(err)
	}
	if fi, _ := os.Stat(path); fi.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", fi.Mode())
	}
	if b, _ := os.ReadFile(path); strings.Contains(string(b), strings.TrimPrefix(read, prefix)) {
		t.Error("the file has a token as it is shown")
	}
	find := func(text string, at time.Time) (Token, bool) {
		f.seen = time.Time{} // it may have changed
		return f.Find(text, at)
	}
	if got, ok := find(read, now.AddDate(9, 0, 0)); !ok || got.Name != "ada" || got.Role != Read {
		t.Errorf("%+v, %v", got, ok)
	}
	if got, ok := find(write, now); !ok || got.Role != Write || got.ID != writer.ID {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, bad := range []string{"", read[:len(read)-1], read + "x", reader.Hash, strings.ToUpper(read), "nonsense"} {
		if _, ok := find(bad, now); ok {
			t.Errorf("%q is let in", bad)
		}
	}
	if _, ok := find(write, now.Add(time.Hour)); ok {
		t.Error("an expired token is let in")
	}
	if err := Save(path, []Token{writer}); err != nil {
		t.Fatal(err)
	}
	if _, ok := find(read, now); ok {
		t.Error("a revoked token is let in")
	}
	for _, broken := range []string{"{", `{"id":"x"}`, `{"id":"x","role":"root","sha256":"` + reader.Hash + `"}`, `{"id":"x","roles":"read"}`} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), ":1: ") {
			t.Errorf("%s: %v", broken, err)
		}
		if _, ok := find(write, now); ok {
			t.Error("a broken file lets in")
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, ok := find(write, now); ok || f.Any(now) {
		t.Error("a file that is gone lets in")
	}
}

func TestRoles(t *testing.T) {
	if Read.Lets(Write) || !Read.Lets(Read) || !Write.Lets(Read) || !Write.Lets(Write) || Role("").Lets(Read) {
		t.Error("the roles let the wrong ones in")
	}
}

package neo4jtest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	want := &Server{URL: "bolt://127.0.0.1:7777", User: "neo4j", Password: "a:b/c@d%"}
	got, err := parse(want.Address())
	if err != nil || got.URL != want.URL || got.User != want.User || got.Password != want.Password {
		t.Errorf("parse(%q) = %+v, %v", want.Address(), got, err)
	}
	for _, bad := range []string{"", "localhost:7687", "bolt://localhost:7687", "bolt://u:p@", "%"} {
		if _, err := parse(bad); err == nil {
			t.Errorf("parse(%q) gives no error", bad)
		}
	}
}

func TestUnavailable(t *testing.T) {
	t.Setenv("ENTENTE_CACHE", t.TempDir())
	t.Setenv("PATH", t.TempDir())
	if _, err := Launch(context.Background()); !errors.Is(err, ErrUnavailable) {
		t.Errorf("without Java: %v", err)
	}
	if _, err := fetch(context.Background(), "neo4j"); !errors.Is(err, ErrUnavailable) {
		t.Errorf("without Maven: %v", err)
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := lock(path)
	if errors.Is(err, ErrUnavailable) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	second := make(chan func())
	go func() {
		unlock, err := lock(path)
		if err != nil {
			t.Error(err)
		}
		second <- unlock
	}()
	select {
	case <-second:
		t.Error("two hold the lock")
	case <-time.After(50 * time.Millisecond):
	}
	unlock()
	(<-second)()
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

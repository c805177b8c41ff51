package web

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

// TestClaim wants an answer that many ask for at once to be made once, and those that
// wait for it to be free to go.
func TestClaim(t *testing.T) {
	var c cache
	ctx := context.Background()
	done, err := c.claim(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	if other, err := c.claim(ctx, "b"); err != nil {
		t.Fatal("one key keeps another waiting:", err)
	} else {
		other()
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := c.claim(gone, "a"); !errors.Is(err, context.Canceled) {
		t.Fatalf("who has gone gets %v", err)
	}
	var made atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			done, err := c.claim(ctx, "a")
			if err != nil {
				t.Error(err)
				return
			}
			defer done()
			if _, ok := c.get("a"); !ok {
				made.Add(1)
				c.put("a", kept{body: []byte("answer")})
			}
		})
	}
	done()
	all.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
	if len(c.making) != 0 {
		t.Errorf("%d claims are left", len(c.making))
	}
}

package recall

import (
	"strconv"
	"sync"
	"testing"
)

func TestMap(t *testing.T) {
	m := New[string, int](2)
	for i, k := range []string{"a", "b", "c"} {
		m.Store(k, i)
	}
	if v, ok := m.Load("b"); v != 1 || !ok {
		t.Errorf("b: %d, %v", v, ok)
	}
	if v, ok := m.Load("c"); v != 0 || ok || !m.Full() {
		t.Errorf("c was kept beyond the bound: %d, %v", v, ok)
	}
	var none *Map[string, int]
	if none.Store("a", 1); !none.Full() {
		t.Error("a nil map kept something")
	}
	if _, ok := none.Load("a"); ok {
		t.Error("a nil map has something")
	}
}

func TestMapOfSeveral(t *testing.T) {
	const keys = 1000
	m := New[string, int](keys * 4)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range keys {
				m.Store(strconv.Itoa(i), i)
			}
		})
	}
	wg.Wait()
	for i := range keys {
		if v, ok := m.Load(strconv.Itoa(i)); v != i || !ok {
			t.Fatalf("%d: %d, %v", i, v, ok)
		}
	}
}

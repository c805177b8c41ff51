// Package recall keeps what was computed for words: most words of a release were
// met before, and the frequent ones come early.
package recall

import (
	"hash/maphash"
	"math/bits"
	"sync/atomic"
)

// Map keeps values by their keys, up to a number of them. A nil Map keeps none;
// several goroutines may use it. (A sync.Map would put each key that is asked for
// into an interface, on the heap.)
type Map[K comparable, V any] struct {
	most  int32
	kept  atomic.Int32
	seed  maphash.Seed
	slots []atomic.Pointer[entry[K, V]]
}

type entry[K comparable, V any] struct {
	key   K
	value V
	next  *entry[K, V]
}

// New returns a map that keeps so many values at most.
func New[K comparable, V any](most int32) *Map[K, V] {
	return &Map[K, V]{most: most, seed: maphash.MakeSeed(), slots: make([]atomic.Pointer[entry[K, V]], 1<<bits.Len32(uint32(most)))}
}

func (m *Map[K, V]) slot(key K) *atomic.Pointer[entry[K, V]] {
	return &m.slots[maphash.Comparable(m.seed, key)&uint64(len(m.slots)-1)]
}

// Load returns the value of a key, if it is kept.
func (m *Map[K, V]) Load(key K) (V, bool) {
	if m != nil {
		for e := m.slot(key).Load(); e != nil; e = e.next {
			if e.key == key {
				return e.value, true
			}
		}
	}
	var none V
	return none, false
}

// Full reports whether no more is kept.
func (m *Map[K, V]) Full() bool { return m == nil || m.kept.Load() >= m.most }

// Store keeps a value, unless the map is full. Of two values of a key, the later
// one is found.
func (m *Map[K, V]) Store(key K, value V) {
	if m.Full() {
		return
	}
	m.kept.Add(1)
	s := m.slot(key)
	for e := (&entry[K, V]{key: key, value: value}); ; {
		e.next = s.Load()
		if s.CompareAndSwap(e.next, e) {
			return
		}
	}
}

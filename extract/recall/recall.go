// Package recall keeps what was computed for words: most words of a release were
// met before, and the frequent ones come early.
package recall

import (
	"sync"
	"sync/atomic"
)

// Map keeps values by their keys, up to a number of them. Its zero value keeps
// none; several goroutines may use it.
type Map[K comparable, V any] struct {
	Most int32 // how many are kept

	values sync.Map
	kept   atomic.Int32
}

// Load returns the value of a key, if it is kept.
func (m *Map[K, V]) Load(key K) (V, bool) {
	v, ok := m.values.Load(key)
	if !ok {
		var none V
		return none, false
	}
	return v.(V), true
}

// Full reports whether no more is kept.
func (m *Map[K, V]) Full() bool { return m.kept.Load() >= m.Most }

// Store keeps a value, unless the map is full.
func (m *Map[K, V]) Store(key K, value V) {
	if !m.Full() {
		m.kept.Add(1)
		m.values.Store(key, value)
	}
}

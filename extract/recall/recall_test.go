package recall

import "testing"

func TestMap(t *testing.T) {
	m := Map[string, int]{Most: 2}
	for i, k := range []string{"a", "b", "c"} {
		m.Store(k, i)
	}
	if v, ok := m.Load("b"); v != 1 || !ok {
		t.Errorf("b: %d, %v", v, ok)
	}
	if v, ok := m.Load("c"); v != 0 || ok || !m.Full() {
		t.Errorf("c was kept beyond the bound: %d, %v", v, ok)
	}
}

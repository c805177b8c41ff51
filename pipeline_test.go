package entente

import (
	"reflect"
	"testing"

	"entente/text"
)

// TestDrop wants a reader that has let its models go to read on as before.
func TestDrop(t *testing.T) {
	e, err := New(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	read := func() any {
		t.Helper()
		a, err := e.Extract(t.Context(), text.New("Ana Turcan met Kari Lien in Oslo on 3 May 2024."))
		if err != nil || len(a.Relations) == 0 {
			t.Fatal(err, a)
		}
		return a.Relations
	}
	before := read()
	e.pipeline.drop()
	if after := read(); !reflect.DeepEqual(before, after) {
		t.Errorf("%v, and before %v", after, before)
	}
}

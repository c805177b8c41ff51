package crf

import "math/bits"

// keyBits is how much of a feature's hash is kept. Among a million features one
// that was never seen is taken for another with a chance of one in a million.
const keyBits = 40

// keyOf is the part of a feature's hash that models go by.
func keyOf(feature uint64) uint64 { return feature >> (64 - keyBits) }

// row is where in a model the entries of a feature stand.
type row struct {
	first uint32
	count uint8
}

// A row of at most maxLabels entries in 32 bits.
const (
	countBits = 6
	maxFirst  = 1<<(32-countBits) - 1
)

// table maps keys to rows by open addressing.
type table struct {
	slots []slot
	shift int
}

// slot holds the lower part of a key, whose upper part gives the place of the
// slot, and its row: first, and in the lowest bits count-1. The first row stands
// at 1, so that 0 is an empty slot.
type slot struct{ key, row uint32 }

func newTable(n int) table {
	size := max(1<<(keyBits-32), 1<<bits.Len(uint(n*3/2)))
	return table{slots: make([]slot, size), shift: keyBits - bits.Len(uint(size-1))}
}

func (t *table) add(key uint64, r row) {
	mask := uint64(len(t.slots) - 1)
	i := key >> t.shift
	for t.slots[i&mask].row != 0 {
		i++
	}
	t.slots[i&mask] = slot{uint32(key), (r.first+1)<<countBits | uint32(r.count-1)}
}

// touch reads the slot where a key would stand, so that it is near when find
// comes for it.
func (t *table) touch(key uint64) uint32 { return t.slots[key>>t.shift&uint64(len(t.slots)-1)].key }

func (t *table) find(key uint64) (row, bool) {
	mask := uint64(len(t.slots) - 1)
	for i := key >> t.shift; ; i++ {
		switch s := t.slots[i&mask]; {
		case s.row == 0:
			return row{}, false
		case s.key == uint32(key):
			return row{s.row>>countBits - 1, uint8(s.row&(1<<countBits-1)) + 1}, true
		}
	}
}

package crf

import "slices"

// Ref is an attribute of the word that stands Offset places after a position.
type Ref struct{ Attr, Offset int }

// Templates say which attributes together make a feature. Each is a feature of
// its own kind.
type Templates [][]Ref

// Add appends templates: a feature of each list of attributes, all at one offset.
func (t *Templates) Add(refs ...Ref) { *t = append(*t, refs) }

// edge stands for the attributes of places before and after the sequence.
const edge = 0x9e3779b97f4a7c15

// Split parts the numbers of the templates that look at one position alone, and
// there at attributes below some number, from the others.
func (t Templates) Split(below int) (alone, around []int) {
	for k, refs := range t {
		if slices.ContainsFunc(refs, func(r Ref) bool { return r.Offset != 0 || r.Attr >= below }) {
			around = append(around, k)
		} else {
			alone = append(alone, k)
		}
	}
	return alone, around
}

// FeaturesBy is Features by some of the templates, by number.
func (t Templates) FeaturesBy(attrs [][]uint64, numbers []int) [][]uint64 {
	out := make([][]uint64, len(attrs))
	all := make([]uint64, 0, len(attrs)*len(numbers))
	for i := range attrs {
		from := len(all)
		for _, k := range numbers {
			if h, ok := feature(attrs, i, k, t[k]); ok {
				all = append(all, h)
			}
		}
		out[i] = all[from:len(all):len(all)]
	}
	return out
}

// Features returns the features of each position of a sequence whose words have
// the attributes attrs; a feature with an attribute that is 0 is left out.
func (t Templates) Features(attrs [][]uint64) [][]uint64 { return t.FeaturesWhere(attrs, nil) }

// Some returns the features of one position by some of the templates, by number.
func (t Templates) Some(attrs []uint64, numbers []int) []uint64 {
	out := make([]uint64, 0, len(numbers))
	for _, k := range numbers {
		if h, ok := feature([][]uint64{attrs}, 0, k, t[k]); ok {
			out = append(out, h)
		}
	}
	return out
}

// feature is that of position i by template number k, if its attributes are all
// there.
func feature(attrs [][]uint64, i, k int, refs []Ref) (uint64, bool) {
	h := uint64(k+1) * 0xff51afd7ed558ccd
	for _, r := range refs {
		v := uint64(edge)
		if j := i + r.Offset; j >= 0 && j < len(attrs) {
			if v = attrs[j][r.Attr]; v == 0 {
				return 0, false
			}
		}
		h = (h ^ v) * 0xbf58476d1ce4e5b9
		h ^= h >> 29
	}
	return h * 0x94d049bb133111eb, true
}

// FeaturesWhere is Features for some positions only; the others have none. A nil
// where is all positions.
func (t Templates) FeaturesWhere(attrs [][]uint64, where []bool) [][]uint64 {
	out := make([][]uint64, len(attrs))
	n := len(attrs)
	if where != nil {
		n = 0
		for _, w := range where {
			if w {
				n++
			}
		}
	}
	all := make([]uint64, 0, n*len(t))
	for i := range attrs {
		if where != nil && !where[i] {
			continue
		}
		from := len(all)
		for k, refs := range t {
			if h, ok := feature(attrs, i, k, refs); ok {
				all = append(all, h)
			}
		}
		out[i] = all[from:len(all):len(all)]
	}
	return out
}

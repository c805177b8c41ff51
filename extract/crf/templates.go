package crf

// Ref is an attribute of the word that stands Offset places after a position.
type Ref struct{ Attr, Offset int }

// Templates say which attributes together make a feature. Each is a feature of
// its own kind.
type Templates []template

type template struct {
	number int // tells its features from those of others
	refs   []Ref
}

// Add appends a template: a feature of these attributes together.
func (t *Templates) Add(refs ...Ref) { *t = append(*t, template{len(*t), refs}) }

// edge stands for the attributes of places before and after the sequence.
const edge = 0x9e3779b97f4a7c15

// Features returns the features of each position of a sequence whose words have
// the attributes attrs; a feature with an attribute that is 0 is left out.
func (t Templates) Features(attrs [][]uint64) [][]uint64 { return t.FeaturesWhere(attrs, nil) }

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
		for _, x := range t {
			if h, ok := x.feature(attrs, i); ok {
				all = append(all, h)
			}
		}
		out[i] = all[from:len(all):len(all)]
	}
	return out
}

// feature is that of position i, if its attributes are all there.
func (x *template) feature(attrs [][]uint64, i int) (uint64, bool) {
	h := uint64(x.number+1) * 0xff51afd7ed558ccd
	for _, r := range x.refs {
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

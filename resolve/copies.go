package resolve

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"entente/graph"
	"entente/text"
)

// A release that repeats another, as they are syndicated, mirrored and put up
// again under another header, shares nearly all runs of so many words with it. A
// new version of a release shares most.
const (
	run        = 5
	copyShare  = 0.8 // of the runs that either has (Jaccard)
	editShare  = 0.4
	fewestRuns = 8 // a text of fewer is a copy only if it is the same
)

// Texts finds among releases those that repeat another's text, and those of which there
// is a later version. All texts are more than memory holds: each is given to Add, which
// keeps a sketch of it, then those that Doubtful names to Compare, and then Find tells.
type Texts struct {
	releases []outline
	index    map[string]int
	pairs    [][2]int // that may be copies, the earlier first
	newer    [][2]int // that may be versions: an earlier and a later one
}

// outline is a release without its text.
type outline struct {
	graph.Release
	length int
	bands  [bins / rows]uint64
	runs   []uint32 // only of those that are held against others
}

// Add takes a release.
func (t *Texts) Add(r graph.Release) {
	o := outline{Release: r, length: len(r.Text), bands: bandsOf(runsOf(r.Text))}
	o.Text, o.Origins = "", nil
	t.releases = append(t.releases, o)
}

// Doubtful are the ids of the releases whose texts must be compared.
func (t *Texts) Doubtful() map[string]bool {
	slices.SortFunc(t.releases, func(a, b outline) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Published, "~"), cmp.Or(b.Published, "~")), cmp.Compare(a.ID, b.ID))
	})
	t.pairs, t.newer = alikeTexts(t.releases), newerTexts(t.releases)
	t.index = map[string]int{}
	ids := map[string]bool{}
	for _, p := range slices.Concat(t.pairs, t.newer) {
		for _, i := range p {
			ids[t.releases[i].ID] = true
			t.index[t.releases[i].ID] = i
		}
	}
	return ids
}

// Compare takes a release that Doubtful named, with its text; others are passed over.
func (t *Texts) Compare(r graph.Release) {
	if i, ok := t.index[r.ID]; ok {
		t.releases[i].runs = halved(runsOf(r.Text))
	}
}

// Find gives the copies by the original: the earliest, of one day the first by id. And
// the releases of which there is a later version, by that: of one address, or of one
// title but for "updated". Near duplicates are found by one-permutation MinHash (P. Li,
// A. Owen and C.-H. Zhang, 2012) in bands, and then compared run by run.
func (t *Texts) Find() (copies, versions map[string]string) {
	copies, versions = map[string]string{}, map[string]string{}
	rs := t.releases
	original := make([]int, len(rs)) // of each, the earliest that it repeats
	for i := range original {
		original[i] = i
	}
	for _, p := range t.pairs {
		a, b := p[0], p[1] // a is the earlier
		if o := original[a]; original[b] > o && jaccard(rs[o].runs, rs[b].runs) >= copyShare {
			original[b] = o // no chains of small changes
		}
	}
	for i, o := range original {
		if o != i {
			copies[rs[i].ID] = rs[o].ID
		}
	}
	last := map[int]int{}
	for _, p := range t.newer {
		i, j := p[0], p[1]
		if jaccard(rs[i].runs, rs[j].runs) < editShare {
			continue
		}
		if l, ok := last[i]; !ok || later(&rs[j], &rs[l], true) {
			last[i] = j
			versions[rs[i].ID] = rs[j].ID
		}
	}
	return copies, versions
}

// newerTexts are the pairs of a release and one that may be a later version of it.
func newerTexts(releases []outline) [][2]int {
	byAddress, byTitle := map[string][]int{}, map[string][]int{}
	for i, r := range releases {
		if r.URL != "" {
			byAddress[r.URL] = append(byAddress[r.URL], i)
		}
		if t, _ := unmarked(r.Title); len(strings.Fields(t)) > 2 {
			byTitle[r.Publisher+"\x00"+t] = append(byTitle[r.Publisher+"\x00"+t], i)
		}
	}
	var pairs [][2]int
	add := func(groups map[string][]int, oneAddress bool) {
		for _, group := range groups {
			for _, i := range group {
				for _, j := range group {
					if later(&releases[j], &releases[i], oneAddress) {
						pairs = append(pairs, [2]int{i, j})
					}
				}
			}
		}
	}
	add(byAddress, true)
	add(byTitle, false)
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(pairs)
}

// unmarked is a title, folded, without what marks a later version, and how many
// such marks it has.
func unmarked(title string) (string, int) {
	marks := 0
	words := slices.DeleteFunc(strings.Fields(text.Fold(title)), func(w string) bool {
		switch w {
		case "updated", "update", "corrected", "correction", "revised":
			marks++
			return true
		}
		return false
	})
	return strings.Join(words, " "), marks
}

// later reports whether a is a later version than b: marked so, or, of one
// address, from a later day, then of the longer text.
func later(a, b *outline, oneAddress bool) bool {
	_, x := unmarked(a.Title)
	_, y := unmarked(b.Title)
	if !oneAddress {
		return x > y && (a.Published == "" || b.Published == "" || a.Published >= b.Published)
	}
	return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(x, y), cmp.Compare(a.length, b.length), cmp.Compare(a.ID, b.ID)) > 0
}

// hash is FNV-1a of a word.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// runsOf are the hashes of the runs of words of a text, sorted, each once.
func runsOf(s string) []uint64 {
	words := strings.Fields(text.Fold(s))
	n := len(words) - run + 1
	if n < fewestRuns {
		return []uint64{hash(strings.Join(words, " "))}
	}
	each := make([]uint64, len(words))
	for i, w := range words {
		each[i] = hash(w)
	}
	out := make([]uint64, n)
	for i := range out {
		h := uint64(14695981039346656037) // as FNV-1a mixes bytes
		for _, w := range each[i : i+run] {
			h = (h ^ w) * 1099511628211
			h ^= h >> 29
		}
		out[i] = h
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// halved are hashes of half the size, which tell the runs of two texts apart as well: of
// a thousand each, two are taken for one in one pair of texts of four thousand.
func halved(hashes []uint64) []uint32 {
	out := make([]uint32, len(hashes))
	for i, h := range hashes {
		out[i] = uint32(h ^ h>>32)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// jaccard is the share of common ones among all of two sorted lists.
func jaccard(a, b []uint32) float64 {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(common) / float64(max(1, len(a)+len(b)-common))
}

// alikeTexts are the pairs of texts that may share much, the earlier first.
func alikeTexts(releases []outline) [][2]int {
	seen := map[[2]int]bool{}
	var pairs [][2]int
	for b := range bins / rows {
		buckets := map[uint64][]int{}
		for i := range releases {
			// Of many that share a band, each is held against the first ones only.
			band := releases[i].bands[b]
			list := buckets[band]
			for _, a := range list {
				if p := [2]int{a, i}; !seen[p] {
					seen[p] = true
					pairs = append(pairs, p)
				}
			}
			if len(list) < 8 {
				buckets[band] = append(list, i)
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return pairs
}

const bins, rows = 128, 4 // of a sketch, and of each of its bands

// bandsOf are the bands of the sketch of a text, each as a hash.
func bandsOf(runs []uint64) (bands [bins / rows]uint64) {
	var sketch [bins]uint64
	for b := range sketch {
		sketch[b] = math.MaxUint64
	}
	for _, h := range runs { // the smallest of each bin
		b := h % bins
		sketch[b] = min(sketch[b], h)
	}
	for b := range sketch { // an empty bin takes what the next has
		for k := 1; sketch[b] == math.MaxUint64 && k < bins; k++ {
			if next := sketch[(b+k)%bins]; next != math.MaxUint64 {
				sketch[b] = next
			}
		}
	}
	for b := range bands {
		h := uint64(14695981039346656037)
		for _, v := range sketch[b*rows : (b+1)*rows] {
			h = (h ^ v) * 1099511628211
			h ^= h >> 29
		}
		bands[b] = h
	}
	return bands
}

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

// Copies finds among releases those that repeat another's text, by the original:
// the earliest, of one day the first by id. And those of which there is a later
// version, by that: of one address, or of one title but for "updated". Near
// duplicates are found by one-permutation MinHash (P. Li, A. Owen and C.-H. Zhang,
// 2012) in bands, and then compared run by run.
func Copies(releases []graph.Release) (copies, versions map[string]string) {
	copies, versions = map[string]string{}, map[string]string{}
	releases = slices.SortedFunc(slices.Values(releases), func(a, b graph.Release) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Published, "~"), cmp.Or(b.Published, "~")), cmp.Compare(a.ID, b.ID))
	})
	known := map[int][]uint64{} // only of the releases that are held against others: there may be very many
	runs := func(i int) []uint64 {
		if known[i] == nil {
			known[i] = runsOf(releases[i].Text)
		}
		return known[i]
	}
	original := make([]int, len(releases)) // of each, the earliest that it repeats
	for i := range original {
		original[i] = i
	}
	for _, p := range alikeTexts(releases) {
		a, b := p[0], p[1] // a is the earlier
		if o := original[a]; original[b] > o && jaccard(runs(o), runs(b)) >= copyShare {
			original[b] = o // no chains of small changes
		}
	}
	for i, o := range original {
		if o != i {
			copies[releases[i].ID] = releases[o].ID
		}
	}
	same := map[string][]int{}
	for i, r := range releases {
		if r.URL != "" {
			same["address "+r.URL] = append(same["address "+r.URL], i)
		}
		if t, _ := unmarked(r.Title); len(strings.Fields(t)) > 2 {
			same["title "+r.Publisher+"\x00"+t] = append(same["title "+r.Publisher+"\x00"+t], i)
		}
	}
	for key, group := range same {
		for _, i := range group {
			for _, j := range group {
				if later(&releases[j], &releases[i], strings.HasPrefix(key, "address ")) && jaccard(runs(i), runs(j)) >= editShare {
					last := versions[releases[i].ID]
					if last == "" || later(&releases[j], find(releases, last), true) {
						versions[releases[i].ID] = releases[j].ID
					}
				}
			}
		}
	}
	return copies, versions
}

func find(releases []graph.Release, id string) *graph.Release {
	i := slices.IndexFunc(releases, func(r graph.Release) bool { return r.ID == id })
	return &releases[i]
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
func later(a, b *graph.Release, oneAddress bool) bool {
	_, x := unmarked(a.Title)
	_, y := unmarked(b.Title)
	if !oneAddress {
		return x > y && (a.Published == "" || b.Published == "" || a.Published >= b.Published)
	}
	return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(x, y), cmp.Compare(len(a.Text), len(b.Text)), cmp.Compare(a.ID, b.ID)) > 0
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

// jaccard is the share of common ones among all of two sorted lists.
func jaccard(a, b []uint64) float64 {
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
func alikeTexts(releases []graph.Release) [][2]int {
	bands := make([][bins / rows]uint64, len(releases))
	for i := range releases {
		bands[i] = bandsOf(runsOf(releases[i].Text))
	}
	seen := map[[2]int]bool{}
	var pairs [][2]int
	for b := range bins / rows {
		buckets := map[uint64][]int{}
		for i := range bands {
			// Of many that share a band, each is held against the first ones only.
			list := buckets[bands[i][b]]
			for _, a := range list {
				if p := [2]int{a, i}; !seen[p] {
					seen[p] = true
					pairs = append(pairs, p)
				}
			}
			if len(list) < 8 {
				buckets[bands[i][b]] = append(list, i)
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

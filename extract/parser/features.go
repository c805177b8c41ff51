package parser

import "entente/extract/form"

// The features of a word are rows of the network's tables: of its plain form, of
// affixes, of its shape and of its tag.
const (
	wordFeature = iota
	affixFeature
	tagFeature  = affixFeature + affixes
	allFeatures = tagFeature + 1
)

// affixes is how many tables are filled by hashes: see affixesOf.
const affixes = 6

type features [allFeatures]int32

// Rows of every table that stand for something else than a word.
const (
	unknown   = iota // a form or tag that training has not seen
	rootRow          // what stands before each sentence, for its root to hang on
	firstWord        // the number of such rows
)

var root = func() (f features) {
	for i := range f {
		f[i] = rootRow
	}
	return f
}()

// features gives the rows of a sentence's words, with the root before them.
func (m *Model) features(words []Word) []features {
	out := append(make([]features, 0, len(words)+1), root)
	for _, w := range words {
		v := m.forms.Of(w.Form)
		var f features
		f[wordFeature] = m.words[v[form.Plain]]
		f[tagFeature] = m.tags[w.Tag]
		for i, a := range affixesOf(v) {
			f[affixFeature+i] = int32(firstWord + a%uint64(m.net.affixRows-firstWord))
		}
		out = append(out, f)
	}
	return out
}

// affixesOf are the numbers that the affix tables go by. A word that is shorter
// than an affix stands for it whole.
func affixesOf(v *form.Values) [affixes]uint64 {
	or := func(a form.Attr) uint64 {
		for ; a > form.Plain; a-- {
			if v[a] != 0 {
				return v[a]
			}
		}
		return v[form.Plain]
	}
	return [affixes]uint64{
		or(form.Prefix3), or(form.Suffix2), or(form.Suffix3), or(form.Suffix4), v[form.Shape], form.Mix(v[form.Prefix1] ^ v[form.Suffix1]<<1),
	}
}

package ner

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract"
	"entente/extract/crf"
	"entente/extract/form"
	"entente/text"
	"entente/text/vocab"
)

// The attributes of a token: those of its form, then these.
const (
	tag       = int(form.Attrs) + iota // part of speech
	known                              // what the lexicon knows there
	title                              // titles of people
	place                              // where in the sentence, if that explains a capital
	around                             // what capitals mean in the sentence, and its role
	rule                               // what the name rules say
	ruleBy                             // and which of them
	small                              // whether the release has the word in small letters too
	genre                              // how much of the text the lexicon knows: releases name many bodies and titles
	elsewhere                          // what the first pass says of the word in the whole release
	attrs
)

var outside = form.Hash("O") // of known, title and rule

// attributes describes the tokens of a release, but for elsewhere.
func (m *Model) attributes(a *extract.Analysis) [][]uint64 {
	out := make([][]uint64, len(a.Tokens))
	all := make([]uint64, len(a.Tokens)*attrs)
	lower := map[string]bool{}
	words := make([]string, len(a.Tokens))
	for i, t := range a.Tokens {
		words[i] = a.Doc.Slice(t.Span)
		if r, _ := utf8.DecodeRuneInString(words[i]); unicode.IsLower(r) {
			lower[words[i]] = true
		}
	}
	for _, sent := range a.Sentences {
		mode := form.ModeOf(words[sent.First:sent.Last])
		for i := sent.First; i < sent.Last; i++ {
			w := words[i]
			v := m.forms.Of(w)
			row := all[i*attrs : (i+1)*attrs]
			out[i] = row
			copy(row, v[:])
			row[form.Shape] = form.Mix(v[form.Shape] + uint64(mode))
			row[tag] = form.Hash(a.Tokens[i].Tag)
			row[known], row[title], row[rule] = outside, outside, outside
			row[around] = uint64(mode)<<8 + uint64(sent.Role) + 1
			row[place] = uint64(mode) + 1
			if i == sent.First || opens(words[i-1]) {
				row[place] += 100
			}
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && lower[strings.ToLower(w)] {
				row[small] = uint64(mode) + 1
			}
		}
	}
	cover := func(sp text.Span, attr int, name string) {
		at := sort.Search(len(a.Tokens), func(k int) bool { return a.Tokens[k].End > sp.Start })
		h := form.Hash("B" + name)
		for ; at < len(a.Tokens) && a.Tokens[at].Start < sp.End; at++ {
			all[at*attrs+attr] = h
			h = form.Hash("I" + name)
		}
	}
	official := 0
	for _, k := range m.lex.Find(a.Doc.Text()) {
		if t := k.Entries[0].Type; t == vocab.Country || t == vocab.Organization {
			official++
		}
		name := fmt.Sprint(k.Surface)
		for i, e := range k.Entries {
			if i == 0 || e.Type != k.Entries[i-1].Type {
				name += string(e.Type)
			}
		}
		cover(k.Span, known, name)
	}
	for _, k := range m.lex.FindTitles(a.Doc.Text()) {
		official++
		cover(k.Span, title, fmt.Sprint(k.Class))
	}
	for _, x := range a.Mentions {
		if x.Kind == extract.Name {
			cover(x.Span, rule, string(x.Type))
			cover(x.Span, ruleBy, string(x.Type)+x.Rule)
		}
	}
	of := genreOf(official, len(a.Tokens))
	for i := range out {
		out[i][genre] = of
	}
	return out
}

// genreOf is a class of texts by how many countries, bodies and titles the
// lexicon knows among so many tokens. In 95 of 100 releases they are more than 2 in
// 100 tokens, in most mails, reviews and encyclopaedia articles fewer.
func genreOf(official, tokens int) uint64 {
	switch share := 100 * official; {
	case share < 2*tokens:
		return unofficial
	case share < 4*tokens:
		return 2
	}
	return 3
}

// unofficial is the genre of texts that name few countries, bodies and titles.
const unofficial = 1

// reach is how far from a capital, or from what the rules and the lexicon know,
// a part of a name may stand, in tokens: "Organisation for the Prohibition".
const reach = 1

// picked are the tokens of each sentence that have features; nil are all.
// Models learn with all: what is no name anywhere teaches them.
type picked [][]bool

// worthwhile picks the tokens that may be part of a name, which saves half the
// work.
func worthwhile(a *extract.Analysis, attributes [][]uint64) picked {
	out := make(picked, len(a.Sentences))
	for i, s := range a.Sentences {
		out[i] = worth(a, s, attributes)
	}
	return out
}

// worth is worthwhile for one sentence. Where it has no capitals, all are, and so
// in texts that care little for capitals.
func worth(a *extract.Analysis, s text.Sentence, attributes [][]uint64) []bool {
	out := make([]bool, s.Last-s.First)
	capital := false
	for i := s.First; i < s.Last; i++ {
		row := attributes[i]
		if row[genre] == unofficial {
			return nil
		}
		upper := strings.ContainsFunc(a.Doc.Slice(a.Tokens[i].Span), unicode.IsUpper)
		capital = capital || upper
		if !upper && row[known] == outside && row[rule] == outside {
			continue
		}
		for k := max(i-reach, s.First); k <= min(i+reach, s.Last-1); k++ {
			out[k-s.First] = true
		}
	}
	if !capital {
		return nil
	}
	return out
}

// seeElsewhere fills in what the first pass found: labels by plain form.
func seeElsewhere(a *extract.Analysis, attributes [][]uint64, seen map[string]string) {
	for i, row := range attributes {
		row[elsewhere] = form.Hash(seen[form.Fold(a.Doc.Slice(a.Tokens[i].Span))] + ".")
	}
}

// opens reports whether a word with a capital after this one may have it for its
// place alone.
func opens(word string) bool {
	switch word {
	case "“", "\"", ":", "•", "*", "‘", "-", "–", "—", ".":
		return true
	}
	return false
}

// first are the templates of the first pass, second are those that the second
// has besides.
var first, second = func() (t, again crf.Templates) {
	at := func(a int, offsets ...int) {
		var refs []crf.Ref
		for _, o := range offsets {
			refs = append(refs, crf.Ref{Attr: a, Offset: o})
		}
		t.Add(refs...)
	}
	const (
		plain, shape                 = int(form.Plain), int(form.Shape)
		cluster1, cluster2, cluster3 = int(form.Cluster1), int(form.Cluster2), int(form.Cluster3)
		kind1, kind2, kind3          = int(form.Kind1), int(form.Kind2), int(form.Kind3)
		wide1, wide2, wide3          = int(form.Wide1), int(form.Wide2), int(form.Wide3)
		marks, usage                 = int(form.Known), int(form.Usage)
		suffix2, suffix3, prefix3    = int(form.Suffix2), int(form.Suffix3), int(form.Prefix3)
	)
	t.Add()
	for o := -2; o <= 2; o++ {
		for _, a := range []int{plain, shape, cluster1, cluster2, cluster3, kind1, kind2, kind3, wide2, wide3, marks, known, title, tag, rule} {
			at(a, o)
		}
	}
	for a := form.Cased; a <= form.Suffix5; a++ {
		if a != form.Shape {
			at(int(a), 0)
		}
	}
	for _, a := range []int{place, around, small, usage, ruleBy} {
		at(a, 0)
	}
	for _, o := range []int{-1, 1} {
		for _, a := range []int{suffix2, suffix3, prefix3, small, place, usage} {
			at(a, o)
		}
	}
	for _, a := range []int{plain, shape, cluster1, cluster2, kind1, wide1, marks, known, tag} {
		at(a, -1, 0)
		at(a, 0, 1)
		at(a, -1, 1)
		at(a, -2, -1)
		at(a, 1, 2)
	}
	for _, a := range []int{shape, cluster1, marks, known, tag} {
		at(a, -1, 0, 1)
		at(a, -2, -1, 0)
		at(a, 0, 1, 2)
	}
	both := func(a, o, b, p int) { t.Add(crf.Ref{Attr: a, Offset: o}, crf.Ref{Attr: b, Offset: p}) }
	both(plain, -1, shape, 0)
	both(plain, 1, shape, 0)
	both(marks, 0, place, 0)
	both(usage, 0, shape, 0)
	both(usage, 0, place, 0)
	both(known, 0, plain, 0)
	both(known, 0, plain, 1)
	both(known, 0, plain, -1)
	both(known, 0, shape, 1)
	both(known, 0, shape, -1)
	both(known, 0, marks, 1)
	both(title, -1, marks, 0)
	both(title, -1, shape, 0)
	both(title, -1, title, 0)
	both(title, 0, title, 1)
	both(title, -1, plain, 0)
	both(title, -1, known, 0)
	both(title, 0, known, 0)
	both(cluster2, -1, shape, 0)
	both(cluster2, -1, marks, 0)
	both(cluster2, 1, marks, 0)
	both(suffix3, 0, shape, 0)
	both(tag, 0, shape, 0)
	both(tag, 0, marks, 0)
	for _, a := range []int{kind1, kind3} {
		for _, b := range []int{shape, marks, place, usage, known, tag, rule} {
			both(a, 0, b, 0)
		}
		both(a, -1, shape, 0)
		both(a, 1, shape, 0)
	}
	t.Add(crf.Ref{Attr: plain, Offset: -1}, crf.Ref{Attr: shape}, crf.Ref{Attr: shape, Offset: 1})
	t.Add(crf.Ref{Attr: title, Offset: -2}, crf.Ref{Attr: shape, Offset: -1}, crf.Ref{Attr: shape})
	t.Add(crf.Ref{Attr: marks}, crf.Ref{Attr: place}, crf.Ref{Attr: small})
	for _, a := range []int{rule, ruleBy, shape, known, marks, place} {
		both(genre, 0, a, 0)
	}
	at(rule, -1, 0)
	at(rule, 0, 1)
	at(rule, -1, 0, 1)
	for _, a := range []int{plain, known, shape, marks, place, usage, small} {
		both(rule, 0, a, 0)
	}
	both(ruleBy, 0, marks, 0)
	both(ruleBy, 0, around, 0)
	both(ruleBy, 0, shape, 0)
	for o := -1; o <= 1; o++ {
		again.Add(crf.Ref{Attr: elsewhere, Offset: o})
	}
	again.Add(crf.Ref{Attr: elsewhere, Offset: -1}, crf.Ref{Attr: elsewhere})
	again.Add(crf.Ref{Attr: elsewhere}, crf.Ref{Attr: elsewhere, Offset: 1})
	for _, a := range []int{shape, place, known, rule, marks} {
		again.Add(crf.Ref{Attr: elsewhere}, crf.Ref{Attr: a})
	}
	return t, again
}()

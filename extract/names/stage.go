// Package names finds the names in a release and says what they name, by rules
// and the lexicon; Cluster then joins the names of one thing to an entity.
//
// The rules propose candidates, each over a range of words: what the lexicon
// knows, names built on a head word ("Ministry of Interior"), people after
// their titles, long forms with an acronym in brackets. The longest candidate
// wins. What is found surely is remembered, so that its short forms are found
// elsewhere in the release ("the Summit", "Stoltenberg").
package names

import (
	"context"
	"slices"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/text"
	"entente/text/vocab"
)

// Stage gives Mentions.
type Stage struct{ lex *lexicon.Lexicon }

// New returns the stage that finds names with lex.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "names" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Tokens, extract.Tags, extract.Dates}
}

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Mentions} }

// Apply implements extract.Stage.
func (s *Stage) Apply(_ context.Context, a *extract.Analysis) error {
	r := read(a, s.lex)
	for _, c := range r.names() {
		sent := r.words[c.first].sentence
		if a.Sentences[sent].Role.Silent() {
			continue
		}
		for c.last-c.first > 1 && r.is(c.last-1, "on", "in", "at", "of", "for", "to", "with", "by", "from", "and", "the") {
			c.last-- // no name ends so: "Security Conference on 7 March"
		}
		span := text.Span{Start: r.words[c.first].Start, End: r.words[c.last-1].End}
		if c.last == r.sentences[sent].last && r.is(c.last-1, "ltd", "co") && r.s[span.End-1] == '.' {
			span.End-- // the full stop ends the sentence
		}
		a.Mentions = append(a.Mentions, extract.Mention{
			Span:     span,
			Kind:     extract.Name,
			Type:     c.typ,
			Ref:      c.ref,
			Sentence: sent,
			Entity:   -1,
			Rule:     "names: " + c.rule,
			Score:    c.score,
		})
	}
	return nil
}

// names runs the rules.
func (r *reading) names() []candidate {
	all := slices.Concat(r.lexical(), r.bodies(), r.persons(), r.prefixed(), r.meetings(), r.royals(), r.units())
	meetings, bodies := r.convened(all)
	sure := append(r.sure(all), meetings...)
	r.retype(sure)
	sure = append(sure, r.bracketed(r.pick(sure))...)
	found := r.remember(append(r.pick(sure), bodies...)).find(r)
	all = append(r.outdone(sure, found), found...)
	all = append(all, r.sittingsOf(r.pick(all))...)
	return r.pick(append(all, r.unknown(r.pick(all))...))
}

// outdone leaves out the names of title-case lines that go beyond a name known
// from the body: "Summit for Democracy | Written Commitments".
func (r *reading) outdone(sure, found []candidate) []candidate {
	longest := map[int]candidate{} // by first word
	for _, m := range found {
		if m.last-m.first > 1 && m.last-m.first > longest[m.first].last-longest[m.first].first {
			longest[m.first] = m
		}
	}
	return slices.DeleteFunc(sure, func(c candidate) bool {
		if c.rule != "head" || !r.sentenceOf(c.first).titled {
			return false
		}
		for i := c.first; i < c.last; i++ {
			if m, ok := longest[i]; ok && m.typ == c.typ && m.last <= c.last && m.last-m.first < c.last-c.first {
				return true
			}
		}
		return false
	})
}

// sure leaves out the weak candidates, and ships with the names of people.
func (r *reading) sure(all []candidate) []candidate {
	out := all[:0]
	for _, c := range all {
		if !c.weak && !(c.typ == vocab.Person && r.aboard(c.first)) {
			out = append(out, c)
		}
	}
	return out
}

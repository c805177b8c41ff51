// Package roles finds the offices that a release gives to people: before the
// name ("the Norwegian Minister of Foreign Affairs, Mr Espen Barth Eide"), after
// it ("Ned Price, Department Spokesperson") and told of it ("served as Director
// of the Institute"), and the offices named without their holder.
package roles

import (
	"context"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/text"
)

// Stage gives Roles. It needs names that are clustered into entities.
type Stage struct{ lex *lexicon.Lexicon }

// New returns the stage.
func New(lex *lexicon.Lexicon) *Stage { return &Stage{lex} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "roles" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer {
	return []extract.Layer{extract.Sentences, extract.Mentions, extract.Entities}
}

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Roles} }

// Apply implements extract.Stage.
func (s *Stage) Apply(ctx context.Context, a *extract.Analysis) error {
	var all []held
	first, focus := 0, -1
	for i, sent := range a.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		var r reading
		r, first = read(a, i, first)
		if sent.Role.Silent() || sent.Role == text.SourceLine {
			continue
		}
		p := &parser{a, r}
		found := p.attach(p.phrases(), focus)
		p.share(found)
		all = append(all, found...)
		if sent.Role == text.Body || sent.Role == text.ListItem {
			focus = p.focusAfter(focus)
		}
	}
	keep := make([]bool, len(all))
	for i, h := range all {
		keep[i] = h.office()
	}
	newContext(a, s.lex).bodies(all)
	for i, h := range all {
		if !keep[i] {
			continue
		}
		a.Roles = append(a.Roles, extract.Role{
			Person: h.person, Title: h.title, Span: h.whole, Body: h.body, Modality: h.modality, Rule: h.rule, Replaces: h.replaces,
		})
	}
	return nil
}

// office reports whether what was read is an office rather than a rank or a
// common noun.
func (h held) office() bool {
	if h.body >= 0 || h.complement || h.end-h.start > 1 {
		return true
	}
	return !ranks[h.head] && !weak[h.head] && !h.lowercase
}

// Package segment splits a release into sentences and tells what each is for:
// headline, heading, list item, source line, boilerplate, body, or in another
// language.
package segment

import (
	"context"

	"entente/extract"
	"entente/text"
)

// Stage gives Sentences.
type Stage struct{ model *Model }

// New returns the stage with a model of where sentences end.
func New(m *Model) *Stage { return &Stage{m} }

// Name implements extract.Stage.
func (*Stage) Name() string { return "segment" }

// Needs implements extract.Stage.
func (*Stage) Needs() []extract.Layer { return nil }

// Gives implements extract.Stage.
func (*Stage) Gives() []extract.Layer { return []extract.Layer{extract.Sentences} }

// Apply implements extract.Stage.
func (s *Stage) Apply(_ context.Context, a *extract.Analysis) error {
	a.Sentences, a.Language = s.model.Split(a.Doc.Text())
	return nil
}

// Split returns the sentences of a release's text in order, and the ISO 639 code
// of its language if most of it is not in English. Every byte that is not white
// space belongs to one sentence.
func (m *Model) Split(s string) ([]text.Sentence, string) {
	var out []text.Sentence
	notice := false // inside a contact block
	us := units(s)
	other, language := foreign(s, us)
	for i, u := range us {
		role := m.classify(s, u, i == 0)
		switch {
		case other[i]:
			role = text.Foreign
		case role == text.Boilerplate:
			notice = notice || opensNotice(s[u.Start:u.End])
		case notice && u.alone && u.Len() < noticeLine:
			role = text.Boilerplate // the lines below "Contact:" or "social media:"
		default:
			notice = false
		}
		if role != text.Body && role != text.ListItem && !role.Silent() {
			out = append(out, text.Sentence{Span: u.Span, Role: role})
			continue
		}
		for _, sp := range m.split(s, u.Span) {
			r := role
			if r == text.Body && isBoilerplate(s[sp.Start:sp.End]) {
				r = text.Boilerplate
			}
			out = append(out, text.Sentence{Span: sp, Role: r})
		}
	}
	return out, language
}

package relations

import (
	"context"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// Reading is how the rules read a word that may state a relation: what they take
// for its subjects and objects, as entities, whether or not a fact comes of it.
type Reading struct {
	Type              vocab.RelationType
	Sentence          int
	Word              text.Span
	Subjects, Objects []int
}

// Readings are the words of a release that may state a relation of a type.
func (st *Stage) Readings(ctx context.Context, a *extract.Analysis, t vocab.RelationType) ([]Reading, error) {
	var out []Reading
	_, err := st.read(ctx, a, func(r Reading) {
		if r.Type == t {
			out = append(out, r)
		}
	})
	return out, err
}

func (r *reader) tell(s *sentence, f frame, p phrase, subjects, objects []int) {
	r.trace(Reading{Type: f.relation, Sentence: s.index, Word: s.span(p.first, p.last), Subjects: unique(subjects), Objects: unique(objects)})
}

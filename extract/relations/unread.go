package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// Unread tells the sentences that are worth a tree: those in which the shallow parse
// finds one end of a predicate and not the other, or that tell of aid or of what is
// done at an event, which only the tree is asked.
func (st *Stage) Unread(a *extract.Analysis) []bool {
	v := newViews(a)
	out := make([]bool, len(a.Sentences))
	for i, sent := range a.Sentences {
		if sent.Role.Silent() || sent.Role == text.SourceLine || len(v.blocks[i]) < 2 || !states(a, sent) {
			continue
		}
		s := parse(a, i, v)
		s.visitor = -1
		out[i] = s.unread(named(v.blocks[i]))
	}
	return out
}

// states reports whether a sentence has a word that may state a relation.
func states(a *extract.Analysis, s text.Sentence) bool {
	for _, t := range a.Tokens[s.First:s.Last] {
		w := strings.ToLower(a.Doc.Slice(t.Span))
		if isVerb(t.Tag) {
			if f, ok := verbForms[w]; ok && f.lemma != "have" && (len(byVerb[f.lemma]) > 0 || giving[f.lemma]) {
				return true
			}
		} else if isNoun(t.Tag) && gifts[singular(w)] {
			return true
		}
	}
	return false
}

// unread is Unread for one sentence, which speaks of the named entities.
func (s *sentence) unread(named []int) bool {
	for k, p := range s.phrases {
		switch {
		case p.kind == np && gifts[p.word]:
			return true
		case p.kind == prep && (p.word == "at" || p.word == "during") && k+1 < len(s.phrases) && len(s.phrases[k+1].np.head) > 0 &&
			s.a.Entities[s.phrases[k+1].np.head[0]].Type == vocab.Event:
			return true
		case p.kind != vp:
			continue
		case giving[p.word]:
			return true
		}
		var found []vocab.RelationType
		for _, f := range byVerb[p.word] {
			switch subjects, objects := s.ends(k, f); {
			case len(subjects) > 0 && len(objects) > 0:
				found = append(found, f.relation)
			case slices.Contains(found, f.relation):
			case len(subjects) > 0 && s.fits(f, subjects, named), len(objects) > 0 && s.fits(f, named, objects):
				return true
			}
		}
	}
	return false
}

// ends are the ends of the predicate at k that the shallow parse finds.
func (s *sentence) ends(k int, f frame) (subjects, objects []int) {
	passive := s.phrases[k].verb.passive || s.phrases[k].verb.form == participle
	found := func(sl slot) []int {
		var is []int
		switch {
		case sl == "S" && passive:
			is = s.prepositional(k, "by")
		case sl == "S":
			is = s.subject(k)
		case sl == "O" && passive:
			is = s.passiveSubject(k)
		case sl == "O":
			is = s.object(k)
		default:
			is = s.prepositional(k, sl)
		}
		return s.actors(is, true)
	}
	return found(f.subject), found(f.object)
}

// named are the entities that stand in blocks.
func named(blocks []block) []int {
	var out []int
	for _, b := range blocks {
		out = append(out, b.entities...)
	}
	return out
}

// fits reports whether one of the subjects and one of the objects may be the ends
// of a predicate. Those who meet may do so for others, and who joins a meeting
// may have met someone that another sentence names.
func (s *sentence) fits(f frame, subjects, objects []int) bool {
	if f.relation == vocab.ParticipatedIn {
		return true
	}
	for _, o := range objects {
		if o < 0 {
			continue
		}
		t := s.a.Entities[o].Type
		if f.objects != "" && !strings.Contains(f.objects, initial(t)) {
			continue
		}
		for _, x := range subjects {
			if x >= 0 && x != o && (f.relation == vocab.MetWith || f.relation.Allows(s.a.Entities[x].Type, t)) {
				return true
			}
		}
	}
	return false
}

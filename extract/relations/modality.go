package relations

import (
	"strings"

	"entente/text"
	"entente/text/dates"
	"entente/text/vocab"
)

// tense settles modality and date of a fact that the verb at k states or governs.
func (r *reader) tense(s *sentence, k int, f fact) fact {
	f.From, f.To = r.when(s, k)
	f.Modality, f.tenseless = s.modality(k, 0)
	if speech[f.Type] && f.Modality == vocab.Hypothetical && s.politely(k) {
		f.Modality, f.tenseless = vocab.Asserted, false
	}
	if f.Modality != vocab.Negated && !occasions[f.Type] && !speech[f.Type] && s.continues(k) {
		f.Modality, f.tenseless = vocab.Asserted, false
	}
	if m, ok := r.dated(f.From); ok && (f.Modality == vocab.Asserted && m == vocab.Planned) {
		f.Modality = vocab.Planned
	}
	return f
}

// nominal settles modality and date of a fact that the noun at i states with
// its own subject: it holds as the release does.
func (r *reader) nominal(s *sentence, i int, f fact) fact {
	f.From, f.To = r.when(s, i)
	f.Modality, f.tenseless = vocab.Asserted, true
	w := strings.Join(s.words[s.phrases[i].first:s.phrases[i].last], " ")
	if s.words[s.phrases[i].first] == "no" {
		f.Modality, f.tenseless = vocab.Negated, false
		return f
	}
	for _, mark := range []string{"upcoming", "planned", "forthcoming", "future", "next", "proposed", "scheduled"} {
		if strings.Contains(w, mark) {
			f.Modality, f.tenseless = vocab.Planned, false
		}
	}
	if i > 0 && s.phrases[i-1].kind == prep && (s.phrases[i-1].word == "towards" || s.phrases[i-1].word == "toward") {
		f.Modality, f.tenseless = vocab.Planned, false
	} else if k := s.governingVerb(i); k >= 0 && k >= i-2 && governors[s.phrases[k].word] != "" {
		f.Modality, f.tenseless = governors[s.phrases[k].word], false
	}
	for _, mark := range []string{"recent", "previous", "last", "earlier", "historic"} {
		if strings.Contains(w, mark) {
			f.tenseless = false
		}
	}
	if m, ok := r.dated(f.From); ok {
		f.Modality = m
	}
	return f
}

// dated tells from a fact's date whether it lies ahead of the release.
func (r *reader) dated(from string) (vocab.Modality, bool) {
	pub := r.a.Doc.Published
	if from == "" || len(from) < 10 || len(pub.ISO) < 10 || pub.Basis != text.FromMetadata {
		return "", false
	}
	if from > pub.ISO {
		return vocab.Planned, true
	}
	return vocab.Asserted, true
}

// modality reads the grammar of the verb at k and of the verbs it depends on.
// open reports that the grammar says nothing of time.
func (s *sentence) modality(k, depth int) (m vocab.Modality, open bool) {
	v := s.phrases[k].verb
	if v.negated || s.denied(k) {
		return vocab.Negated, false
	}
	switch v.modal {
	case "will", "shall", "'ll", "to", "wo", "going":
		return vocab.Planned, false
	case "would", "could", "might", "may", "should", "ca", "can", "must":
		return vocab.Hypothetical, false
	}
	if s.conditional(k) {
		return vocab.Hypothetical, false
	}
	if v.form == finite {
		if v.passive && s.words[s.phrases[k].first] == "be" {
			return vocab.Planned, false
		}
		return vocab.Asserted, s.a.Sentences[s.index].Role != text.Body && !v.past
	}
	if v.form == participle {
		return vocab.Asserted, true
	}
	g := s.governor(k)
	if g < 0 || depth > maxDepth {
		if v.form == infinitive && s.a.Sentences[s.index].Role == text.Headline {
			return vocab.Planned, false // "Minister to visit X"
		}
		if v.form == infinitive && s.phrases[k].word == "be" && k > 0 && s.phrases[k-1].kind != np {
			return vocab.Planned, false // "X, of Ohio, to be a member"
		}
		return vocab.Asserted, true
	}
	if gm, ok := governors[s.phrases[g].word]; ok && (v.form == infinitive || gm != vocab.Planned || s.phrases[g].word == "look") {
		if gm == vocab.Planned && s.phrases[g].verb.negated {
			return vocab.Negated, false
		}
		return gm, false
	}
	return s.modality(g, depth+1)
}

// politely reports whether the speech verb at k is what the speaker does in
// saying so: "would like to thank", "want to take this opportunity to thank".
func (s *sentence) politely(k int) bool {
	for depth := 0; depth < maxDepth && s.phrases[k].verb.form == infinitive; depth++ {
		if k = s.governor(k); k < 0 {
			return false
		}
		switch s.phrases[k].word {
		case "like", "want", "wish", "love":
			return true
		}
	}
	return false
}

// continues reports whether the verb at k, or one that it depends on, is "continue":
// what will continue holds already.
func (s *sentence) continues(k int) bool {
	for depth := 0; k >= 0 && depth < maxDepth; depth++ {
		if s.phrases[k].word == "continue" || s.phrases[k].word == "remain" || s.phrases[k].word == "reaffirm" {
			return true
		}
		if s.phrases[k].verb.form == finite {
			return false
		}
		k = s.governor(k)
	}
	return false
}

// denied reports whether words outside the verb group at k deny it: "neither A
// nor B attended", "no member attended", "has no plans to join", "was unable to
// attend", "denied that A attacked".
func (s *sentence) denied(k int) bool {
	v := s.phrases[k].verb
	if k > 0 && v.form == infinitive && s.phrases[k-1].kind == np {
		p := s.phrases[k-1]
		if s.words[p.first] == "no" || cannot[s.words[p.last-1]] {
			return true
		}
	}
	for j := k - 1; j >= 0; j-- {
		switch p := s.phrases[j]; {
		case p.kind == vp && v.form == finite:
			return p.word == "deny" && !p.verb.negated && s.subBetween(j, k)
		case p.kind == vp, p.kind == wh, p.kind == stop:
			return false
		case s.words[p.first] == "neither" || s.words[p.first] == "nor" || p.kind == np && s.words[p.first] == "no" && v.form == finite:
			return true
		}
	}
	return false
}

func (s *sentence) subBetween(j, k int) bool {
	for _, p := range s.phrases[j:k] {
		if p.kind == sub {
			return true
		}
	}
	return false
}

// cannot are adjectives that deny the infinitive after them.
var cannot = words(`unable unwilling reluctant`)

// conditional reports whether the clause of the verb at k begins with "if".
func (s *sentence) conditional(k int) bool {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		switch p := s.phrases[j]; p.kind {
		case sub:
			return p.word == "if" || p.word == "whether" || p.word == "unless"
		case vp:
			return false
		}
	}
	return false
}

// when binds a date of the sentence to the predicate at phrase k: the one in
// its own clause, else the one the sentence opens with, else the only one.
func (r *reader) when(s *sentence, k int) (from, to string) {
	sent := r.a.Sentences[s.index]
	at := s.tokens[s.phrases[k].first].Start
	var all []dates.Expression
	for _, d := range datesIn(r.a, sent.Span) {
		if d.From != "" && d.Kind != dates.Since {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return "", ""
	}
	lo, hi := s.clause(k)
	best, score := -1, 1<<30
	for i, d := range all {
		gap := d.Start - at
		if gap < 0 {
			gap = -gap + 20 // a date after the predicate is likelier its own
		}
		switch inside := d.Start >= lo && d.End <= hi; {
		case inside:
		case d.Start-sent.Start < 12 || i == 0 && d.Start < at && !s.verbBefore(d.Start):
			gap += 400
		default:
			gap += 1000
		}
		if gap < score {
			best, score = i, gap
		}
	}
	if score >= 1000 && len(all) > 1 {
		return "", ""
	}
	return all[best].From, all[best].To
}

// verbBefore reports whether a finite verb stands before a byte offset.
func (s *sentence) verbBefore(at int) bool {
	for _, p := range s.phrases {
		if p.kind == vp && p.verb.form == finite && s.tokens[p.first].Start < at {
			return true
		}
	}
	return false
}

// clause is the byte range of the clause around phrase k: from the verb or
// boundary before it to the next verb after it.
func (s *sentence) clause(k int) (lo, hi int) {
	lo, hi = s.tokens[0].Start, s.tokens[len(s.tokens)-1].End
	for j := k - 1; j >= 0; j-- {
		if p := s.phrases[j]; p.kind == vp && p.verb.form == finite && s.phrases[k].kind == vp || p.kind == stop || p.kind == sub || p.kind == wh {
			lo = s.tokens[p.last-1].End
			for i := k - 1; p.kind == vp && j > 0 && s.phrases[j-1].kind == wh && i > j; i-- {
				if s.phrases[i].kind == comma { // which closes a relative clause with a date of its own
					lo = s.tokens[s.phrases[i].last-1].End
					break
				}
			}
			break
		}
	}
	for j := k + 1; j < len(s.phrases); j++ {
		if p := s.phrases[j]; p.kind == vp && (p.verb.form == finite || p.verb.form == infinitive) && s.phrases[k].kind == vp || p.kind == stop || p.kind == wh {
			hi = s.tokens[p.first].Start
			break
		}
	}
	return lo, hi
}

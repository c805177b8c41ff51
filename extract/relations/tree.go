package relations

import (
	"slices"
	"sort"
	"strings"
)

// tree is the dependency tree of a sentence, and which phrase each of its tokens
// is a part of. Tokens are those of the analysis, counted from the sentence's first.
type tree struct {
	head   []int
	rel    []string
	word   []string // lower case
	kids   [][]int
	phrase []int
}

// grow makes the tree of a parsed sentence; nil where there is none.
func (s *sentence) grow() *tree {
	sent := s.a.Sentences[s.index]
	tokens := s.a.Tokens[sent.First:sent.Last]
	if len(tokens) == 0 || tokens[0].Rel == "" {
		return nil
	}
	n := len(tokens)
	t := &tree{head: make([]int, n), rel: make([]string, n), word: make([]string, n), kids: make([][]int, n), phrase: make([]int, n)}
	p := 0
	for i, tok := range tokens {
		t.head[i], t.rel[i], t.word[i] = -1, tok.Rel, strings.ToLower(s.a.Doc.Slice(tok.Span))
		if tok.Head >= 0 {
			t.head[i] = tok.Head - sent.First
			t.kids[t.head[i]] = append(t.kids[t.head[i]], i)
		}
		for p+1 < len(s.phrases) && s.tokens[s.phrases[p+1].first].Start <= tok.Start {
			p++
		}
		t.phrase[i] = -1
		if p < len(s.phrases) {
			q := s.phrases[p]
			if tok.Start >= s.tokens[q.first].Start && tok.End <= s.tokens[q.last-1].End {
				t.phrase[i] = p
			}
		}
	}
	return t
}

// main is the token of the verb itself in the verb group at k, or -1.
func (s *sentence) main(k int) int {
	p := s.phrases[k]
	at := s.tokens[p.last-1].Start
	sent := s.a.Sentences[s.index]
	tokens := s.a.Tokens[sent.First:sent.Last]
	i := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= at })
	if i == len(tokens) || tokens[i].Start != at {
		return -1
	}
	return i
}

// child is the first dependent of v by one of the relations, or -1.
func (t *tree) child(v int, rels ...string) int {
	for _, k := range t.kids[v] {
		if slices.Contains(rels, t.rel[k]) {
			return k
		}
	}
	return -1
}

// mark is the word that opens the clause of v, or "".
func (t *tree) mark(v int) string {
	if c := t.child(v, "mark"); c >= 0 {
		return t.word[c]
	}
	return ""
}

// preposition is the case marker of a token, or "".
func (t *tree) preposition(i int) string {
	if c := t.child(i, "case"); c >= 0 {
		return t.word[c]
	}
	return ""
}

// together are a token and those coordinated with it.
func (t *tree) together(i int) []int {
	out := []int{i}
	for k := 0; k < len(out) && len(out) < 100; k++ {
		for _, c := range t.kids[out[k]] {
			if t.rel[c] == "conj" {
				out = append(out, c)
			}
		}
	}
	return out
}

// nouns are the noun phrases that hold a token or one coordinated with it.
func (s *sentence) nounsAt(t *tree, i int) []int {
	var out []int
	for _, k := range t.together(i) {
		if p := t.phrase[k]; p >= 0 && s.phrases[p].kind == np && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// treeSubject is subject by the tree: the noun phrases that do what the verb at k
// says, or to which it is done where it is passive.
func (s *sentence) treeSubject(k int) []int {
	t := s.tree
	if t == nil {
		return nil
	}
	v := s.main(k)
	for depth := 0; v >= 0 && depth < maxDepth; depth++ {
		if n := t.child(v, "nsubj", "nsubj:pass", "nsubj:outer"); n >= 0 {
			if relative[t.word[n]] {
				if h := t.head[v]; strings.HasPrefix(t.rel[v], "acl") && h >= 0 {
					return s.nounsAt(t, h)
				}
			}
			return s.nounsAt(t, n)
		}
		h := t.head[v]
		switch rel := t.rel[v]; {
		case h < 0:
			return nil
		case rel == "xcomp" || rel == "ccomp":
			if p := t.phrase[h]; p >= 0 && s.phrases[p].kind == vp && objectControl[s.phrases[p].word] {
				if o := t.child(h, "obj", "iobj"); o >= 0 {
					return s.nounsAt(t, o)
				}
			}
			if rel == "ccomp" {
				return nil
			}
			v = h
		case rel == "advcl":
			if o := t.child(h, "obj"); o >= 0 && t.mark(v) == "for" {
				return s.nounsAt(t, o) // "thanked A for hosting"
			}
			v = h
		case rel == "conj", rel == "aux", rel == "cop":
			v = h
		case rel == "acl":
			if p := t.phrase[v]; p >= 0 && s.phrases[p].kind == vp && s.phrases[p].verb.form == gerund {
				return s.nounsAt(t, h)
			}
			if strings.HasPrefix(t.rel[h], "obj") {
				v = t.head[h] // "has plans to visit"
				continue
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}

// relative pronouns.
var relative = words(`who which that whom`)

// treeObject is object by the tree.
func (s *sentence) treeObject(k int) []int {
	t := s.tree
	if t == nil {
		return nil
	}
	if v := s.main(k); v >= 0 {
		if o := t.child(v, "obj"); o >= 0 && !relative[t.word[o]] {
			return s.nounsAt(t, o)
		}
	}
	return nil
}

// treePassive is the noun phrase that the passive verb or participle at k is said of.
func (s *sentence) treePassive(k int) []int {
	t := s.tree
	if t == nil {
		return nil
	}
	v := s.main(k)
	if v < 0 {
		return nil
	}
	if n := t.child(v, "nsubj:pass"); n >= 0 && !relative[t.word[n]] {
		return s.nounsAt(t, n)
	}
	if h := t.head[v]; h >= 0 && strings.HasPrefix(t.rel[v], "acl") {
		return s.nounsAt(t, h)
	}
	return nil
}

// treePrepositional is prepositional by the tree.
func (s *sentence) treePrepositional(k int, preps slot) []int {
	t := s.tree
	if t == nil {
		return nil
	}
	v := s.main(k)
	if v < 0 {
		return nil
	}
	var out []int
	for _, c := range t.kids[v] {
		if strings.HasPrefix(t.rel[c], "obl") && preps.has(t.preposition(c)) {
			out = append(out, s.nounsAt(t, c)...)
		}
	}
	return out
}

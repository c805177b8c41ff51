package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente"
	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/relations"
	"entente/text"
	"entente/text/vocab"
)

// expected is a fact that a reader misses.
type expected struct {
	Subject string             `json:"subject"`
	Type    vocab.RelationType `json:"type"`
	Object  string             `json:"object"`
}

// expectation reads "A TYPE B".
func expectation(s string) (expected, error) {
	f := strings.Fields(s)
	at := slices.IndexFunc(f, func(w string) bool {
		return vocab.RelationType(strings.ToUpper(w)).Known()
	})
	if at < 1 || at == len(f)-1 {
		var types []string
		for _, t := range vocab.RelationTypes() {
			types = append(types, string(t))
		}
		return expected{}, &usageError{fmt.Errorf("--why-not=%q: write a fact as \"A TYPE B\"; the types are %s", s, strings.Join(types, ", "))}
	}
	return expected{strings.Join(f[:at], " "), vocab.RelationType(strings.ToUpper(f[at])), strings.Join(f[at+1:], " ")}, nil
}

// reason is why a release did not give an expected fact.
type reason struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Reason string   `json:"reason"`
	Detail []string `json:"detail,omitempty"`
}

func (a *app) whyNot(ctx context.Context, fact string, names []string) error {
	want, err := expectation(fact)
	if err != nil {
		return err
	}
	lex, err := lexicon.Load()
	if err != nil {
		return err
	}
	least := a.options().MinConfidence
	everything := func(o entente.Options) (*entente.Entente, error) {
		o.MinConfidence = 0
		return entente.New(nil, o)
	}
	all := []reason{}
	return a.analyse(ctx, everything, names, func(x *extract.Analysis) error {
		r, err := want.missing(ctx, x, relations.New(lex), least)
		r.ID, r.Title = x.Doc.ID, oneLine(x.Doc.Title)
		all = append(all, r)
		return err
	}, func() (err error) {
		if a.loaded.Format == "json" {
			return printJSON(a.out, all)
		}
		for _, r := range all {
			err = errors.Join(err, r.print(a.out))
		}
		return err
	})
}

func (r reason) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  %s\n", r.Title, r.Reason)
	for _, d := range r.Detail {
		fmt.Fprintf(&b, "      %s\n", d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// missing tells why the fact is not among those of a release, the first reason
// that holds.
func (want expected) missing(ctx context.Context, a *extract.Analysis, st *relations.Stage, least float64) (reason, error) {
	subjects, objects := called(a, want.Subject), called(a, want.Object)
	for _, end := range []struct {
		name  string
		found []int
	}{{want.Subject, subjects}, {want.Object, objects}} {
		if len(end.found) == 0 {
			var known []string
			for _, e := range a.Entities {
				known = append(known, fmt.Sprintf("%s (%s)", e.Name, e.Type))
			}
			return reason{Reason: fmt.Sprintf("%q was not found as a name in the release. What was found:", end.name), Detail: known}, nil
		}
	}
	is := func(e int, of []int) bool { return slices.Contains(of, e) }
	var other []string
	for _, r := range a.Relations {
		straight := is(r.Subject, subjects) && is(r.Object, objects)
		turned := is(r.Subject, objects) && is(r.Object, subjects)
		if !straight && !turned {
			continue
		}
		line := fmt.Sprintf("%s %s %s, %s, %.2f: %s", a.Entities[r.Subject].Name, r.Type, a.Entities[r.Object].Name, r.Modality, r.Confidence, mark(a.Doc, r))
		switch {
		case r.Type != want.Type || turned && !r.Type.Symmetric():
			other = append(other, line)
		case r.Confidence < least:
			return reason{Reason: fmt.Sprintf("It was read, but is less sure than --min-confidence %.2f:", least), Detail: []string{line}}, nil
		default:
			return reason{Reason: "It was read:", Detail: []string{line}}, nil
		}
	}
	fits := false
	for _, s := range subjects {
		for _, o := range objects {
			fits = fits || want.Type.Allows(a.Entities[s].Type, a.Entities[o].Type)
		}
	}
	if !fits {
		return reason{Reason: fmt.Sprintf("%s does not run from a %s to a %s.", want.Type, a.Entities[subjects[0]].Type, a.Entities[objects[0]].Type), Detail: other}, nil
	}
	xs, ys := mentioned(a, subjects), mentioned(a, objects)
	var both []int
	for s := range a.Sentences {
		if slices.Contains(xs, s) && slices.Contains(ys, s) {
			both = append(both, s)
		}
	}
	sentence := func(s int) string { return oneLine(a.Doc.Slice(a.Sentences[s].Span)) }
	if len(both) == 0 {
		return reason{Reason: "No sentence mentions both, by name or by a word that was read through to one of them. The first of each:",
			Detail: append([]string{sentence(xs[0]), sentence(ys[0])}, other...)}, nil
	}
	readings, err := st.Readings(ctx, a, want.Type)
	if err != nil {
		return reason{}, err
	}
	var lines []string
	for _, r := range readings {
		if slices.Contains(both, r.Sentence) {
			lines = append(lines, fmt.Sprintf("%q was read with subject %s and object %s: %s", a.Doc.Slice(r.Word), list(a, r.Subjects), list(a, r.Objects), sentence(r.Sentence)))
		}
	}
	if len(lines) > 0 {
		return reason{Reason: fmt.Sprintf("Words that may state %s were read with other ends, or something in the sentence speaks against it:", want.Type), Detail: append(lines, other...)}, nil
	}
	for _, s := range both {
		lines = append(lines, sentence(s))
	}
	return reason{Reason: fmt.Sprintf("No word between the two that is known to state %s, in:", want.Type), Detail: append(lines, other...)}, nil
}

// called are the entities of a release that go by a name, or whose name ends in it.
func called(a *extract.Analysis, name string) []int {
	key := text.Fold(name)
	var exact, part []int
	for i, e := range a.Entities {
		names := append([]string{e.Name, e.Acronym}, e.Aliases...)
		for _, m := range e.Mentions {
			names = append(names, a.Doc.Slice(a.Mentions[m].Span))
		}
		for _, n := range names {
			switch k := text.Fold(n); {
			case k == key:
				exact = append(exact, i)
			case strings.HasSuffix(k, " "+key):
				part = append(part, i)
			}
		}
	}
	if len(exact) > 0 {
		return slices.Compact(exact)
	}
	return slices.Compact(part)
}

// mentioned are the sentences that mention one of the entities, in order.
func mentioned(a *extract.Analysis, entities []int) []int {
	var out []int
	for _, m := range a.Mentions {
		if m.Sentence >= 0 && (slices.Contains(entities, m.Entity) || slices.ContainsFunc(m.Also, func(e int) bool { return slices.Contains(entities, e) })) {
			out = append(out, m.Sentence)
		}
	}
	return slices.Compact(out)
}

func list(a *extract.Analysis, entities []int) string {
	if len(entities) == 0 {
		return "none"
	}
	var out []string
	for _, e := range entities {
		out = append(out, a.Entities[e].Name)
	}
	return strings.Join(out, ", ")
}

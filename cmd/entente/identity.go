package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente"
	"entente/eval"
	"entente/extract"
	"entente/graph"
	"entente/graph/sqlite"
	"entente/resolve"
	"entente/source"
	"entente/text"
)

// holdsIdentities reports whether a file is of who names are: its first line has
// a corpus and names.
func holdsIdentities(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	line, _ := bufio.NewReader(f).ReadBytes('\n')
	return bytes.Contains(line, []byte(`"corpus"`)) && bytes.Contains(line, []byte(`"names"`))
}

// evalIdentities reads the annotated releases into a store and compares the
// entities that it gives their names. Into an empty store that is gone afterwards,
// or, if one is named, into that, whatever else it holds.
func (a *app) evalIdentities(ctx context.Context, path, texts string, named bool) (eval.Linking, error) {
	gold, err := readFile(path, eval.ReadIdentities)
	if err != nil {
		return eval.Linking{}, err
	}
	docs, err := a.annotated(ctx, gold, texts)
	if err != nil {
		return eval.Linking{}, err
	}
	s, err := a.storeFor(ctx, named)
	if err != nil {
		return eval.Linking{}, err
	}
	defer s.Close(context.WithoutCancel(ctx))
	e, err := entente.New(s, a.options())
	if err != nil {
		return eval.Linking{}, err
	}
	if _, err := e.Ingest(ctx, each(docs)); err != nil {
		return eval.Linking{}, err
	}
	final := map[string]string{}
	for ent, err := range s.Entities(ctx) {
		if err != nil {
			return eval.Linking{}, err
		}
		final[ent.ID] = cmp.Or(ent.MergedInto, ent.ID)
	}
	r, err := resolve.New()
	if err != nil {
		return eval.Linking{}, err
	}
	var names []eval.Linked
	i := 0
	for result := range e.ExtractAll(ctx, each(docs)) {
		if result.Err != nil {
			return eval.Linking{}, result.Err
		}
		ids := r.IDs(result.Analysis)
		for _, n := range gold[i].Names {
			l := eval.Linked{Where: fmt.Sprintf("%s:%d:%d", gold[i].Corpus, gold[i].Line, n.Start), Gold: n.ID}
			if j := entityAt(result.Analysis, n); j >= 0 {
				l.System = final[ids[j]]
			}
			names = append(names, l)
		}
		i++
	}
	return eval.ScoreIdentities(names), ctx.Err()
}

func (a *app) storeFor(ctx context.Context, named bool) (graph.Store, error) {
	if named {
		return a.openStore(ctx, true)
	}
	return sqlite.Open(ctx, ":memory:")
}

func each(docs []*text.Document) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// entityAt is the entity whose mention stands at a place of the text as it was
// given, the widest of several, or -1.
func entityAt(a *extract.Analysis, n eval.Identity) int {
	best, size := -1, 0
	for j, e := range a.Entities {
		for _, m := range e.Mentions {
			o := a.Doc.Original(a.Mentions[m].Span)
			if common := min(o.End, n.End) - max(o.Start, n.Start); common > size {
				best, size = j, common
			}
		}
	}
	return best
}

// annotated reads the texts of annotated releases, in their order.
func (a *app) annotated(ctx context.Context, gold []eval.Identities, texts string) ([]*text.Document, error) {
	lines := map[string]map[int][]int{} // corpus to its lines to places in gold
	for i, g := range gold {
		if g.Corpus != filepath.Base(g.Corpus) {
			return nil, fmt.Errorf("the corpus %q is no folder's name", g.Corpus)
		}
		if lines[g.Corpus] == nil {
			lines[g.Corpus] = map[int][]int{}
		}
		lines[g.Corpus][g.Line] = append(lines[g.Corpus][g.Line], i)
	}
	docs := make([]*text.Document, len(gold))
	for _, corpus := range slices.Sorted(maps.Keys(lines)) {
		path := filepath.Join(texts, corpus, "all.jsonl")
		n := 0
		for d, err := range source.Open(ctx, a.sources(), path) {
			if err != nil {
				return nil, err
			}
			n++
			for _, i := range lines[corpus][n] {
				if !strings.HasPrefix(fmt.Sprintf("%x", sha256.Sum256([]byte(d.Raw()))), gold[i].SHA256) {
					return nil, fmt.Errorf("%s:%d is not the text that was annotated", path, n)
				}
				docs[i] = d
			}
		}
	}
	for i, d := range docs {
		if d == nil {
			return nil, fmt.Errorf("%s has no line %d", filepath.Join(texts, gold[i].Corpus, "all.jsonl"), gold[i].Line)
		}
	}
	return docs, nil
}

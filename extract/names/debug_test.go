package names

import (
	"context"
	"fmt"
	"os"
	"testing"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/extract/prose"
	"entente/extract/segment"
	"entente/text"
)

func TestDebug(t *testing.T) {
	s := os.Getenv("NAMES_TEXT")
	if s == "" {
		t.Skip()
	}
	lex, _ := lexicon.Load()
	a := &extract.Analysis{Doc: text.New("Headline here\n\n" + s)}
	segment.New().Apply(context.Background(), a)
	prose.New().Apply(context.Background(), a)
	r := read(a, lex)
	for i, w := range r.words {
		f := r.facts[i]
		fmt.Printf("%d %s tag=%s common=%v given=%v fam=%v head=%v known=%d title=%d fn=%v sent=%d\n", i, w.s, r.tag(i), f.common, f.given, f.family, f.head != nil, f.known, f.title, f.function, w.sentence)
	}
	for _, k := range r.titles {
		fmt.Println("TITLE", r.text(k.first, k.last), k.Class, k.Norm, k.Plural)
	}
	for _, k := range r.known {
		fmt.Println("KNOWN", r.text(k.first, k.last), k.Surface, k.Entries[0].ID)
	}
	for _, c := range append(append(append(r.lexical(), r.bodies()...), r.persons()...), r.prefixed()...) {
		fmt.Println("CAND", r.text(c.first, c.last), c.typ, c.rule, c.weak)
	}
	for _, c := range r.names() {
		fmt.Println("NAME", r.text(c.first, c.last), c.typ, c.rule)
	}
}

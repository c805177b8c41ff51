package train

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"entente/extract"
	"entente/extract/coref"
	"entente/extract/corpus"
	"entente/extract/models"
	"entente/extract/names"
	"entente/extract/ner"
	"entente/extract/roles"
	"entente/extract/tagger"
	"entente/extract/when"
	"entente/text"
)

// Pronouns counts which person "he" and "she", in all their forms, were read
// through to.
type Pronouns Count

// Write prints the figures as one line.
func (p Pronouns) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "he and she %s\n", Count(p))
	return err
}

var thirdPerson = map[string]bool{"he": true, "him": true, "his": true, "himself": true, "she": true, "her": true, "hers": true, "herself": true}

// chained is a mention of a corpus of coreference: words Start to End, from 1, of a
// sentence whose number ends its id.
type chained struct {
	Doc, Sent, EID, Text, Type string
	Start, End                 int
	Named                      bool
}

// MeasureCoref measures pronouns of the third person on a treebank (CoNLL-U) and
// the chains of its mentions (JSON Lines). Those in a chain that names a person
// count; right is one that is read through to an entity with such a name.
func MeasureCoref(ctx context.Context, trees, chains string, set *models.Set) (Pronouns, error) {
	var out Pronouns
	data, err := readFile(trees, corpus.ReadCoNLLU)
	if err != nil {
		return out, err
	}
	mentions, err := readChains(chains)
	if err != nil {
		return out, err
	}
	p, err := tokensToCoref(set)
	if err != nil {
		return out, err
	}
	for len(data) > 0 {
		n := 1
		for n < len(data) && data[n].Doc == data[0].Doc {
			n++
		}
		a := together(data[:n])
		if err := p.Fill(ctx, a); err != nil {
			return out, fmt.Errorf("%s:%d: %w", trees, data[0].Line, err)
		}
		out.count(a, mentions[data[0].Doc])
		data = data[n:]
	}
	return out, nil
}

// count counts the pronouns of one document.
func (p *Pronouns) count(a *extract.Analysis, mentions []chained) {
	names := map[string][]text.Span{} // of people, by chain
	span := func(m chained) (text.Span, bool) {
		n, err := strconv.Atoi(m.Sent[strings.LastIndexByte(m.Sent, '-')+1:])
		if err != nil || n < 1 || n > len(a.Sentences) {
			return text.Span{}, false
		}
		s := a.Sentences[n-1]
		if m.Start < 1 || m.End < m.Start || s.First+m.End > s.Last {
			return text.Span{}, false
		}
		return text.Span{Start: a.Tokens[s.First+m.Start-1].Start, End: a.Tokens[s.First+m.End-1].End}, true
	}
	for _, m := range mentions {
		if s, ok := span(m); ok && m.Named && m.Type == "person" {
			names[m.EID] = append(names[m.EID], s)
		}
	}
	for _, m := range mentions {
		s, ok := span(m)
		if !ok || !thirdPerson[strings.ToLower(m.Text)] || len(names[m.EID]) == 0 {
			continue
		}
		k := slices.IndexFunc(a.Mentions, func(x extract.Mention) bool { return x.Kind == extract.Pronoun && x.Span == s })
		if k < 0 || a.Mentions[k].Entity < 0 {
			p.Missed++
			continue
		}
		right := slices.ContainsFunc(a.Entities[a.Mentions[k].Entity].Mentions, func(i int) bool {
			x := a.Mentions[i]
			return x.Kind == extract.Name && slices.ContainsFunc(names[m.EID], func(s text.Span) bool { return x.Start < s.End && s.Start < x.End })
		})
		if right {
			p.Right++
		} else {
			p.Spurious++
			p.Missed++
		}
	}
}

func readChains(path string) (map[string][]chained, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string][]chained{}
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		var m chained
		if err := json.Unmarshal(in.Bytes(), &m); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out[m.Doc] = append(out[m.Doc], m)
	}
	return out, in.Err()
}

// tokensToCoref is the pipeline from tokens to coreference.
func tokensToCoref(set *models.Set) (*extract.Pipeline, error) {
	tags, err := set.Tagger()
	if err != nil {
		return nil, err
	}
	n, err := set.Names()
	if err != nil {
		return nil, err
	}
	lex := set.Lexicon
	return extract.NewPipeline(given{}, tagger.New(tags), when.New(), names.New(lex), ner.New(n), names.Cluster(lex), roles.New(lex), coref.New(lex))
}

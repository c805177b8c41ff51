package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// Candidate is an entity that a name may stand for.
type Candidate struct {
	ID       string           `json:"id"`
	Name     string           `json:"name"`
	Type     vocab.EntityType `json:"type"`
	Mentions int              `json:"mentions"`
}

// Match is what a name stands for: the most mentioned entity of that name, and
// the others of that name in the same order, if there are any.
type Match struct {
	Candidate
	Others []Candidate `json:"others,omitempty"`
}

// Unknown is the error for a name that no entity has. It wraps a graph.Error
// with code NotFound.
type Unknown struct {
	Name        string
	Suggestions []Candidate // the nearest names first, at most five
}

func (u *Unknown) Error() string {
	if len(u.Suggestions) == 0 {
		return fmt.Sprintf("the graph knows no %q", u.Name)
	}
	names := make([]string, len(u.Suggestions))
	for i, c := range u.Suggestions {
		names[i] = c.Name
	}
	return fmt.Sprintf("the graph knows no %q; near: %s", u.Name, strings.Join(names, ", "))
}

func (u *Unknown) Unwrap() error {
	return graph.Errorf(graph.NotFound, "the graph knows no %q", u.Name)
}

// Find resolves a name as people write it, or an entity's id. Case, accents,
// punctuation and a leading "the" do not matter. It tries names, aliases and
// acronyms first, then names that hold all its words ("Correia e Silva").
// Otherwise the error is an Unknown.
func Find(ctx context.Context, s graph.Store, name string) (Match, error) {
	name = strings.TrimSpace(name)
	key := cmp.Or(text.Fold(name), name)
	if key == "" {
		return Match{}, graph.Errorf(graph.Invalid, "an empty name")
	}
	exact := [][2]string{{key, name}}
	if short, ok := strings.CutPrefix(key, "the "); ok {
		exact = append(exact, [2]string{short, ""})
	}
	for _, e := range exact {
		found, err := candidates(ctx, s, []string{e[0]}, []string{e[1]})
		if err != nil {
			return Match{}, err
		}
		if len(found) > 0 {
			return Match{found[0], found[1:]}, nil
		}
	}
	if key = exact[len(exact)-1][0]; text.Fold(key) == "" { // marks only
		return Match{}, &Unknown{Name: name}
	}
	ids, err := holding(ctx, s, key)
	if err != nil {
		return Match{}, err
	}
	found, err := candidates(ctx, s, nil, ids)
	if err != nil {
		return Match{}, err
	}
	if len(found) > 0 {
		return Match{found[0], found[1:]}, nil
	}
	near, err := nearest(ctx, s, key)
	if err != nil {
		return Match{}, err
	}
	return Match{}, &Unknown{Name: name, Suggestions: near}
}

// candidates are the entities with these folded names or ids, the most
// mentioned first.
func candidates(ctx context.Context, s graph.Store, keys, ids []string) ([]Candidate, error) {
	if len(keys)+len(ids) == 0 {
		return nil, nil
	}
	rows, err := ask(ctx, s, "find", map[string]any{"keys": texts(keys), "ids": texts(ids)})
	if err != nil {
		return nil, err
	}
	out := make([]Candidate, len(rows))
	for i, r := range rows {
		r := row(r)
		out[i] = Candidate{ID: r.text("id"), Name: r.text("name"), Type: vocab.EntityType(r.text("type")), Mentions: r.number("mentions")}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// holding gives the ids of those one of whose names holds all words of key.
func holding(ctx context.Context, s graph.Store, key string) ([]string, error) {
	words := strings.Fields(key)
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // long ones are rare
	rows, err := ask(ctx, s, "names", map[string]any{"words": texts(words)})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, r := range rows {
		name := strings.Fields(row(r).text("key"))
		if !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(name, w) }) {
			ids = append(ids, row(r).text("id"))
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

const (
	alike       = 0.84 // the least similarity of a suggestion; at 0.8 short names suggest at random
	suggestions = 5
	mostLike    = 50 // words of names that are looked at
)

// nearest gives the entities whose names, or words of them, are most like key. Looked
// at are the names in which a word begins as one of key does and is much like it.
func nearest(ctx context.Context, s graph.Store, key string) ([]Candidate, error) {
	like := map[string]float32{}
	for word := range strings.FieldsSeq(key) {
		rows, err := ask(ctx, s, "words", map[string]any{"word": word})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			w := row(r).text("word")
			if v := likeness(word, w); v >= alike {
				like[w] = max(like[w], v)
			}
		}
	}
	if len(like) == 0 {
		return nil, nil
	}
	words := slices.SortedFunc(maps.Keys(like), func(a, b string) int { return cmp.Or(cmp.Compare(like[b], like[a]), cmp.Compare(a, b)) })
	names, err := ask(ctx, s, "bearers", map[string]any{"words": texts(words[:min(len(words), mostLike)])})
	if err != nil {
		return nil, err
	}
	score := map[string]float32{}
	for _, r := range names {
		name, id := row(r).text("key"), row(r).text("id")
		score[id] = max(score[id], likeness(key, name))
	}
	var ids []string
	for id, v := range score {
		if v >= alike {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) })
	// Enough to choose the most mentioned among equals, and no flood.
	found, err := candidates(ctx, s, nil, ids[:min(len(ids), 20*suggestions)])
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(found, func(a, b Candidate) int { return cmp.Compare(score[b.ID], score[a.ID]) })
	return found[:min(len(found), suggestions)], nil
}

// likeness is the Jaro-Winkler similarity of two folded names. A name that
// holds the other counts as near, and so does a name with a word like it.
func likeness(key, name string) float32 {
	v := edlib.JaroWinklerSimilarity(key, name)
	if utf8.RuneCountInString(key) >= 3 && strings.Contains(name, key) {
		v = max(v, 0.95)
	}
	if !strings.Contains(key, " ") && strings.Contains(name, " ") {
		for w := range strings.FieldsSeq(name) {
			v = max(v, 0.99*edlib.JaroWinklerSimilarity(key, w)) // the whole name goes first
		}
	}
	return v
}

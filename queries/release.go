package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"
	"entente/text/vocab"
)

// Moment names what the graph holds: it changes with every release that is written or
// retracted, with every settling that joins or parts entities and with every decision.
// While it is the same, so are the answers.
func Moment(ctx context.Context, s graph.Store) (string, error) {
	rows, err := ask(ctx, s, "state", nil)
	if err != nil || len(rows) == 0 {
		return "", err
	}
	rest, _ := strings.CutPrefix(row(rows[0]).text("verdicts"), `{"digest":"`)
	digest, _, found := strings.Cut(rest, `"`)
	if !found { // none hold, or they were made by an earlier version
		digest = "0"
	}
	return fmt.Sprintf("%d-%s", row(rows[0]).number("revision"), digest), nil
}

// ReleasesParams asks for the releases of a time.
type ReleasesParams struct {
	Since, Until  string // ISO dates, as in Filter
	Offset, Limit int
}

// Listed is one release in a list.
type Listed struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Basis     string `json:"basis,omitempty"` // where the date was found
	Claims    int    `json:"claims"`          // how much it says
}

// Releases lists releases, the latest first, and tells how many there are; -1 where the
// page is beyond the last.
func Releases(ctx context.Context, s graph.Store, p ReleasesParams) ([]Listed, int, error) {
	for _, d := range []string{p.Since, p.Until} {
		if err := checkDate(d); err != nil {
			return nil, 0, err
		}
	}
	rows, err := ask(ctx, s, "releases", map[string]any{"since": p.Since, "until": p.Until, "offset": p.Offset, "limit": p.Limit})
	total := 0
	if p.Offset > 0 {
		total = -1
	}
	out := make([]Listed, len(rows))
	for i, r := range rows {
		out[i], total = row(r).listed(), row(r).number("total")
	}
	return out, total, err
}

func (r row) listed() Listed {
	return Listed{ID: r.text("id"), Title: r.text("title"), URL: r.text("url"), Publisher: r.text("publisher"),
		Published: r.text("published"), Basis: r.text("basis"), Claims: r.number("claims")}
}

// Reread is a release with its text, and what of it the graph knows. All offsets are
// bytes of the text.
type Reread struct {
	Listed
	Text     string    `json:"text"`
	Entities []Called  `json:"entities"` // whom it mentions, the most mentioned first
	Mentions []Mention `json:"mentions"` // where, in the order of the text; none overlap
	Said     []Proof   `json:"said"`     // its claims, with the span of their sentence
}

// Called is an entity that a release mentions, by all names that it has there.
type Called struct {
	Candidate          // Mentions counts those of the release
	Names     []string `json:"names"`
}

// Mention is a name of an entity in a text.
type Mention struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Entity string `json:"entity"`
}

// Release gives a release with all that can be marked in its text. Mentions are found
// by their names: the graph keeps these, and how often, but not where; so what a
// release calls "he" or "the Secretary" is not among them.
func Release(ctx context.Context, s graph.Store, id string) (Reread, error) {
	rows, err := ask(ctx, s, "release", map[string]any{"release": id})
	if err != nil {
		return Reread{}, err
	}
	if len(rows) == 0 {
		return Reread{}, graph.Errorf(graph.NotFound, "the graph holds no %s", id)
	}
	out := Reread{Listed: row(rows[0]).listed(), Text: row(rows[0]).text("text")}
	if rows, err = ask(ctx, s, "called", map[string]any{"release": id}); err != nil {
		return Reread{}, err
	}
	out.Entities = whom(rows)
	if out.Mentions, err = mentions(ctx, out.Text, out.Entities); err != nil {
		return Reread{}, err
	}
	if out.Said, err = claims(ctx, s, map[string]any{"release": id}); err != nil {
		return Reread{}, err
	}
	slices.SortFunc(out.Said, func(a, b Proof) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID)) })
	out.Claims = len(out.Said)
	return out, nil
}

// whom puts together the mentions of those who are one.
func whom(rows []graph.Row) []Called {
	at := map[string]int{}
	out := []Called{}
	for _, r := range rows {
		r := row(r)
		i, ok := at[r.text("id")]
		if !ok {
			i = len(out)
			at[r.text("id")] = i
			out = append(out, Called{Candidate: Candidate{ID: r.text("id"), Name: r.text("name"), Type: vocab.EntityType(r.text("type"))}})
		}
		n := &out[i]
		n.Mentions += r.number("count")
		n.Names = append(append(n.Names, r.text("called"), r.text("acronym")), r.list("aliases")...)
	}
	for i := range out {
		n := &out[i]
		n.Names = slices.DeleteFunc(n.Names, func(s string) bool { return s == "" })
		slices.Sort(n.Names)
		n.Names = list(slices.Compact(n.Names))
	}
	slices.SortFunc(out, func(a, b Called) int { return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.ID, b.ID)) })
	return out
}

// mentions finds names in a text. Of those that overlap the longest counts, then that of
// the entity that is mentioned more.
func mentions(ctx context.Context, text string, entities []Called) ([]Mention, error) {
	var found []Mention
	for _, e := range entities {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, name := range e.Names {
			for from := 0; ; {
				i := strings.Index(text[from:], name)
				if i < 0 {
					break
				}
				start, end := from+i, from+i+len(name)
				if from = end; apart(text, start) && apart(text, end) {
					found = append(found, Mention{start, end, e.ID})
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Mention) int { return cmp.Compare(b.End-b.Start, a.End-a.Start) })
	taken := make([]bool, len(text))
	out := []Mention{}
	for _, m := range found {
		if taken[m.Start] || taken[m.End-1] { // longer ones are there already, so a middle is taken with an end
			continue
		}
		for i := m.Start; i < m.End; i++ {
			taken[i] = true
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	return out, nil
}

// apart reports whether no word goes on over a place in a text.
func apart(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return at == 0 || at == len(text) || !word(before) || !word(after)
}

// ByID gives the entity of an id, or the one that it was merged into, and nobody else:
// Find would take the id's words for a name.
func ByID(ctx context.Context, s graph.Store, id string) (Candidate, error) {
	found, err := candidates(ctx, s, nil, []string{id})
	if err == nil && len(found) == 0 {
		err = graph.Errorf(graph.NotFound, "the graph knows no entity %s", id)
	}
	if err != nil {
		return Candidate{}, err
	}
	return found[0], nil
}

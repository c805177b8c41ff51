package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"entente/graph"
	"entente/text/vocab"
)

// Card is what the graph knows of one entity. Of its lists each has the latest, at
// most cardRows; the counts are of all.
type Card struct {
	graph.Entity
	// Same are the ids of the entities that were merged into it; Aliases has
	// their names too.
	Same        []string       `json:"same,omitempty"`
	Mentions    int            `json:"mentions"`
	Offices     []Link         `json:"offices,omitempty"`     // it holds or held
	Holders     []Link         `json:"holders,omitempty"`     // who hold or held an office there
	Memberships []Link         `json:"memberships,omitempty"` // it is or was a member of
	Members     int            `json:"members"`               // asserted ones
	Meetings    map[string]int `json:"meetings,omitempty"`    // its own, by modality
	// TieCounts counts its own ties of every modality by type.
	TieCounts    map[vocab.RelationType]int `json:"tie_counts,omitempty"`
	ReleaseCount int                        `json:"release_count"`
	Releases     []Reading                  `json:"releases,omitempty"` // that mention it, the latest first
}

const cardRows = 50

// manyReadings is from how many releases on those that mention an entity are found by
// going through the latest of all.
var manyReadings = 4000

// Reading is one release with how often it mentions an entity.
type Reading struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Count     int    `json:"count"`
}

// Show gives the card of an entity; an unknown id is a NotFound error.
func Show(ctx context.Context, s graph.Store, id string) (Card, error) {
	card, err := named(ctx, s, id)
	if err != nil {
		return Card{}, err
	}
	g, ctx := errgroup.WithContext(ctx)
	for _, add := range []func(context.Context, graph.Store) error{card.addReleases, card.addCounts, card.addTies} {
		g.Go(func() error { return add(ctx, s) })
	}
	err = g.Wait()
	return card, err
}

// named reads the names of an entity and of those that were merged into it.
func named(ctx context.Context, s graph.Store, id string) (Card, error) {
	rows, err := ask(ctx, s, "show", map[string]any{"entity": id})
	if err != nil {
		return Card{}, err
	}
	var card Card
	var aliases, same, links []string
	for _, r := range rows {
		r := row(r)
		same = append(same, r.list("same_as")...)
		links = append(links, r.list("links")...)
		aliases = append(append(aliases, r.text("name"), r.text("acronym")), r.list("aliases")...)
		if r.text("id") != id {
			card.Same = append(card.Same, r.text("id"))
			continue
		}
		card.Entity = graph.Entity{
			ID: id, Type: vocab.EntityType(r.text("type")), Name: r.text("name"), Acronym: r.text("acronym"),
			ISO3: r.text("iso3"), Kind: r.text("kind"), MergedInto: r.text("merged_into"),
		}
	}
	if card.ID == "" {
		return Card{}, graph.Errorf(graph.NotFound, "the graph knows no entity %s", id)
	}
	slices.Sort(card.Same)
	slices.Sort(same)
	slices.Sort(links)
	card.SameAs, card.Links = slices.Compact(same), slices.Compact(links)
	slices.Sort(aliases)
	for _, a := range slices.Compact(aliases) {
		if a != "" && a != card.Name && a != card.Acronym {
			card.Aliases = append(card.Aliases, a)
		}
	}
	return card, nil
}

func (c *Card) addReleases(ctx context.Context, s graph.Store) error {
	rows, err := ask(ctx, s, "mentions", map[string]any{"entity": c.ID})
	if err != nil {
		return err
	}
	for _, r := range rows {
		c.Mentions, c.ReleaseCount = row(r).number("mentions"), row(r).number("releases")
	}
	params := map[string]any{"entity": c.ID, "limit": cardRows}
	rows = nil
	if s.Dialect() == graph.Cypher && c.ReleaseCount > manyReadings { // readings.sql chooses by itself
		texts, err := questions()
		if err != nil {
			return err
		}
		if rows, err = s.Query(ctx, texts["recent"], params); err != nil {
			return err
		}
	}
	if len(rows) < min(cardRows, c.ReleaseCount) { // of many hardly one is dated
		if rows, err = ask(ctx, s, "readings", params); err != nil {
			return err
		}
	}
	for _, r := range rows {
		r := row(r)
		c.Releases = append(c.Releases, Reading{
			ID: r.text("id"), Title: r.text("title"), URL: r.text("url"), Publisher: r.text("publisher"),
			Published: r.text("published"), Count: r.number("count"),
		})
	}
	slices.SortFunc(c.Releases, func(a, b Reading) int {
		return cmp.Or(cmp.Compare(b.Published, a.Published), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	return nil
}

func (c *Card) addCounts(ctx context.Context, s graph.Store) error {
	rows, err := ask(ctx, s, "counts", map[string]any{"entity": c.ID})
	if err != nil {
		return err
	}
	c.Meetings, c.TieCounts = map[string]int{}, map[vocab.RelationType]int{}
	for _, r := range rows {
		r := row(r)
		c.TieCounts[vocab.RelationType(r.text("type"))] += r.number("ties")
		c.Members += r.number("members")
		if r.text("type") == string(vocab.MetWith) {
			c.Meetings[r.text("modality")] += r.number("ties")
		}
	}
	return nil
}

// addTies adds the ties that are listed.
func (c *Card) addTies(ctx context.Context, s graph.Store) error {
	rows, err := ask(ctx, s, "card", map[string]any{"entity": c.ID, "limit": cardRows})
	if err != nil {
		return err
	}
	links := make([]Link, len(rows))
	for i, r := range rows {
		links[i] = row(r).link()
	}
	if err := complete(ctx, s, links); err != nil {
		return err
	}
	for i, r := range rows {
		list := map[string]*[]Link{"office": &c.Offices, "holder": &c.Holders, "membership": &c.Memberships}[row(r).text("part")]
		*list = append(*list, links[i])
	}
	for _, list := range [][]Link{c.Offices, c.Holders, c.Memberships} {
		slices.SortFunc(list, func(a, b Link) int { return cmp.Or(latestFirst(a, b), cmp.Compare(a.Tie, b.Tie)) })
	}
	return nil
}

var show = Question{
	Name:    "show",
	Summary: "Show all that the graph knows of one entity",
	About: `Show an entity's card: its names, offices, memberships, counts of its ties, and the
releases that mention it. It takes nothing that narrows; "ties" and "timeline" do.`,
	Examples: []string{"show Stoltenberg", "show country/mda --json"},
	Params: []Parameter{about(true, "which entity"),
		{Name: "evidence", Kind: Bool, Help: "every sentence behind each office and membership, not only the surest"}},
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		card, err := Show(ctx, w.Store, in.id("entity"))
		out := Answer{Rows: &card, Columns: []string{"What", "Value", "Address"}}
		card.layOut(&out)
		return out, err
	},
}

// layOut makes of a card lines of a label and a value.
func (c *Card) layOut(out *Answer) {
	line := func(label, value string) {
		if value != "" {
			out.Add(label, value, "")
		}
	}
	commaed := func(parts ...string) string {
		return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
	}
	line("Name", c.Name)
	line("Id", c.ID)
	line("Type", commaed(string(c.Type), c.Kind))
	line("Also", strings.Join(c.Aliases, "; "))
	line("Acronym", c.Acronym)
	line("Merged", strings.Join(c.Same, " "))
	line("Same as", strings.Join(slices.Concat(c.SameAs, c.Links), " "))
	office := func(label string, links []Link, value func(Link) string) {
		for i := range links {
			l := &links[i]
			v := commaed(value(*l), l.When())
			if l.Modality != vocab.Asserted {
				v += " (" + string(l.Modality) + ")"
			}
			out.add(&l.Fact, label, v, "")
		}
	}
	office("Office", c.Offices, func(l Link) string { return commaed(l.Title, l.Object.Name) })
	office("Holder", c.Holders, func(l Link) string { return commaed(l.Subject.Name, l.Title) })
	office("Member of", c.Memberships, func(l Link) string { return l.Object.Name })
	if c.Members > 0 {
		line("Members", fmt.Sprint(c.Members))
	}
	line("Meetings", count(c.Meetings))
	line("Ties", count(c.TieCounts))
	line("Mentions", fmt.Sprintf("%d, in releases: %d", c.Mentions, c.ReleaseCount)) // of which the latest follow
	for _, r := range c.Releases {
		out.Add("Release", r.Title+origin(r.Publisher, r.Published), r.URL)
	}
}

// count writes numbers by name: "MET_WITH 3, VISITED 1".
func count[K ~string](m map[K]int) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, fmt.Sprintf("%s %d", k, m[k]))
	}
	return strings.Join(parts, ", ")
}

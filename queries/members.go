package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/text/vocab"
)

// MembersParams asks for the members of a body.
type MembersParams struct {
	Filter
	Entity string           // id
	Of     vocab.EntityType // of what type the members are; empty is any
	// On asks who was a member on a day (ISO, partial allowed). A membership
	// without dates counts as holding on every day unless it is a former one.
	// Empty: those who are members as far as the graph knows.
	On string
}

// Member is one member of a body; Title is its role there, if told. Of several
// ties between the two the best attested one stands for all.
type Member struct {
	Fact
	Member Party `json:"member"`
	More   int   `json:"more,omitempty"` // other ties that say so

	others []string // these
}

// Members lists the members of a body by name. Who merely took part in its
// events is not among them.
func Members(ctx context.Context, s graph.Store, p MembersParams) ([]Member, error) {
	if err := checkDate(p.On); err != nil {
		return nil, err
	}
	if len(p.Modalities) == 0 && p.Planned == WithoutPlanned && p.On == "" {
		p.Modalities = []vocab.Modality{vocab.Asserted}
	}
	params, err := p.params("entity", p.Entity, "on", p.On)
	if err != nil {
		return nil, err
	}
	links, err := askLinks(ctx, s, "members", "", params)
	if err != nil {
		return nil, err
	}
	links = slices.DeleteFunc(links, func(l Link) bool { return p.Of != "" && p.Of != l.Subject.Type })
	links, others := best(links, func(l Link) string { return l.Subject.ID })
	links, err = arrange(ctx, s, links, p.Limit, byName)
	members := make([]Member, len(links))
	for i, l := range links {
		members[i] = Member{Fact: l.Fact, Member: l.Subject, More: len(others[l.Tie]), others: others[l.Tie]}
	}
	return members, err
}

// RostersParams asks for the members of several bodies, to lay beside each other.
type RostersParams struct {
	Filter          // Limit bounds the members of each; 0 is all
	Bodies []string // ids
	On     string   // as in MembersParams
}

// Rosters are bodies and their members.
type Rosters struct {
	Bodies  []Roster `json:"bodies"`  // in the order asked for
	Missing []string `json:"missing"` // ids that the graph does not hold
}

// Roster is one body with its members, by name.
type Roster struct {
	Body    Candidate `json:"body"`
	Members []Member  `json:"members"`
	Total   int       `json:"total"` // also those that a limit left out
}

// ListRosters lists the members of several bodies, of each as Members does.
func ListRosters(ctx context.Context, s graph.Store, p RostersParams) (Rosters, error) {
	out := Rosters{Bodies: []Roster{}, Missing: []string{}}
	standing, missing, err := standing(ctx, s, p.Bodies)
	if err != nil {
		return out, err
	}
	out.Missing = append(out.Missing, missing...)
	seen := map[string]bool{"": true}
	for _, id := range p.Bodies {
		id := standing[id]
		if seen[id] {
			continue
		}
		seen[id] = true
		body, err := ByID(ctx, s, id)
		if err != nil {
			return out, err
		}
		all := p.Filter
		all.Limit = 0
		members, err := Members(ctx, s, MembersParams{Filter: all, Entity: id, On: p.On})
		if err != nil {
			return out, err
		}
		r := Roster{Body: body, Members: members, Total: len(members)}
		if p.Limit > 0 && len(members) > p.Limit {
			r.Members = members[:p.Limit]
		}
		out.Bodies = append(out.Bodies, r)
	}
	return out, nil
}

// best keeps the surest link of each key, and gives the ties of the others by the
// tie of the one that stays.
func best(links []Link, key func(Link) string) ([]Link, map[string][]string) {
	at := map[string]int{}
	var out []Link
	for _, l := range links {
		i, ok := at[key(l)]
		if !ok {
			at[key(l)] = len(out)
			out = append(out, l)
		} else if surer(l, out[i]) < 0 {
			out[i] = l
		}
	}
	others := map[string][]string{}
	for _, l := range links {
		if stays := out[at[key(l)]].Tie; stays != l.Tie {
			others[stays] = append(others[stays], l.Tie)
		}
	}
	return out, others
}

// surer orders ties by how well they are attested: by releases, then
// confidence; then the latest.
func surer(a, b Link) int {
	return cmp.Or(
		cmp.Compare(b.Independent, a.Independent),
		cmp.Compare(b.Confidence, a.Confidence),
		cmp.Compare(b.day(), a.day()),
		cmp.Compare(a.Tie, b.Tie),
	)
}

var members = Question{
	Name:    "members",
	Summary: "List the members of a body",
	About: `List the members of a body, each once, with the best attested of the ties that say so.
On a date: those whose membership began before it, or without a stated beginning, and
had not ended. There is no type to choose: all are members.`,
	Examples: []string{`members "INTERPOL Dialogue"`, "members NATO --on 2023-10-26 --csv"},
	Params: append([]Parameter{about(true, "the body")},
		narrowing("type", ofType("only members that are a Person, Organization, Country ..."), Parameter{Name: "on", Kind: Date, Help: "who was a member on this date"},
			Parameter{Name: "modality", Kind: Modalities, Choices: words(vocab.Modalities()),
				Help: "only what is asserted, planned, former, negated or hypothetical; without it what is asserted, and on a date what was"})...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Members(ctx, w.Store, MembersParams{Filter: in.Filter, Entity: in.id("entity"), On: in.text("on"), Of: vocab.EntityType(in.text("entity_type"))})
		out := Answer{Rows: list(rows), Columns: []string{"Member", "Type", "As", "When", "Status"},
			Empty: "the graph knows no members of " + in.who("entity", "it")}
		for i := range rows {
			r := &rows[i]
			out.add(&r.Fact, r.Member.Name, string(r.Member.Type), r.Title, r.When(), string(r.Modality)).also(r.others)
		}
		return out, err
	},
}

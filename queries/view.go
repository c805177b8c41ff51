package queries

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/text/vocab"
)

// ViewParams asks for a part of the graph that can be looked at.
type ViewParams struct {
	Filter                    // of the ties; Limit bounds the entities, 0 is 300
	Around []string           // ids: these, with those whom they are tied to
	Show   []string           // ids: these by themselves
	Hide   []string           // ids that are left out
	Kinds  []vocab.EntityType // of those around; empty is all
	Source string             // only ties that this publisher tells of
	Each   int                // neighbours of one of Around; 0 is 150
}

// View is a part of the graph: entities, and all ties among them that the filter lets
// through.
type View struct {
	Entities []Seen         `json:"entities"` // those asked for, then their neighbours, of each the best attested first
	Bundles  []Bundle       `json:"bundles"`
	Around   []Surroundings `json:"around"`
	Missing  []string       `json:"missing"` // ids that the graph does not hold
	Sources  map[string]int `json:"sources"` // publishers, and of how many of the ties they tell
	Ties     int            `json:"ties"`    // in all bundles
	Facts    int            `json:"facts"`   // of these, how many are listed
}

// Seen is an entity of a view.
type Seen struct {
	Candidate
	Neighbours int `json:"neighbours"` // to how many it is tied in all, whatever the filter
}

// Bundle is the ties of one type and modality between two entities.
type Bundle struct {
	Subject     string             `json:"subject"`
	Object      string             `json:"object"`
	Type        vocab.RelationType `json:"type"`
	Modality    vocab.Modality     `json:"modality"`
	Ties        int                `json:"ties"`
	Independent int                `json:"independent"` // releases, added up over the ties
	Confidence  float64            `json:"confidence"`  // of its surest
	From        string             `json:"from,omitempty"`
	To          string             `json:"to,omitempty"`
	Facts       []Seam             `json:"facts"` // the ties, the latest first; of a very large view only the best attested, one at least
}

// Seam is a tie of a bundle.
type Seam struct {
	Tie         string  `json:"tie"`
	From        string  `json:"from,omitempty"`
	To          string  `json:"to,omitempty"`
	Title       string  `json:"title,omitempty"`
	Place       string  `json:"place,omitempty"`
	Independent int     `json:"independent"`
	Confidence  float64 `json:"confidence"`
}

// Surroundings are what is around an entity: what the filter lets through, shown or not,
// and what there is to choose from. The choice of types does not narrow ByType, that of
// modalities not ByModality, and that of kinds not ByKind.
type Surroundings struct {
	Entity     string                     `json:"entity"`
	Neighbours int                        `json:"neighbours"`  // that the filter lets through
	Shown      int                        `json:"shown"`       // of these
	Ties       int                        `json:"ties"`        // to these
	ByType     map[vocab.RelationType]int `json:"by_type"`     // ties to choose from
	ByModality map[vocab.Modality]int     `json:"by_modality"` // the same
	ByKind     map[vocab.EntityType]int   `json:"by_kind"`     // neighbours to choose from
}

const (
	mostSeen  = 300
	mostEach  = 150
	mostSeams = 2000 // of a view, but for the first of each bundle
)

// Look gives a view. Where there is no room for all neighbours, those around each entity
// take turns, the best attested first.
func Look(ctx context.Context, s graph.Store, p ViewParams) (View, error) {
	room := cmp.Or(p.Limit, mostSeen)
	params, err := p.params("kinds", texts(p.Kinds), "source", p.Source, "limit", min(cmp.Or(p.Each, mostEach), room))
	if err != nil {
		return View{}, err
	}
	out := View{Sources: map[string]int{}, Entities: []Seen{}, Bundles: []Bundle{}, Around: []Surroundings{}, Missing: []string{}}
	standing, missing, err := standing(ctx, s, slices.Concat(p.Around, p.Show, p.Hide))
	if err != nil {
		return View{}, err
	}
	out.Missing = append(out.Missing, missing...)
	in, hidden := map[string]bool{}, map[string]bool{}
	for _, id := range p.Hide {
		hidden[standing[id]] = true
	}
	var ids []string
	add := func(id string) {
		if id != "" && !in[id] && !hidden[id] && len(ids) < room {
			in[id] = true
			ids = append(ids, id)
		}
	}
	for _, id := range slices.Concat(p.Around, p.Show) {
		add(standing[id])
	}
	var near [][]string
	seen := map[string]bool{}
	for _, id := range p.Around {
		id := standing[id]
		if !in[id] || seen[id] {
			continue
		}
		seen[id] = true
		around, others, err := surroundings(ctx, s, id, params)
		if err != nil {
			return View{}, err
		}
		out.Around, near = append(out.Around, around), append(near, others)
	}
	for i, more := 0, true; more; i++ {
		more = false
		for _, others := range near {
			if i < len(others) {
				add(others[i])
				more = true
			}
		}
	}
	if err := out.see(ctx, s, ids); err != nil {
		return View{}, err
	}
	params["ids"] = texts(ids)
	links, err := askLinks(ctx, s, "among", "", params)
	if err != nil {
		return View{}, err
	}
	if err := out.addSources(ctx, s, links); err != nil {
		return View{}, err
	}
	out.bundle(links)
	out.countShown(p.Kinds)
	return out, nil
}

// standing gives the entities that ids stand for, and those that are not there.
func standing(ctx context.Context, s graph.Store, ids []string) (out map[string]string, missing []string, err error) {
	out = map[string]string{}
	found, err := candidates(ctx, s, nil, ids)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range found {
		out[c.ID] = c.ID
	}
	for _, id := range ids {
		if _, ok := out[id]; ok {
			continue
		}
		merged, err := candidates(ctx, s, nil, []string{id}) // few are: those of an old address
		if err != nil {
			return nil, nil, err
		}
		if out[id] = ""; len(merged) > 0 {
			out[id] = merged[0].ID
		} else {
			missing = append(missing, id)
		}
	}
	return out, missing, nil
}

// surroundings counts what is around an entity and gives the neighbours to show.
func surroundings(ctx context.Context, s graph.Store, id string, params map[string]any) (Surroundings, []string, error) {
	out := Surroundings{Entity: id, ByType: map[vocab.RelationType]int{}, ByModality: map[vocab.Modality]int{}, ByKind: map[vocab.EntityType]int{}}
	params["entity"] = id
	rows, err := ask(ctx, s, "around", params)
	if err != nil {
		return out, nil, err
	}
	var others []string
	for _, r := range rows {
		others = append(others, row(r).text("id"))
		out.Neighbours, out.Ties = row(r).number("neighbours"), row(r).number("ties")
	}
	whole := maps.Clone(params)
	whole["chosen"], whole["holding"] = params["types"], params["modalities"]
	whole["types"], whole["modalities"] = texts([]string(nil)), texts(vocab.Modalities())
	delete(whole, "limit")
	if rows, err = ask(ctx, s, "surroundings", whole); err != nil {
		return out, nil, err
	}
	for _, r := range rows {
		what, n := row(r).text("what"), row(r).number("n")
		switch row(r).text("by") {
		case "type":
			out.ByType[vocab.RelationType(what)] = n
		case "modality":
			out.ByModality[vocab.Modality(what)] = n
		case "kind":
			out.ByKind[vocab.EntityType(what)] = n
		}
	}
	return out, others, nil
}

// see reads the entities of a view, in the order of their ids in it.
func (v *View) see(ctx context.Context, s graph.Store, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := candidates(ctx, s, nil, ids)
	if err != nil {
		return err
	}
	rows, err := ask(ctx, s, "degrees", map[string]any{"ids": texts(ids)})
	if err != nil {
		return err
	}
	at := map[string]Seen{}
	for _, c := range found {
		at[c.ID] = Seen{Candidate: c}
	}
	for _, r := range rows {
		if e, ok := at[row(r).text("id")]; ok {
			e.Neighbours = row(r).number("neighbours")
			at[e.ID] = e
		}
	}
	for _, id := range ids {
		if e, ok := at[id]; ok {
			v.Entities = append(v.Entities, e)
		}
	}
	return nil
}

func (v *View) addSources(ctx context.Context, s graph.Store, links []Link) error {
	if len(links) == 0 {
		return nil
	}
	ties := make([]string, len(links))
	for i, l := range links {
		ties[i] = l.Tie
	}
	rows, err := ask(ctx, s, "tellers", map[string]any{"ties": texts(ties)})
	for _, r := range rows {
		v.Sources[row(r).text("publisher")] = row(r).number("ties")
	}
	return err
}

// bundle puts ties together. A symmetric one reads the same from both ends.
func (v *View) bundle(links []Link) {
	type ends struct {
		a, b     string
		typ      vocab.RelationType
		modality vocab.Modality
	}
	v.Ties = len(links)
	slices.SortFunc(links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(b.Independent, a.Independent), cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Tie, b.Tie))
	})
	at := map[ends]*Bundle{}
	for i, l := range links {
		a, b := l.Subject.ID, l.Object.ID
		if l.Type.Symmetric() && b < a {
			a, b = b, a
		}
		key := ends{a, b, l.Type, l.Modality}
		of := at[key]
		if of == nil {
			of = &Bundle{Subject: a, Object: b, Type: l.Type, Modality: l.Modality, From: cmp.Or(l.From, l.To), To: cmp.Or(l.To, l.From), Facts: []Seam{}}
			at[key] = of
		}
		of.Ties++
		of.Independent += l.Independent
		of.Confidence = max(of.Confidence, l.Confidence)
		if first := cmp.Or(l.From, l.To); first != "" && (of.From == "" || first < of.From) {
			of.From = first
		}
		of.To = max(of.To, l.To, l.From)
		if i < mostSeams || len(of.Facts) == 0 {
			v.Facts++
			of.Facts = append(of.Facts, Seam{l.Tie, l.From, l.To, l.Title, l.Place, l.Independent, l.Confidence})
		}
	}
	for _, b := range at {
		slices.SortFunc(b.Facts, func(a, b Seam) int {
			return cmp.Or(cmp.Compare(cmp.Or(b.From, b.To), cmp.Or(a.From, a.To)), cmp.Compare(a.Tie, b.Tie))
		})
	}
	for _, key := range slices.SortedFunc(maps.Keys(at), func(x, y ends) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.typ, y.typ), cmp.Compare(x.modality, y.modality))
	}) {
		v.Bundles = append(v.Bundles, *at[key])
	}
}

// countShown counts which neighbours are in the view: all that a tie leads to, as the
// ties among its entities are all there.
func (v *View) countShown(kinds []vocab.EntityType) {
	of := map[string]vocab.EntityType{}
	for _, e := range v.Entities {
		of[e.ID] = e.Type
	}
	near := map[[2]string]bool{}
	for _, b := range v.Bundles {
		near[[2]string{b.Subject, b.Object}], near[[2]string{b.Object, b.Subject}] = true, true
	}
	for i := range v.Around {
		for pair := range near {
			if pair[0] == v.Around[i].Entity && (len(kinds) == 0 || slices.Contains(kinds, of[pair[1]])) {
				v.Around[i].Shown++
			}
		}
	}
}

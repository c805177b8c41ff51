package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/text/vocab"
)

// CountriesParams asks how an entity is tied to countries, for a map.
type CountriesParams struct {
	Filter        // Limit bounds the countries; 0 is all
	Entity string // id
	Source string // only ties that this publisher tells of
}

// Country is one that an entity is tied to, and by how many ties.
type Country struct {
	ID         string                     `json:"id"`
	Name       string                     `json:"name"`
	ISO3       string                     `json:"iso3,omitempty"`
	Ties       int                        `json:"ties"`
	ByType     map[vocab.RelationType]int `json:"by_type"`
	ByModality map[vocab.Modality]int     `json:"by_modality"`
}

// Countries counts the ties that an entity itself has with each country, those with the
// most first.
func Countries(ctx context.Context, s graph.Store, p CountriesParams) ([]Country, error) {
	params, err := p.params("entity", p.Entity, "source", p.Source)
	if err != nil {
		return nil, err
	}
	rows, err := ask(ctx, s, "countries", params)
	if err != nil {
		return nil, err
	}
	out := []Country{}
	at := map[string]int{}
	for _, r := range rows {
		r := row(r)
		i, ok := at[r.text("id")]
		if !ok {
			i = len(out)
			at[r.text("id")] = i
			out = append(out, Country{ID: r.text("id"), Name: r.text("name"), ISO3: r.text("iso3"), ByType: map[vocab.RelationType]int{}, ByModality: map[vocab.Modality]int{}})
		}
		n := r.number("n")
		out[i].Ties += n
		out[i].ByType[vocab.RelationType(r.text("type"))] += n
		out[i].ByModality[vocab.Modality(r.text("modality"))] += n
	}
	slices.SortFunc(out, func(a, b Country) int {
		return cmp.Or(cmp.Compare(b.Ties, a.Ties), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	if p.Limit > 0 && len(out) > p.Limit {
		out = out[:p.Limit]
	}
	return out, nil
}

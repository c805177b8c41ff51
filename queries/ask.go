package queries

import (
	"context"
	"embed"

	"entente/graph"
	"entente/text/vocab"
)

//go:embed *.sql *.cypher
var files embed.FS

// ask runs the question of this name in the store's own language.
func ask(ctx context.Context, s graph.Store, name string, params map[string]any) ([]graph.Row, error) {
	query, err := files.ReadFile(name + "." + string(s.Dialect()))
	if err != nil {
		return nil, err
	}
	return s.Query(ctx, string(query), params)
}

// params are the filter's parameters and those given in pairs of name and value.
func (f Filter) params(more ...any) (map[string]any, error) {
	for _, d := range []string{f.Since, f.Until} {
		if err := checkDate(d); err != nil {
			return nil, err
		}
	}
	modalities := f.Modalities
	if len(modalities) == 0 {
		switch f.Planned {
		case WithoutPlanned:
			modalities = []vocab.Modality{vocab.Asserted, vocab.Former}
		case WithPlanned:
			modalities = []vocab.Modality{vocab.Asserted, vocab.Former, vocab.Planned}
		case OnlyPlanned:
			modalities = []vocab.Modality{vocab.Planned}
		default:
			return nil, graph.Errorf(graph.Invalid, "planned is %q; it may be empty, include or only", f.Planned)
		}
	}
	p := map[string]any{
		"since": f.Since, "until": f.Until, "confidence": f.MinConfidence,
		"modalities": texts(modalities), "types": texts(f.Types),
	}
	for i := 0; i < len(more); i += 2 {
		p[more[i].(string)] = more[i+1]
	}
	return p, nil
}

// rows is how many ties a store need find: all where some may be left out after it.
func (f Filter) rows() int {
	if f.Planned == WithPlanned {
		return 0
	}
	return f.Limit
}

// checkDate accepts an empty text, a year, a month or a day. Whether the month
// has that day does not matter for comparing.
func checkDate(d string) error {
	const form = "0000-00-00"
	ok := d == "" || len(d) == 4 || len(d) == 7 || len(d) == 10
	for i := 0; ok && i < len(d); i++ {
		if form[i] == '-' {
			ok = d[i] == '-'
		} else {
			ok = '0' <= d[i] && d[i] <= '9'
		}
	}
	if !ok {
		return graph.Errorf(graph.Invalid, "%q is no date; write it as 2023-10-26, 2023-10 or 2023", d)
	}
	return nil
}

func texts[S ~string](in []S) []any {
	out := make([]any, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return out
}

// askLinks asks a question on ties; through names the column with the id of the
// party through whom a tie is seen, if there is one.
func askLinks(ctx context.Context, s graph.Store, name, through string, params map[string]any) ([]Link, error) {
	rows, err := ask(ctx, s, name, params)
	if err != nil {
		return nil, err
	}
	links := make([]Link, len(rows))
	for i, r := range rows {
		l := row(r).link()
		switch row(r).text(through) {
		case "":
		case l.Subject.ID:
			l.Via = new(l.Subject)
		case l.Object.ID:
			l.Via = new(l.Object)
		}
		links[i] = l
	}
	return links, nil
}

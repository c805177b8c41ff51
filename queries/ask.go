package queries

import (
	"context"
	"embed"
	"io/fs"
	"regexp"
	"strings"
	"sync"

	"entente/graph"
	"entente/text/vocab"
)

//go:embed *.sql *.cypher part
var files embed.FS

// questions are the texts of the files, with the parts that several have in common in
// place of their {name}.
var questions = sync.OnceValues(func() (map[string]string, error) {
	out := map[string]string{}
	for _, dialect := range []graph.Dialect{graph.SQL, graph.Cypher} {
		names, err := fs.Glob(files, "*."+string(dialect))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if out[name], err = whole(name); err != nil {
				return nil, err
			}
		}
	}
	for _, file := range []string{ // of Filter.byDay, of Show and of Path
		"who.cypher", "types.cypher", "weight.cypher", "published.cypher", "branch.cypher", "days.cypher", "recent.cypher", "meet.sql", "prominence.sql",
	} {
		name, _, _ := strings.Cut(file, ".")
		var err error
		if out[name], err = whole("part/" + file); err != nil {
			return nil, err
		}
	}
	out["types"] = strings.TrimSpace(out["types"]) // as it stands in others
	return out, nil
})

// whole is the text of a file with its parts.
func whole(name string) (string, error) {
	b, err := files.ReadFile(name)
	if err != nil {
		return "", err
	}
	text := string(b)
	for m := part.FindString(text); m != ""; m = part.FindString(text) {
		b, err := files.ReadFile("part/" + m[1:len(m)-1] + name[strings.LastIndexByte(name, '.'):])
		if err != nil {
			return "", err
		}
		text = strings.ReplaceAll(text, m, strings.TrimSpace(string(b)))
	}
	return text, nil
}

var part = regexp.MustCompile(`\{[a-z]+\}`)

// ask runs the question of this name in the store's own language.
func ask(ctx context.Context, s graph.Store, name string, params map[string]any) ([]graph.Row, error) {
	texts, err := questions()
	if err != nil {
		return nil, err
	}
	return s.Query(ctx, texts[name+"."+string(s.Dialect())], params)
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
	return linksOf(rows, through), nil
}

func linksOf(rows []graph.Row, through string) []Link {
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
	return links
}

package queries

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// Cypher gives what the question asks first of a Neo4j store, with the values of its
// parameters: for those who want to go on from there. The names in args are looked up in
// the world's store, of whatever kind that is; nothing else is asked of it.
func (q Question) Cypher(ctx context.Context, w World, args Args) (Ready, error) {
	texts, err := questions()
	if err != nil {
		return Ready{}, err
	}
	tracer := &tracer{Store: w.Store, texts: texts}
	w.Store = tracer
	// With no rows to go on from the question may fail behind its first query.
	if _, err := q.Run(ctx, w, args); tracer.name == "" {
		return Ready{}, cmp.Or(err, error(graph.Errorf(graph.Invalid, "%s asks nothing of the store", q.Name)))
	}
	r := ready(tracer.name, tracer.text)
	for _, name := range slices.Sorted(maps.Keys(tracer.params)) {
		r.Params = append(r.Params, Param{name, literal(tracer.params[name])})
	}
	return r, nil
}

// tracer is a store that notes the first query of a question and finds nothing.
type tracer struct {
	graph.Store
	texts  map[string]string
	name   string
	text   string
	params map[string]any
}

func (*tracer) Dialect() graph.Dialect { return graph.Cypher }

func (t *tracer) Query(ctx context.Context, text string, params map[string]any) ([]graph.Row, error) {
	for file, of := range t.texts {
		name, ok := strings.CutSuffix(file, ".cypher")
		switch {
		case !ok || headOf(of) != headOf(text): // of the text some types may be left out
		case slices.Contains([]string{"find", "names", "words", "bearers"}, name): // of Find
			return ask(ctx, t.Store, name, params)
		case t.name == "":
			t.name, t.text, t.params = name, text, map[string]any{}
			for _, p := range param.FindAllString(text, -1) {
				t.params[p[1:]] = params[p[1:]]
			}
		}
	}
	return nil, nil
}

// literal writes a value as Cypher has it.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = literal(x)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		b, err := json.Marshal(v) // whose escapes are Cypher's
		if err != nil {
			return "''"
		}
		return string(b)
	}
	return fmt.Sprint(v)
}

// headOf is the comment at the head of a text, which no two files have in common.
func headOf(text string) string {
	n := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "// ") {
			break
		}
		n += len(line)
	}
	return text[:n]
}

// ready reads a file of Cypher: the comment at its head tells what it asks.
func ready(name, text string) Ready {
	head := headOf(text)
	about := strings.ReplaceAll("\n"+head, "\n// ", " ")
	return Ready{Name: name, About: strings.TrimSpace(about), Cypher: strings.TrimSpace(text[len(head):])}
}

var param = regexp.MustCompile(`\$\w+`)

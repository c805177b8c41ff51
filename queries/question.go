package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// Question is one that can be asked by its name, with texts for its parameters: what
// the command line, the API and the assistants offer alike.
type Question struct {
	Name     string      `json:"name"`    // "who-met"
	Summary  string      `json:"summary"` // one line
	About    string      `json:"about,omitempty"`
	Examples []string    `json:"examples,omitempty"` // as one types them, without the program's name
	Params   []Parameter `json:"params"`

	ask func(ctx context.Context, w World, in asked) (Answer, error)
}

// Parameter is what a question takes.
type Parameter struct {
	Name     string   `json:"name"` // "min_confidence"
	Kind     Kind     `json:"kind"`
	Help     string   `json:"help"`
	Required bool     `json:"required,omitempty"`
	Place    bool     `json:"place,omitempty"`   // on a command line it goes by its place and not by its name
	Default  string   `json:"default,omitempty"` // what is taken where it is not given
	Choices  []string `json:"choices,omitempty"` // of a Choice, Types or Modalities
	Min      float64  `json:"min,omitempty"`     // of an Integer or Number
	Max      float64  `json:"max,omitempty"`     // the same; 0 is no bound

	period bool // a Date that stands for since and until
}

const today = "today" // as a Default: the day on which it is asked

// Kind is the kind of value that a parameter takes.
type Kind string

// The kinds.
const (
	EntityName Kind = "entity"     // a name as people write it, or an id
	Date       Kind = "date"       // 2023-10-26, 2023-10 or 2023
	Types      Kind = "types"      // types of ties, with commas between
	Modalities Kind = "modalities" // with commas between
	Integer    Kind = "integer"
	Number     Kind = "number"
	Text       Kind = "text"
	Bool       Kind = "bool" // true or false
	Choice     Kind = "choice"
)

// Args are the values of parameters, by name. One that is empty is as one not given.
type Args map[string]string

// World is what a question is asked of: the store, and what it may need beside it.
type World struct {
	Store graph.Store
	// Known gives the ids of what the world calls by a name that no release used; nil
	// knows nothing.
	Known func(name string) ([]string, error)
	Now   func() time.Time // nil is time.Now
}

// Questions are all questions, in the order that people may want to read them in.
func Questions() []Question {
	return []Question{whoMet, members, ties, show, report, offices, holders, events, participants, common, path, timeline,
		pending, changed, conflicts, centrality, communities, evidence, search}
}

// Named gives the question of a name.
func Named(name string) (Question, bool) {
	all := Questions()
	i := slices.IndexFunc(all, func(q Question) bool { return q.Name == name })
	if i < 0 {
		return Question{}, false
	}
	return all[i], true
}

// Run asks the question. A parameter that it does not have, or a value that is of
// another kind, is an Invalid error that names it; a name that nobody bears an Unknown.
func (q Question) Run(ctx context.Context, w World, args Args) (Answer, error) {
	in := asked{Args: Args{}, entities: map[string]Match{}}
	for name := range args {
		if !slices.ContainsFunc(q.Params, func(p Parameter) bool { return p.Name == name }) {
			return Answer{}, graph.Errorf(graph.Invalid, "%s has no parameter %q; it takes %s", q.Name, name, strings.Join(q.names(), ", "))
		}
	}
	for _, p := range q.Params {
		value, err := p.read(args[p.Name])
		if err != nil {
			return Answer{}, err
		}
		if value == today {
			value = w.now().Format(time.DateOnly)
		}
		if value != "" {
			in.Args[p.Name] = value
		}
		if p.period && value != "" {
			if in.Args["since"] != "" || in.Args["until"] != "" {
				return Answer{}, graph.Errorf(graph.Invalid, "%s stands for since and until: leave out either", p.Name)
			}
			in.Since, in.Until = value, value
		}
	}
	in.Filter = in.filter(in.Filter)
	for _, p := range q.Params {
		if name := in.Args[p.Name]; p.Kind == EntityName && name != "" {
			m, err := w.Find(ctx, name)
			if err != nil {
				return Answer{}, err
			}
			in.entities[p.Name] = m
		}
	}
	out, err := q.ask(ctx, w, in)
	if err == nil && in.is("evidence") {
		err = out.addEvidence(ctx, w.Store)
	}
	out.Question, out.Args, out.Entities = q.Name, in.Args, in.entities
	return out, err
}

// Find is the Find of the package, and tries what the world knows by a name that no
// release used: "Cape Verde" for Cabo Verde.
func (w World) Find(ctx context.Context, name string) (Match, error) {
	m, err := Find(ctx, w.Store, name)
	if _, unknown := err.(*Unknown); !unknown || w.Known == nil {
		return m, err
	}
	ids, known := w.Known(name)
	if known != nil {
		return Match{}, known
	}
	for _, id := range ids {
		if m, err := Find(ctx, w.Store, id); err == nil {
			return m, nil
		}
	}
	return Match{}, err
}

// Named tells which of some texts are names, aliases or acronyms, as Find takes them
// first. It is one question to the store, for those who look for the names in a text.
func (w World) Named(ctx context.Context, names []string) (map[string]bool, error) {
	of := map[string][]string{}
	for _, n := range names {
		if key := text.Fold(n); key != "" {
			of[key] = append(of[key], n)
		}
	}
	if len(of) == 0 {
		return nil, nil
	}
	rows, err := ask(ctx, w.Store, "spot", map[string]any{"keys": texts(slices.Collect(maps.Keys(of)))})
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, r := range rows {
		for _, n := range of[row(r).text("key")] {
			out[n] = true
		}
	}
	return out, nil
}

func (w World) now() time.Time {
	if w.Now == nil {
		return time.Now()
	}
	return w.Now()
}

// asked is what is asked: values that are right each by itself, the filter that they
// make, and the entities that are meant.
type asked struct {
	Args
	Filter
	entities map[string]Match
}

func (in asked) is(name string) bool     { return in.Args[name] == "true" }
func (in asked) id(param string) string  { return in.entities[param].ID }
func (in asked) text(name string) string { return in.Args[name] }

func (in asked) number(name string) int {
	n, _ := strconv.Atoi(in.Args[name]) // read has checked it
	return n
}

// who is the name of the entity that was asked about, for people.
func (in asked) who(param, otherwise string) string {
	if m, ok := in.entities[param]; ok {
		return m.Name
	}
	return otherwise
}

// withWhom tells of the other one that was asked about, if there is one.
func (in asked) withWhom() string {
	if who := in.who("with", ""); who != "" {
		return " with " + who
	}
	return ""
}

// filter adds the values that narrow an answer to a Filter.
func (a Args) filter(f Filter) Filter {
	f.Since, f.Until = cmp.Or(a["since"], f.Since), cmp.Or(a["until"], f.Until)
	f.Planned = Planned(a["planned"])
	f.Limit, _ = strconv.Atoi(a["limit"])
	f.MinConfidence, _ = strconv.ParseFloat(a["min_confidence"], 64)
	for t := range strings.SplitSeq(a["type"], ",") {
		if t != "" {
			f.Types = append(f.Types, vocab.RelationType(t))
		}
	}
	for m := range strings.SplitSeq(a["modality"], ",") {
		if m != "" {
			f.Modalities = append(f.Modalities, vocab.Modality(m))
		}
	}
	return f
}

// ReadFilter makes a Filter of values by the names that the questions have for them.
// What a Filter does not have is an Invalid error, and so is a wrong value.
func ReadFilter(args Args) (Filter, error) {
	q := Question{Name: "a filter", Params: narrowing("evidence"), ask: func(_ context.Context, _ World, in asked) (Answer, error) {
		return Answer{Rows: in.Filter}, nil
	}}
	out, err := q.Run(context.Background(), World{}, args)
	f, _ := out.Rows.(Filter)
	return f, err
}

const longestText = 1000 // bytes of a name or of words; no name is longer

// read checks a value and writes it in the one way that the questions know.
func (p Parameter) read(value string) (string, error) {
	wrong := func(format string, args ...any) (string, error) {
		return "", graph.Errorf(graph.Invalid, "%s is %q, %s", p.Name, value, fmt.Sprintf(format, args...))
	}
	if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
		return "", graph.Errorf(graph.Invalid, "%s is no text in UTF-8", p.Name)
	}
	if len(value) > longestText {
		return "", graph.Errorf(graph.Invalid, "%s has %d bytes; it may have %d", p.Name, len(value), longestText)
	}
	value = strings.TrimSpace(value)
	if value == "" {
		if value = p.Default; value == "" && p.Required {
			return "", graph.Errorf(graph.Invalid, "%s is missing: %s", p.Name, p.Help)
		}
	}
	if value == "" {
		return "", nil
	}
	switch p.Kind {
	case Date:
		if value == today && p.Default == today {
			return value, nil
		}
		if _, err := time.Parse(time.DateOnly[:min(len(value), len(time.DateOnly))], value); err != nil || checkDate(value) != nil {
			return wrong("which is no date; write 2023-10-26, 2023-10 or 2023")
		}
	case Integer, Number:
		n, err := strconv.ParseFloat(value, 64)
		if p.Kind == Integer && err == nil {
			_, err = strconv.Atoi(value)
		}
		switch {
		case err != nil || n != n:
			return wrong("which is no %s", map[Kind]string{Integer: "whole number", Number: "number"}[p.Kind])
		case p.Max > 0 && (n < p.Min || n > p.Max):
			return wrong("it may be %v to %v", p.Min, p.Max)
		case n < p.Min:
			return wrong("it may not be below %v", p.Min)
		}
	case Bool:
		b, err := strconv.ParseBool(value)
		if err != nil {
			return wrong("it may be true or false")
		}
		return map[bool]string{true: "true"}[b], nil
	case Choice:
		if !slices.Contains(p.Choices, value) {
			return wrong("it may be %s", strings.Join(p.Choices, " or "))
		}
	case Types, Modalities:
		fold, noun := strings.ToLower, "modality"
		if p.Kind == Types {
			fold, noun = func(s string) string { return strings.ToUpper(strings.ReplaceAll(s, "-", "_")) }, "type"
		}
		var list []string
		for one := range strings.SplitSeq(value, ",") {
			one = strings.TrimSpace(one)
			known := fold(one)
			if !slices.Contains(p.Choices, known) {
				return "", graph.Errorf(graph.Invalid, "%s: there is no %s %q; it may be %s", p.Name, noun, one, strings.Join(p.Choices, ", "))
			}
			list = append(list, known)
		}
		return strings.Join(list, ","), nil
	}
	return value, nil
}

func (q Question) names() []string {
	var names []string
	for _, p := range q.Params {
		names = append(names, p.Name)
	}
	return names
}

// about is the parameter of the entity that a question is about.
func about(required bool, help string) Parameter {
	return Parameter{Name: "entity", Kind: EntityName, Required: required, Place: true, Help: help}
}

// narrowing are the parameters that narrow an answer. Those named in without make no
// sense for a question; its About says why. The others come in their order, each once:
// more replaces what has its name.
func narrowing(without string, more ...Parameter) []Parameter {
	all := []Parameter{
		{Name: "since", Kind: Date, Help: "only what overlaps the time from this date on (2023-10-26, 2023-10 or 2023)"},
		{Name: "until", Kind: Date, Help: "only what overlaps the time up to this date"},
		{Name: "on", Kind: Date, period: true, Help: "only what holds or happens on this date; what has no date is left out"},
		{Name: "planned", Kind: Choice, Choices: []string{string(WithPlanned), string(OnlyPlanned)}, Help: "what is announced for the future too, or only that"},
		{Name: "type", Kind: Types, Choices: words(vocab.RelationTypes()), Help: "only ties of these types: MET_WITH,MEMBER_OF"},
		{Name: "modality", Kind: Modalities, Choices: words(vocab.Modalities()), Help: "only what is asserted, planned, former, negated or hypothetical; without it what is asserted or former"},
		{Name: "min_confidence", Kind: Number, Max: 1, Help: "only facts at least this sure, 0 to 1"},
		{Name: "limit", Kind: Integer, Help: "at most this number of rows; 0 is all"},
		{Name: "evidence", Kind: Bool, Help: "every sentence behind each row, not only the surest"},
	}
	var out []Parameter
	for _, p := range all {
		if i := slices.IndexFunc(more, func(m Parameter) bool { return m.Name == p.Name }); i >= 0 {
			out = append(out, more[i])
			more = slices.Delete(more, i, i+1)
		} else if !slices.Contains(strings.Fields(without), p.Name) {
			out = append(out, p)
		}
	}
	return append(out, more...)
}

func words[S ~string](in []S) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return out
}

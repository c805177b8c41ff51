package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/extract/lexicon"
	"entente/graph"
	"entente/queries"
	"entente/text/vocab"
)

// filterFlags are the flags that narrow an answer.
type filterFlags struct {
	since, until string
	planned      string
	types        []string
	typesFlag    string // what the flag of types is called; --type when empty
	limit        int
}

func (f *filterFlags) add(cmd *cobra.Command, withTypes bool) {
	s := cmd.Flags()
	s.StringVar(&f.since, "since", "", "only what overlaps the time from this `date` on (2023-10-26, 2023-10 or 2023)")
	s.StringVar(&f.until, "until", "", "only what overlaps the time up to this `date`")
	s.StringVar(&f.planned, "planned", "", "what is announced for the future too; --planned=only for nothing else")
	s.Lookup("planned").NoOptDefVal = string(queries.WithPlanned)
	s.IntVar(&f.limit, "limit", 0, "at most this `number` of rows; 0 is all")
	s.Float64("min-confidence", 0, "only facts at least this sure, 0 to 1")
	if withTypes {
		s.StringSliceVar(&f.types, "type", nil, "only ties of these `types`: MET_WITH,MEMBER_OF")
		_ = cmd.RegisterFlagCompletionFunc("type", cobra.FixedCompletions(typeNames(), cobra.ShellCompDirectiveNoFileComp))
	}
}

func typeNames() []string {
	var names []string
	for _, t := range vocab.RelationTypes() {
		names = append(names, string(t))
	}
	return names
}

// filter checks the flags.
func (f *filterFlags) filter(a *app) (queries.Filter, error) {
	out := queries.Filter{Since: f.since, Until: f.until, Planned: queries.Planned(f.planned),
		MinConfidence: a.loaded.MinConfidence, Limit: f.limit}
	for flag, date := range map[string]string{"--since": f.since, "--until": f.until} {
		if err := checkDate(flag, date); err != nil {
			return out, err
		}
	}
	switch out.Planned {
	case queries.WithoutPlanned, queries.WithPlanned, queries.OnlyPlanned:
	default:
		return out, &usageError{fmt.Errorf("--planned=%s: write --planned, or --planned=only", f.planned)}
	}
	for _, name := range f.types {
		t := vocab.RelationType(strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(name), "-", "_")))
		if !slices.Contains(vocab.RelationTypes(), t) {
			return out, &usageError{fmt.Errorf("%s: there is no type %q; the types are %s", cmp.Or(f.typesFlag, "--type"), name, strings.Join(typeNames(), ", "))}
		}
		out.Types = append(out.Types, t)
	}
	if f.limit < 0 {
		return out, &usageError{fmt.Errorf("--limit=%d: it may not be below 0", f.limit)}
	}
	return out, nil
}

var isoDate = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

func checkDate(flag, date string) error {
	if date == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly[:min(len(date), len(time.DateOnly))], date); err != nil || !isoDate.MatchString(date) {
		return &usageError{fmt.Errorf("%s=%s is no date; write 2023-10-26, 2023-10 or 2023", flag, date)}
	}
	return nil
}

// find resolves a name and tells of others who bear it.
func (a *app) find(ctx context.Context, s graph.Store, name string) (queries.Match, error) {
	m, err := queries.Find(ctx, s, name)
	if unknown, ok := errors.AsType[*queries.Unknown](err); ok {
		m, err = findKnown(ctx, s, unknown)
	}
	if err != nil {
		return m, err
	}
	for i, o := range m.Others {
		if i == 5 {
			a.note("... and %d more of that name", len(m.Others)-i)
			break
		}
		if i == 0 {
			a.note("%q is read as %s (%s); also of that name:", name, m.Name, m.ID)
		}
		a.note("    %s (%s)", o.Name, o.ID)
	}
	return m, nil
}

// findKnown tries the things that the lexicon knows by a name which no release
// used: "Cape Verde" for Cabo Verde.
func findKnown(ctx context.Context, s graph.Store, unknown *queries.Unknown) (queries.Match, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return queries.Match{}, err
	}
	for _, e := range lex.Lookup(unknown.Name) {
		if m, err := queries.Find(ctx, s, e.ID); err == nil {
			return m, nil
		}
	}
	return queries.Match{}, unknown
}

// name joins arguments, so that a name of several words needs no quotes.
func name(args []string) string { return strings.Join(args, " ") }

// links fills an answer with ties. A symmetric one reads from the entity that was
// asked about, or from the one through which it has the tie.
func links(t *answer, rows []queries.Link, entity string) {
	t.head = []string{"When", "Subject", "Tie", "Object", "Status", "Via"}
	for i := range rows {
		l := &rows[i]
		tie, via, asked := tieText(l.Fact), "", entity
		if l.Via != nil {
			via, asked = party(*l.Via), l.Via.ID
		}
		subject, object := l.Subject, l.Object
		if l.Type.Symmetric() && object.ID == asked {
			subject, object = object, subject
		}
		t.add(&l.Fact, period(l.From, l.To), subject.Name, tie, object.Name, string(l.Modality), via)
	}
}

// whatElse is the hint for an empty answer.
func (f *filterFlags) whatElse() string {
	if f.planned == "" {
		return "; --planned shows what is announced for the future"
	}
	return ""
}

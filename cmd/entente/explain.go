package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/extract"
	"entente/queries"
	"entente/text"
	"entente/text/vocab"
)

func (a *app) explain() *cobra.Command {
	var whyNot string
	cmd := &cobra.Command{
		Use:   "explain PATH|URL...",
		Short: "Show why each fact was read: its sentence, rule and score",
		Long: `Show each fact that a release gives with the sentence it was read from, the words
that gave it, the rule and its score, and what was found each name to be.

With --why-not 'A TYPE B' it says instead why a fact that you expected did not come
out: a name that was not found, ends whose types do not fit, no sentence that names
both, no word that states it, or a word that was read with other ends.`,
		Example: `  entente explain release.txt
  entente explain release.txt --json
  entente explain release.txt --why-not 'Stoltenberg MET_WITH Recean'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if whyNot != "" {
				return a.whyNot(cmd.Context(), whyNot, args)
			}
			all := []explained{}
			return a.analyse(cmd.Context(), wholePipeline, args, func(x *extract.Analysis) error {
				all = append(all, explainOne(x))
				return nil
			}, func() (err error) {
				if a.loaded.Format == "json" {
					return printJSON(a.out, all)
				}
				for _, x := range all {
					err = errors.Join(err, x.print(a.out))
				}
				return err
			})
		},
	}
	readingFlags(cmd)
	cmd.Flags().StringVar(&whyNot, "why-not", "", "say why this `fact`, \"A TYPE B\", was not read")
	return cmd
}

// explained is one release with the reasons of its facts.
type explained struct {
	ID    string          `json:"id"`
	Title string          `json:"title"`
	Date  string          `json:"date"`
	Basis string          `json:"date_basis,omitempty"`
	Names []explainedName `json:"names"`
	Facts []explainedFact `json:"facts"`
}

type explainedName struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	ID       string   `json:"id"`
	Mentions int      `json:"mentions"`
	Rules    []string `json:"rules"`
}

type explainedFact struct {
	Subject    string             `json:"subject"`
	Type       string             `json:"type"`
	Object     string             `json:"object"`
	Modality   string             `json:"modality"`
	From       string             `json:"from,omitempty"`
	To         string             `json:"to,omitempty"`
	Title      string             `json:"title,omitempty"`
	Place      string             `json:"place,omitempty"`
	SaidBy     string             `json:"said_by,omitempty"`
	Sentence   string             `json:"sentence"`
	Trigger    string             `json:"trigger,omitempty"`
	Rule       string             `json:"rule"`
	Confidence float64            `json:"confidence"`
	Plover     *vocab.Interaction `json:"plover,omitempty"`

	marked string // the sentence with the trigger in brackets
}

func explainOne(a *extract.Analysis) explained {
	x := explained{ID: a.Doc.ID, Title: a.Doc.Title, Date: a.Doc.Published.ISO, Basis: string(a.Doc.Published.Basis),
		Names: []explainedName{}, Facts: []explainedFact{}}
	for _, e := range a.Entities {
		n := explainedName{Name: e.Name, Type: string(e.Type), ID: e.ID, Mentions: len(e.Mentions)}
		if e.Ref != "" {
			n.ID = e.Ref
		}
		for _, m := range e.Mentions {
			n.Rules = append(n.Rules, a.Mentions[m].Rule)
		}
		slices.Sort(n.Rules)
		n.Rules = slices.Compact(n.Rules)
		x.Names = append(x.Names, n)
	}
	for _, r := range a.Relations {
		f := explainedFact{
			Subject: a.Entities[r.Subject].Name, Type: string(r.Type), Object: a.Entities[r.Object].Name,
			Modality: string(r.Modality), From: r.From, To: r.To, Title: r.Title, Place: r.Place,
			Sentence: a.Doc.Slice(r.Evidence), Trigger: a.Doc.Slice(r.Trigger), Rule: r.Rule, Confidence: r.Confidence,
			marked: mark(a.Doc, r),
		}
		if p, ok := vocab.InteractionOf(r.Type, r.Modality, r.Rule); ok {
			f.Plover = &p
		}
		if r.AttributedTo >= 0 {
			f.SaidBy = a.Entities[r.AttributedTo].Name
		}
		x.Facts = append(x.Facts, f)
	}
	return x
}

// mark puts the words that gave a fact in brackets.
func mark(d *text.Document, r extract.Relation) string {
	e, t := r.Evidence, r.Trigger
	if t.Empty() || !e.Contains(t) {
		return oneLine(d.Slice(e))
	}
	return oneLine(d.Slice(text.Span{Start: e.Start, End: t.Start}) + "[" + d.Slice(t) + "]" + d.Slice(text.Span{Start: t.End, End: e.End}))
}

func (x explained) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", oneLine(x.Title))
	if x.Date != "" {
		fmt.Fprintf(&b, "  dated %s (%s)\n", x.Date, x.Basis)
	}
	if len(x.Facts) == 0 {
		b.WriteString("  no facts\n")
	}
	for _, f := range x.Facts {
		fmt.Fprintf(&b, "\n  %s  %s  %s\n", f.Subject, f.Type, f.Object)
		fmt.Fprintf(&b, "      %s", f.Modality)
		for _, part := range []struct{ label, value string }{{"", queries.Fact{From: f.From, To: f.To}.When()}, {"as ", f.Title}, {"in ", f.Place}, {"said by ", f.SaidBy}} {
			if part.value != "" {
				fmt.Fprintf(&b, ", %s%s", part.label, part.value)
			}
		}
		if f.Plover != nil {
			fmt.Fprintf(&b, ", %s", strings.Join(strings.Fields(f.Plover.Event+" "+f.Plover.Mode+" "+f.Plover.CAMEO), " "))
		}
		fmt.Fprintf(&b, "; %.2f by rule %s\n      %s\n", f.Confidence, f.Rule, f.marked)
	}
	b.WriteString("\n  Names:\n")
	for _, n := range x.Names {
		fmt.Fprintf(&b, "      %-12s %s, %s, by %s\n", n.Type, n.Name, times(n.Mentions), strings.Join(n.Rules, ", "))
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

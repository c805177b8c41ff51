package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/queries"
)

// about is a question about somebody, or about everybody where no name is given.
func (a *app) about(cmd *cobra.Command, args []string, ask func(ctx context.Context, s graph.Store, id string) error) error {
	return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
		if len(args) == 0 {
			return ask(ctx, s, "")
		}
		m, err := a.find(ctx, s, name(args))
		if err != nil {
			return err
		}
		return ask(ctx, s, m.ID)
	})
}

// tieText is a tie as one cell: "MET_WITH", "HOLDS_POSITION as Minister, Oslo".
func tieText(f queries.Fact) string {
	s := string(f.Type)
	if f.Title != "" {
		s += " as " + f.Title
	}
	if f.Place != "" {
		s += ", " + f.Place
	}
	return s
}

func (a *app) pending() *cobra.Command {
	var f filterFlags
	var on string
	var all bool
	cmd := &cobra.Command{
		Use:   "pending [NAME]",
		Short: "List what was announced and has not been reported",
		Long: `List what was announced for the future and no later release reports: what is still
to come, and what is overdue. A release that says that it took place, on about those
days, ends it, and so does one that says that it does not.`,
		Example: `  entente pending
  entente pending Moldova --on 2025-03-15 --all`,
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := f.filter(a)
			if err != nil {
				return err
			}
			if err := checkDate("--on", on); err != nil {
				return err
			}
			if on == "" {
				on = a.now().Format(time.DateOnly)
			}
			return a.about(cmd, args, func(ctx context.Context, s graph.Store, id string) error {
				rows, err := queries.Pending(ctx, s, queries.PendingParams{Filter: filter, Entity: id, On: on, All: all})
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"When", "Subject", "Tie", "Object", "State"}, empty: "nothing is announced that has not been reported"}
				for i := range rows {
					r := &rows[i]
					state := string(r.State)
					if r.Report != nil {
						state = strings.TrimSpace(state + " " + period(r.Report.From, r.Report.To))
					}
					t.add(&r.Fact, period(r.From, r.To), r.Subject.Name, tieText(r.Fact), r.Object.Name, state)
				}
				return a.print(t)
			})
		},
	}
	f.add(cmd, true)
	cmd.Flags().Lookup("planned").Hidden = true
	cmd.Flags().StringVar(&on, "on", "", "as things stand on this `date`; without it today")
	cmd.Flags().BoolVar(&all, "all", false, "what took place or was cancelled, too")
	return cmd
}

func (a *app) changed() *cobra.Command {
	var f filterFlags
	cmd := &cobra.Command{
		Use:   "changed [NAME] --since DATE",
		Short: "List what the releases since a day have changed",
		Long: `List what a release of the day or later is the first to say: what is new, what took
place after it was announced, what has ended, what is denied.`,
		Example: `  entente changed --since 2025-03-14
  entente changed NATO --since 2025-03 --type HOLDS_POSITION,MEMBER_OF`,
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := f.filter(a)
			if err != nil {
				return err
			}
			if filter.Since == "" {
				return &usageError{errors.New("--since is missing: since which day?")}
			}
			return a.about(cmd, args, func(ctx context.Context, s graph.Store, id string) error {
				rows, err := queries.Changed(ctx, s, queries.ChangedParams{Filter: filter, Entity: id})
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"Told", "Change", "When", "Subject", "Tie", "Object", "Status"}, empty: "no release since " + filter.Since + " says anything new"}
				for i := range rows {
					r := &rows[i]
					t.add(&r.Fact, r.Told, string(r.Change), period(r.From, r.To), r.Subject.Name, tieText(r.Fact), r.Object.Name, string(r.Modality))
				}
				return a.print(t)
			})
		},
	}
	f.add(cmd, true)
	cmd.Flags().Lookup("planned").Hidden = true
	cmd.Flags().Lookup("until").Hidden = true
	return cmd
}

func (a *app) conflicts() *cobra.Command {
	var f filterFlags
	cmd := &cobra.Command{
		Use:   "conflicts [NAME]",
		Short: "List what releases contradict each other on",
		Long: `List what some releases state and others deny, and offices of one person that two are
said to hold at once; with both sentences. "reject" and "split" settle them.`,
		Example: "  entente conflicts\n  entente conflicts Moldova --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := f.filter(a)
			if err != nil {
				return err
			}
			return a.about(cmd, args, func(ctx context.Context, s graph.Store, id string) error {
				rows, err := queries.Conflicts(ctx, s, queries.ConflictsParams{Filter: filter, Entity: id})
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"Conflict", "When", "Subject", "Tie", "Object", "Status", "Claim"}, empty: "no release contradicts another"}
				for i := range rows {
					for k, l := range []*queries.Link{&rows[i].A, &rows[i].B} {
						why := rows[i].Why
						if k > 0 {
							why = "  against"
						}
						t.add(&l.Fact, why, period(l.From, l.To), l.Subject.Name, tieText(l.Fact), l.Object.Name, string(l.Modality), l.Quote.Claim)
					}
				}
				return a.print(t)
			})
		},
	}
	f.add(cmd, true)
	cmd.Flags().Lookup("planned").Hidden = true
	return cmd
}

func (a *app) holders() *cobra.Command {
	var on, title string
	var limit int
	cmd := &cobra.Command{
		Use:   "holders NAME",
		Short: "List who held the offices of a body or state, and when",
		Long: `List who held the offices of a body or state, and when: all that releases say of one
person and office made one term, from the first release that says so, or the day that
is stated, to the last. Of an office of one, the next holder ends the term before.`,
		Example: `  entente holders NATO --title "Secretary General"
  entente holders Moldova --title minister --on 2024-05`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkDate("--on", on); err != nil {
				return err
			}
			return a.about(cmd, args, func(ctx context.Context, s graph.Store, id string) error {
				rows, err := queries.Holders(ctx, s, queries.HoldersParams{
					Filter: queries.Filter{MinConfidence: a.loaded.MinConfidence, Limit: limit}, Entity: id, Title: title, On: on})
				if err != nil {
					return err
				}
				t := answer{rows: rows, head: []string{"Office", "Holder", "From", "To", "Basis"}, empty: "the graph knows no such holder of an office"}
				for i := range rows {
					r := &rows[i]
					from, to, basis := r.From, r.To, "stated"
					if from == "" && r.First != "" {
						from, basis = "by "+r.First, fmt.Sprintf("%d releases to %s", r.Releases, r.Last)
					}
					if to == "" && r.Until != "" {
						to = "before " + r.Until
					}
					if r.Successor != nil {
						basis += ", then " + r.Successor.Name
					}
					if r.Presumed {
						basis += "; presumed"
					}
					t.add(&queries.Fact{Tie: r.Ties[0], Releases: r.Releases, Quote: r.Quote}, r.Title, r.Holder.Name, from, to, basis)
				}
				return a.print(t)
			})
		},
	}
	cmd.Flags().StringVar(&title, "title", "", "only offices with these `words` in their title")
	cmd.Flags().StringVar(&on, "on", "", "only who held one on this `date`")
	cmd.Flags().IntVar(&limit, "limit", 0, "at most this `number` of rows; 0 is all")
	cmd.Flags().Float64("min-confidence", 0, "only facts at least this sure, 0 to 1")
	return cmd
}

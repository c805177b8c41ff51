package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/graph"
	"entente/ledger"
	"entente/queries"
	"entente/resolve"
	"entente/web"
)

// decision is a verb by which a person decides something about the graph. What
// make gives is completed with who, when and why.
func (a *app) decision(use, short, long, example string, args cobra.PositionalArgs,
	make func(ctx context.Context, s graph.Store, args []string) ([]ledger.Decision, error)) *cobra.Command {
	var why, by string
	cmd := &cobra.Command{
		Use: use, Short: short, Example: example, Args: args,
		Long: long + `

The decision is kept in a text file beside the store (--ledger), one a line, with who
took it, when and why. It holds at every later ingest until "entente undo" takes it
back.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.deciding(cmd, func(ctx context.Context, s graph.Store, e *entente.Entente) error {
				ds, err := make(ctx, s, args)
				if err != nil {
					return err
				}
				for i := range ds {
					a.sign(&ds[i], by, why)
				}
				if _, err := e.Decide(ctx, ds...); err != nil {
					return err
				}
				if a.loaded.Format == "json" {
					return printJSON(a.out, ds)
				}
				for _, d := range ds {
					fmt.Fprintf(a.out, "%s: %s\n", d.ID, saying(d))
				}
				fmt.Fprintf(a.out, "kept in %s; \"entente undo %s\" takes it back\n", a.loaded.LedgerFile(), ds[len(ds)-1].ID)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&why, "why", "", "the `reason`, for those who read the ledger")
	cmd.Flags().StringVar(&by, "by", "", "`who` decides; without it the user of this machine")
	return cmd
}

// deciding opens a graph that is there for a decision.
func (a *app) deciding(cmd *cobra.Command, do func(context.Context, graph.Store, *entente.Entente) error) error {
	ctx := cmd.Context()
	there, err := a.openStore(ctx, false)
	if err != nil {
		return err
	}
	if err := there.Close(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	s, err := a.openStore(ctx, true)
	if err != nil {
		return err
	}
	defer s.Close(context.WithoutCancel(ctx))
	e, err := entente.OpenGraph(s, a.options())
	if err != nil {
		return err
	}
	return do(ctx, s, e)
}

func (a *app) sign(d *ledger.Decision, by, why string) {
	for _, name := range []string{"USER", "LOGNAME", "USERNAME"} {
		if v, _ := a.env(name); by == "" {
			by = v
		}
	}
	d.By, d.Why, d.At = by, cmp.Or(d.Why, why), a.now().UTC().Format(time.RFC3339)
	d.Sign()
}

// saying puts a decision into words.
func saying(d ledger.Decision) string {
	switch d.Do {
	case ledger.Merge:
		return d.A + " is " + d.B
	case ledger.NeverMerge:
		return d.A + " is not " + d.B
	case ledger.Split:
		return fmt.Sprintf("%s of %s: they are of %s", strings.Join(d.Claims, ", "), d.A, d.Apart())
	case ledger.Reject:
		return strings.Join(d.Claims, ", ") + " does not count"
	case ledger.Confirm:
		return strings.Join(d.Claims, ", ") + " is right"
	case ledger.Rename:
		return fmt.Sprintf("%s is called %q", d.A, d.Name)
	case ledger.Retract:
		return d.Release + " does not count"
	case ledger.SameAs:
		return d.A + " is " + d.Link
	}
	return d.Undoes + " does not hold any more"
}

// whom resolves a name for a decision: it must be of one thing only. An id is
// taken as it is, that of a merged entity too.
func (a *app) whom(ctx context.Context, s graph.Store, name string) (string, error) {
	if kind, _, ok := strings.Cut(name, "/"); ok && strings.ToLower(kind) == kind && !strings.Contains(kind, " ") {
		return name, nil
	}
	m, err := a.world(s).Find(ctx, name)
	if err != nil {
		return "", err
	}
	if len(m.Others) > 0 {
		ids := []string{m.ID}
		for _, o := range m.Others[:min(len(m.Others), 5)] {
			ids = append(ids, o.ID)
		}
		return "", &usageError{fmt.Errorf("%q may be %s: give the id of the one that you mean", name, strings.Join(ids, ", "))}
	}
	return m.ID, nil
}

func (a *app) pair(do ledger.Do) func(context.Context, graph.Store, []string) ([]ledger.Decision, error) {
	return func(ctx context.Context, s graph.Store, args []string) ([]ledger.Decision, error) {
		d := ledger.Decision{Do: do}
		var err error
		if d.A, err = a.whom(ctx, s, args[0]); err != nil {
			return nil, err
		}
		d.B, err = a.whom(ctx, s, args[1])
		return []ledger.Decision{d}, err
	}
}

func (a *app) merge() *cobra.Command {
	return a.decision("merge A B", "Say that two entities are one", `Say that A is B: all that is claimed of A is then of B. Nothing is lost: undone, each
has its own again. Give names, or ids ("entente show NAME --json" prints them).`,
		`  entente merge "Jake Sullivan" person/jacob-sullivan --why "National Security Advisor, both"
  entente merge GCC-POL GCCPOL`, cobra.ExactArgs(2), a.pair(ledger.Merge))
}

func (a *app) neverMerge() *cobra.Command {
	return a.decision("never-merge A B", "Say that two entities are not one", `Say that A is not B, however alike their names are. What was taken for one is two
again: give the ids then, as "entente show NAME --json" lists them under "same".`,
		`  entente never-merge person/john-howard person/john-p-howard --why "a judge in Washington"`, cobra.ExactArgs(2), a.pair(ledger.NeverMerge))
}

func (a *app) split() *cobra.Command {
	var claims []string
	var called string
	cmd := a.decision("split A --claims CLAIM,...", "Say that some claims are of another of the name", `Say that some claims of A are of another entity of the same name, which is made for
them. "entente evidence A B" lists the ids of claims.`,
		`  entente split "John Howard" --claims claim/0123456789abcdef --name "John Howard (actor)"`, cobra.ExactArgs(1),
		func(ctx context.Context, s graph.Store, args []string) ([]ledger.Decision, error) {
			id, err := a.whom(ctx, s, args[0])
			return []ledger.Decision{{Do: ledger.Split, A: id, Claims: claims, Name: called}}, err
		})
	cmd.Flags().StringSliceVar(&claims, "claims", nil, "the `ids` of the claims, with commas between")
	cmd.Flags().StringVar(&called, "name", "", "what the other one is called; without it as A")
	_ = cmd.MarkFlagRequired("claims")
	return cmd
}

func (a *app) confirm() *cobra.Command {
	return a.decision("confirm CLAIM...", "Say that claims are right", `Say that you looked at claims and that they are right. The graph holds them anyway; who
looks next sees it, and they can't be rejected before it is undone. "entente evidence"
lists the ids of claims.`, `  entente confirm claim/0123456789abcdef`, cobra.MinimumNArgs(1),
		func(_ context.Context, _ graph.Store, args []string) ([]ledger.Decision, error) {
			return []ledger.Decision{{Do: ledger.Confirm, Claims: args}}, nil
		})
}

func (a *app) reject() *cobra.Command {
	return a.decision("reject CLAIM...", "Say that claims are wrong", `Say that claims do not count: no tie rests on them any more. "entente evidence"
lists the ids of claims.`, `  entente reject claim/0123456789abcdef --why "he was not there"`, cobra.MinimumNArgs(1),
		func(_ context.Context, _ graph.Store, args []string) ([]ledger.Decision, error) {
			return []ledger.Decision{{Do: ledger.Reject, Claims: args}}, nil
		})
}

func (a *app) rename() *cobra.Command {
	return a.decision("rename A NAME", "Say what an entity is called", "Say what an entity is called in answers. Its other names stay, to find it by.",
		`  entente rename person/cq-brown "Charles Q. Brown"`, cobra.ExactArgs(2),
		func(ctx context.Context, s graph.Store, args []string) ([]ledger.Decision, error) {
			id, err := a.whom(ctx, s, args[0])
			return []ledger.Decision{{Do: ledger.Rename, A: id, Name: strings.TrimSpace(args[1])}}, err
		})
}

func (a *app) sameAs() *cobra.Command {
	return a.decision("same-as FILE | NAME ADDRESS", "Say by which addresses others know entities", `Say by which addresses others know entities: Wikidata, a register, a file of your own.
A file has comma-separated values: a heading line with "entity" (a name or id), "same_as"
(an address, or Wikidata's Q and number) and, if wanted, "why". All its lines are taken,
or none. Countries have the addresses of Wikidata and GeoNames by themselves.`,
		`  entente same-as ids.csv
  entente same-as NATO Q7184`, cobra.RangeArgs(1, 2),
		func(ctx context.Context, s graph.Store, args []string) ([]ledger.Decision, error) {
			if len(args) == 2 {
				d, err := a.link(ctx, s, args[0], args[1])
				return []ledger.Decision{d}, err
			}
			f, err := os.Open(args[0])
			if err != nil {
				return nil, err
			}
			defer f.Close()
			return a.links(ctx, s, args[0], f)
		})
}

// link is the decision that others know somebody by an address.
func (a *app) link(ctx context.Context, s graph.Store, name, address string) (ledger.Decision, error) {
	id, err := a.whom(ctx, s, name)
	if item := strings.TrimPrefix(address, "Q"); item != address && item != "" && strings.Trim(item, "0123456789") == "" {
		address = "http://www.wikidata.org/entity/" + address
	}
	return ledger.Decision{Do: ledger.SameAs, A: id, Link: address}, err
}

// links reads a file of entities and addresses.
func (a *app) links(ctx context.Context, s graph.Store, file string, in io.Reader) ([]ledger.Decision, error) {
	r := csv.NewReader(in)
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no heading line: %w", file, err)
	}
	column := func(name string) int {
		return slices.IndexFunc(head, func(h string) bool {
			return strings.EqualFold(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")), name)
		})
	}
	entity, same, why := column("entity"), column("same_as"), column("why")
	if entity < 0 || same < 0 {
		return nil, fmt.Errorf("%s:1: the heading line needs the columns \"entity\" and \"same_as\"; it has %q", file, head)
	}
	var ds []ledger.Decision
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		d, err := a.link(ctx, s, strings.TrimSpace(row[entity]), strings.TrimSpace(row[same]))
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line, err)
		}
		if why >= 0 {
			d.Why = strings.TrimSpace(row[why])
		}
		ds = append(ds, d)
	}
	if len(ds) == 0 {
		return nil, fmt.Errorf("%s holds no line but the heading", file)
	}
	return ds, nil
}

func (a *app) retract() *cobra.Command {
	return a.decision("retract RELEASE|PATH|URL", "Take a release out of the graph", `Take a release out of the graph, with all names, claims and ties that only it gives.
It stays out when its file is read again. Give its id ("entente evidence" has them), or
the file or address that it was read from, for all that this holds.`,
		`  entente retract release/0123456789abcdef --why "withdrawn by the ministry"
  entente retract releases/2024-05-03.txt`, cobra.ExactArgs(1),
		func(ctx context.Context, s graph.Store, args []string) ([]ledger.Decision, error) {
			if strings.HasPrefix(args[0], "release/") {
				return []ledger.Decision{{Do: ledger.Retract, Release: args[0]}}, nil
			}
			origins := []string{args[0]}
			if path, err := filepath.Abs(args[0]); err == nil {
				origins = append(origins, path)
			}
			found, err := s.From(ctx, origins)
			if err != nil {
				return nil, err
			}
			var ds []ledger.Decision
			for id := range found {
				ds = append(ds, ledger.Decision{Do: ledger.Retract, Release: id})
			}
			if len(ds) == 0 {
				return nil, graph.Errorf(graph.NotFound, "the graph holds no release from %s", args[0])
			}
			slices.SortFunc(ds, func(a, b ledger.Decision) int { return strings.Compare(a.Release, b.Release) })
			return ds, nil
		})
}

func (a *app) undo() *cobra.Command {
	return a.decision("undo DECISION", "Take a decision back", `Take a decision back, by its id ("entente decisions" lists them). The graph is then as
if it had never been taken; a release that it kept out comes back when its file is read
again. An undo can be undone.`, `  entente undo d-0123abcd`, cobra.ExactArgs(1),
		func(_ context.Context, _ graph.Store, args []string) ([]ledger.Decision, error) {
			return []ledger.Decision{{Do: ledger.Undo, Undoes: args[0]}}, nil
		})
}

// review tells of each decision of a ledger whether it holds.
func review(ctx context.Context, e *entente.Entente, l *ledger.Ledger) ([]web.Decided, error) {
	now, err := e.Review(ctx)
	if err != nil {
		return nil, err
	}
	holding := map[string]string{}
	for _, h := range now.Decisions {
		holding[h.ID] = h.Idle
	}
	out := []web.Decided{}
	for _, d := range l.Decisions {
		r := web.Decided{Decision: d, Status: "holds"}
		if idle, ok := holding[d.ID]; d.Do == ledger.Undo {
			r.Status = ""
		} else if !ok {
			r.Status = "undone"
		} else if idle != "" {
			r.Status, r.Idle = "idle", idle
		}
		out = append(out, r)
	}
	return out, nil
}

func (a *app) decisions() *cobra.Command {
	return &cobra.Command{
		Use:   "decisions",
		Short: "List what people decided",
		Long: `List all decisions of the ledger with who took them, when and why, and whether they
hold. One is idle while the graph does not hold what it is about.`,
		Example: "  entente decisions\n  entente decisions --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				l, err := ledger.Open(a.loaded.LedgerFile())
				if err != nil {
					return err
				}
				e, err := entente.OpenGraph(s, a.options())
				if err != nil {
					return err
				}
				rows, err := review(ctx, e, l)
				if err != nil {
					return err
				}
				t := queries.Answer{Columns: []string{"Decision", "What", "Who", "When", "Why", "Status"}, Empty: "nobody has decided anything yet"}
				for _, r := range rows {
					status := r.Status
					if r.Idle != "" {
						status += ": " + r.Idle
					}
					t.Add(r.ID, saying(r.Decision), r.By, r.At, r.Why, status)
				}
				t.Rows = rows
				return a.print(t)
			})
		},
	}
}

func (a *app) candidates() *cobra.Command {
	var limit int
	var least float64
	var by string
	cmd := &cobra.Command{
		Use:   "candidates",
		Short: "List pairs that may be one, and decide on them",
		Long: `List pairs of entities that may be one but are not joined for want of evidence, with
how likely that is and why, the likeliest first.

On a terminal each is shown to be decided on: y they are one, n they never are, l (or
enter) later, q ends. The answers are kept as those of "merge" and "never-merge".`,
		Example: "  entente candidates\n  entente candidates --min-score 0.6 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ask := a.inTTY && a.outTTY && a.loaded.Format == "table"
			if ask {
				return a.deciding(cmd, func(ctx context.Context, s graph.Store, e *entente.Entente) error {
					now, err := e.Review(ctx)
					if err != nil {
						return err
					}
					return a.ask(ctx, s, e, choose(now.Candidates, least, limit), by)
				})
			}
			return a.withStore(cmd, func(ctx context.Context, s graph.Store) error {
				e, err := entente.OpenGraph(s, a.options())
				if err != nil {
					return err
				}
				now, err := e.Review(ctx)
				if err != nil {
					return err
				}
				rows := choose(now.Candidates, least, limit)
				t := queries.Answer{Rows: rows, Columns: []string{"Score", "A", "B", "Why"}, Empty: "no pair is likely enough to ask about"}
				for _, c := range rows {
					t.Add(fmt.Sprintf("%.2f", c.Score), fmt.Sprintf("%s (%s)", c.NameA, c.A), fmt.Sprintf("%s (%s)", c.NameB, c.B), strings.Join(c.Reasons, "; "))
				}
				return a.print(t)
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 0, "at most this `number` of pairs; 0 is all")
	cmd.Flags().Float64Var(&least, "min-score", 0, "only pairs at least this likely, 0 to 1")
	cmd.Flags().StringVar(&by, "by", "", "`who` decides; without it the user of this machine")
	return cmd
}

func choose(all []resolve.Candidate, least float64, limit int) []resolve.Candidate {
	out := []resolve.Candidate{}
	for _, c := range all {
		if c.Score >= least && (limit <= 0 || len(out) < limit) {
			out = append(out, c)
		}
	}
	return out
}

// ask shows candidates to a person one by one and keeps the answers.
func (a *app) ask(ctx context.Context, s graph.Store, e *entente.Entente, candidates []resolve.Candidate, by string) error {
	if len(candidates) == 0 {
		a.note("no pair is likely enough to ask about")
	}
	answers := bufio.NewScanner(a.in)
	for i, c := range candidates {
		fmt.Fprintf(a.out, "\n%d of %d, %.0f %% likely: %s\n", i+1, len(candidates), 100*c.Score, strings.Join(c.Reasons, "; "))
		for _, id := range []string{c.A, c.B} {
			if err := a.introduce(ctx, s, id); err != nil {
				return err
			}
		}
		do := ledger.Do("")
		for do == "" {
			fmt.Fprint(a.out, "one? [y]es, [n]ever, [l]ater, [q]uit: ")
			if !answers.Scan() {
				fmt.Fprintln(a.out)
				return answers.Err()
			}
			switch strings.ToLower(strings.TrimSpace(answers.Text())) {
			case "y", "yes":
				do = ledger.Merge
			case "n", "no", "never":
				do = ledger.NeverMerge
			case "q", "quit":
				return nil
			case "", "l", "later":
				do = "later"
			}
		}
		if do == "later" {
			continue
		}
		d := ledger.Decision{Do: do, A: c.A, B: c.B}
		a.sign(&d, by, "asked: "+strings.Join(c.Reasons, "; "))
		_, err := e.Decide(ctx, d)
		if wrong, ok := errors.AsType[*ledger.Error](err); ok && wrong.Line == 0 {
			a.note("%s", wrong.Why) // by an answer before this one
			continue
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "%s: %s\n", d.ID, saying(d))
	}
	return nil
}

// introduce tells in a few lines who an entity is.
func (a *app) introduce(ctx context.Context, s graph.Store, id string) error {
	card, err := queries.Show(ctx, s, id)
	if graph.CodeOf(err) == graph.NotFound {
		return nil // merged by an answer before this one
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "  %s (%s), %d mentions", card.Name, id, card.Mentions)
	for i, o := range card.Offices {
		if i == 3 {
			break
		}
		fmt.Fprintf(a.out, "; %s, %s", o.Title, o.Object.Name)
	}
	fmt.Fprintln(a.out)
	for i, r := range card.Releases {
		if i == 3 {
			break
		}
		fmt.Fprintf(a.out, "      %s  %s\n", r.Published, r.Title)
	}
	return nil
}

// ledgerHint gives the way out of a ledger that can't be read.
func ledgerHint(err error) string {
	if e, ok := errors.AsType[*ledger.Error](err); ok && e.Line > 0 {
		return "nothing was changed; mend the line, or take the file back to an earlier version"
	}
	if errors.Is(err, fs.ErrPermission) {
		return "check the permissions of the ledger, or name another with --ledger"
	}
	return ""
}

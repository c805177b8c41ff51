package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"entente/queries"
	"entente/queue"
)

// queueFailed lists what the queue has put aside.
func (a *app) queueFailed() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "failed",
		Short: "List the releases that were put aside",
		Long: `List the releases that failed every time and were put aside: why, after how many
tries, and when. "entente queue retry" gives them to the workers again.`,
		Example: `  entente queue failed --queue nats://queue.example.org:4222
  entente queue failed --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withQueue(cmd, func(ctx context.Context, q *queue.Queue) error {
				all, err := q.Failures(ctx)
				if err != nil {
					return err
				}
				t := queries.Answer{Rows: all, Columns: []string{"ID", "When", "Tries", "Title", "From", "Why"}, Empty: "nothing was put aside"}
				for _, f := range all {
					from := f.Origin
					if from == "" {
						from = f.URL
					}
					t.Add(fmt.Sprint(f.ID), f.When.Format(time.RFC3339), fmt.Sprint(f.Tries), oneLine(f.Title), from, oneLine(f.Why))
				}
				return a.print(t)
			})
		},
	}
	queueFlags(cmd)
	return cmd
}

func (a *app) queueRetry() *cobra.Command {
	return a.queueAside(&cobra.Command{
		Use:   "retry ID... | --all",
		Short: "Give releases that were put aside to the workers again",
		Long: `Give releases that were put aside to the workers again, which try each of them as often
as a new one. "entente queue failed" lists them with their numbers.`,
		Example: `  entente queue retry 17 23 --queue nats://queue.example.org:4222
  entente queue retry --all`,
	}, "back in the queue: %d\n", (*queue.Queue).Retry)
}

func (a *app) queueDrop() *cobra.Command {
	return a.queueAside(&cobra.Command{
		Use:   "drop ID... | --all",
		Short: "Remove releases that were put aside",
		Long: `Remove releases that were put aside from the queue, for good. "entente queue failed"
lists them with their numbers.`,
		Example: "  entente queue drop 17 --queue nats://queue.example.org:4222",
	}, "removed from the queue: %d\n", (*queue.Queue).Drop)
}

// queueAside completes a verb that does something with releases that were put aside.
func (a *app) queueAside(cmd *cobra.Command, said string, do func(*queue.Queue, context.Context, uint64) error) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		every, _ := cmd.Flags().GetBool("all")
		if every == (len(args) > 0) {
			return &usageError{errors.New(`which releases? Give their numbers, as "entente queue failed" lists them, or --all`)}
		}
		ids := make([]uint64, len(args))
		for i, arg := range args {
			var err error
			if ids[i], err = strconv.ParseUint(arg, 10, 64); err != nil {
				return &usageError{fmt.Errorf("%q is no number of a release", arg)}
			}
		}
		return a.withQueue(cmd, func(ctx context.Context, q *queue.Queue) error {
			all, err := q.Failures(ctx)
			if err != nil {
				return err
			}
			there := make([]uint64, len(all))
			for i, f := range all {
				there[i] = f.ID
			}
			if every {
				ids = there
			}
			for _, id := range ids { // all or none
				if !slices.Contains(there, id) {
					return queue.NotAside(id)
				}
			}
			slices.Sort(ids)
			ids = slices.Compact(ids)
			for _, id := range ids {
				if err := do(q, ctx, id); err != nil {
					return err
				}
			}
			if a.loaded.Format == "json" {
				return printJSON(a.out, map[string]int{"releases": len(ids)})
			}
			fmt.Fprintf(a.out, said, len(ids))
			return nil
		})
	}
	queueFlags(cmd)
	cmd.Flags().Bool("all", false, "all that were put aside")
	return cmd
}

// withQueue connects to the queue that the settings name.
func (a *app) withQueue(cmd *cobra.Command, do func(context.Context, *queue.Queue) error) error {
	if a.loaded.Queue == "" {
		return errWhichQueue
	}
	q, err := a.dial(cmd.Context(), 0)
	if err != nil {
		return err
	}
	defer q.Close()
	return do(cmd.Context(), q)
}

var errWhichQueue = &usageError{errors.New("which queue? Name it with --queue nats://HOST:4222")}

package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"entente"
	"entente/config"
	"entente/graph"
	"entente/ledger"
	"entente/source"
)

func (a *app) ingest() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ingest PATH|URL...",
		Short: "Read releases into the graph",
		Long: `Read releases into the graph: files of plain text or Markdown, dumps of several
releases, JSON Lines, HTML pages and feeds (RSS, Atom), by path or address; whole
folders; "-" is standard input. Releases that the graph holds already are passed
over, so a run that was stopped goes on where it was when it is started again.

A file or page that was read before and has changed gives its new releases for its
old ones: what no file holds any more is retracted, as if it had never been read.
With --keep it stays, for a file that is written anew each day.

With --queue, releases are not read into the graph but given to a queue, from which
"entente work" takes them, on several machines too.`,
		Example: `  entente ingest releases/ extra.jsonl
  entente ingest https://www.example.org/news.rss
  entente ingest dump.txt --store neo4j://localhost:7687
  entente ingest releases/ --queue nats://localhost:4222`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.loaded.Queue != "" {
				return a.publish(cmd.Context(), args)
			}
			s, err := a.openStore(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer s.Close(context.WithoutCancel(cmd.Context()))
			a.saveMemory()
			bar := a.bar()
			o := a.options()
			keep, _ := cmd.Flags().GetBool("keep")
			o.Replace = !keep
			o.Failed = func(err error) { _ = bar.Clear(); a.failed(err) }
			o.Progress = func(r entente.Report) {
				bar.Describe(fmt.Sprintf("%d read, %d known, %d failed", r.Read, r.Known, r.Failed))
				_ = bar.Add(1)
			}
			e, err := entente.New(s, o)
			if err != nil {
				return err
			}
			report, err := e.Ingest(cmd.Context(), source.Open(cmd.Context(), a.sources(), args...))
			_ = bar.Clear()
			if _, broken := errors.AsType[*ledger.Error](err); broken && report.Read == 0 {
				return err
			}
			if a.loaded.Format == "json" {
				if err := printJSON(a.out, report); err != nil {
					return err
				}
			} else {
				fmt.Fprintf(a.out, "%d read: %d added with %d facts, %d known already, %d failed; %d names merged in %s\n",
					report.Read, report.Added, report.Facts, report.Known, report.Failed, report.Merged, a.loaded.Store)
				for _, more := range []struct {
					n    int
					text string
				}{
					{report.Retracted, "that their files no longer hold are retracted"},
					{report.Barred, "stay out by decision"},
					{report.Idle, `decisions are about what the graph does not hold; "entente decisions" lists them`},
					{report.Copies, "repeat another's text and count as one with it"},
					{report.Versions, "have a later version, which counts in their place"},
					{report.Candidates, `more pairs of names may be one; "entente candidates" asks about them`},
					{report.Foreign, "of the added are not in English, the only language read: they give no facts"},
				} {
					if more.n > 0 {
						fmt.Fprintf(a.out, "%d %s\n", more.n, more.text)
					}
				}
			}
			return outcome(err, report.Failed, report.Added+report.Known, a.loaded.Strict)
		},
	}
	readingFlags(cmd)
	cmd.Flags().String("sync", config.Default().Sync, "full: what is read is on the disk before more is; normal: faster, but a power failure may lose the last batches (`mode`)")
	queueFlags(cmd)
	cmd.Flags().Bool("keep", false, "keep the releases that a changed file no longer holds")
	return cmd
}

// readingFlags are those of every verb that reads releases.
func readingFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Int("workers", 0, "releases read at once; 0 is one a processor (`number`)")
	f.Bool("strict", false, "stop at the first input that cannot be read")
	f.Float64("min-confidence", 0, "drop facts less sure than this, 0 to 1")
	f.Duration("http-timeout", 0, "the longest to wait for a page")
	modelFlag(cmd)
}

func (a *app) options() entente.Options {
	return entente.Options{Ledger: a.loaded.LedgerFile(), Workers: a.loaded.Workers, MinConfidence: a.loaded.MinConfidence, Strict: a.loaded.Strict, Models: a.loaded.Models()}
}

// failed reports an input that could not be read.
func (a *app) failed(err error) {
	a.note("entente: %v", err)
	if e, ok := errors.AsType[*source.Error](err); ok && e.Hint != "" {
		a.note("         %s", e.Hint)
	}
}

// outcome is the error of a run over inputs of which some failed.
func outcome(err error, failed, read int, strict bool) error {
	switch {
	case graph.CodeOf(err) != "" || errors.Is(err, context.Canceled):
		return err
	case failed > 0 && (strict || read == 0):
		return errReported
	case err == nil && failed > 0:
		return errSome
	}
	return err
}

// bar shows how far a run is, to a person only. How much there is to read is
// not known beforehand.
func (a *app) bar() *progressbar.ProgressBar {
	return progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(a.err),
		progressbar.OptionSetVisibility(a.errTTY),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetElapsedTime(true),
	)
}

// saveMemory lets garbage be collected twice as often as usual: reading makes much of it;
// and yet more often rather than that much is taken, which settling a large graph would.
// GOGC and GOMEMLIMIT decide where they are set.
func (a *app) saveMemory() {
	if v, _ := a.env("GOGC"); v == "" {
		debug.SetGCPercent(50)
	}
	if v, _ := a.env("GOMEMLIMIT"); v == "" {
		debug.SetMemoryLimit(340 << 20) // bytes; SQLite's pages come on top
	}
}

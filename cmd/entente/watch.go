package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/text"
	"entente/watch"
)

const soonest = time.Minute // no feed needs to be asked more often

func (a *app) watch() *cobra.Command {
	o := watch.Options{}
	var once, keep bool
	cmd := &cobra.Command{
		Use:   "watch FEED...",
		Short: "Poll feeds, read what is new and tell what it changes",
		Long: `Ask feeds (RSS, Atom, JSON), pages and files at addresses again and again, read what is
new into the graph, and print what that changes: ties that no release stated before, as
"changed" tells them. With --entity only what concerns one of these, each with their own
ties.

It is polite: a server is asked for what has changed since (ETag, Last-Modified), is left
alone for as long as it asks (Retry-After) and ever longer while it fails, and one host is
not asked twice in two seconds. Ctrl-C or a SIGTERM ends it when what is being read is in
the graph.

With --webhook each change is posted, too, as a JSON object with an id that is the same
however often it comes. With ENTENTE_WATCH_SECRET (watch.secret) it is signed as Standard
Webhooks are: Webhook-Signature is "v1," and the base64 of the HMAC-SHA256 of
Webhook-Id.Webhook-Timestamp.body. What the webhook does not take with a status of 2xx is
posted again, in order, until it does. What must not be forgotten lies in a file
beside the store (--state), so that a watcher that was stopped or killed goes on where it
was. One watcher a file.`,
		Example: `  entente watch https://www.example.org/news.rss --entity Moldova --entity "Maro Lindqvist"
  entente watch https://a.example.org/feed.xml https://b.example.org/feed.json --every 1h --json
  entente watch https://www.example.org/news.rss --webhook http://127.0.0.1:9000/hook
  entente watch https://www.example.org/news.rss --once    # from cron`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.wantWatchable(o, args); err != nil {
				return &usageError{err}
			}
			ctx := cmd.Context()
			s, err := a.openStore(ctx, true)
			if err != nil {
				return err
			}
			defer s.Close(context.WithoutCancel(ctx))
			reading := a.options()
			reading.Strict = false // one bad entry must not end it
			reading.Replace, reading.Failed = !keep, a.failed
			e, err := entente.New(s, reading)
			if err != nil {
				return err
			}
			o.Feeds, o.World, o.Secret = args, a.world(s), string(a.loaded.Watch.Secret)
			o.Source, o.Now, o.Note, o.Tell = a.sources(), a.now, a.note, a.tellChange
			if o.State == "" {
				o.State = a.loaded.WatchFile()
			}
			o.Ingest = func(ctx context.Context, docs iter.Seq2[*text.Document, error]) error {
				_, err := e.Ingest(ctx, docs)
				return err
			}
			w, err := watch.New(ctx, o)
			if err == nil {
				err = w.Run(ctx, once)
			}
			if ctx.Err() != nil && (err == nil || errors.Is(err, ctx.Err())) {
				a.note("ended; the next run goes on from here")
				return nil
			}
			return err
		},
	}
	f := cmd.Flags()
	f.DurationVar(&o.Every, "every", 15*time.Minute, "ask each feed so often (`duration`)")
	f.BoolVar(&once, "once", false, "ask each feed once and end")
	f.StringArrayVar(&o.Entities, "entity", nil, "tell only what concerns this one, by `name` or id; may be given several times")
	f.StringVar(&o.Webhook, "webhook", "", "post each change to this `address`")
	f.StringVar(&o.State, "state", "", "the `file` of what must not be forgotten; without it STORE.watch.json beside an SQLite store, else entente.watch.json")
	f.BoolVar(&keep, "keep", false, "keep the releases that a changed page no longer holds")
	readingFlags(cmd)
	_ = f.MarkHidden("strict")
	return cmd
}

// wantWatchable says what is wrong with what is to be watched.
func (a *app) wantWatchable(o watch.Options, feeds []string) error {
	for _, f := range feeds {
		if err := watch.CheckFeed(f); err != nil {
			return err
		}
	}
	for _, name := range o.Entities {
		if strings.TrimSpace(name) == "" {
			return errors.New("--entity is empty; give a name or an id")
		}
	}
	if o.Webhook != "" {
		if err := watch.CheckWebhook(o.Webhook); err != nil {
			return err
		}
	}
	switch {
	case o.Every < soonest:
		return fmt.Errorf("--every is %v; it may be %v or more", o.Every, soonest)
	case a.loaded.Format == "csv" || a.loaded.Format == "markdown":
		return fmt.Errorf("watch prints text or, with --json, a JSON object a line, and no %s", a.loaded.Format)
	case a.loaded.Store == "sqlite::memory:":
		return errors.New("a graph in memory is gone when the watcher ends; name a file or a Neo4j with --store")
	}
	return nil
}

// tellChange prints one change.
func (a *app) tellChange(e watch.Event) error {
	if a.loaded.Format == "json" {
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		return enc.Encode(e)
	}
	_, err := fmt.Fprintf(a.out, "%s  %s\n    %s\n", e.News.Told, e.Summary, e.News.Quote)
	return err
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente/mcp"
	"entente/queue"
	"entente/source"
)

func (a *app) queue() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "Run a queue to try work on several machines, or see what failed in one",
		Long: `Run a queue of one server, until Ctrl-C: "entente ingest --queue" gives it releases
and "entente work" takes them. What it holds is kept in a folder and is there again at
the next start. Whoever reaches its address may use it, and by default that is only
this machine; for more than a try run nats-server with JetStream, TLS and users, on
three machines.

What failed every time is put aside: "failed" lists it, "retry" gives it to the workers
again and "drop" removes it, in any queue.`,
		Example: `  entente queue
  entente queue --dir /var/lib/entente --listen 10.0.0.5:4222
  entente queue failed --queue nats://queue.example.org:4222
  entente queue retry --all --queue nats://queue.example.org:4222`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, _ := cmd.Flags().GetString("dir")
			listen, _ := cmd.Flags().GetString("listen")
			s, err := queue.Serve(dir, listen)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "the queue is at %s, its releases in %s; Ctrl-C ends it\n", s.URL(), dir)
			if !mcp.Loopback(listen) {
				a.note("whoever reaches %s may read what is in the queue and add to it", listen)
			}
			<-cmd.Context().Done()
			s.Stop()
			return nil // this is how it ends
		},
	}
	cmd.Flags().String("dir", "entente.queue", "`folder` to keep the releases in")
	cmd.Flags().String("listen", "127.0.0.1:4222", "`address` to answer at, HOST:PORT; port 0 is any that is free")
	cmd.AddCommand(a.queueFailed(), a.queueRetry(), a.queueDrop())
	return cmd
}

// queueFlags are those of the verbs that use a queue.
func queueFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.String("queue", "", "the queue's `address`: nats://HOST:PORT or tls://HOST:PORT, several servers with commas between")
	f.String("nats-creds", "", "`file` of credentials to log in to the queue with")
	f.String("nats-ca", "", "`file` of the certificates to trust the queue by; without it the system's")
	f.Int("nats-replicas", 0, "servers that keep each release, 1, 3 or 5; 0 is what the queue has (`number`)")
}

// dial connects to the queue that the settings name.
func (a *app) dial(ctx context.Context, ackWait time.Duration) (*queue.Queue, error) {
	n := a.loaded.NATS
	return queue.Dial(ctx, queue.Options{URL: string(a.loaded.Queue), Creds: n.Creds, CA: n.CA, Replicas: n.Replicas, AckWait: ackWait})
}

// published counts what was given to a queue.
type published struct {
	Read   int `json:"read"`
	Queued int `json:"queued"`
	Known  int `json:"known"` // published before, in this run or a moment ago
	Failed int `json:"failed"`
}

// publish gives releases to the queue.
func (a *app) publish(ctx context.Context, args []string) error {
	q, err := a.dial(ctx, 0)
	if err != nil {
		return err
	}
	defer q.Close()
	bar := a.bar()
	var n published
	var broken error
	for d, err := range source.Open(ctx, a.sources(), args...) {
		again := false
		if err == nil {
			again, err = q.Publish(ctx, d)
		}
		if trouble, ok := errors.AsType[*queue.Error](err); ok {
			broken = trouble
		}
		if broken != nil || ctx.Err() != nil {
			break
		}
		n.Read++
		switch {
		case again:
			n.Known++
		case err == nil:
			n.Queued++
		default:
			n.Failed++
			_ = bar.Clear()
			a.failed(err)
		}
		bar.Describe(fmt.Sprintf("%d queued, %d known, %d failed", n.Queued, n.Known, n.Failed))
		_ = bar.Add(1)
		if err != nil && a.loaded.Strict {
			break
		}
	}
	_ = bar.Clear()
	if a.loaded.Format == "json" {
		if err := printJSON(a.out, n); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.out, "%d read: %d queued, %d published already, %d failed; in the queue at %s\n", n.Read, n.Queued, n.Known, n.Failed, a.loaded.Queue)
	}
	return outcome(cmp.Or(broken, ctx.Err()), n.Failed, n.Queued+n.Known, a.loaded.Strict)
}

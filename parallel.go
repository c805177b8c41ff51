package entente

import (
	"context"
	"iter"
	"sync"
	"time"

	"entente/text"
)

// parallel works on docs with several goroutines and yields the results in the
// order of the docs. It ends when yield says so or, without waiting for a
// source that is stuck, when ctx ends; no work goes on after it returns. While
// nothing is ready it calls idle, if there is one, about once a second.
func parallel[R any](ctx context.Context, workers int, docs iter.Seq2[*text.Document, error],
	work func(context.Context, *text.Document) R, failed func(error) R, idle func() bool, yield func(R) bool) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()

	type job struct {
		doc  *text.Document
		done chan R
	}
	jobs := make(chan job)
	order := make(chan chan R, 4*workers)
	for range workers {
		wg.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case j, ok := <-jobs:
					if !ok {
						return
					}
					j.done <- work(ctx, j.doc)
				}
			}
		})
	}
	go func() { // may be stuck in its source after ctx ended
		defer close(order)
		defer close(jobs)
		for d, err := range docs {
			done := make(chan R, 1)
			if err != nil {
				done <- failed(err)
			}
			select {
			case <-ctx.Done():
				return
			case order <- done:
			}
			if err != nil {
				continue
			}
			select {
			case <-ctx.Done():
				return
			case jobs <- job{d, done}:
			}
		}
	}()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	var next chan R // the result that is due
	queue := order
	for {
		select {
		case <-ctx.Done():
			return
		case done, ok := <-queue:
			if !ok {
				return
			}
			next, queue = done, nil
		case r := <-next:
			next, queue = nil, order
			if !yield(r) {
				return
			}
		case <-tick.C:
			if idle != nil && !idle() {
				return
			}
		}
	}
}

package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"
)

// Input is what a job reads: files that were uploaded, or an address.
type Input struct {
	Files []File
	URL   string
	dir   string // to be removed with the files
}

// File is one that was uploaded.
type File struct {
	Name string // as it was called where it came from; no path
	Path string // where it lies
}

// Counts is how much of a job is done.
type Counts struct {
	Read      int      `json:"read"`      // releases that were looked at
	Added     int      `json:"added"`     // written to the graph
	Known     int      `json:"known"`     // that it held already
	Failed    int      `json:"failed"`    // inputs that could not be read
	Foreign   int      `json:"foreign"`   // in another language than English: they give no facts
	Facts     int      `json:"facts"`     // claims of those added
	Retracted int      `json:"retracted"` // that the address no longer has
	Barred    int      `json:"barred"`    // that a decision keeps out
	Releases  []string `json:"releases"`  // ids of those added, the first hundred
}

// Job is the reading of one request to ingest.
type Job struct {
	ID     string   `json:"id"`
	State  JobState `json:"state"`
	Inputs []string `json:"inputs"`
	By     string   `json:"by,omitempty"` // whose token it was
	Counts
	Errors  []string  `json:"errors"` // what could not be read, the first hundred
	Created time.Time `json:"created"`
	Started time.Time `json:"started,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
}

// JobState is how far a job is.
type JobState string

// The states.
const (
	Waiting   JobState = "waiting"
	Running   JobState = "running"
	Done      JobState = "done"      // also where some inputs could not be read
	Failed    JobState = "failed"    // nothing could be read, or the graph could not be written to
	Cancelled JobState = "cancelled" // because somebody asked for it; what was read until then is saved
	Ended     JobState = "ended"     // by the end of the server; the same
)

func (s JobState) over() bool { return s != Waiting && s != Running }

const (
	mostWaiting = 32  // jobs
	mostOver    = 200 // jobs that are remembered
	mostErrors  = 100 // of a job
)

// jobs reads one job after the other.
type jobs struct {
	ingest func(context.Context, Input, func(Counts)) (Counts, []string, error)
	ctx    context.Context // of what runs
	cancel func()
	ended  chan struct{} // closed when nothing runs any more
	queue  chan *running

	mu  sync.Mutex
	all []*running // in their order
}

// running is a job with what is not for everybody to see.
type running struct {
	Job
	in      Input
	changed chan struct{} // closed at the next change
	ctx     context.Context
	cancel  func()
}

func newJobs(ingest func(context.Context, Input, func(Counts)) (Counts, []string, error)) *jobs {
	j := &jobs{ingest: ingest, ended: make(chan struct{}), queue: make(chan *running, mostWaiting)}
	j.ctx, j.cancel = context.WithCancel(context.Background())
	go j.work()
	return j
}

func (j *jobs) close() {
	j.cancel()
	<-j.ended
}

// add queues a job, unless as many wait as may.
func (j *jobs) add(in Input, by string, inputs []string) (Job, error) {
	r := &running{in: in, changed: make(chan struct{}),
		Job: Job{ID: rand.Text(), State: Waiting, Inputs: inputs, By: by, Errors: []string{}, Counts: Counts{Releases: []string{}}, Created: time.Now().UTC()}}
	r.ctx, r.cancel = context.WithCancel(j.ctx)
	j.mu.Lock()
	defer j.mu.Unlock()
	select {
	case j.queue <- r:
	default:
		r.cancel()
		return Job{}, &Problem{Status: http.StatusTooManyRequests, Detail: fmt.Sprintf("%d jobs wait already; try again when some are done", mostWaiting)}
	}
	j.all = append(j.all, r)
	if over := len(j.all) - mostOver; over > 0 {
		j.all = slices.DeleteFunc(j.all, func(r *running) bool {
			gone := over > 0 && r.State.over()
			if gone {
				over--
			}
			return gone
		})
	}
	return r.Job, nil
}

// change changes a job and wakes those who watch it.
func (j *jobs) change(r *running, how func(*Job)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	r.change(how)
}

// change is that of jobs, for who holds the lock.
func (r *running) change(how func(*Job)) {
	how(&r.Job)
	if r.Releases == nil {
		r.Releases = []string{}
	}
	close(r.changed)
	r.changed = make(chan struct{})
}

// get gives a job as it is, and what is closed when it changes.
func (j *jobs) get(id string) (Job, <-chan struct{}, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, r := range j.all {
		if r.ID == id {
			return r.Job, r.changed, true
		}
	}
	return Job{}, nil, false
}

// end cancels a job, and gives it as it is: one that is being read ends when what it has
// is saved, and one that is over stays as it was.
func (j *jobs) end(id string) (Job, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, r := range j.all {
		if r.ID != id {
			continue
		}
		r.cancel()
		if r.State == Waiting {
			r.change(func(job *Job) { job.State, job.Ended = Cancelled, time.Now().UTC() })
		}
		return r.Job, true
	}
	return Job{}, false
}

// begin marks a job as one that is being read, unless it was cancelled or the server ends.
func (j *jobs) begin(r *running) bool {
	begun := false
	j.change(r, func(job *Job) {
		switch now := time.Now().UTC(); {
		case job.State.over():
		case j.ctx.Err() != nil:
			job.State, job.Ended = Ended, now
		default:
			job.State, job.Started, begun = Running, now, true
		}
	})
	return begun
}

// list gives all jobs, the latest first.
func (j *jobs) list() []Job {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := []Job{}
	for _, r := range slices.Backward(j.all) {
		out = append(out, r.Job)
	}
	return out
}

func (j *jobs) work() {
	defer close(j.ended)
	for {
		select {
		case r := <-j.queue:
			j.run(r)
		case <-j.ctx.Done():
			for { // those that wait are told too
				select {
				case r := <-j.queue:
					j.run(r)
				default:
					return
				}
			}
		}
	}
}

func (j *jobs) run(r *running) {
	defer func() {
		r.cancel()
		if r.in.dir != "" {
			os.RemoveAll(r.in.dir)
		}
	}()
	if !j.begin(r) {
		return
	}
	counts, errs, err := j.ingest(r.ctx, r.in, func(c Counts) { j.change(r, func(job *Job) { job.Counts = c }) })
	j.change(r, func(job *Job) {
		job.Counts, job.Ended = counts, time.Now().UTC()
		job.Errors = append(job.Errors, errs[:min(len(errs), mostErrors)]...)
		switch {
		case j.ctx.Err() != nil:
			job.State = Ended
		case err != nil && r.ctx.Err() != nil:
			job.State = Cancelled
		case err != nil:
			job.State = Failed
			if refused, ok := errors.AsType[*Refused](err); ok {
				job.Errors = append(job.Errors, refused.Why)
			} else {
				job.Errors = append(job.Errors, "the graph could not be written to; the logs of the server tell why")
			}
		case counts.Failed > 0 && counts.Added+counts.Known+counts.Barred == 0:
			job.State = Failed
		default:
			job.State = Done
		}
	})
}

type jobList struct {
	Jobs []Job `json:"jobs"`
}

func (c *call) listJobs() error { return c.send(http.StatusOK, jobList{c.jobs.list()}) }

func (c *call) job() error {
	job, _, ok := c.jobs.get(c.args["id"])
	if !ok {
		return noJob()
	}
	return c.send(http.StatusOK, job)
}

func (c *call) cancelJob() error {
	job, ok := c.jobs.end(c.args["id"])
	if !ok {
		return noJob()
	}
	return c.send(http.StatusOK, job)
}

func noJob() error {
	return &Problem{Status: http.StatusNotFound, Detail: "there is no such job, or it is long over"}
}

const (
	heartbeat = 15 * time.Second       // between signs of life
	rate      = 200 * time.Millisecond // between events, at least
	eventTime = 10 * time.Second       // for the other side to take one
)

// events sends how far a job is until it is over.
func (c *call) events() error {
	job, changed, ok := c.jobs.get(c.args["id"])
	if !ok {
		return noJob()
	}
	c.metrics.streams.Inc()
	defer c.metrics.streams.Dec()
	h := c.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // a proxy that gathers answers would keep them
	c.w.WriteHeader(http.StatusOK)
	if c.w.head {
		return nil
	}
	rc := http.NewResponseController(c.w)
	say := func(format string, args ...any) error {
		if err := rc.SetWriteDeadline(time.Now().Add(eventTime)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
		if _, err := fmt.Fprintf(c.w, format, args...); err != nil {
			return err
		}
		return rc.Flush()
	}
	for n := 1; ; n++ {
		b, err := json.Marshal(job)
		if err != nil {
			return err
		}
		name := "progress"
		if job.State.over() {
			name = "end"
		}
		if err := say("id: %d\nevent: %s\ndata: %s\n\n", n, name, b); err != nil || job.State.over() {
			return cmp.Or(err, nil)
		}
		time.Sleep(rate)
		for waiting := true; waiting; {
			select {
			case <-changed:
				waiting = false
			case <-time.After(heartbeat):
				if err := say(": %s\n\n", job.State); err != nil {
					return err
				}
			case <-c.r.Context().Done():
				return c.r.Context().Err()
			case <-c.jobs.ended:
				waiting = false // by then it is over
			}
		}
		if job, changed, ok = c.jobs.get(job.ID); !ok {
			return nil
		}
	}
}

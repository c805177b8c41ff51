package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"entente/queries"
	"entente/web/token"
)

// rowsOf has a value of the type that each question's rows are of, for the document.
var rowsOf = map[string]any{
	"who-met": []queries.Meeting{}, "members": []queries.Member{}, "ties": []queries.Link{}, "show": &queries.Card{}, "report": &queries.Page{},
	"offices": []queries.Term{}, "holders": []queries.Term{}, "events": []queries.Link{}, "participants": []queries.Participant{},
	"common": []queries.Common{}, "path": []queries.Step{}, "timeline": []queries.Link{}, "pending": []queries.Announcement{},
	"changed": []queries.News{}, "conflicts": []queries.Conflict{}, "centrality": []queries.Central{}, "communities": []queries.Community{},
	"evidence": []queries.Proof{}, "search": []queries.Hit{},
}

// heavy are the questions that look at the whole graph, or at very much of it: few are
// answered at once.
var heavy = []string{"centrality", "changed", "communities", "conflicts", "report"}

var heavyAtOnce = max(1, runtime.GOMAXPROCS(0)/2)

// answered is an answer with where it stands in all there is.
type answered struct {
	queries.Answer
	Page *page `json:"page,omitempty"`
}

// page is a part of a list.
type page struct {
	Offset int    `json:"offset"`
	Limit  int    `json:"limit"`
	Total  *int   `json:"total,omitempty"` // where it is known without counting on
	Next   string `json:"next,omitempty"`  // the address of what follows
}

// question makes a question a route.
func (s *Server) question(q queries.Question) route {
	r := route{method: "GET", summary: q.Summary, about: q.About, role: token.Read, status: http.StatusOK,
		result: answerOf(q.Name), marked: true, fails: []int{404, 422}}
	limited := false
	for _, p := range q.Params {
		r.params = append(r.params, asParam(p))
		limited = limited || p.Name == "limit"
	}
	paged := reflect.TypeOf(rowsOf[q.Name]).Kind() == reflect.Slice && q.Name != "path"
	if paged {
		if !limited { // all rows are there at once, and are given out in pages
			r.params = append(r.params, limitParam(defaultRows))
		}
		r.params = append(r.params, offsetParam())
	}
	r.serve = func(c *call) error { return c.ask(q, paged, limited) }
	return r
}

// answerOf is a value of the type of an answer whose rows are those of a question.
func answerOf(name string) any { return typedAnswer{rowsOf[name]} }

// typedAnswer stands in a route for an answered with rows of a type.
type typedAnswer struct{ rows any }

// ask runs a question and answers with its rows, or a page of them.
func (c *call) ask(q queries.Question, paged, limited bool) error {
	if done, err := c.fresh(); done || err != nil {
		return err
	}
	a, ok := c.cache.get(c.etag)
	if !ok {
		var err error
		if a, err = c.make(q, paged, limited); err != nil {
			return err
		}
	}
	return c.sendPage(a)
}

// make makes the answer of a question, unless somebody makes the same meanwhile.
func (c *call) make(q queries.Question, paged, limited bool) (a kept, err error) {
	done, err := c.cache.claim(c.r.Context(), c.etag)
	if err != nil {
		return a, err
	}
	defer done()
	a, ok := c.cache.get(c.etag)
	if ok {
		return a, nil
	}
	all := slices.Contains(heavy, q.Name)
	if all {
		select {
		case c.heavy <- struct{}{}:
			defer func() { <-c.heavy }()
		case <-time.After(patience):
			c.metrics.refused.Inc()
			return a, c.busy("others ask about the whole graph")
		case <-c.r.Context().Done():
			return a, c.r.Context().Err()
		}
	}
	began := time.Now()
	answer, err := c.run(q, paged, limited)
	if err != nil {
		return a, err
	}
	a.body, err = encode(answer)
	if err != nil {
		return a, err
	}
	a.next = answer.Page != nil && answer.Page.Next != ""
	if all || time.Since(began) > worthKeeping {
		c.cache.put(c.etag, a)
	}
	return a, nil
}

// kept is the body of an answer, and whether more rows follow.
type kept struct {
	body []byte
	next bool
}

func (c *call) sendPage(a kept) error {
	if a.next {
		c.linkNext(c.number("offset") + c.number("limit"))
	}
	return c.sendBytes(http.StatusOK, "application/json", a.body)
}

func (c *call) linkNext(offset int) {
	c.w.Header().Set("Link", "<"+c.link(map[string]string{"offset": strconv.Itoa(offset)})+`>; rel="next"`)
}

// run asks a question for its rows, or a page of them. A limit keeps the best rows of a
// question, which then stand in the order that reads best; so a page has the rows of
// what a larger limit keeps without those that the smaller one does.
func (c *call) run(q queries.Question, paged, limited bool) (answered, error) {
	args := queries.Args{}
	maps.Copy(args, c.args)
	if args["slug"] != "" { // an entity's own address
		e, err := queries.ByID(c.r.Context(), c.World.Store, args["kind"]+"/"+args["slug"])
		if err != nil {
			return answered{}, err
		}
		args["entity"] = e.ID
		delete(args, "slug")
		delete(args, "kind")
	}
	offset, limit := c.number("offset"), c.number("limit")
	delete(args, "offset")
	delete(args, "limit")
	if limited {
		args["limit"] = strconv.Itoa(limit)
		if paged {
			args["limit"] = strconv.Itoa(offset + limit)
		}
	}
	if slices.ContainsFunc(q.Params, func(p queries.Parameter) bool { return p.Name == "min_confidence" }) && args["min_confidence"] == "" && c.MinConfidence > 0 {
		args["min_confidence"] = strconv.FormatFloat(c.MinConfidence, 'g', -1, 64)
	}
	a, err := q.Run(c.r.Context(), c.World, args)
	if err != nil {
		return answered{}, err
	}
	out := answered{Answer: a}
	if !paged {
		return out, nil
	}
	out.Args["limit"] = strconv.Itoa(limit)
	rows := reflect.ValueOf(a.Rows)
	known := rows.Len()
	more := known > offset+limit
	switch {
	case !limited:
		rows = rows.Slice(min(offset, known), min(offset+limit, known))
	case known > offset+limit: // a question that keeps more than it was asked to
		rows = rows.Slice(0, offset+limit)
	case known == offset+limit:
		more = true // perhaps
	}
	if limited && offset > 0 {
		args["limit"] = strconv.Itoa(offset)
		before, err := q.Run(c.r.Context(), c.World, args)
		if err != nil {
			return answered{}, err
		}
		if rows, err = without(rows, reflect.ValueOf(before.Rows)); err != nil {
			return answered{}, err
		}
	}
	out.Rows, out.Page = rows.Interface(), &page{Offset: offset, Limit: limit}
	switch next := offset + limit; {
	case more && next <= mostOffset:
		out.Page.Next = c.link(map[string]string{"offset": strconv.Itoa(next)})
	case !more && (known > offset || offset == 0):
		out.Page.Total = &known
	}
	return out, nil
}

// without gives the rows that are not among some.
func without(rows, some reflect.Value) (reflect.Value, error) {
	text := func(v reflect.Value) (string, error) {
		b, err := json.Marshal(v.Interface())
		return string(b), err
	}
	gone := map[string]bool{}
	for i := range some.Len() {
		t, err := text(some.Index(i))
		if err != nil {
			return rows, err
		}
		gone[t] = true
	}
	out := reflect.MakeSlice(rows.Type(), 0, rows.Len())
	for i := range rows.Len() {
		t, err := text(rows.Index(i))
		if err != nil {
			return rows, err
		}
		if !gone[t] {
			out = reflect.Append(out, rows.Index(i))
		}
	}
	return out, nil
}

// key stands for all that an answer depends on.
func (c *call) key(moment string) string {
	h := sha256.New()
	now := time.Now
	if c.World.Now != nil {
		now = c.World.Now
	}
	fmt.Fprintf(h, "%s\n%s\n%s\n%v\n%s\n", moment, now().Format(time.DateOnly), c.Version, c.MinConfidence, c.r.URL.EscapedPath())
	for _, name := range slices.Sorted(maps.Keys(c.args)) {
		fmt.Fprintf(h, "%q=%q\n", name, c.args[name])
	}
	return moment + "-" + hex.EncodeToString(h.Sum(nil)[:8])
}

// cache keeps answers by their ETag, which no other answer has, be it of an earlier moment
// of the graph. It has two generations: when the young one is full it becomes the old one,
// of which what is asked for again is young once more and the rest goes.
type cache struct {
	mu         sync.Mutex
	young, old map[string]kept
	size       int                      // of the young
	making     map[string]chan struct{} // closed when the answer of this key is made
}

const (
	worthKeeping = 2 * time.Millisecond // what takes less is asked anew
	mostKept     = 32 << 20             // bytes of a generation
	mostKept1    = 4 << 20              // bytes of one answer
)

func (c *cache) get(key string) (kept, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, ok := c.young[key]; ok {
		return a, true
	}
	a, ok := c.old[key]
	if ok {
		c.add(key, a)
	}
	return a, ok
}

func (c *cache) put(key string, a kept) {
	if len(a.body) > mostKept1 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.young[key]; !ok {
		c.add(key, a)
	}
}

func (c *cache) add(key string, a kept) {
	if c.young == nil || c.size+len(a.body) > mostKept {
		c.young, c.old, c.size = map[string]kept{}, c.young, 0
	}
	c.young[key] = a
	c.size += len(a.body)
}

// claim lets one at a time make the answer of a key, until it calls done; the others wait,
// and may find it kept.
func (c *cache) claim(ctx context.Context, key string) (done func(), err error) {
	for {
		c.mu.Lock()
		made, others := c.making[key]
		if !others {
			if c.making == nil {
				c.making = map[string]chan struct{}{}
			}
			made = make(chan struct{})
			c.making[key] = made
		}
		c.mu.Unlock()
		if !others {
			return func() {
				c.mu.Lock()
				defer c.mu.Unlock()
				delete(c.making, key)
				close(made)
			}, nil
		}
		select {
		case <-made:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

type home struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	API     string `json:"api"` // the address of the document
}

func (c *call) home() error {
	c.w.Header().Add("Vary", "Accept")
	if accepts(c.r.Header.Get("Accept"), "text/html") {
		return c.showPage()
	}
	return c.send(http.StatusOK, home{"entente", c.Version, base + "/openapi.json"})
}

type health struct {
	Status string `json:"status"`
}

func (c *call) health() error { return c.send(http.StatusOK, health{"ok"}) }

func (c *call) ready() error {
	if c.closing.Load() {
		return &Problem{Status: http.StatusServiceUnavailable, Detail: "the server is ending"}
	}
	ctx, cancel := context.WithTimeout(c.r.Context(), patience)
	defer cancel()
	if _, err := c.World.Store.Revision(ctx); err != nil {
		c.Log.Error("not ready", "error", err)
		return &Problem{Status: http.StatusServiceUnavailable, Detail: "the graph does not answer"}
	}
	return c.send(http.StatusOK, health{"ready"})
}

type questionList struct {
	Questions []queries.Question `json:"questions"`
}

func (c *call) questions() error {
	return c.send(http.StatusOK, questionList{queries.Questions()})
}

func (c *call) find() error {
	if done, err := c.fresh(); done || err != nil {
		return err
	}
	m, err := c.World.Find(c.r.Context(), c.args["name"])
	if err != nil {
		return err
	}
	return c.send(http.StatusOK, m)
}

type releaseList struct {
	Releases []queries.Listed `json:"releases"`
	Page     page             `json:"page"`
}

func (c *call) releases() error {
	if done, err := c.fresh(); done || err != nil {
		return err
	}
	offset, limit := c.number("offset"), c.number("limit")
	rows, total, err := queries.Releases(c.r.Context(), c.World.Store,
		queries.ReleasesParams{Since: c.args["since"], Until: c.args["until"], Offset: offset, Limit: limit})
	if err != nil {
		return err
	}
	out := releaseList{Releases: rows, Page: page{Offset: offset, Limit: limit}}
	if total >= 0 {
		out.Page.Total = &total
	}
	if next := offset + limit; total > next && next <= mostOffset {
		out.Page.Next = c.link(map[string]string{"offset": strconv.Itoa(next)})
		c.linkNext(next)
	}
	return c.send(http.StatusOK, out)
}

func (c *call) release() error {
	if done, err := c.fresh(); done || err != nil {
		return err
	}
	r, err := queries.Release(c.r.Context(), c.World.Store, "release/"+c.args["id"])
	if err != nil {
		return err
	}
	at := c.offsets(r.Text)
	for i := range r.Mentions {
		r.Mentions[i].Start, r.Mentions[i].End = at(r.Mentions[i].Start), at(r.Mentions[i].End)
	}
	for i := range r.Said {
		r.Said[i].Start, r.Said[i].End = at(r.Said[i].Start), at(r.Said[i].End)
	}
	return c.send(http.StatusOK, r)
}

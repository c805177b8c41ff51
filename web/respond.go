package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"entente/graph"
	"entente/queries"
)

// Problem is what went wrong, as RFC 9457 has it: all that whoever asked may know.
type Problem struct {
	Type        string              `json:"type"`
	Title       string              `json:"title"`
	Status      int                 `json:"status"`
	Detail      string              `json:"detail"`
	Parameter   string              `json:"parameter,omitempty"`   // what is wrong, where it is one parameter or field
	Suggestions []queries.Candidate `json:"suggestions,omitempty"` // near names, where a name is unknown
	Questions   []string            `json:"questions,omitempty"`   // that can be asked, where one can't be read
	Request     string              `json:"request"`               // the id to look for in the logs
}

func (p *Problem) Error() string { return p.Detail }

// wrong is the Problem of a parameter or field.
func wrong(name, detail string) error {
	return &Problem{Status: http.StatusBadRequest, Parameter: name, Detail: detail}
}

// clientGone is the status that logs have where nobody waits for an answer any more.
const clientGone = 499

// problem puts an error into words for whoever asked, and reports whether these are all
// there is to know of it.
func (c *call) problem(err error) (p *Problem, whole bool) {
	var (
		unknown *queries.Unknown
		refused *Refused
		unread  *NotUnderstood
		inGraph *graph.Error
		large   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &p):
		return p, true
	case errors.As(err, &unknown):
		return &Problem{Status: http.StatusNotFound, Detail: unknown.Error(), Suggestions: unknown.Suggestions}, true
	case errors.As(err, &unread):
		return &Problem{Status: http.StatusUnprocessableEntity, Parameter: "question", Detail: unread.Why, Questions: unread.Nearest}, true
	case errors.As(err, &refused):
		return &Problem{Status: http.StatusConflict, Detail: refused.Why}, true
	case errors.As(err, &large):
		return &Problem{Status: http.StatusRequestEntityTooLarge, Detail: "the body has more than " + strconv.FormatInt(large.Limit, 10) + " bytes"}, true
	case errors.Is(err, errTooLong):
		return &Problem{Status: http.StatusGatewayTimeout, Detail: "this took longer than a request may; ask for less"}, true
	case c.client.Err() != nil:
		return &Problem{Status: clientGone}, true
	case errors.As(err, &inGraph):
		own := inGraph.Err == nil // a question's own words and not those of a store
		switch inGraph.Code {
		case graph.NotFound:
			if own {
				return &Problem{Status: http.StatusNotFound, Detail: inGraph.Message}, true
			}
		case graph.Invalid:
			if own {
				return &Problem{Status: http.StatusUnprocessableEntity, Detail: inGraph.Message}, true
			}
		case graph.Conflict, graph.Unreachable:
			c.w.Header().Set("Retry-After", strconv.Itoa(retry))
			return &Problem{Status: http.StatusServiceUnavailable, Detail: "the graph is busy or out of reach; try again"}, false
		case graph.ReadOnly, graph.Auth:
			return &Problem{Status: http.StatusServiceUnavailable, Detail: "the graph can't be used as the server is set up"}, false
		}
	}
	return &Problem{Status: http.StatusInternalServerError, Detail: "something went wrong here; the logs of the server tell what, by the id of the request"}, false
}

// fail answers with an error, and gives back what only the logs may tell.
func (c *call) fail(err error) error {
	found, whole := c.problem(err)
	p := *found
	if p.Status == clientGone || c.w.status != 0 { // nobody waits, or a part is sent
		if c.w.status == 0 {
			c.w.status = p.Status
		}
		return err
	}
	p.Type = "urn:entente:problem:" + strings.ReplaceAll(strings.ToLower(http.StatusText(p.Status)), " ", "-")
	p.Title, p.Request = http.StatusText(p.Status), c.id
	h := c.w.Header()
	h.Del("ETag")
	h.Del("Link")
	h.Set("Cache-Control", "no-store")
	body, failed := encode(&p)
	if failed == nil {
		failed = c.write(p.Status, "application/problem+json", body)
	}
	if whole {
		err = nil
	}
	return errors.Join(err, failed)
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(true) // a browser that takes it for a page finds none
	err := e.Encode(v)
	return b.Bytes(), err
}

// send answers with JSON.
func (c *call) send(status int, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	return c.sendBytes(status, "application/json", body)
}

func (c *call) sendBytes(status int, kind string, body []byte) error {
	if c.etag != "" {
		c.w.Header().Set("ETag", c.etag)
		c.w.Header().Set("Cache-Control", "private, no-cache") // kept by whoever asks, and asked about each time
	} else {
		c.w.Header().Set("Cache-Control", "no-store")
	}
	return c.write(status, kind, body)
}

const worthPacking = 1 << 10 // bytes

var packers = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed); return w }}

// write sends a body, packed where the other side can unpack it.
func (c *call) write(status int, kind string, body []byte) error {
	h := c.w.Header()
	h.Set("Content-Type", kind)
	h.Add("Vary", "Accept-Encoding")
	if c.Tokens != nil {
		h.Add("Vary", "Authorization")
	}
	if len(body) >= worthPacking && accepts(c.r.Header.Get("Accept-Encoding"), "gzip") {
		var b bytes.Buffer
		w := packers.Get().(*gzip.Writer)
		defer packers.Put(w)
		w.Reset(&b)
		if _, err := w.Write(body); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		h.Set("Content-Encoding", "gzip")
		body = b.Bytes()
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(status)
	_, err := c.w.Write(body)
	return err
}

// accepts reports whether a header of codings has one.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			_, value, given := strings.Cut(strings.ReplaceAll(q, " ", ""), "q=")
			n, err := strconv.ParseFloat(value, 64)
			return !given || err == nil && n > 0
		}
	}
	return false
}

// fresh reports whether the other side has the answer already, and tells it so. An
// answer is named by the moment of the graph, the day, and all that was asked.
func (c *call) fresh() (bool, error) {
	moment, err := queries.Moment(c.r.Context(), c.World.Store)
	if err != nil {
		return false, err
	}
	c.etag = `W/"` + c.key(moment) + `"`
	for tag := range strings.SplitSeq(c.r.Header.Get("If-None-Match"), ",") {
		if tag = strings.TrimSpace(tag); tag == c.etag {
			c.w.Header().Set("ETag", c.etag)
			c.w.Header().Set("Cache-Control", "private, no-cache")
			c.w.WriteHeader(http.StatusNotModified)
			return true, nil
		}
	}
	return false, nil
}

// Package source reads releases: from files, folders, standard input, web pages
// and feeds. The format is told by the content first, by the name's ending or
// the Content-Type header second:
//
//   - plain text or Markdown, one release a file
//   - a dump: several releases in one text, each a headline, a line "Source:
//     publisher" and a body
//   - JSON Lines with the keys id, text, date, url, source and title
//   - an HTML page
//   - an RSS, Atom or JSON feed, one release an entry
//
// Text is decoded by its declared character set, else by detection, and
// normalised once (see package text). A release's day comes from its metadata,
// else its dateline or body, else from the releases beside it.
package source

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"entente/text"
)

// Options say where to read from and how much to take. The zero value is ready
// to use.
type Options struct {
	Stdin      io.Reader        // what "-" reads; nil is empty
	Client     *http.Client     // nil is one that gives up after 30 seconds
	MaxFile    int64            // bytes of a file, page or feed; 0 is 64 MiB. JSON Lines are read a line at a time and may be longer
	MaxRelease int              // bytes of one release's text; 0 is 5 MiB
	Now        func() time.Time // the clock: no release is younger; nil is time.Now
}

func (o Options) withDefaults() Options {
	if o.Stdin == nil {
		o.Stdin = strings.NewReader("")
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 30 * time.Second}
	}
	if o.MaxFile == 0 {
		o.MaxFile = 64 << 20
	}
	if o.MaxRelease == 0 {
		o.MaxRelease = 5 << 20
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// sequence yields releases, and an error for each that could not be read.
type sequence = iter.Seq2[*text.Document, error]

// Open reads the releases of all names in order: paths of files and folders,
// http and https addresses, "-" for standard input. What cannot be read is an
// item with a nil document and an *Error; the sequence then goes on with what
// follows. When ctx ends, its error is the last item.
func Open(ctx context.Context, o Options, names ...string) iter.Seq2[*text.Document, error] {
	o = o.withDefaults()
	return func(yield func(*text.Document, error) bool) {
		for _, name := range names {
			for d, err := range o.open(ctx, name) {
				if ctx.Err() != nil {
					yield(nil, ctx.Err())
					return
				}
				if !yield(d, err) {
					return
				}
			}
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
		}
	}
}

func (o Options) open(ctx context.Context, name string) sequence {
	scheme, _, isURL := strings.Cut(name, "://")
	switch {
	case name == "-":
		return o.read(ctx, input{name: standardInput, r: o.Stdin})
	case isURL && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
		return o.fetch(ctx, name)
	case isURL:
		return fail(&Error{Code: Unsupported, Name: name, Reason: "addresses of the kind " + scheme + ":// are not read",
			Hint: "give an http or https address, or save the page and give the file"})
	}
	return o.path(ctx, name)
}

// input is one stream of bytes and what is known about it from outside.
type input struct {
	name        string // for messages: the path or address
	url         string // address of a web resource, after redirects
	contentType string // of a web resource
	size        int64  // in bytes, if known
	feed        bool
	r           io.Reader
}

// origin is where the releases of an input can be found again: an absolute path
// or the address that was asked for.
func (in input) origin() string {
	if in.url != "" {
		return in.name
	}
	if in.name == standardInput {
		return ""
	}
	if path, err := filepath.Abs(in.name); err == nil {
		return path
	}
	return in.name
}

// standardInput is what "-" is called in messages.
const standardInput = "standard input"

// read tells the format of an input and reads its releases.
func (o Options) read(ctx context.Context, in input) sequence {
	br := bufio.NewReaderSize(in.r, sniffLen)
	head, err := br.Peek(sniffLen)
	if len(head) == 0 && err != nil && err != io.EOF {
		return fail(readError(in, err))
	}
	in.r = br
	form, e := sniff(head, in)
	if e != nil {
		return fail(e)
	}
	if form == formJSONL {
		return o.finish(ctx, in, o.jsonl(in))
	}
	raw, e := o.readAll(in)
	if e != nil {
		return fail(e)
	}
	if strings.TrimSpace(raw) == "" { // blank beyond the head, too
		return fail(emptyError(in.name))
	}
	if cutOff(raw) {
		return fail(&Error{Code: Malformed, Name: in.name, Reason: "ends in the middle of a character: the text is cut off",
			Hint: "fetch the whole file again; if it is whole, save it as UTF-8"})
	}
	s := decode(raw, in.contentType, form)
	var releases sequence
	switch form {
	case formFeed:
		in.feed = true
		releases = o.feed(in, s)
	case formHTML:
		releases = o.page(in, s)
	case formMarkdown:
		releases = o.markdown(in, s)
	default:
		releases = o.text(in, s)
	}
	return o.finish(ctx, in, releases)
}

// readAll reads the whole of an input, of MaxFile bytes at most.
func (o Options) readAll(in input) (string, *Error) {
	var b strings.Builder
	b.Grow(int(min(in.size, o.MaxFile+1)))
	n, err := io.Copy(&b, io.LimitReader(in.r, o.MaxFile+1))
	switch {
	case err != nil:
		return "", readError(in, err)
	case n > o.MaxFile:
		return "", &Error{Code: TooLarge, Name: in.name, Reason: "holds more than " + size(o.MaxFile),
			Hint: "split it, or give the releases as JSON Lines, which may be of any length"}
	}
	return b.String(), nil
}

// finish checks and completes the releases of one input: size, id, date.
func (o Options) finish(ctx context.Context, in input, releases sequence) sequence {
	origin := in.origin()
	checked := func(yield func(*text.Document, error) bool) {
		for d, err := range releases {
			if ctx.Err() != nil {
				return // Open reports it
			}
			if err == nil && strings.TrimSpace(d.Text()) == "" {
				d, err = nil, emptyError(in.name)
			}
			if err == nil {
				if d.ID == "" {
					d.ID = derivedID(d.Text())
				}
				if d.Origin = origin; in.feed { // which drops old entries
					d.Origin = d.URL
				}
				if d.Publisher == "" {
					d.Publisher = headPublisher(d.Text())
				}
			}
			if e, ok := errors.AsType[*Error](err); ok {
				e.Origin = origin
			}
			if !yield(d, err) {
				return
			}
		}
	}
	return dated(checked, o.Now().Format(time.DateOnly))
}

// derivedID is the id of a release whose source gives none: the first twelve
// hexadecimal digits of the SHA-256 of its words. It does not depend on where
// the text was found or how its lines are broken.
func derivedID(s string) string {
	h := sha256.New()
	for w := range strings.FieldsSeq(s) {
		io.WriteString(h, w)
		h.Write([]byte{' '})
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// fail is the sequence of one error.
func fail(err *Error) sequence {
	return func(yield func(*text.Document, error) bool) { yield(nil, err) }
}

package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"entente/text"
)

// record is one line of JSON Lines. Unknown keys are ignored.
type record struct {
	ID     any     `json:"id"` // a string or a number
	Text   *string `json:"text"`
	Date   string  `json:"date"`
	URL    string  `json:"url"`
	Source string  `json:"source"`
	Title  string  `json:"title"`
}

// A stream whose first lines are all bad is given up: it is something else.
const maxBadStart = 20

// jsonl reads JSON Lines, one line at a time. A bad line is an error that names
// file and line; the next lines are still read.
func (o Options) jsonl(in input) sequence {
	return func(yield func(*text.Document, error) bool) {
		// A record is at most its text with every byte escaped, and the other keys.
		limit := 6*o.MaxRelease + 1<<20
		r := bufio.NewReaderSize(transform.NewReader(in.r, unicode.BOMOverride(encoding.Nop.NewDecoder())), 64<<10)
		good, bad := 0, 0
		for n := 1; ; n++ {
			l, length, err := readLine(r, limit, o.MaxFile)
			if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
				yield(nil, readError(in, err))
				return
			}
			last := err == io.EOF || int64(length) > o.MaxFile
			name := fmt.Sprintf("%s:%d", in.name, n)
			var d *text.Document
			var e *Error
			switch {
			case length > limit, int64(length) > o.MaxFile:
				e = o.tooLong(name, length)
			case len(bytes.TrimSpace(l)) == 0:
				if !last {
					continue
				}
				if good+bad == 0 {
					yield(nil, emptyError(in.name))
				}
				return
			default:
				d, e = o.record(name, l)
			}
			if e != nil {
				bad++
				if !yield(nil, e) {
					return
				}
				if good == 0 && bad == maxBadStart && !last {
					yield(nil, &Error{Code: BadRecord, Name: in.name, Reason: fmt.Sprintf("given up: none of the first %d lines is a record", bad), Hint: recordHint})
					return
				}
			} else {
				good++
				if !yield(d, nil) {
					return
				}
			}
			if last {
				return
			}
		}
	}
}

const recordHint = `JSON Lines hold one object a line: {"id": "...", "text": "..."}, with date, url, source and title if known`

func (o Options) record(name string, l []byte) (*text.Document, *Error) {
	var rec record
	dec := json.NewDecoder(bytes.NewReader(l))
	dec.UseNumber()
	if err := dec.Decode(&rec); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("the object does not end on its line")
		}
		return nil, &Error{Code: BadRecord, Name: name, Reason: "bad JSON", Hint: recordHint, Err: err}
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, &Error{Code: BadRecord, Name: name, Reason: "bad JSON: more than one value on the line", Hint: recordHint}
	}
	switch {
	case rec.Text == nil:
		return nil, &Error{Code: BadRecord, Name: name, Reason: `the key "text" is missing`, Hint: recordHint}
	case len(*rec.Text) > o.MaxRelease:
		return nil, o.tooLong(name, len(*rec.Text))
	case strings.TrimSpace(*rec.Text) == "":
		return nil, &Error{Code: BadRecord, Name: name, Reason: `the key "text" is empty`, Hint: recordHint}
	}
	d := text.New(*rec.Text)
	switch id := rec.ID.(type) {
	case nil:
	case string:
		d.ID = id
	case json.Number:
		d.ID = id.String()
	default:
		return nil, &Error{Code: BadRecord, Name: name, Reason: `the key "id" is neither a string nor a number`, Hint: recordHint}
	}
	if rec.Title != "" {
		d.Title = oneLine(rec.Title)
	}
	d.URL, d.Publisher = rec.URL, oneLine(rec.Source)
	d.Published = metadataDate(rec.Date)
	return d, nil
}

// readLine reads one line and returns it with its length. Of a line over limit
// nothing is kept, and one over most is not read to its end. The error is
// io.EOF with the last line.
func readLine(r *bufio.Reader, limit int, most int64) ([]byte, int, error) {
	var l []byte
	length := 0
	for {
		part, err := r.ReadSlice('\n')
		if length += len(part); length <= limit {
			l = append(l, part...)
		} else {
			l = nil
		}
		if err != bufio.ErrBufferFull || int64(length) > most {
			return l, length, err
		}
	}
}

// oneLine brings a name or title from metadata to one line of normal text.
func oneLine(s string) string {
	return strings.Join(strings.Fields(text.New(s).Text()), " ")
}

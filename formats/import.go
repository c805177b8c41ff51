package formats

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// BatchSize is how many releases Import writes in one transaction: the more, the less
// often a page of an index is written, or a plan looked up.
const BatchSize = 2000

const maxLine = 64 << 20 // bytes of a line; a release of the largest size that is read is far from it

// Imported counts what an import wrote.
type Imported struct {
	Releases int `json:"releases"`
	Entities int `json:"entities"`
	Claims   int `json:"claims"`
	// Cut tells that the file ends before its ties: it has claims and no ties. What
	// it has is imported, for ties follow from claims.
	Cut bool `json:"cut,omitempty"`
}

// LineError is what is wrong with a line of a file.
type LineError struct {
	File string
	Line int
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

func (e *LineError) Unwrap() error { return e.Err }

// Import writes what was exported as JSON Lines into a store. It reads the file twice:
// first it checks every line, and nothing is written when one is wrong; then it writes
// releases, some at a time, each with all that is of it. Running it again changes
// nothing, so a run that was stopped is completed.
//
// Ties, merges and what people decided are not written: they follow from the claims and
// the ledger, by Settle.
func Import(ctx context.Context, s graph.Store, name string, file io.ReadSeeker) (Imported, error) {
	in, err := check(ctx, name, file)
	if err != nil {
		return Imported{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Imported{}, err
	}
	return in.write(ctx, s, name, file)
}

// incoming is a file that was checked, without the releases, whose texts are long.
type incoming struct {
	entities  map[string]graph.Entity
	releases  map[string]bool              // that are to be written
	mentioned map[string][]graph.Mentioned // by release
	claims    map[string][]graph.Claim     // by release
	result    Imported
}

func check(ctx context.Context, name string, file io.Reader) (*incoming, error) {
	in := &incoming{entities: map[string]graph.Entity{}, releases: map[string]bool{}, mentioned: map[string][]graph.Mentioned{}, claims: map[string][]graph.Claim{}}
	claims := map[string]bool{}
	called := map[string][]graph.Mentioned{} // by entity
	ties := 0
	// An export has what a record names before the record.
	err := decode(ctx, name, file, func(record any) error {
		missing := ""
		need := func(what string, there bool, id string) {
			if !there && missing == "" {
				missing = fmt.Sprintf("it names the %s %q, which no line before it has", what, id)
			}
		}
		entity := func(id string) {
			_, ok := in.entities[id]
			need("entity", ok && !isMade(id), id)
		}
		switch r := record.(type) {
		case graph.Entity:
			if had, ok := in.entities[r.ID]; ok && !reflect.DeepEqual(had, r) { // releases, mentions and claims of one id are combined
				return fmt.Errorf("%s is another in an earlier line; import what was exported from two graphs one after the other", r.ID)
			}
			in.entities[r.ID] = r
		case graph.Release:
			in.releases[r.ID] = true
		case graph.Mentioned:
			entity(r.Entity)
			need("release", in.releases[r.Release], r.Release)
			in.mentioned[r.Release] = append(in.mentioned[r.Release], r)
			called[r.Entity] = append(called[r.Entity], r)
		case graph.Claim:
			entity(r.Subject)
			entity(r.Object)
			if r.AttributedTo != "" {
				entity(r.AttributedTo)
			}
			need("release", in.releases[r.Release], r.Release)
			claims[r.ID] = true
			in.claims[r.Release] = append(in.claims[r.Release], r)
		case graph.Tie:
			ties++
			for _, id := range r.Claims {
				need("claim", claims[id], id)
			}
		}
		if missing != "" {
			return errors.New(missing)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id, e := range in.entities {
		if isMade(id) {
			delete(in.entities, id)
			continue
		}
		in.entities[id] = graph.Call(e, called[id])
	}
	in.result = Imported{Entities: len(in.entities), Claims: len(claims), Cut: len(claims) > 0 && ties == 0}
	return in, nil
}

// isMade reports whether an entity was made by a decision: the ledger makes it anew.
func isMade(id string) bool { return strings.Contains(id, "~") }

func (in *incoming) write(ctx context.Context, s graph.Store, name string, file io.Reader) (Imported, error) {
	var b graph.Batch
	named := map[string]bool{} // by this batch
	written := map[string]bool{}
	flush := func() error {
		for _, id := range slices.Sorted(maps.Keys(named)) {
			if e, ok := in.entities[id]; ok && !written[id] {
				written[id] = true
				b.Entities = append(b.Entities, e)
			}
		}
		if err := s.Write(ctx, b); err != nil {
			return err
		}
		in.result.Releases += len(b.Releases)
		b = graph.Batch{}
		clear(named)
		return nil
	}
	err := decode(ctx, name, file, func(record any) error {
		r, ok := record.(graph.Release)
		if !ok || !in.releases[r.ID] {
			return nil
		}
		delete(in.releases, r.ID) // if the line is there twice
		b.Releases = append(b.Releases, r)
		for _, m := range in.mentioned[r.ID] {
			if !isMade(m.Entity) {
				named[m.Entity] = true
				b.Mentioned = append(b.Mentioned, m)
			}
		}
		for _, c := range in.claims[r.ID] {
			named[c.Subject], named[c.Object], named[c.AttributedTo] = true, true, true
			b.Claims = append(b.Claims, c)
		}
		if len(b.Releases) < BatchSize {
			return nil
		}
		return flush()
	})
	if err != nil {
		return in.result, err
	}
	for id := range in.entities { // those that no release names too
		named[id] = true
	}
	return in.result, flush()
}

// decode reads records line by line and checks each by itself.
func decode(ctx context.Context, name string, file io.Reader, take func(any) error) error {
	r := bufio.NewReader(file)
	for n := 1; ; n++ {
		line, err := readLine(r)
		if err == errLong {
			return &LineError{name, n, err}
		}
		if err != nil && err != io.EOF {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if len(bytes.TrimSpace(line)) > 0 {
			record, err := parse(line)
			if err == nil {
				err = take(record)
			}
			if graph.CodeOf(err) != "" && graph.CodeOf(err) != graph.Invalid || ctx.Err() != nil {
				return err // the store's trouble
			}
			if err != nil {
				return &LineError{name, n, err}
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

var errLong = fmt.Errorf("a line of more than %d MB, which no record of \"entente export\" has", maxLine>>20)

// readLine reads a line with its end.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			return nil, errLong
		}
		if line = append(line, part...); err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// label tells the kind of a line.
type label struct {
	Record string `json:"record"`
}

// parse reads one line and checks what can be told from it alone.
func parse(line []byte) (any, error) {
	if !utf8.Valid(line) { // what is not would be read as another character
		return nil, errors.New("it is not UTF-8")
	}
	var kind label
	if err := json.Unmarshal(line, &kind); err != nil {
		return nil, fmt.Errorf("no whole record of \"entente export\": %v", err)
	}
	var b graph.Batch
	var record any
	var err error
	switch kind.Record {
	case "entity":
		var r struct {
			label
			graph.Entity
		}
		err = fields(line, &r)
		b.Entities, record = []graph.Entity{r.Entity}, r.Entity
	case "release":
		var r struct {
			label
			graph.Release
		}
		if err = fields(line, &r); err == nil && r.ID != graph.ReleaseID(r.Text) {
			err = fmt.Errorf("the text is not that of %s: it was changed", r.ID)
		}
		b.Releases, record = []graph.Release{r.Release}, r.Release
	case "mentioned":
		var r struct {
			label
			graph.Mentioned
		}
		err = fields(line, &r)
		b.Mentioned, record = []graph.Mentioned{r.Mentioned}, r.Mentioned
	case "claim":
		var r struct {
			label
			graph.Claim
		}
		if err = fields(line, &r); err == nil && r.ID != graph.ClaimID(r.Claim) {
			err = fmt.Errorf("%s does not say what its id stands for: it was changed", r.ID)
		}
		b.Claims, record = []graph.Claim{r.Claim}, r.Claim
	case "tie":
		var r struct {
			label
			graph.Tie
		}
		if err = fields(line, &r); err == nil && !r.Type.Known() {
			err = fmt.Errorf("%s: unknown type %q", r.ID, r.Type)
		}
		record = r.Tie
	default:
		return nil, fmt.Errorf("the record %q is none of entity, release, mentioned, claim and tie", kind.Record)
	}
	if err != nil {
		return nil, err
	}
	_, err = b.Clean()
	return record, err
}

// fields reads a record and refuses what it has no field for, which would be lost.
func fields(line []byte, record any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	return d.Decode(record)
}

package watch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/gofrs/flock"

	"entente/internal/wholefile"
)

// state is what must not be forgotten.
type state struct {
	Version int              `json:"version"`
	Feeds   map[string]*feed `json:"feeds"`
	Pending []string         `json:"pending,omitempty"` // releases that are being read: what they change is not in the outbox yet
	Outbox  []waiting        `json:"outbox,omitempty"`  // what is not told to all yet, in order

	file string
}

// waiting is an event and whom it is still to be told.
type waiting struct {
	Event
	Tell bool `json:"tell,omitempty"`
	Post bool `json:"post,omitempty"`
}

const stateVersion = 1

// lockState keeps other processes from the state: each would tell what the other told, and
// forget what the other read. The lock ends with the process, however that ends; the file
// that it is on stays, as who deletes one may delete another's.
func lockState(file string) (*flock.Flock, error) {
	lock := flock.New(file + ".lock")
	switch mine, err := lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("the state of watch cannot be written: %w", err)
	case !mine:
		return nil, fmt.Errorf("another watch uses %s: end it, or name another with --state", file)
	}
	return lock, nil
}

func loadState(file string) (*state, error) {
	s := &state{Version: stateVersion, Feeds: map[string]*feed{}, file: file}
	b, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, s.save() // that it can't be written had better be known now
	case err != nil:
		return nil, fmt.Errorf("the state of watch cannot be read: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(s); err != nil {
		return nil, fmt.Errorf("%s is no state of watch: %w; move it away to begin anew, or name another with --state", file, err)
	}
	if s.Version != stateVersion {
		return nil, fmt.Errorf("%s is of version %d, and this program knows %d: take the newer program, or name another with --state", file, s.Version, stateVersion)
	}
	if s.Feeds == nil {
		s.Feeds = map[string]*feed{}
	}
	for address, f := range s.Feeds {
		if f == nil {
			s.Feeds[address] = &feed{}
		}
	}
	return s, nil
}

// save writes the file anew beside the old one and puts it in its place, so that it is
// there whole whatever happens.
func (s *state) save() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("the state of watch cannot be written: %w", err)
		}
	}()
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	return wholefile.Write(s.file, append(b, '\n'))
}

package watch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/queries"
)

// Event is a tie that a release is the first to state.
type Event struct {
	ID      string       `json:"id"`                // the same however often it is told
	At      time.Time    `json:"at"`                // when it was read
	Watched []string     `json:"watched,omitempty"` // the ids of those that were asked about and whom it concerns
	Summary string       `json:"summary"`           // one line
	News    queries.News `json:"news"`              // as the question "changed" tells it, with its sentence
}

// events are what releases changed: the ties that they and no other release state.
func (w *Watcher) events(ctx context.Context, releases []string) ([]Event, error) {
	claims, since, undated := map[string]bool{}, "", 0
	for _, id := range releases {
		proofs, err := queries.Evidence(ctx, w.World.Store, id)
		if graph.CodeOf(err) == graph.NotFound { // it says nothing, or could not be read
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, p := range proofs {
			claims[p.ID] = true
		}
		switch day := proofs[0].Published; {
		case day == "":
			undated++
		case since == "" || day < since:
			since = day
		}
	}
	if undated > 0 {
		w.Note("%d of the new releases have no date: they are in the graph, but what they change is not told", undated)
	}
	if since == "" {
		return nil, nil
	}
	whose, err := w.watched(ctx)
	if err != nil || whose == nil {
		return nil, err
	}
	changed, _ := queries.Named("changed")
	var out []Event
	at := map[string]int{} // ids of events to their places
	for _, entity := range whose {
		answer, err := changed.Run(ctx, w.World, queries.Args{"since": since, "entity": entity})
		if err != nil {
			return nil, err
		}
		for i, n := range answer.Rows.([]queries.News) {
			if slices.ContainsFunc(n.Claims, func(id string) bool { return !claims[id] }) { // another said so before
				continue
			}
			e := Event{ID: eventID(n), At: w.Now().UTC(), Summary: summary(answer.Lines[i].Cells), News: n}
			if _, ok := at[e.ID]; !ok {
				at[e.ID] = len(out)
				out = append(out, e)
			}
			if entity != "" {
				out[at[e.ID]].Watched = append(out[at[e.ID]].Watched, entity)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Event) int { return strings.Compare(a.News.Told, b.News.Told) })
	return out, nil
}

// watched are the ids of those that are watched, "" where it is everybody. It is nil
// where the graph knows none of them yet.
func (w *Watcher) watched(ctx context.Context) ([]string, error) {
	if len(w.Entities) == 0 {
		return []string{""}, nil
	}
	var ids []string
	for _, name := range w.Entities {
		m, err := w.World.Find(ctx, name)
		if _, unknown := errors.AsType[*queries.Unknown](err); unknown {
			if !w.absent[name] {
				w.Note("%v; it is watched for", err)
			}
			w.absent[name] = true
			continue
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	return ids, nil
}

func eventID(n queries.News) string {
	sum := sha256.Sum256([]byte(n.Tie + "\n" + string(n.Change) + "\n" + n.Told))
	return "event/" + hex.EncodeToString(sum[:8])
}

// summary makes one line of the cells of "changed": when it was told, what changed, the
// days, subject, tie, object and status.
func summary(c []string) string {
	s := fmt.Sprintf("%s %s %s", c[3], c[4], c[5])
	if c[2] != "" {
		s += ", " + c[2]
	}
	return s + " (" + c[6] + ", " + c[1] + ")"
}

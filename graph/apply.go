package graph

import (
	"context"
	"maps"
	"slices"
)

// Tx is what a store does inside one transaction. ApplyBatch and ApplyMerges
// hold all that the stores have in common; a Tx only reads and writes records.
// Reading an id that is not there gives nothing and no error.
type Tx interface {
	ReadEntities(ctx context.Context, ids []string) ([]Entity, error)
	// WriteEntities adds or replaces entities and their keys for looking them up;
	// MergedInto is left as it is in the store.
	WriteEntities(ctx context.Context, es []Entity) error
	ReadReleases(ctx context.Context, ids []string) ([]Release, error)
	WriteReleases(ctx context.Context, rs []Release) error
	// WriteMentioned adds mentions; of two counts the higher one stays.
	WriteMentioned(ctx context.Context, ms []Mentioned) error
	ReadClaims(ctx context.Context, by ClaimKey, ids []string) ([]FiledClaim, error)
	WriteClaims(ctx context.Context, cs []FiledClaim) error
	// FileClaims sets the ties of claims that are there already.
	FileClaims(ctx context.Context, cs []FiledClaim) error
	WriteTies(ctx context.Context, ts []Tie) error
	// DropTies deletes ties by ID and Type; the other fields may be empty.
	DropTies(ctx context.Context, ts []Tie) error
	// Merged gives all merges, SetMerged changes some; an empty value undoes one.
	Merged(ctx context.Context) (map[string]string, error)
	SetMerged(ctx context.Context, merges map[string]string) error
}

// FiledClaim is a claim with the id of the tie that it belongs to under the
// present merges, or none.
type FiledClaim struct {
	Claim
	Tie string
}

// ClaimKey says what ReadClaims selects by.
type ClaimKey string

// The keys.
const (
	ByID     ClaimKey = "id"
	ByTie    ClaimKey = "tie"
	ByEntity ClaimKey = "entity" // subject or object
)

// ApplyBatch writes a batch inside a transaction.
func ApplyBatch(ctx context.Context, tx Tx, b Batch) error {
	b, err := b.Clean()
	if err != nil {
		return err
	}
	entities, err := applyEntities(ctx, tx, b)
	if err != nil {
		return err
	}
	if err := applyReleases(ctx, tx, b); err != nil {
		return err
	}
	if err := tx.WriteMentioned(ctx, b.Mentioned); err != nil {
		return err
	}
	canonical := func(id string) string {
		if to := entities[id].MergedInto; to != "" {
			return to
		}
		return id
	}
	return applyClaims(ctx, tx, b.Claims, canonical)
}

// applyEntities writes the entities that are new or know more than before, and
// gives every entity that the batch names.
func applyEntities(ctx context.Context, tx Tx, b Batch) (map[string]Entity, error) {
	named := map[string]string{} // id to what names it
	for _, e := range b.Entities {
		named[e.ID] = ""
	}
	for _, m := range b.Mentioned {
		named[m.Entity] = "a mention in " + m.Release
	}
	for _, c := range b.Claims {
		named[c.Subject], named[c.Object] = c.ID, c.ID
		if c.AttributedTo != "" {
			named[c.AttributedTo] = c.ID
		}
	}
	found, err := tx.ReadEntities(ctx, slices.Sorted(maps.Keys(named)))
	if err != nil {
		return nil, err
	}
	known := make(map[string]Entity, len(named))
	for _, e := range found {
		known[e.ID] = e
	}
	var changed []Entity
	for _, e := range b.Entities {
		had, ok := known[e.ID]
		e.MergedInto = ""
		if !ok {
			e = combineEntities(e, Entity{ID: e.ID}) // tidies the aliases
		} else if e = combineEntities(had, e); same(e, had) {
			continue
		}
		known[e.ID] = e
		changed = append(changed, e)
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		if _, ok := known[id]; !ok {
			return nil, Errorf(Invalid, "%s names the entity %q, which is neither in the store nor in the batch", named[id], id)
		}
	}
	return known, tx.WriteEntities(ctx, changed)
}

func same(a, b Entity) bool {
	return a.Type == b.Type && a.Name == b.Name && a.Acronym == b.Acronym && a.ISO3 == b.ISO3 &&
		a.Kind == b.Kind && slices.Equal(a.Aliases, b.Aliases)
}

func applyReleases(ctx context.Context, tx Tx, b Batch) error {
	named := map[string]bool{}
	for _, r := range b.Releases {
		named[r.ID] = true
	}
	for _, m := range b.Mentioned {
		named[m.Release] = true
	}
	for _, c := range b.Claims {
		named[c.Release] = true
	}
	found, err := tx.ReadReleases(ctx, slices.Sorted(maps.Keys(named)))
	if err != nil {
		return err
	}
	known := make(map[string]Release, len(named))
	for _, r := range found {
		known[r.ID] = r
	}
	var changed []Release
	for _, r := range b.Releases {
		if had, ok := known[r.ID]; ok {
			if r = combineReleases(had, r); r == had {
				continue
			}
		}
		known[r.ID] = r
		changed = append(changed, r)
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		if _, ok := known[id]; !ok {
			return Errorf(Invalid, "a claim or mention names the release %q, which is neither in the store nor in the batch", id)
		}
	}
	return tx.WriteReleases(ctx, changed)
}

func applyClaims(ctx context.Context, tx Tx, claims []Claim, canonical func(string) string) error {
	ids := make([]string, len(claims))
	for i, c := range claims {
		ids[i] = c.ID
	}
	found, err := tx.ReadClaims(ctx, ByID, ids)
	if err != nil {
		return err
	}
	known := make(map[string]FiledClaim, len(found))
	for _, c := range found {
		known[c.ID] = c
	}
	touched := map[string]Tie{}
	var changed []FiledClaim
	for _, c := range claims {
		had, ok := known[c.ID]
		if ok {
			if c = combineClaims(had.Claim, c); c == had.Claim {
				continue
			}
			if saying(c) != saying(had.Claim) {
				return Errorf(Invalid, "%s is in the store already and says something else", c.ID)
			}
		}
		changed = append(changed, file(c, canonical, touched))
	}
	if err := tx.WriteClaims(ctx, changed); err != nil {
		return err
	}
	return project(ctx, tx, touched, canonical)
}

// file finds the tie of a claim and puts it among the touched ones.
func file(c Claim, canonical func(string) string, touched map[string]Tie) FiledClaim {
	t, ok := tieOf(c, canonical)
	if ok {
		touched[t.ID] = t
	}
	return FiledClaim{c, t.ID}
}

// project brings ties in line with the claims that are filed under them. A
// touched tie without any claim is dropped.
func project(ctx context.Context, tx Tx, touched map[string]Tie, canonical func(string) string) error {
	delete(touched, "")
	ids := slices.Sorted(maps.Keys(touched))
	const page = 5000 // ties at a time, so that their claims fit into memory
	for part := range slices.Chunk(ids, page) {
		filed, err := tx.ReadClaims(ctx, ByTie, part)
		if err != nil {
			return err
		}
		claims := map[string][]Claim{}
		for _, c := range filed {
			claims[c.Tie] = append(claims[c.Tie], c.Claim)
		}
		var keep, drop []Tie
		for _, id := range part {
			t := touched[id]
			if len(claims[id]) == 0 {
				drop = append(drop, t)
				continue
			}
			if t.Subject == "" { // a claim left it, others stay
				t, _ = tieOf(claims[id][0], canonical)
			}
			keep = append(keep, t.gather(claims[id]))
		}
		if err := tx.DropTies(ctx, drop); err != nil {
			return err
		}
		if err := tx.WriteTies(ctx, keep); err != nil {
			return err
		}
	}
	return nil
}

// ApplyMerges makes merges the only merges that hold, inside a transaction.
func ApplyMerges(ctx context.Context, tx Tx, merges map[string]string) error {
	want, err := Flatten(merges)
	if err != nil {
		return err
	}
	if err := checkMerges(ctx, tx, want); err != nil {
		return err
	}
	had, err := tx.Merged(ctx)
	if err != nil {
		return err
	}
	change := map[string]string{}
	for id, to := range want {
		if had[id] != to {
			change[id] = to
		}
	}
	for id := range had {
		if want[id] == "" {
			change[id] = ""
		}
	}
	if len(change) == 0 {
		return nil
	}
	if err := tx.SetMerged(ctx, change); err != nil {
		return err
	}
	canonical := func(id string) string {
		if to := want[id]; to != "" {
			return to
		}
		return id
	}
	filed, err := tx.ReadClaims(ctx, ByEntity, slices.Sorted(maps.Keys(change)))
	if err != nil {
		return err
	}
	touched := map[string]Tie{}
	var moved []FiledClaim
	for _, c := range filed {
		next := file(c.Claim, canonical, touched)
		if next.Tie == c.Tie {
			continue
		}
		if _, ok := touched[c.Tie]; !ok {
			touched[c.Tie] = Tie{ID: c.Tie, Type: c.Type}
		}
		moved = append(moved, next)
	}
	if err := tx.FileClaims(ctx, moved); err != nil {
		return err
	}
	return project(ctx, tx, touched, canonical)
}

func checkMerges(ctx context.Context, tx Tx, merges map[string]string) error {
	ids := map[string]bool{}
	for id, to := range merges {
		ids[id], ids[to] = true, true
	}
	found, err := tx.ReadEntities(ctx, slices.Sorted(maps.Keys(ids)))
	if err != nil {
		return err
	}
	for _, e := range found {
		delete(ids, e.ID)
	}
	if len(ids) > 0 {
		return Errorf(Invalid, "a merge names the entity %q, which the store does not hold", slices.Min(slices.Collect(maps.Keys(ids))))
	}
	return nil
}

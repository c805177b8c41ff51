package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// Tx is what a store does inside one transaction. ApplyBatch, ApplyRetract and
// ApplyVerdicts hold all that the stores have in common; a Tx only reads and
// writes records. Reading an id that is not there gives nothing and no error.
type Tx interface {
	ReadEntities(ctx context.Context, ids []string) ([]Entity, error)
	// WriteEntities adds or replaces entities and their keys for looking them up;
	// MergedInto is left as it is in the store. All are new where the caller knows that
	// none is there. So do WriteMentioned, WriteClaims and WriteTies.
	WriteEntities(ctx context.Context, es []Entity, allNew bool) error
	ReadReleases(ctx context.Context, ids []string) ([]Release, error)
	WriteReleases(ctx context.Context, rs []Release) error
	ReadMentioned(ctx context.Context, by MentionKey, ids []string) ([]Mentioned, error)
	// WriteMentioned adds mentions, or replaces such as are there.
	WriteMentioned(ctx context.Context, ms []Mentioned, allNew bool) error
	ReadClaims(ctx context.Context, by ClaimKey, ids []string) ([]FiledClaim, error)
	WriteClaims(ctx context.Context, cs []FiledClaim, allNew bool) error
	// FileClaims sets the ties of claims that are there already.
	FileClaims(ctx context.Context, cs []FiledClaim) error
	// ReadTies reads ties by ID, Type, Subject and Object.
	ReadTies(ctx context.Context, ts []Tie) ([]Tie, error)
	WriteTies(ctx context.Context, ts []Tie, allNew bool) error
	// DropTies deletes ties by ID and Type; the other fields may be empty.
	DropTies(ctx context.Context, ts []Tie) error
	// DropReleases deletes releases with their mentions and claims.
	DropReleases(ctx context.Context, ids []string) error
	// DropEntities deletes entities that nothing names any more.
	DropEntities(ctx context.Context, ids []string) error
	// Merged gives all merges, SetMerged changes some; an empty value undoes one.
	Merged(ctx context.Context) (map[string]string, error)
	SetMerged(ctx context.Context, merges map[string]string) error
	// Verdicts gives what SetVerdicts kept, in JSON, or nothing.
	Verdicts(ctx context.Context) ([]byte, error)
	SetVerdicts(ctx context.Context, v []byte) error
	Revision(ctx context.Context) (int64, error)
	SetRevision(ctx context.Context, n int64) error
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
	Stating  ClaimKey = "release"
)

// MentionKey says what ReadMentioned selects by.
type MentionKey string

// The keys.
const (
	OfEntity  MentionKey = "entity"
	InRelease MentionKey = "release"
)

// ApplyBatch writes a batch inside a transaction.
func ApplyBatch(ctx context.Context, tx Tx, b Batch) error {
	b, err := b.Clean()
	if err != nil {
		return err
	}
	v, err := verdictsOf(ctx, tx)
	if err != nil {
		return err
	}
	if len(b.Releases)+len(b.Mentioned)+len(b.Claims) > 0 {
		if err := advance(ctx, tx); err != nil {
			return err
		}
	}
	if err := applyEntities(ctx, tx, b, &v); err != nil {
		return err
	}
	known, err := applyReleases(ctx, tx, b)
	if err != nil {
		return err
	}
	if err := applyMentioned(ctx, tx, b.Mentioned, known); err != nil {
		return err
	}
	return applyClaims(ctx, tx, b.Claims, known, &v)
}

// advance notes that releases are written or retracted.
func advance(ctx context.Context, tx Tx) error {
	n, err := tx.Revision(ctx)
	if err != nil {
		return err
	}
	return tx.SetRevision(ctx, n+1)
}

// verdictsOf reads the verdicts that hold.
func verdictsOf(ctx context.Context, tx Tx) (v Verdicts, err error) {
	kept, err := tx.Verdicts(ctx)
	if err != nil {
		return v, err
	}
	if len(kept) > 0 {
		if err := json.Unmarshal(kept, &v); err != nil {
			return v, Errorf(NotAStore, "the verdicts that the store keeps can't be read: %w", err)
		}
	}
	v.Merges, err = tx.Merged(ctx)
	return v, err
}

// applyEntities writes the entities that are new or know more than before.
func applyEntities(ctx context.Context, tx Tx, b Batch, v *Verdicts) error {
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
		return err
	}
	known := make(map[string]Entity, len(named))
	for _, e := range found {
		known[e.ID] = e
	}
	var added, changed []Entity
	for _, e := range b.Entities {
		had, ok := known[e.ID]
		e.MergedInto = ""
		if !ok {
			e = v.named(combineEntities(e, Entity{ID: e.ID})) // tidies the aliases
			added = append(added, e)
		} else if e = v.named(combineEntities(had, e)); !same(e, had) {
			changed = append(changed, e)
		}
		known[e.ID] = e
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		if _, ok := known[id]; !ok {
			return Errorf(Invalid, "%s names the entity %q, which is neither in the store nor in the batch", named[id], id)
		}
	}
	if err := tx.WriteEntities(ctx, changed, false); err != nil {
		return err
	}
	return tx.WriteEntities(ctx, added, true)
}

func same(a, b Entity) bool {
	return a.Type == b.Type && a.Name == b.Name && a.Acronym == b.Acronym && a.ISO3 == b.ISO3 &&
		a.Kind == b.Kind && slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.SameAs, b.SameAs) && slices.Equal(a.Links, b.Links)
}

// applyReleases gives those releases of the batch that were there before.
func applyReleases(ctx context.Context, tx Tx, b Batch) (before map[string]bool, err error) {
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
		return nil, err
	}
	known := make(map[string]Release, len(named))
	before = make(map[string]bool, len(found))
	for _, r := range found {
		known[r.ID], before[r.ID] = r, true
	}
	var changed []Release
	for _, r := range b.Releases {
		if had, ok := known[r.ID]; ok {
			if r = combineReleases(had, r); sameRelease(r, had) {
				continue
			}
		}
		known[r.ID] = r
		changed = append(changed, r)
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		if _, ok := known[id]; !ok {
			return nil, Errorf(Invalid, "a claim or mention names the release %q, which is neither in the store nor in the batch", id)
		}
	}
	return before, tx.WriteReleases(ctx, changed)
}

// applyMentioned combines mentions with those of the same release that are there.
func applyMentioned(ctx context.Context, tx Tx, ms []Mentioned, before map[string]bool) error {
	releases := map[string]bool{}
	for _, m := range ms {
		if before[m.Release] {
			releases[m.Release] = true
		}
	}
	found, err := tx.ReadMentioned(ctx, InRelease, slices.Sorted(maps.Keys(releases)))
	if err != nil {
		return err
	}
	type key struct{ entity, release string }
	known := make(map[key]Mentioned, len(found))
	for _, m := range found {
		known[key{m.Entity, m.Release}] = m
	}
	var added, changed []Mentioned
	for _, m := range ms {
		if had, ok := known[key{m.Entity, m.Release}]; ok {
			changed = append(changed, combineMentioned(had, m))
		} else {
			added = append(added, m)
		}
	}
	if err := tx.WriteMentioned(ctx, changed, false); err != nil {
		return err
	}
	return tx.WriteMentioned(ctx, added, true)
}

// applyClaims writes claims, and the ties that they belong to. A tie that only gains
// claims of releases that were not there before is added to; others are gathered anew,
// which takes all their claims.
func applyClaims(ctx context.Context, tx Tx, claims []Claim, before map[string]bool, v *Verdicts) error {
	var ids []string
	for _, c := range claims {
		if before[c.Release] || c.ID != ClaimID(c) { // an id of its own is no other release's
			ids = append(ids, c.ID)
		}
	}
	found, err := tx.ReadClaims(ctx, ByID, ids)
	if err != nil {
		return err
	}
	known := make(map[string]FiledClaim, len(found))
	for _, c := range found {
		known[c.ID] = c
	}
	repeats := map[string]bool{} // releases whose copies count as one with them
	for id, of := range v.Copies {
		repeats[id], repeats[of] = true, true
	}
	anew, grown := map[string]Tie{}, map[string]Tie{}
	var added, changed []FiledClaim
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
		touched := grown
		if before[c.Release] || repeats[c.Release] {
			touched = anew
		}
		if filed := file(c, v, touched); ok {
			changed = append(changed, filed)
		} else {
			added = append(added, filed)
		}
	}
	if err := tx.WriteClaims(ctx, changed, false); err != nil {
		return err
	}
	if err := tx.WriteClaims(ctx, added, true); err != nil {
		return err
	}
	for id := range anew {
		delete(grown, id)
	}
	if err := grow(ctx, tx, grown, added, v); err != nil {
		return err
	}
	return project(ctx, tx, anew, v)
}

// grow adds to ties the claims among cs that belong to them.
func grow(ctx context.Context, tx Tx, grown map[string]Tie, cs []FiledClaim, v *Verdicts) error {
	found, err := tx.ReadTies(ctx, slices.Collect(maps.Values(grown)))
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, t := range found {
		grown[t.ID], there[t.ID] = t, true
	}
	claims := map[string][]Claim{}
	for _, c := range cs {
		if _, ok := grown[c.Tie]; ok {
			claims[c.Tie] = append(claims[c.Tie], c.Claim)
		}
	}
	var added, changed []Tie
	for _, id := range slices.Sorted(maps.Keys(claims)) {
		t := grown[id].gather(claims[id], v)
		if there[id] {
			changed = append(changed, t)
		} else {
			added = append(added, t)
		}
	}
	if err := tx.WriteTies(ctx, changed, false); err != nil {
		return err
	}
	return tx.WriteTies(ctx, added, true)
}

// file finds the tie of a claim and puts it among the touched ones.
func file(c Claim, v *Verdicts, touched map[string]Tie) FiledClaim {
	t, ok := tieOf(c, v)
	if ok {
		touched[t.ID] = t
	}
	return FiledClaim{c, t.ID}
}

// project brings ties in line with the claims that are filed under them. A
// touched tie without any claim is dropped.
func project(ctx context.Context, tx Tx, touched map[string]Tie, v *Verdicts) error {
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
				t, _ = tieOf(claims[id][0], v)
			}
			keep = append(keep, t.gather(claims[id], v))
		}
		if err := tx.DropTies(ctx, drop); err != nil {
			return err
		}
		if err := tx.WriteTies(ctx, keep, false); err != nil {
			return err
		}
	}
	return nil
}

// ApplyVerdicts makes verdicts the only ones that hold, inside a transaction.
func ApplyVerdicts(ctx context.Context, tx Tx, v Verdicts) error {
	had, err := verdictsOf(ctx, tx)
	if err != nil {
		return err
	}
	if n, err := tx.Revision(ctx); err != nil {
		return err
	} else if v.Revision != 0 && v.Revision != n {
		return ErrStale
	}
	if err := v.check(); err != nil {
		return err
	}
	if v.Merges, err = Flatten(v.Merges); err != nil {
		return err
	}
	var made []Entity
	for _, id := range slices.Sorted(maps.Keys(v.Split)) {
		if e := v.Split[id]; had.Split[id].Name != e.Name {
			made = append(made, v.named(combineEntities(e, e)))
		}
	}
	if err := tx.WriteEntities(ctx, made, false); err != nil {
		return err
	}
	if err := checkMerges(ctx, tx, v.Merges); err != nil {
		return err
	}
	merges := changes(had.Merges, v.Merges)
	if len(merges) > 0 {
		if err := tx.SetMerged(ctx, merges); err != nil {
			return err
		}
	}
	repeats := slices.Concat(slices.Collect(maps.Keys(changes(had.Copies, v.Copies))), slices.Collect(maps.Keys(changes(had.Versions, v.Versions))))
	slices.Sort(repeats)
	if err := refile(ctx, tx, slices.Sorted(maps.Keys(merges)), changedClaims(&had, &v), slices.Compact(repeats), &v); err != nil {
		return err
	}
	var undone []string
	for _, id := range slices.Sorted(maps.Keys(had.Split)) {
		if _, ok := v.Split[id]; !ok {
			undone = append(undone, id)
		}
	}
	if err := tx.DropEntities(ctx, undone); err != nil {
		return err
	}
	renamed := slices.Collect(maps.Keys(changes(had.Names, v.Names)))
	for _, x := range []map[string][]string{had.Links, v.Links} {
		for id := range x {
			if !slices.Equal(had.Links[id], v.Links[id]) {
				renamed = append(renamed, id)
			}
		}
	}
	slices.Sort(renamed)
	renamed = slices.Compact(renamed)
	renamed = slices.DeleteFunc(renamed, func(id string) bool { return slices.Contains(undone, id) })
	if err := rename(ctx, tx, renamed, &v); err != nil {
		return err
	}
	v.Digest = ""
	kept, err := json.Marshal(v)
	if err != nil {
		return err
	}
	parts := []string{string(kept)}
	for _, id := range slices.Sorted(maps.Keys(v.Merges)) {
		parts = append(parts, id, v.Merges[id])
	}
	v.Digest = digest(parts...)
	if kept, err = json.Marshal(v); err != nil {
		return err
	}
	before, err := json.Marshal(had)
	if err != nil || bytes.Equal(kept, before) {
		return err
	}
	return tx.SetVerdicts(ctx, kept)
}

// changes are the entries that differ, with their new values or "".
func changes(had, want map[string]string) map[string]string {
	out := map[string]string{}
	for id, to := range want {
		if had[id] != to {
			out[id] = to
		}
	}
	for id := range had {
		if want[id] == "" {
			out[id] = ""
		}
	}
	return out
}

// changedClaims are the claims that verdicts name, if the verdicts changed. Those
// that are moved go along with the merges of others.
func changedClaims(had, v *Verdicts) []string {
	ids := map[string]bool{}
	for _, x := range []*Verdicts{had, v} {
		for id := range x.Moved {
			ids[id] = true
		}
		for id := range x.Rejected {
			if had.Rejected[id] != v.Rejected[id] {
				ids[id] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(ids))
}

// refile brings the claims of entities, some more claims, and those of releases
// under the ties that they belong to; of the last it counts the releases anew.
func refile(ctx context.Context, tx Tx, entities, claims, releases []string, v *Verdicts) error {
	touched := map[string]Tie{}
	seen := map[string]bool{}
	for _, part := range []struct {
		by  ClaimKey
		ids []string
	}{{ByEntity, entities}, {ByID, claims}, {Stating, releases}} {
		const page = 500 // ids at a time, so that their claims fit into memory
		for ids := range slices.Chunk(part.ids, page) {
			filed, err := tx.ReadClaims(ctx, part.by, ids)
			if err != nil {
				return err
			}
			var moved []FiledClaim
			for _, c := range filed {
				if part.by == Stating {
					if _, ok := touched[c.Tie]; !ok {
						touched[c.Tie] = Tie{ID: c.Tie, Type: c.Type}
					}
				}
				if seen[c.ID] {
					continue
				}
				seen[c.ID] = true
				next := file(c.Claim, v, touched)
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
		}
	}
	return project(ctx, tx, touched, v)
}

// rename gives entities the names that their mentions and the verdicts give them.
// Those that no release mentions keep theirs.
func rename(ctx context.Context, tx Tx, ids []string, v *Verdicts) error {
	if len(ids) == 0 {
		return nil
	}
	entities, err := tx.ReadEntities(ctx, ids)
	if err != nil {
		return err
	}
	mentions, err := tx.ReadMentioned(ctx, OfEntity, ids)
	if err != nil {
		return err
	}
	of := map[string][]Mentioned{}
	for _, m := range mentions {
		of[m.Entity] = append(of[m.Entity], m)
	}
	var changed []Entity
	for _, had := range entities {
		e := Call(had, of[had.ID])
		if made, ok := v.Split[e.ID]; ok {
			e.Name, e.Aliases, e.Acronym = made.Name, made.Aliases, made.Acronym
		}
		if e = v.named(e); !same(e, had) {
			changed = append(changed, e)
		}
	}
	return tx.WriteEntities(ctx, changed, false)
}

// ApplyWithdraw takes an origin from releases inside a transaction.
func ApplyWithdraw(ctx context.Context, tx Tx, origin string, releases []string) error {
	found, err := tx.ReadReleases(ctx, releases)
	if err != nil {
		return err
	}
	var keep []Release
	var gone []string
	for _, r := range found {
		if r.Origins = slices.DeleteFunc(slices.Clone(r.Origins), func(o string) bool { return o == origin }); len(r.Origins) == 0 {
			gone = append(gone, r.ID)
		} else {
			keep = append(keep, r)
		}
	}
	if err := tx.WriteReleases(ctx, keep); err != nil {
		return err
	}
	return ApplyRetract(ctx, tx, gone)
}

// ApplyRetract removes releases inside a transaction.
func ApplyRetract(ctx context.Context, tx Tx, releases []string) error {
	v, err := verdictsOf(ctx, tx)
	if err != nil {
		return err
	}
	if err := advance(ctx, tx); err != nil {
		return err
	}
	claims, err := tx.ReadClaims(ctx, Stating, releases)
	if err != nil {
		return err
	}
	mentions, err := tx.ReadMentioned(ctx, InRelease, releases)
	if err != nil {
		return err
	}
	touched := map[string]Tie{}
	named := map[string]bool{}
	for _, c := range claims {
		if c.Tie != "" {
			touched[c.Tie] = Tie{ID: c.Tie, Type: c.Type}
		}
		named[c.Subject], named[c.Object] = true, true
		if c.AttributedTo != "" {
			named[c.AttributedTo] = true
		}
	}
	for _, m := range mentions {
		named[m.Entity] = true
	}
	if err := tx.DropReleases(ctx, releases); err != nil {
		return err
	}
	if err := project(ctx, tx, touched, &v); err != nil {
		return err
	}
	// What nothing names any more goes; what is still named loses the names that
	// only these releases had.
	ids := slices.Sorted(maps.Keys(named))
	left, err := tx.ReadMentioned(ctx, OfEntity, ids)
	if err != nil {
		return err
	}
	stay := map[string]bool{}
	for _, m := range left {
		stay[m.Entity] = true
	}
	filed, err := tx.ReadClaims(ctx, ByEntity, ids)
	if err != nil {
		return err
	}
	for _, c := range filed {
		stay[c.Subject], stay[c.Object] = true, true
	}
	var gone []string
	for _, id := range ids {
		if !stay[id] {
			gone = append(gone, id)
		}
	}
	// Others may be merged into what goes.
	merges := maps.Clone(v.Merges)
	maps.DeleteFunc(merges, func(from, to string) bool { return slices.Contains(gone, from) || slices.Contains(gone, to) })
	if undone := changes(v.Merges, merges); len(undone) > 0 {
		v.Merges = merges
		if err := tx.SetMerged(ctx, undone); err != nil {
			return err
		}
		if err := refile(ctx, tx, slices.Sorted(maps.Keys(undone)), slices.Sorted(maps.Keys(v.Moved)), nil, &v); err != nil {
			return err
		}
	}
	if err := tx.DropEntities(ctx, gone); err != nil {
		return err
	}
	return rename(ctx, tx, slices.DeleteFunc(ids, func(id string) bool { return !stay[id] }), &v)
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

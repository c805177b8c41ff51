package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"entente/text/vocab"
)

// digest is the first 16 hex digits of the SHA-256 of the parts.
func digest(parts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(h[:8])
}

// ReleaseID is the id of the release with this normalised text.
func ReleaseID(text string) string { return "release/" + digest(text) }

// ClaimID is the id of a claim: a digest of what it says and where. Its
// confidence, rule and place do not count.
func ClaimID(c Claim) string { return "claim/" + digest(saying(c)) }

// saying is what a claim says and where, all that its id stands for.
func saying(c Claim) string {
	return strings.Join([]string{string(c.Type), c.Subject, c.Object, string(c.Modality), c.From, c.To, c.Title,
		c.AttributedTo, c.Release, fmt.Sprint(c.Start, " ", c.End)}, "\x00")
}

// tieOf is the tie that a claim belongs to, as yet without claims. A claim that is
// rejected, whose release has a later version, or whose ends are one entity after
// merging, belongs to none.
func tieOf(c Claim, v *Verdicts) (Tie, bool) {
	s, o := v.canonical(&c, c.Subject), v.canonical(&c, c.Object)
	if s == o || v.Rejected[c.ID] || v.Versions[c.Release] != "" {
		return Tie{}, false
	}
	if c.Type.Symmetric() && o < s {
		s, o = o, s
	}
	return Tie{
		ID:      "tie/" + digest(string(c.Type), s, o, string(c.Modality), c.From, c.To, c.Title),
		Type:    c.Type,
		Subject: s, Object: o,
		Modality: c.Modality,
		From:     c.From, To: c.To,
		Title: c.Title,
	}, true
}

// gather adds claims to the tie: all that it has, or those of releases of which it
// has none and which repeat no other's text.
func (t Tie) gather(claims []Claim, v *Verdicts) Tie {
	releases, originals := map[string]bool{}, map[string]bool{}
	t.Claims = slices.Clone(t.Claims)
	for _, c := range claims {
		releases[c.Release] = true
		originals[cmp.Or(v.Copies[c.Release], c.Release)] = true
		t.Claims = append(t.Claims, c.ID)
		t.Confidence = max(t.Confidence, c.Confidence)
		t.Place = first(t.Place, c.Place)
	}
	t.Releases += len(releases)
	t.Independent += len(originals)
	slices.Sort(t.Claims)
	return t
}

// Caption is what Neo4j's Browser and Bloom write on a claim: MEMBER_OF, or
// HOLDS_POSITION Prime Minister, planned 2031-05-07.
func (c Claim) Caption() string {
	s := string(c.Type)
	if c.Title != "" {
		s += " " + c.Title
	}
	if c.Modality != vocab.Asserted {
		s += ", " + string(c.Modality)
	}
	if day := cmp.Or(c.From, c.To); day != "" {
		s += " " + day
	}
	return s
}

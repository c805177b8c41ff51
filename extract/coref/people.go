package coref

import (
	"regexp"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

var (
	maleForm   = regexp.MustCompile(`(?:\bMr\.?|\bSir|\bKing|\bPrince|\bLord|\bSheikh|\bAmir|\bSultan|\b[Cc]hairman|\b[Ss]pokesman|\bPope|\bDuke|\bBaron)\s+$`)
	femaleForm = regexp.MustCompile(`(?:\bMrs\.?|\bMs\.?|\bMiss|\bDame|\bQueen|\bPrincess|\bLady|\b[Cc]hairwoman|\b[Ss]pokeswoman|\bMadam|\bSheikha|\b[Cc]ongresswoman|\bDuchess)\s+$`)
)

// genders learns from forms of address who is "he" and who "she".
func (r *resolver) genders() {
	t := r.a.Doc.Text()
	for _, m := range r.a.Mentions {
		if !r.person(m.Entity) {
			continue
		}
		before := t[max(0, m.Start-16):m.Start]
		switch {
		case femaleForm.MatchString(before):
			r.gender[m.Entity] = 'f'
		case maleForm.MatchString(before):
			r.gender[m.Entity] = 'm'
		}
	}
}

// holding is an office that the release gives to a person.
type holding struct {
	entity, body int // body: an entity, or -1
	title        string
	former       bool
}

// maxHolders bounds how many different holdings are compared.
const maxHolders = 500

// hold lists the different offices of people.
func (r *resolver) hold() {
	seen := map[holding]bool{}
	for _, role := range r.a.Roles {
		if role.Person < 0 || r.a.Mentions[role.Person].Entity < 0 || len(r.holders) == maxHolders {
			continue
		}
		h := holding{r.a.Mentions[role.Person].Entity, r.bodyOf(role), role.Title, role.Modality == vocab.Former}
		if !seen[h] {
			seen[h] = true
			r.holders = append(r.holders, h)
		}
	}
}

func (r *resolver) bodyOf(role extract.Role) int {
	if role.Body < 0 {
		return -1
	}
	return r.a.Mentions[role.Body].Entity
}

// holder finds the person of the release who holds an office named alone: by
// title and body, one named before rather than one named after, the last one first.
func (r *resolver) holder(ref reference) (int, float64) {
	want := r.a.Roles[ref.role]
	body := r.bodyOf(want)
	best, bestRank, bestAt := -1, 0, -1
	for _, h := range r.holders {
		rank := sameOffice(want.Title, h.title)
		if rank == 0 || h.former && want.Modality != vocab.Former || body >= 0 && h.body >= 0 && body != h.body {
			continue
		}
		switch {
		case body >= 0 && h.body >= 0:
			rank += 2
		case body >= 0, h.body < 0:
			rank++
		}
		at, ok := r.last[h.entity]
		if !ok {
			at = -1
		}
		named, before := at >= 0, bestAt >= 0
		if best < 0 || named && !before || named == before && (rank > bestRank || rank == bestRank && at > bestAt) {
			best, bestRank, bestAt = h.entity, rank, at
		}
	}
	if best < 0 {
		return -1, 0
	}
	return best, 0.7 + 0.05*float64(min(bestRank, 4))
}

// sameOffice tells how well two titles agree: 2 the same, 1 the one is the
// beginning or the end of the other ("the Secretary" of a Secretary of State), 0 not.
func sameOffice(alone, full string) int {
	x, y := normal(alone), normal(full)
	switch {
	case x == y:
		return 2
	case strings.HasPrefix(y, x+" ") && !strings.HasPrefix(y[len(x):], " general"):
		return 1
	case strings.HasSuffix(y, " "+x):
		switch first, _, _ := strings.Cut(y, " "); first {
		case "deputy", "vice", "assistant", "under", "associate", "prime":
			return 0
		}
		return 1
	case strings.Contains(y, " and "):
		for part := range strings.SplitSeq(y, " and ") {
			if part == x {
				return 1
			}
		}
	}
	return 0
}

// normal writes a title in one way: "foreign minister" for the minister of or
// for foreign affairs.
func normal(title string) string {
	t := text.Fold(title)
	t = strings.TrimPrefix(t, "acting ")
	for _, of := range []string{"minister of ", "minister for "} {
		if topic, ok := strings.CutPrefix(t, of); ok && !strings.Contains(topic, " and ") {
			return strings.TrimSuffix(topic, " affairs") + " minister"
		}
	}
	return t
}

var saying = regexp.MustCompile(`(?i)\b(?:said|says|stated|added|noted|remarked|commented|explained|declared|told|according to)\b`)

// quoted reports whether the offset stands inside quotation marks.
func (r *resolver) quoted(at, n int) bool {
	s := r.a.Sentences[n]
	before := r.a.Doc.Text()[s.Start:at]
	open := strings.Count(before, "“") - strings.Count(before, "”")
	return open > 0 || strings.Count(before, `"`)%2 == 1
}

// me is who says "I": in a quotation the one who is said to say it, else the
// speaker of the whole.
func (r *resolver) me(ref reference, n int) int {
	if !r.quoted(ref.Start, n) {
		return r.speaker
	}
	s := r.a.Sentences[n]
	after := r.a.Doc.Text()[ref.End:s.End]
	if loc := saying.FindStringIndex(after); loc != nil {
		for _, m := range r.a.Mentions {
			if m.Sentence == n && m.Start > ref.End+max(0, loc[0]-60) && r.person(m.Entity) && !r.quoted(m.Start, n) {
				return m.Entity
			}
		}
	}
	for k := len(r.uses) - 1; k >= 0 && r.uses[k].sentence == n; k-- {
		if r.person(r.uses[k].entity) && !r.quoted(r.uses[k].Start, n) && saying.MatchString(r.a.Doc.Text()[s.Start:ref.Start]) {
			return r.uses[k].entity
		}
	}
	return -1
}

var joint = regexp.MustCompile(`(?i)^\W*we, |\b(?:released|issued|made) by the (?:governments?|foreign ministers|leaders|members)|\bjoint statement (?:by|of|from)|\bon behalf of the (?:governments?|foreign ministers)|\b(?:begin|following) text\b`)

// isJoint reports whether joint matches s; the plain search saves most of the matching.
func isJoint(s string) bool {
	low := strings.ToLower(s)
	for _, w := range [...]string{"we, ", " by the ", "joint statement", "on behalf of", " text"} {
		if strings.Contains(low, w) {
			return joint.MatchString(s)
		}
	}
	return false
}

var jointTitle = regexp.MustCompile(`(?i)\bjoint (?:statement|declaration|communiqu[eé]|press release|message|vision)\b`)

// speakers tells who says "I" and who says "we" outside quotations: the author
// of the byline, the parties of a joint statement, or the country or body that
// publishes.
func (r *resolver) speakers() (me int, us []int) {
	me = -1
	for n := 1; n < min(6, len(r.a.Sentences)) && me < 0; n++ {
		s := r.a.Sentences[n]
		if s.Len() > 120 || s.Role == text.Body && s.Len() > 90 {
			continue
		}
		for _, role := range r.a.Roles {
			if role.Person < 0 || !strings.HasPrefix(role.Rule, "title after name") || !s.Contains(role.Span) {
				continue
			}
			if m := r.a.Mentions[role.Person]; m.Start == s.Start && !strings.Contains(strings.ToLower(role.Title), "spokes") {
				me = m.Entity
			}
		}
	}
	office := r.publisherOffice()
	if me < 0 && office != "" {
		for _, role := range r.a.Roles {
			if role.Person >= 0 && role.Body >= 0 && strings.EqualFold(role.Title, office) && r.a.Mentions[role.Body].Entity == r.home && role.Modality == vocab.Asserted {
				me = r.a.Mentions[role.Person].Entity
				break
			}
		}
	}
	if me < 0 {
		me = r.home
	}
	together := jointTitle.MatchString(r.a.Doc.Title) // then the first list of parties speaks
	for n, s := range r.a.Sentences {
		if s.Role.Silent() || !(together && s.Role == text.Body) && !isJoint(r.a.Doc.Slice(s.Span)) {
			continue
		}
		parties := r.list(n)
		if len(parties) > 1 {
			return me, parties
		}
	}
	switch {
	case r.home >= 0:
		us = []int{r.home}
	case r.org >= 0:
		us = []int{r.org}
	}
	return me, us
}

// between is what may stand between two parties of a list.
var between = regexp.MustCompile(`(?i)^(?:[\s,;&()]|\band\b|\bthe\b|\bof\b|\bas well as\b|\brepresentatives?\b|\bgovernments?\b|\brepublic\b|\bkingdom\b|\bleaders\b|\bministers\b|\bforeign\b|’s)*$`)

// list are the countries and bodies that sentence n lists one after another.
func (r *resolver) list(n int) []int {
	var out []int
	end := 0
	for _, m := range r.a.Mentions {
		if m.Sentence != n || m.Entity < 0 || m.Type != vocab.Country && m.Type != vocab.Organization {
			continue
		}
		if len(out) > 0 {
			gap := r.a.Doc.Text()[end:max(end, m.Start)]
			if !strings.Contains(gap, ",") && !strings.Contains(gap, "and") || !between.MatchString(gap) {
				if len(out) > 1 {
					break
				}
				out = nil
			}
		}
		end = m.End
		if !has(out, m.Entity) {
			out = append(out, m.Entity)
		}
	}
	return out
}

func has(list []int, e int) bool {
	for _, x := range list {
		if x == e {
			return true
		}
	}
	return false
}

// publisherOffice is the office in the publisher's name: "Prime Minister".
func (r *resolver) publisherOffice() string {
	for _, t := range r.lex.FindTitles(r.a.Doc.Publisher) {
		return t.Norm
	}
	return ""
}

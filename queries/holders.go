package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// HoldersParams asks who held the offices of a body, and when, or which offices a
// person held.
type HoldersParams struct {
	Filter        // but for Planned, Types and Modalities
	Entity string // id of the body or state, or of the person
	Title  string // only offices whose title has these words
	On     string // only who held one on this day, ISO
	Body   string // of a person's offices only those at this body, by id
}

// Term is one person's time in an office, as far as releases tell.
type Term struct {
	Holder Party  `json:"holder"`
	Title  string `json:"title"`
	Body   Party  `json:"body"`
	From   string `json:"from,omitempty"`  // stated
	To     string `json:"to,omitempty"`    // stated
	First  string `json:"first,omitempty"` // the days of the first and the last release
	Last   string `json:"last,omitempty"`  // by which the office is held
	// Until is the day of the first release after that by which it is not held any
	// more, or somebody else holds it.
	Until     string   `json:"until,omitempty"`
	Successor *Party   `json:"successor,omitempty"`
	Presumed  bool     `json:"presumed,omitempty"` // on the day that was asked about: told before, and nothing since
	Releases  int      `json:"releases"`
	Quote     Quote    `json:"quote"`
	Ties      []string `json:"ties"`
	Evidence  []Proof  `json:"evidence,omitempty"` // all claims of the ties, where they were asked for

	link Link
	key  string // titleKey of the title
}

// Holders lists who holds and held offices at a body: all that releases say of one
// person and office made one term. The offices come by title, the latest holder
// first.
func Holders(ctx context.Context, s graph.Store, p HoldersParams) ([]Term, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	offices, err := ask(ctx, s, "offices", map[string]any{"bodies": []any{p.Entity}})
	if err != nil {
		return nil, err
	}
	titles, count := map[string][]string{}, map[string]int{} // by what they have in common
	for _, r := range offices {
		title := row(r).text("title")
		if !p.titled(title) {
			continue
		}
		k := titleKey(title)
		titles[k] = append(titles[k], title)
		count[k] += row(r).number("ties")
	}
	// The offices come in their order, as many at a time as may fill the answer.
	out := []Term{}
	keys := slices.Sorted(maps.Keys(titles))
	for len(keys) > 0 && (p.Limit <= 0 || len(out) < p.Limit) {
		var some []string
		for n := 0; len(keys) > 0 && (p.Limit <= 0 || n < p.Limit); keys = keys[1:] {
			some = append(some, titles[keys[0]]...)
			n += count[keys[0]]
		}
		found, err := terms(ctx, s, []string{p.Entity}, some, p.MinConfidence)
		if err != nil {
			return nil, err
		}
		out = append(out, p.during(found)...)
	}
	return p.arrange(ctx, s, out, func(a, b Term) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(b.start(), a.start()), cmp.Compare(a.Holder.Name, b.Holder.Name), cmp.Compare(a.Holder.ID, b.Holder.ID))
	})
}

func (p HoldersParams) check() error {
	for _, d := range []string{p.On, p.Since, p.Until} {
		if err := checkDate(d); err != nil {
			return err
		}
	}
	return nil
}

// titled reports whether a title has the words that are asked for.
func (p HoldersParams) titled(title string) bool {
	has := strings.Fields(text.Fold(title))
	return !slices.ContainsFunc(strings.Fields(text.Fold(p.Title)), func(w string) bool { return !slices.Contains(has, w) })
}

// during gives the terms of the day and period that are asked for.
func (p HoldersParams) during(all []Term) []Term {
	var out []Term
	for _, t := range all {
		if !t.during(p.Since, p.Until) {
			continue
		}
		if p.On != "" {
			held, presumed := t.on(p.On)
			if !held {
				continue
			}
			t.Presumed = presumed
		}
		out = append(out, t)
	}
	return out
}

// arrange orders, limits and completes terms.
func (p HoldersParams) arrange(ctx context.Context, s graph.Store, out []Term, compare func(a, b Term) int) ([]Term, error) {
	slices.SortFunc(out, compare)
	if p.Limit > 0 && len(out) > p.Limit {
		out = out[:p.Limit]
	}
	links := make([]Link, len(out))
	for i, t := range out {
		links[i] = t.link
	}
	if err := addQuotes(ctx, s, links); err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Quote = links[i].Quote
	}
	return out, nil
}

func (t *Term) start() string { return cmp.Or(t.From, t.First, t.Until) }

// on reports whether the office was held on a day, and whether that is only
// presumed.
func (t *Term) on(day string) (held, presumed bool) {
	start := cmp.Or(t.From, t.First)
	if start == "" || start > day+"~" {
		return false, false
	}
	switch {
	case t.To != "":
		return t.To+"~" >= day, false
	case t.Last+"~" >= day:
		return true, false
	}
	return t.Until == "" || t.Until > day, true
}

// terms makes of all ties on offices of these titles at bodies, or on any office where
// there are no bodies, one term for each person, body and title.
func terms(ctx context.Context, s graph.Store, bodies, titles []string, confidence float64) ([]Term, error) {
	rows, err := ask(ctx, s, "holders", map[string]any{"bodies": texts(bodies), "titles": texts(titles), "confidence": confidence})
	if err != nil {
		return nil, err
	}
	return gather(rows), nil
}

// gather makes the terms of rows.
func gather(rows []graph.Row) []Term {
	type office struct{ person, body, title string }
	at := map[office]*Term{}
	past := map[office][]string{} // days of releases by which it is past
	for _, r := range rows {
		r := row(r)
		l := r.link()
		k := office{l.Subject.ID, l.Object.ID, titleKey(l.Title)}
		t := at[k]
		if t == nil {
			t = &Term{Holder: l.Subject, Body: l.Object, Title: l.Title, link: l, key: k.title}
			at[k] = t
		}
		if surer(l, t.link) < 0 {
			t.link, t.Title = l, l.Title
		}
		t.Ties = append(t.Ties, l.Tie)
		t.Releases += l.Releases
		if l.From != "" && (t.From == "" || l.From < t.From) {
			t.From = l.From
		}
		if l.To != "" && l.To > t.To && (l.Modality == vocab.Former || l.From != l.To) {
			t.To = l.To
		}
		for _, day := range r.list("days") {
			switch {
			case day == "":
			case l.Modality == vocab.Former:
				past[k] = append(past[k], day)
			default:
				if t.First == "" || day < t.First {
					t.First = day
				}
				t.Last = max(t.Last, day)
			}
		}
	}
	out := make([]Term, 0, len(at))
	for k, t := range at {
		slices.Sort(t.Ties)
		for _, day := range past[k] {
			if day > t.Last && (t.Until == "" || day < t.Until) {
				t.Until = day
			}
		}
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Term) int {
		return cmp.Or(cmp.Compare(a.Body.ID, b.Body.ID), cmp.Compare(a.key, b.key), cmp.Compare(a.First, b.First), cmp.Compare(a.Holder.ID, b.Holder.ID))
	})
	for from := 0; from < len(out); {
		to := from + 1
		for to < len(out) && out[to].Body.ID == out[from].Body.ID && out[to].key == out[from].key {
			to++
		}
		succeed(out[from:to])
		from = to
	}
	return out
}

// succeed ends terms of one office, which stand in the order of their first days: of an
// office of one, the next ends the one before.
func succeed(terms []Term) {
	for i := range terms {
		t := &terms[i]
		if t.First == "" || i == len(terms)-1 || !sole(t.Title) {
			continue
		}
		for j := i + 1; j < len(terms); j++ {
			next := &terms[j]
			if next.Holder.ID != t.Holder.ID && next.First > t.Last && !amid(terms, next) {
				t.Successor = &next.Holder
				if t.Until == "" || next.First < t.Until {
					t.Until = next.First
				}
				break
			}
		}
	}
}

// amid reports whether a term lies inside that of somebody else in the same office of
// whom far more releases tell: a slip of theirs or ours, and no successor.
func amid(terms []Term, t *Term) bool {
	return slices.ContainsFunc(terms, func(u Term) bool {
		return u.Holder.ID != t.Holder.ID && u.First <= t.First && t.Last <= u.Last && u.Releases > 3*t.Releases
	})
}

// titleKey is a title without what may be put in two ways: "Minister of Foreign
// Affairs", "Foreign Minister".
func titleKey(title string) string {
	words := slices.DeleteFunc(strings.Fields(text.Fold(title)), func(w string) bool {
		return slices.Contains([]string{"of", "the", "for", "and", "affairs", "he", "hon", "mr", "ms"}, w)
	})
	slices.Sort(words)
	return strings.Join(words, " ")
}

// sole reports whether an office is one person's at a time.
func sole(title string) bool {
	words := strings.Fields(text.Fold(title))
	has := func(w string) bool { return slices.Contains(words, w) }
	for _, w := range strings.Fields("deputy vice assistant under associate acting special parliamentary member adviser advisor senior state junior former elect designate candidate") {
		if has(w) && !(w == "state" && has("secretary") && len(words) == 3) { // Secretary of State, not Minister of State
			return false
		}
	}
	switch t := strings.Join(words, " "); t {
	case "president", "prime minister", "chancellor", "king", "queen", "emperor", "pope", "sultan", "emir", "secretary general", "director general",
		"chairman", "chair", "chairperson", "chairwoman", "speaker", "governor general", "foreign secretary", "chief of staff", "chief of defence", "managing director":
		return true
	}
	return len(words) > 1 && (has("minister") || words[0] == "secretary" && has("of")) && !has("ministers")
}

var holders = Question{
	Name:    "holders",
	Summary: "List who held the offices of a body or state, and when",
	About: `List who held the offices of a body or state, and when: all that releases say of one
person and office made one term, from the first release that says so, or the day that
is stated, to the last. Of an office of one, the next holder ends the term before.
There is no type or modality to choose: a term is made of all that holds or held.`,
	Examples: []string{`holders NATO --title "Secretary General"`, "holders Moldova --title minister --on 2024-05"},
	Params:   append([]Parameter{about(true, "the body or state")}, ofTerms()...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := Holders(ctx, w.Store, HoldersParams{Filter: in.Filter, Entity: in.id("entity"), Title: in.text("title"), On: in.text("on")})
		out := Answer{Rows: list(rows), Empty: "the graph knows no such holder of an office"}
		out.addTerms(rows, "Holder", func(t Term) string { return t.Holder.Name })
		return out, err
	},
}

// ofTerms are the parameters that narrow terms of office.
func ofTerms() []Parameter {
	return narrowing("planned type modality",
		Parameter{Name: "since", Kind: Date, Help: "only terms that go on to this date (2023-10-26, 2023-10 or 2023) or beyond"},
		Parameter{Name: "until", Kind: Date, Help: "only terms that began by this date"},
		Parameter{Name: "on", Kind: Date, Help: "only what is held on this date"},
		Parameter{Name: "title", Kind: Text, Help: "only offices with these words in their title"})
}

// addTerms lays out terms of office; whom tells the one of the two that was not asked
// about.
func (a *Answer) addTerms(rows []Term, whose string, whom func(Term) string) {
	a.Columns = []string{"Office", whose, "From", "To", "Basis"}
	for i := range rows {
		r := &rows[i]
		from, to, basis := r.span()
		l := a.add(r.fact(), r.Title, whom(*r), from, to, basis)
		l.ties, l.into = r.Ties, &r.Evidence
	}
}

// fact is the best attested tie of a term.
func (t *Term) fact() *Fact {
	return &Fact{Tie: t.link.Tie, Releases: t.Releases, Independent: t.link.Independent, Confidence: t.link.Confidence, Quote: t.Quote}
}

// span tells the days of a term, and what they rest on, in words.
func (t *Term) span() (from, to, basis string) {
	from, to, basis = t.From, t.To, "stated"
	if from == "" && t.First != "" {
		from, basis = "by "+t.First, "a release of "+t.Last
		if t.Releases > 1 {
			basis = fmt.Sprintf("%d releases to %s", t.Releases, t.Last)
		}
	}
	if to == "" && t.Until != "" {
		to = "before " + t.Until
	}
	if t.Successor != nil {
		basis += ", then " + t.Successor.Name
	}
	if t.Presumed {
		basis += "; presumed"
	}
	return from, to, basis
}

// during reports whether a term may have gone on in a period.
func (t *Term) during(since, until string) bool {
	start := cmp.Or(t.From, t.First)
	end := cmp.Or(t.To, t.Until, "9999")
	return (until == "" || start != "" && start <= until+"~") && end+"~" >= since
}

package queries

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// ReportParams asks for a page about one entity.
type ReportParams struct {
	// Filter narrows: Since and Until the meetings, events and timeline, MinConfidence
	// all, and Limit is of each section.
	Filter
	Entity   string // id
	On       string // plans are those that are open on this day, ISO
	Evidence bool   // cite every release behind a statement, not only the surest
}

// Page is what is known of an entity, as somebody who is to meet it wants to read it.
type Page struct {
	Entity   graph.Entity `json:"entity"`
	Mentions int          `json:"mentions"`
	On       string       `json:"on"`
	Sections []Section    `json:"sections"`
	Sources  []Source     `json:"sources"`
}

// Section is a part of a page. Sections that nothing is known for are left out.
type Section struct {
	Title string      `json:"title"`
	Items []Statement `json:"items"`
	More  bool        `json:"more,omitempty"` // there are others beyond the limit
}

// Statement is one thing that is known.
type Statement struct {
	When    string `json:"when,omitempty"`
	Text    string `json:"text"`
	Tie     string `json:"tie"`
	Sources []int  `json:"sources"` // numbers
}

// Source is a release that a page rests on, with the sentences that it rests on.
type Source struct {
	Number    int      `json:"number"` // counted from 1
	Release   string   `json:"release"`
	Title     string   `json:"title"`
	URL       string   `json:"url,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	Published string   `json:"published,omitempty"`
	Sentences []string `json:"sentences"`
}

// Report writes a page about an entity: who it is, its offices and who holds one there,
// meetings, memberships and members, events, other ties, timeline, open plans and the
// sources of all that.
func Report(ctx context.Context, s graph.Store, p ReportParams) (Page, error) {
	card, err := named(ctx, s, p.Entity)
	if err != nil {
		return Page{}, err
	}
	found, err := candidates(ctx, s, nil, []string{p.Entity})
	if err != nil {
		return Page{}, err
	}
	w := writer{Page: Page{Entity: card.Entity, On: p.On, Sections: []Section{}, Sources: []Source{}}, limit: p.Limit}
	for _, f := range found {
		w.Mentions += f.Mentions
	}
	for _, write := range []func(context.Context, graph.Store, ReportParams) error{
		w.offices, w.meetings, w.memberships, w.members, w.events, w.others, w.timeline, w.plans,
	} {
		if err := write(ctx, s, p); err != nil {
			return Page{}, err
		}
	}
	if p.Evidence {
		if err := w.lines.addEvidence(ctx, s); err != nil {
			return Page{}, err
		}
	}
	w.cite()
	return w.Page, nil
}

// writer writes a page. Its lines are those that the statements rest on, in their order.
type writer struct {
	Page
	limit int
	lines Answer
}

// more is a limit that shows whether there are others beyond.
func (w *writer) more(f Filter) Filter {
	if f.Limit > 0 {
		f.Limit++
	}
	return f
}

// section writes n statements under a title.
func (w *writer) section(title string, n int, statement func(i int) (when, text string, f *Fact, ties []string)) {
	if n == 0 {
		return
	}
	s := Section{Title: title}
	if w.limit > 0 && n > w.limit {
		n, s.More = w.limit, true
	}
	for i := range n {
		when, text, f, ties := statement(i)
		s.Items = append(s.Items, Statement{When: when, Text: text, Tie: f.Tie})
		w.lines.add(f).also(ties)
	}
	w.Sections = append(w.Sections, s)
}

func (w *writer) is(types ...vocab.EntityType) bool { return slices.Contains(types, w.Entity.Type) }

func (w *writer) offices(ctx context.Context, s graph.Store, p ReportParams) error {
	of := HoldersParams{Filter: w.more(Filter{MinConfidence: p.MinConfidence, Limit: p.Limit}), Entity: p.Entity}
	title, ask := "Offices", Offices
	whom := func(t Term) string { return t.Body.Name }
	switch {
	case w.is(vocab.Organization, vocab.Country):
		title, ask, whom = "Office holders", Holders, func(t Term) string { return t.Holder.Name }
	case !w.is(vocab.Person):
		return nil
	}
	terms, err := ask(ctx, s, of)
	w.section(title, len(terms), func(i int) (string, string, *Fact, []string) {
		t := terms[i]
		from, to, basis := t.span()
		if to != "" {
			from = strings.TrimSpace(from + " to " + to)
		}
		office := cmp.Or(t.Title, "an office")
		return from, office + ", " + whom(t) + " (" + basis + ")", t.fact(), t.Ties
	})
	return err
}

func (w *writer) meetings(ctx context.Context, s graph.Store, p ReportParams) error {
	rows, err := WhoMet(ctx, s, WhoMetParams{Filter: w.more(p.Filter), Entity: p.Entity})
	w.section("Meetings", len(rows), func(i int) (string, string, *Fact, []string) {
		r := &rows[i]
		who, with := r.Who, r.With
		if who.ID != p.Entity { // one of its people
			who.Name = who.titled()
		}
		with.Name = with.titled()
		return r.When(), r.saying(who, with), &r.Fact, nil
	})
	return err
}

// links writes a section of ties.
func (w *writer) links(title string, links []Link) {
	w.section(title, len(links), func(i int) (string, string, *Fact, []string) {
		l := &links[i]
		a, b := l.Subject, l.Object
		if l.Type.Symmetric() && b.ID == w.Entity.ID {
			a, b = b, a
		}
		return l.When(), l.saying(a, b), &l.Fact, nil
	})
}

func (w *writer) memberships(ctx context.Context, s graph.Store, p ReportParams) error {
	f := w.more(Filter{MinConfidence: p.MinConfidence, Types: []vocab.RelationType{vocab.MemberOf}, Limit: p.Limit})
	params, err := f.params("entity", p.Entity, "direct", true, "limit", f.Limit)
	if err != nil {
		return err
	}
	links, err := askLinks(ctx, s, "events", "via", params)
	if err == nil {
		links, err = arrange(ctx, s, links, f.Limit, latestFirst)
	}
	w.links("Memberships", links)
	return err
}

func (w *writer) members(ctx context.Context, s graph.Store, p ReportParams) error {
	if !w.is(vocab.Organization, vocab.Event) {
		return nil
	}
	rows, err := Members(ctx, s, MembersParams{Filter: w.more(Filter{MinConfidence: p.MinConfidence, Limit: p.Limit}), Entity: p.Entity})
	w.section("Members", len(rows), func(i int) (string, string, *Fact, []string) {
		r := &rows[i]
		text := r.Member.titled()
		if r.Title != "" {
			text += ", as " + r.Title
		}
		return r.When(), text, &r.Fact, r.others
	})
	return err
}

func (w *writer) events(ctx context.Context, s graph.Store, p ReportParams) error {
	if w.is(vocab.Event, vocab.Programme) {
		rows, err := Participants(ctx, s, ParticipantsParams{Filter: w.more(p.Filter), Entity: p.Entity})
		w.section("Hosts, organisers and participants", len(rows), func(i int) (string, string, *Fact, []string) {
			r := &rows[i]
			return r.When(), r.saying(Party{Name: r.Who.titled()}, Party{Name: w.Entity.Name}), &r.Fact, r.others
		})
		return err
	}
	links, err := Events(ctx, s, EventsParams{Filter: w.more(p.Filter), Entity: p.Entity})
	w.links("Events", links)
	return err
}

// others are the ties that hold and have no section of their own.
func (w *writer) others(ctx context.Context, s graph.Store, p ReportParams) error {
	links, err := Ties(ctx, s, TiesParams{Entity: p.Entity, Direct: true, Filter: w.more(Filter{MinConfidence: p.MinConfidence, Limit: p.Limit,
		Types: slices.DeleteFunc(vocab.RelationTypes(), func(t vocab.RelationType) bool {
			return t.Event() || t == vocab.HoldsPosition || t == vocab.MemberOf
		})})})
	w.links("Other ties", links)
	return err
}

// timeline has the latest first, so that a limit leaves out what is long ago.
func (w *writer) timeline(ctx context.Context, s graph.Store, p ReportParams) error {
	links, err := Ties(ctx, s, TiesParams{Filter: w.more(p.Filter), Entity: p.Entity, Direct: true})
	w.links("Timeline", slices.DeleteFunc(links, func(l Link) bool { return l.day() == "" }))
	return err
}

func (w *writer) plans(ctx context.Context, s graph.Store, p ReportParams) error {
	rows, err := Pending(ctx, s, PendingParams{Filter: w.more(Filter{MinConfidence: p.MinConfidence, Limit: p.Limit}), Entity: p.Entity, On: p.On})
	w.section("Open plans", len(rows), func(i int) (string, string, *Fact, []string) {
		r := &rows[i]
		return r.When(), r.saying(r.Subject, r.Object) + " (" + string(r.State) + ")", &r.Fact, nil
	})
	return err
}

// cite numbers the releases in the order in which the statements rest on them.
func (w *writer) cite() {
	number := map[string]int{}
	cite := func(st *Statement, q Quote) {
		n := number[q.Release]
		if n == 0 {
			n = len(w.Sources) + 1
			number[q.Release] = n
			w.Sources = append(w.Sources, Source{Number: n, Release: q.Release, Title: q.Title, URL: q.URL, Publisher: q.Publisher, Published: q.Published})
		}
		if src := &w.Sources[n-1]; !slices.Contains(src.Sentences, q.Text) {
			src.Sentences = append(src.Sentences, q.Text)
		}
		if !slices.Contains(st.Sources, n) {
			st.Sources = append(st.Sources, n)
		}
	}
	line := 0
	for i := range w.Sections {
		for k := range w.Sections[i].Items {
			st, f := &w.Sections[i].Items[k], w.lines.Lines[line].Fact
			line++
			st.Sources = []int{}
			if f.Evidence == nil && f.Quote.Release != "" {
				cite(st, f.Quote)
			}
			for _, p := range f.Evidence {
				cite(st, Quote{Text: p.Quote, Release: p.Release, Title: p.ReleaseTitle, URL: p.URL, Publisher: p.Publisher, Published: p.Published})
			}
			slices.Sort(st.Sources)
		}
	}
}

var report = Question{
	Name:    "report",
	Summary: "Write a briefing page about somebody",
	About: `Write a page about a person, body, country or event: who it is, offices, meetings,
memberships, events, other ties, timeline, open plans, and the releases that each
statement rests on. There is no type or modality to choose: each section has its own.`,
	Examples: []string{"report Stoltenberg > stoltenberg.md", "report Moldova --format html -o moldova.html", "report NATO --since 2024 --limit 20 --evidence"},
	Params: append([]Parameter{about(true, "whom the page is about")},
		narrowing("planned type modality",
			Parameter{Name: "since", Kind: Date, Help: "only meetings, events and a timeline from this date on (2023-10-26, 2023-10 or 2023)"},
			Parameter{Name: "until", Kind: Date, Help: "only meetings, events and a timeline up to this date"},
			Parameter{Name: "on", Kind: Date, Default: today, Help: "plans as they stand on this date"},
			Parameter{Name: "limit", Kind: Integer, Default: "50", Help: "at most this number of statements in each section; 0 is all"},
			Parameter{Name: "evidence", Kind: Bool, Help: "cite every release behind each statement, not only the surest"})...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		page, err := Report(ctx, w.Store, ReportParams{Filter: in.Filter, Entity: in.id("entity"), On: in.text("on"), Evidence: in.is("evidence")})
		out := Answer{Rows: &page, Columns: []string{"Section", "When", "Statement", "Sources"},
			Empty: "the graph knows " + in.who("entity", "it") + " only by name"}
		for _, s := range page.Sections {
			for _, st := range s.Items {
				var cited []string
				for _, n := range st.Sources {
					cited = append(cited, cmp.Or(page.Sources[n-1].URL, page.Sources[n-1].Title, page.Sources[n-1].Release))
				}
				out.Add(s.Title, st.When, st.Text, strings.Join(cited, " "))
			}
		}
		return out, err
	},
}

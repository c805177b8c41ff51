package ask

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/queries"
	"entente/text/vocab"
)

// clause is what the words of a question come to.
type clause struct {
	pred   *predicate // what is asked about; nil is none
	at     int        // the word that says so
	verb   bool
	passes bool // a passive
	light  int  // the verb that a noun goes with ("hold" of talks), or -1
	sort   vocab.EntityType
	sortAt int
	wh     bool // somebody or something is asked for
	ents   []part
	title  string
	titles []int // words of the title

	future, negated, perhaps, former, both bool
	limit                                  int
}

// part is a name and how it stands to what is asked about.
type part struct {
	i       int
	m       *queries.Match
	prep    string
	prepAt  int
	genitiv bool // "NATO's"
	joined  bool // by "and" to the one before
}

// read makes a question of what fill has found.
func (q *query) read() error {
	if q.question == "" {
		c := &clause{at: -1, light: -1, sortAt: -1}
		q.modifiers(c)
		q.parts(c)
		if err := q.predicate(c); err != nil {
			return err
		}
		if err := q.choose(c); err != nil {
			return err
		}
		q.modality(c)
	}
	return q.finish()
}

func (q *query) lemma(i int) string {
	if i < 0 || i >= len(q.words) {
		return ""
	}
	return q.words[i].lemma
}

func (q *query) use(is ...int) {
	for _, i := range is {
		q.words[i].used = true
	}
}

func (q *query) has(words map[string]bool) int {
	return slices.IndexFunc(q.words, func(x word) bool { return x.entity == nil && !x.used && words[x.lemma] })
}

// modifiers reads the words that narrow, whatever is asked.
func (q *query) modifiers(c *clause) {
	for i := range q.words {
		l, next := q.lemma(i), q.lemma(i+1)
		switch {
		case l == "not" || l == "never":
			c.negated = true
			q.use(i)
		case l == "will":
			c.future = true
			q.use(i)
		case (l == "going" || planWords[l]) && next == "to" && q.words[i+1].entity == nil:
			c.future = true
			q.use(i, i+1)
		case l == "may" || l == "might" || l == "could":
			c.perhaps = true
			q.use(i)
		case l == "former" || l == "formerly" || l == "ex":
			c.former = true
			q.use(i)
		case l == "used" && next == "to":
			c.former = true
			q.use(i, i+1)
		case l == "no" && next == "longer":
			c.former = true
			q.use(i, i+1)
		case l == "both":
			c.both = true
		case surestWords[l]:
			// There is no order by confidence, so no number of the surest.
			if q.words[max(i-1, 0)].isNumber() || numbers[q.lemma(i-1)] > 0 {
				continue
			}
			q.args["min_confidence"] = "0.9"
			q.use(i)
			if q.lemma(i-1) == "most" {
				q.use(i - 1)
			}
		case lastWords[l] || l == "top" || l == "large" || l == "big":
			n, at := q.number(i+1), i+1
			if n == 0 {
				n, at = q.number(i-1), i-1
			}
			if n > 0 {
				c.limit = n
				q.use(i, at)
			} else if verbs[next].rel != "" || acts[next].rel != "" && !strings.HasSuffix(q.words[i+1].low, "s") {
				c.limit = 1
				q.use(i)
			}
			if q.lemma(i-1) == "most" && q.words[i].used {
				q.use(i - 1)
			}
		case (l == "evidence" || l == "source") && q.lemma(i-1) == "with" && i == len(q.words)-1:
			q.args["evidence"] = "true"
			q.use(i, i-1)
		}
	}
	// "five largest", where "largest" is the form that is written
	for i := range q.words {
		if n := q.number(i); n > 0 && !q.words[i].used && i+1 < len(q.words) {
			switch q.words[i+1].low {
			case "largest", "biggest":
				c.limit = n
				q.use(i, i+1)
			case "most", "best":
				c.limit = n
				q.use(i)
			}
		}
	}
}

func (q *query) number(i int) int {
	if i < 0 || i >= len(q.words) || q.words[i].entity != nil {
		return 0
	}
	if n, err := strconv.Atoi(q.words[i].s); err == nil && n > 0 && n <= 1000 {
		return n
	}
	return numbers[q.words[i].lemma]
}

// parts finds the names with what stands before them, titles, and what is asked for.
func (q *query) parts(c *clause) {
	for i := range q.words {
		x := &q.words[i]
		if x.entity == nil {
			continue
		}
		p := part{i: i, m: x.entity, prepAt: -1, genitiv: q.lemma(i+1) == "'s"}
		k := i - 1
		for x.entity.Type == vocab.Person && k >= 0 && titleWords[q.lemma(k)] && !q.words[k].used { // President Sandu
			q.use(k)
			if k--; k >= 0 && (q.lemma(k) == "former" || q.lemma(k) == "ex") { // it is the president who is former, not what is asked about
				c.former = false
			}
		}
		for k >= 0 && (q.lemma(k) == "the" || q.lemma(k) == "both") {
			k--
		}
		switch {
		case k >= 0 && prepositions[q.lemma(k)]:
			p.prep, p.prepAt = q.lemma(k), k
		case k > 0 && q.lemma(k) == "and" && len(c.ents) > 0 && c.ents[len(c.ents)-1].i == k-1:
			p.joined, p.prep, p.prepAt = true, c.ents[len(c.ents)-1].prep, c.ents[len(c.ents)-1].prepAt
		}
		if p.genitiv {
			q.use(i + 1)
		}
		c.ents = append(c.ents, p)
	}
	for _, x := range q.words {
		if x.entity != nil || x.used {
			continue
		}
		if (questionWords[x.lemma] && x.lemma != "when" && x.lemma != "where") || anybody[x.lemma] {
			c.wh = true
		}
	}
	q.titlePhrase(c)
	for i, x := range q.words {
		if typ := sorts[x.lemma]; typ != "" && x.entity == nil && !x.used && !slices.Contains(c.titles, i) && c.sortAt < 0 && !(x.lemma == "place" && q.takes(i)) {
			c.sort, c.sortAt, c.wh = typ, i, true
		}
	}
}

// titlePhrase finds the title of an office: "Secretary General", "minister of defence".
func (q *query) titlePhrase(c *clause) {
	start, end := -1, -1
	for i := range q.words {
		x := q.words[i]
		if x.entity != nil || x.used || !titleWords[x.lemma] || leads[x.lemma] != "" && strings.HasPrefix(x.tag, "V") || leads[x.lemma] == "" && leadsVerb(x) {
			if start >= 0 {
				break
			}
			continue
		}
		if start < 0 {
			start = i
		}
		end = i + 1
	}
	if start < 0 {
		return
	}
	if q.lemma(end) == "of" && titleNouns[q.lemma(end-1)] && departments[q.lemma(end+1)] { // minister of defence
		q.use(end)
		for end++; departments[q.lemma(end)]; end++ {
		}
	}
	var title []string
	noun := false
	for i := start; i < end; i++ {
		if q.lemma(i) == "of" { // the office may be called defence minister
			continue
		}
		title = append(title, q.words[i].lemma)
		noun = noun || titleNouns[q.words[i].lemma]
		c.titles = append(c.titles, i)
	}
	if !noun {
		c.titles = nil
		return
	}
	c.title = strings.Join(title, " ")
}

// leadsVerb reports whether "head" or "lead" is done and not borne.
func leadsVerb(x word) bool {
	_, leads := leads[x.lemma]
	return leads && strings.HasPrefix(x.tag, "V")
}

// covered checks that every word has been read: names the first that has not.
func (q *query) covered(c *clause, ok ...map[string]bool) error {
	for _, p := range c.ents {
		if p.prepAt >= 0 {
			q.words[p.prepAt].used = true
		}
	}
	n := len(q.words)
	for i, x := range q.words {
		if x.entity != nil || x.used || articles[x.lemma] || auxiliaries[x.lemma] || fillers[x.lemma] || questionWords[x.lemma] || anybody[x.lemma] ||
			i == c.sortAt || slices.Contains(c.titles, i) {
			continue
		}
		// A preposition may stand alone where what it goes with stands first.
		if prepositions[x.lemma] && (i == n-1 || i == 0 || i == c.at+1 && c.verb) {
			continue
		}
		if slices.ContainsFunc(ok, func(m map[string]bool) bool { return m[x.lemma] }) {
			continue
		}
		return refuse("I don't know what %q asks for here", x.s)
	}
	return nil
}

// modality puts into arguments in which way something is to hold.
func (q *query) modality(c *clause) {
	set := func(name, value string) {
		if value != "" {
			q.args[name] = value
		}
	}
	if c.future && q.question != "pending" {
		set("planned", string(queries.OnlyPlanned))
	}
	for _, m := range []struct {
		is bool
		m  vocab.Modality
	}{{c.negated && q.question != "pending", vocab.Negated}, {c.perhaps, vocab.Hypothetical}, {c.former, vocab.Former}} {
		if m.is {
			if q.args["modality"] != "" || c.future {
				q.args["modality"] = "?" // "will not", "may never": there is no such
				return
			}
			set("modality", string(m.m))
		}
	}
	if c.limit > 0 {
		set("limit", strconv.Itoa(c.limit))
	}
}

// finish puts the time into arguments and checks them against the question's.
func (q *query) finish() error {
	t, ok := together(q.times)
	if !ok {
		return refuse("I can't read two times in one question")
	}
	question, _ := queries.Named(q.question)
	switch single := t.since == t.until && t.since != ""; {
	case single && q.question != "pending" && q.question != "report":
		q.args["on"] = t.since
	default:
		if t.since != "" {
			q.args["since"] = t.since
		}
		if t.until != "" {
			q.args["until"] = t.until
		}
	}
	if q.question == "changed" && q.args["since"]+q.args["on"] == "" {
		return refuse("since when? What has changed needs a day")
	}
	if q.args["modality"] == "?" {
		return refuse("I can't read these ways to hold together")
	}
	if q.args["limit"] != "" && (q.question == "members" || q.question == "participants" || q.question == "holders" || q.question == "timeline") {
		return refuse("%s has no order in which some come last", q.question)
	}
	for _, name := range sorted(q.args) {
		if !slices.ContainsFunc(question.Params, func(p queries.Parameter) bool { return p.Name == name }) {
			return refuse("%s can't be narrowed by %s", q.question, strings.ReplaceAll(name, "_", " "))
		}
	}
	return nil
}

// entity makes a name an argument.
func (q *query) entity(name string, p part) {
	q.args[name] = p.m.ID
	q.entities[name] = *p.m
	q.called[name] = q.words[p.i].s
}

// present reports whether the question is about how things are now.
func (q *query) present() bool {
	now := false
	for _, x := range q.words {
		if x.entity != nil {
			continue
		}
		switch {
		case x.low == "was" || x.low == "were" || x.low == "did" || x.low == "had" || x.low == "been" || x.low == "has" || x.low == "have":
			return false
		case x.low == "is" || x.low == "are" || x.low == "does" || x.low == "do":
			now = true
		case x.lemma == "hold" || x.lemma == "serve" || x.lemma == "occupy" || leadsVerb(x):
			if x.low == x.lemma || x.low == x.lemma+"s" {
				now = true
			} else {
				return now
			}
		}
	}
	return now
}

func (q *query) today() string { return q.now.Format(time.DateOnly) }

package ask

import (
	"slices"
	"strings"

	"entente/queries"
	"entente/text/vocab"
)

// choose makes a question of a clause.
func (q *query) choose(c *clause) error {
	if len(c.ents) > 2 {
		return refuse("the question names more than two")
	}
	for _, s := range specials {
		if done, err := q.special(c, s); done || err != nil {
			return err
		}
	}
	if common := q.lemmaAt("common", "share"); len(c.ents) == 2 && (common >= 0 || c.both) {
		return q.common(c, common)
	}
	office := q.has(officeNouns)
	_, lead := leads[q.lemma(q.leadAt())]
	switch {
	case c.pred == nil && (c.title != "" || office >= 0 || lead):
		return q.office(c, office)
	case c.title != "":
		return refuse("I can't read the holder of an office as one of the two; ask by name")
	case c.pred != nil && c.pred.rel == vocab.MetWith:
		return q.meeting(c)
	case c.pred != nil:
		return q.tie(c)
	}
	if i := q.has(anyTie); i >= 0 {
		return q.anyTie(c, i)
	}
	if c.sort == vocab.Event && len(c.ents) == 1 && c.light < 0 {
		q.question = "events"
		q.entity("entity", c.ents[0])
		return q.covered(c)
	}
	return q.one(c)
}

func (q *query) lemmaAt(words ...string) int {
	return slices.IndexFunc(q.words, func(x word) bool { return x.entity == nil && !x.used && slices.Contains(words, x.lemma) })
}

func (q *query) leadAt() int {
	return slices.IndexFunc(q.words, func(x word) bool { return x.entity == nil && !x.used && leadsVerb(x) })
}

// special reads a question that a word tells, if it is this one.
func (q *query) special(c *clause, s special) (bool, error) {
	i := q.has(s.triggers)
	if i < 0 || len(c.ents) < s.least || len(c.ents) > s.most {
		return false, nil
	}
	ways := []map[string]bool{s.triggers, s.beside}
	if s.free {
		ways = append(ways, light)
	} else if c.pred != nil && !(s.beside["meeting"] && c.pred.rel == vocab.MetWith && !c.verb && len(c.ents) == 0) {
		return false, nil
	}
	if c.title != "" {
		return false, nil
	}
	switch s.question {
	case "centrality":
		if q.lemmaAt("bridge") >= 0 {
			q.args["by"] = string(queries.Betweenness)
		} else if q.lemmaAt("most", "best") < 0 && c.limit == 0 {
			return false, nil
		}
	case "evidence":
		if q.words[i].lemma == "say" && q.lemmaAt("source", "release", "sentence") < 0 {
			return false, nil
		}
	}
	if c.sortAt >= 0 || c.negated && s.question != "pending" { // neither narrows these
		return false, nil
	}
	if err := q.covered(c, ways...); err != nil {
		return false, nil
	}
	q.question = s.question
	names := []string{"entity"}
	if len(c.ents) == 2 {
		names = map[string][]string{"evidence": {"id", "other"}, "path": {"a", "b"}}[s.question]
	}
	for k, p := range c.ents {
		q.entity(names[k], p)
	}
	return true, nil
}

// common reads what two share.
func (q *query) common(c *clause, at int) error {
	if c.pred != nil {
		q.args["type"] = string(c.pred.rel)
		if at >= 0 {
			return refuse("I can't read what the two are to share")
		}
	}
	if at < 0 && !c.wh {
		return refuse("I don't know what is asked of both")
	}
	for _, p := range c.ents {
		if c.pred != nil && !c.pred.rel.Symmetric() && q.stands(c, p) != subject {
			return refuse("I can only tell what two do both, not what is done to both")
		}
	}
	q.question = "common"
	q.entity("a", c.ents[0])
	q.entity("b", c.ents[1])
	q.sorted(c)
	return q.covered(c, set("common share in have"))
}

// sorted narrows an answer to the type that is asked for.
func (q *query) sorted(c *clause) {
	if c.sort != "" {
		q.args["entity_type"] = string(c.sort)
	}
}

// meeting reads who met whom.
func (q *query) meeting(c *clause) error {
	q.question = "who-met"
	var ends []end
	for _, p := range c.ents {
		e := q.stands(c, p)
		if e == nowhere {
			return refuse("I can't tell what %q does here", strings.TrimSpace(p.prep+" "+p.m.Name))
		}
		ends = append(ends, e)
	}
	asks := c.wh && c.verb
	if len(c.ents) == 0 && c.verb && !c.wh {
		return refuse("who is to have met whom?")
	}
	switch len(c.ents) {
	case 1:
		q.entity("entity", c.ents[0])
	case 2:
		first, second := 0, 1
		if ends[0] == object && ends[1] == subject {
			first, second = 1, 0
		}
		together := ends[0] == ends[1]
		if asks || together && (!c.ents[1].joined || ends[0] == object) {
			return refuse("I can't tell who of the three is to have met whom")
		}
		q.entity("entity", c.ents[first])
		q.entity("with", c.ents[second])
	}
	q.sorted(c)
	return q.covered(c, light)
}

// places are the ties that lead to a place.
var places = []vocab.RelationType{vocab.Visited, vocab.HeldIn, vocab.LocatedIn, vocab.HeadquarteredIn, vocab.PartOf}

// tie reads a question about ties of one type.
func (q *query) tie(c *clause) error {
	rel := c.pred.rel
	var at [2]*part // subject, object
	for i := range c.ents {
		p := &c.ents[i]
		e := q.stands(c, *p)
		if rel.Symmetric() && (e == either || p.joined || i == 0 && len(c.ents) == 2 && c.ents[1].joined) {
			e = subject
			if at[0] != nil {
				e = object
			}
		}
		if e != subject && e != object || at[e-subject] != nil {
			return refuse("I can't tell what %q does here", strings.TrimSpace(p.prep+" "+p.m.Name))
		}
		at[e-subject] = p
	}
	s, o := at[0], at[1]
	if s == nil && o == nil {
		return refuse("the question names nobody whom the graph knows")
	}
	if err := q.covered(c, light, set("headquarters")); err != nil {
		return err
	}
	if q.lemmaAt("where") >= 0 && !slices.Contains(places, rel) {
		return refuse("such ties have no place")
	}
	if c.verb && !c.passes && (s == nil || o == nil) && !c.wh && q.lemmaAt("when", "where") < 0 {
		return refuse("I can't tell who is to stand at the other end")
	}
	part := rel == vocab.Hosted || rel == vocab.Organized || rel == vocab.ParticipatedIn
	switch {
	case s != nil && o != nil:
		if c.wh {
			return refuse("I can't tell what is asked for beside the two")
		}
		q.question = "ties"
		q.entity("entity", *s)
		q.entity("with", *o)
		q.args["type"] = string(rel)
		if !rel.Symmetric() {
			q.args["as"] = string(queries.AsSubject)
		}
		return nil
	case part && s != nil:
		if c.sort != "" && c.sort != vocab.Event && c.sort != vocab.Programme {
			return refuse("only events are hosted, organised and taken part in")
		}
		q.question = "events"
		q.entity("entity", *s)
		q.args["type"] = string(rel)
		return nil
	case part && o.m.Type != vocab.Event && o.m.Type != vocab.Programme:
		return refuse("%s is no event", o.m.Name)
	case part:
		q.question = "participants"
		q.entity("entity", *o)
		q.args["type"] = string(rel)
	case rel == vocab.MemberOf && s == nil && (!c.verb || q.words[c.at].lemma != "join"):
		q.question = "members"
		q.entity("entity", *o)
	default:
		q.question = "ties"
		q.args["type"] = string(rel)
		p, as := s, queries.AsSubject
		if s == nil {
			p, as = o, queries.AsObject
		}
		q.entity("entity", *p)
		if !rel.Symmetric() {
			q.args["as"] = string(as)
		}
	}
	q.sorted(c)
	return nil
}

// anyTie reads a question about all ties.
func (q *query) anyTie(c *clause, at int) error {
	q.use(at)
	if len(c.ents) == 0 {
		if q.lemmaAt("most") >= 0 {
			q.question = "centrality"
			return q.covered(c, set("most have"))
		}
		return refuse("whose ties?")
	}
	q.question = "ties"
	q.entity("entity", c.ents[0])
	if len(c.ents) == 2 {
		q.entity("with", c.ents[1])
		if c.sort != "" {
			return refuse("I can't tell what is asked for beside the two")
		}
	}
	q.sorted(c)
	return q.covered(c, set("plan upcoming"), q.plans(c))
}

// plans reads "planned" and its like beside what is planned.
func (q *query) plans(c *clause) map[string]bool {
	if q.has(planWords) >= 0 {
		c.future = true
	}
	return planWords
}

// office reads who held an office, and which offices somebody held.
func (q *query) office(c *clause, noun int) error {
	var person, body *part
	for i := range c.ents {
		p := &c.ents[i]
		at := &body
		if p.m.Type == vocab.Person {
			at = &person
		}
		if *at != nil {
			return refuse("I can't tell who held what")
		}
		*at = p
	}
	if lead := q.leadAt(); lead >= 0 {
		c.title = leads[q.words[lead].lemma]
		q.use(lead)
	}
	if noun >= 0 {
		q.use(noun)
		if q.lemma(noun+1) == "of" && len(c.titles) > 0 && c.titles[0] >= noun+2 && c.titles[0] <= noun+3 { // the office of President
			q.use(noun + 1)
		}
	}
	if body != nil && !body.genitiv && !slices.Contains([]string{"", "of", "at", "for", "in"}, body.prep) {
		return refuse("I can't tell what %q does here", body.prep+" "+body.m.Name)
	}
	if err := q.covered(c, officeVerbs, set("as")); err != nil {
		return err
	}
	switch {
	case person != nil:
		q.question = "offices"
		q.entity("entity", *person)
		if body != nil {
			q.entity("body", *body)
		}
	case body != nil && body.m.Type != vocab.Place && body.m.Type != vocab.Document:
		if c.title == "" && noun >= 0 && body.prep != "at" && body.prep != "in" { // "the role of NATO" is no office
			return refuse("whose offices?")
		}
		q.question = "holders"
		q.entity("entity", *body)
	default:
		return refuse("an office at which body, or of whom?")
	}
	if c.sort != "" && c.sort != vocab.Person {
		return refuse("only people hold offices")
	}
	if c.title != "" {
		q.args["title"] = c.title
	}
	if len(q.times) == 0 && q.present() {
		q.args["on"] = q.today()
	}
	return nil
}

// one reads a question about one entity that has no predicate of its own.
func (q *query) one(c *clause) error {
	do := slices.IndexFunc(q.words, func(x word) bool {
		return x.entity == nil && x.lemma == "do" && !q.isAux(slices.IndexFunc(q.words, func(y word) bool { return y.first == x.first }))
	})
	switch {
	case len(c.ents) == 0:
		return refuse("the question names nobody whom the graph knows, and nothing else that I can look for")
	case len(c.ents) == 2:
		return refuse("I can't tell how the two are meant to stand to each other")
	case do >= 0 && q.lemmaAt("what") >= 0:
		q.question = "timeline"
		if c.future {
			q.question, c.future = "pending", false
		}
	case c.negated || c.former || c.sort != "":
		return refuse("I can't tell what is asked of %s", c.ents[0].m.Name)
	default:
		if p := c.ents[0].prep; c.ents[0].genitiv || p != "" && p != "about" {
			return refuse("I can't tell what is asked of %s", c.ents[0].m.Name)
		}
		if p := c.ents[0].prep; p == "" && q.lemmaAt("who", "what") < 0 {
			return refuse("I can't tell what is asked of %s", c.ents[0].m.Name)
		}
		if q.lemmaAt("when", "where", "which", "how") >= 0 || q.lemmaAt("do", "have") >= 0 {
			return refuse("I can't tell what is asked of %s", c.ents[0].m.Name)
		}
		q.question = "show"
	}
	q.entity("entity", c.ents[0])
	return q.covered(c)
}

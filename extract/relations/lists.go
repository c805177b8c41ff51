package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// memberHeads end the words before a list of a body's members.
var memberHeads = words(`member entity organisation organization state country party body partner`)

// affiliation reads "Name, Body" and "Name (Body)" as a line of a list.
func (r *reader) affiliation(s *sentence) {
	if r.a.Sentences[s.index].Role != text.ListItem || len(r.named[s.index]) < 2 {
		return
	}
	ms := r.named[s.index]
	x, y := r.a.Mentions[ms[0]], r.a.Mentions[ms[1]]
	if x.Type != vocab.Person || y.Type != vocab.Organization || x.End > y.Start {
		return
	}
	gap := strings.TrimSpace(strings.TrimSuffix(strings.ToLower(r.a.Doc.Slice(between(x.Span, y.Span))), "the "))
	after := strings.TrimLeft(r.after(s, y), " \u00a0")
	if gap != "," && gap != "–" && gap != "—" && gap != "-" && gap != "(" || after != "" && !strings.ContainsAny(after[:1], "(),;.") {
		return
	}
	f := fact{Relation: extract.Relation{Type: vocab.MemberOf, Modality: vocab.Asserted, Confidence: .75, Rule: "list: name, body", Trigger: y.Span}}
	r.add(s, f, []int{x.Entity}, []int{y.Entity})
}

// lists reads participants and members off "Participating X entities: A, B and
// C", in the sentence itself or in the lines after it.
func (r *reader) lists(s *sentence) {
	r.items(s)
	r.affiliation(s)
	if s.opensList() && r.topic < 0 {
		if hosts, f := r.hosts(); len(hosts) > 0 {
			r.listing = &listing{before: s.index, types: map[vocab.RelationType][]int{vocab.MetWith: hosts}, f: f}
		}
		return
	}
	if s.opensList() && r.topic >= 0 {
		r.listing = &listing{before: s.index, types: map[vocab.RelationType][]int{vocab.ParticipatedIn: {r.topic}},
			f: fact{Relation: extract.Relation{Modality: vocab.Asserted, Confidence: .85, Rule: "list"}, tenseless: true}}
		return
	}
	for i, p := range s.phrases {
		if p.kind != stop || p.word != ":" || i == 0 {
			continue
		}
		lead := s.phrases[:i]
		words := strings.Join(s.words[:p.first], " ")
		part := strings.Contains(words, "particip") || strings.Contains(words, "attend") || strings.Contains(words, "delegat") || strings.Contains(words, "present")
		if !part && !strings.Contains(words, "member") {
			continue
		}
		last := singular(s.words[p.first-1])
		body := strings.Contains(words, "members of") || memberHeads[last]
		var named []int
		if at := slices.IndexFunc(lead, func(q phrase) bool { return q.kind == vp }); at >= 0 { // "X names the members of Y:": X has no part in the list
			lead = lead[at:]
		}
		for _, q := range lead {
			named = append(append(append(append(named, q.np.head...), q.np.pre...), q.np.poss...), q.np.of...)
		}
		l := &listing{before: s.index, types: map[vocab.RelationType][]int{}}
		if body {
			l.types[vocab.MemberOf] = r.of("O", named)
		}
		if part {
			l.types[vocab.ParticipatedIn] = r.of("E", named)
			if e, _ := mainEvent(r.a); e >= 0 && len(l.types[vocab.ParticipatedIn]) == 0 {
				l.types[vocab.ParticipatedIn] = []int{e}
			}
		}
		l.f = fact{Relation: extract.Relation{Modality: vocab.Asserted, Confidence: .9, Rule: "list", Trigger: s.span(0, p.first)}, tenseless: true}
		if i+1 == len(s.phrases) {
			r.listing = l
			continue
		}
		var items []int
		for _, j := range s.group(i + 1) {
			items = append(items, s.phrases[j].np.head...)
		}
		for _, t := range []vocab.RelationType{vocab.MemberOf, vocab.ParticipatedIn} {
			l.f.Type = t
			r.add(s, l.f, items, l.types[t])
		}
	}
}

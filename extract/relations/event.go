package relations

import (
	"slices"
	"strings"

	"entente/extract"
	"entente/text"
	"entente/text/vocab"
)

// findTopic is the event that the release is about: one named in its headline or
// first sentences of body; -1 when there is none.
func (r *reader) findTopic() int {
	body := 0
	for i, s := range r.a.Sentences {
		if s.Role == text.Body {
			if body++; body > 3 {
				break
			}
		}
		for _, j := range r.named[i] {
			if m := r.a.Mentions[j]; m.Type == vocab.Event {
				return m.Entity
			}
		}
	}
	return -1
}

// eventNouns stand for the event that the release is about, after "the" or "this".
var eventNouns = words(`event forum conference summit dialogue ceremony convening workshop seminar symposium exercise roundtable session`)

// atTheEvent reads that who does something at an event takes part in it: "A met B
// during the Forum".
func (r *reader) atTheEvent(s *sentence, k int) {
	p := s.phrases[k]
	if s.tree == nil || p.verb.passive || p.verb.form == participle {
		return
	}
	v := s.main(k)
	if v < 0 {
		return
	}
	for _, c := range s.tree.kids[v] {
		if prep := s.tree.preposition(c); strings.HasPrefix(s.tree.rel[c], "obl") && (prep == "at" || prep == "during") {
			if events := r.of("E", s.actors(s.nounsAt(s.tree, c), false)); len(events) > 0 {
				f := r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.ParticipatedIn, Confidence: .65, Rule: "deed at the event", Trigger: s.span(p.first, p.last)}})
				r.add(s, f, r.of("PO", s.doers(k)), events)
			}
		}
	}
}

// sides are the parties at an event.
var sides = words(`side delegation team`)

// attendance reads who is told to take part in the topic: those who lead a side
// or are of it, the parties who met, and the guests whom one hosted for it.
func (r *reader) attendance(s *sentence) {
	if r.topic < 0 {
		return
	}
	for k, p := range s.phrases {
		if p.kind != vp {
			continue
		}
		var who []int
		isSide := func(i int) bool { return sides[s.phrases[i].word] }
		switch p.word {
		case "lead", "co-lead", "head", "chair", "co-chair":
			if p.verb.passive || p.verb.form == participle {
				if slices.ContainsFunc(s.passiveSubject(k), isSide) {
					who = s.actors(s.prepositional(k, "by"), false)
				}
			} else if slices.ContainsFunc(s.object(k), isSide) {
				who = s.doers(k)
			}
			who = r.of("P", who)
		case "include":
			if slices.ContainsFunc(s.subject(k), isSide) {
				for _, i := range s.object(k) {
					n := s.phrases[i].np
					who = append(append(who, n.head...), n.of...)
				}
			}
			who = r.of("PO", who)
		case "meet", "gather", "convene":
			if subj := s.doers(k); r.topicAt(s.index) && len(subj) > maxMutual && len(s.object(k)) == 0 && p.verb.form == finite {
				who = r.of("OC", subj)
			}
		}
		if len(who) > 0 {
			f := r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.ParticipatedIn, Confidence: .75, Rule: "party to the topic", Trigger: s.span(p.first, p.last)}})
			r.add(s, f, unique(who), []int{r.topic})
		}
	}
}

// topicAt reports whether the headline or the sentence names the topic.
func (r *reader) topicAt(sentence int) bool {
	for _, i := range []int{0, sentence} {
		for _, m := range r.named[i] {
			if r.a.Mentions[m].Entity == r.topic {
				return true
			}
		}
	}
	return false
}

// guests reads "A hosted B and C in D for the Forum".
func (r *reader) guests(s *sentence, k int, f fact, hosts, guests []int) {
	events := r.of("E", s.actors(s.prepositional(k, "for|at"), false))
	if len(events) == 0 {
		return
	}
	f.Confidence = .75
	f.Type = vocab.Hosted
	r.add(s, f, hosts, events)
	f.Type = vocab.ParticipatedIn
	r.add(s, f, append(slices.Clone(hosts), guests...), events)
	f.Type = vocab.HeldIn
	r.add(s, f, events, r.of("LF", s.actors(s.prepositional(k, "in|at"), false)))
}

// hosts are who held the meeting that the release reports, which has no name, and
// the fact that they met its guests.
func (r *reader) hosts() ([]int, fact) { return r.held, r.meeting }

// holds keeps who held a meeting, where a sentence tells it: "A and B hosted a
// roundtable with leaders".
func (r *reader) holds(s *sentence) {
	if len(r.held) > 0 || r.a.Sentences[s.index].Role != text.Body {
		return
	}
	for k, p := range s.phrases {
		if p.kind != vp || p.verb.passive || !convening[p.word] || p.word == "hold" && len(s.object(k)) == 0 {
			continue
		}
		meets := p.word == "meet" || p.word == "host" || p.word == "welcome"
		for _, o := range s.object(k) {
			w := s.phrases[o].word
			meets = meets || mutualNouns[w] == vocab.MetWith || eventNouns[w] || w == "group" || p.word == "convene" && standsFor[singular(w)]
		}
		who := r.of("PO", s.doers(k))
		for j := 0; j < k && len(who) == 0 && p.verb.form == gerund; j++ { // "marked the day by meeting with"
			if q := s.phrases[j]; q.kind == vp && q.verb.form == finite && !q.verb.passive {
				who = r.of("PO", s.doers(j))
			}
		}
		if meets && len(who) > 0 {
			r.held = who
			r.meeting = r.tense(s, k, fact{Relation: extract.Relation{Type: vocab.MetWith, Confidence: .75, Rule: "list of guests", Trigger: s.span(p.first, p.last)}})
			return
		}
	}
}

// convening verbs tell of those who hold a meeting.
var convening = words(`host hold convene meet welcome co-host`)

// opensList reports whether a heading, or a line that ends in a colon, says that
// the lines below it are those who take part.
func (s *sentence) opensList() bool {
	if len(s.words) == 0 || len(s.words) > 16 || s.a.Sentences[s.index].Role != text.Heading && s.words[len(s.words)-1] != ":" {
		return false
	}
	if slices.Contains(s.words, "administration") { // the hosts' own
		return false
	}
	for _, w := range s.words {
		if strings.Contains(w, "participants") || guestNouns[w] {
			return true
		}
		if s.words[len(s.words)-1] == ":" && (strings.HasPrefix(w, "particip") || w == "attended" || w == "attendance" || w == "attending") {
			return true
		}
	}
	return false
}

// guestNouns head a list of those who take part.
var guestNouns = words(`attendee speaker panelist panellist attendees speakers panelists panellists`)

package queries

import (
	"strings"

	"entente/text/vocab"
)

// phrase is how a tie reads between its ends: what somebody is to do, does or did.
type phrase struct{ do, does, did string }

var phrases = map[vocab.RelationType]phrase{
	vocab.MetWith:         {"meet", "meets", "met"},
	vocab.Visited:         {"visit", "visits", "visited"},
	vocab.Hosted:          {"host", "hosts", "hosted"},
	vocab.Organized:       {"organise", "organises", "organised"},
	vocab.ParticipatedIn:  {"take part in", "takes part in", "took part in"},
	vocab.HeldIn:          {"be held in", "is held in", "was held in"},
	vocab.MemberOf:        {"be a member of", "is a member of", "was a member of"},
	vocab.PartnerOf:       {"be a partner of", "is a partner of", "was a partner of"},
	vocab.CooperatesWith:  {"cooperate with", "cooperates with", "cooperated with"},
	vocab.PartOf:          {"be part of", "is part of", "was part of"},
	vocab.HoldsPosition:   {"hold an office at", "holds an office at", "held an office at"},
	vocab.LocatedIn:       {"be in", "is in", "was in"},
	vocab.HeadquarteredIn: {"have its headquarters in", "has its headquarters in", "had its headquarters in"},
	vocab.ContributesTo:   {"contribute to", "contributes to", "contributed to"},
	vocab.Supports:        {"support", "supports", "supported"},
	vocab.CalledOn:        {"call on", "calls on", "called on"},
	vocab.Criticized:      {"criticise", "criticises", "criticised"},
	vocab.Praised:         {"praise", "praises", "praised"},
	vocab.Attacked:        {"attack", "attacks", "attacked"},
	vocab.Sanctioned:      {"impose sanctions on", "imposes sanctions on", "imposed sanctions on"},
	vocab.Signed:          {"sign", "signs", "signed"},
	vocab.Succeeded:       {"succeed", "succeeds", "succeeded"},
}

// saying says a fact of two in words, but for its days: "Ana Turcan is to meet Espen Dahl".
func (f Fact) saying(subject, object Party) string {
	p := phrases[f.Type]
	if f.Type == vocab.HoldsPosition && f.Title != "" {
		office := f.Title + " at"
		if object.Type == vocab.Country {
			office = f.Title + " of"
		}
		p = phrase{"be " + office, "is " + office, "was " + office}
	}
	happens := f.Type.Event() || f.Type == vocab.Succeeded
	say := p.does
	be, isBe := strings.CutPrefix(p.do, "be ")
	switch f.Modality {
	case vocab.Planned:
		say = "is to " + p.do
	case vocab.Hypothetical:
		say = "may " + p.do
	case vocab.Negated:
		switch {
		case happens && isBe:
			say = "was not " + be
		case happens:
			say = "did not " + p.do
		case isBe:
			say = "is not " + be
		default:
			say = "does not " + p.do
		}
	case vocab.Former:
		say = p.did
	default:
		if happens {
			say = p.did
		}
	}
	s := subject.Name + " " + say + " " + object.Name
	if f.Title != "" && f.Type != vocab.HoldsPosition {
		s += " as " + f.Title
	}
	if f.Place != "" {
		s += " in " + f.Place
	}
	return s
}

// sentence says all of it: "Ana Turcan is to meet Espen Dahl on 2024-05-10".
func (f Fact) sentence(subject, object Party) string {
	s := f.saying(subject, object)
	switch when := f.When(); {
	case when == "":
	case f.From != f.To:
		s += ", " + when
	case len(when) == len("2006-01-02"):
		s += " on " + when
	default:
		s += " in " + when
	}
	return s
}

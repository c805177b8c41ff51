package ask

import (
	"strings"

	"entente/text/vocab"
)

// What words can say in a question. Nothing here is a rule for one sentence: a word
// belongs to a class, and the classes are read in read.go.

// predicate is what a verb or noun asks about.
type predicate struct {
	rel   vocab.RelationType
	agent bool   // a noun for who does it: member, partner; "of" and a genitive lead to the object
	preps string // what may stand before the object beside nothing
}

// verbs by lemma.
var verbs = predicates(map[vocab.RelationType]string{
	vocab.MetWith:         "meet/with receive welcome greet phone telephone talk/to,with speak/to,with confer/with consult/with",
	vocab.Visited:         "visit travel/to tour journey/to fly/to",
	vocab.Hosted:          "host",
	vocab.Organized:       "organise organize convene arrange",
	vocab.ParticipatedIn:  "attend participate/in partake/in",
	vocab.MemberOf:        "belong/to join",
	vocab.CooperatesWith:  "cooperate/with collaborate/with work/with co-operate/with",
	vocab.ContributesTo:   "contribute/to",
	vocab.Supports:        "support back endorse",
	vocab.CalledOn:        "urge appeal/to",
	vocab.Criticized:      "criticise criticize condemn denounce",
	vocab.Praised:         "praise commend applaud laud",
	vocab.Attacked:        "attack bomb shell",
	vocab.Sanctioned:      "sanction",
	vocab.Signed:          "sign",
	vocab.Succeeded:       "succeed replace",
	vocab.HeadquarteredIn: "headquarter/in,at base/in,at",
	vocab.LocatedIn:       "locate/in,at situate/in,at",
}, false)

// acts are nouns of what is done, agents those of who does it.
var (
	acts = predicates(map[vocab.RelationType]string{
		vocab.MetWith:         "meeting/with,between talk/with,between conversation/with,between encounter/with,between",
		vocab.Visited:         "visit/to trip/to journey/to",
		vocab.CooperatesWith:  "cooperation/with,between collaboration/with,between",
		vocab.Supports:        "support/for",
		vocab.Sanctioned:      "sanction/on,against",
		vocab.Attacked:        "attack/on,against",
		vocab.Criticized:      "criticism/against",
		vocab.ContributesTo:   "contribution/to",
		vocab.HeadquarteredIn: "headquarters",
	}, false)
	agents = predicates(map[vocab.RelationType]string{
		vocab.MemberOf:       "member membership",
		vocab.PartnerOf:      "partner",
		vocab.PartOf:         "part",
		vocab.Supports:       "supporter backer",
		vocab.Criticized:     "critic",
		vocab.ContributesTo:  "contributor/to",
		vocab.ParticipatedIn: "participant/in attendee",
		vocab.Hosted:         "host",
		vocab.Organized:      "organiser organizer",
		vocab.Signed:         "signatory/to",
		vocab.Succeeded:      "successor/to",
	}, true)
)

func predicates(of map[vocab.RelationType]string, agent bool) map[string]predicate {
	out := map[string]predicate{}
	for rel, list := range of {
		for one := range strings.FieldsSeq(list) {
			lemma, preps, _ := strings.Cut(one, "/")
			out[lemma] = predicate{rel, agent, " " + strings.ReplaceAll(preps, ",", " ") + " "}
		}
	}
	return out
}

// sorts are nouns for a type of entity.
var sorts = kinds(map[vocab.EntityType]string{
	vocab.Person:       "person people politician official leader individual delegate",
	vocab.Organization: "organisation organization body agency institution company",
	vocab.Country:      "country state nation government",
	vocab.Place:        "place city town",
	vocab.Facility:     "facility building",
	vocab.Event:        "event conference summit forum exercise ceremony",
	vocab.Programme:    "programme",
	vocab.Document:     "document treaty agreement declaration accord convention",
})

func kinds(of map[vocab.EntityType]string) map[string]vocab.EntityType {
	out := map[string]vocab.EntityType{}
	for typ, list := range of {
		for w := range strings.FieldsSeq(list) {
			out[w] = typ
		}
	}
	return out
}

// special are questions that a word of theirs tells, with any others from their list.
type special struct {
	question string
	triggers map[string]bool
	beside   map[string]bool
	least    int // names in it
	most     int
	free     bool // what predicates say does not matter
}

var specials = []special{
	{"evidence", set("evidence proof say"), set("sentence source release tie relation relationship about for that between statement"), 2, 2, true},
	{"path", set("connect connected connection link relate path tied chain"), set("short shortest how between from to with tie"), 2, 2, false},
	{"report", set("brief briefing report dossier"), set("write page on about for need me full"), 1, 1, false},
	{"timeline", set("happen timeline chronology"), set("to for about thing event"), 1, 1, false},
	{"pending", set("pending overdue outstanding announce plan schedule upcoming coming"),
		set("not report confirm still yet plan event thing meeting up for next about and"), 0, 1, false},
	{"changed", set("change new news"), set("about for in on with to thing"), 0, 1, false},
	{"conflicts", set("disagree contradict contradiction contradictory conflict conflicting disputed dispute inconsistent"),
		set("source release statement each other one another about on over between among themselves report for"), 0, 1, false},
	{"centrality", set("connected central bridge"), set("most best well in network tie between other entity actor top"), 0, 0, false},
	{"communities", set("community cluster group"), set("network fall into in split divide large largest big biggest main graph form"), 0, 0, false},
}

// Nouns of any tie and of offices, and the verbs that go with an office.
var (
	anyTie      = set("tie relation relationship relations")
	officeNouns = set("office position post job role")
	officeVerbs = set("hold serve occupy have as")
	leads       = map[string]string{"command": "commander", "chair": "chair", "lead": "", "head": ""}
	titleWords  = set(`president prime minister secretary general chancellor commander chief chair chairman chairwoman chairperson director
		executive deputy vice foreign defence defense interior justice finance ambassador envoy special representative high commissioner
		spokesperson spokesman governor king queen mayor admiral speaker prosecutor premier assistant acting permanent head mr mrs ms`)
	// titleNouns are those that are a title by themselves.
	titleNouns = set(`president minister secretary chancellor commander chief chair chairman chairwoman chairperson director ambassador envoy
		representative commissioner spokesperson spokesman governor king queen mayor admiral speaker prosecutor premier head`)
	// departments are what somebody may be minister of.
	departments = set("defence defense justice finance interior foreign affairs staff state trade energy health education")
	light       = set("have hold take make pay impose conduct place adopt do")
)

// Words that say nothing of their own, or only how the others are read.
var (
	questionWords = set("who whom which what where when")
	anybody       = set("anyone anybody someone somebody everyone everybody")
	articles      = set("the a an any all some every each that there these those which and thing")
	auxiliaries   = set("be do have become")
	pronouns      = set("i me my we us our you it its he him his she her they them their") // of whom, nobody knows
	fillers       = set("ever already also again currently now exactly actually so far today's together please else both")
	prepositions  = set("of with to in at by between from on upon for against about into as over")
	lastWords     = set("last latest recent newest")
	surestWords   = set("surest certain reliable confident")
	planWords     = set("plan schedule announce expect set due upcoming intend")
	numbers       = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "fifty": 50}
)

func set(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

var irregular = map[string]string{
	"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be",
	"does": "do", "did": "do", "done": "do", "has": "have", "had": "have", "having": "have",
	"met": "meet", "spoke": "speak", "spoken": "speak", "held": "hold", "took": "take", "taken": "take", "made": "make", "paid": "pay",
	"led": "lead", "became": "become", "said": "say", "says": "say", "people": "people", "secretaries": "secretary", "flew": "fly", "flown": "fly",
	"newest": "newest", "headquarters": "headquarters", "relations": "relation", "talks": "talk", "states": "state", "news": "news",
	"tied": "tied", "connected": "connected", "conflicting": "conflicting", "upcoming": "upcoming", "coming": "coming", "meeting": "meeting",
	"briefing": "briefing", "pending": "pending", "outstanding": "outstanding", "disputed": "disputed",
}

// known are all lemmas that a form may be of.
var known = func() map[string]bool {
	out := map[string]bool{}
	for _, m := range []map[string]predicate{verbs, acts, agents} {
		for w := range m {
			out[w] = true
		}
	}
	for w := range sorts {
		out[w] = true
	}
	for w := range leads {
		out[w] = true
	}
	for _, s := range specials {
		for w := range s.triggers {
			out[w] = true
		}
		for w := range s.beside {
			out[w] = true
		}
	}
	for _, m := range []map[string]bool{anyTie, officeNouns, officeVerbs, titleWords, light, planWords, questionWords, anybody, articles,
		auxiliaries, fillers, prepositions, lastWords, surestWords, pronouns, departments} {
		for w := range m {
			out[w] = true
		}
	}
	for w := range numbers {
		out[w] = true
	}
	for w := range strings.FieldsSeq("not never will may might could going former formerly ex used longer no top first most how why whose know graph name sure confidence evidence source with least whether come percent place part call common share") {
		out[w] = true
	}
	return out
}()

// lemma is the form of a word that the tables have; of a word that they do not have it
// is the word.
func lemma(w string) string {
	if l, ok := irregular[w]; ok {
		return l
	}
	if known[w] {
		return w
	}
	for _, e := range [][2]string{{"ies", "y"}, {"ied", "y"}, {"es", ""}, {"s", ""}, {"ed", ""}, {"ed", "e"}, {"d", ""}, {"ing", ""}, {"ing", "e"}} {
		stem, ok := strings.CutSuffix(w, e[0])
		if !ok || len(stem) < 2 {
			continue
		}
		if known[stem+e[1]] {
			return stem + e[1]
		}
		if n := len(stem); e[1] == "" && n > 3 && stem[n-1] == stem[n-2] && known[stem[:n-1]] { // planned, travelled
			return stem[:n-1]
		}
	}
	return w
}

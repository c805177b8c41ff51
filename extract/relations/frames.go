package relations

import (
	"maps"
	"slices"
	"strings"

	"entente/text/vocab"
)

// slot says where an argument of a predicate stands: the subject, the direct
// object, or after one of some prepositions.
//
//	S       the subject
//	O       the direct object
//	with|to the object of one of these prepositions
type slot string

// frame is one row of the predicate lexicon: words that state a relation, and
// where its ends stand. A verb in the passive has its O as grammatical subject
// and its S after "by"; that is not said here.
type frame struct {
	relation vocab.RelationType
	verbs    string // base forms
	subject  slot
	object   slot
	objects  string // entity types the object must have, by initial (P O C L F E G D), empty for any that the relation allows
	loose    bool   // the object may own what is named: "welcomed Moldova's reforms", "supports Ukraine's sovereignty"
	rank     float64
}

// verbFrames: the verbs of official releases, compiled from the releases of
// ministries and international bodies and their usual synonyms.
var verbFrames = []frame{
	{vocab.MetWith, "meet phone telephone confer", "S", "O", "POC", false, .95},
	{vocab.MetWith, "meet speak talk confer consult converse sit dine meeting", "S", "with|to", "POC", false, .95},
	{vocab.MetWith, "engage exchange", "S", "with", "PC", false, .8},
	{vocab.MetWith, "discuss", "S", "with", "P", false, .85},
	{vocab.MetWith, "receive welcome greet host call see have", "S", "O", "PO", false, .9},
	{vocab.Visited, "visit tour inspect", "S", "O", "", false, .95},
	{vocab.Visited, "travel arrive go fly head depart return come journey proceed continue", "S", "to|in|at|for", "LCF", false, .9},
	{vocab.Visited, "stop", "S", "in|at", "LCF", false, .85},
	{vocab.Visited, "welcome receive host greet", "O", "to|at|in", "LFC", false, .85},
	{vocab.Visited, "open inspect", "S", "O", "F", false, .7},
	{vocab.Hosted, "host co-host sponsor", "S", "O", "E", false, .95},
	{vocab.Organized, "organise organize co-organise co-organize convene launch arrange initiate co-sponsor hold", "S", "O", "E", false, .9},
	{vocab.ParticipatedIn, "attend join chair co-chair address open co-lead", "S", "O", "EG", false, .95},
	{vocab.ParticipatedIn, "participate speak take deliver engage partake", "S", "in|at|to", "EG", false, .9},
	{vocab.ParticipatedIn, "lead head represent accompany appear present meet gather travel", "S", "at|to|in|for", "E", false, .8},
	{vocab.ParticipatedIn, "join", "S", "for|at", "E", false, .8},
	{vocab.HeldIn, "hold host organise organize convene", "O", "in|at|on", "LFC", false, .9},
	{vocab.HeldIn, "take", "S", "in|at|on", "LFC", false, .9}, // takes place
	{vocab.HoldsPosition, "chair co-chair", "S", "O", "O", false, .75},
	{vocab.MemberOf, "join rejoin", "S", "O", "O", false, .85},
	{vocab.MemberOf, "serve sit", "S", "on", "O", true, .8},
	{vocab.CooperatesWith, "cooperate co-operate collaborate coordinate work partner", "S", "with", "OC", false, .85},
	{vocab.Supports, "support endorse defend", "S", "O", "", true, .85},
	{vocab.Supports, "stand", "S", "with|by|behind", "", true, .85},
	{vocab.CalledOn, "urge press ask encourage implore", "S", "O", "POC", true, .85},
	{vocab.CalledOn, "call appeal", "S", "on|upon|to", "POC", true, .9},
	{vocab.CalledOn, "call", "S", "for", "C", false, .75},
	{vocab.Criticized, "condemn denounce criticise criticize accuse deplore blame slam decry reject", "S", "O", "POC", true, .9},
	{vocab.Praised, "thank congratulate praise commend applaud appreciate laud salute hail honour honor recognise recognize", "S", "O", "POCEGD", true, .9},
	{vocab.Praised, "welcome", "S", "O", "POC", true, .8},
	{vocab.Attacked, "attack invade bomb bombard shell", "S", "O", "OC", false, .9},
	{vocab.Attacked, "wage", "S", "on|against", "OC", false, .9},
	{vocab.Sanctioned, "sanction designate", "S", "O", "", false, .85},
	{vocab.Sanctioned, "impose", "S", "on|against", "", false, .85},
	{vocab.Signed, "sign adopt ratify conclude co-sign initial", "S", "O", "D", false, .9},
	{vocab.ContributesTo, "contribute", "S", "to", "", false, .9},
	{vocab.ContributesTo, "donate send provide deploy give deliver allocate", "S", "to|for", "OC", false, .8},
	{vocab.HeadquarteredIn, "headquarter base", "O", "in|at", "LFC", false, .95},
	{vocab.Succeeded, "succeed replace", "S", "O", "P", false, .9},
}

// nounFrames: nouns that state a relation. Their S is the possessor, a country
// or body before the noun, "of", "by", or else the subject of the verb that
// governs the noun ("held talks with").
var nounFrames = []frame{
	{vocab.MetWith, "meeting call conversation talk discussion lunch dinner breakfast audience encounter teleconference videoconference videocall", "S", "with|to", "POC", false, .9},
	{vocab.MetWith, "consultation engagement exchange", "S", "with", "P", false, .8},
	{vocab.Visited, "visit trip travel tour journey stop", "S", "to|in", "LCF", false, .85},
	{vocab.Supports, "support solidarity commitment backing assistance endorsement", "S", "for|to|with", "", true, .8},
	{vocab.CooperatesWith, "cooperation co-operation coordination collaboration partnership alliance", "S", "with", "OC", false, .8},
	{vocab.ParticipatedIn, "participation attendance", "S", "in|at", "EG", false, .85},
	{vocab.ParticipatedIn, "cooperation record activity work collaboration", "S", "in the framework of|within the framework of|under", "EG", false, .7},
	{vocab.Attacked, "invasion war aggression attack assault", "S", "of|on|against|in|upon", "OC", false, .9},
	{vocab.Attacked, "pressure blackmail", "S", "on|against", "OC", false, .8},
	{vocab.Sanctioned, "sanction restriction", "S", "on|against", "", false, .75},
	{vocab.Praised, "appreciation gratitude thank congratulation praise", "S", "for|to", "", true, .85},
	{vocab.Criticized, "condemnation", "S", "of", "", true, .85},
	{vocab.Criticized, "concern", "S", "about|over|by|with|at", "", true, .75},
	{vocab.Signed, "signing signature ratification adoption", "by", "of", "D", false, .85},
	{vocab.MemberOf, "membership", "S", "in|of", "O", false, .75},
	{vocab.ContributesTo, "contribution", "S", "to", "", false, .85},
}

// between frames: "cooperation between A and B" ties the two to each other.
var mutualNouns = map[string]vocab.RelationType{
	"meeting": vocab.MetWith, "call": vocab.MetWith, "talk": vocab.MetWith, "conversation": vocab.MetWith, "discussion": vocab.MetWith, "briefing": vocab.MetWith, "roundtable": vocab.MetWith,
	"cooperation": vocab.CooperatesWith, "co-operation": vocab.CooperatesWith, "coordination": vocab.CooperatesWith,
	"collaboration": vocab.CooperatesWith, "partnership": vocab.PartnerOf, "alliance": vocab.CooperatesWith,
	"effort": vocab.CooperatesWith,
}

// standsFor are the nouns that stand for the state or body they belong to.
var standsFor = words(`government authority administration leadership side representative republic kingdom commonwealth state minister
	official delegation leader president ministry secretariat member team force troop`)

// actsFor are the nouns whose acts are those of their state or body.
var actsFor = words(`government authority administration leadership republic kingdom commonwealth state side delegation secretariat visit trip tour mission`)

// envoys stand for their state or body where it is met, when they are not named.
var envoys = words(`minister representative president premier ambassador leader`)

// ending verbs make what they govern a thing of the past.
var ending = words(`end cease suspend terminate discontinue halt lift ease remove revoke`)

// beneficiaries are what a state or body owns that stands for it where it is
// supported, praised or blamed: "the sovereignty of X", "Y's efforts".
var beneficiaries = words(`people nation citizen sovereignty integrity independence security democracy freedom defence defense development
	economy effort aspiration territory self-defence self-defense army force stability future reform contribution role decision initiative
	announcement appointment election nomination selection passage adoption devotion trip visit release legislation
	regime policy condemnation participation hospitality partnership generosity agreement commitment leadership stance step sacrifice bravery courage response work action transition candidacy bid membership recovery struggle resilience`)

// nationals are the people of a country: supporting them supports it.
var nationals = words(`people nation citizen government authority leadership force army democracy sovereignty economy independence military`)

// aid is what is given, sent or provided.
var aid = words(`assistance aid support troop money fund funding dollar dose vaccine staff personnel equipment training contribution relief
	million billion % grant loan weapon supply expert team aircraft ship soldier officer`)

// motion verbs take no direct object.
var motion = words(`travel arrive go fly head depart return come journey proceed continue stop`)

// governors are verbs that take another verb, by what they make of it.
var governors = map[string]vocab.Modality{
	"plan": vocab.Planned, "intend": vocab.Planned, "expect": vocab.Planned, "schedule": vocab.Planned, "set": vocab.Planned,
	"agree": vocab.Planned, "pledge": vocab.Planned, "promise": vocab.Planned, "prepare": vocab.Planned, "look": vocab.Planned,
	"depart": vocab.Planned, "invite": vocab.Planned, "commit": vocab.Planned, "go": vocab.Planned, "hope": vocab.Planned, "aim": vocab.Planned,
	"propose": vocab.Hypothetical, "call": vocab.Hypothetical, "urge": vocab.Hypothetical, "want": vocab.Hypothetical, "wish": vocab.Hypothetical,
	"ask": vocab.Hypothetical, "encourage": vocab.Hypothetical, "seek": vocab.Hypothetical, "offer": vocab.Hypothetical,
	"threaten": vocab.Hypothetical, "consider": vocab.Hypothetical, "request": vocab.Hypothetical,
	"refuse": vocab.Negated, "decline": vocab.Negated, "fail": vocab.Negated, "deny": vocab.Negated, "cancel": vocab.Negated, "postpone": vocab.Negated,
}

// objectControl verbs hand their object to the verb below them as its subject.
var objectControl = words(`urge call ask encourage thank invite allow enable help press commend applaud praise congratulate want expect require
	order appoint designate nominate select authorise authorize`)

var (
	byVerb = index(verbFrames)
	byNoun = index(nounFrames)
	// verbForms maps every form of a known verb to its lemma and tag.
	verbForms = forms()
)

func index(frames []frame) map[string][]frame {
	out := map[string][]frame{}
	for _, f := range frames {
		for v := range strings.FieldsSeq(f.verbs) {
			out[v] = append(out[v], f)
		}
	}
	return out
}

func words(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

// alsoNouns are verb forms that are nouns at least as often.
var alsoNouns = words(`visit visits host hosts support supports call calls meeting talk talks tour tours partner partners attack attacks
	work works head heads address addresses return returns chair chairs stop stops press sanction sanctions lead leads appeal join sign signs
	stand back concern praise honour honor base shell blame plan plans offer request set hope aim promise invite present provide
	welcome open adopt give see have take speak go`)

func forms() map[string]verbForm {
	out := map[string]verbForm{}
	add := func(base string) {
		for w, tag := range inflect(base) {
			if _, ok := out[w]; !ok || w == base {
				out[w] = verbForm{strings.ReplaceAll(base, "-", ""), tag, !alsoNouns[w]}
			}
			if base == "co-host" || strings.HasPrefix(base, "co-") {
				out[w] = verbForm{base, tag, !alsoNouns[w]}
			}
		}
	}
	for _, f := range verbFrames {
		for v := range strings.FieldsSeq(f.verbs) {
			add(v)
		}
	}
	for _, vs := range [][]string{slices.Sorted(maps.Keys(governors)), slices.Sorted(maps.Keys(objectControl)), slices.Sorted(maps.Keys(irregular)), slices.Sorted(maps.Keys(sharing)), slices.Sorted(maps.Keys(ending))} {
		for _, v := range vs {
			add(v)
		}
	}
	for _, v := range strings.Fields("include accompany say add note stress underline express reiterate reaffirm convey extend discuss announce state emphasise emphasize underscore highlight") {
		add(v)
	}
	return out
}

// adjectiveFrames: what a party is towards another, by the preposition after it.
var adjectiveFrames = map[string]frame{
	"committed": {vocab.Supports, "", "S", "to", "", true, .75}, "grateful": {vocab.Praised, "", "S", "to|for", "POC", true, .8},
	"thankful": {vocab.Praised, "", "S", "to|for", "POC", true, .8}, "appreciative": {vocab.Praised, "", "S", "of", "POC", true, .8},
	"concerned": {vocab.Criticized, "", "S", "by|about|over|at", "POC", true, .6}, "alarmed": {vocab.Criticized, "", "S", "by|about|over|at", "POC", true, .7},
	"appalled": {vocab.Criticized, "", "S", "by|at", "POC", true, .8},
}

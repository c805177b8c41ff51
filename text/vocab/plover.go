package vocab

import "strings"

// Interaction is what a fact is in the event vocabularies of others: PLOVER's type
// and mode (manual, draft 0.8 of 2021) and CAMEO's code, as they spell them.
type Interaction struct {
	Event string `json:"event"`
	Mode  string `json:"mode,omitempty"`
	CAMEO string `json:"cameo"`
}

// happened are the interactions that a relation between actors is when it took
// place or holds; agreed when it is planned; refused when it is denied.
var (
	happened = map[RelationType]Interaction{
		MetWith:        {"CONSULT", "", "040"},
		Visited:        {"CONSULT", "visit", "042"},
		CooperatesWith: {"COOPERATE", "", "060"},
		Supports:       {"SUPPORT", "", "050"},
		Praised:        {"SUPPORT", "", "051"},
		ContributesTo:  {"AID", "", "070"},
		CalledOn:       {"REQUEST", "", "100"},
		Criticized:     {"ACCUSE", "disapprove", "111"},
		Sanctioned:     {"SANCTION", "", "163"},
		Attacked:       {"ASSAULT", "", "190"},
	}
	agreed = map[RelationType]Interaction{
		MetWith:        {"AGREE", "", "036"},
		Visited:        {"AGREE", "", "036"},
		CooperatesWith: {"AGREE", "", "031"},
		Supports:       {"AGREE", "", "032"},
		ContributesTo:  {"AGREE", "", "033"},
		Sanctioned:     {"THREATEN", "restrict", "1312"},
		Attacked:       {"THREATEN", "violence", "138"},
	}
	refused = map[RelationType]Interaction{
		MetWith:        {"REJECT", "meet", "125"},
		CooperatesWith: {"REJECT", "assist", "121"},
		Supports:       {"REJECT", "", "120"},
		ContributesTo:  {"REJECT", "assist", "122"},
	}
)

// phoneWords and hostWords are predicates of a meeting that tell its mode.
var (
	phoneWords = words("phone telephone call teleconference videoconference videocall")
	hostWords  = words("receive welcome host greet")
)

func words(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

// InteractionOf tells what a fact is to those who count events. rule is the
// extractor's, whose last part is the word that states the fact ("verb:phone").
// ok is false where the fact is no event between two actors.
func InteractionOf(t RelationType, m Modality, rule string) (i Interaction, ok bool) {
	switch m {
	case Asserted, Former:
		i, ok = happened[t]
	case Planned:
		i, ok = agreed[t]
	case Negated:
		i, ok = refused[t]
	case Hypothetical:
		if t == Attacked || t == Sanctioned {
			i, ok = agreed[t]
		}
	}
	if t == MetWith && i.Event == "CONSULT" {
		_, word, _ := strings.Cut(rule, ":")
		word, _, _ = strings.Cut(word, " ")
		switch {
		case phoneWords[word], strings.HasSuffix(rule, " by phone"):
			i.Mode, i.CAMEO = "phone", "041"
		case hostWords[word]:
			i.Mode, i.CAMEO = "visit", "043"
		}
	}
	return i, ok
}

package names_test

import (
	"slices"
	"strings"
	"testing"

	"entente/extract"
	"entente/text"
)

// marked writes a release's names into it: "[Oslo|Place]". The headline keeps
// the body from being read as one.
func marked(a *extract.Analysis) string {
	s := a.Doc.Text()
	for _, m := range slices.Backward(a.Mentions) {
		s = s[:m.Start] + "[" + s[m.Start:m.End] + "|" + string(m.Type)[:3] + "]" + s[m.End:]
	}
	_, body, _ := strings.Cut(s, "\n\n")
	return body
}

func TestNames(t *testing.T) {
	p := pipeline(t)
	for _, want := range []string{
		// people and their titles
		`Defence Minister [Ana Kovač|Per] met Gen. [R. T. Lindqvist, Jr.|Per] and Mr [Okafor|Per] yesterday.`,
		`The Prime Minister of [Moldova|Cou] [Ion Vrabie|Per] spoke with Presidents [Halvorsen|Per] and [Duarte|Per].`,
		`Assistant Secretary for Trade and Industry [Marta B. Olsen|Per] will attend.`,
		`[Henrik Aalto|Per], Director of the [Nordic Institute for Peace Studies|Org], spoke first.`,
		`She thanked his wife [Ingrid|Per] and [Norway|Cou]’s King [Harald|Per].`,
		`The [Duke of Wessex|Per] and Crown Prince [Aksel|Per] arrived by sea.`,
		// bodies and what belongs to their names
		`Officials of the [Ministry of Justice, Migration and Public Order|Org] and the [Coastal Safety Agency|Org] agreed.`,
		`The [Kenyan Ministry of Defence|Org] hosted the [Committee on Chemical Risks|Org]’s experts.`,
		`The [Arab Transport Ministers’ Council|Org] wrote to the [Office of the Prime Minister|Org].`,
		`The [Norwegian|Cou] Minister of Health and the [NATO|Org] Secretary General visited [Oslo|Pla].`,
		`The [Steering Committee|Org] of the [Baltic Grid Agency|Org] met the [French|Cou] delegation.`,
		`They toured [Hollins, Inc.|Org] and [Brandt & Sons Ltd|Org].`,
		// events, documents, programmes, facilities
		`Leaders agreed at the [9th Aegean Dialogue on Safe Seas|Eve] and the [Summit for Clean Rivers|Eve].`,
		`The [Treaty of Ribe|Doc] and [Resolution 4711|Doc] remain in force, as does the [Rivers Act 2019|Doc].`,
		`The [Clean Harbours Initiative|Pro] was presented at [Korsholm Air Base|Fac] after [Exercise Silver Heron|Eve].`,
		// long forms and acronyms
		`The [Police Association of the Lakes|Org] ([PALAKES|Org]) grew, and [PALAKES|Org] now trains judges.`,
		`The [Fishing for Peace (FFP) Programme|Pro] and later [FFP|Pro] grants helped.`,
		// short forms are known from the full ones
		`The [Global Alliance to Protect Bees|Org] met. The [Alliance|Org] said that bees matter.`,
		// governments by their capitals
		`[Moscow|Cou] continues to press, officials said in [Paris|Pla].`,
		// nothing generic
		`The Foreign Ministers, the Prime Minister and the Secretary General will speak on Tuesday.`,
		`Participating States thanked the international community and Civil Society.`,
		// places
		`They met in [Quillby|Pla], [Canada|Cou].`,
		`The [Bovric|Per] regime is isolated.`,
		`Speaking from [Los Molinos|Pla], the Prime Minister agreed.`,
		`The [Ninth Session of the Joint Platform on Bees|Eve] ([JPB|Org]) closed, and [JPB|Org] thanked its hosts.`,
		`Treasurer [Bill Harlow|Per] met members of the [Italian|Cou] Community and the [Kremlin|Cou]’s envoys.`,
		// meetings are named for the body that holds them, which so stands
		`Envoys came to the [Ninth Meeting of the Northern Lakes Dialogue|Eve] ([NOLAD|Org]). The [NOLAD|Org] was pleased with the [sixth NOLAD meeting|Eve].`,
		`The [Inaugural Meeting of the Norway-Chile Water Policy Working Group|Eve] closed. The [Working Group|Org] will report.`,
		`They joined the [fifth session of the Steering Committee of the Coastal Donor Platform|Eve], and the [Platform|Org] agreed.`,
		`He chaired the inaugural meeting of the [Norway-Chile Water Policy Working Group|Org].`,
		`Delegates left the [Sitting of the Coastal Donor Council|Eve] and the [Second Round of the Steering Committee|Eve].`,
		// what stands before and after an event
		`The [Norway – EU High Level Dialogue|Eve] and the [Norway-Chile 2+2 Ministerial Dialogue|Eve] follow the [Special EU-Norway Fisheries Meeting|Eve].`,
		`The [NATO Summit|Eve] in [Bergen|Pla] and the [G7 Health, Energy, and Water Ministerial|Eve] in [Oslo|Pla] are near.`,
		`The [NATO Summit|Eve] in [The Hague|Pla] was open to the press.`,
		`The [Bergen Conference on Peru and the region|Eve] condemned the war against [Peru|Cou].`,
		`He attended the [Inauguration|Eve] of Mr [Lindqvist|Per] and the [High-Level Pledging Event for Peru|Eve] held in May.`,
		// units bear numbers, ships the names of people, exercises code names
		`[US Task Force 61|Org] and [CTF 61|Org] sailed with the [7th Rifle Regiment|Org] and the [Task Force (CTF) 64|Org].`,
		`The aircraft carrier Jean Martin and [HMS Heron|Fac] (D 12) took part in an exercise early next year, [Silver Heron|Eve], at sea.`,
		`They planned the [Silver Heron|Eve] exercise.`,
		// posts abroad, lists of places, people after bodies, numbers
		`The [Norwegian Embassy to Peru|Org] and the [U.S. Embassy in Chile|Org] thanked the Governors of [Quillby|Pla], [Vellisk|Pla] and [Esk|Pla].`,
		`The [U.S. Embassy to Peru|Org] [Cathy Lindqvist|Per] left.`,
		`The Special Envoy for the [Global Coalition to Counter ISIS|Org] [Marten Quillby|Per] will travel.`,
		`They recalled [UN Security Council Resolutions 4711|Doc], [4712|Doc] and [4713|Doc].`,
	} {
		in := strings.NewReplacer("[", "", "|Per]", "", "|Org]", "", "|Cou]", "", "|Pla]", "", "|Eve]", "", "|Doc]", "", "|Pro]", "", "|Fac]", "").Replace(want)
		a := analyse(t, p, text.New("Notes of the week\n\n"+in))
		if got := marked(a); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// In title-case and shouted lines capitals tell nothing: names there must be
// known from the body, the lexicon or a title.
func TestHeadlines(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct{ text, want string }{
		{
			"Minister Solberg Visits Lake Region To Discuss Clean Harbours Initiative Progress\n\nMinister Erna Solberg presented the Clean Harbours Initiative.",
			"Solberg Clean Harbours Initiative Erna Solberg Clean Harbours Initiative",
		},
		{
			"Inaugural Meeting of the Norway-Chile Water Policy Working Group\n\nThe Working Group met.",
			"Inaugural Meeting of the Norway-Chile Water Policy Working Group Working Group",
		},
		{
			"Third Meeting of the Lakes Safety Dialogue (LSD)\n\nThe LSD is a forum. Norway came.",
			"Third Meeting of the Lakes Safety Dialogue LSD LSD Norway",
		},
		{
			"Norwegian Ships Join Forces in US Task Force 61\n\nIt sails.",
			"Norwegian US Task Force 61",
		},
		{
			"VISIT BY THE PRESIDENT OF FINLAND\n\nThe President of Finland will come in May.",
			"FINLAND Finland",
		},
	} {
		a := analyse(t, p, text.New(c.text))
		var got []string
		for _, m := range a.Mentions {
			got = append(got, a.Doc.Slice(m.Span))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

func TestCluster(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct{ text, want string }{
		{"President Marta Olsen met Ms Olsen’s advisers. Olsen left.", "Marta Olsen: Olsen Olsen"},
		{"Secretary Tony Blake and Secretary Anthony J. Blake are one.", "Anthony J. Blake: Tony Blake Anthony J. Blake"},
		{"President Adan Kabir and Mrs Kabir arrived. President Kabir spoke.", "Adan Kabir: Kabir; Kabir:"},
		{"Norwegian and Danish ships left Norway.", "Norway: Norwegian Norway; Denmark: Danish"},
		{"The Police Association of the Lakes (PALAKES) met. PALAKES is new.", "Police Association of the Lakes: PALAKES PALAKES"},
		{"The Fishing for Peace (FFP) Programme grew. The FFP Programme and FFP grants help.", "Fishing for Peace (FFP) Programme: FFP Programme FFP"},
		{"The Ministry of Harbours spoke. The Harbours Ministry agreed.", "Ministry of Harbours: Harbours Ministry"},
		{"The North Star Foundation thanked the Lakes Agency. The Agency smiled.", "North Star Foundation:; Lakes Agency: Agency"},
		{"They flew to Chișinău. It was warm in Chisinau.", "Chișinău: Chisinau"},
	} {
		a := analyse(t, p, text.New("Notes of the week\n\n"+c.text))
		var got []string
		for _, e := range a.Entities {
			s := e.Name + ":"
			for _, i := range e.Mentions {
				if m := a.Doc.Slice(a.Mentions[i].Span); m != e.Name || i != e.Mentions[0] {
					s += " " + m
				}
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

package relations_test

// cases are sentences in the manner of official releases about people who do
// not exist. The release is of Tuesday 12 March 2024; the headline is "Readout"
// unless one is given. A case with a todo is known to come out wrong, and why.
var cases = []struct{ name, headline, text, publisher, want, todo string }{
	// Active and passive.
	{name: "active", text: strand + " met " + saar + " in Oslo on 5 March 2024.",
		want: strandHolds + "\n" + saarHolds + `
			Espen Strand MET_WITH Mari Saar asserted 2024-03-05`},
	{name: "passive", text: "The Foreign Minister of Estonia, Mari Saar, was received by " + lind + " on 11 March 2024.",
		want: saarHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-11`},
	{name: "the two met", text: lind + " and " + marek + " met on 5 March 2024.",
		want: lindHolds + "\n" + marekHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-05`},
	{name: "by phone", text: saar + " spoke by phone with " + strand + " today.",
		want: saarHolds + "\n" + strandHolds + `
			Espen Strand MET_WITH Mari Saar asserted 2024-03-12`},
	{name: "welcomed somewhere", text: lind + " welcomed " + marek + " to Helsinki on 6 March 2024.",
		want: lindHolds + "\n" + marekHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-06
			Petr Marek VISITED Helsinki asserted 2024-03-06`},
	{name: "what is discussed is not met", text: strand + " met " + saar + " on 5 March 2024 to discuss Ukraine and Belarus.",
		want: strandHolds + "\n" + saarHolds + `
			Espen Strand MET_WITH Mari Saar asserted 2024-03-05`},

	// Whose member: of who stands before "as", and nobody's of several others.
	{name: "as a member", text: "Norway values its warm relationship with Poland as an important member state of the European Union.",
		want: `Poland MEMBER_OF European Union asserted`},
	{name: "several members", text: "While Belarus has cut supplies to several EU Member States, Norway and other producers have stepped up.", want: ``},

	// Reduced relative clauses.
	{name: "hosted by", text: holm + " attended the Baltic Security Conference, hosted by Latvia, on 7 March 2024.",
		want: holmHolds + `
			Jonas Holm PARTICIPATED_IN Baltic Security Conference asserted 2024-03-07
			Latvia HOSTED Baltic Security Conference asserted 2024-03-07`},
	{name: "organised by", text: "The Nordic Energy Conference organised by the European Commission will take place in Brussels on 20 March 2024.",
		want: `
			European Commission ORGANIZED Nordic Energy Conference planned 2024-03-20
			Nordic Energy Conference HELD_IN Brussels planned 2024-03-20`},

	// Nouns that state a meeting or a visit.
	{name: "during her meeting with", text: "During her meeting with " + lind + " on 11 March 2024, " + saar + " thanked Finland.",
		want: lindHolds + "\n" + saarHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-11
			Mari Saar PRAISED Finland asserted 2024-03-11`},
	{name: "visit to", text: marek + " concluded his visit to Jordan on 9 March 2024.",
		want: marekHolds + `
			Petr Marek VISITED Jordan asserted 2024-03-09`},
	{name: "call between", text: "A call between " + saar + " and " + strand + " took place on 6 March 2024.",
		want: saarHolds + "\n" + strandHolds + `
			Espen Strand MET_WITH Mari Saar asserted 2024-03-06`},
	{name: "possessor's talks", text: saar + " arrived in Oslo on 6 March 2024. Minister Saar’s talks with " + strand + " focused on energy.",
		want: saarHolds + "\n" + strandHolds + `
			Mari Saar VISITED Oslo asserted 2024-03-06
			Espen Strand MET_WITH Mari Saar asserted 2024-03-06`},
	{name: "held talks with", text: marek + " held talks with " + lind + " on 4 March 2024.",
		want: marekHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-04`},

	{name: "visit at an invitation", text: "At the invitation of " + lind + ", " + marek + " visited Helsinki on 6 March 2024.",
		want: lindHolds + "\n" + marekHolds + `
			Petr Marek VISITED Helsinki asserted 2024-03-06`},
	{name: "owner of an envoy", text: "Norway’s Ambassador to Jordan, Ingrid Dahl, met " + marek + " on 4 March 2024.",
		want: marekHolds + `
			Ingrid Dahl HOLDS_POSITION Norway asserted Ambassador to Jordan
			Ingrid Dahl MET_WITH Petr Marek asserted 2024-03-04`},

	// Clauses with who and which.
	{name: "who", text: saar + ", who met " + lind + " on 5 March 2024, praised Poland.",
		want: saarHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-05
			Mari Saar PRAISED Poland asserted 2024-03-05`},
	{name: "which", text: "The Nordic Energy Conference, which Iceland hosted on 5 March 2024, closed with a dinner.",
		want: `Iceland HOSTED Nordic Energy Conference asserted 2024-03-05`},

	// Coordination.
	{name: "one with three", text: strand + " met " + saar + ", " + marek + " and " + holm + " on 5 March 2024.",
		want: strandHolds + "\n" + saarHolds + "\n" + marekHolds + "\n" + holmHolds + `
			Espen Strand MET_WITH Mari Saar asserted 2024-03-05
			Espen Strand MET_WITH Petr Marek asserted 2024-03-05
			Espen Strand MET_WITH Jonas Holm asserted 2024-03-05`},
	{name: "two with one", text: saar + " and " + strand + " met " + lind + " on 5 March 2024.",
		want: saarHolds + "\n" + strandHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-05
			Espen Strand MET_WITH Karl Lind asserted 2024-03-05`},
	{name: "officials are not their countries", text: "NATO Secretary General Ole Brandt met officials from Estonia, Latvia and Lithuania on 5 March 2024.",
		want: `Ole Brandt HOLDS_POSITION NATO asserted Secretary General`},
	{name: "two verbs", text: "On 5 March 2024, " + saar + " met " + lind + " and thanked Norway.",
		want: saarHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-05
			Mari Saar PRAISED Norway asserted 2024-03-05`},
	{name: "two stops", text: holm + " visited Latvia and Lithuania on 5 March 2024.",
		want: holmHolds + `
			Jonas Holm VISITED Latvia asserted 2024-03-05
			Jonas Holm VISITED Lithuania asserted 2024-03-05`},
	{name: "a list after including", text: "Representatives of several NATO members, including Norway, Poland and Canada, gathered in Riga.",
		want: `
			Norway MEMBER_OF NATO asserted
			Poland MEMBER_OF NATO asserted
			Canada MEMBER_OF NATO asserted`},
	{name: "an event and its day", text: holm + " attended the Baltic Security Conference on 7 March 2024.",
		want: holmHolds + `
			Jonas Holm PARTICIPATED_IN Baltic Security Conference asserted 2024-03-07`},
	{name: "attendance is no meeting", text: "On 7 March 2024, " + saar + " and " + strand + " attended the Baltic Security Conference.",
		want: saarHolds + "\n" + strandHolds + `
			Mari Saar PARTICIPATED_IN Baltic Security Conference asserted 2024-03-07
			Espen Strand PARTICIPATED_IN Baltic Security Conference asserted 2024-03-07`},

	{name: "one call with two", text: lind + " held a call with " + saar + " and " + strand + " on 4 March 2024.",
		want: lindHolds + "\n" + saarHolds + "\n" + strandHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-04
			Espen Strand MET_WITH Karl Lind asserted 2024-03-04`},
	{name: "two hosts", text: "Estonia and Latvia hosted the Baltic Security Conference in Riga.",
		want: `
			Estonia HOSTED Baltic Security Conference asserted
			Latvia HOSTED Baltic Security Conference asserted
			Estonia PARTICIPATED_IN Baltic Security Conference asserted
			Latvia PARTICIPATED_IN Baltic Security Conference asserted
			Baltic Security Conference HELD_IN Riga asserted`},
	{name: "three condemn two", text: "Estonia, Latvia and Lithuania condemned Russia and Belarus on 8 March 2024.",
		want: `
			Estonia CRITICIZED Russia asserted 2024-03-08
			Estonia CRITICIZED Belarus asserted 2024-03-08
			Latvia CRITICIZED Russia asserted 2024-03-08
			Latvia CRITICIZED Belarus asserted 2024-03-08
			Lithuania CRITICIZED Russia asserted 2024-03-08
			Lithuania CRITICIZED Belarus asserted 2024-03-08`},

	// Modality.
	{name: "will", text: strand + " will meet " + saar + " on 15 March 2024.",
		want: strandHolds + "\n" + saarHolds + `
			Espen Strand MET_WITH Mari Saar planned 2024-03-15`},
	{name: "is to", text: lind + " is to visit Poland on 20 March 2024.",
		want: lindHolds + `
			Karl Lind VISITED Poland planned 2024-03-20`},
	{name: "plans to", text: holm + " plans to visit Kyiv in April 2024.",
		want: holmHolds + `
			Jonas Holm VISITED Kyiv planned 2024-04`},
	{name: "agreed to", text: "Estonia agreed to host the Baltic Security Conference.",
		want: `Estonia HOSTED Baltic Security Conference planned`},
	{name: "did not", text: strand + " did not meet President Pavel Lukin of Belarus.",
		want: strandHolds + `
			Pavel Lukin HOLDS_POSITION Belarus asserted President
			Espen Strand MET_WITH Pavel Lukin negated`},
	{name: "cancelled", text: marek + " has cancelled his visit to Jordan.",
		want: marekHolds + `
			Petr Marek VISITED Jordan negated`},
	{name: "would", text: lind + " would visit Georgia in the spring.",
		want: lindHolds + `
			Karl Lind VISITED Georgia hypothetical`},
	{name: "has yet to happen by its date", text: strand + " and " + saar + " meet in Oslo on 18 March 2024.",
		want: strandHolds + "\n" + saarHolds + `
			Espen Strand MET_WITH Mari Saar planned 2024-03-18`},
	{name: "never", text: "Norway never signed the Oslo Declaration.",
		want: `Norway SIGNED Oslo Declaration negated`},
	{name: "refused to", text: "Serbia refused to sign the Oslo Declaration.",
		want: `Serbia SIGNED Oslo Declaration negated`},
	{name: "upcoming visit", text: saar + " discussed her upcoming visit to Jordan.",
		want: saarHolds + `
			Mari Saar VISITED Jordan planned`},
	{name: "may", text: "Canada may impose sanctions on Belarus.",
		want: `Canada SANCTIONED Belarus hypothetical`},
	{name: "called for", text: saar + " called for a meeting with " + marek + ".",
		want: saarHolds + "\n" + marekHolds + `
			Mari Saar MET_WITH Petr Marek hypothetical`},
	{name: "urged to join", text: "Estonia urged Serbia to join the European Union.",
		want: `
			Estonia CALLED_ON Serbia asserted 2024-03-12
			Serbia MEMBER_OF European Union hypothetical`},
	{name: "if", text: "The report asks what will change if Georgia joins the European Union.",
		want: `Georgia MEMBER_OF European Union hypothetical`},
	{name: "headline in the present", headline: "Norwegian Foreign Minister Espen Strand meets Finnish President Karl Lind", text: "They discussed energy.",
		want: strandHolds + "\n" + lindHolds + `
			Espen Strand MET_WITH Karl Lind asserted`},
	{name: "headline with an infinitive", headline: "Norwegian Foreign Minister Espen Strand to visit Jordan", text: "Further information will follow.",
		want: strandHolds + `
			Espen Strand VISITED Jordan planned`},

	// Dates.
	{name: "fronted date", text: "On 5 March 2024, " + lind + " met " + marek + ".",
		want: lindHolds + "\n" + marekHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-05`},
	{name: "range", text: marek + " visited Jordan from 3 to 5 March 2024.",
		want: marekHolds + `
			Petr Marek VISITED Jordan asserted 2024-03-03..2024-03-05`},
	{name: "today", text: lind + " met " + marek + " today.",
		want: lindHolds + "\n" + marekHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-12`},
	{name: "each verb its date", text: marek + " visited Jordan on 3 March 2024 and will visit Egypt on 20 March 2024.",
		want: marekHolds + `
			Petr Marek VISITED Jordan asserted 2024-03-03
			Petr Marek VISITED Egypt planned 2024-03-20`},
	{name: "met on a journey", text: marek + " visited Jordan from 3 to 5 March 2024. He met Foreign Minister Layla Haddad of Jordan.",
		want: marekHolds + `
			Layla Haddad HOLDS_POSITION Jordan asserted Foreign Minister
			Petr Marek VISITED Jordan asserted 2024-03-03..2024-03-05
			Layla Haddad MET_WITH Petr Marek asserted 2024-03-03..2024-03-05`},
	{name: "said at a meeting", text: "On 5 March 2024, " + lind + " met " + marek + ". President Lind praised Poland.",
		want: lindHolds + "\n" + marekHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-05
			Karl Lind PRAISED Poland asserted 2024-03-05`},

	// Read through.
	{name: "pronoun", text: saar + " arrived in Amman on 3 March 2024. She met " + strand + " on 4 March 2024.",
		want: saarHolds + "\n" + strandHolds + `
			Mari Saar VISITED Amman asserted 2024-03-03
			Espen Strand MET_WITH Mari Saar asserted 2024-03-04`},
	{name: "bare title", text: saar + " arrived in Amman on 3 March 2024. The Minister thanked Jordan.",
		want: saarHolds + `
			Mari Saar VISITED Amman asserted 2024-03-03
			Mari Saar PRAISED Jordan asserted 2024-03-12`},
	{name: "the delegation", text: saar + " travelled to Jordan on 3 March 2024. The delegation visited Amman on 4 March 2024.",
		want: saarHolds + `
			Mari Saar VISITED Jordan asserted 2024-03-03
			Mari Saar VISITED Amman asserted 2024-03-04`},

	// Lists and company.
	{name: "list over lines", headline: "Polar Science Summit opens", text: "The Polar Science Summit was held in Tromsø on 5 March 2024.\n\nParticipating countries:\n\n- Norway\n- Sweden\n- Finland",
		want: `
			Polar Science Summit HELD_IN Tromsø asserted 2024-03-05
			Norway PARTICIPATED_IN Polar Science Summit asserted 2024-03-05
			Sweden PARTICIPATED_IN Polar Science Summit asserted 2024-03-05
			Finland PARTICIPATED_IN Polar Science Summit asserted 2024-03-05`},
	{name: "accompanied by", text: saar + ", accompanied by " + holm + ", visited Latvia on 3 March 2024.",
		want: saarHolds + "\n" + holmHolds + `
			Mari Saar VISITED Latvia asserted 2024-03-03
			Jonas Holm VISITED Latvia asserted 2024-03-03`},
	{name: "joins the call", todo: "“spoke by” is read as a participle", text: lind + " spoke by phone with " + marek + " today. " + saar + " joined the call.",
		want: lindHolds + "\n" + marekHolds + "\n" + saarHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-12
			Karl Lind MET_WITH Mari Saar asserted`},

	// Places.
	{name: "held in", text: "The Baltic Security Conference was held in Riga, Latvia, on 7 March 2024.",
		want: `
			Baltic Security Conference HELD_IN Riga asserted 2024-03-07
			Riga LOCATED_IN Latvia asserted`},
	{name: "a list of cities is no place in another", text: marek + " visited Amman, Cairo and Muscat.",
		want: marekHolds + `
			Petr Marek VISITED Amman asserted
			Petr Marek VISITED Cairo asserted
			Petr Marek VISITED Muscat asserted`},
	{name: "headquartered", text: "The European Maritime Safety Agency is headquartered in Lisbon.",
		want: `European Maritime Safety Agency HEADQUARTERED_IN Lisbon asserted`},

	// Bodies and states.
	{name: "joined", text: "Sweden joined NATO on 7 March 2024.",
		want: `Sweden MEMBER_OF NATO asserted 2024-03-07`},
	{name: "is a member of", text: "Norway is a member of NATO. Ireland is not a member of NATO.",
		want: `
			Norway MEMBER_OF NATO asserted
			Ireland MEMBER_OF NATO negated`},
	{name: "partner country", text: "Moldova, a NATO partner country, hosted the Black Sea Defence Conference.",
		want: `
			Moldova PARTNER_OF NATO asserted
			Moldova HOSTED Black Sea Defence Conference asserted`},
	{name: "cooperates with", text: "Norway cooperates with Sweden.",
		want: `Norway COOPERATES_WITH Sweden asserted`},
	{name: "cooperation between", text: "The report describes cooperation between Europol and INTERPOL.",
		want: `Europol COOPERATES_WITH INTERPOL asserted`},
	{name: "part of", text: "The Bureau of Energy Resources of the US Department of State published a report.",
		want: `
			Bureau of Energy Resources PART_OF US Department of State asserted`},
	{name: "possessor", text: "Norway’s Ministry of Defence published a report.",
		want: `Ministry of Defence PART_OF Norway asserted`},

	// What one does for or against another.
	{name: "contributes", text: "Canada contributed 10 million dollars to the World Food Programme.",
		want: `Canada CONTRIBUTES_TO World Food Programme asserted`},
	{name: "supports", text: "Norway supports Ukraine.",
		want: `Norway SUPPORTS Ukraine asserted`},
	{name: "support for what it owns", text: "Poland reaffirmed its support for Moldova’s sovereignty.",
		want: `Poland SUPPORTS Moldova asserted`},
	{name: "called on", text: "The European Union called on Serbia to release the detainees.",
		want: `European Union CALLED_ON Serbia asserted 2024-03-12`},
	{name: "condemned", text: "Latvia condemned Belarus.",
		want: `Latvia CRITICIZED Belarus asserted 2024-03-12`},
	{name: "welcomes a decision and meets nobody", text: "Latvia welcomed Finland’s decision.",
		want: `Latvia PRAISED Finland asserted 2024-03-12`},
	{name: "invasion of", text: "Estonia condemned Russia’s invasion of Ukraine.",
		want: `
			Estonia CRITICIZED Russia asserted 2024-03-12
			Russia ATTACKED Ukraine asserted`},
	{name: "sanctions", text: "Canada imposed sanctions on Belarus on 8 March 2024.",
		want: `Canada SANCTIONED Belarus asserted 2024-03-08`},
	{name: "signed", text: "Norway and Poland signed the Oslo Declaration on 5 March 2024.",
		want: `
			Norway SIGNED Oslo Declaration asserted 2024-03-05
			Poland SIGNED Oslo Declaration asserted 2024-03-05`},
	{name: "the governments of two", text: "The governments of Norway and Poland signed the Oslo Declaration on 5 March 2024.",
		want: `
			Norway SIGNED Oslo Declaration asserted 2024-03-05
			Poland SIGNED Oslo Declaration asserted 2024-03-05`},
	{name: "convened", text: "On 5 March 2024 the African Union convened the Sahel Peace Conference.",
		want: `African Union ORGANIZED Sahel Peace Conference asserted 2024-03-05`},

	// Offices.
	{name: "succeeds", text: "General Tomas Varga succeeded General Emil Novak on 1 March 2024.",
		want: `Tomas Varga SUCCEEDED Emil Novak asserted 2024-03-01`},
	{name: "former", text: "Former Prime Minister of Latvia Andris Ozols spoke to reporters.",
		want: `Andris Ozols HOLDS_POSITION Latvia former Prime Minister`},

	{name: "nominee", text: "The Senate heard Laura Finch, nominee for Ambassador to Jordan.",
		want: ``},
	{name: "office of a body", text: "UNICEF Executive Director Laura Finch visited Chad on 5 March 2024.",
		want: `
			Laura Finch HOLDS_POSITION UNICEF asserted Executive Director
			Laura Finch VISITED Chad asserted 2024-03-05`},

	// Further ways to say the same.
	{name: "telephoned", text: saar + " telephoned " + lind + " on 4 March 2024.",
		want: saarHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-04`},
	{name: "two held a call", text: lind + " and " + marek + " held a video call on 4 March 2024.",
		want: lindHolds + "\n" + marekHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-04`},
	{name: "separate meetings", text: lind + " met with the Prime Minister of Slovenia, Petr Marek, and the Foreign Minister of Estonia, Mari Saar, in separate meetings on 5 March 2024.",
		want: lindHolds + "\n" + marekHolds + "\n" + saarHolds + `
			Karl Lind MET_WITH Petr Marek asserted 2024-03-05
			Karl Lind MET_WITH Mari Saar asserted 2024-03-05`},
	{name: "postponed", text: saar + " postponed her trip to Jordan.",
		want: saarHolds + `
			Mari Saar VISITED Jordan negated`},
	{name: "journey to an event", text: strand + " will travel to Amman, Jordan, on 20 March 2024 to attend the Red Sea Security Conference.",
		want: strandHolds + `
			Amman LOCATED_IN Jordan asserted
			Espen Strand VISITED Amman planned 2024-03-20
			Espen Strand PARTICIPATED_IN Red Sea Security Conference planned 2024-03-20
			Red Sea Security Conference HELD_IN Amman planned 2024-03-20`},
	{name: "has not signed", text: "Estonia has not signed the Oslo Declaration.",
		want: `Estonia SIGNED Oslo Declaration negated`},
	{name: "told of another", text: saar + " said that " + lind + " will visit Poland on 20 March 2024.",
		want: saarHolds + "\n" + lindHolds + `
			Karl Lind VISITED Poland planned 2024-03-20`},
	{name: "what was done is welcomed", text: "Sweden’s accession to NATO was welcomed by Norway.",
		want: `Norway PRAISED Sweden asserted 2024-03-12`},
	{name: "a body adopts", text: "The United Nations Security Council adopted Resolution 2719 on 21 December 2023.",
		want: `United Nations Security Council SIGNED Resolution 2719 asserted 2023-12-21`},
	{name: "troops", text: "Poland deployed 200 troops to the Kosovo Force.",
		want: `Poland CONTRIBUTES_TO Kosovo Force asserted`},
	{name: "sanctioned by", text: "Belarus was sanctioned by Canada on 8 March 2024.",
		want: `Canada SANCTIONED Belarus asserted 2024-03-08`},
	{name: "will succeed", text: "General Tomas Varga will succeed General Emil Novak on 1 July 2024.",
		want: `Tomas Varga SUCCEEDED Emil Novak planned 2024-07-01`},
	{name: "tomorrow", text: "Tomorrow, " + marek + " will visit Jordan.",
		want: marekHolds + `
			Petr Marek VISITED Jordan planned 2024-03-13`},
	{name: "last week", text: "Last week, " + marek + " visited Jordan.",
		want: marekHolds + `
			Petr Marek VISITED Jordan asserted 2024-03-04..2024-03-10`},
	{name: "neither nor", text: "Neither Norway nor Sweden attended the Red Sea Security Conference in Cairo.",
		want: `
			Red Sea Security Conference HELD_IN Cairo asserted
			Norway PARTICIPATED_IN Red Sea Security Conference negated
			Sweden PARTICIPATED_IN Red Sea Security Conference negated`},
	{name: "no plans to", text: "Norway has no plans to join the European Union.",
		want: `Norway MEMBER_OF European Union negated`},
	{name: "no meeting", text: "There will be no meeting between " + lind + " and " + marek + ".",
		want: lindHolds + "\n" + marekHolds + `
			Karl Lind MET_WITH Petr Marek negated`},
	{name: "says without that", text: saar + " said Estonia supports Moldova.",
		want: saarHolds + `
			Estonia SUPPORTS Moldova asserted`},
	{name: "talks between two states", text: "The talks between Norway and Sweden began on 5 March 2024.",
		want: `Norway MET_WITH Sweden asserted 2024-03-05`},
	{name: "founding member", text: "Norway, a founding member of NATO, supports Ukraine.",
		want: `
			Norway MEMBER_OF NATO asserted
			Norway SUPPORTS Ukraine asserted`},
	{name: "on her visit", todo: "a pronoun's visit is given to the agent of the passive", text: saar + " was accompanied by Ambassador Rein Tamm on her visit to Latvia on 3 March 2024.",
		want: saarHolds + `
			Mari Saar VISITED Latvia asserted 2024-03-03
			Rein Tamm VISITED Latvia asserted 2024-03-03`},
	{name: "coming weekday", todo: "a weekday after a present tense is taken for the last one", text: marek + " arrives in Amman on Thursday.",
		want: marekHolds + `
			Petr Marek VISITED Amman planned 2024-03-14`},

	{name: "should", text: saar + " should meet " + lind + ".",
		want: saarHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Mari Saar hypothetical`},
	{name: "instead of", text: "Instead of visiting Jordan, " + lind + " travelled to Egypt.",
		want: lindHolds + `
			Karl Lind VISITED Egypt asserted`},
	{name: "whether", text: "Norway asked whether Sweden supports Moldova.",
		want: `Sweden SUPPORTS Moldova hypothetical`},
	{name: "titles after the names", text: "Mari Saar, Foreign Minister of Estonia, and Karl Lind, President of Finland, met in Riga on 5 March 2024.",
		want: saarHolds + "\n" + lindHolds + `
			Karl Lind MET_WITH Mari Saar asserted 2024-03-05`},
	{name: "outgoing and designate", text: "Outgoing " + marek + " met Prime Minister-designate Ana Zupan.",
		want: `
			Petr Marek HOLDS_POSITION Slovenia former Prime Minister
			Ana Zupan HOLDS_POSITION Slovenia planned Prime Minister
			Ana Zupan MET_WITH Petr Marek asserted`},
	{name: "unable to", text: lind + " was unable to attend the Red Sea Security Conference.",
		want: lindHolds + `
			Karl Lind PARTICIPATED_IN Red Sea Security Conference negated`},
	{name: "denied that", text: "Latvia denied that Poland attacked Belarus.",
		want: `Poland ATTACKED Belarus negated`},
	{name: "lifted sanctions", text: "Norway lifted sanctions on Chad.",
		want: `Norway SANCTIONED Chad former`},
	{name: "where an envoy is posted", text: "The ambassador of Norway to Jordan met the ambassador of Sweden to Egypt.",
		want: `Norway MET_WITH Sweden asserted`},
	{name: "each end of a shared noun", text: "Norway and Sweden’s support for Ukraine remains firm.",
		want: `
			Norway SUPPORTS Ukraine asserted
			Sweden SUPPORTS Ukraine asserted`},
	// Quotations and boilerplate.
	{name: "thanks in a quotation", text: "“I thank Norway for its generosity,” said " + lind + ".",
		want: lindHolds + `
			Karl Lind PRAISED Norway asserted 2024-03-12`},
	{name: "accusation in a quotation", text: "“Russia is waging war on Ukraine,” said " + saar + ".",
		want: saarHolds + `
			Russia ATTACKED Ukraine asserted
			Mari Saar CRITICIZED Russia asserted 2024-03-12`},
	{name: "boilerplate", text: "The annual report is available.\n\nFor further information, please contact Jane Moss, Ministry of Foreign Affairs of Norway.\nFollow us on Twitter: @NorwayMFA\nEmail: press@mfa.no",
		want: ``},

	// Who gives what to whom.
	{name: "aid in money", text: "Norway will provide $5 million in humanitarian assistance to Moldova.",
		want: `Norway CONTRIBUTES_TO Moldova planned`},
	{name: "provide with", text: "Norway provided Moldova with ten ambulances and medical aid.", todo: "aid after other gifts",
		want: `Norway CONTRIBUTES_TO Moldova asserted`},
	{name: "donation", text: "The minister praised Norway’s donation of vaccines to Moldova.",
		want: `Norway CONTRIBUTES_TO Moldova asserted`},

	// Whom an attacker attacks where the defence alone tells it.
	{name: "defends itself", text: "We stand with Ukraine as it defends itself against Russia’s war of aggression.", todo: "it is not read through",
		want: `Russia ATTACKED Ukraine asserted`},
	{name: "efforts to defend", text: "Norway supports Ukraine’s efforts to defend itself against Russian aggression.",
		want: `
			Norway SUPPORTS Ukraine asserted
			Russia ATTACKED Ukraine asserted`},

	// Members in brackets, and lists of guests.
	{name: "members in brackets", text: "The members of the European Free Trade Association (Iceland, Norway and Switzerland) met.",
		want: `
			Iceland MEMBER_OF European Free Trade Association asserted
			Norway MEMBER_OF European Free Trade Association asserted
			Switzerland MEMBER_OF European Free Trade Association asserted`},
	{name: "guests of a meeting", text: strand + " hosted a roundtable with teachers. \n\nParticipants included:\n\n-   Ida Falk, Nordic Teachers Union -   Jon Vik, Harbour School",
		want: strandHolds + `
			Ida Falk MEMBER_OF Nordic Teachers Union asserted
			Jon Vik MEMBER_OF Harbour School asserted
			Espen Strand MET_WITH Ida Falk asserted
			Espen Strand MET_WITH Jon Vik asserted`},

	{name: "bodies that took part", text: strand + " hosted a meeting with leaders of faith. \n\nOrganizations that participated included:\n\n• Nordic Teachers Union   • Harbour School Foundation",
		want: strandHolds + `
			Espen Strand MET_WITH Nordic Teachers Union asserted
			Espen Strand MET_WITH Harbour School Foundation asserted`},
	{name: "heads of government from", text: strand + " spoke with Heads of Government from Barbados and Belize.",
		want: strandHolds + `
			Barbados MET_WITH Espen Strand asserted
			Belize MET_WITH Espen Strand asserted`},
	{name: "joined by", text: strand + " will travel to Paris, joined by " + holm + ", to sign a letter.",
		want: strandHolds + "\n" + holmHolds + `
			Espen Strand VISITED Paris planned
			Jonas Holm VISITED Paris planned`},

	// Its, signatories, backing, boards, ally and partner.
	{name: "its", text: "Norway’s announcement underscores its commitment to the freedom of Ukraine.",
		want: `Norway SUPPORTS Ukraine asserted`},
	{name: "its of who acts", text: "Russia said that Norway increased its support for Ukraine.",
		want: `Norway SUPPORTS Ukraine asserted`},
	{name: "signatories", text: "The other signatories of the Artemis Accords are Australia and Brazil.",
		want: `
			Australia SIGNED Artemis Accords asserted
			Brazil SIGNED Artemis Accords asserted`},
	{name: "with support from", text: "With strong support from Congress, the Agency for Ports delivered aid.",
		want: `Congress SUPPORTS Agency for Ports asserted`},
	{name: "on the board", text: "Anna Bell serves on the board of the Ports Foundation.",
		want: `Anna Bell MEMBER_OF Ports Foundation asserted`},
	{name: "served", text: "Anna Bell previously served on the Ports Committee.",
		want: `Anna Bell MEMBER_OF Ports Committee former`},
	{name: "ally and partner", text: "Norway reiterated solidarity with our NATO Ally and EU partner Lithuania.",
		want: `
			Norway SUPPORTS Lithuania asserted
			Lithuania MEMBER_OF NATO asserted
			Lithuania PARTNER_OF EU asserted`},
	{name: "a state in the chair", text: "Kuwait, which is the current chair of the Gulf Cooperation Council, agreed.",
		want: `Kuwait MEMBER_OF Gulf Cooperation Council asserted`},

	// Terms of office, and a date in a relative clause.
	{name: "term", text: "Anna Bell served as Chairman of the Ports Union from 2010 to 2012.",
		want: `Anna Bell HOLDS_POSITION Ports Union former 2010..2012 Chairman`},
	{name: "term since", text: "Anna Bell has been Secretary General of the Ports Union since 2014.",
		want: `Anna Bell HOLDS_POSITION Ports Union asserted 2014.. Secretary General`},
	{name: "chairs", text: "Anna Bell chairs the Ports Committee.",
		want: `Anna Bell HOLDS_POSITION Ports Committee asserted Chair`},
	{name: "chaired by", text: "The Ports Committee, chaired by Anna Bell, will decide.",
		want: `Anna Bell HOLDS_POSITION Ports Committee asserted Chair`},
	{name: "no term", text: "Anna Bell, Secretary General of the Ports Union, left on Monday.",
		want: `Anna Bell HOLDS_POSITION Ports Union asserted Secretary General`},
	{name: "date of the clause", text: "Anna Bell, who was Foreign Minister of Chile between 2006 and 2010, met " + lind + " on 5 March 2024.",
		want: lindHolds + `
			Anna Bell HOLDS_POSITION Chile former 2006..2010 Foreign Minister
			Anna Bell MET_WITH Karl Lind asserted 2024-03-05`},

	// Places of events.
	{name: "journey to attend", text: strand + " will travel to Doha on 20 March 2024 to attend the Gulf Energy Forum.",
		want: strandHolds + `
			Espen Strand VISITED Doha planned 2024-03-20
			Espen Strand PARTICIPATED_IN Gulf Energy Forum planned 2024-03-20
			Gulf Energy Forum HELD_IN Doha planned 2024-03-20`},
	{name: "towns of one state", text: "The teachers visited schools in Dover and Camden, Delaware.",
		want: `
			Dover LOCATED_IN Delaware asserted
			Camden LOCATED_IN Delaware asserted`},
	{name: "the leaders of more than two", text: strand + ", " + saar + " and " + marek + " met on 5 March 2024. The leaders praised Finland.", todo: "",
		want: strandHolds + "\n" + saarHolds + "\n" + marekHolds + `
			Espen Strand PRAISED Finland asserted 2024-03-05
			Mari Saar PRAISED Finland asserted 2024-03-05
			Petr Marek PRAISED Finland asserted 2024-03-05`},
}

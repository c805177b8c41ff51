package roles

import "strings"

// The words of the grammar of offices: closed classes of English, and nouns
// that name an office whoever holds it.

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

var (
	// heads name an office by themselves.
	heads = set(`president vice-president attorney minister secretary chairman chairwoman chairperson chair co-chair co-chairs vice-chair
		chief director commander envoy representative ambassador spokesperson spokesman spokeswoman spokespersons advisor adviser official
		coordinator co-ordinator administrator commissioner chancellor premier king queen amir emir prince princess sultan pope
		governor mayor senator congressman congresswoman counsel counselor counsellor officer secretary-general
		director-general under-secretary-general attorney-general governor-general treasurer speaker judge justice prosecutor rapporteur
		ceo cfo coo cto head dean fellow leader negotiator manager founder lady gentleman
		undersecretary under-secretary professor analyst inspector ombudsman comptroller rector superintendent
		chargé charge consul general member deputy assistant mp delegate parliamentarian mep
		lead liaison trustee co-founder partner economist scientist diplomat lieutenant-governor sherpa ministers-counsellor
		principal vicar archbishop bishop cardinal patriarch duke duchess sheikh crown-prince taoiseach tánaiste
		warden marshal expert recruit doctor auditor registrar archivist librarian curator editor coach captain`)
	// plurals of heads that a list of holders follows.
	plurals = map[string]string{
		"presidents": "President", "ministers": "Minister", "secretaries": "Secretary", "chairs": "Chair", "co-chairs": "Co-Chair",
		"ambassadors": "Ambassador", "chancellors": "Chancellor", "premiers": "Premier", "directors": "Director",
		"directors-general": "Director-General", "envoys": "Envoy", "representatives": "Representative", "commissioners": "Commissioner",
		"governors": "Governor", "mayors": "Mayor", "senators": "Senator", "commanders": "Commander", "advisors": "Advisor", "advisers": "Adviser",
		"administrators": "Administrator", "chiefs": "Chief", "chairmen": "Chairman", "kings": "King", "queens": "Queen",
		"congressmen": "Congressman", "congresswomen": "Congresswoman", "leaders": "Leader",
	}
	// weak heads are offices only with a body or a complement beside them.
	weak = set(`attorney head member fellow leader lead officer official deputy assistant general partner manager analyst fellow principal chief
		assistant judge doctor captain professor trustee delegate representative lady gentleman charge editor coach diplomat
		economist scientist founder co-founder justice duke duchess sheikh bishop archbishop cardinal liaison
		senator congressman congresswoman mp mep parliamentarian prince princess marshal warden ambassador`)
	// forms of address that stand between an office and a name, or alone before a name.
	address = set(`mr mrs ms miss dr prof professor sir dame lord lady h.e he hon honourable honorable hrh rev reverend
		his her their excellency excellencies majesty majesties highness highnesses royal the right rt sheikh shaikh sheikha princess prince
		gen general lt lieutenant maj major col colonel capt captain cmdr cdr commander adm admiral brig brigadier rear vice
		air marshal chief field sgt sergeant master warrant officer ret retired navy army force marine corps
		ambassador amb rep sen gov senator representative congressman congresswoman governor`)
	// ranks alone are no office.
	ranks = set(`gen general lt lieutenant maj major col colonel capt captain cmdr cdr adm admiral brig brigadier sgt sergeant
		ambassador amb rep sen representative professor prof doctor dr senator congressman congresswoman sheikh judge justice lady lord
		gentleman deputy assistant member head officer official leader fellow chief analyst partner manager diplomat`)
	// before these words go the words of an office: they are part of its title.
	modifiers = set(`deputy vice assistant associate principal senior acting interim under prime foreign defence defense finance interior
		home health education trade justice security national special presidential chief executive permanent high general
		commanding supreme joint first second third lead managing ranking crown federal state treasury commerce economy
		energy environment climate labour labor agriculture transport policy staff military naval political press legal
		minority majority regional resident honorary chief international economic domestic cyber intergovernmental affairs staff
		homeland budget communications digital technology science research development senior junior bureau department
		departmental coordinating attorney solicitor inspector surgeon advocate public senior personal
		co lieutenant shadow sous inter-ministerial plenipotentiary extraordinary opposition parliamentary
		program programme project investigative district chief supply procurement space civil infrastructure implementation`)
	// articles and other words that may stand before an office and are no part of it.
	articles = set(`the a an his her its their our my`)
	pasts    = set(`former then then- ex- ex late outgoing previous erstwhile onetime one-time ousted deposed predecessor past`)
	comings  = set(`incoming designate elect nominee president-elect`)
	currents = set(`current new newly appointed newly-appointed elected recently also currently now today's first-ever longtime long-time sitting
		founding fellow his her respective`)
	links  = set(`of for to at on in with from`)
	inside = set(`of for and & the on to in de del`)
	// words that are capitalised at the start of a sentence or headline and belong to no office.
	starters = set(`the a an in on at by to for with from of as and or but today yesterday tomorrow this that these those it he she they
		we i our his her their its my during after before while when where since following also both all each earlier
		later meanwhile joint remarks readout statement call calls meeting meetings visit travel trip appointment
		message attributable between against about under announcing designation designations former then will is was are were has have
		congratulating welcoming meets met welcomes welcome visits hosts receives speaks spoke briefs addresses joins attends
		thanks praises condemns urges signs announces concludes conversation video phone videoconference conference
		interview press briefing via new announces newly secretary's not here special-briefing today's participants`)
	abbreviations = set(`mr mrs ms dr prof gen lt col maj capt cpt cmdr cdr sgt adm brig rep sen gov amb rev hon st jr sr dep asst ret rt`)
	tails         = set(`general executive d'affaires operating financial elect designate emeritus plenipotentiary ii iii`)
)

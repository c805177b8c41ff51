package names

import (
	"strings"

	"entente/text/vocab"
)

// functionWords are never words of a name but may stand between its parts.
var functionWords = set(`a an the and or but nor of for on in at to from with without by as into onto upon about over under against between among
	during before after since until till through throughout via per than that this these those it its he she they we you i our their his her my your
	me us them him who whom whose which what when where why how if while because although though so such is are was were be been being am
	has have had do does did will would shall should can could may might must not no yes all both each every any some many much most more
	less few other another one two three four five six seven eight nine ten also only just very too again there here then now today
	tomorrow yesterday tonight however moreover furthermore meanwhile additionally finally recently currently following regarding including
	concerning according despite within toward towards across along around behind beyond near off out up down amid upon let please thank thanks
	mr mrs ms miss messrs dr vice- nrs mrr llr`) // the last three as scanners read the honorifics

// upperNames are acronyms that look like function words.
var upperNames = set(`US WHO UN IT`)

// head is a word that ends (or, as a prefix, begins) names of one type.
type head struct {
	typ   vocab.EntityType
	weak  bool   // also an ordinary word in titles and headings: needs the body's support there
	joins string // connectors that may lead on to its complement: of, for, on, to ...
	bare  bool   // stands for a name even alone: "Congress"
}

func headOf(key string) *head { return heads[key] }

// headRows hold a type's heads: the connectors after them, then the words.
var headRows = []struct {
	typ   vocab.EntityType
	joins string
	words string
}{
	{vocab.Organization, "of for on in to", `ministry department agency bureau committee subcommittee council commission organization organisation
		institute institution association federation confederation union league secretariat directorate inspectorate authority
		commissariat coalition consortium assembly parliament senate congress academy university college school faculty foundation
		corporation bank society court tribunal chamber command corps army navy brigade battalion regiment division squadron fleet militia structure
		police constabulary gendarmerie guard taskforce delegation consulate embassy mission presidency troika
		cabinet caucus bundestag knesset duma board panel branch house directorate-general eurocorps quartet
		administration mfa mfat mod community hub network alliance platform forces service services force group team office party front movement brotherhood
		company ltd inc llc plc corp gmbh industries airlines technologies partners press television radio newspaper
		collaborative club church hospital trust laboratory laboratories treasury registry observatory trades`},
	{vocab.Event, "of for on against to", `summit conference exercise war ceremony games olympics paralympics congresses
		dialogue talks roundtable colloquium symposium seminar workshop expo fair festival championship championships marathon days
		ministerial chogm jubilee session meeting meetings forum week day cup biennale
		briefing briefings bombings consultations convening webinar hackathon hearing
		conferences summits ministerials plenary olympiad inauguration coronation event retreat`},
	{vocab.Programme, "of for on to against with", `programme program programs programmes initiative initiatives plan plans strategy fund scheme
		partnership partnerships fellowship fellowships project projects roadmap agenda goals framework blueprint
		package mechanism challenge scholarship scholarships campaign endowment grant grants`},
	{vocab.Document, "of for on against to concerning regarding between", `treaty convention agreement agreements accord accords pact protocol protocols resolution resolutions declaration charter act
		memorandum mou communique communiqué report constitution law bill statement review concept compact covenant order directive regulation decree
		principles guidelines paper statute amendment code compass unscr`},
	{vocab.Facility, "of in at", `airport airbase base palace headquarters hq museum cathedral stadium bridge cemetery monument memorial barracks shipyard
		hotel theatre theater arena library dam observatory hangar tower hall room arboretum chapel mosque prison
		gallery dockyard plant refinery station terminal tunnel castle`},
	{vocab.Place, "of", `sea ocean river lake gulf bay strait straits island islands peninsula province county valley mountains mount desert canal
		region district coast basin sound archipelago city prefecture governorate oblast harbor harbour hemisphere park square street avenue road boulevard forest`},
}

// centre heads names of bodies and of buildings; bodies are the more.
var centre = set(`center centre centres centers`)

var weakHeads = set(`statement review meeting meetings session report order law bill plan plans project projects package challenge principles paper day week month year
	team group service services office party front movement mission delegation board panel press trust company partners code concept
	days street road square park region district city coast sound station hall room library plant tower campaign order
	briefing briefings hearing challenge goals agenda framework strategy force forces grant grants amendment regulation guidelines
	event retreat plenary inauguration coronation club church school trades talks dialogue review programme program partnership initiative cabinet police army navy community hub partnerships`)

// bareHeads stand for a name alone when capitalised.
var bareHeads = set(`congress senate bundestag knesset treasury inauguration coronation`)

// prefixHeads begin names: "Exercise Steadfast Jaguar".
var prefixHeads = map[string]vocab.EntityType{
	"exercise": vocab.Event, "operation": vocab.Event,
	"lake": vocab.Place, "mount": vocab.Place, "mt": vocab.Place, "cape": vocab.Place, "port": vocab.Place,
	"camp": vocab.Facility, "fort": vocab.Facility, "hotel": vocab.Facility, "raf": vocab.Facility,
}

var heads = makeHeads()

func makeHeads() map[string]*head {
	m := map[string]*head{}
	for _, row := range headRows {
		for _, w := range strings.Fields(row.words) {
			m[w] = &head{typ: row.typ, joins: " " + row.joins + " ", weak: weakHeads[w], bare: bareHeads[w]}
		}
	}
	for w := range centre {
		m[w] = &head{typ: vocab.Organization, joins: " of for on against "}
	}
	return m
}

// particles stand inside names of people in small letters.
var particles = set(`de del della di da dos das do du des van von der den ter ten zu la le el al e y bin ibn bint ben abu ould uld af av st`)

// opensName are the particles that may also begin a name: "Bin Mubarak".
var opensName = set(`de del della di da do du van von der ter al bin ibn ben abu ould af`)

// suffixes close names of people, after a comma or not.
var suffixes = set(`jr sr ii iii iv`)

// ordinals may begin names of events: "7th INTERPOL Dialogue", "Ninth Summit".
var ordinals = set(`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth inaugural annual`)

// leading are capitalised words that stand before a name but do not belong to it.
var leading = set(`former new then acting outgoing incoming late newly dear today the hosting announcing welcoming celebrating
	attending visiting supporting launching honoring honouring marking commemorating joining participating remarks readout statement
	government governments people state-visit president-elect greater-than yes no welcome congratulations issuance release invocation
	visit visits meets welcomes hosts announces appointment designation travel travels participation calls call takes host co-host co-hosts joins signs urges
	condemns concludes launches holds marks designates imposes supports prevents prevent observes delivers attends`)

var months = strings.Fields("january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec")

// calendar are words that tell a day.
var calendar = union(set("monday tuesday wednesday thursday friday saturday sunday"), set(strings.Join(months, " ")))

// inner are singular words whose possessive stands inside names.
var inner = set(`people women children men president minister king queen mother veteran`)

// units are heads of military units, which bear a number: "Task Force 64".
var units = set(`force group squadron brigade division regiment battalion wing`)

// unitAcronyms are acronyms of such units.
var unitAcronyms = set(`tf ctf cjtf jtf ctg csg esg desron`)

// posts are missions abroad, named for where they are.
var posts = set(`embassy consulate`)

// circles are heads of bodies that are named for the state they care for.
var circles = set(`platform group forum coalition quartet`)

// vessels are words before the names of ships, which are often names of people.
var vessels = set(`carrier frigate destroyer ship warship submarine vessel cruiser corvette tanker ferry icebreaker`)

// shipPrefixes begin names of ships.
var shipPrefixes = set(`fs uss usns uscgc hms hmas hmcs hmnzs hnlms hdms rfa`)

// officeLike are bodies named for the person they serve.
var officeLike = set(`office department bureau secretariat cabinet committee council`)

func union(a, b map[string]bool) map[string]bool {
	for k := range b {
		a[k] = true
	}
	return a
}

func ordinalWord(key string) bool {
	if ordinals[key] {
		return true
	}
	if len(key) < 3 || key[0] < '0' || key[0] > '9' {
		return false
	}
	switch key[len(key)-2:] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

func year(key string) bool {
	return len(key) == 4 && (key[:2] == "19" || key[:2] == "20") && key[2] >= '0' && key[2] <= '9' && key[3] >= '0' && key[3] <= '9'
}

// ambiguousTitles are titles that also begin names of bodies: "General Assembly".
var ambiguousTitles = set(`general chief major president private senior executive special presidential`)

// companies close names of firms.
var companies = set(`inc ltd llc plc corp gmbh`)

// plainShort are short names too general to mark.
var plainShort = set(`allies allied ally`)

// kinship are the words before the names of relatives.
var kinship = set(`wife husband spouse son sons daughter daughters child children brother brothers sister sisters mother father parents
	stepchildren stepson stepdaughter grandchildren grandson granddaughter`)

// callings are words in small letters that a name of a person follows.
var callings = set(`vice professor journalist activist explorer spokesman spokeswoman spokesperson lawyer blogger author athlete opponent
	scientist businessman businesswoman oligarch companion colleague citizen citizens national nationals officer leader veteran
	artist singer physicist poet general colonel commander`)

// saints begin names of places more often than names of people.
var saints = set(`san santa santo los las saint st el`)

// abstract are the endings of words for what is done rather than who does it.
var abstract = []string{"ence", "ance", "tion", "sion", "ment", "ity", "ing", "ship"}

// derived are endings of long English words that no list need hold.
var derived = []string{"ence", "ance", "tion", "tions", "sion", "ment", "ments", "ity", "ities", "ism", "ics", "ology", "ness", "ship", "ional", "ental",
	"ical", "orial", "ural", "ability"}

// actorVerbs are verbs of bodies, not of meetings: "the Forum condemned".
var actorVerbs = set(`condemns condemned urges urged calls called agreed decided adopted supports supported welcomed welcomes consists comprises
	works meets met`)

// generic are pairs of words that end in a head but name nothing.
var generic = map[string]bool{"civil society": true, "international community": true, "private sector": true, "free press": true,
	"prime ministerial": true}

// secondJoins may begin a second complement: "Agency for Development | on ...".
var secondJoins = set(`on to for against concerning regarding`)

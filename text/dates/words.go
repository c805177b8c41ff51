package dates

import "strings"

// class says what part a word can play in a date.
type class uint8

const (
	month     class = iota + 1
	weekday         // val 0 Sunday to 6 Saturday, as in package time
	dayWord         // today and the like; val is the distance from the anchor in days
	unit            // week, month, year, weekend
	dayPart         // morning, evening; only with this, last or a day before
	ago             // counts back from the anchor
	manyUnits       // days, weeks: counted by a number before
)

// Values of the classes unit and manyUnits.
const (
	unitDay = iota + 1
	unitWeek
	unitMonth
	unitYear
	unitWeekend
)

type word struct {
	class class
	val   int
	short bool // an abbreviation: a date only with a number
	verb  bool // also an English verb in lower case: may, march
}

// words holds every word that can begin or end a date expression, in lower case.
var words = map[string]word{
	"january": {class: month, val: 1}, "february": {class: month, val: 2}, "march": {class: month, val: 3, verb: true},
	"april": {class: month, val: 4}, "may": {class: month, val: 5, verb: true}, "june": {class: month, val: 6},
	"july": {class: month, val: 7}, "august": {class: month, val: 8}, "september": {class: month, val: 9},
	"october": {class: month, val: 10}, "november": {class: month, val: 11}, "december": {class: month, val: 12},
	"jan": {month, 1, true, false}, "feb": {month, 2, true, false}, "mar": {month, 3, true, true},
	"apr": {month, 4, true, false}, "jun": {month, 6, true, false}, "jul": {month, 7, true, false},
	"aug": {month, 8, true, false}, "sep": {month, 9, true, false}, "sept": {month, 9, true, false},
	"oct": {month, 10, true, false}, "nov": {month, 11, true, false}, "dec": {month, 12, true, false},

	"sunday": {class: weekday, val: 0}, "monday": {class: weekday, val: 1}, "tuesday": {class: weekday, val: 2},
	"wednesday": {class: weekday, val: 3}, "thursday": {class: weekday, val: 4}, "friday": {class: weekday, val: 5},
	"saturday": {class: weekday, val: 6},
	"sun":      {class: weekday, val: 0, short: true}, "mon": {class: weekday, val: 1, short: true},
	"tue": {class: weekday, val: 2, short: true}, "tues": {class: weekday, val: 2, short: true},
	"wed": {class: weekday, val: 3, short: true}, "weds": {class: weekday, val: 3, short: true},
	"thu": {class: weekday, val: 4, short: true}, "thur": {class: weekday, val: 4, short: true},
	"thurs": {class: weekday, val: 4, short: true}, "fri": {class: weekday, val: 5, short: true},
	"sat": {class: weekday, val: 6, short: true},

	"today": {class: dayWord}, "tonight": {class: dayWord},
	"yesterday": {class: dayWord, val: -1}, "tomorrow": {class: dayWord, val: 1},
	"week": {class: unit, val: unitWeek}, "month": {class: unit, val: unitMonth},
	"year": {class: unit, val: unitYear}, "weekend": {class: unit, val: unitWeekend},
	"morning": {class: dayPart}, "afternoon": {class: dayPart}, "evening": {class: dayPart},
	"night": {class: dayPart, val: -1},
	"ago":   {class: ago},
	"days":  {class: manyUnits, val: unitDay}, "weeks": {class: manyUnits, val: unitWeek},
	"months": {class: manyUnits, val: unitMonth}, "years": {class: manyUnits, val: unitYear},
}

// longest word in words.
const longest = len("wednesday")

// lookup finds a word of any case.
func lookup(w string) (word, bool) {
	if len(w) < 3 || len(w) > longest {
		return word{}, false
	}
	var buf [longest]byte
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	found, ok := words[string(buf[:len(w)])]
	return found, ok
}

var numerals = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

var (
	// before a year or a month that stands alone
	leadsYear  = set("in since of by from until till during year years before after through throughout beyond between early late mid circa around about fy")
	leadsMonth = set("in since of by from until till during before after through between early late mid this last next month past coming following")
	// of these a count can follow as well: "a force of 2000 troops"
	leadsCount = set("of by from before after between through beyond around about")
	// a number after these is a label
	leadsLabel = set("article articles section sections chapter resolution resolutions paragraph paragraphs page pages room no nos number annex part item items rule figure table appendix clause protocol phase title volume vol unscr")
	// what is counted: the number before is no year and no day of a month
	counted = set(`troops people soldiers men women children cases personnel km kilometres kilometers miles
		million billion trillion thousand hundred percent per dollars euros pounds tonnes tons metres meters hours hrs
		minutes police officers civilians refugees families households jobs participants staff members students
		countries nations states partners allies leaders ministers delegates delegations organizations organisations
		companies victims deaths casualties prisoners hostages projects schools villages houses homes vehicles aircraft
		ships tanks missiles drones days weeks months years times persons individuals representatives experts
		journalists observers migrants migrant doses workers others seats votes degrees new additional`)
	// small words that go on with the sentence after a date
	function = set(`a an and as at but by for from he her his i if in into is it its on or our over she so than that
		the their then they this through to under until up was we were when where which while who will with would
		had has have also are be between during onward onwards`)
	// names made of a weekday
	holiday = set("good black ash palm holy easter super bloody cyber whit shrove giving maundy")
	weekly  = set("times mail herald telegraph mirror express post")
)

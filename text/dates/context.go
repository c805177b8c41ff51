package dates

// context is what the words before a date say about it.
type context struct {
	start   int  // of the expression with the words that belong to it: since, last, mid-
	month   bool // a bare month may stand here
	year    bool // a bare year may stand here
	count   bool // but so may a number that counts
	of      bool // and the word is "of"
	label   bool // the number belongs to the word before: Article 5
	since   bool
	from    bool
	between bool
	weekOf  bool
	bracket bool // behind a word and "(": "the inquiry (2004)"
	the     bool // the article stands before the modifier: "the last month" is a duration
	shifted bool // this, last, next stand before
	shift   int
}

var shifts = map[string]int{"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1}

// contextOf reads back from a date at i.
func contextOf(s string, i int) context {
	c := context{start: i, bracket: opensBehindWord(s, i)}
	for range 4 {
		w, start := before(s, c.start)
		if w == "" {
			return c
		}
		switch w {
		case "early", "late", "mid", "earlier", "later":
			c.start, c.month, c.year = start, true, true
			continue
		case "this", "last", "past", "next", "coming":
			if !c.shifted || w == "this" { // "this past Friday" is the past one
				c.month = true
				if !c.shifted {
					c.shifted, c.shift = true, shifts[w]
				}
				c.start = start
				continue
			}
		case "since":
			c.start, c.since, c.month, c.year = start, true, true, true
		case "from":
			c.from = true
		case "between":
			c.between = true
		case "the":
			c.the = true
		case "of":
			c.of = true
			if w, start := before(s, start); w == "week" {
				c.weekOf = true
				c.start = start
			}
		case "for":
			switch w, _ := before(s, start); w {
			case "scheduled", "planned", "slated", "set", "due":
				c.month = true
			}
		}
		c.month = c.month || leadsMonth[w]
		c.year = c.year || leadsYear[w]
		c.count = leadsCount[w]
		c.label = leadsLabel[w]
		return c
	}
	return c
}

// opensBehindWord reports whether a bracket behind a word opens at i.
func opensBehindWord(s string, i int) bool {
	return i > 2 && s[i-1] == '(' && s[i-2] == ' ' && isLetter(s[i-3])
}

package ask

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/queries"
)

// query is a question while it is read.
type query struct {
	text   string
	now    time.Time
	masked []byte // the text with zeros for what has been read
	times  []named
	words  []word

	question string
	args     queries.Args
	entities map[string]queries.Match
	called   map[string]string
	meant    string // the question without a misspelt name
}

// word is one word of a question, or a name.
type word struct {
	first, end int // bytes
	s, low     string
	lemma      string
	entity     *queries.Match
	tag, rel   string
	token      int
	head       int // index of the word it depends on; -1 is none
	used       bool
}

func (x word) unknown() bool  { return x.lemma != "'s" && !known[x.lemma] && !x.isNumber() }
func (x word) isNumber() bool { _, err := strconv.Atoi(x.s); return err == nil }

// shout reports whether a word is written in capitals in a text that is not.
func (x word) shout(all string) bool {
	return len(x.s) > 1 && x.s == strings.ToUpper(x.s) && x.s != x.low && all != strings.ToUpper(all)
}

func (q *query) slice(i, j int) string { return q.text[q.words[i].first:q.words[j-1].end] }

func (q *query) mask(from, to int) {
	for i := from; i < to; i++ {
		q.masked[i] = 0
	}
}

var (
	politeness = regexp.MustCompile(`(?i)^(?:please|(?:can|could|would|will) you(?: please)?|i(?: would|'d)? (?:like|want|need)(?: to (?:know|see))?|do you know|let me know|(?:show|tell|give|find|get)(?: me| us)?|list|name|print|display)\b[ ,]*`)
	knowledge  = regexp.MustCompile(`(?i)^what (?:do you|does the graph|is) (?:know|known) (?:about|of)\b`) // the preposition stays
	assurance  = regexp.MustCompile(`(?i)\b(?:with )?(?:a )?(?:at least|above|over|more than) (\d{1,3}) ?(?:%|percent)(?: (?:confidence|sure|certain|confident|certainty))?`)
	texts      = `(?:sentences?|releases?|titles?|texts?|articles?)`
	searches   = regexp.MustCompile(`(?i)^(?:search (?:for )?|(?:(?:which|what|all|the) )*` + texts + ` (?:that |which )?(?:mention(?:ing)?|contain(?:ing)?|about|are about|talk about|with|hold) )(?:the words? |the phrase )?(.+)$`)
)

// polite passes over the words with which somebody asks to be told.
func (q *query) polite() {
	for i := 0; i < len(q.text); {
		n := len(politeness.FindString(q.text[i:]))
		if n == 0 {
			if m := knowledge.FindString(q.text[i:]); m != "" {
				q.mask(i, i+strings.LastIndexByte(m, ' '))
			}
			return
		}
		q.mask(i, i+n)
		i += n
	}
}

// search reads a question for words, and reports whether it is one.
func (q *query) search() bool {
	rest := q.text
	for m := politeness.FindString(rest); m != ""; m = politeness.FindString(rest) {
		rest = rest[len(m):]
	}
	m := searches.FindStringSubmatchIndex(rest)
	if m == nil {
		return false
	}
	start := len(q.text) - len(rest) + m[2]
	for _, t := range q.times {
		q.mask(t.start, t.end)
	}
	words := strings.ReplaceAll(string(q.masked[start:]), "\x00", "")
	q.question = "search"
	q.args["words"] = strings.Trim(words, ` ?.!"'`)
	return true
}

// confidence reads how sure an answer is to be.
func (q *query) confidence() {
	if m := assurance.FindStringSubmatchIndex(q.text); m != nil {
		n, _ := strconv.Atoi(q.text[m[2]:m[3]])
		q.args["min_confidence"] = strconv.FormatFloat(float64(n)/100, 'g', -1, 64)
		q.mask(m[0], m[1])
	}
}

// scan cuts what has not been read into words.
func (q *query) scan() {
	for _, t := range q.times {
		q.mask(t.start, t.end)
	}
	s := string(q.masked)
	add := func(i, j int) {
		low := strings.ToLower(s[i:j])
		q.words = append(q.words, word{first: i, end: j, s: s[i:j], low: low, lemma: lemma(low)})
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if r == '%' || r == '&' || r == '+' || r == '$' || r == '€' || r == '=' {
				add(i, i+n)
			}
			i += n
			continue
		}
		j := i
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			inner := strings.ContainsRune("-./_@&'", r) && j+n < len(s) && isWordRune(s[j+n:]) && !(r == '\'' && endsWord(s[j+1:]))
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !inner {
				break
			}
			j += n
		}
		w := strings.ToLower(s[i:j])
		switch {
		case strings.HasSuffix(w, "n") && strings.HasPrefix(s[j:], "'t"): // didn't, can't, won't
			add(i, j-1)
			last := &q.words[len(q.words)-1]
			switch w {
			case "won":
				last.lemma, last.low = "will", "will"
			case "can":
				last.lemma, last.low = "can", "can"
			}
			q.words = append(q.words, word{first: j - 1, end: j + 2, s: "not", low: "not", lemma: "not"})
			j += 2
		case strings.HasPrefix(strings.ToLower(s[j:]), "'s") && (j+2 == len(s) || !isWordRune(s[j+2:])):
			add(i, j)
			x := word{first: j, end: j + 2, s: "'s", low: "'s", lemma: "'s"}
			if questionWords[w] {
				x.s, x.low, x.lemma = "is", "is", "be"
			}
			q.words = append(q.words, x)
			j += 2
		default:
			add(i, j)
		}
		i = j
	}
}

func isWordRune(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// endsWord reports whether what follows an apostrophe is a genitive or a negation.
func endsWord(s string) bool {
	s = strings.ToLower(s)
	return (strings.HasPrefix(s, "s") || strings.HasPrefix(s, "t")) && (len(s) == 1 || !isWordRune(s[1:]))
}

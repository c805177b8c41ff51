package source

import (
	"regexp"
	"strings"
	"time"

	"entente/text"
	"entente/text/dates"
)

// told is what a release's own text says about its day.
type told struct {
	day   string     // ISO, or empty
	basis text.Basis // dateline or body
	bound bool       // day is that of something still to come: the release is not younger
}

// ownDate looks for the day of a release in its text: in a dateline, else the
// latest day told of as past or present, else the first one that is to come.
// Days after today cannot be the release's.
func ownDate(d *text.Document, today string) told {
	s := strings.TrimLeft(d.Text(), " \t\n\u00a0")
	s = strings.ToValidUTF8(s[:min(len(s), maxDated)], "")
	var past, coming told
	lead := headEnd(s)
	for _, e := range dates.Find(s, "") {
		day := lastDay(e)
		if day == "" {
			continue
		}
		if e.Start < lead && e.From == e.To && day <= today && inDateline(s, e.Span) {
			return told{day: day, basis: text.FromDateline}
		}
		sentence := strings.ToLower(sentenceAround(s, e.Span))
		switch {
		case expiry.MatchString(sentence): // an end of term is years away
		case day > today || isPlanned(sentence):
			if coming.day == "" || day < coming.day {
				coming = told{day, text.FromBody, true}
			}
		case day > past.day:
			past = told{day, text.FromBody, false}
		}
	}
	if past.day != "" {
		return past
	}
	return coming
}

const maxDated = 64 << 10 // bytes of a release in which its date is looked for

// lastDay is the last day of a date told in full, or "".
func lastDay(e dates.Expression) string {
	if e.Kind != dates.Absolute || len(e.To) != len(time.DateOnly) {
		return ""
	}
	return e.To
}

// headEnd is where the head of a release ends: a dateline stands in its first
// seven lines that hold anything.
func headEnd(s string) int {
	at, n := 0, 0
	for l := range strings.Lines(s) {
		if strings.TrimSpace(l) != "" {
			n++
		}
		if n > 7 {
			break
		}
		at += len(l)
	}
	return at
}

// inDateline reports whether a date is a line of its own but for a few words
// ("Press release, 26 October 2023"), or stands before the dash that opens the
// body ("BRUSSELS, 26 October 2023 – ...").
func inDateline(s string, date text.Span) bool {
	start := strings.LastIndexByte(s[:date.Start], '\n') + 1
	end := date.End
	if i := strings.IndexByte(s[end:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(s)
	}
	before, after := strings.TrimSpace(s[start:date.Start]), strings.TrimSpace(s[date.End:end])
	if start == 0 || len(before) > 60 || sentenceStart.MatchString(before) {
		return false // the headline, or running text
	}
	if len(before)+len(after) <= 60 && !strings.HasSuffix(after, ".") {
		return true
	}
	return dash.MatchString(after)
}

var (
	sentenceStart = regexp.MustCompile(`(?i)^(on|in|at|the|by|from|since|until|it|a|an)\b|\b(was|were|is|are|will|has|had|held|met|on|by|from|since|until|of|the)$|\b(will|was|were|has|had|have)\b`)
	dash          = regexp.MustCompile(`^[,.;)\]]*\s*(\([^)]{0,40}\)\s*)?(–|—|―|--|- |-$)`)
)

// sentenceAround is the sentence in which a date stands, or what is near of it.
func sentenceAround(s string, date text.Span) string {
	const reach = 300
	start, end := max(0, date.Start-reach), min(len(s), date.End+reach)
	for _, stop := range []string{"\n", ". "} {
		if i := strings.LastIndex(s[start:date.Start], stop); i >= 0 {
			start += i
		}
		if i := strings.Index(s[date.End:end], stop); i >= 0 {
			end = date.End + i
		}
	}
	return s[start:end]
}

// isPlanned reports whether a sentence, in lower case, tells of something to come.
func isPlanned(sentence string) bool {
	return toCome.MatchString(sentence) && !happened(sentence)
}

var (
	expiry = regexp.MustCompile(`\b(expir(es|ing|y)|with effect from|effective)\b`)
	toCome = regexp.MustCompile(`\b(will|shall|looks? forward|looking forward|(is|are) (due |expected |scheduled |set |planned |invited )?to|to be (held|published|launched)|takes? place|scheduled|upcoming|forthcoming|no later than|deadline|until|by)\b`)
	past   = regexp.MustCompile(`\b(was|were|met|held|took|spoke|has|have|had|said|today|[a-z]{2,}ed)\b`)
	// These end as a past tense does and are none, or look ahead.
	notPast = regexp.MustCompile(`^(united|scheduled|planned|expected|invited|pleased|delighted|honou?red|proposed|need|indeed|limited|named|based|led|organi[sz]ed|entitled|themed|red|bed)$`)
)

// happened reports whether a sentence, in lower case, has a verb in the past.
func happened(sentence string) bool {
	for _, w := range past.FindAllString(sentence, -1) {
		if !notPast.MatchString(w) {
			return true
		}
	}
	return false
}
